//! «Svar teamet»: a leader answers what a team has lifted.

use crate::Fault;
use domain::ObstacleId;
use leptos::prelude::*;

/// Answers an obstacle: ja, nei, når or sendt til eier, and why.
#[server(prefix = "/api", endpoint = "svar")]
pub async fn answer(
    obstacle: ObstacleId,
    kind: String,
    day: Option<String>,
    why: String,
) -> Result<(), Fault> {
    use domain::agreement::AnswerKind;
    let (asker, services) = (crate::asker(), crate::Services::get());
    let kind = match kind.as_str() {
        "ja" => AnswerKind::Yes,
        "nei" => AnswerKind::No,
        "nar" => AnswerKind::When(day.unwrap_or_default().parse().map_err(|_| Fault::invalid("day"))?),
        "eier" => AnswerKind::ToOwner,
        _ => return Err(Fault::invalid("kind")),
    };
    services.store.answer(&asker, obstacle, kind, &why).await?;
    Ok(())
}
