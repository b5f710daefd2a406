//! Finding in the package: a field, what narrows the search, and what was found.

use crate::{
    ARENA, Fault, Here, Services,
    components::{audience, choice::choice, empty::Empty, phase},
    locales::fill,
    pages::Screen,
};
use domain::{
    Lang,
    package::{Phase, Reader},
    search::{Found, Hit, LONGEST, Marked, Only, Query, Thing},
};
use leptos::prelude::*;

/// The fields of the form, and of the address.
const WORDS: &str = "q";
const THING: &str = "slag";
const PHASE: &str = "fase";
const ROLE: &str = "rolle";

/// `/nb/sok`, and with `?q=` what is found, narrowed by `slag=`, `fase=`, `arena=` and `rolle=`.
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().search;
    let query = asked(&here);
    let (title, found) = if query.is_empty() {
        (t.title.to_owned(), None)
    } else {
        let found = Services::get().catalogue.search(here.lang, &query);
        let title = fill(t.in_tab, &[("words", &query.text()), ("n", &found.all)]);
        (title, Some(list(&here, &query, &found)))
    };
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p class="lead">{t.lead}</p>
        </div>
        {form(&here, &query)}
        {found}
    };
    Ok(Screen::new(title, view).narrow())
}

/// What the address asks for. What is not asked for in our words is not asked for.
fn asked(here: &Here) -> Query {
    let word = |field| here.field(field).unwrap_or_default();
    let only = Only {
        thing: Thing::from_word(&word(THING)),
        phase: Phase::ALL.into_iter().find(|one| phase::mark(*one) == word(PHASE)),
        arena: here.arena(),
        role: Reader::from_word(&word(ROLE)),
    };
    Query::new(&word(WORDS), only)
}

fn form(here: &Here, query: &Query) -> AnyView {
    let t = &here.texts().search;
    let of_library = &here.texts().resources;
    let lang = here.lang;
    let things = Thing::ALL.into_iter().map(|thing| {
        (thing.word().to_owned(), name(thing, lang).to_owned(), query.only.thing == Some(thing))
    });
    let phases = Phase::ALL.into_iter().map(|one| {
        let label = format!("{} {}", one.letter(), phase::name(one, lang));
        (phase::mark(one), label, query.only.phase == Some(one))
    });
    view! {
        <form class="form no-print" role="search" method="get" action=here.to("sok")>
            <div class="ds-field">
                <label class="ds-label" for=WORDS>
                    {t.label}
                </label>
                <p data-field="description" id="q-hjelp">
                    {t.help}
                </p>
                <div class="asking">
                    <input
                        class="ds-input"
                        type="search"
                        id=WORDS
                        name=WORDS
                        value=query.text().to_owned()
                        maxlength=LONGEST.to_string()
                        enterkeyhint="search"
                        autocapitalize="none"
                        aria-describedby="q-hjelp"
                        autofocus=query.is_empty()
                    />
                    <button class="ds-button" type="submit">
                        {t.go}
                    </button>
                </div>
            </div>
            <details class="ds-details" open=!query.only.is_open()>
                <summary>{t.narrow}</summary>
                <div class="form narrowing">
                    {choice(THING, t.thing, t.any_thing, things.collect())}
                    {choice(PHASE, t.phase, t.any_phase, phases.collect())}
                    {choice(
                        ARENA,
                        of_library.arena,
                        of_library.any_arena,
                        audience::arenas(query.only.arena, lang),
                    )}
                    {choice(
                        ROLE,
                        of_library.role,
                        of_library.any_role,
                        audience::readers(query.only.role, lang),
                    )}
                    <button class="ds-button" type="submit" data-variant="secondary">
                        {t.show}
                    </button>
                </div>
            </details>
        </form>
    }
    .into_any()
}

fn list(here: &Here, query: &Query, found: &Found) -> AnyView {
    let t = &here.texts().search;
    let count = match found.all {
        0 => t.none,
        1 => t.one,
        _ => t.some,
    };
    let count = fill(count, &[("n", &found.all), ("words", &query.text())]);
    let widen = (!query.only.is_open()).then(|| {
        let to = here.to_with("sok", &[(WORDS, query.text())]);
        view! {
            " "
            {t.narrowed}
            " "
            <a href=to>{t.widen}</a>
        }
    });
    let most =
        (found.all > found.hits.len()).then(|| view! { <p>{fill(t.most, &[("n", &found.hits.len())])}</p> });
    let (modules, glossary) = (here.on("moduler"), here.on("ordliste"));
    let nothing = (found.all == 0).then(|| {
        view! {
            <Empty icon="sok" says=t.nothing>
                <a class="ds-button" data-variant="secondary" href=modules>
                    {t.modules}
                </a>
                <a class="ds-button" data-variant="secondary" href=glossary>
                    {t.glossary}
                </a>
            </Empty>
        }
    });
    let hits: Vec<AnyView> = found.hits.iter().map(|one| entry(here, one)).collect();
    let hits = (!hits.is_empty()).then(|| view! { <ol class="lines terms hits">{hits}</ol> });
    view! {
        <div class="stack">
            <p role="status">
                {count} {widen}
            </p>
            {found.partly.then(|| view! { <p>{t.partly}</p> })}
            {most}
            {nothing}
            {hits}
        </div>
    }
    .into_any()
}

fn entry(here: &Here, hit: &Hit) -> AnyView {
    let t = &here.texts().search;
    let screen = here.on(&hit.screen);
    let address = |anchor: Option<&String>| {
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        format!("{screen}{anchor}")
    };
    let what = match &hit.module {
        Some(module) => fill(t.page_of, &[("module", module)]),
        None => name(hit.thing, here.lang).to_owned(),
    };
    let phase = hit.phase.map(|one| format!(" · {} {}", one.letter(), phase::name(one, here.lang)));
    let under = hit.heading.as_ref().map(|(anchor, heading)| {
        view! {
            <p class="meta">
                {t.heading} " " <a href=address(Some(anchor))>{marked(heading)}</a>
            </p>
        }
    });
    view! {
        <li>
            <h2>
                <a href=address(hit.anchor.as_ref())>{marked(&hit.title)}</a>
            </h2>
            <p class="meta">{what} {phase}</p>
            <p>{marked(&hit.excerpt)}</p>
            {under}
        </li>
    }
    .into_any()
}

/// What kind of thing it is, as a label.
fn name(thing: Thing, lang: Lang) -> &'static str {
    let t = &crate::locales::texts(lang).search;
    match thing {
        Thing::Module => t.module,
        Thing::Page => t.page,
        Thing::Scheme => t.scheme,
        Thing::Term => t.term,
        Thing::Resource => t.resource,
        Thing::Source => t.source,
    }
}

fn marked(text: &Marked) -> AnyView {
    let pieces = text.0.iter().map(|piece| {
        let text = piece.text.clone();
        if piece.is_hit { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    });
    pieces.collect_view().into_any()
}
