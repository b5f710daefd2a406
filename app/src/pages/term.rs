//! A term of the glossary: what it means, and which pages use it.

use crate::{
    Fault, Here, Services,
    components::{forge, rendered::Reader, whence::whence},
    locales::fill,
    pages::{Screen, found},
};
use domain::{
    Lang,
    package::{GLOSSARY, Module, Package, Page, SCHEME, Term, address_of_page},
};
use leptos::prelude::*;
use std::sync::Arc;

/// `/nb/ordliste/{term}`
pub fn screen(id: &str) -> Result<Screen, Fault> {
    let here = Here::get();
    let package = Services::get().catalogue.package();
    let term = package.term(here.lang, id).ok_or(Fault::MISSING)?;
    let view = view! {
        <div class="stack">
            <p class="eyebrow">
                <a href=here.on("ordliste")>{here.texts().glossary.title}</a>
            </p>
            <article class="prose">
                <h1>{term.term.clone()}</h1>
                {Reader::at(&here).rendered(&term.html)}
                {forge::propose(&here, &format!("ordliste.{}.md", here.lang))}
                {whence(&here)}
            </article>
            {in_other_languages(&here, &package, term)}
        </div>
        {used(&here, &package, id)}
        {found::section(&here, GLOSSARY, id)}
    };
    Ok(Screen::new(term.term.clone(), view).narrow().about(term.plain.clone()).public())
}

/// What the term is called where it is called something else.
fn in_other_languages(here: &Here, package: &Package, term: &Term) -> AnyView {
    let others = Lang::ALL.into_iter().filter(|lang| *lang != here.lang);
    let others = others.filter_map(|lang| Some((lang, package.term(lang, &term.id)?)));
    let others = others.filter(|(_, other)| other.term != term.term).map(|(lang, other)| {
        let in_language =
            fill(here.texts().glossary.in_language, &[("language", &lang.name().to_lowercase())]);
        view! {
            <p class="meta">
                {in_language} ": " <a href=here.in_lang(lang) hreflang=lang.code() lang=lang.code()>
                    {other.term.clone()}
                </a>
            </p>
        }
    });
    others.collect_view().into_any()
}

/// The modules that build on the term, and every page that uses it.
fn used(here: &Here, package: &Package, id: &str) -> AnyView {
    let t = &here.texts().glossary;
    let uses = |page: &&Arc<Page>| page.text.get(here.lang).terms.iter().any(|term| term == id);
    let line = |folder: &str, of: &str, page: &Page| {
        view! {
            <li>
                <a href=here.on(&address_of_page(folder, &page.slug))>{page.text.get(here.lang).title.clone()}</a>
                <p class="meta">{of.to_owned()}</p>
            </li>
        }
        .into_any()
    };
    let built_on = |module: &Module| {
        let title = module.text.get(here.lang).title.clone();
        view! {
            <li>
                <a href=here.on(&format!("moduler/{}", module.slug))>{title}</a>
                <p class="meta">{t.built_on}</p>
            </li>
        }
        .into_any()
    };
    let mut lines: Vec<AnyView> = Vec::new();
    for module in &package.modules {
        if module.terms.iter().any(|term| term == id) {
            lines.push(built_on(module));
        }
        let of = fill(here.texts().page.module, &[("title", &module.text.get(here.lang).title)]);
        lines.extend(module.pages.iter().filter(uses).map(|page| line(&module.slug, &of, page)));
    }
    let scheme = here.texts().scheme.title;
    lines.extend(package.scheme.pages.iter().filter(uses).map(|page| line(SCHEME, scheme, page)));
    let listed = if lines.is_empty() {
        view! { <p>{t.not_used}</p> }.into_any()
    } else {
        view! { <ul class="lines">{lines}</ul> }.into_any()
    };
    view! {
        <section class="section no-print" aria-labelledby="brukt">
            <h2 id="brukt">{t.used}</h2>
            {listed}
        </section>
    }
    .into_any()
}
