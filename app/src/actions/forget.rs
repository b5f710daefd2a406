//! «Slett meg».

use crate::Fault;
use leptos::prelude::*;

/// Deletes what is the asker's own, and takes the name off the rest. The form asks whether one is sure.
#[server(prefix = "/api", endpoint = "slett-meg")]
pub async fn forget(sure: String) -> Result<(), Fault> {
    let (asker, services, reply) = (crate::asker(), crate::Services::get(), crate::Reply::get());
    if sure != "ja" {
        return Err(Fault::invalid("sure"));
    }
    services.store.forget(&asker).await?;
    reply.set_cookie(crate::SetCookie::NoLogin);
    reply.redirect(crate::Here::get().to("slettet"));
    Ok(())
}
