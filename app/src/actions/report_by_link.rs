//! «Hvordan gikk det?», told by a link that was sent or hung up, without signing in.

use crate::Fault;
use domain::{ObstacleId, ReportId};
use leptos::prelude::*;

/// Tells how a try-out went. The link says of what and by whom; the form brought the ids along, so that a second press
/// is the same report.
#[server(prefix = "/api", endpoint = "fortell-med-lenke")]
pub async fn report_by_link(
    token: String,
    id: ReportId,
    obstacle_id: ObstacleId,
    outcome: String,
    seen: Option<String>,
    obstacle: Option<String>,
) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let link = services.report_link(&token).ok_or(Fault::MISSING)?;
    let report = domain::store::NewReport {
        id,
        agreement: link.agreement,
        outcome: super::outcome_word(&outcome)?,
        seen: seen.unwrap_or_default(),
        obstacle: obstacle.unwrap_or_default(),
        obstacle_id,
    };
    for session in services.store.report_by_link(&link, &report, asker.now, asker.today).await? {
        services.announce.changed(session);
    }
    crate::Reply::get().redirect(format!("/e/{token}/takk"));
    Ok(())
}
