//! What the overviews show: a person's teams, a team, a unit, an owner.

use crate::{
    Date, PersonId, SessionId, Timestamp,
    agreement::{Followed, Obstacle},
    ending::absent::Attendance,
    people::{Owner, Person, Role, Team, Unit},
    progress::TeamProgress,
    view::Progress,
};
use std::time::Duration;

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
    /// Sessions that the asker was not in and may catch up on, each until a moment.
    pub missed: Vec<(SessionCard, Timestamp)>,
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

impl SessionCard {
    /// The last session that is over, of a team's in the order of days, the newest first.
    pub fn last<'a>(mut all: impl Iterator<Item = &'a SessionCard>) -> Option<&'a SessionCard> {
        all.find(|card| card.progress == Progress::Closed)
    }

    /// The session under way, or else the one that stopped half way, or else the nearest planned.
    pub fn next<'a>(all: impl Iterator<Item = &'a SessionCard>) -> Option<&'a SessionCard> {
        let turn = |card: &&SessionCard| match card.progress {
            Progress::Running => (0, card.day),
            Progress::Adjourned => (1, card.day),
            Progress::Planned | Progress::Closed => (2, card.day),
        };
        all.filter(|card| card.progress != Progress::Closed).min_by_key(turn)
    }
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
    /// Who was in the sessions that are over.
    pub past: Vec<Past>,
}

/// A session that is over, as one member of the team sees it. Of the others there is a number, and no names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The session.
    pub session: SessionId,
    /// How the asker stands to it.
    pub me: Attendance,
    /// How many who were away have caught up.
    pub caught_up: usize,
}

impl TeamPage {
    /// Whether the team has nobody to plan and lead its meetings once this person is gone.
    pub fn is_left_without(&self, person: PersonId) -> bool {
        let mut leads = self.people.iter().filter(|(_, role)| *role == Role::Facilitator).peekable();
        leads.peek().is_some() && leads.all(|(one, _)| one.id == person)
    }

    /// How far the team has come with a module.
    pub fn progress(&self, module: &str) -> TeamProgress {
        let closed =
            self.sessions.iter().filter(|s| s.source.0 == module && s.progress == Progress::Closed).count();
        TeamProgress::of(closed, self.followed.iter().filter(|f| f.agreement.module == module))
    }
}

/// How long an obstacle with its answer stays on a leader's page; on the team's own it stays for good. Half a school
/// year.
pub const ANSWERED: Duration = Duration::from_hours(24 * 180);

/// What a leader follows, and what the staff may see of it: never a reflection, never who read what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPage {
    /// The unit.
    pub unit: Unit,
    /// Its teams.
    pub teams: Vec<TeamRow>,
    /// Obstacles with the team's name: unanswered first, the oldest on top, then those answered that were lifted within
    /// [`ANSWERED`].
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
    /// The agreement that says most about how the team is doing.
    pub foremost: Option<Followed>,
    /// How many agreements the team has not decided on.
    pub open: usize,
}

/// An owner's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerPage {
    /// The owner.
    pub owner: Owner,
    /// Its units with the names of their leaders.
    pub units: Vec<(Unit, Vec<String>)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TeamId;
    use uuid::Uuid;

    #[test]
    fn a_team_is_left_without_its_only_facilitator_and_nobody_else() {
        let id = |n: u128| Uuid::from_u128(n);
        let page = |people: &[(u128, Role)]| TeamPage {
            team: Team { id: TeamId(id(9)), name: "Trinn 1–4".into(), unit: None },
            unit: None,
            people: people
                .iter()
                .map(|(n, role)| (Person { id: PersonId(id(*n)), name: "Kari".into() }, *role))
                .collect(),
            sessions: Vec::new(),
            followed: Vec::new(),
            obstacles: Vec::new(),
            past: Vec::new(),
        };
        let (kari, ola) = (PersonId(id(1)), PersonId(id(2)));
        let led = [(1, Role::Facilitator), (1, Role::Member), (2, Role::Member)];
        assert!(page(&led).is_left_without(kari));
        assert!(!page(&led).is_left_without(ola), "a member leaves no team alone");
        let both = [(1, Role::Facilitator), (2, Role::Facilitator)];
        assert!(!page(&both).is_left_without(kari));
        assert!(!page(&[(1, Role::Member)]).is_left_without(kari), "it had nobody before");
    }

    #[test]
    fn the_next_session_is_the_one_under_way_then_the_one_that_stopped_then_the_nearest() {
        let card = |n: u128, day: &str, progress| SessionCard {
            id: SessionId(Uuid::from_u128(n)),
            source: ("m".into(), "okt".into()),
            day: day.parse().unwrap(),
            progress,
        };
        let mut all = vec![
            card(5, "2027-02-02", Progress::Planned),
            card(4, "2027-01-02", Progress::Planned),
            card(3, "2026-12-03", Progress::Adjourned),
            card(2, "2026-12-02", Progress::Running),
            card(1, "2026-12-01", Progress::Closed),
            card(0, "2026-11-01", Progress::Closed),
        ];
        assert_eq!(SessionCard::last(all.iter()).unwrap().id.0.as_u128(), 1);
        for next in [2, 3, 4, 5] {
            assert_eq!(SessionCard::next(all.iter()).unwrap().id.0.as_u128(), next);
            all.retain(|card| card.id.0.as_u128() != next);
        }
        assert_eq!(SessionCard::next(all.iter()), None);
    }
}
