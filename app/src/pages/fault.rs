//! What a person sees where a page or a form was refused: what is wrong, and a way on.

use crate::{Fault, Here, components::typed::typed, pages::Screen};
use domain::Refusal;
use leptos::prelude::*;

/// A field as a form sent it.
pub type Field = (String, String);

/// A page that could not be shown.
pub fn screen(fault: &Fault) -> Screen {
    let here = Here::get();
    let t = here.texts();
    let heading = match fault {
        Fault::Refused(Refusal::Missing) => t.fault.not_found_heading,
        _ => t.fault.heading,
    };
    Screen::new(
        heading,
        view! {
            <h1>{heading}</h1>
            <p>{fault.sentence(here.lang)}</p>
            <p>
                <a href=here.to("")>{t.fault.home}</a>
            </p>
        },
    )
}

/// A form that was refused. Everything that was typed stands here still, and can be sent again.
pub fn form(fault: &Fault, action: String, fields: Vec<Field>, back: Option<String>) -> Screen {
    let here = Here::get();
    let t = here.texts();
    let (long, short): (Vec<Field>, Vec<Field>) = fields.into_iter().partition(|(_, value)| is_long(value));
    let kept = (!long.is_empty()).then_some(view! { <p>{t.fault.kept}</p> });
    Screen::new(
        t.fault.heading,
        view! {
            <h1>{t.fault.heading}</h1>
            <p role="alert">{fault.sentence(here.lang)}</p>
            {kept}
            <form method="post" action=action>
                {short
                    .into_iter()
                    .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                    .collect_view()}
                {long
                    .into_iter()
                    .map(|(name, value)| {
                        view! {
                            <textarea
                                class="ds-input"
                                rows="8"
                                aria-label=t.fault.your_text
                                name=name
                                inner_html=typed(&value)
                            ></textarea>
                        }
                    })
                    .collect_view()} <button class="ds-button" type="submit">
                    {t.fault.retry}
                </button>
            </form>
            {back.map(|back| view! { <p><a href=back>{t.fault.back}</a></p> })}
        },
    )
}

/// Whether somebody wrote this, rather than chose it or brought it along hidden.
fn is_long(value: &str) -> bool {
    value.contains([' ', '\n'])
}
