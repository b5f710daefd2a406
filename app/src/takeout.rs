//! All that is stored about a person, as a file of their own.

use crate::{Fault, Services};
use domain::store::{Note, Takeout};
use serde::Serialize;

#[derive(Serialize)]
struct Everything {
    #[serde(flatten)]
    stored: Takeout,
    notes: Vec<Note>,
}

/// Everything about the one who asks, notes with it, as JSON to be read without the product.
///
/// # Errors
/// Signed out, or what the store says.
pub async fn json() -> Result<String, Fault> {
    let (asker, services) = (crate::asker(), Services::get());
    asker.person()?;
    let stored = services.store.takeout(&asker).await?;
    let notes = services.notes.notes(&asker).await?;
    serde_json::to_string_pretty(&Everything { stored, notes }).map_err(|why| {
        tracing::error!(%why, "a takeout could not be written");
        Fault::Internal
    })
}
