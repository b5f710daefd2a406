//! What stands on top all the time: the step, the time left, and whether what is written is safe.

use super::{
    Room,
    draft::{together, words},
};
use crate::locales::fill;
use domain::view::Progress;
use leptos::prelude::*;

/// The top of the screen.
#[component]
pub(super) fn Top(room: Room) -> impl IntoView {
    let t = room.texts();
    let view = room.live.view;
    let number = move || {
        let (view, places) = (view.read(), room.places());
        let at = view.current.and_then(|current| places.iter().position(|place| *place == current));
        at.map(|at| fill(t.step_of, &[("n", &(at + 1)), ("all", &places.len())]))
    };
    let name = move || {
        let current = view.read().current;
        current.map_or_else(|| room.around.with_value(|around| around.team.clone()), |place| room.name(place))
    };
    let drafting = room.drafts.with_value(|drafts| !drafts.is_empty());
    let safe = move || words(&room.drafts.with_value(|drafts| together(drafts)), room.lang);
    view! {
        <header class="session-top">
            <p class="step-name">
                <small>{number}</small>
                " "
                {name}
            </p>
            <Time room />
            <p class="saved" role="status" data-state=move || safe().1>
                {move || drafting.then(|| safe().0)}
            </p>
            <ol class="steps" aria-hidden="true">
                {move || {
                    let view = view.read();
                    room.places()
                        .into_iter()
                        .map(|place| {
                            let state = match () {
                                () if view.progress == Progress::Closed => Some("done"),
                                () if Some(place) == view.current => Some("now"),
                                () if Some(place) < view.current => Some("done"),
                                () => None,
                            };
                            view! { <li data-state=state></li> }
                        })
                        .collect_view()
                }}
            </ol>
        </header>
    }
}

/// The time left of the step. It runs on past zero without a word: the facilitator decides.
#[component]
pub(super) fn Time(room: Room) -> impl IntoView {
    let t = room.texts();
    let left = Memo::new(move |_| {
        let clock = room.live.view.read().clock?;
        Some(clock.left(room.live.now()).div_euclid(1000))
    });
    let over = move || left.get().is_some_and(|seconds| seconds == 0);
    view! {
        <p class="time" role="timer" aria-label=t.time_left data-state=move || over().then_some("over")>
            {move || left.get().map(|seconds| format!("{}:{:02}", seconds / 60, seconds % 60))}
        </p>
    }
}
