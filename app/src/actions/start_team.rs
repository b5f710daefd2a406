//! «Start teamet».

use crate::Fault;
use domain::{TeamId, UnitId};
use leptos::prelude::*;

/// Starts a team. The form brought its id along, so that a second press is the same team. The one who starts it goes
/// to its page; a leader, who does not take part in it, back to the unit's, to invite who is to lead its sessions.
#[server(prefix = "/api", endpoint = "start-team")]
pub async fn start_team(id: TeamId, name: String, unit: Option<UnitId>) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let membership = domain::MembershipId(services.ambient.ordered_id());
    services.store.start_team(&asker, &domain::Team { id, name, unit }, membership).await?;
    let here = crate::Here::get();
    crate::Reply::get().redirect(match unit {
        None => here.to(&format!("team/{id}")),
        Some(unit) => here.to_with(&format!("leder/{unit}"), &[("ok", "startet")]),
    });
    Ok(())
}
