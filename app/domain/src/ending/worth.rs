//! «Var dette verdt tiden?»: one tap, anonymous in the team.
//!
//! Only three counts are kept, so nothing in store can lead from an answer to a person, an hour or an order. They show
//! once: when the time for answering is over and at least [`FEWEST`] have answered. While answers come in nothing shows,
//! and afterwards none is taken, so nobody can compare two counts and learn what one person said in between.

use crate::{Refusal, Session, Timestamp, reflection::Participant};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long one may answer after a session is closed: also on the way home, and the morning after.
pub const OPEN_FOR: Duration = Duration::from_hours(24);
/// How long after that the counts show. An answer that was on its way when the time ran out has arrived by then.
const SETTLED: Duration = Duration::from_secs(60);
/// The fewest answers that are shown.
pub const FEWEST: i64 = 5;

/// Whether a session was worth the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worth {
    /// Ja.
    Yes,
    /// Delvis.
    Partly,
    /// Nei.
    No,
}

impl Worth {
    /// Every answer, in the order that a form lists them.
    pub const ALL: [Worth; 3] = [Worth::Yes, Worth::Partly, Worth::No];
}

/// How many have answered what in a session. What is in it is nobody's to read before [`Tally::shown`] says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    yes: i64,
    partly: i64,
    no: i64,
}

impl Tally {
    /// The counts as they are stored.
    pub const fn of(yes: i64, partly: i64, no: i64) -> Tally {
        Tally { yes, partly, no }
    }

    /// One answer.
    pub const fn one(worth: Worth) -> [i64; 3] {
        match worth {
            Worth::Yes => [1, 0, 0],
            Worth::Partly => [0, 1, 0],
            Worth::No => [0, 0, 1],
        }
    }

    /// The counts in the order of [`Worth::ALL`], where they may be shown.
    pub fn shown(self, session: &Session, now: Timestamp) -> Option<[i64; 3]> {
        let at = session.closed_at().ok()? + OPEN_FOR + SETTLED;
        let Tally { yes, partly, no } = self;
        (at <= now && FEWEST <= yes + partly + no).then_some([yes, partly, no])
    }
}

impl Session {
    /// Until when those who took part may say whether it was worth the time.
    ///
    /// # Errors
    /// [`Refusal::NotClosed`], or [`Refusal::Lapsed`] once the time is over.
    pub fn may_rate(&self, now: Timestamp) -> Result<Timestamp, Refusal> {
        let until = self.closed_at()? + OPEN_FOR;
        if now < until { Ok(until) } else { Err(Refusal::Lapsed) }
    }

    /// Whether a participant has answered; nothing for one who is not asked, or not any more.
    pub fn rated(&self, me: &Participant, now: Timestamp) -> Option<bool> {
        match self.may_rate(now) {
            Err(Refusal::NotClosed) => None,
            Ok(_) => Some(me.rated),
            Err(_) => me.rated.then_some(true),
        }
    }
}
