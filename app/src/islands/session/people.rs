//! Who is here, and in which group. A leader who takes part is seen before anybody writes.

use super::Room;
use crate::locales::fill;
use domain::view::Progress;
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
                                        })}
                                    {person.ready.then(|| view! { <span class="ds-sr-only">{t.is_ready}</span> })}
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
        </section>
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
