//! What stands around every screen: the way past it, the name, the doors, the languages.

use crate::{Here, components::icon::Icon};
use domain::Lang;
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
    let door = |screen: &str, name: &'static str| {
        let to = here.to(screen);
        let current = (here.path == to).then_some("page");
        view! {
            <a href=to aria-current=current>
                {name}
            </a>
        }
    };
    view! {
        <a class="ds-skip-link" href="#innhold">
            {t.skip}
        </a>
        <header class="head">
            <a class="brand" href=here.to("")>
                <Icon name="logo" />
                {t.product}
            </a>
            <nav aria-label=t.menu>{door("moduler", t.modules)} {door("ordliste", t.glossary)}</nav>
            <div class="tools">
                <Languages here=here.clone() />
            </div>
        </header>
        <main id="innhold" class=class>
            {children()}
        </main>
        <footer class="foot">
            <nav aria-label=t.about>
                {door("hjelp", t.help)} {door("kilder", t.sources)} {door("personvern", t.privacy)}
                {door("tilgjengelighet", t.accessibility)}
            </nav>
        </footer>
    }
}

/// The same screen in the other language.
#[component]
fn Languages(here: Here) -> impl IntoView {
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
}
