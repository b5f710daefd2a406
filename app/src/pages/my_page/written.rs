//! The part of my page with what I have written: notes and reflections, to search in and to delete.

use crate::{
    Fault, Here, Services,
    components::{icon::Icon, place::Place, post_button::PostButton},
    locales::fill,
};
use domain::{
    Asker,
    package::Package,
    store::{Note, TakeoutReflection},
};
use leptos::prelude::*;

/// Something written, and what deletes it.
struct Written {
    text: String,
    /// Whether the text cannot be opened, and ours stands for it.
    locked: bool,
    place: Place,
    about: String,
    delete: (&'static str, Vec<(&'static str, String)>),
}

impl Written {
    fn note(note: Note, package: &Package, here: &Here) -> Written {
        let place = Place::of(package, &note.place, here);
        let fields = vec![("place", note.place), ("text", String::new()), ("base", note.version.to_string())];
        let about = here.texts().my_page.note.to_owned();
        let locked = note.text.is_none();
        let text = note.text.unwrap_or_else(|| here.texts().fault.locked.to_owned());
        Written { text, locked, place, about, delete: ("/api/notat", fields) }
    }

    fn reflection(reflection: TakeoutReflection, package: &Package, here: &Here) -> Written {
        let place = Place::of(package, &reflection.prompt, here);
        let prompt = reflection.prompt.rsplit('/').next().unwrap_or_default().to_owned();
        let fields = vec![("session", reflection.session.to_string()), ("prompt", prompt)];
        let about = fill(here.texts().my_page.reflection, &[("day", &reflection.day.in_words())]);
        Written { text: reflection.text, locked: false, place, about, delete: ("/api/slett", fields) }
    }

    /// Whether the words one looks for stand here, or in the question or the page it is about.
    fn holds(&self, sought: &str) -> bool {
        let places = [Some(&self.text), Some(&self.place.title), self.place.question.as_ref()];
        places.into_iter().flatten().any(|text| text.to_lowercase().contains(sought))
    }
}

/// The section.
///
/// # Errors
/// What the store says.
pub(super) async fn section(here: &Here, services: &Services, asker: &Asker) -> Result<AnyView, Fault> {
    let t = &here.texts().my_page;
    let package = services.catalogue.package();
    let notes = services.notes.notes(asker).await?;
    let reflections = services.store.written(asker).await?;
    let has_notes = !notes.is_empty();
    let mut all: Vec<Written> = notes.into_iter().map(|note| Written::note(note, &package, here)).collect();
    // The newest session first, as the notes have the newest first.
    let answers = reflections.into_iter().rev().filter(|answer| !answer.text.is_empty());
    all.extend(answers.map(|answer| Written::reflection(answer, &package, here)));
    let any = !all.is_empty();
    let q = here.field("q").unwrap_or_default().trim().to_owned();
    all.retain(|one| one.holds(&q.to_lowercase()));
    let found = !all.is_empty();
    let says = match (any, found) {
        (false, _) => Some(t.nothing_written.to_owned()),
        (true, false) => Some(fill(t.nothing_found, &[("q", &q)])),
        (true, true) => None,
    };
    let list = all.into_iter().map(|one| item(here, one)).collect_view();
    let shown = view! {
        <section class="section" aria-labelledby="skrevet" id="notater">
            <h2 id="skrevet">{t.written}</h2>
            <p class="audience">
                <Icon name="las" />
                {t.only_you}
            </p>
            {any.then(|| search(here, q))}
            {says.map(|says| view! { <p role="status">{says}</p> })}
            {found.then(|| view! { <ul class="lines">{list}</ul> })}
            {has_notes
                .then(|| {
                    view! {
                        <details class="ds-details">
                            <summary>{t.delete_notes}</summary>
                            <div class="stack">
                                <p>{t.delete_notes_sure}</p>
                                <PostButton action="/api/slett-notater" variant="secondary" color="danger">
                                    {t.delete_notes_go}
                                </PostButton>
                            </div>
                        </details>
                    }
                })}
        </section>
    };
    Ok(shown.into_any())
}

fn search(here: &Here, q: String) -> AnyView {
    let t = &here.texts().my_page;
    let sought = !q.is_empty();
    view! {
        <form class="row" role="search" aria-label=t.search action=format!("{}#notater", here.to("min-side"))>
            <label class="ds-sr-only" for="q">
                {t.search}
            </label>
            <input class="ds-input" type="search" id="q" name="q" value=q placeholder=t.search maxlength="80" />
            <button class="ds-button" data-variant="secondary" type="submit">
                <Icon name="sok" />
                {t.search_go}
            </button>
            {sought.then(|| view! { <a href=format!("{}#notater", here.to("min-side"))>{t.show_all}</a> })}
        </form>
    }
    .into_any()
}

fn item(here: &Here, one: Written) -> AnyView {
    let t = &here.texts().my_page;
    let which = fill(t.delete_which, &[("title", &one.place.title)]);
    let (action, fields) = one.delete;
    let title = match one.place.address {
        Some(address) => view! { <a href=address>{one.place.title}</a> }.into_any(),
        None => one.place.title.into_any(),
    };
    view! {
        <li class="stack" data-gap="s">
            {one.place.question.map(|question| view! { <p class="meta">{question}</p> })}
            <p class=if one.locked { "ds-alert" } else { "written" } data-color=one.locked.then_some("warning")>
                {one.text}
            </p>
            <div class="row">
                <p class="meta">{title} " · " {one.about}</p>
                <PostButton action fields variant="tertiary">
                    {t.delete}
                    <span class="ds-sr-only">{format!(" {which}")}</span>
                </PostButton>
            </div>
        </li>
    }
    .into_any()
}
