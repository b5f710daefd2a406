//! A calendar that a program of one's own reads: a new address for it, or none any more.

use crate::Fault;
use leptos::prelude::*;

/// Makes a new address for the asker's calendar, which is shown once, or takes the calendar away. Either way the address
/// from before reads nothing more.
#[server(prefix = "/api", endpoint = "kalender")]
pub async fn set_calendar(what: String) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let (here, reply) = (crate::Here::get(), crate::Reply::get());
    match what.as_str() {
        "ny" => {
            let (token, hash) = services.token();
            services.store.subscribe(&asker, Some(&hash)).await?;
            reply.redirect(here.to(&format!("min-side/kalender/{token}")));
        }
        "fjern" => {
            services.store.subscribe(&asker, None).await?;
            reply.redirect(here.to_with("min-side", &[("ok", "lagret")]) + "#post");
        }
        _ => return Err(Fault::invalid("what")),
    }
    Ok(())
}
