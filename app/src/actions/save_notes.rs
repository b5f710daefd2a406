//! All private notes on a page are saved with one press, so that saving one loses no word in another.

use crate::Fault;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A note as its form sends it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NoteDraft {
    /// What it is about.
    pub place: String,
    /// The text.
    pub text: String,
    /// The version it was made from.
    pub base: i64,
}

/// Saves the notes that have changed, each over the version it was made from. An empty text deletes.
#[server(prefix = "/api", endpoint = "notater")]
pub async fn save_notes(notes: Vec<NoteDraft>) -> Result<(), Fault> {
    keep(notes).await
}

/// Saves the notes that have changed. One that is refused hinders no other, and every one that is refused is told.
#[cfg(feature = "ssr")]
pub(super) async fn keep(notes: Vec<NoteDraft>) -> Result<(), Fault> {
    let (mut refused, mut rest) = (Vec::new(), Ok(()));
    for note in notes {
        let place = note.place.clone();
        match keep_one(note).await {
            Err(Fault::Refused(why)) => refused.push((place, why)),
            outcome => rest = rest.and(outcome),
        }
    }
    rest.and(if refused.is_empty() { Ok(()) } else { Err(Fault::Notes(refused)) })
}

#[cfg(feature = "ssr")]
async fn keep_one(NoteDraft { place, text, base }: NoteDraft) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let text = domain::text::free(&text, domain::text::LONG)?;
    let stands = services.notes.note(&asker, &place).await?.and_then(|note| note.text);
    // A form that is sent again because of another note in it has saved this one already.
    if text != stands.unwrap_or_default() {
        services.notes.save_note(&asker, &place, &text, base).await?;
    }
    Ok(())
}
