//! How far a team has come with a module: the four letters, each done, now or to come.

use crate::locales::texts;
use domain::{Lang, package::Phase, progress::TeamProgress};
use leptos::prelude::*;

/// Dots A–D.
#[component]
pub fn Dots(
    lang: Lang,
    progress: TeamProgress,
    /// Whether the team has begun, if only by planning a session.
    begun: bool,
) -> impl IntoView {
    let t = &texts(lang).team;
    let now = Phase::ALL.into_iter().map(Phase::letter).find(|letter| begun && !progress.done(*letter));
    let dot = move |phase: Phase| {
        let letter = phase.letter();
        let (state, said) = match letter {
            _ if progress.done(letter) => ("done", t.dot_done),
            _ if now == Some(letter) => ("now", t.dot_now),
            _ => ("todo", t.dot_todo),
        };
        view! {
            <li data-phase=letter.to_ascii_lowercase().to_string() data-state=state>
                {letter.to_string()}
                <span class="ds-sr-only">{format!(", {said}")}</span>
            </li>
        }
    };
    view! {
        <ol class="dots" aria-label=t.dots>
            {Phase::ALL.map(dot).collect_view()}
        </ol>
    }
}
