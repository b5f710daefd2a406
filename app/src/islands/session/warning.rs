//! Ten seconds before answers are opened: say «hold tilbake», or see them with all the others.

use super::{Room, press::Press};
use domain::{package::Shares, session::Place, view::ScriptPrompt};
use leptos::prelude::*;

/// What is about to be opened, and one's own answers to hold back.
#[component]
pub(super) fn Warning(room: Room) -> impl IntoView {
    let t = room.texts();
    let left = Memo::new(move |_| {
        let now = room.live.now();
        let view = room.live.view.read();
        let opening = view.openings.iter().find(|opening| now < opening.reveals)?;
        Some((opening.place, now.until(opening.reveals).div_euclid(1000) + 1))
    });
    let opening = Memo::new(move |_| left.get().map(|(place, _)| place));
    let warning = move |place| {
        let prompts = own_prompts(room, place);
        let alone = prompts.len() == 1;
        let held = prompts.into_iter().map(|prompt| view! { <HoldBack room prompt alone /> }).collect_view();
        view! {
            <div class="opening" role="alert">
                <p>
                    <strong>{t.opening_soon}</strong>
                    " "
                    <span class="tabular" aria-hidden="true">
                        {move || left.get().map(|(_, seconds)| seconds)}
                    </span>
                </p>
                {held}
            </div>
        }
    };
    view! { {move || opening.get().map(warning)} }
}

/// The questions of a place that one's own answers are opened to; none for those who take no part.
fn own_prompts(room: Room, place: Place) -> Vec<ScriptPrompt> {
    let Place::Step(n) = place else { return Vec::new() };
    let mut prompts = room.script.with_value(|script| {
        script.steps.get(usize::from(n)).map(|step| step.prompts.clone()).unwrap_or_default()
    });
    prompts.retain(|prompt| prompt.shares != Shares::Nowhere && room.draft(&prompt.id).is_some());
    prompts
}

/// The answer to one question, to be held back. The question is in the button's name; it is seen where there are
/// several.
#[component]
fn HoldBack(room: Room, prompt: ScriptPrompt, alone: bool) -> impl IntoView {
    let t = room.texts();
    let session = room.live.view.read_untracked().id;
    let (id, question) = (StoredValue::new(prompt.id), StoredValue::new(prompt.question));
    let class = if alone { "ds-sr-only" } else { "" };
    let withheld = move || {
        let view = room.live.view.read();
        let mine = view.prompts.iter().find(|prompt| id.with_value(|id| prompt.id == *id));
        mine.and_then(|prompt| prompt.mine.as_ref()).is_some_and(|mine| mine.withheld)
    };
    let press = move || {
        view! {
            <Press
                room
                action="/api/hold-tilbake"
                fields=vec![("session", session.to_string()), ("prompt", id.get_value())]
                variant="secondary"
                run=move || crate::actions::hold_back(session, id.get_value())
            >
                {t.hold_back} " " <span class=class>"«" {question.get_value()} "»"</span>
            </Press>
        }
    };
    view! {
        <Show when=withheld fallback=press>
            <p>
                <span class=class>"«" {question.get_value()} "»"</span>
                " "
                {t.held_back}
            </p>
        </Show>
    }
}
