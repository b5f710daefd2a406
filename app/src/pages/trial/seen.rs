//! The page as readers will meet it, and as a team will in a session, in each language.

use crate::{
    Here,
    components::{
        duration,
        rendered::{beside_a_form, rendered},
        step_kind,
    },
    locales::fill,
    pages::page,
};
use domain::{
    Lang,
    package::{Draft, Html, Package, Page, Prompt, Shares, Step, Trial},
};
use leptos::prelude::*;

/// Where the page stands on the screen.
pub(super) const PAGE: &str = "slik-blir-siden";
/// Where the session stands.
pub(super) const SESSION: &str = "slik-blir-okta";

/// All there is to see.
pub(super) fn seen(here: &Here, package: &Package, draft: &Draft, trial: &Trial) -> AnyView {
    let t = &here.texts().trial;
    let page = trial.page.as_ref();
    let as_page = page.map(|page| {
        let of = |here: &Here| page::as_read(here, package, draft.module_slug(), page);
        each_language(here, PAGE, t.page, t.page_about, of)
    });
    let as_session = page.filter(|page| page.is_session()).map(|page| {
        let of = |here: &Here| session(here, page);
        each_language(here, SESSION, t.session, t.session_about, of)
    });
    view! { {as_page} {as_session} {new_ids(here, trial)} }.into_any()
}

/// The same in each language, beside each other where there is room.
fn each_language(
    here: &Here,
    id: &'static str,
    heading: &'static str,
    about: &'static str,
    of: impl Fn(&Here) -> AnyView,
) -> AnyView {
    let language = |lang: Lang| {
        let there = Here { lang, ..here.clone() };
        view! {
            <details class="ds-details" open>
                <summary>{lang.name()}</summary>
                <div class="text" lang=lang.code()>
                    {beside_a_form(of(&there), &format!("{id}-{lang}"))}
                </div>
            </details>
        }
    };
    view! {
        <section class="section" aria-labelledby=id>
            <div class="stack" data-gap="s">
                <h2 id=id>{heading}</h2>
                <p class="meta">{about}</p>
            </div>
            <div class="languages">{Lang::ALL.map(language).collect_view()}</div>
        </section>
    }
    .into_any()
}

/// The steps with all that a team and its facilitator get to see in them.
fn session(here: &Here, page: &Page) -> AnyView {
    let t = &here.texts().trial;
    let minutes = page.steps.iter().map(|step| u32::from(step.minutes)).sum();
    let sum = duration::minutes(minutes, here.lang);
    let steps = (1..).zip(&page.steps).map(|(n, step)| one_step(here, n, step));
    view! {
        <p>
            <strong class="tabular">
                {fill(t.in_all, &[("n", &page.steps.len()), ("minutes", &sum)])}
            </strong>
        </p>
        <ol class="lines">{steps.collect_view()}</ol>
    }
    .into_any()
}

fn one_step(here: &Here, n: usize, step: &Step) -> AnyView {
    let (t, s) = (&here.texts().trial, &here.texts().session);
    let text = step.text.get(here.lang);
    let mut about = vec![
        step_kind::name(step.kind, here.lang).to_owned(),
        duration::minutes(u32::from(step.minutes), here.lang),
    ];
    about.extend(step.group_size.map(|(from, to)| fill(s.group_size, &[("from", &from), ("to", &to)])));
    about.extend(step.may_stop_after.then(|| t.may_stop.to_owned()));
    let is_there = |html: &Html| !html.0.trim().is_empty();
    let lead = is_there(&text.lead).then(|| {
        view! {
            <details class="ds-details">
                <summary>{s.how_to_lead}</summary>
                <div class="prose">{rendered(&text.lead)}</div>
            </details>
        }
    });
    view! {
        <li class="stack">
            <div class="stack" data-gap="s">
                <p class="meta">{about.join(" · ")}</p>
                <h3>{format!("{n}. {}", text.title)}</h3>
            </div>
            {is_there(&text.html).then(|| view! { <div class="prose">{rendered(&text.html)}</div> })}
            {step.prompts.iter().map(|prompt| question(here, prompt)).collect_view()}
            {lead}
        </li>
    }
    .into_any()
}

fn question(here: &Here, prompt: &Prompt) -> AnyView {
    let t = &here.texts().page;
    let text = prompt.text.get(here.lang);
    let shares = match prompt.shares {
        Shares::Group => t.shared_in_group,
        Shares::Plenary => t.shared_with_all,
        Shares::Nowhere => t.shared_with_nobody,
    };
    view! {
        <div class="stack" data-gap="s">
            <h4>{text.question.clone()}</h4>
            <div class="prose">{rendered(&text.html)}</div>
            <p class="meta">{shares}</p>
        </div>
    }
    .into_any()
}

/// The lines that go into `id-er.txt` with the files.
fn new_ids(here: &Here, trial: &Trial) -> Option<AnyView> {
    let t = &here.texts().trial;
    (!trial.new_ids.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="nye-id-er">
                <div class="stack" data-gap="s">
                    <h2 id="nye-id-er">{t.new_ids}</h2>
                    <p>{t.new_ids_about}</p>
                </div>
                <pre class="source">
                    <code>{trial.new_ids.join("\n")}</code>
                </pre>
            </section>
        }
        .into_any()
    })
}
