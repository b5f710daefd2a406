//! Joining a session with the code that stands on the screen in the room.

use crate::{Fault, Here, islands::code_field::CodeField, pages::Screen};
use leptos::prelude::*;

/// `/nb/bli-med`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let t = &here.texts().join;
    let view = view! {
        <h1>{t.title}</h1>
        <form>
            <CodeField lang=here.lang value=here.field("kode").unwrap_or_default() />
            <button class="ds-button" type="submit">
                {t.go}
            </button>
        </form>
    };
    Ok(Screen::new(t.title, view).live())
}
