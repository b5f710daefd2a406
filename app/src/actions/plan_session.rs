//! «Planlegg økta».

use crate::Fault;
use domain::{SessionId, TeamId};
use leptos::prelude::*;

/// Plans a session from a page. The form brought its id along, so that a second press is the same session. Without a
/// day for following up, it is the one that the plan proposes.
#[server(prefix = "/api", endpoint = "planlegg")]
pub async fn plan_session(
    id: SessionId,
    team: TeamId,
    module: String,
    page: String,
    day: String,
    follow_up: Option<String>,
) -> Result<(), Fault> {
    use domain::{Date, Refusal, Session, package::Plan, session::JoinCode};
    let (asker, services) = (crate::asker(), crate::Services::get());
    let plan = Plan::of(&services.catalogue.package(), &module, &page).ok_or(Refusal::Missing)?;
    let day: Date = day.parse().map_err(|_| Fault::invalid("day"))?;
    let follow_up = match follow_up.as_deref().unwrap_or_default().trim() {
        "" => plan.follow_up(day),
        typed => typed.parse().map_err(|_| Fault::invalid("follow_up"))?,
    };
    let mut bytes = [0; 6];
    services.ambient.random(&mut bytes);
    let code = JoinCode::from_random(bytes);
    let session =
        Session::plan(&asker, id, team, &plan, (day, Some(follow_up)), code).map_err(|refusal| {
            if refusal == Refusal::Invalid { Fault::invalid("follow_up") } else { refusal.into() }
        })?;
    services.store.plan(&asker, &session, &plan).await?;
    crate::Reply::get().redirect(crate::Here::get().to(&format!("okt/{id}")));
    Ok(())
}
