//! The accessibility statement: what has been tested, what has not, and whom to tell.

use crate::{Fault, Here, components::article::article, locales::about, pages::Screen};

/// `/nb/tilgjengelighet`
pub fn screen() -> Result<Screen, Fault> {
    let here = Here::get();
    let text = &about::texts(here.lang).accessibility;
    Ok(Screen::new(text.title, article(&here, text)).narrow().about(text.lead).public())
}
