//! The day that what is agreed on is followed up.

use crate::Fault;
use domain::SessionId;
use leptos::prelude::*;

/// Sets the day.
#[server(prefix = "/api", endpoint = "oppfolging")]
pub async fn set_follow_up(session: SessionId, follow_up: String) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let date: domain::Date = follow_up.parse().map_err(|_| Fault::invalid("follow_up"))?;
    let fresh = domain::ParticipantId(services.ambient.random_id());
    services.store.lead(&asker, session, domain::session::Command::FollowUp(date), fresh).await?;
    services.announce.changed(session);
    Ok(())
}
