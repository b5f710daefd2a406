//! The editors' page: what is wrong first, then what readers say, then every page.

use crate::{
    Fault, Here, Services, asker,
    components::{date, empty::Empty},
    locales::fill,
    pages::{Screen, trial},
};
use domain::{
    Date,
    feedback::{Feedback, Tally},
    package::{Level, Module, Package, Page, Problem, address_of_page},
};
use leptos::prelude::*;

/// `/nb/redaktor`
pub async fn screen() -> Result<Screen, Fault> {
    let (here, services, asker) = (Here::get(), Services::get(), asker());
    let editing = asker.edits()?;
    let said = services.store.feedback(&editing).await?;
    let package = services.catalogue.package();
    let t = &here.texts().editor;
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p class="lead">{t.lead}</p>
            <a class="ds-button" data-variant="secondary" href=here.to(trial::ADDRESS)>{here.texts().trial.door}</a>
        </div>
        {problems(&here, &package.problems)}
        {words(&here, &package, &said)}
        {pages(&here, &package, &said, asker.today)}
    };
    Ok(Screen::new(t.title, view))
}

/// Faults before warnings. The check speaks bokmål.
fn problems(here: &Here, problems: &[Problem]) -> AnyView {
    let t = &here.texts().editor;
    let mut problems: Vec<&Problem> = problems.iter().collect();
    problems.sort_by_key(|problem| problem.level);
    let line = |problem: &&Problem| {
        let (color, level) = match problem.level {
            Level::Fault => ("danger", t.fault),
            Level::Warning => ("warning", t.warning),
        };
        view! {
            <li class="stack" data-gap="s">
                <p class="row">
                    <span class="ds-tag" data-color=color>
                        {level}
                    </span>
                    <code>{format!("content/{}:{}:{}", problem.file, problem.line, problem.column)}</code>
                </p>
                <p lang="nb">{problem.message.clone()} " " {problem.mend.clone()}</p>
            </li>
        }
    };
    let listed = match problems.is_empty() {
        true => view! { <Empty icon="hake" says=t.no_problems /> }.into_any(),
        false => view! { <ul class="lines">{problems.iter().map(line).collect_view()}</ul> }.into_any(),
    };
    view! {
        <section class="section" aria-labelledby="feil">
            <h2 id="feil">{t.problems}</h2>
            {listed}
        </section>
    }
    .into_any()
}

/// What readers were looking for, the newest first, each leading to its page.
fn words(here: &Here, package: &Package, said: &[Feedback]) -> AnyView {
    let t = &here.texts().editor;
    let line = |one: &Feedback| {
        let title = package
            .page(&one.module, &one.page)
            .map_or_else(|| one.page.clone(), |page| page.text.get(here.lang).title.clone());
        let answer = if one.found { t.found } else { t.missed };
        view! {
            <li class="stack" data-gap="s">
                <p class="written">{one.words.clone()}</p>
                <p class="meta">
                    <a href=here.to(&address_of_page(&one.module, &one.page))>{title}</a>
                    {format!(" · {answer} · {}", date::day(one.day, here.lang))}
                </p>
            </li>
        }
    };
    let with_words: Vec<_> = said.iter().filter(|one| !one.words.is_empty()).map(line).collect();
    let listed = match with_words.is_empty() {
        true => view! { <p class="meta">{t.no_words}</p> }.into_any(),
        false => view! { <ul class="lines">{with_words.collect_view()}</ul> }.into_any(),
    };
    view! {
        <section class="section" aria-labelledby="sagt">
            <h2 id="sagt">{t.said}</h2>
            {listed}
        </section>
    }
    .into_any()
}

/// Every page of every module: whether it is whole, what readers say, and when it is to be read again.
fn pages(here: &Here, package: &Package, said: &[Feedback], today: Date) -> AnyView {
    let t = &here.texts().editor;
    let cell = |label: &'static str, content: String| {
        view! {
            <td role="cell" data-label=label>
                {content}
            </td>
        }
    };
    let row = |module: &Module, page: &Page, faulty: bool| {
        let tally = Tally::of(said, &module.slug, &page.slug);
        let counted = match (tally.found, tally.missed) {
            (0, 0) => t.nothing_said.to_owned(),
            (found, missed) => fill(t.counted, &[("found", &found), ("missed", &missed)]),
        };
        let counted = if tally.is_low() { format!("{counted} {}", t.low) } else { counted };
        let revise = page.revise_by.map_or_else(String::new, |day| match day < today {
            true => fill(t.overdue, &[("day", &day.in_words())]),
            false => day.in_words(),
        });
        let state = if faulty { t.kept_back } else { t.whole };
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    <a href=here.to(&format!("moduler/{}/{}", module.slug, page.slug))>
                        {page.text.get(here.lang).title.clone()}
                    </a>
                </th>
                {cell(t.state, state.to_owned())} {cell(t.feedback, counted)} {cell(t.revise, revise)}
            </tr>
        }
    };
    let head = |name: &'static str| {
        view! {
            <th scope="col" role="columnheader">
                {name}
            </th>
        }
    };
    let heads = [t.page, t.state, t.feedback, t.revise].into_iter();
    let table = |module: &Module| {
        let heads = heads.clone();
        let whole = module.pages.iter().map(|page| row(module, page, false)).collect_view();
        let faulty = module.faulty.iter().map(|page| row(module, page, true)).collect_view();
        view! {
            <table class="ds-table stack" role="table">
                <caption>{module.text.get(here.lang).title.clone()}</caption>
                <thead role="rowgroup">
                    <tr role="row">{heads.map(head).collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">{faulty} {whole}</tbody>
            </table>
        }
    };
    view! {
        <section class="section" aria-labelledby="sider">
            <h2 id="sider">{t.pages}</h2>
            {package.modules.iter().map(table).collect_view()}
        </section>
    }
    .into_any()
}
