//! The shared screen in the room: read only, paired by a code, readable from eight metres.

use super::live::{Link, Live};
use crate::{
    components::agreement::Sentence,
    locales::{fill, texts},
};
use domain::{
    Lang,
    package::{Html, StepKind},
    session::{Clock, Place},
    view::{OpenedView, Progress, Script, SessionView},
};
use leptos::prelude::*;

/// How much of an answer is shown large; the rest opens with a key.
const LARGE: usize = 200;

/// The shared screen, alive.
#[island]
pub fn SharedScreen(
    lang: Lang,
    script: Script,
    view: SessionView,
    /// The screen's own code.
    code: String,
    /// The address people type to join.
    join: String,
    /// That address as a QR code, in SVG.
    qr: Html,
) -> impl IntoView {
    let t = &texts(lang).session;
    let live = Live::new(view, format!("/api/live/screen/{code}"));
    let script = StoredValue::new(script);
    let view = live.view;
    let step = Memo::new(move |_| match view.read().current {
        Some(Place::Step(n)) => script.with_value(|script| script.steps.get(usize::from(n)).cloned()),
        _ => None,
    });
    let over = Memo::new(move |_| view.read().progress == Progress::Closed);
    let head = move || match (view.read().current, step.get()) {
        _ if over.get() => t.over.to_owned(),
        (_, Some(step)) => step.title,
        (Some(Place::SinceLast), None) => t.since_last.to_owned(),
        _ => script.with_value(|script| script.title.clone()),
    };
    let left = Memo::new(move |_| {
        let clock = view.read().clock?;
        Some(clock.left(live.now()).div_euclid(1000))
    });
    let paused = Memo::new(move |_| matches!(view.read().clock, Some(Clock::Paused(_))));
    let leaving = Memo::new(move |_| {
        let now = live.now();
        let opening = view.read().openings.iter().map(|opening| opening.reveals).find(|at| now < *at)?;
        Some(now.until(opening).div_euclid(1000) + 1)
    });
    // Each question with its answers. What was opened last stands on the screen as long as its step, or the one after
    // it, lasts.
    let asked = Memo::new(move |_| {
        let view = view.read();
        let with_answers = |n: u16| {
            let prompts =
                script.with_value(|script| script.steps.get(usize::from(n)).map(|step| step.prompts.clone()));
            let answers =
                |id: &str| view.prompts.iter().find(|prompt| prompt.id == id).map(|p| p.opened.clone());
            let prompts = prompts.unwrap_or_default().into_iter();
            prompts
                .map(|prompt| (prompt.question, answers(&prompt.id).unwrap_or_default()))
                .collect::<Vec<(String, Vec<OpenedView>)>>()
        };
        let Some(Place::Step(here)) = view.current else { return Vec::new() };
        let now = with_answers(here);
        let last = view.openings.iter().filter(|opening| opening.reveals <= view.now).map(|o| o.place).max();
        match last {
            Some(Place::Step(n)) if n + 1 == here && now.iter().all(|(_, opened)| opened.is_empty()) => {
                let before = with_answers(n).into_iter().filter(|(_, opened)| !opened.is_empty());
                now.into_iter().chain(before).collect()
            }
            _ => now,
        }
    });
    // Answers that went to the groups are on the phones.
    let in_groups = Memo::new(move |_| {
        let view = view.read();
        let opened = view.openings.iter().any(|o| Some(o.place) == view.current && o.reveals <= view.now);
        let here = |id: &str| view.prompts.iter().any(|prompt| prompt.id == id && prompt.in_groups);
        opened && step.read().as_ref().is_some_and(|step| step.prompts.iter().any(|prompt| here(&prompt.id)))
    });
    // What is agreed on, or was last time, at its step.
    let agreed = Memo::new(move |_| {
        let view = view.read();
        match view.current {
            _ if view.progress == Progress::Closed => {
                view.agreements.iter().map(|agreement| agreement.terms.clone()).collect()
            }
            Some(Place::SinceLast) => view.since_last.iter().map(|one| one.agreement.terms.clone()).collect(),
            _ if step.read().as_ref().is_some_and(|step| step.kind == StepKind::Agreement) => {
                view.agreements.iter().map(|agreement| agreement.terms.clone()).collect()
            }
            _ => Vec::new(),
        }
    });
    let ready = move || {
        let view = view.read();
        fill(t.ready_of, &[("n", &view.ready), ("all", &view.people.len())])
    };
    let out = move || live.link.get() == Link::Out;
    view! {
        <main class="screen" id="innhold">
            <header>
                <p>{head}</p>
                {move || {
                    leaving
                        .get()
                        .map(|seconds| {
                            view! {
                                <p role="status">
                                    <strong>{t.opening_soon} " " {seconds}</strong>
                                </p>
                            }
                        })
                }}
                <p role="status">{move || (live.link.get() == Link::Lost).then_some(t.lost)}</p>
                <p class="time" role="timer" aria-label=t.time_left>
                    {move || paused.get().then(|| view! { <small>{t.pause} " "</small> })}
                    {move || left.get().map(|seconds| format!("{}:{:02}", seconds / 60, seconds % 60))}
                </p>
            </header>
            // A key scrolls it, where there are more answers than the screen holds.
            <div tabindex="0">
                {move || match view.read().progress {
                    _ if out() => view! { <p class="prompt">{t.screen_out}</p> }.into_any(),
                    Progress::Planned => view! { <p class="prompt">{t.screen_waiting}</p> }.into_any(),
                    Progress::Adjourned => view! { <p class="prompt">{t.adjourned}</p> }.into_any(),
                    Progress::Closed => {
                        view! {
                            <h1 class="prompt">{t.screen_thanks}</h1>
                            {agreed.get().into_iter().map(|terms| view! { <Sentence lang terms /> }).collect_view()}
                        }
                            .into_any()
                    }
                    Progress::Running => {
                        let none = asked.read().is_empty() && agreed.read().is_empty();
                        view! {
                            {none
                                .then(|| {
                                    let html = step.get().map(|step| step.html.0).unwrap_or_default();
                                    view! {
                                        <h1 class="prompt">{head}</h1>
                                        <div class="prose" inner_html=html></div>
                                    }
                                })}
                            {asked
                                .get()
                                .into_iter()
                                .map(|(question, opened)| {
                                    view! {
                                        <h1 class="prompt">{question}</h1>
                                        <ul class="answers">
                                            {opened.into_iter().map(|answer| answer_view(&answer.text)).collect_view()}
                                        </ul>
                                    }
                                })
                                .collect_view()}
                            {in_groups.get().then(|| view! { <p>{t.opened_in_groups}</p> })}
                            {agreed.get().into_iter().map(|terms| view! { <Sentence lang terms /> }).collect_view()}
                        }
                            .into_any()
                    }
                }}
            </div>
            <Show when=move || !out() && !over.get()>
                <footer>
                    <p class="tabular">{ready}</p>
                    <p class="join">
                        <span>{join.clone()}</span>
                        <strong>{move || view.read().code.to_string()}</strong>
                    </p>
                    <div class="qr" inner_html=qr.0.clone()></div>
                </footer>
            </Show>
        </main>
    }
}

/// An answer: its beginning large, the rest behind a key.
fn answer_view(text: &str) -> impl IntoView + use<> {
    let cut = text.char_indices().nth(LARGE).map(|(at, _)| at);
    match cut {
        None => view! { <li>{text.to_owned()}</li> }.into_any(),
        Some(at) => {
            let (start, rest) = (format!("{}…", &text[..at]), format!("…{}", &text[at..]));
            view! {
                <li>
                    <details>
                        <summary>{start}</summary>
                        <small>{rest}</small>
                    </details>
                </li>
            }
            .into_any()
        }
    }
}
