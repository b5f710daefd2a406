//! A button that does something on a page without a script: a form with nothing to fill in.

use crate::components::field::hidden;
use leptos::prelude::*;

/// The button and its form.
#[component]
pub fn PostButton(
    /// Where it is sent.
    action: &'static str,
    /// What it brings along.
    #[prop(optional)]
    fields: Vec<(&'static str, String)>,
    /// Designsystemet's variant of the button.
    #[prop(default = "primary")]
    variant: &'static str,
    /// Its colour, where it is not the accent.
    #[prop(optional)]
    color: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <form method="post" action=action>
            {hidden(fields)}
            <button class="ds-button" data-variant=variant data-color=color type="submit">
                {children()}
            </button>
        </form>
    }
}
