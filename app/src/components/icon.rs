//! Icons from the sprite.

use crate::Assets;
use leptos::prelude::*;

/// An icon beside words that say the same, and so hidden from a screen reader. Only in what the server renders.
#[component]
pub fn Icon(
    /// The icon's id in `style/ikoner.svg`.
    name: &'static str,
) -> impl IntoView {
    let sprite = use_context::<Assets>().map_or("", |assets| assets.sprite);
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("{sprite}#{name}")></use>
        </svg>
    }
}
