//! «Start teamet».

use crate::Fault;
use domain::{TeamId, UnitId};
use leptos::prelude::*;

/// Starts a team. The form brought its id along, so that a second press is the same team.
#[server(prefix = "/api", endpoint = "start-team")]
pub async fn start_team(id: TeamId, name: String, unit: Option<UnitId>) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let membership = domain::MembershipId(services.ambient.ordered_id());
    services.store.start_team(&asker, &domain::Team { id, name, unit }, membership).await?;
    crate::Reply::get().redirect(crate::Here::get().to(&format!("team/{id}")));
    Ok(())
}
