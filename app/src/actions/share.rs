//! «Del»: one's own answer is shared, as it stands.

use crate::Fault;
use domain::SessionId;
use leptos::prelude::*;

/// Shares an answer. Without a script the text comes along with the press, and is saved first.
#[server(prefix = "/api", endpoint = "del")]
pub async fn share(
    session: SessionId,
    prompt: String,
    text: Option<String>,
    base: Option<i64>,
) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    if let (Some(text), Some(base)) = (text, base) {
        let fresh = domain::ReflectionId(services.ambient.random_id());
        services.store.write(&asker, session, &prompt, (&text, base), fresh).await?;
    }
    services.store.share(&asker, session, &prompt).await?;
    services.announce.changed(session);
    Ok(())
}
