//! «Legg til enheten».

use crate::Fault;
use domain::{OwnerId, UnitId, people::UnitKind};
use leptos::prelude::*;

/// Adds a unit to an owner. The form brought its id along, so that a second press is the same unit.
#[server(prefix = "/api", endpoint = "ny-enhet")]
pub async fn add_unit(id: UnitId, owner: OwnerId, name: String, kind: UnitKind) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let unit = domain::people::Unit { id, owner, name, kind, discussed: None };
    services.store.add_unit(&asker, &unit).await?;
    Ok(())
}
