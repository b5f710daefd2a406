//! «Var dette verdt tiden?»: one tap when a session is over.

use crate::Fault;
use domain::SessionId;
use leptos::prelude::*;

/// Takes the answer. A second press changes nothing.
#[server(prefix = "/api", endpoint = "verdt")]
pub async fn rate(session: SessionId, worth: String) -> Result<(), Fault> {
    use domain::ending::worth::Worth;
    let (asker, services) = (crate::asker(), crate::Services::get());
    let worth = match worth.as_str() {
        "ja" => Worth::Yes,
        "delvis" => Worth::Partly,
        "nei" => Worth::No,
        _ => return Err(Fault::invalid("worth")),
    };
    services.store.rate(&asker, session, worth).await?;
    services.announce.changed(session);
    Ok(())
}
