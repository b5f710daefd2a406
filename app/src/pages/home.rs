//! The front page: what this is, two doors, and the loop that everything serves.

use crate::{
    Fault, Here, Services,
    components::{announcements::announcements, icon::Icon, module_card::module_card},
    pages::Screen,
};
use leptos::prelude::*;

/// `/nb`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().home;
    let package = Services::get().catalogue.package();
    let cards = package.modules.iter().map(|module| module_card(&here, module, 3)).collect_view();
    let view = view! {
        <section class="hero">
            <h1>{t.title}</h1>
            <p class="lead">{t.lead}</p>
        </section>
        {doors(&here)}
        {announcements(&here, &package)}
        <section class="section">
            <h2>{t.loop_title}</h2>
            {the_loop(&here)}
        </section>
        <section class="section">
            <h2>{t.modules}</h2>
            <ul class="cards grid">{cards}</ul>
        </section>
        <div class="halves">
            <section>
                <h2>{t.scheme}</h2>
                <p>{t.scheme_about}</p>
                <a href=here.on("ordningen")>{t.scheme_go}</a>
            </section>
            <section>
                <h2>{t.resources}</h2>
                <p>{t.resources_about}</p>
                <a href=here.on("ressurser")>{t.resources_go}</a>
            </section>
        </div>
        <div class="halves">
            <section>
                <h2>{t.leaders}</h2>
                <p>{t.leaders_about}</p>
                <a href=here.on("leder")>{t.leaders_go}</a>
            </section>
            <section>
                <h2>{t.owners}</h2>
                <p>{t.owners_about}</p>
                <a href=here.on("eier")>{t.owners_go}</a>
            </section>
        </div>
    };
    Ok(Screen::new("", view).about(t.lead).public())
}

/// The two doors, equally large: one for those who sit in the room, one for those who want to read.
fn doors(here: &Here) -> AnyView {
    let t = &here.texts().home;
    view! {
        <div class="doors">
            <section>
                <h2>{t.join}</h2>
                <p>{t.join_about}</p>
                <form method="get" action=here.to("bli-med")>
                    <div class="ds-field">
                        <label class="ds-label" for="kode">
                            {t.code}
                        </label>
                        <input
                            class="ds-input code"
                            id="kode"
                            name="kode"
                            required
                            maxlength="9"
                            autocapitalize="characters"
                            autocomplete="off"
                            spellcheck="false"
                        />
                    </div>
                    <button class="ds-button" type="submit">
                        {t.join_go}
                    </button>
                </form>
            </section>
            <section>
                <h2>{t.explore}</h2>
                <p>{t.explore_about}</p>
                <a class="ds-button" data-variant="secondary" href=here.on("moduler")>
                    {t.explore_go}
                </a>
            </section>
        </div>
    }
    .into_any()
}

/// The loop as six small pictures with a line each.
fn the_loop(here: &Here) -> AnyView {
    let t = &here.texts().home;
    let turns = [
        ("loop-les", t.read, t.read_about),
        ("loop-mot", t.meet, t.meet_about),
        ("loop-avtal", t.agree, t.agree_about),
        ("loop-prov", t.try_out, t.try_about),
        ("loop-fortell", t.tell, t.tell_about),
        ("loop-bestem", t.decide, t.decide_about),
    ];
    let turns = turns.map(|(picture, name, about)| {
        view! {
            <li>
                <Icon name=picture class="drawing" />
                <h3>{name}</h3>
                <p>{about}</p>
            </li>
        }
    });
    view! { <ol class="loop">{turns.into_iter().collect_view()}</ol> }.into_any()
}
