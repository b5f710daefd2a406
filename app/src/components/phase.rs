//! The four phases: their letters, their names, how they are carried out and how long they take.

use crate::{components::duration, locales::texts};
use domain::{
    Lang,
    package::{Module, Phase},
};
use leptos::prelude::*;

/// The phase's name.
pub fn name(phase: Phase, lang: Lang) -> &'static str {
    let t = &texts(lang).phase;
    match phase {
        Phase::Prepare => t.prepare,
        Phase::Meet => t.meet,
        Phase::Try => t.try_out,
        Phase::Review => t.review,
    }
}

/// Whether it is done alone, together or in practice.
pub fn manner(phase: Phase, lang: Lang) -> &'static str {
    let t = &texts(lang).phase;
    match phase {
        Phase::Prepare => t.alone,
        Phase::Meet | Phase::Review => t.together,
        Phase::Try => t.in_practice,
    }
}

/// How long the phase takes in a module: weeks for the try-out, minutes for the others. Empty where nothing is said.
pub fn time(module: &Module, phase: Phase, lang: Lang) -> String {
    match (phase, module.weeks(), module.minutes_of(phase)) {
        (Phase::Try, Some(weeks), _) => duration::weeks(weeks, lang),
        (_, _, 0) => String::new(),
        (_, _, minutes) => duration::minutes(minutes, lang),
    }
}

/// What the style tells the phases apart by.
pub fn mark(phase: Phase) -> String {
    phase.letter().to_ascii_lowercase().to_string()
}

/// The phase's letter in its tint.
#[component]
pub fn Letter(phase: Phase) -> impl IntoView {
    view! {
        <span class="phase" data-phase=mark(phase) aria-hidden="true">
            {phase.letter()}
        </span>
    }
}

/// The phases that a module has, as a row of letters.
#[component]
pub fn Dots(lang: Lang, phases: Vec<Phase>) -> impl IntoView {
    let dot = move |phase: Phase| {
        view! {
            <li data-phase=mark(phase)>
                <span aria-hidden="true">{phase.letter()}</span>
                <span class="ds-sr-only">{name(phase, lang)}</span>
            </li>
        }
    };
    view! {
        <ol class="dots" aria-label=texts(lang).phase.all>
            {phases.into_iter().map(dot).collect_view()}
        </ol>
    }
}
