//! The library: what others have made that is worth knowing of, and when to use it.

use crate::{Fault, Here, Services, components::audience, locales::fill, pages::Screen};
use domain::{
    Lang,
    package::{Audience, Library, Reader, Resource, Wanted, host},
};
use leptos::prelude::*;

/// The fields of the choice, and of the address. «arena» is asked for as on a module's page.
const THEME: &str = "tema";
const ARENA: &str = "arena";
const ROLE: &str = "rolle";

/// `/nb/ressurser`, and with `?tema=`, `arena=` and `rolle=` those that are asked for.
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().resources;
    let package = Services::get().catalogue.package();
    let library = &package.library;
    let wanted = Wanted {
        theme: here.field(THEME).filter(|id| library.theme(id).is_some()),
        arena: here.field(ARENA).and_then(|word| Audience::from_word(&word)).filter(|arena| arena.is_arena()),
        role: here.field(ROLE).and_then(|word| Reader::from_word(&word)),
    };
    let found: Vec<AnyView> = library.find(&wanted).map(|one| entry(&here, library, one)).collect();
    let all = library.resources.len();
    let count = match (wanted.is_open(), found.len()) {
        (true, _) => fill(t.all, &[("n", &all)]),
        (false, n) => fill(t.some, &[("n", &n), ("all", &all)]),
    };
    let show_all = (!wanted.is_open()).then(|| {
        view! {
            " "
            <a href=here.to("ressurser")>{t.show_all}</a>
        }
    });
    let none = found.is_empty().then(|| view! { <p>{t.none}</p> });
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p class="lead">{t.lead}</p>
        </div>
        {choice(&here, library, &wanted)}
        <section class="section">
            <p id="treff">{count} {show_all}</p>
            {none}
            <ul class="lines terms">{found}</ul>
        </section>
    };
    Ok(Screen::new(t.title, view).narrow().about(t.lead).public())
}

/// Three choices and a button, so that it works without a script.
fn choice(here: &Here, library: &Library, wanted: &Wanted) -> AnyView {
    let t = &here.texts().resources;
    let lang = here.lang;
    let themes = library.themes.iter().map(|theme| {
        (theme.id.clone(), theme.name.get(lang).clone(), wanted.theme.as_ref() == Some(&theme.id))
    });
    let arenas = Audience::ARENAS
        .into_iter()
        .map(|arena| (arena.word().to_owned(), audience::label(arena, lang), wanted.arena == Some(arena)));
    let roles = Reader::ALL
        .into_iter()
        .map(|role| (role.word().to_owned(), reader(role, lang).to_owned(), wanted.role == Some(role)));
    view! {
        <form class="form filters no-print" method="get" action=here.to("ressurser")>
            {field(THEME, t.theme, t.any_theme, themes.collect())}
            {field(ARENA, t.arena, t.any_arena, arenas.collect())}
            {field(ROLE, t.role, t.any_role, roles.collect())}
            <button class="ds-button" type="submit" data-variant="secondary">
                {t.show}
            </button>
        </form>
    }
    .into_any()
}

/// One choice: its values, what each is called, and whether it is chosen.
fn field(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    values: Vec<(String, String, bool)>,
) -> AnyView {
    let values = values.into_iter().map(|(value, label, is_chosen)| {
        view! {
            <option value=value selected=is_chosen>
                {label}
            </option>
        }
    });
    view! {
        <div class="ds-field">
            <label class="ds-label" for=name>
                {label}
            </label>
            <select class="ds-input" id=name name=name>
                <option value="">{any}</option>
                {values.collect_view()}
            </select>
        </div>
    }
    .into_any()
}

fn entry(here: &Here, library: &Library, one: &Resource) -> AnyView {
    let t = &here.texts().resources;
    let lang = here.lang;
    let themes = one.themes.iter().filter_map(|id| library.theme(id)).enumerate().map(|(n, theme)| {
        let to = here.to_with("ressurser", &[(THEME, &theme.id)]);
        let comma = (n > 0).then_some(", ");
        view! { {comma} <a href=to>{theme.name.get(lang).clone()}</a> }
    });
    let roles: Vec<&str> = one.roles.iter().map(|role| reader(*role, lang)).collect();
    let whom = format!("{} · {}", audience::list(&one.arenas, lang), roles.join(", "));
    let from = format!("{} · {}", one.publisher, host(&one.url));
    view! {
        <li id=one.id.clone()>
            <h2>
                <a href=one.url.clone() rel="noopener">
                    {one.title.clone()}
                </a>
            </h2>
            <p class="meta">{from}</p>
            <p>{one.when.get(lang).clone()}</p>
            <p class="meta">
                {whom} <br /> {t.themes} " " {themes.collect_view()} <br />
                {fill(t.checked, &[("day", &one.checked.in_words())])}
            </p>
        </li>
    }
    .into_any()
}

fn reader(role: Reader, lang: Lang) -> &'static str {
    let t = &crate::locales::texts(lang).resources;
    match role {
        Reader::Staff => t.staff,
        Reader::Leader => t.leaders,
        Reader::Owner => t.owners,
        Reader::Ppt => t.ppt,
    }
}
