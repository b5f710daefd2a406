//! «Skriv»: one's own answer to a prompt is saved.

use crate::Fault;
use domain::{SessionId, view::Mine};
use leptos::prelude::*;

/// Saves an answer that was based on version `base`. The session is not locked and nobody else is told.
#[server(prefix = "/api", endpoint = "skriv")]
pub async fn write(session: SessionId, prompt: String, text: String, base: i64) -> Result<Mine, Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let fresh = domain::ReflectionId(services.ambient.random_id());
    Ok(services.store.write(&asker, session, &prompt, (&text, base), fresh).await?)
}
