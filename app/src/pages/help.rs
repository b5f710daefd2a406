//! Help: how to join, plan, lead and tell, in short.

use crate::{Fault, Here, components::article::article, locales::about, pages::Screen};

/// `/nb/hjelp`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let text = &about::texts(here.lang).help;
    Ok(Screen::new(text.title, article(&here, text)).narrow().about(text.lead).public())
}
