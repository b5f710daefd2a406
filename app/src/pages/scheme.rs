//! The scheme around the package: its pages, one line each.

use crate::{Fault, Here, Services, pages::Screen};
use domain::package::Page;
use leptos::prelude::*;
use std::sync::Arc;

/// `/nb/ordningen`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().scheme;
    let package = Services::get().catalogue.package();
    let line = |page: &Arc<Page>| {
        let text = page.text.get(here.lang);
        view! {
            <li>
                <h2>
                    <a href=here.on(&format!("ordningen/{}", page.slug))>{text.title.clone()}</a>
                </h2>
                <p>{text.summary.clone()}</p>
            </li>
        }
    };
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p class="lead">{t.lead}</p>
        </div>
        <ul class="lines terms">{package.scheme.pages.iter().map(line).collect_view()}</ul>
        <p>
            {t.resources_about} " " <a href=here.on("ressurser")>{t.resources}</a> "."
        </p>
    };
    Ok(Screen::new(t.title, view).narrow().about(t.lead).public())
}
