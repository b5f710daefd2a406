//! «Bli med»: somebody joins a session with its code, with or without an account.

use crate::Fault;
use leptos::prelude::*;

/// Joins. A browser that nobody has signed in on gets a guest's token to come back with.
#[server(prefix = "/api", endpoint = "bli-med")]
pub async fn join(code: String, name: String, shared: Option<String>) -> Result<(), Fault> {
    use crate::{Browser, Network};
    use domain::{
        ParticipantId, Refusal,
        session::JoinCode,
        store::{Failure, JoinRequest},
    };
    let (mut asker, services) = (crate::asker(), crate::Services::get());
    let (here, reply) = (crate::Here::get(), crate::Reply::get());
    let code: JoinCode = code.parse().map_err(|_| Fault::invalid("code"))?;
    let (token, hash) = services.token();
    let Browser { guest, .. } = expect_context();
    let browser = match &asker.me {
        Some(me) => services.keyed_hash(&["person", &me.id.to_string()]),
        None => guest.as_ref().unwrap_or(&hash).0.clone(),
    };
    let Network(network) = expect_context();
    let request = JoinRequest { code, browser, network: services.keyed_hash(&["network", &network]) };
    if asker.me.is_none() && asker.guest.is_none() {
        asker.guest = Some(hash);
        reply.set_cookie(crate::SetCookie::Guest { token, shared_device: shared.is_some() });
    }
    let id = ParticipantId(services.ambient.random_id());
    let session = match services.store.join(&asker, &request, id, &name).await {
        // No session, or one that is over: to the one who types it, the code is what is wrong.
        Err(Failure::Refused(Refusal::Missing)) => return Err(Refusal::Expired.into()),
        joined => joined?,
    };
    services.announce.changed(session);
    reply.redirect(here.to(&format!("okt/{session}")));
    Ok(())
}
