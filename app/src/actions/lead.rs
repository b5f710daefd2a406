//! What one who leads presses: start, open the answers, next, two minutes more, pause, back, undo, stop, close; and
//! what is pressed about who leads.

use crate::Fault;
use domain::{ParticipantId, SessionId};
use leptos::prelude::*;

/// Carries out a press on the strip for one who leads. `what` is the command's word; `place` says where the session
/// was when it was pressed, so that two who press at once move it once; `whom` says who is to
/// lead, or who is to sit in which `group`.
#[server(prefix = "/api", endpoint = "led")]
pub async fn lead(
    session: SessionId,
    what: String,
    place: Option<String>,
    whom: Option<ParticipantId>,
    group: Option<u8>,
) -> Result<(), Fault> {
    let (asker, services) = (crate::asker(), crate::Services::get());
    let command = command(&services, &what, place.as_deref(), (whom, group))?;
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
    (whom, group): (Option<ParticipantId>, Option<u8>),
) -> Result<domain::session::Command, Fault> {
    use domain::session::{Command, ScreenCode};
    let at = || Ok::<_, Fault>(place.ok_or_else(|| Fault::invalid("place"))?.parse()?);
    let whom = || whom.ok_or_else(|| Fault::invalid("whom"));
    let lot = || {
        let mut bytes = [0; 8];
        services.ambient.random(&mut bytes);
        u64::from_ne_bytes(bytes)
    };
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
        "lodd" => Command::Draw(lot()),
        "grupper" => Command::Group(lot()),
        "flytt" => Command::Move(whom()?, group.ok_or_else(|| Fault::invalid("group"))?),
        "skjerm" => {
            let mut bytes = [0; 10];
            services.ambient.random(&mut bytes);
            Command::PairScreen(ScreenCode::from_random(bytes))
        }
        _ => return Err(Fault::invalid("what")),
    })
}
