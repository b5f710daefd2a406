//! What one who leads presses: start, open the answers, next, two minutes more, pause, back, undo, stop, close.

use crate::Fault;
use domain::SessionId;
use leptos::prelude::*;

/// Carries out a press on the strip for one who leads. `what` is the command's word; `place` says where the session
/// was when it was pressed, so that two who press at once move it once.
#[server(prefix = "/api", endpoint = "led")]
pub async fn lead(session: SessionId, what: String, place: Option<String>) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let command = command(&services, &what, place.as_deref())?;
    let fresh = domain::ParticipantId(services.ambient.random_id());
    services.store.lead(&asker, session, command, fresh).await?;
    services.announce.changed(session);
    Ok(())
}

#[cfg(feature = "ssr")]
fn command(
    services: &crate::Services,
    what: &str,
    place: Option<&str>,
) -> Result<domain::session::Command, Fault> {
    use domain::session::{Command, ScreenCode};
    let at = || Ok::<_, Fault>(place.ok_or_else(|| Fault::invalid("place"))?.parse()?);
    Ok(match what {
        "start" => Command::Start,
        "apne" => Command::Open(at()?),
        "neste" => Command::Next(at()?),
        "angre" => Command::Undo(at()?),
        "tilbake" => Command::Back(at()?),
        "mer-tid" => Command::Extend(at()?),
        "pause" => Command::Pause,
        "fortsett" => Command::Unpause,
        "stopp" => Command::Adjourn,
        "ta-opp" => Command::Resume,
        "avslutt" => Command::Close,
        "uten-skjerm" => Command::UnpairScreen,
        "skjerm" => {
            let mut bytes = [0; 10];
            services.ambient.random(&mut bytes);
            Command::PairScreen(ScreenCode::from_random(bytes))
        }
        _ => return Err(Fault::invalid("what")),
    })
}
