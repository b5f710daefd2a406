//! Once a session is over: who may read what was opened in it, whether it was worth the time, what its minutes say, and
//! how those who were away catch up.

pub mod absent;
pub mod minutes;
pub mod worth;

use crate::{Asker, Refusal, Session, Team, Timestamp, reflection::Participant, session::State};
use std::time::Duration;

/// How long the shared screen says what was agreed once a session is over, unless it is let go before: until the room is
/// empty, and not until the next ones who use it.
pub const AFTERGLOW: Duration = Duration::from_hours(4);

impl Session {
    /// When the session was closed, once it is.
    ///
    /// # Errors
    /// [`Refusal::NotClosed`].
    pub const fn closed_at(&self) -> Result<Timestamp, Refusal> {
        match self.state {
            State::Closed { at, .. } => Ok(at),
            State::Planned | State::Running { .. } | State::Adjourned { .. } => Err(Refusal::NotClosed),
        }
    }

    /// Whether a shared screen that is paired still shows something.
    pub fn shines(&self, now: Timestamp) -> bool {
        self.closed_at().map_or(true, |at| now < at + AFTERGLOW)
    }
}

/// Who may read what was opened in a session that is over: those who took part in it (`here`), and the team's members.
///
/// Not the leader of the team's unit, even as a member or as one who took part: people wrote with «Leder deltar» on the
/// screen, or without, and the leader's role opens no reflections afterwards.
///
/// # Errors
/// [`Refusal::Forbidden`], or [`Refusal::SignedOut`] for a browser nobody knows.
pub fn may_read(asker: &Asker, team: &Team, here: Option<&Participant>) -> Result<(), Refusal> {
    match here {
        _ if asker.leads_unit_of(team) => Err(Refusal::Forbidden),
        Some(here) if here.leader => Err(Refusal::Forbidden),
        Some(_) => Ok(()),
        None => asker.in_team(team.id).map(drop),
    }
}
