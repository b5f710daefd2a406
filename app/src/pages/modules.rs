//! All modules.

use crate::{
    Fault, Here, Services,
    components::{announcements::announcements, icon::Icon, module_card::module_card},
    pages::Screen,
};
use leptos::prelude::*;

/// `/nb/moduler`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().modules;
    let package = Services::get().catalogue.package();
    let list = if package.modules.is_empty() {
        view! {
            <div class="empty">
                <Icon name="bok" />
                <p>{t.none}</p>
            </div>
        }
        .into_any()
    } else {
        let cards = package.modules.iter().map(|module| module_card(&here, module, 2)).collect_view();
        view! { <ul class="cards grid">{cards}</ul> }.into_any()
    };
    let view = view! {
        <div class="stack">
            <h1>{t.title}</h1>
            <p class="lead">{t.lead}</p>
        </div>
        {announcements(&here, &package)}
        {list}
    };
    Ok(Screen::new(t.title, view).about(t.lead).public())
}
