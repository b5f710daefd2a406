//! Previous and next.

use crate::{Here, components::module_path::Along};
use domain::reading::Path;
use leptos::prelude::*;

/// A way on: the address, and the title of what is there.
pub struct Way {
    /// Where to.
    pub to: String,
    /// What is there.
    pub title: String,
}

/// The way on from a page; from the last one back to its module.
pub fn turn(here: &Here, along: &Along<'_>, current: &str) -> AnyView {
    let t = &here.texts().page;
    let (before, after) = Path::of(along.module).neighbours(current);
    let way = |page: &domain::package::Page| Way {
        to: along.address(page),
        title: page.text.get(here.lang).title.clone(),
    };
    let whole = || Way {
        to: here.on(&format!("moduler/{}", along.module.slug)),
        title: along.module.text.get(here.lang).title.clone(),
    };
    match after {
        Some(page) => ways(here, before.map(way), (t.next, way(page))),
        None => ways(here, before.map(way), (t.whole_module, whole())),
    }
}

/// The way back and the way on, with a word on what the latter is.
pub fn ways(here: &Here, back: Option<Way>, on: (&'static str, Way)) -> AnyView {
    let t = &here.texts().page;
    let back = back.map(|Way { to, title }| {
        view! {
            <a rel="prev" href=to>
                <small>{t.previous}</small>
                {title}
            </a>
        }
    });
    let (word, Way { to, title }) = on;
    view! {
        <nav class="turn" aria-label=t.turn>
            {back}
            <a rel="next" href=to>
                <small>{word}</small>
                {title}
            </a>
        </nav>
    }
    .into_any()
}
