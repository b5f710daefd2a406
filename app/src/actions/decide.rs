//! «Videreføre, justere, avslutte»: the team decides.

use crate::Fault;
use domain::{AgreementId, SessionId};
use leptos::prelude::*;

/// Decides for the team. An adjusted agreement comes as a new one, whose id the form brought along.
#[server(prefix = "/api", endpoint = "bestem")]
pub async fn decide(
    agreement: AgreementId,
    verdict: String,
    session: Option<SessionId>,
    adjusted: Option<AgreementId>,
    situation: Option<String>,
    action: Option<String>,
    sign: Option<String>,
    follow_up: Option<String>,
    keeper: Option<String>,
) -> Result<(), Fault> {
    use domain::agreement::{TermsDraft, Verdict};
    let (asker, services) = (crate::asker(), crate::Services::get());
    let terms = TermsDraft {
        situation: situation.unwrap_or_default(),
        action: action.unwrap_or_default(),
        sign: sign.unwrap_or_default(),
        follow_up: follow_up.unwrap_or_default(),
        keeper: keeper.unwrap_or_default(),
    };
    let (verdict, adjusted) = match verdict.as_str() {
        "viderefore" => (Verdict::Keep, None),
        "avslutte" => (Verdict::Drop, None),
        "justere" => {
            let session = session.ok_or_else(|| Fault::invalid("session"))?;
            let id = adjusted.ok_or_else(|| Fault::invalid("adjusted"))?;
            (Verdict::Adjust, Some((session, id, &terms)))
        }
        _ => return Err(Fault::invalid("verdict")),
    };
    for session in services.store.decide(&asker, agreement, verdict, adjusted).await? {
        services.announce.changed(session);
    }
    Ok(())
}
