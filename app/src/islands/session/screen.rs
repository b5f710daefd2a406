//! The shared screen in the room: read only, paired by a code, readable from eight metres.

use super::live::{Link, Live};
use crate::locales::{fill, texts};
use domain::{
    Lang,
    package::Html,
    session::Place,
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
    let head = move || match (view.read().current, step.get()) {
        (_, Some(step)) => step.title,
        (Some(Place::SinceLast), None) => t.since_last.to_owned(),
        _ => script.with_value(|script| script.title.clone()),
    };
    let left = Memo::new(move |_| {
        let clock = view.read().clock?;
        Some(clock.left(live.now()).div_euclid(1000))
    });
    // What was opened last stands on the screen as long as its step, or the one after it, lasts.
    let opened = Memo::new(move |_| {
        let view = view.read();
        let step = step.get();
        let here =
            step.iter().flat_map(|step| &step.prompts).map(|prompt| prompt.id.clone()).collect::<Vec<_>>();
        let answers = view.prompts.iter().filter(|prompt| here.contains(&prompt.id));
        let now: Vec<OpenedView> = answers.flat_map(|prompt| prompt.opened.clone()).collect();
        if !now.is_empty() {
            return now;
        }
        let last = view.openings.iter().filter(|opening| opening.reveals <= view.now).map(|o| o.place).max();
        let Some(Place::Step(n)) = last else { return Vec::new() };
        let ids = script.with_value(|script| {
            let step = script.steps.get(usize::from(n));
            step.map(|s| s.prompts.iter().map(|p| p.id.clone()).collect::<Vec<_>>()).unwrap_or_default()
        });
        let next = view.current == Some(Place::Step(n + 1));
        let answers = view.prompts.iter().filter(|prompt| next && ids.contains(&prompt.id));
        answers.flat_map(|prompt| prompt.opened.clone()).collect()
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
                <p class="time" role="timer" aria-label=t.time_left>
                    {move || left.get().map(|seconds| format!("{}:{:02}", seconds / 60, seconds % 60))}
                </p>
            </header>
            <div>
                {move || match view.read().progress {
                    _ if out() => view! { <p class="prompt">{t.screen_out}</p> }.into_any(),
                    Progress::Planned => view! { <p class="prompt">{t.screen_waiting}</p> }.into_any(),
                    Progress::Adjourned => view! { <p class="prompt">{t.adjourned}</p> }.into_any(),
                    Progress::Closed => view! { <p class="prompt">{t.over}</p> }.into_any(),
                    Progress::Running => {
                        let prompts = step.get().map(|step| step.prompts).unwrap_or_default();
                        let none = prompts.is_empty() && opened.read().is_empty();
                        view! {
                            {prompts
                                .into_iter()
                                .map(|prompt| view! { <h1 class="prompt">{prompt.question}</h1> })
                                .collect_view()}
                            {none.then(|| view! { <h1 class="prompt">{head}</h1> })}
                            <ul class="answers">
                                {opened.get().into_iter().map(|answer| answer_view(&answer.text)).collect_view()}
                            </ul>
                        }
                            .into_any()
                    }
                }}
            </div>
            <footer>
                <p class="tabular">{ready}</p>
                <p class="join">
                    <span>{join}</span>
                    <strong>{move || view.read().code.to_string()}</strong>
                </p>
                <div class="qr" inner_html=qr.0></div>
            </footer>
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
