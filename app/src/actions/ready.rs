//! «Jeg er ferdig».

use crate::Fault;
use domain::SessionId;
use leptos::prelude::*;

/// Says, or takes back, that one is ready at a place.
#[server(prefix = "/api", endpoint = "ferdig")]
pub async fn ready(session: SessionId, place: String, ready: bool) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let place: domain::session::Place = place.parse()?;
    services.store.ready(&asker, session, place, ready).await?;
    services.announce.changed(session);
    Ok(())
}
