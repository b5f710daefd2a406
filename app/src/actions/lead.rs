//! What one who leads presses: start, open the answers, next, two minutes more, pause, back, undo, stop, close; and
//! what is pressed about who leads.

use crate::Fault;
use domain::{ParticipantId, SessionId};
use leptos::prelude::*;

/// Carries out a press on the strip for one who leads. `what` is the command's word; `place` says where the session
/// was when it was pressed, so that two who press at once move it once; `whom` says who is to lead.
#[server(prefix = "/api", endpoint = "led")]
pub async fn lead(
    session: SessionId,
    what: String,
    place: Option<String>,
    whom: Option<ParticipantId>,
) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let command = command(&services, &what, place.as_deref(), whom)?;
    let fresh = ParticipantId(services.ambient.random_id());
    services.store.lead(&asker, session, command, fresh).await?;
    services.announce.changed(session);
    Ok(())
}

#[cfg(feature = "ssr")]
fn command(
    services: &crate::Services,
    what: &str,
    place: Option<&str>,
    whom: Option<ParticipantId>,
) -> Result<domain::session::Command, Fault> {
    use domain::session::{Command, ScreenCode};
    let at = || Ok::<_, Fault>(place.ok_or_else(|| Fault::invalid("place"))?.parse()?);
    let whom = || whom.ok_or_else(|| Fault::invalid("whom"));
    Ok(match what {
        "start" => Command::Start,
        "apne" => Command::Open(at()?),
        "neste" => Command::Next(at()?),
        "hopp-over" => Command::Skip(at()?),
        "angre" => Command::Undo(at()?),
        "tilbake" => Command::Back(at()?),
        "mer-tid" => Command::Extend(at()?),
        "pause" => Command::Pause,
        "fortsett" => Command::Unpause,
        "stopp" => Command::Adjourn,
        "ta-opp" => Command::Resume,
        "avslutt" => Command::Close,
        "uten-skjerm" => Command::UnpairScreen,
        "gi-videre" => Command::HandOver(whom()?),
        "ta-tilbake" => Command::TakeBack,
        "ta-over" => Command::Claim,
        "enig" => Command::Second(whom()?),
        "behold" => Command::Keep,
        "lodd" => {
            let mut lot = [0; 8];
            services.ambient.random(&mut lot);
            Command::Draw(u64::from_ne_bytes(lot))
        }
        "skjerm" => {
            let mut bytes = [0; 10];
            services.ambient.random(&mut bytes);
            Command::PairScreen(ScreenCode::from_random(bytes))
        }
        _ => return Err(Fault::invalid("what")),
    })
}
