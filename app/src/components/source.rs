//! A source, as it stands in a list.

use crate::{components::rendered::rendered, locales::texts};
use domain::{
    Lang,
    package::{Package, Source, host},
};
use leptos::prelude::*;

/// The entry as APA has it, and the host where it can be read.
pub fn entry(source: &Source, lang: Lang) -> AnyView {
    let link = source.url.clone().map(|url| {
        let host = host(&url).to_owned();
        view! {
            " "
            <a href=url rel="noopener">
                {host}
            </a>
        }
    });
    view! { {rendered(source.reference.get(lang))} {link} }.into_any()
}

/// What is uncertain about a source.
pub fn note(source: &Source, lang: Lang) -> Option<AnyView> {
    let note = source.note.as_ref()?.get(lang);
    let t = &texts(lang).sources;
    Some(
        view! {
            <p class="meta">
                {t.note} " " {note.trim_end_matches('.').to_owned()} "."
            </p>
        }
        .into_any(),
    )
}

/// The sources with these keys, by author and year, as a section at the foot of a page; nothing where there are none.
pub fn section(package: &Package, keys: &[&str], lang: Lang) -> Option<AnyView> {
    let cited = package.sources.iter().filter(|source| keys.contains(&source.key.as_str()));
    let entries: Vec<AnyView> = cited
        .map(|source| view! { <li>{entry(source, lang)} {note(source, lang)}</li> }.into_any())
        .collect();
    (!entries.is_empty()).then(|| {
        view! {
            <section class="sources">
                <h2>{texts(lang).sources.title}</h2>
                <ul>{entries}</ul>
            </section>
        }
        .into_any()
    })
}
