//! What a person sees where a page or a form was refused: what is wrong, and a way on.

use crate::{
    Fault, Here,
    components::{icon::Icon, typed::typed},
    pages::Screen,
};
use domain::Refusal;
use leptos::prelude::*;

/// A field as a form sent it.
pub type Field = (String, String);

/// A page that could not be shown.
pub fn screen(fault: &Fault) -> Screen {
    let here = Here::get();
    let t = here.texts();
    let (heading, icon) = match fault {
        Fault::Refused(Refusal::Missing) => (t.fault.not_found_heading, "sok"),
        Fault::Refused(Refusal::SignedOut | Refusal::Forbidden) => (t.fault.heading, "las"),
        _ => (t.fault.heading, "info"),
    };
    Screen::new(
        heading,
        view! {
            <div class="empty">
                <Icon name=icon />
                <h1>{heading}</h1>
                <p>{fault.sentence(here.lang)}</p>
                <div class="row">
                    <a class="ds-button" href=here.to("")>
                        {t.fault.home}
                    </a>
                    <a class="ds-button" data-variant="secondary" href=here.to("moduler")>
                        {t.home.explore_go}
                    </a>
                </div>
            </div>
        },
    )
    .narrow()
}

/// A form that was refused. Everything that was typed stands here still, and can be sent again.
pub fn form(fault: &Fault, action: String, mut fields: Vec<Field>, back: Option<String>) -> Screen {
    let here = Here::get();
    let t = here.texts();
    let theirs = theirs(fault, &mut fields).map(|theirs| {
        view! {
            <section class="stack">
                <h2>{t.fault.theirs}</h2>
                <blockquote class="typed">{theirs}</blockquote>
            </section>
        }
    });
    let (long, short): (Vec<Field>, Vec<Field>) = fields.into_iter().partition(|(_, value)| is_long(value));
    let kept = (!long.is_empty()).then_some(view! { <p>{t.fault.kept}</p> });
    let hidden =
        short.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let typed_before = long.into_iter().map(|(name, value)| {
        let id = format!("felt-{name}");
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>
                    {t.fault.your_text}
                </label>
                <textarea class="ds-input paper" rows="8" id=id name=name inner_html=typed(&value)></textarea>
            </div>
        }
    });
    Screen::new(
        t.fault.heading,
        view! {
            <h1>{t.fault.heading}</h1>
            <div class="ds-alert" data-color="danger" role="alert">
                <p>{fault.sentence(here.lang)}</p>
                {kept}
            </div>
            {theirs}
            <form class="form" method="post" action=action>
                {hidden.collect_view()} {typed_before.collect_view()} <div class="row">
                    <button class="ds-button" type="submit">
                        {t.fault.retry}
                    </button>
                    {back
                        .map(|back| {
                            view! {
                                <a class="ds-button" data-variant="tertiary" href=back>
                                    {t.fault.back}
                                </a>
                            }
                        })}
                </div>
            </form>
        },
    )
    .narrow()
}

/// The text that stands, where somebody has written elsewhere meanwhile. The form is then based on that text's
/// version, so that whoever has read both may send again and have the last word.
fn theirs(fault: &Fault, fields: &mut [Field]) -> Option<String> {
    let Fault::Refused(Refusal::Conflict { theirs, version }) = fault else { return None };
    for (name, value) in fields {
        if name == "base" || name.ends_with("[base]") {
            *value = version.to_string();
        }
    }
    Some(theirs.clone())
}

/// Whether somebody wrote this, rather than chose it or brought it along hidden.
fn is_long(value: &str) -> bool {
    value.contains([' ', '\n'])
}
