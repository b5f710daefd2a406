//! «Logg inn som …»: the demo's way in.

use crate::Fault;
use domain::PersonId;
use leptos::prelude::*;

/// Signs in as one of the demo's people. Anywhere else there is no such door.
#[server(prefix = "/api", endpoint = "logg-inn-som")]
pub async fn sign_in_as(person: PersonId, til: Option<String>) -> Result<(), Fault> {
    use domain::{LoginId, store::NewLogin};
    let (asker, services) = (crate::asker(), crate::Services::get());
    let (here, reply) = (crate::Here::get(), crate::Reply::get());
    domain::signin::as_anyone(services.demo)?;
    let (token, hash) = services.token();
    let id = LoginId(services.ambient.ordered_id());
    let login = NewLogin { id, token: hash, shared_device: false, now: asker.now, person, lang: here.lang };
    services.store.open_login(person, &login).await?;
    reply.set_cookie(crate::SetCookie::Login { token, shared_device: false });
    reply.redirect(til.unwrap_or_else(|| here.to("min-side")));
    Ok(())
}
