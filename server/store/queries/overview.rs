//! Pages over several teams, units and people. Who may open them is the rules' to say, before anything is read.

use super::{Conn, agreements, ending, following, places, sessions};
use domain::{
    Asker, Date, OwnerId, PersonId, Refusal, Team, TeamId, UnitId,
    agreement::{self, Agreement, Followed, Obstacle},
    ending::absent::Attendance,
    people::{Person, Role, Scope, Unit},
    reminder::Matters,
    store::{ANSWERED, OwnerPage, SessionCard, Stored, TeamCard, TeamPage, TeamRow, UnitPage},
};
use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    mem,
};

pub async fn my_teams(db: &mut Conn, asker: &Asker) -> Stored<Vec<TeamCard>> {
    asker.person()?;
    let mine: Vec<Team> = asker.teams.iter().filter(|team| asker.in_team(team.id).is_ok()).cloned().collect();
    let past = ending::past(db, asker, &mine).await?;
    let missed = |id: TeamId| {
        let waits = past.iter().filter(move |(team, ..)| *team == id);
        waits.filter_map(|(_, card, one)| match one.me {
            Attendance::Waits(until) => Some((card.clone(), until)),
            Attendance::There | Attendance::CaughtUp | Attendance::Missed => None,
        })
    };
    let units = places::units(db, mine.iter().filter_map(|team| team.unit)).await?;
    let mut all = Several::load(db, mine.iter().map(|team| team.id)).await?;
    let card = |team: &Team| {
        let done = all.take(team.id);
        TeamCard {
            team: team.clone(),
            unit: units.iter().find(|unit| Some(unit.id) == team.unit).map(|unit| unit.name.clone()),
            facilitates: asker.facilitates(team.id).is_ok(),
            next: done.next(),
            open: done.followed.into_iter().filter(|f| f.agreement.is_open()).collect(),
            missed: missed(team.id).collect(),
        }
    };
    Ok(by_name(mine.iter().map(card).collect(), |card| &card.team.name))
}

/// What there may be to remind the asker of: as much of it as the teams see.
pub async fn matters(db: &mut Conn, asker: &Asker) -> Stored<Vec<Matters>> {
    let mine: Vec<&Team> = asker.teams.iter().filter(|team| asker.in_team(team.id).is_ok()).collect();
    let mut all = Several::load(db, mine.iter().map(|team| team.id)).await?;
    let obstacles = mem::take(&mut all.obstacles);
    let of = |team: &Team| {
        let done = all.take(team.id);
        Matters {
            team: team.clone(),
            followed: done.followed.into_iter().filter(|one| one.agreement.is_open()).collect(),
            obstacles: obstacles.iter().filter(|one| one.team == team.id).cloned().collect(),
            sessions: done.sessions,
        }
    };
    Ok(by_name(mine.into_iter().map(of).collect(), |matters| &matters.team.name))
}

pub async fn team_page(db: &mut Conn, asker: &Asker, id: TeamId) -> Stored<TeamPage> {
    asker.in_team(id)?;
    let team = places::team(db, id).await?.ok_or(Refusal::Missing)?;
    let unit = match team.unit {
        Some(unit) => places::unit(db, unit).await?,
        None => None,
    };
    let past = ending::past(db, asker, std::slice::from_ref(&team)).await?;
    let mut all = Several::load(db, [id]).await?;
    let (done, mut obstacles) = (all.take(id), all.obstacles);
    obstacles.sort_by_key(|obstacle| (!obstacle.waits(), Reverse((obstacle.at, obstacle.id))));
    Ok(TeamPage {
        team,
        unit: unit.map(|unit| unit.name),
        people: people_in(db, id, asker.today).await?,
        followed: done.followed,
        sessions: done.sessions,
        obstacles,
        past: past.into_iter().map(|(.., past)| past).collect(),
    })
}

struct RoleRow {
    id: PersonId,
    name: String,
    role: Role,
}

async fn people_in(db: &mut Conn, team: TeamId, today: Date) -> Stored<Vec<(Person, Role)>> {
    let rows = sqlx::query_as!(
        RoleRow,
        "SELECT   p.id, p.name, m.role
         FROM     memberships m
         JOIN     people      p ON p.id = m.person
         WHERE    m.team = $1 AND m.from_day <= $2 AND (m.to_day IS NULL OR m.to_day >= $2)
         ORDER BY m.id",
        team.key(),
        today.to_string(),
    )
    .fetch_all(db)
    .await?;
    let people = rows.into_iter().map(|row| (Person { id: row.id, name: row.name }, row.role)).collect();
    Ok(by_name(people, |(person, _)| &person.name))
}

pub async fn unit_page(db: &mut Conn, asker: &Asker, id: UnitId) -> Stored<UnitPage> {
    asker.person()?;
    let unit = places::unit(db, id).await?.ok_or(Refusal::Missing)?;
    asker.follows(&unit)?;
    let teams = by_name(places::teams_in(db, id).await?, |team| &team.name);
    let mut all = Several::around(db, teams.iter().map(|team| team.id), asker).await?;
    all.obstacles.sort_by_key(Obstacle::turn);
    let obstacles = mem::take(&mut all.obstacles);
    let named = |obstacle: Obstacle| {
        let team = teams.iter().find(|team| team.id == obstacle.team)?;
        Some((team.name.clone(), obstacle))
    };
    let obstacles = obstacles.into_iter().filter_map(named).collect();
    let row = |team: Team| {
        let done = all.take(team.id);
        TeamRow {
            last: done.last(),
            next: done.next(),
            foremost: agreement::foremost(&done.followed, asker.today).cloned(),
            open: done.followed.iter().filter(|followed| followed.agreement.is_open()).count(),
            team,
        }
    };
    Ok(UnitPage { unit, teams: teams.into_iter().map(row).collect(), obstacles })
}

pub async fn my_units(db: &mut Conn, asker: &Asker) -> Stored<Vec<Unit>> {
    asker.person()?;
    let led = asker.current().filter_map(|m| if let Scope::Unit(unit) = m.scope { Some(unit) } else { None });
    let worked_in = asker.teams.iter().filter_map(|team| team.unit);
    let mine: BTreeSet<UnitId> = led.chain(worked_in).filter(|unit| asker.sees_following(*unit)).collect();
    Ok(by_name(places::units(db, mine).await?, |unit| &unit.name))
}

pub async fn owner_page(db: &mut Conn, asker: &Asker, id: OwnerId) -> Stored<OwnerPage> {
    asker.owns(id)?;
    let owner = places::owner(db, id).await?.ok_or(Refusal::Missing)?;
    let leaders = sqlx::query!(
        r#"SELECT   m.unit AS "unit!: UnitId", p.name
           FROM     units       u
           JOIN     memberships m ON m.unit = u.id
           JOIN     people      p ON p.id = m.person
           WHERE    u.owner = $1 AND m.role = 'leader' AND m.from_day <= $2 AND (m.to_day IS NULL OR m.to_day >= $2)
           ORDER BY m.id"#,
        id.key(),
        asker.today.to_string(),
    )
    .fetch_all(&mut *db)
    .await?;
    let with_leaders = |unit: Unit| {
        let names = leaders.iter().filter(|leader| leader.unit == unit.id).map(|leader| leader.name.clone());
        let names = by_name(names.collect(), |name| name);
        (unit, names)
    };
    let units = by_name(places::units_of(db, id).await?, |unit| &unit.name);
    Ok(OwnerPage { owner, units: units.into_iter().map(with_leaders).collect() })
}

/// What several teams have done, read at once.
struct Several {
    done: HashMap<TeamId, Done>,
    /// The oldest first.
    obstacles: Vec<Obstacle>,
}

/// What one team has done.
#[derive(Default)]
struct Done {
    /// The newest day first.
    sessions: Vec<SessionCard>,
    /// The newest first.
    followed: Vec<Followed>,
}

impl Several {
    async fn load(db: &mut Conn, teams: impl IntoIterator<Item = TeamId>) -> Stored<Several> {
        let teams: Vec<TeamId> = teams.into_iter().collect();
        let cards = sessions::cards(db, teams.iter().copied()).await?;
        let obstacles = following::obstacles(db, teams.iter().copied()).await?;
        let agreements = agreements::of_teams(db, teams).await?;
        Several::gather(db, cards, agreements, obstacles).await
    }

    /// As much of it as one sees who follows them all: years of it would make the page slow, and long.
    async fn around(
        db: &mut Conn,
        teams: impl IntoIterator<Item = TeamId>,
        asker: &Asker,
    ) -> Stored<Several> {
        let teams: Vec<TeamId> = teams.into_iter().collect();
        let cards = sessions::cards_around(db, teams.iter().copied()).await?;
        let since = asker.now.before(ANSWERED);
        let obstacles = following::obstacles_since(db, teams.iter().copied(), since).await?;
        let agreements = agreements::on_the_table(db, teams).await?;
        Several::gather(db, cards, agreements, obstacles).await
    }

    async fn gather(
        db: &mut Conn,
        cards: Vec<(TeamId, SessionCard)>,
        agreements: Vec<Agreement>,
        obstacles: Vec<Obstacle>,
    ) -> Stored<Several> {
        let mut done: HashMap<TeamId, Done> = HashMap::new();
        for (team, card) in cards {
            done.entry(team).or_default().sessions.push(card);
        }
        for followed in agreements::with(db, agreements, &obstacles).await? {
            done.entry(followed.agreement.team).or_default().followed.push(followed);
        }
        Ok(Several { done, obstacles })
    }

    /// What a team has done; its page takes it along.
    fn take(&mut self, team: TeamId) -> Done {
        self.done.remove(&team).unwrap_or_default()
    }
}

impl Done {
    fn last(&self) -> Option<SessionCard> {
        SessionCard::last(self.sessions.iter()).cloned()
    }

    fn next(&self) -> Option<SessionCard> {
        SessionCard::next(self.sessions.iter()).cloned()
    }
}

/// In the order of names. The databases order letters in their own ways.
fn by_name<T>(mut all: Vec<T>, name: impl Fn(&T) -> &String) -> Vec<T> {
    all.sort_by_cached_key(|one| name(one).to_lowercase());
    all
}
