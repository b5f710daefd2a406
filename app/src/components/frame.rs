//! What stands around every screen: the way past it, the name, the doors, the languages.

use crate::Here;
use domain::Lang;
use leptos::prelude::*;

/// Header, `<main>` and footer.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let here = Here::get();
    let t = &here.texts().frame;
    let door = |screen: &str, name: &'static str| {
        let to = here.to(screen);
        let current = (here.path == to).then_some("page");
        view! {
            <li>
                <a href=to aria-current=current>
                    {name}
                </a>
            </li>
        }
    };
    view! {
        <a class="ds-skip-link" href="#innhold">
            {t.skip}
        </a>
        <header>
            <a href=here.to("")>{t.product}</a>
            <nav aria-label=t.menu>
                <ul>{door("moduler", t.modules)} {door("ordliste", t.glossary)}</ul>
            </nav>
            <Languages here=here.clone() />
        </header>
        <main id="innhold">{children()}</main>
        <footer>
            <ul>
                {door("kilder", t.sources)} {door("hjelp", t.help)} {door("personvern", t.privacy)}
                {door("tilgjengelighet", t.accessibility)}
            </ul>
        </footer>
    }
}

/// The same screen in the other language.
#[component]
fn Languages(here: Here) -> impl IntoView {
    let others = Lang::ALL.into_iter().filter(|lang| *lang != here.lang);
    view! {
        <nav aria-label=here.texts().frame.language>
            {others
                .map(|lang| {
                    view! {
                        <a href=here.in_lang(lang) hreflang=lang.code() lang=lang.code()>
                            {lang.name()}
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
}
