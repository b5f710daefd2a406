//! Who is here, who leads and who does what. A leader who takes part is seen before anybody writes.

use super::{Room, groups, press::Press};
use crate::{actions, locales::fill};
use domain::{session::Duty, view::Progress};
use leptos::prelude::*;

/// The list of who is in and who is ready.
#[component]
pub(super) fn People(room: Room) -> impl IntoView {
    let t = room.texts();
    let view = room.live.view;
    let count = move || {
        let view = view.read();
        let all = view.people.len();
        match view.progress {
            Progress::Planned if all == 0 => t.nobody_yet.to_owned(),
            Progress::Planned => fill(t.here, &[("n", &all)]),
            Progress::Closed => fill(t.were_here, &[("n", &all)]),
            _ => fill(t.ready_of, &[("n", &view.ready), ("all", &all)]),
        }
    };
    view! {
        <section class="room" aria-labelledby="i-rommet">
            <h2 id="i-rommet">{t.in_the_room}</h2>
            <p class="tabular">{count}</p>
            <ul class="people">
                {move || {
                    view.read()
                        .people
                        .iter()
                        .map(|person| {
                            let state = person.ready.then_some("ready");
                            view! {
                                <li data-state=state>
                                    {person.name.clone()} {person.me.then(|| format!(" ({})", t.you))}
                                    {person
                                        .leader
                                        .then(|| {
                                            view! {
                                                " "
                                                <span class="ds-tag" data-color="neutral">
                                                    {t.leader}
                                                </span>
                                            }
                                        })}
                                    {person
                                        .group
                                        .map(|n| {
                                            let group = fill(t.group_n, &[("n", &(n + 1))]);
                                            view! { <span class="meta">" " {group}</span> }
                                        })} {person.leads.then(|| view! { <span class="meta">" " {t.leads}</span> })}
                                    {person
                                        .duty
                                        .map(|duty| {
                                            let name = match duty {
                                                Duty::Chair => t.chair,
                                                Duty::Timekeeper => t.timekeeper,
                                                Duty::Secretary => t.secretary,
                                                Duty::Focus => t.focus,
                                            };
                                            view! { <span class="meta">" " {name}</span> }
                                        })}
                                    {person.ready.then(|| view! { <span class="ds-sr-only">{t.is_ready}</span> })}
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <Show when=move || view.read().progress != Progress::Closed>
                <groups::Change room />
                <Helm room />
            </Show>
        </section>
    }
}

/// What is pressed about who leads, by others than the one who does.
#[component]
fn Turn(room: Room, what: &'static str, words: String) -> impl IntoView {
    let view = room.live.view.read_untracked();
    let (session, whom) = (view.id, view.claim.as_ref().map(|claim| claim.id));
    let mut fields = vec![("session", session.to_string()), ("what", what.to_owned())];
    fields.extend(whom.map(|whom| ("whom", whom.to_string())));
    view! {
        <Press
            room
            action="/api/led"
            fields
            variant="secondary"
            run=move || actions::lead(session, what.to_owned(), None, whom, None)
        >
            {words}
        </Press>
    }
}

/// Who leads, where leading was given away; taking it back, and taking it over.
#[component]
fn Helm(room: Room) -> impl IntoView {
    let t = room.texts();
    let view = room.live.view;
    let leads = move || {
        let view = view.read();
        let hand = view.people.iter().find(|person| person.leads)?;
        Some(if hand.me { t.you_lead_now.to_owned() } else { fill(t.leads_now, &[("name", &hand.name)]) })
    };
    // The claim, whether it is one's own, whether one leads, may lead again, or takes part.
    let state = Memo::new(move |_| {
        let view = view.read();
        let mine = view.claim.as_ref().is_some_and(|claim| Some(claim.id) == view.me);
        (view.claim.clone(), mine, view.leading.is_some(), view.may_take_back, view.me.is_some())
    });
    view! {
        <div role="status">
            {move || leads().map(|words| view! { <p>{words}</p> })}
            {move || match state.get() {
                (Some(_), true, ..) => view! { <p>{t.claimed}</p> }.into_any(),
                (Some(claim), ..) => {
                    view! {
                        <p class="ds-alert" data-color="warning">
                            {fill(t.wants, &[("name", &claim.name)])}
                        </p>
                    }
                        .into_any()
                }
                _ => ().into_any(),
            }}
        </div>
        {move || {
            let (claim, mine, leads, may_take_back, takes_part) = state.get();
            match claim {
                Some(_) if mine => view! { <Turn room what="behold" words=t.unclaim.to_owned() /> }.into_any(),
                Some(claim) => {
                    let second = fill(t.second, &[("name", &claim.name)]);
                    view! {
                        <div class="row">
                            {takes_part.then(|| view! { <Turn room what="enig" words=second /> })}
                            {leads.then(|| view! { <Turn room what="behold" words=t.keep.to_owned() /> })}
                        </div>
                    }
                        .into_any()
                }
                None if may_take_back => {
                    view! { <Turn room what="ta-tilbake" words=t.take_back.to_owned() /> }.into_any()
                }
                None if takes_part && !leads => {
                    view! {
                        <details class="ds-details">
                            <summary>{t.leader_gone}</summary>
                            <p>{t.claim_help}</p>
                            <Turn room what="ta-over" words=t.claim.to_owned() />
                        </details>
                    }
                        .into_any()
                }
                None => ().into_any(),
            }
        }}
    }
}

/// «Leder deltar», before one writes.
#[component]
pub(super) fn LeaderHere(room: Room) -> impl IntoView {
    let t = room.texts();
    let here = move || room.live.view.read().people.iter().any(|person| person.leader && !person.me);
    view! {
        <Show when=here>
            <p class="audience">{t.leader_here}</p>
        </Show>
    }
}
