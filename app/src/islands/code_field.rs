//! The field for a session's code.

use crate::locales::{fill, texts};
use domain::Lang;
use leptos::prelude::*;

/// Signs that are never in a code, because they are misread for another.
const MISREAD: [char; 4] = ['0', 'O', '1', 'I'];

/// A field that writes the code in capitals, and tells at once of a sign that no code has.
#[island]
pub fn CodeField(lang: Lang, value: String) -> impl IntoView {
    let t = &texts(lang).join;
    let code = RwSignal::new(value.to_uppercase());
    let wrong = move || code.read().chars().find(|c| MISREAD.contains(c));
    view! {
        <div class="ds-field">
            <label class="ds-label" for="kode">
                {t.code}
            </label>
            <p id="kode-hjelp">{t.code_help}</p>
            <input
                class="ds-input"
                id="kode"
                name="kode"
                maxlength="6"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-describedby="kode-hjelp kode-feil"
                aria-invalid=move || wrong().map(|_| "true")
                prop:value=code
                value=code.get_untracked()
                on:input:target=move |event| code.set(event.target().value().to_uppercase())
            />
            <p id="kode-feil" class="ds-validation-message" aria-live="polite">
                {move || wrong().map(|sign| fill(t.code_wrong, &[("sign", &sign)]))}
            </p>
        </div>
    }
}
