//! «Logg ut overalt».

use crate::Fault;
use leptos::prelude::*;

/// Signs the person out of every browser, this one with them.
#[server(prefix = "/api", endpoint = "logg-ut-overalt")]
pub async fn sign_out_everywhere() -> Result<(), Fault> {
    let (asker, services, reply) = (crate::asker(), crate::Services::get(), crate::Reply::get());
    services.store.close_logins(&asker).await?;
    reply.set_cookie(crate::SetCookie::NoLogin);
    reply.redirect(crate::Here::get().to(""));
    Ok(())
}
