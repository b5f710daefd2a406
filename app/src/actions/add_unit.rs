//! «Legg til enheten».

use crate::Fault;
use domain::{OwnerId, UnitId};
use leptos::prelude::*;

/// Adds a unit to an owner. The form brought its id along, so that a second press is the same unit.
#[server(prefix = "/api", endpoint = "ny-enhet")]
pub async fn add_unit(id: UnitId, owner: OwnerId, name: String, kind: String) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let kind = crate::components::unit_kind::of(&kind).ok_or_else(|| Fault::invalid("kind"))?;
    let unit = domain::people::Unit { id, owner, name, kind, discussed: None };
    services.store.add_unit(&asker, &unit).await?;
    Ok(())
}
