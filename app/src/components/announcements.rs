//! What is announced today, above what the page is about.

use crate::{Here, Services, components::rendered::Reader};
use domain::package::{Announcement, Package};
use leptos::prelude::*;

/// The announcements; nothing where there are none.
pub fn announcements(here: &Here, package: &Package) -> Option<AnyView> {
    let today = Services::get().ambient.today();
    let one = |one: &Announcement| {
        let text = one.text.get(here.lang);
        view! {
            <li class="ds-alert" data-color="info" id=one.slug.clone()>
                <h2>{text.title.clone()}</h2>
                {Reader::at(here).rendered(&text.html)}
            </li>
        }
    };
    let standing: Vec<AnyView> =
        package.announced(today).map(|announced| one(announced).into_any()).collect();
    (!standing.is_empty()).then(|| {
        view! { <ul class="stack announcements" aria-label=here.texts().announcements.title>{standing}</ul> }.into_any()
    })
}
