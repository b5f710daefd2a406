//! One module: what it is for, what it takes, and its path A–D.

use crate::{
    Fault, Here, Services, asker,
    components::{
        audience, duration, forge,
        icon::Icon,
        module_path::Along,
        phase::{self, Letter},
        rendered::Reader,
        source,
        whence::whence,
    },
    locales::fill,
    pages::{Screen, found, page, paper},
};
use domain::{
    package::{Module, Page},
    reading::{self, Path, Who},
};
use leptos::prelude::*;
use std::sync::Arc;

/// `/nb/moduler/{module}`, and with `?skriv-ut` all of its pages as one.
pub async fn screen(slug: &str) -> Result<Screen, Fault> {
    let here = Here::get();
    let services = Services::get();
    let package = services.catalogue.package();
    let module = package.module(slug).ok_or(Fault::MISSING)?;
    if let Some(wanted) = paper::asked(&here) {
        return Ok(paper::module(&here, &package, module, wanted));
    }
    let done = page::done_in(&services, slug).await?;
    let along = Along { here: &here, module, done };
    let t = &here.texts().module;
    let text = module.text.get(here.lang);
    let number = package.modules.iter().position(|m| m.slug == module.slug).map_or(0, |at| at + 1);
    let goals = text.goals.iter().cloned().map(|goal| view! { <li>{goal}</li> }).collect_view();
    let view = view! {
        <section class="stack" data-gap="l">
            <div class="stack">
                <p class="eyebrow">{fill(t.number, &[("n", &number)])}</p>
                <h1>{text.title.clone()}</h1>
                <p class="lead">{text.summary.clone()}</p>
            </div>
            {audiences(&here, module)} {times(&here, module)} {ways_on(&along)}
        </section>
        <section class="section">
            <h2>{t.aim}</h2>
            <div class="prose">
                <p class="lead">{text.aim.clone()}</p>
                {Reader::at(&here).rendered(&text.html)}
            </div>
        </section>
        <section class="section">
            <h2>{t.goals}</h2>
            <ul class="lines">{goals}</ul>
        </section>
        <section class="section">
            <h2>{t.path}</h2>
            {along.large()}
        </section>
        {held_back(&here, module)}
        {source::section(&package, &cited(module, &here), here.lang)}
        {forge::propose(&here, &text.file)}
        {found::section(&here, &module.slug, "")}
        {whence(&here)}
    };
    Ok(Screen::new(text.title.clone(), view).about(text.summary.clone()).public())
}

fn audiences(here: &Here, module: &Module) -> AnyView {
    let tag = |one: &domain::package::Audience| {
        let label = audience::label(*one, here.lang);
        view! {
            <li>
                <span class="ds-tag" data-color="neutral">
                    {label}
                </span>
            </li>
        }
    };
    view! {
        <ul class="row" aria-label=here.texts().module.audience>
            {module.audience.iter().map(tag).collect_view()}
        </ul>
    }
    .into_any()
}

/// The time that each phase takes, and how much of it all is reading.
pub(super) fn times(here: &Here, module: &Module) -> AnyView {
    let lang = here.lang;
    let phases = Path::of(module).phases;
    let time = |phase| {
        let time = phase::time(module, phase, lang);
        (!time.is_empty()).then(|| {
            view! {
                <div>
                    <dt>
                        <Letter phase />
                        " "
                        {phase::name(phase, lang)}
                    </dt>
                    <dd>{time}</dd>
                </div>
            }
        })
    };
    let reading = u32::try_from(reading::minutes_to_read_module(module, lang)).unwrap_or(u32::MAX);
    view! {
        <dl class="facts">
            {phases.iter().map(|(phase, _)| time(*phase)).collect_view()} <div>
                <dt>{here.texts().module.reading_time}</dt>
                <dd>{duration::minutes(reading, lang)}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// What one may do with the module: plan its session, and take it along on paper.
fn ways_on(along: &Along<'_>) -> AnyView {
    let Along { here, module, .. } = along;
    let t = &here.texts().module;
    let who = Who { leads: asker().is_leader(), arena: here.arena() };
    let go_on = Path::of(module).go_on(&along.done, who).map(|page| {
        let title = page.text.get(here.lang).title.clone();
        view! {
            <p>
                {t.go_on} ": " <a href=along.address(page)>{title}</a>
            </p>
        }
    });
    let plan = module.pages.iter().find(|page| page.is_session()).map(|session| {
        view! {
            <a class="ds-button" href=page::plan_address(here, module, session)>
                {t.plan}
            </a>
        }
    });
    view! {
        {go_on}
        <div class="row">
            {plan}
            <a
                class="ds-button"
                data-variant="secondary"
                href=paper::address(here, &format!("moduler/{}", module.slug))
            >
                <Icon name="print" />
                {t.print}
            </a>
        </div>
    }
    .into_any()
}

/// The pages that are kept from readers, for those who can mend them.
fn held_back(here: &Here, module: &Module) -> Option<AnyView> {
    asker().edits().ok()?;
    let page = |page: &Arc<Page>| {
        let to = here.on(&format!("moduler/{}/{}", module.slug, page.slug));
        let title = page.text.get(here.lang).title.clone();
        view! {
            <li>
                <a href=to>{title}</a>
            </li>
        }
    };
    (!module.faulty.is_empty()).then(|| {
        view! {
            <section class="waiting">
                <h2>{here.texts().module.faulty}</h2>
                <ul class="lines">{module.faulty.iter().map(page).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// Keys of the sources that the module's pages cite, each once.
pub(super) fn cited<'m>(module: &'m Module, here: &Here) -> Vec<&'m str> {
    let mut keys: Vec<&str> = Vec::new();
    for page in Path::of(module).pages() {
        for key in &page.text.get(here.lang).citations {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
    }
    keys
}
