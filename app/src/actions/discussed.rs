//! «Dette er drøftet»: following up has been discussed with the employees' representatives.

use crate::Fault;
use domain::UnitId;
use leptos::prelude::*;

/// Records the day it was discussed.
#[server(prefix = "/api", endpoint = "droftet")]
pub async fn discussed(unit: UnitId, day: String) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let day: domain::Date = day.parse().map_err(|_| Fault::invalid("day"))?;
    services.store.discussed(&asker, unit, day).await?;
    Ok(())
}
