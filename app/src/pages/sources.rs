//! The sources: what the content builds on, how certain we are of it, and where it is used.

use crate::{
    Fault, Here, Services,
    components::{forge, source},
    pages::{Screen, found},
};
use domain::package::{Package, SOURCES, Source};
use leptos::prelude::*;

/// `/nb/kilder`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().sources;
    let package = Services::get().catalogue.package();
    let sources = package.sources.iter().map(|source| entry(&here, &package, source)).collect_view();
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p class="lead">{t.lead}</p>
        </div>
        <ul class="lines terms">{sources}</ul>
        {forge::propose(&here, "kilder.bib")}
        {found::section(&here, SOURCES, "")}
    };
    Ok(Screen::new(t.title, view).narrow().about(t.lead).public())
}

fn entry(here: &Here, package: &Package, one: &Source) -> AnyView {
    let cited = package.pages().filter(|(_, page)| page.text.get(here.lang).citations.contains(&one.key));
    let links: Vec<AnyView> = cited
        .enumerate()
        .map(|(n, (address, page))| {
            let to = here.on(&address);
            let comma = (n > 0).then_some(", ");
            view! { {comma} <a href=to>{page.text.get(here.lang).title.clone()}</a> }.into_any()
        })
        .collect();
    let used = (!links.is_empty())
        .then(|| view! { <p class="meta">{here.texts().sources.used_in} " " {links.collect_view()}</p> });
    view! {
        <li id=one.key.clone()>
            <p>{source::entry(one, here.lang)}</p>
            {source::note(one, here.lang)}
            {used}
        </li>
    }
    .into_any()
}
