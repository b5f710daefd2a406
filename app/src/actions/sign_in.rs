//! «Logg inn»: the code that was sent opens a login.

use crate::Fault;
use leptos::prelude::*;

/// Signs in with a code, and goes on to where one was going. Who is new is asked for a name first.
#[server(prefix = "/api", endpoint = "logg-inn")]
pub async fn sign_in(
    address: String,
    code: String,
    shared: Option<String>,
    til: Option<String>,
) -> Result<(), Fault> {
    use crate::SetCookie;
    use domain::{LoginId, PersonId, signin::Address, store::NewLogin};
    let (asker, services) = (crate::asker(), crate::Services::get());
    let (here, reply) = (crate::Here::get(), crate::Reply::get());
    let typed: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
    let to = Address::parse(&address)?;
    let shared_device = shared.is_some();
    let (token, hash) = services.token();
    let login = NewLogin {
        id: LoginId(services.ambient.ordered_id()),
        token: hash.clone(),
        shared_device,
        now: asker.now,
        person: PersonId(services.ambient.ordered_id()),
        lang: here.lang,
    };
    let typed = services.keyed_hash(&["code", to.as_str(), &typed]);
    services.store.redeem_code(&to, &typed, &login).await?;
    reply.set_cookie(SetCookie::NoCode);
    reply.set_cookie(SetCookie::Login { token, shared_device });
    let next = til.filter(|til| crate::is_ours(til)).unwrap_or_else(|| here.to("min-side"));
    let signed_in = services.store.asker(Some(&hash), None, asker.now, asker.today).await?;
    let nameless = signed_in.me.is_some_and(|me| me.name.is_empty());
    reply.redirect(if nameless { here.to_with("min-side/navn", &[("til", &next)]) } else { next });
    Ok(())
}
