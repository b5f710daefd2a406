//! «Påminnelser på e-post»: in which language they come, or that they do not.

use crate::Fault;
use leptos::prelude::*;

/// Chooses how reminders come: `nb`, `nn`, or `ingen` for not at all.
#[server(prefix = "/api", endpoint = "post")]
pub async fn choose_reminders(how: String) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let reminders = match how.as_str() {
        "ingen" => None,
        code => Some(code.parse().map_err(|_| Fault::invalid("how"))?),
    };
    services.store.wish(&asker, reminders).await?;
    let here = crate::Here::get();
    crate::Reply::get().redirect(here.to_with("min-side", &[("ok", "lagret")]) + "#post");
    Ok(())
}
