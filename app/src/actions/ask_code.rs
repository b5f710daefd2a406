//! «Send meg en kode»: somebody wants to sign in.

use crate::Fault;
use leptos::prelude::*;

/// Sends a six-digit code to an address. The answer is the same whether the address is known or not.
#[server(prefix = "/api", endpoint = "be-om-kode")]
pub async fn ask_code(address: String, shared: Option<String>, til: Option<String>) -> Result<(), Fault> {
    use crate::{Browser, Network, SetCookie};
    use domain::{signin::Address, store::CodeRequest};
    let (asker, services) = (crate::asker(), crate::Services::get());
    let (here, reply) = (crate::Here::get(), crate::Reply::get());
    let to = Address::parse(&address).map_err(|_| Fault::invalid("address"))?;
    let Browser { guest, .. } = expect_context();
    let browser = guest.unwrap_or_else(|| {
        let (token, hash) = services.token();
        reply.set_cookie(SetCookie::Guest { token, shared_device: shared.is_some() });
        hash
    });
    let Network(network) = expect_context();
    let code = six_digits(&services);
    let request = CodeRequest {
        hash: services.keyed_hash(&["code", to.as_str(), &code]),
        address: to.clone(),
        browser: browser.0,
        network: services.keyed_hash(&["network", &network]),
        now: asker.now,
    };
    services.store.ask_code(&request).await?;
    services.post.code(&to, here.lang, &code).await.map_err(|why| {
        tracing::error!(%why, "a sign-in code was not sent");
        Fault::NotSent
    })?;
    reply.set_cookie(SetCookie::CodeSentTo(to.as_str().to_owned()));
    let shared = shared.map(|_| ("felles", "ja"));
    let fields: Vec<_> = shared.into_iter().chain(til.as_deref().map(|til| ("til", til))).collect();
    reply.redirect(here.to_with("logg-inn/kode", &fields));
    Ok(())
}

/// Every code is as likely as any other: 2⁶⁴ is so much more than a million that its remainder does not tell.
#[cfg(feature = "ssr")]
fn six_digits(services: &crate::Services) -> String {
    let mut bytes = [0; 8];
    services.ambient.random(&mut bytes);
    format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000)
}
