//! Where there is nothing yet: a sentence on what to do next, and the way there.

use crate::components::icon::Icon;
use leptos::prelude::*;

/// Icon, sentence, next action.
#[component]
pub fn Empty(
    /// The icon's id in the sprite.
    icon: &'static str,
    /// What to do next.
    says: &'static str,
    /// The next action, where this person has one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon />
            <p>{says}</p>
            {children.map(|children| children())}
        </div>
    }
}
