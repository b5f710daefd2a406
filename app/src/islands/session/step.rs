//! A step of the plan: what everyone reads, the prompts, and the agreement where it is one.

use super::{Room, agree::Agreements, answer::Answer, groups};
use crate::{components::step_kind, locales::fill};
use domain::package::StepKind;
use leptos::prelude::*;

/// The step with this number.
#[component]
pub(super) fn Step(room: Room, n: u16) -> impl IntoView {
    let t = room.texts();
    let Some(step) = room.script.with_value(|script| script.steps.get(usize::from(n)).cloned()) else {
        return ().into_any();
    };
    let kind = step_kind::name(step.kind, room.lang);
    let size = step.group_size.map(|(from, to)| fill(t.group_size, &[("from", &from), ("to", &to)]));
    view! {
        <article class="step" data-kind=step.kind.word()>
            <p class="meta">
                {kind} " · " {fill(t.minutes, &[("n", &step.minutes)])} {size.map(|size| format!(" · {size}"))}
            </p>
            <h1>{step.title}</h1>
            {(step.kind == StepKind::Group).then(|| view! { <groups::Mine room /> })}
            <div class="prose" inner_html=step.html.0></div>
            {step.prompts.into_iter().map(|prompt| view! { <Answer room prompt /> }).collect_view()}
            {(step.kind == StepKind::Agreement).then(|| view! { <Agreements room /> })}
        </article>
    }
    .into_any()
}
