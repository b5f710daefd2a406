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
    let empty = *fault == Fault::Refused(Refusal::Empty);
    let (written, brought): (Vec<Field>, Vec<Field>) =
        fields.into_iter().partition(|(name, value)| is_written(name, value, empty));
    let kept = (!written.is_empty()).then_some(view! { <p>{t.fault.kept}</p> });
    let hidden =
        brought.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let typed_before = written.into_iter().map(|(name, value)| {
        let id = format!("felt-{name}");
        let rows = if value.len() > 80 || value.contains('\n') { "8" } else { "1" };
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>
                    {t.fault.your_text}
                </label>
                <textarea class="ds-input paper" rows=rows id=id name=name inner_html=typed(&value)></textarea>
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

/// The fields that people write in, by name.
const WRITTEN: [&str; 11] =
    ["text", "code", "name", "address", "situation", "action", "sign", "keeper", "seen", "obstacle", "why"];

/// Whether somebody wrote this, rather than chose it or brought it along hidden: what was written stands where it can
/// be mended, also a single word. A field that was left empty stands there where that is what is wrong.
fn is_written(name: &str, value: &str, empty: bool) -> bool {
    let own = name.trim_end_matches(']').rsplit('[').next().unwrap_or(name);
    value.contains([' ', '\n']) || (WRITTEN.contains(&own) && (empty || !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::is_written;

    #[test]
    fn what_was_written_can_be_mended() {
        assert!(is_written("text", "24850900163", false));
        assert!(is_written("notes[0][text]", "ord", false));
        assert!(is_written("code", "ZZZZZZ", false));
        assert!(is_written("situation", "", true));
    }

    #[test]
    fn what_was_brought_along_stays_hidden() {
        assert!(!is_written("session", "0190a0a0-0000-7000-8000-000000000001", false));
        assert!(!is_written("base", "0", true));
        assert!(!is_written("seen", "", false));
    }
}
