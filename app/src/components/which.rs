//! Where one may go on to, when there is more than one place to choose between.

use leptos::prelude::*;

/// The places as links, or in words that there is none.
#[component]
pub fn Which(
    /// What the screen is called.
    title: &'static str,
    /// What is said where there is none.
    none: &'static str,
    /// The question.
    which: &'static str,
    /// Each place's address and name.
    places: Vec<(String, String)>,
) -> impl IntoView {
    let is_empty = places.is_empty();
    let lines = places.into_iter().map(|(address, name)| {
        view! {
            <li>
                <a href=address>{name}</a>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <h1>{title}</h1>
        {if is_empty {
            view! { <p>{none}</p> }.into_any()
        } else {
            view! {
                <section class="stack" aria-labelledby="hvilken">
                    <h2 id="hvilken">{which}</h2>
                    <ul class="lines">{lines}</ul>
                </section>
            }
                .into_any()
        }}
    }
}
