//! A field for a private note: a plain form, saved over the version it was made from.

use crate::{
    Here,
    components::{icon::Icon, typed::typed},
};
use leptos::prelude::*;

/// The field. Its author alone gets it on a page at all.
pub fn private_note(
    here: &Here,
    // The text that stands and its version, where something is written.
    note: Option<&(String, i64)>,
    place: &str,
    field: &str,
    label: &str,
) -> AnyView {
    let t = &here.texts().page;
    let (text, version) = note.cloned().unwrap_or_default();
    let is_saved = !text.is_empty();
    let help = format!("{field}-hjelp");
    view! {
        <form class="stack answer no-print" method="post" action="/api/notat">
            <input type="hidden" name="place" value=place.to_owned() />
            <input type="hidden" name="base" value=version />
            <div class="ds-field">
                <label class="ds-label ds-sr-only" for=field.to_owned()>
                    {label.to_owned()}
                </label>
                <textarea
                    class="ds-input paper"
                    id=field.to_owned()
                    name="text"
                    rows="5"
                    aria-describedby=help.clone()
                    inner_html=typed(&text)
                ></textarea>
            </div>
            <p class="audience" id=help>
                <Icon name="las" />
                <span>{t.only_you} " " {t.confidential}</span>
            </p>
            <div class="row">
                <button class="ds-button" type="submit" data-variant="secondary">
                    {t.save}
                </button>
                {is_saved
                    .then(|| {
                        view! {
                            <span class="saved" data-state="ok">
                                {t.saved}
                            </span>
                        }
                    })}
            </div>
        </form>
    }
    .into_any()
}
