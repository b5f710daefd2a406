//! «Når …, gjør vi …»: an agreement is written down.

use crate::Fault;
use domain::{AgreementId, SessionId};
use leptos::prelude::*;

/// Writes an agreement down, or changes it. The form brought its id along, so that a second press is the same one.
#[server(prefix = "/api", endpoint = "avtal")]
pub async fn agree(
    session: SessionId,
    id: AgreementId,
    base: i64,
    situation: String,
    action: String,
    sign: String,
    follow_up: String,
    keeper: String,
) -> Result<(), Fault> {
    use domain::agreement::TermsDraft;
    let (asker, services) = (crate::asker(), crate::Services::get());
    let terms = TermsDraft { situation, action, sign, follow_up, keeper };
    services.store.agree(&asker, session, id, (&terms, base)).await?;
    services.announce.changed(session);
    Ok(())
}
