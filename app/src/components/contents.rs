//! The headings of a page as a list of links.

use crate::Here;
use domain::package::Heading;
use leptos::prelude::*;

/// With fewer headings than this the page itself is as easy to look over as a list of them.
const HEADINGS_FOR_A_LIST: usize = 4;

/// The list, folded; nothing where the page is short.
pub fn contents(here: &Here, headings: &[Heading]) -> Option<AnyView> {
    let t = &here.texts().page;
    let entries = headings.iter().map(|heading| {
        view! {
            <li>
                <a href=format!("#{}", heading.id)>{heading.text.clone()}</a>
            </li>
        }
    });
    (headings.len() >= HEADINGS_FOR_A_LIST).then(|| {
        view! {
            <nav class="contents" aria-label=t.contents>
                <details class="ds-details">
                    <summary>{t.contents}</summary>
                    <ol>{entries.collect_view()}</ol>
                </details>
            </nav>
        }
        .into_any()
    })
}
