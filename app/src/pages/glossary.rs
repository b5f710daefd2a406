//! The glossary: every term with an anchor and a page of its own, and the modules that build on it.

use crate::{
    Fault, Here, Services,
    components::{forge, rendered::Reader},
    pages::Screen,
};
use domain::package::{Package, Term};
use leptos::prelude::*;

/// `/nb/ordliste`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().glossary;
    let package = Services::get().catalogue.package();
    let terms = package.terms(here.lang).iter().map(|term| entry(&here, &package, term)).collect_view();
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p class="lead">{t.lead}</p>
        </div>
        <ul class="lines terms">{terms}</ul>
        {forge::propose(&here, &format!("ordliste.{}.md", here.lang))}
    };
    Ok(Screen::new(t.title, view).narrow().about(t.lead).public())
}

fn entry(here: &Here, package: &Package, term: &Term) -> AnyView {
    let modules = package.modules.iter().filter(|module| module.terms.contains(&term.id)).map(|module| {
        let title = module.text.get(here.lang).title.clone();
        view! { <a href=here.on(&format!("moduler/{}", module.slug))>{title}</a> }
    });
    let modules: Vec<_> = modules.collect();
    let used = (!modules.is_empty())
        .then(|| view! { <p class="meta">{here.texts().glossary.used_in} " " {modules.collect_view()}</p> });
    view! {
        <li id=term.id.clone()>
            <h2>
                <a href=here.on(&format!("ordliste/{}", term.id))>{term.term.clone()}</a>
            </h2>
            {Reader::at(here).rendered(&term.html)}
            {used}
        </li>
    }
    .into_any()
}
