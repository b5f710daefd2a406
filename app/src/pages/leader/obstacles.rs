//! What the teams have lifted: what waits, oldest on top, answered in place; then what has been answered.

use crate::{
    Here,
    components::{
        field::{Field, hidden},
        followed,
    },
    labels::choices,
    locales::fill,
};
use domain::{Asker, agreement::Obstacle, store::UnitPage, text};
use leptos::prelude::*;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Obstacles without an answer, the oldest on top as the store gives them.
pub(super) fn waiting(here: &Here, asker: &Asker, page: &UnitPage, leads: bool) -> AnyView {
    let t = &here.texts().unit_page;
    let waits: Vec<&(String, Obstacle)> = page.obstacles.iter().filter(|(_, one)| one.waits()).collect();
    let heading = match waits.len() {
        0 => return view! { <p class="lead">{t.waiting_none}</p> }.into_any(),
        1 => t.waiting_one.to_owned(),
        n => fill(t.waiting, &[("n", &n)]),
    };
    let articles: Vec<AnyView> = waits
        .into_iter()
        .enumerate()
        .map(|(n, (team, obstacle))| one_waiting(here, asker, team, obstacle, (leads, n == 0)))
        .collect();
    view! {
        <section class="waiting" aria-labelledby="venter">
            <h2 id="venter">{heading}</h2>
            {articles}
        </section>
    }
    .into_any()
}

fn one_waiting(
    here: &Here,
    asker: &Asker,
    team: &str,
    obstacle: &Obstacle,
    (leads, first): (bool, bool),
) -> AnyView {
    let t = &here.texts().unit_page;
    let waited = match obstacle.at.until(asker.now) / DAY {
        0 => t.waited_none.to_owned(),
        1 => t.waited_one.to_owned(),
        n => fill(t.waited, &[("n", &n)]),
    };
    let form = leads.then(|| {
        let form = answer(here, asker, obstacle);
        // The oldest is the one to answer now; the others open when their turn comes.
        if first {
            form
        } else {
            view! {
                <details class="ds-details">
                    <summary>{t.your_answer}</summary>
                    {form}
                </details>
            }
            .into_any()
        }
    });
    view! {
        <article class="stack">
            <p class="row">
                <span class="ds-tag" data-color="waiting">
                    {waited}
                </span>
                <span class="meta">{team.to_owned()}</span>
            </p>
            <p class="lead written">{obstacle.text.clone()}</p>
            {form}
        </article>
    }
    .into_any()
}

/// Ja, nei, når, sendt til eier; and why.
fn answer(here: &Here, asker: &Asker, obstacle: &Obstacle) -> AnyView {
    let t = &here.texts().unit_page;
    let id = obstacle.id;
    let choice = |(word, label): (&'static str, &'static str)| {
        view! {
            <label>
                <input type="radio" name="kind" value=word required />
                {label}
            </label>
        }
    };
    let (why, why_help) = (format!("hvorfor-{id}"), format!("hvorfor-{id}-hjelp"));
    view! {
        <form class="form" method="post" action="/api/svar">
            {hidden([("obstacle", id.to_string())])}
            <fieldset class="ds-fieldset">
                <legend class="ds-label">{t.your_answer}</legend>
                <div class="pills">
                    {choices("/api/svar", "kind", here.lang).into_iter().map(choice).collect_view()}
                </div>
            </fieldset>
            <Field
                id=format!("dag-{id}")
                name="day"
                kind="date"
                label=t.day
                help=t.day_help
                min=asker.today.to_string()
            />
            <div class="ds-field">
                <label class="ds-label" for=why.clone()>
                    {t.why}
                </label>
                <p data-field="description" id=why_help.clone()>
                    {t.why_help}
                </p>
                <textarea
                    class="ds-input"
                    id=why
                    name="why"
                    rows="2"
                    required
                    maxlength=text::LINE.to_string()
                    aria-describedby=why_help
                ></textarea>
            </div>
            <button class="ds-button" data-color="waiting" type="submit">
                {t.send}
            </button>
        </form>
    }
    .into_any()
}

/// What has been answered, with the answers.
pub(super) fn answered(here: &Here, page: &UnitPage) -> Option<AnyView> {
    let lines: Vec<AnyView> = page
        .obstacles
        .iter()
        .filter_map(|(team, obstacle)| {
            let given = obstacle.answer.as_ref()?;
            let said = followed::answer(given.kind, here.lang);
            let by = match given.by.as_str() {
                "" => team.clone(),
                name => format!("{team} · {name}"),
            };
            let line = view! {
                <li class="stack" data-gap="s">
                    <p class="written">{obstacle.text.clone()}</p>
                    <p>
                        <strong>{format!("{said}.")}</strong>
                        {format!(" {}", given.why)}
                        <br />
                        <span class="meta">{by}</span>
                    </p>
                </li>
            };
            Some(line.into_any())
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="besvart">
                <h2 id="besvart">{here.texts().unit_page.answered}</h2>
                <ul class="lines">{lines}</ul>
            </section>
        }
        .into_any()
    })
}
