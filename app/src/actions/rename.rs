//! «Lagre navnet».

use crate::Fault;
use leptos::prelude::*;

/// Sets one's own name.
#[server(prefix = "/api", endpoint = "navn")]
pub async fn rename(
    name: String,
    /// Where to go afterwards; the page one came from where it is left out.
    til: Option<String>,
) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    services.store.rename(&asker, &name).await?;
    if let Some(til) = til {
        crate::Reply::get().redirect(til);
    }
    Ok(())
}
