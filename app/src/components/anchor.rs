//! The link beside a heading that leads to it, for headings that do not come out of the content's renderer.

use crate::{Here, components::icon::Icon, locales::fill};
use leptos::prelude::*;

/// The link. It stands after the heading, within the same `<div class="heading">`.
pub fn anchor(here: &Here, id: &str, heading: &str) -> AnyView {
    let label = fill(here.texts().page.link_to, &[("heading", &heading)]);
    view! {
        <a class="anchor" href=format!("#{id}") aria-label=label>
            <Icon name="anker" />
        </a>
    }
    .into_any()
}
