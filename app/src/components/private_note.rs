//! A field for a private note. All of a page's notes belong to one plain form, so that saving one saves every one.

use crate::{
    Here,
    components::{icon::Icon, post_button::PostButton, typed::typed},
};
use domain::store::Note;
use leptos::prelude::*;

/// The form that the notes on a page belong to; it stands at the foot of the page.
pub const FORM: &str = "notater";

/// A note's place on the page.
pub struct PrivateNote<'n> {
    /// Its number among the page's notes.
    pub n: usize,
    /// What it is about.
    pub place: &'n str,
    /// The note that stands, where something is written.
    pub written: Option<&'n Note>,
    /// The field's id, to which the browser comes back after saving.
    pub field: &'n str,
    /// What a screen reader calls the field.
    pub label: &'n str,
}

impl PrivateNote<'_> {
    /// The field and its button. Its author alone gets it on a page at all.
    pub fn view(&self, here: &Here) -> AnyView {
        let t = &here.texts().page;
        let text = self.written.and_then(|note| note.text.clone()).unwrap_or_default();
        let version = self.written.map_or(0, |note| note.version);
        let saved = (!text.is_empty()).then(|| {
            view! {
                <span class="saved" data-state="ok">
                    {t.saved}
                </span>
            }
        });
        let (field, help) = (self.field.to_owned(), format!("{}-hjelp", self.field));
        let name = |part: &str| format!("notes[{}][{part}]", self.n);
        view! {
            <div class="stack answer no-print">
                <input type="hidden" form=FORM name=name("place") value=self.place.to_owned() />
                <input type="hidden" form=FORM name=name("base") value=version />
                <div class="ds-field">
                    <label class="ds-label ds-sr-only" for=field.clone()>
                        {self.label.to_owned()}
                    </label>
                    <textarea
                        class="ds-input paper"
                        id=field.clone()
                        form=FORM
                        name=name("text")
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
                    // A browser keeps the fragment through the redirect that follows, and comes back to this field.
                    <button
                        class="ds-button"
                        type="submit"
                        form=FORM
                        formaction=format!("/api/notater#{field}")
                        data-variant="secondary"
                    >
                        {t.save}
                    </button>
                    {saved}
                </div>
            </div>
        }
        .into_any()
    }
}

/// What stands where a note cannot be opened: that it is so, and a way to be rid of it.
pub fn locked(here: &Here, note: &Note) -> AnyView {
    let t = here.texts();
    let fields =
        vec![("place", note.place.clone()), ("text", String::new()), ("base", note.version.to_string())];
    view! {
        <div class="stack answer no-print">
            <p class="ds-alert" data-color="warning">
                {t.fault.locked}
            </p>
            <PostButton action="/api/notat" fields variant="secondary">
                {t.my_page.delete}
            </PostButton>
        </div>
    }
    .into_any()
}
