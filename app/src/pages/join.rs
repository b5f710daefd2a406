//! Joining a session with the code that stands on the screen in the room: a name or a nickname, and no account.

use crate::{Fault, Here, pages::Screen};
use domain::text;
use leptos::prelude::*;

/// `/nb/bli-med`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().join;
    let name = crate::asker().me.map(|me| me.name).unwrap_or_default();
    let code = here.field("kode").unwrap_or_default();
    // The field that is still empty comes first under the thumb.
    let has_code = !code.is_empty();
    let view = view! {
        <h1>{t.title}</h1>
        <form class="form" method="post" action="/api/bli-med">
            <div class="ds-field">
                <label class="ds-label" for="kode">
                    {t.code}
                </label>
                <p data-field="description" id="kode-hjelp">
                    {t.code_help}
                </p>
                <input
                    class="ds-input code"
                    id="kode"
                    name="code"
                    value=code
                    required
                    maxlength="9"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    aria-describedby="kode-hjelp"
                    autofocus=!has_code
                />
            </div>
            <div class="ds-field">
                <label class="ds-label" for="navn">
                    {t.name}
                </label>
                <p data-field="description" id="navn-hjelp">
                    {t.name_help}
                </p>
                <input
                    class="ds-input"
                    id="navn"
                    name="name"
                    value=name
                    required
                    maxlength=text::NAME.to_string()
                    autocomplete="given-name"
                    aria-describedby="navn-hjelp"
                    autofocus=has_code
                />
            </div>
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id="felles" name="shared" value="ja" />
                <label class="ds-label" for="felles">
                    {t.shared}
                </label>
            </div>
            <button class="ds-button" data-size="lg" type="submit">
                {t.go}
            </button>
        </form>
    };
    Ok(Screen::new(t.title, view).narrow())
}
