//! The library: what others have made that is worth knowing of, and when to use it.

use crate::{
    ARENA, Fault, Here, Services,
    components::{audience, choice::choice, forge},
    locales::fill,
    pages::{Screen, found},
};
use domain::package::{LIBRARY, Library, Reader, Resource, Wanted, host};
use leptos::prelude::*;

/// The fields of the choice, and of the address, besides the arena.
const THEME: &str = "tema";
const ROLE: &str = "rolle";

/// `/nb/ressurser`, and with `?tema=`, `arena=` and `rolle=` those that are asked for.
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().resources;
    let package = Services::get().catalogue.package();
    let library = &package.library;
    let wanted = Wanted {
        theme: here.field(THEME).filter(|id| library.theme(id).is_some()),
        arena: here.arena(),
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
        {choices(&here, library, &wanted)}
        <section class="section">
            <p id="treff">{count} {show_all}</p>
            {none}
            <ul class="lines terms">{found}</ul>
            {forge::propose(&here, "ressurser/ressurser.yaml")}
        </section>
        {found::section(&here, LIBRARY, "")}
    };
    Ok(Screen::new(t.title, view).narrow().about(t.lead).public())
}

/// Three choices and a button, so that it works without a script.
fn choices(here: &Here, library: &Library, wanted: &Wanted) -> AnyView {
    let t = &here.texts().resources;
    let lang = here.lang;
    let themes = library.themes.iter().map(|theme| {
        (theme.id.clone(), theme.name.get(lang).clone(), wanted.theme.as_ref() == Some(&theme.id))
    });
    view! {
        <form class="form filters no-print" method="get" action=here.to("ressurser")>
            {choice(THEME, t.theme, t.any_theme, themes.collect())}
            {choice(ARENA, t.arena, t.any_arena, audience::arenas(wanted.arena, lang))}
            {choice(ROLE, t.role, t.any_role, audience::readers(wanted.role, lang))}
            <button class="ds-button" type="submit" data-variant="secondary">
                {t.show}
            </button>
        </form>
    }
    .into_any()
}

fn entry(here: &Here, library: &Library, one: &Resource) -> AnyView {
    let t = &here.texts().resources;
    let lang = here.lang;
    let themes = one.themes.iter().filter_map(|id| library.theme(id)).enumerate().map(|(n, theme)| {
        let to = here.on_with("ressurser", &[(THEME, &theme.id)]);
        let comma = (n > 0).then_some(", ");
        view! { {comma} <a href=to>{theme.name.get(lang).clone()}</a> }
    });
    let roles: Vec<&str> = one.roles.iter().map(|role| audience::reader(*role, lang)).collect();
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
