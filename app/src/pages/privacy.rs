//! Privacy: what is stored, who reads it, how to take it out and delete it.

use crate::{Fault, Here, components::article::article, locales::about, pages::Screen};

/// `/nb/personvern`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let text = &about::texts(here.lang).privacy;
    Ok(Screen::new(text.title, article(&here, text)).narrow().about(text.lead).public())
}
