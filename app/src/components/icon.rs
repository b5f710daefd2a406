//! Icons from the sprite.

use leptos::prelude::*;

/// An icon beside words that say the same, and so hidden from a screen reader.
#[component]
pub fn Icon(
    /// The icon's id in `style/ikoner.svg`.
    name: &'static str,
    /// What the style knows it as: `icon`, or `drawing` for one of the larger pictures.
    #[prop(default = "icon")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=class aria-hidden="true" focusable="false">
            <use href=format!("/ikoner.svg#{name}")></use>
        </svg>
    }
}
