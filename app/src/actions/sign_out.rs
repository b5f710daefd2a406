//! «Logg ut».

use crate::Fault;
use leptos::prelude::*;

/// Signs this browser out.
#[server(prefix = "/api", endpoint = "logg-ut")]
pub async fn sign_out() -> Result<(), Fault> {
    let (asker, services, reply) = (crate::asker(), crate::Services::get(), crate::Reply::get());
    if let Some(me) = &asker.me {
        services.store.close_login(me.login).await?;
    }
    reply.set_cookie(crate::SetCookie::NoLogin);
    reply.redirect(crate::Here::get().to(""));
    Ok(())
}
