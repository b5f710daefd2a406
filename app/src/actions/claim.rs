//! «Ta med det jeg skrev»: what a guest wrote becomes the signed-in person's own.

use crate::Fault;
use leptos::prelude::*;

/// Claims what this browser wrote as a guest.
#[server(prefix = "/api", endpoint = "ta-med")]
pub async fn claim() -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    services.notes.claim(&asker).await?;
    Ok(())
}
