//! «Hold tilbake»: one's own answer is passed by when the others' are opened.

use crate::Fault;
use domain::SessionId;
use leptos::prelude::*;

/// Holds an answer back; what is written in it later is held back too.
#[server(prefix = "/api", endpoint = "hold-tilbake")]
pub async fn hold_back(session: SessionId, prompt: String) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let fresh = domain::ReflectionId(services.ambient.random_id());
    services.store.hold_back(&asker, session, &prompt, fresh).await?;
    services.announce.changed(session);
    Ok(())
}
