//! The table of screens: which page stands at which address.

use crate::{
    Fault, Here,
    pages::{self, Screen},
};

/// The screen at an address, its language taken off: `/nb/moduler/hva` comes in as `["moduler", "hva"]`.
pub async fn screen(path: &[&str]) -> Result<Screen, Fault> {
    match path {
        [] => pages::home::screen(),
        ["bli-med"] => pages::join::screen(),
        _ => Err(Fault::MISSING),
    }
}

/// The screen at the address of the request being answered.
pub(crate) async fn screen_here() -> Result<Screen, Fault> {
    let Here { lang, path, .. } = Here::get();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [first, rest @ ..] if *first == lang.code() => screen(rest).await,
        _ => Err(Fault::MISSING),
    }
}
