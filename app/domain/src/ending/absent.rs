//! Members of the team who were not in a session: they read what was opened, may add their own view within a week, and
//! have then caught up.
//!
//! A late view follows the rules of opened answers: no name, a random id, no time. One that showed at once would point at
//! whoever had just been there, so all of a session's late views show together when the week is over, among the answers
//! from the meeting. Until then each is its author's own, to change or to take away. Where only one was away, those who
//! were there can still guess; the form says so.

use crate::{
    Asker, Refusal, Session, Team, Timestamp,
    ending::may_read,
    reflection::Participant,
    session::{Opening, Place},
    view::{Mine, Record},
};
use std::time::Duration;

/// How long one may catch up after a session is closed, and when the late views show.
pub const CATCH_UP: Duration = Duration::from_hours(7 * 24);

/// A member of a team, and a session of the team's that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// Was there.
    There,
    /// Was away, and has caught up since.
    CaughtUp,
    /// Was away, and may catch up until this moment.
    Waits(Timestamp),
    /// Was away, and the week is over.
    Missed,
}

impl Attendance {
    /// How the asker stands to a session that was closed at a moment: `there` in it, or in it `late`.
    pub fn of(asker: &Asker, team: &Team, closed: Timestamp, (there, late): (bool, bool)) -> Attendance {
        let until = closed + CATCH_UP;
        match may_read(asker, team, None) {
            _ if there => Attendance::There,
            _ if late => Attendance::CaughtUp,
            Ok(()) if asker.now < until => Attendance::Waits(until),
            _ => Attendance::Missed,
        }
    }
}

impl Participant {
    /// The asker among those who have caught up.
    pub fn late<'a>(
        asker: &Asker,
        all: impl IntoIterator<Item = &'a Participant>,
    ) -> Option<&'a Participant> {
        let me = asker.me.as_ref()?.id;
        all.into_iter().find(|p| p.late && p.person == Some(me))
    }
}

impl Record {
    /// How the asker stands to the session, once it is over.
    pub fn attendance(&self, asker: &Asker) -> Option<Attendance> {
        let there = Participant::own(asker, &self.participants).is_some();
        let late = Participant::late(asker, &self.participants).is_some();
        let closed = self.session.closed_at().ok()?;
        Some(Attendance::of(asker, &self.team, closed, (there, late)))
    }

    /// Until when the asker may catch up.
    ///
    /// # Errors
    /// Those of [`Session::may_catch_up`].
    pub fn may_catch_up(&self, asker: &Asker) -> Result<Timestamp, Refusal> {
        let there = Participant::own(asker, &self.participants).is_some();
        self.session.may_catch_up(asker, &self.team, there)
    }

    /// The asker's own view of a prompt, where they were away and have written one.
    pub fn late_view(&self, asker: &Asker, prompt: &str) -> Option<Mine> {
        let me = Participant::late(asker, &self.participants)?.id;
        let mine = self.reflections.iter().find(|one| one.author == Some(me) && one.prompt == prompt)?;
        let (place, _) = self.session.course.prompt(prompt)?;
        Some(Mine::of(mine, self.session.opening_of(place, true).as_ref(), asker.now))
    }
}

impl Session {
    /// Until when the asker may catch up; `there` says whether they took part.
    ///
    /// # Errors
    /// Those of [`may_read`], [`Refusal::NotClosed`], [`Refusal::WasThere`] for one who writes in the ordinary way, or
    /// [`Refusal::Lapsed`] once the week is over.
    pub fn may_catch_up(&self, asker: &Asker, team: &Team, there: bool) -> Result<Timestamp, Refusal> {
        if there {
            return Err(Refusal::WasThere);
        }
        may_read(asker, team, None)?;
        let until = self.closed_at()? + CATCH_UP;
        if asker.now < until { Ok(until) } else { Err(Refusal::Lapsed) }
    }

    /// Where a prompt stands that one who was away may answer: one that the team came to, and shared its answers to.
    ///
    /// # Errors
    /// Those of [`Session::may_write`], or [`Refusal::Missing`] where its answers were never opened.
    pub fn may_add(&self, prompt: &str, now: Timestamp) -> Result<Place, Refusal> {
        let place = self.may_write(prompt)?;
        if self.is_shared(place, now) { Ok(place) } else { Err(Refusal::Missing) }
    }

    /// The opening that an answer belongs to: its step's, or for one who was away the one at the end of the week.
    pub fn opening_of(&self, place: Place, late: bool) -> Option<Opening> {
        if !late {
            return self.opening(place).copied();
        }
        let announced = self.closed_at().ok()?;
        Some(Opening { place, announced, reveals: announced + CATCH_UP })
    }
}
