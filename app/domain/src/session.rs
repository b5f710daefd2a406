//! A team's structured meeting: planned → running, step by step → closed.
//!
//! The lockstep is soft: everyone may go back and read or add, nobody goes ahead of the furthest step. Who leads can
//! take an advance back within ten seconds; an opening of answers cannot be taken back. Every command names the place
//! it was made from, so that two people who press at once move the session once.

mod code;
mod course;
mod groups;
mod helm;

pub use code::{JoinCode, Missed, ScreenCode};
pub use course::{Course, Place, Stage};
pub use groups::Groups;
pub use helm::{Duty, Helm, Steering};

use crate::{
    AgreementId, Asker, Date, ParticipantId, PersonId, Refusal, SessionId, TeamId, Timestamp, package::Plan,
    reflection::Participant,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long an advance can be taken back.
pub const UNDO: Duration = Duration::from_secs(10);
/// How long everyone is warned before answers are opened.
pub const WARNING: Duration = Duration::from_secs(10);
/// What «two minutes more» gives.
pub const EXTENSION: Duration = Duration::from_secs(120);
/// Minutes for each agreement in «siden sist».
pub const MINUTES_EACH: u16 = 5;

/// A team's meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The session's id.
    pub id: SessionId,
    /// Whose meeting it is.
    pub team: TeamId,
    /// The shape of what it goes through.
    pub course: Course,
    /// Who planned it, for which day, and when what it agrees on is followed up.
    pub planned: Planned,
    /// What people join with.
    pub code: JoinCode,
    /// The shared screen's code, while one is paired.
    pub screen: Option<ScreenCode>,
    /// Who leads it on the day, and who does what.
    pub helm: Helm,
    /// Who sits with whom.
    pub groups: Groups,
    /// Where it stands.
    pub state: State,
    /// Counts every change that others can see.
    pub revision: i64,
}

/// Who planned a session, and the two dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// The day of the meeting.
    pub day: Date,
    /// The day that agreements are followed up, where it was set.
    pub follow_up: Option<Date>,
}

/// Where a session stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Has a day and a code.
    Planned,
    /// The team is at it.
    Running {
        /// How far it has come.
        run: Run,
        /// The time of the current step.
        clock: Clock,
        /// The last advance, while it can be taken back.
        advance: Option<Advance>,
    },
    /// Stopped, to go on another day.
    Adjourned {
        /// How far it came.
        run: Run,
        /// Milliseconds left of the current step.
        left: i64,
        /// When it was stopped.
        at: Timestamp,
    },
    /// Over: steps, opened answers and agreements stand.
    Closed {
        /// How far it came.
        run: Run,
        /// When it was closed.
        at: Timestamp,
    },
}

impl Run {
    fn begin(by: Option<PersonId>, at: Place, now: Timestamp) -> Run {
        let (openings, skipped, opened_in) = (Vec::new(), Vec::new(), Vec::new());
        Run { started: now, by, current: at, furthest: at, openings, skipped, opened_in }
    }
}

impl State {
    const fn run_mut(&mut self) -> Option<&mut Run> {
        match self {
            State::Planned => None,
            State::Running { run, .. } | State::Adjourned { run, .. } | State::Closed { run, .. } => {
                Some(run)
            }
        }
    }

    /// How far the session has come, once it has started.
    pub const fn run(&self) -> Option<&Run> {
        match self {
            State::Planned => None,
            State::Running { run, .. } | State::Adjourned { run, .. } | State::Closed { run, .. } => {
                Some(run)
            }
        }
    }
}

/// How far a session has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// When it started.
    pub started: Timestamp,
    /// Who started it, where it was somebody signed in.
    pub by: Option<PersonId>,
    /// Where it is.
    pub current: Place,
    /// The furthest it has been: nobody reads ahead of this.
    pub furthest: Place,
    /// The openings so far.
    pub openings: Vec<Opening>,
    /// The places that were skipped.
    #[serde(default)]
    pub skipped: Vec<Place>,
    /// Who sat with whom when a step's answers were opened.
    #[serde(default)]
    pub opened_in: Vec<(Place, Groups)>,
}

/// The opening of a step's answers to everyone at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The step.
    pub place: Place,
    /// When it was announced.
    pub announced: Timestamp,
    /// When the answers show: what was saved until then is opened, unless it is held back.
    pub reveals: Timestamp,
}

/// A step's time. The server owns it; a timer is a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// Runs out at this moment; the session goes on all the same.
    Ends(Timestamp),
    /// Stands still with this many milliseconds left.
    Paused(i64),
}

impl Clock {
    /// Milliseconds left; none once the time is over.
    pub fn left(self, now: Timestamp) -> i64 {
        match self {
            Clock::Ends(at) => now.until(at),
            Clock::Paused(left) => left,
        }
    }
}

/// The last advance and what it left, so that it can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advance {
    from: Place,
    furthest: Place,
    clock: Clock,
    /// When it was made.
    pub at: Timestamp,
}

/// What someone who leads asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Begin, opening with these agreements from earlier.
    Start,
    /// Announce the opening of a step's answers.
    Open(Place),
    /// Go on from this place.
    Next(Place),
    /// Go on from this place, which is left out today.
    Skip(Place),
    /// Take the advance to this place back.
    Undo(Place),
    /// Go back from this place.
    Back(Place),
    /// Two minutes more at this place.
    Extend(Place),
    /// Stop the clock.
    Pause,
    /// Let the clock go on.
    Unpause,
    /// Stop here and go on another day.
    Adjourn,
    /// Go on after an adjournment.
    Resume,
    /// Set the day that agreements are followed up.
    FollowUp(Date),
    /// Pair the shared screen that has this code, in place of any other.
    PairScreen(ScreenCode),
    /// Let no shared screen read any more.
    UnpairScreen,
    /// Let this one lead.
    HandOver(ParticipantId),
    /// Lead again, after leading was handed to somebody.
    TakeBack,
    /// Say that one wants to take over leading.
    Claim,
    /// Agree that this one takes over.
    Second(ParticipantId),
    /// Say no to the one who wants to take over; the one may also say so oneself.
    Keep,
    /// Draw by lot who does what. The number decides how the lots fall.
    Draw(u64),
    /// Make groups of all who are here, or make them anew. The number decides how the lots fall.
    Group(u64),
    /// Let somebody sit in another group, counted from 0.
    Move(ParticipantId, u8),
    /// End the session for good.
    Close,
}

/// What a command may need to know besides the session.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// The team's agreements that nobody has decided on yet, the oldest first; only a start reads them.
    pub waiting: &'a [AgreementId],
    /// Everyone who has joined.
    pub people: &'a [Participant],
}

impl Session {
    /// A session planned for a team, from a page's plan.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anyone who does not facilitate the team.
    pub fn plan(
        asker: &Asker,
        id: SessionId,
        team: TeamId,
        plan: &Plan,
        (day, follow_up): (Date, Option<Date>),
        code: JoinCode,
    ) -> Result<Session, Refusal> {
        let by = asker.facilitates(team)?.person();
        if follow_up.is_some_and(|date| date < day) {
            return Err(Refusal::Invalid);
        }
        Ok(Session {
            id,
            team,
            course: Course::of(plan),
            planned: Planned { by, at: asker.now, day, follow_up },
            code,
            screen: None,
            helm: Helm::default(),
            groups: Groups::default(),
            state: State::Planned,
            revision: 0,
        })
    }

    /// Whether this is what its planner is about to store: nothing has happened in it yet, and it goes through `plan`.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anyone who does not facilitate the team, [`Refusal::Invalid`].
    pub fn may_be_stored(&self, asker: &Asker, plan: &Plan) -> Result<(), Refusal> {
        let by = asker.facilitates(self.team)?.person();
        let fresh = self.state == State::Planned && self.course == Course::of(plan) && self.planned.by == by;
        if fresh { Ok(()) } else { Err(Refusal::Invalid) }
    }

    /// The session after a command.
    ///
    /// # Errors
    /// What [`Session::steers`] refuses, but that others may ask about who leads; otherwise what the state does not
    /// allow.
    pub fn lead(self, asker: &Asker, command: Command, around: Around<'_>) -> Result<Session, Refusal> {
        if matches!(command, Command::TakeBack | Command::Claim | Command::Second(_) | Command::Keep) {
            return self.take_turns(asker, &command, around.people);
        }
        if matches!(command, Command::Move(..)) {
            return self.change_group(asker, &command, around.people);
        }
        let by = self.steers(asker, around.people)?.person();
        let now = asker.now;
        if let Command::Group(lot) = command {
            let groups = self.grouped(lot, around.people);
            return if self.is_closed() { Err(Refusal::Closed) } else { Ok(Session { groups, ..self }) };
        }
        let Session { mut course, mut planned, mut screen, mut helm, groups, state, .. } = self;
        let state = match (state, command) {
            (State::Planned, Command::Start) => {
                course.since_last = around.waiting.to_vec();
                let first = course.first();
                let run = Run::begin(by, first, now);
                State::Running { clock: course.clock(first, now), run, advance: None }
            }
            (state, Command::UnpairScreen) => {
                screen = None;
                state
            }
            (State::Closed { .. }, _) => return Err(Refusal::Closed),
            (state, Command::FollowUp(date)) => {
                if date < planned.day {
                    return Err(Refusal::Invalid);
                }
                planned.follow_up = Some(date);
                state
            }
            (state, Command::PairScreen(code)) => {
                screen = Some(code);
                state
            }
            (state, Command::HandOver(to)) => {
                helm = helm.handed_to(to, around.people)?;
                state
            }
            (state, Command::Draw(lot)) => {
                helm = helm.drawn(lot, around.people);
                state
            }
            (State::Planned, _) => return Err(Refusal::NotStarted),
            (State::Running { .. }, Command::Start | Command::Resume) => return Err(Refusal::AlreadyRunning),
            (State::Running { run, clock, advance }, command) => {
                course.step(Moving { run, clock, advance }, command, &groups, now)?
            }
            (State::Adjourned { run, left, .. }, Command::Resume | Command::Start) => {
                State::Running { run, clock: Clock::Ends(now + millis(left)), advance: None }
            }
            (State::Adjourned { run, .. }, Command::Close) => State::Closed { run, at: now },
            (State::Adjourned { .. }, _) => return Err(Refusal::NotStarted),
        };
        Ok(Session { course, planned, screen, helm, groups, state, ..self })
    }

    /// How far the session has come, once it has started.
    pub const fn run(&self) -> Option<&Run> {
        self.state.run()
    }

    /// How far the session has come, while the team is at it.
    ///
    /// # Errors
    /// [`Refusal::Closed`], or [`Refusal::NotStarted`] where it is planned or adjourned.
    pub const fn under_way(&self) -> Result<&Run, Refusal> {
        match &self.state {
            State::Running { run, .. } => Ok(run),
            State::Closed { .. } => Err(Refusal::Closed),
            State::Planned | State::Adjourned { .. } => Err(Refusal::NotStarted),
        }
    }

    /// Whether the session is over.
    pub const fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed { .. })
    }

    /// Whether the session has come to a place; nobody reads or writes ahead.
    pub fn has_reached(&self, place: Place) -> bool {
        self.run().is_some_and(|run| place <= run.furthest && self.course.first() <= place)
    }

    /// The opening of a step, where it was announced.
    pub fn opening(&self, place: Place) -> Option<&Opening> {
        self.run()?.openings.iter().find(|o| o.place == place)
    }
}

struct Moving {
    run: Run,
    clock: Clock,
    advance: Option<Advance>,
}

impl Course {
    fn clock(&self, place: Place, now: Timestamp) -> Clock {
        Clock::Ends(now + Duration::from_secs(u64::from(self.minutes(place)) * 60))
    }

    fn step(
        &self,
        moving: Moving,
        command: Command,
        groups: &Groups,
        now: Timestamp,
    ) -> Result<State, Refusal> {
        let Moving { mut run, mut clock, mut advance } = moving;
        let opening = run.openings.iter().any(|o| now < o.reveals);
        match command {
            Command::Next(from) | Command::Skip(from) if from == run.current => {
                let next = self.after(from).ok_or(Refusal::NoSuchStep)?;
                if matches!(command, Command::Skip(_)) {
                    run.skipped.push(from);
                }
                advance = Some(Advance { from, furthest: run.furthest, clock, at: now });
                clock = self.clock(next, now);
                run.furthest = run.furthest.max(next);
                run.current = next;
            }
            Command::Undo(at) if at == run.current => {
                let back = advance.take().ok_or(Refusal::TooLate)?;
                if back.at + UNDO < now {
                    return Err(Refusal::TooLate);
                }
                // What was opened meanwhile stays reached, since an opening is never undone.
                let opened = run.openings.iter().map(|o| o.place).max();
                run.furthest = opened.map_or(back.furthest, |o| o.max(back.furthest));
                run.current = back.from;
                run.skipped.retain(|place| *place != back.from);
                clock = back.clock;
            }
            Command::Back(from) if from == run.current => {
                run.current = self.before(from).ok_or(Refusal::NoSuchStep)?;
                run.skipped.retain(|place| *place != run.current);
                clock = self.clock(run.current, now);
                advance = None;
            }
            Command::Extend(at) if at == run.current => {
                clock = match clock {
                    Clock::Ends(end) => Clock::Ends(end.max(now) + EXTENSION),
                    Clock::Paused(left) => Clock::Paused((now + millis(left) + EXTENSION).0 - now.0),
                };
            }
            Command::Next(_)
            | Command::Skip(_)
            | Command::Undo(_)
            | Command::Back(_)
            | Command::Extend(_) => return Err(Refusal::Stale),
            Command::Open(place) => {
                if run.furthest < place {
                    return Err(Refusal::NotReached);
                }
                if !self.can_open(place) {
                    return Err(Refusal::NothingToOpen);
                }
                if run.openings.iter().any(|o| o.place == place) {
                    return Err(Refusal::AlreadyOpened);
                }
                run.openings.push(Opening { place, announced: now, reveals: now + WARNING });
                run.opened_in.push((place, groups.clone()));
            }
            Command::Pause => clock = Clock::Paused(clock.left(now)),
            Command::Unpause => clock = Clock::Ends(now + millis(clock.left(now))),
            Command::Adjourn | Command::Close if opening => return Err(Refusal::Opening),
            Command::Adjourn => return Ok(State::Adjourned { run, left: clock.left(now), at: now }),
            Command::Close => return Ok(State::Closed { run, at: now }),
            // These are answered before a running session moves.
            _ => return Err(Refusal::AlreadyRunning),
        }
        Ok(State::Running { run, clock, advance })
    }
}

fn millis(left: i64) -> Duration {
    Duration::from_millis(u64::try_from(left).unwrap_or(0))
}
