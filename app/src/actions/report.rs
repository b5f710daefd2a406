//! «Hvordan gikk det?»: how a try-out went, and what is lifted to the leader.

use crate::Fault;
use domain::{AgreementId, ObstacleId, ReportId};
use leptos::prelude::*;

/// Tells how a try-out went. The form brought the ids along, so that a second press is the same report.
#[server(prefix = "/api", endpoint = "fortell")]
pub async fn report(
    id: ReportId,
    obstacle_id: ObstacleId,
    agreement: AgreementId,
    outcome: String,
    seen: Option<String>,
    obstacle: Option<String>,
    /// Where to go afterwards; the page one came from where it is left out.
    back: Option<String>,
) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let report = domain::store::NewReport {
        id,
        agreement,
        outcome: outcome_word(&outcome)?,
        seen: seen.unwrap_or_default(),
        obstacle: obstacle.unwrap_or_default(),
        obstacle_id,
    };
    for session in services.store.report(&asker, &report).await? {
        services.announce.changed(session);
    }
    if let Some(back) = back {
        crate::Reply::get().redirect(back);
    }
    Ok(())
}

/// The outcome that a form's word stands for.
#[cfg(feature = "ssr")]
pub(super) fn outcome_word(word: &str) -> Result<domain::agreement::Outcome, Fault> {
    use domain::agreement::Outcome;
    match word {
        "gjort" => Ok(Outcome::Done),
        "delvis" => Ok(Outcome::Partly),
        "ikke" => Ok(Outcome::NotYet),
        _ => Err(Fault::invalid("outcome")),
    }
}
