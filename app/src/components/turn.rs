//! Previous and next.

use crate::{Here, components::module_path::Along};
use domain::reading::Path;
use leptos::prelude::*;

/// The way on from a page; from the last one back to its module.
pub fn turn(here: &Here, along: &Along<'_>, current: &str) -> AnyView {
    let t = &here.texts().page;
    let (before, after) = Path::of(along.module).neighbours(current);
    let title = |page: &domain::package::Page| page.text.get(here.lang).title.clone();
    let previous = before.map(|page| {
        view! {
            <a rel="prev" href=along.address(page)>
                <small>{t.previous}</small>
                {title(page)}
            </a>
        }
    });
    let next = match after {
        Some(page) => view! {
            <a rel="next" href=along.address(page)>
                <small>{t.next}</small>
                {title(page)}
            </a>
        }
        .into_any(),
        None => view! {
            <a rel="next" href=here.to(&format!("moduler/{}", along.module.slug))>
                <small>{t.whole_module}</small>
                {along.module.text.get(here.lang).title.clone()}
            </a>
        }
        .into_any(),
    };
    view! { <nav class="turn" aria-label=t.turn>{previous} {next}</nav> }.into_any()
}
