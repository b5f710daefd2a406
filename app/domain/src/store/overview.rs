//! What the overviews show: a person's teams, a team, a unit, an owner.

use crate::Date;
use crate::{
    SessionId,
    agreement::{Followed, Obstacle},
    people::{Owner, Person, Role, Team, Unit},
    progress::TeamProgress,
    view::Progress,
};

/// A team on its members' own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamCard {
    /// The team.
    pub team: Team,
    /// The unit's name.
    pub unit: Option<String>,
    /// Whether the asker facilitates it.
    pub facilitates: bool,
    /// The session that is under way or next.
    pub next: Option<SessionCard>,
    /// Agreements without a decision.
    pub open: Vec<Followed>,
}

/// A session in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionCard {
    /// The session.
    pub id: SessionId,
    /// `module` and `page` it was made from.
    pub source: (String, String),
    /// The day it was planned for.
    pub day: Date,
    /// Where it stands.
    pub progress: Progress,
}

/// A team's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamPage {
    /// The team.
    pub team: Team,
    /// The unit's name.
    pub unit: Option<String>,
    /// The people and their roles.
    pub people: Vec<(Person, Role)>,
    /// Sessions, the newest day first.
    pub sessions: Vec<SessionCard>,
    /// Agreements, the newest first.
    pub followed: Vec<Followed>,
    /// Obstacles, unanswered or newest first.
    pub obstacles: Vec<Obstacle>,
}

impl TeamPage {
    /// How far the team has come with a module.
    pub fn progress(&self, module: &str) -> TeamProgress {
        let closed =
            self.sessions.iter().filter(|s| s.source.0 == module && s.progress == Progress::Closed).count();
        TeamProgress::of(closed, self.followed.iter().filter(|f| f.agreement.module == module))
    }
}

/// What a leader follows, and what the staff may see of it: never a reflection, never who read what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPage {
    /// The unit.
    pub unit: Unit,
    /// Its teams.
    pub teams: Vec<TeamRow>,
    /// Obstacles with the team's name: unanswered first, the oldest on top.
    pub obstacles: Vec<(String, Obstacle)>,
}

/// A team on its leader's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamRow {
    /// The team.
    pub team: Team,
    /// The day of the last closed session.
    pub last: Option<SessionCard>,
    /// The next session.
    pub next: Option<SessionCard>,
    /// Agreements, the newest first.
    pub followed: Vec<Followed>,
}

/// An owner's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerPage {
    /// The owner.
    pub owner: Owner,
    /// Its units with the names of their leaders.
    pub units: Vec<(Unit, Vec<String>)>,
}
