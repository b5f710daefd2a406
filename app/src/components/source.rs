//! A source, as it stands in a list.

use crate::locales::texts;
use domain::{
    Lang,
    package::{Package, Source},
};
use leptos::prelude::*;

/// Author, year, title and where it was published. Its note, where it has one, says what is uncertain about it.
pub fn entry(source: &Source, lang: Lang) -> AnyView {
    let t = &texts(lang).sources;
    let year = source.year.map_or_else(|| t.undated.to_owned(), |year| year.to_string());
    let cite = view! { <cite>{source.title.clone()}</cite> };
    let title = match source.url.clone() {
        Some(url) => view! {
            <a href=url rel="noopener">
                {cite}
            </a>
        }
        .into_any(),
        None => cite.into_any(),
    };
    let place = source.place.as_ref().map(|place| format!(" {place}."));
    view! { {format!("{} ({year}). ", source.authors)} {title} "." {place} }.into_any()
}

/// What is uncertain about a source. Notes are written in bokmål alone.
pub fn note(source: &Source, lang: Lang) -> Option<AnyView> {
    let note = source.note.as_ref()?;
    let t = &texts(lang).sources;
    let foreign = (lang != Lang::Nb).then_some("nb");
    Some(
        view! {
            <p class="meta">
                {t.note} " " <span lang=foreign>{note.trim_end_matches('.').to_owned()}</span> "."
            </p>
        }
        .into_any(),
    )
}

/// The sources with these keys as a section at the foot of a page; nothing where there are none.
pub fn section(package: &Package, keys: &[&str], lang: Lang) -> Option<AnyView> {
    let cited: Vec<&Source> =
        keys.iter().filter_map(|key| package.sources.iter().find(|source| source.key == *key)).collect();
    let entries = cited.iter().map(|source| view! { <li>{entry(source, lang)} {note(source, lang)}</li> });
    (!cited.is_empty()).then(|| {
        view! {
            <section class="sources">
                <h2>{texts(lang).sources.title}</h2>
                <ol>{entries.collect_view()}</ol>
            </section>
        }
        .into_any()
    })
}
