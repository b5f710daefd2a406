//! What stands around every screen: the way past it, the name, the doors, the languages, who is signed in.

use crate::{
    ARENA, Here,
    components::{field::hidden, icon::Icon},
    locales::Texts,
};
use domain::{Asker, Lang, search::LONGEST};
use leptos::prelude::*;

/// Header, `<main>` and footer.
#[component]
pub fn Frame(
    /// The class of `<main>`.
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let here = Here::get();
    let t = &here.texts().frame;
    // A page that says that the database is away has nobody asking.
    let asker = use_context::<Asker>();
    let is_signed_in = asker.as_ref().is_some_and(|asker| asker.me.is_some());
    let edits = asker.is_some_and(|asker| asker.edits().is_ok());
    view! {
        <a class="ds-skip-link" href="#innhold">
            {t.skip}
        </a>
        <header class="head">
            <a class="brand" href=here.on("")>
                <Icon name="logo" />
                {t.product}
            </a>
            <nav aria-label=t.menu>
                {door(&here, "moduler", t.modules)} {door(&here, "ordliste", t.glossary)}
                {door(&here, "ordningen", t.scheme)} {door(&here, "ressurser", t.resources)}
                {is_signed_in.then(|| door(&here, "min-side", t.my_page))}
                {edits.then(|| door(&here, "redaktor", here.texts().editor.title))}
            </nav>
            {search(&here)}
            <div class="tools">{languages(&here)} {sign_in_or_out(&here, is_signed_in)}</div>
        </header>
        <main id="innhold" class=class>
            {children()}
        </main>
        <Footer here=here.clone() />
    }
}

#[component]
fn Footer(here: Here) -> impl IntoView {
    let Texts { frame: t, .. } = here.texts();
    view! {
        <footer class="foot">
            <nav aria-label=t.about>
                {door(&here, "kilder", t.sources)} {door(&here, "hjelp", t.help)}
                {door(&here, "personvern", t.privacy)} {door(&here, "tilgjengelighet", t.accessibility)}
            </nav>
            <p>{t.no_tracking}</p>
            <p>
                {t.license} " "
                <a href="https://creativecommons.org/licenses/by/4.0/deed.no" rel="license noopener">
                    "CC BY 4.0"
                </a> "."
            </p>
        </footer>
    }
}

/// A field to search from; where there is no room for it, its button leads to the screen that has one. That screen has
/// no other.
fn search(here: &Here) -> Option<AnyView> {
    let t = &here.texts().search;
    let to = here.to("sok");
    (here.path != to).then(|| {
        view! {
            <form class="find" role="search" aria-label=t.title method="get" action=to>
                <label class="ds-sr-only" for="sok-i-alt">
                    {t.label}
                </label>
                {here.arena().map(|arena| hidden([(ARENA, arena.word().to_owned())]))}
                <input type="search" id="sok-i-alt" name="q" maxlength=LONGEST.to_string() enterkeyhint="search" />
                <button type="submit">
                    <Icon name="sok" />
                    <span>{t.go}</span>
                </button>
            </form>
        }
        .into_any()
    })
}

/// A link to a screen, which says whether one is on it, or on something within it.
fn door(here: &Here, screen: &str, name: &'static str) -> AnyView {
    let to = here.to(screen);
    let current = match here.path.strip_prefix(&to) {
        Some("" | "/") => Some("page"),
        Some(rest) if rest.starts_with('/') => Some("true"),
        _ => None,
    };
    view! {
        <a href=here.on(screen) aria-current=current>
            {name}
        </a>
    }
    .into_any()
}

/// The same screen in the other language.
fn languages(here: &Here) -> AnyView {
    let others = Lang::ALL.into_iter().filter(|lang| *lang != here.lang);
    others
        .map(|lang| {
            view! {
                <a href=here.in_lang(lang) hreflang=lang.code() lang=lang.code()>
                    {lang.name()}
                </a>
            }
        })
        .collect_view()
        .into_any()
}

fn sign_in_or_out(here: &Here, is_signed_in: bool) -> AnyView {
    let t = &here.texts().frame;
    if is_signed_in {
        return view! {
            <form method="post" action="/api/logg-ut">
                <button type="submit">{t.sign_out}</button>
            </form>
        }
        .into_any();
    }
    let door = here.to("logg-inn");
    let is_at_the_door = here.path.starts_with(&door);
    let to = if is_at_the_door { door } else { here.to_login() };
    view! {
        <a href=to aria-current=is_at_the_door.then_some("page")>
            {t.sign_in}
        </a>
    }
    .into_any()
}
