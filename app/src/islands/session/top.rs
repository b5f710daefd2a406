//! What stands on top all the time: the step, the time left, whether what is written is safe, and the other language.

use super::{
    Room,
    draft::{Safety, together, words},
    live::Link,
};
use crate::locales::fill;
use domain::{Lang, session::Clock, view::Progress};
use leptos::prelude::*;

/// The top of the screen.
#[component]
pub(super) fn Top(room: Room) -> impl IntoView {
    let t = room.texts();
    let view = room.live.view;
    let number = move || {
        let (view, places) = (view.read(), room.places());
        let at = view
            .current
            .filter(|_| view.progress != Progress::Closed)
            .and_then(|current| places.iter().position(|place| *place == current));
        at.map(|at| fill(t.step_of, &[("n", &(at + 1)), ("all", &places.len())]))
    };
    let name = move || {
        let current = view.with(|view| view.current.filter(|_| view.progress != Progress::Closed));
        current.map_or_else(|| room.around.with_value(|around| around.team.clone()), |place| room.name(place))
    };
    let takes_part = room.drafts.with_value(|drafts| !drafts.is_empty());
    let writes =
        move || takes_part && matches!(view.read().progress, Progress::Running | Progress::Adjourned);
    let safe = move || match room.drafts.with_value(|drafts| together(drafts)) {
        Safety::Saved if !room.unsent.read().is_empty() => (t.not_sent.to_owned(), "busy"),
        safety => words(&safety, room.lang),
    };
    view! {
        <header class="session-top">
            <p class="step-name" role="status">
                <small>{number}</small>
                " "
                {name}
            </p>
            <Time room />
            <p class="saved" role="status" data-state=move || writes().then(|| safe().1)>
                {move || writes().then(|| safe().0)}
            </p>
            {Lang::ALL
                .into_iter()
                .filter(|lang| *lang != room.lang)
                .map(|lang| view! { <Language room lang /> })
                .collect_view()}
            <Trouble room />
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

/// What hinders, in sight however far down one is: a lost line.
#[component]
fn Trouble(room: Room) -> impl IntoView {
    let t = room.texts();
    let link = move || match room.live.link.get() {
        Link::Open | Link::Asking | Link::Out => None,
        Link::Lost => Some(t.lost),
    };
    view! {
        <div class="trouble" role="status">
            {move || link().map(|words| view! { <p class="ds-alert" data-color="warning">{words}</p> })}
        </div>
    }
}

/// The same place of the session in another language; what is not sent yet is taken up there.
#[component]
fn Language(room: Room, lang: Lang) -> impl IntoView {
    let to = move || {
        let to = format!("/{lang}/okt/{}", room.live.view.read_untracked().id);
        room.looking.get().map_or_else(|| to.clone(), |place| format!("{to}?steg={place}"))
    };
    view! {
        <a class="language" href=to hreflang=lang.code() lang=lang.code()>
            {lang.name()}
        </a>
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
    let paused = Memo::new(move |_| matches!(room.live.view.read().clock, Some(Clock::Paused(_))));
    view! {
        <p class="time" role="timer" aria-label=t.time_left data-state=move || over().then_some("over")>
            {move || paused.get().then(|| view! { <small>{t.pause} " "</small> })}
            {move || left.get().map(|seconds| format!("{}:{:02}", seconds / 60, seconds % 60))}
        </p>
    }
}
