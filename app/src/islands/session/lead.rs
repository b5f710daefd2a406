//! The strip for one who leads: open the answers, next, skip, two minutes more, pause, back, undo, stop, close; and groups
//! by lot.

use super::{Room, press::Press};
use crate::actions;
use domain::{
    package::{Shares, StepKind},
    session::{Clock, Place},
    view::Progress,
};
use leptos::prelude::*;

/// What the strip is about to show; it is drawn anew only when this changes, so that a press is not lost to a redraw.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Strip {
    progress: Progress,
    current: Option<Place>,
    last: bool,
    first: bool,
    paused: bool,
    can_open: bool,
    opens_before: Option<Place>,
    has_date: bool,
    agreed: bool,
    screen: bool,
}

/// The strip, the shared screen, and «Slik leder du steget».
#[component]
pub(super) fn Leading(room: Room) -> impl IntoView {
    let t = room.texts();
    let strip = Memo::new(move |_| strip(room));
    view! {
        <section class="leading" aria-label=t.leading>
            <h2>{t.leading}</h2>
            <Undo room />
            {move || view! { <Buttons room strip=strip.get() /> }}
            <HowToLead room />
        </section>
    }
}

fn strip(room: Room) -> Strip {
    let view = room.live.view.read();
    let places = room.places();
    let opens = |place: Place| {
        let Place::Step(n) = place else { return false };
        let opened = view.openings.iter().any(|opening| opening.place == place);
        !opened
            && room.script.with_value(|script| {
                let step = script.steps.get(usize::from(n));
                step.is_some_and(|step| step.prompts.iter().any(|prompt| prompt.shares != Shares::Nowhere))
            })
    };
    let alone = |place: &Place| {
        let Place::Step(n) = *place else { return false };
        room.script
            .with_value(|script| script.steps.get(usize::from(n)).is_some_and(|s| s.kind == StepKind::Alone))
    };
    Strip {
        progress: view.progress,
        current: view.current,
        first: view.current == places.first().copied(),
        last: view.current == places.last().copied(),
        paused: matches!(view.clock, Some(Clock::Paused(_))),
        can_open: view.current.is_some_and(opens),
        // Written alone one step ago and not opened: people share it now.
        opens_before: places
            .iter()
            .rev()
            .copied()
            .find(|place| Some(*place) < view.current && alone(place) && opens(*place)),
        has_date: view.follow_up.is_some(),
        agreed: !view.agreements.is_empty(),
        screen: view.leading.as_ref().is_some_and(|leading| leading.screen.is_some()),
    }
}

/// A press that leads, at the place that the strip shows.
#[component]
fn Lead(
    room: Room,
    what: &'static str,
    #[prop(optional_no_strip)] place: Option<Place>,
    #[prop(default = "secondary")] variant: &'static str,
    children: Children,
) -> impl IntoView {
    let session = room.live.view.read_untracked().id;
    let place = place.map(|place| place.to_string());
    let mut fields = vec![("session", session.to_string()), ("what", what.to_owned())];
    fields.extend(place.clone().map(|place| ("place", place)));
    view! {
        <Press
            room
            action="/api/led"
            fields
            variant
            run=move || actions::lead(session, what.to_owned(), place.clone(), None, None)
        >
            {children()}
        </Press>
    }
}

/// What comes next, within the thumb's reach: start, open the answers written here, go on.
#[component]
pub(super) fn Onward(room: Room) -> impl IntoView {
    let t = room.texts();
    let strip = Memo::new(move |_| strip(room));
    move || {
        let strip = strip.get();
        let place = strip.current;
        match strip.progress {
            Progress::Planned => view! {
                <Lead room what="start" variant="primary">
                    {t.start}
                </Lead>
            }
            .into_any(),
            Progress::Adjourned => view! {
                <Lead room what="ta-opp" variant="primary">
                    {t.resume}
                </Lead>
            }
            .into_any(),
            Progress::Running => view! {
                {strip
                    .can_open
                    .then(|| {
                        view! {
                            <Lead room what="apne" place>
                                {t.open_answers}
                            </Lead>
                        }
                    })}
                {(!strip.last)
                    .then(|| {
                        view! {
                            <Lead room what="neste" place>
                                {t.next}
                            </Lead>
                        }
                    })}
            }
            .into_any(),
            Progress::Closed => ().into_any(),
        }
    }
}

#[component]
fn Buttons(room: Room, strip: Strip) -> impl IntoView {
    let t = room.texts();
    let place = strip.current;
    match strip.progress {
        Progress::Planned => view! {
            {(!strip.has_date).then(|| view! { <FollowUp room /> })}
            <ScreenPairing room paired=strip.screen />
            <MakeGroups room />
        }
        .into_any(),
        Progress::Adjourned => view! {
            <Close room open=false />
        }
        .into_any(),
        Progress::Closed => ().into_any(),
        Progress::Running => view! {
            {strip
                .opens_before
                .map(|before| {
                    view! {
                        <Lead room what="apne" place=Some(before)>
                            {t.open_before} " «" {room.name(before)} "»"
                        </Lead>
                    }
                })}
            <div class="row">
                <Lead room what="mer-tid" place variant="tertiary">
                    {t.more_time}
                </Lead>
                {if strip.paused {
                    view! {
                        <Lead room what="fortsett" variant="tertiary">
                            {t.unpause}
                        </Lead>
                    }
                        .into_any()
                } else {
                    view! {
                        <Lead room what="pause" variant="tertiary">
                            {t.pause}
                        </Lead>
                    }
                        .into_any()
                }}
                {(!strip.last)
                    .then(|| {
                        view! {
                            <Lead room what="hopp-over" place variant="tertiary">
                                {t.skip}
                            </Lead>
                        }
                    })}
                {(!strip.first)
                    .then(|| {
                        view! {
                            <Lead room what="tilbake" place variant="tertiary">
                                {t.back}
                            </Lead>
                        }
                    })}
                <Lead room what="stopp" variant="tertiary">
                    {t.adjourn}
                </Lead>
            </div>
            {(!strip.has_date).then(|| view! { <FollowUp room /> })}
            <ScreenPairing room paired=strip.screen />
            <MakeGroups room />
            <Close room open=strip.last && strip.agreed />
        }
        .into_any(),
    }
}

/// The end of the session, which cannot be taken back and so asks once more.
#[component]
fn Close(room: Room, open: bool) -> impl IntoView {
    let t = room.texts();
    view! {
        <details class="ds-details" open=open>
            <summary>{t.close}</summary>
            <p>{t.close_help}</p>
            {move || {
                let without = match room.live.view.read().agreements.is_empty() {
                    _ if room.holds_terms() => Some(t.close_unsent),
                    true => Some(t.close_without),
                    false => None,
                };
                without.map(|words| view! { <p class="ds-alert" data-color="warning">{words}</p> })
            }}
            <Lead room what="avslutt">{t.close_now}</Lead>
        </details>
    }
}

/// An advance can be taken back for ten seconds.
#[component]
fn Undo(room: Room) -> impl IntoView {
    let t = room.texts();
    let place = Memo::new(move |_| {
        let now = room.live.now();
        let view = room.live.view.read();
        let until = view.leading.as_ref().and_then(|leading| leading.undo_until);
        view.current.filter(|_| until.is_some_and(|until| now < until))
    });
    view! {
        {move || {
            place
                .get()
                .map(|place| {
                    view! {
                        <Lead room what="angre" place=Some(place)>
                            {t.undo}
                        </Lead>
                    }
                })
        }}
    }
}

/// The day for following up, where nobody set it when the session was planned.
#[component]
fn FollowUp(room: Room) -> impl IntoView {
    let t = room.texts();
    let session = room.live.view.read_untracked().id;
    view! {
        <form method="post" action="/api/oppfolging" class="row">
            <input type="hidden" name="session" value=session.to_string() />
            <div class="ds-field">
                <label class="ds-label" for="oppfolging">
                    {t.no_date}
                </label>
                <input class="ds-input" type="date" id="oppfolging" name="follow_up" required />
            </div>
            <button class="ds-button" data-variant="secondary" type="submit">
                {t.set_date}
            </button>
        </form>
    }
}

/// The shared screen: its address while one is paired, and the way to pair or to let it go.
#[component]
pub(super) fn ScreenPairing(room: Room, paired: bool) -> impl IntoView {
    let t = room.texts();
    let address = move || {
        let view = room.live.view.read();
        let code = view.leading.as_ref().and_then(|leading| leading.screen.clone());
        code.map(|code| format!("{}/{code}", room.around.read_value().screen))
    };
    view! {
        <details class="ds-details">
            <summary>{t.shared_screen}</summary>
            {if paired {
                view! {
                    <p>
                        {t.screen_at} " " <a href=address target="_blank">{address}</a>
                    </p>
                    <Lead room what="uten-skjerm" variant="tertiary">
                        {t.unpair}
                    </Lead>
                }
                    .into_any()
            } else {
                view! {
                    <p>{t.screen_help}</p>
                    <Lead room what="skjerm">{t.pair}</Lead>
                }
                    .into_any()
            }}
        </details>
    }
}

/// Who sits with whom, by lot.
#[component]
fn MakeGroups(room: Room) -> impl IntoView {
    let t = room.texts();
    let made = Memo::new(move |_| room.live.view.read().people.iter().any(|person| person.group.is_some()));
    view! {
        <details class="ds-details">
            <summary>{t.groups}</summary>
            <p>{t.groups_help}</p>
            <Lead room what="grupper">
                {move || if made.get() { t.make_groups_again } else { t.make_groups }}
            </Lead>
        </details>
    }
}

/// «Slik leder du steget», from the content.
#[component]
fn HowToLead(room: Room) -> impl IntoView {
    let t = room.texts();
    let lead = Memo::new(move |_| {
        let Some(Place::Step(n)) = room.live.view.read().current else { return None };
        room.script.with_value(|script| {
            let step = script.steps.get(usize::from(n))?;
            Some((step.lead.0.clone(), step.may_stop_after))
        })
    });
    view! {
        {move || {
            lead.get()
                .map(|(html, may_stop)| {
                    view! {
                        {may_stop.then(|| view! { <p class="meta">{t.may_stop}</p> })}
                        {(!html.is_empty())
                            .then(|| {
                                view! {
                                    <details class="ds-details" open>
                                        <summary>{t.how_to_lead}</summary>
                                        <div class="prose" inner_html=html></div>
                                    </details>
                                }
                            })}
                    }
                })
        }}
    }
}
