//! All that is stored about a person, for that person.
//!
//! Which column comes out, and why another does not. Every column of the schema stands here once; the conformance
//! suite reads this table and fails where one is missing, so that nobody stores something about a person without
//! deciding whether the person gets it. Ids that only tie rows together are called ties.
//!
//! | table           | comes out                                          | stays, and why |
//! |-----------------|----------------------------------------------------|----------------|
//! | `people`        | id name                                            | |
//! | `credentials`   | kind value                                         | person: a tie |
//! | `logins`        | shared_device opened used                          | id person: ties; token: a hash that signs in |
//! | `sign_in_codes` |                                                    | address hash sent tries: a code that stands for ten minutes, its moment is in `code_requests` |
//! | `code_requests` | at                                                 | address: among `credentials`; browser network: hashes that only the limits can read, gone within two hours |
//! | `join_misses`   |                                                    | browser network at: hashes that only the limit on wrong codes can read, gone within two hours |
//! | `log`           | at event                                           | person: a tie |
//! | `owners`        |                                                    | id name: a place |
//! | `units`         |                                                    | id owner name kind discussed: a place |
//! | `teams`         |                                                    | id name unit: a place |
//! | `memberships`   | role team unit owner from_day to_day               | id person: ties |
//! | `invitations`   | role team unit owner many expires taken_at         | id: a tie; token: a hash that lets in; invited_by taken_by: the other is another person |
//! | `sessions`      | id team module page day planned state              | code screen course progress revision helm seats: the team's |
//! | `session_words` |                                                    | session plan: the content's words |
//! | `participants`  | session place name leader ready late rated         | id person: ties; guest: a hash that lets in |
//! | `worth`         |                                                    | session yes partly no: nobody's, for who said what is not kept |
//! | `reflections`   | session prompt revision text saved sharing         | id author: ties; version turn: which save it is |
//! | `agreements`    | id team terms at decision                          | session module parent version: the team's; terms and decision come out where the person is named in them |
//! | `reports`       | agreement outcome seen name at                     | id person participant: ties |
//! | `obstacles`     | team answer                                        | id agreement answerer: ties; text at: the team's words |
//! | `pages_done`    | module page                                        | person: a tie |
//! | `feedback`      |                                                    | id module page found words day: nobody's, for who said it is not kept |
//! | `correspondence` | lang off                                          | person: a tie; calendar: a hash that lets in |
//! | `digests`       | week state at                                      | person: a tie; due tries holder: how the queue goes on |
//! | `notes`         | place sealed saved                                 | author id: ties; version: which save it is; they come out unsealed, past this function |

use super::{Conn, agreements, asking, letters, places, reading, reflections};
use domain::{
    AgreementId, Asker, Date, PersonId, Refusal, SessionId, TeamId, Timestamp,
    agreement::{Agreement, Answer, Names, Outcome},
    people::{Person, Role, Scope},
    session::{Place, Planned, State},
    store::{
        Event, Logged, Stored, Takeout, TakeoutAgreement, TakeoutInvitation, TakeoutLogin, TakeoutPart,
        TakeoutReport, TakeoutRole, TakeoutSession,
    },
};
use sqlx::types::Json;
use std::collections::BTreeMap;

pub async fn takeout(db: &mut Conn, asker: &Asker) -> Stored<Takeout> {
    let (me, traces) = (me(db, asker).await?, Traces::of(db, asker).await?);
    let person = me.id;
    let done = reading::done(db, asker).await?;
    Ok(Takeout {
        addresses: addresses(db, person).await?,
        codes: codes(db, person).await?,
        logins: logins(db, person).await?,
        log: logged(db, person).await?,
        roles: roles(db, person).await?,
        invitations: invitations(db, person).await?,
        sessions: sessions(db, person, &traces).await?,
        reflections: reflections::written(db, asker).await?,
        agreements: agreements(db, &me, &traces).await?,
        reports: reports(db, person).await?,
        answers: answers(db, person).await?,
        pages_done: done.into_iter().map(|(module, page)| format!("{module}/{page}")).collect(),
        mail: letters::mail(db, person).await?,
        digests: letters::digests(db, person).await?,
        person: me,
    })
}

/// The asker's own row.
pub async fn me(db: &mut Conn, asker: &Asker) -> Stored<Person> {
    Ok(asking::people(db, [asker.person()?]).await?.into_iter().next().ok_or(Refusal::Missing)?)
}

struct PartRow {
    session: SessionId,
    team: TeamId,
    place: i64,
    name: String,
    leader: bool,
    ready: Option<Json<Place>>,
    late: bool,
    rated: bool,
}

/// Where a person has been: what else is stored about the person is found from there.
pub struct Traces {
    parts: Vec<PartRow>,
    /// The teams of the person's roles and sessions, by name.
    teams: BTreeMap<TeamId, String>,
}

impl Traces {
    pub async fn of(db: &mut Conn, asker: &Asker) -> Stored<Traces> {
        let parts = sqlx::query_as!(
            PartRow,
            "SELECT   p.session, s.team, p.place, p.name, p.leader, p.ready, p.late, p.rated
             FROM     participants p
             JOIN     sessions     s ON s.id = p.session
             WHERE    p.person = $1
             ORDER BY p.session, p.place",
            asker.person()?.key(),
        )
        .fetch_all(&mut *db)
        .await?;
        let held = asker.teams.iter().map(|team| team.id);
        let teams = places::teams(db, held.chain(parts.iter().map(|part| part.team))).await?;
        Ok(Traces { parts, teams: teams.into_iter().map(|team| (team.id, team.name)).collect() })
    }

    /// The agreements in which the person may be named.
    pub async fn agreements(&self, db: &mut Conn) -> Stored<Vec<Agreement>> {
        agreements::of_teams(db, self.teams.keys().copied()).await
    }

    /// What the person is called there.
    pub fn names(&self, me: &Person) -> Names {
        Names::of(&me.name, self.parts.iter().map(|part| part.name.clone()))
    }

    fn team(&self, id: TeamId) -> String {
        self.teams.get(&id).cloned().unwrap_or_default()
    }
}

pub async fn addresses(db: &mut Conn, person: PersonId) -> Stored<Vec<String>> {
    let addresses =
        sqlx::query_scalar!("SELECT value FROM credentials WHERE person = $1 ORDER BY value", person.key());
    Ok(addresses.fetch_all(db).await?)
}

async fn codes(db: &mut Conn, person: PersonId) -> Stored<Vec<Timestamp>> {
    let moments = sqlx::query_scalar!(
        "SELECT   r.at
         FROM     credentials   c
         JOIN     code_requests r ON r.address = c.value
         WHERE    c.person = $1
         ORDER BY r.at",
        person.key(),
    );
    Ok(moments.fetch_all(db).await?)
}

async fn logins(db: &mut Conn, person: PersonId) -> Stored<Vec<TakeoutLogin>> {
    let logins = sqlx::query_as!(
        TakeoutLogin,
        "SELECT opened, used, shared_device FROM logins WHERE person = $1 ORDER BY opened, id",
        person.key(),
    );
    Ok(logins.fetch_all(db).await?)
}

async fn logged(db: &mut Conn, person: PersonId) -> Stored<Vec<Logged>> {
    let rows = sqlx::query!("SELECT at, event FROM log WHERE person = $1 ORDER BY at", person.key())
        .fetch_all(&mut *db)
        .await?;
    let mut log = Vec::new();
    for row in rows {
        let Json(event): Json<Event> = row.event;
        let place = match event.role() {
            Some((_, scope)) => place(db, scope).await?,
            None => String::new(),
        };
        log.push(Logged { at: row.at, event, place });
    }
    Ok(log)
}

async fn place(db: &mut Conn, scope: Scope) -> Stored<String> {
    let name = match scope {
        Scope::Team(team) => places::team(db, team).await?.map(|team| team.name),
        Scope::Unit(unit) => places::unit(db, unit).await?.map(|unit| unit.name),
        Scope::Owner(owner) => places::owner(db, owner).await?.map(|owner| owner.name),
        Scope::Package => None,
    };
    Ok(name.unwrap_or_default())
}

async fn roles(db: &mut Conn, person: PersonId) -> Stored<Vec<TakeoutRole>> {
    let mut all = Vec::new();
    for held in asking::roles(db, person).await? {
        let place = place(db, held.scope).await?;
        all.push(TakeoutRole { role: held.role, place, from: held.from, to: held.to });
    }
    Ok(all)
}

struct InvitationRow {
    given: bool,
    role: Role,
    place: String,
    many: bool,
    expires: Timestamp,
    taken_at: Option<Timestamp>,
}

async fn invitations(db: &mut Conn, person: PersonId) -> Stored<Vec<TakeoutInvitation>> {
    let rows = sqlx::query_as!(
        InvitationRow,
        r#"SELECT    COALESCE(i.invited_by = $1, FALSE)   AS "given!: bool",
                     i.role, i.many, i.expires, i.taken_at,
                     COALESCE(t.name, u.name, o.name, '') AS "place!: String"
           FROM      invitations i
           LEFT JOIN teams  t ON t.id = i.team
           LEFT JOIN units  u ON u.id = i.unit
           LEFT JOIN owners o ON o.id = i.owner
           WHERE     i.invited_by = $1 OR i.taken_by = $1
           ORDER BY  i.id"#,
        person.key(),
    )
    .fetch_all(db)
    .await?;
    let invitation = |row: InvitationRow| {
        let InvitationRow { given, role, place, many, expires, taken_at: taken } = row;
        TakeoutInvitation { given, role, place, many, expires, taken }
    };
    Ok(rows.into_iter().map(invitation).collect())
}

struct SessionRow {
    id: SessionId,
    team: TeamId,
    module: String,
    page: String,
    day: Date,
    planned: Json<Planned>,
    state: Json<State>,
}

async fn sessions(db: &mut Conn, person: PersonId, traces: &Traces) -> Stored<Vec<TakeoutSession>> {
    let rows = sqlx::query_as!(
        SessionRow,
        "SELECT   id, team, module, page, day, planned, state
         FROM     sessions
         WHERE    team IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         ORDER BY day, id",
        super::list(traces.teams.keys())?,
    )
    .fetch_all(db)
    .await?;
    let about = |row: SessionRow| {
        let parts = traces.parts.iter().filter(|part| part.session == row.id);
        let taken_part: Vec<TakeoutPart> = parts
            .map(|part| TakeoutPart {
                name: part.name.clone(),
                number: part.place,
                leader: part.leader,
                ready: part.ready.as_ref().map(|ready| ready.0),
                late: part.late,
                rated: part.rated,
            })
            .collect();
        let planned = (row.planned.by == person).then_some(row.planned.at);
        let started = row.state.run().filter(|run| run.by == Some(person)).map(|run| run.started);
        let any = !taken_part.is_empty() || planned.is_some() || started.is_some();
        any.then(|| TakeoutSession {
            id: row.id,
            team: traces.team(row.team),
            page: format!("{}/{}", row.module, row.page),
            day: row.day,
            planned,
            started,
            taken_part,
        })
    };
    Ok(rows.into_iter().filter_map(about).collect())
}

async fn agreements(db: &mut Conn, me: &Person, traces: &Traces) -> Stored<Vec<TakeoutAgreement>> {
    let names = traces.names(me);
    let about = |agreement: Agreement| {
        let follows_up = agreement.terms.kept_by(&names);
        let decided = agreement.decision.filter(|decision| decision.by == Some(me.id));
        (follows_up || decided.is_some()).then(|| TakeoutAgreement {
            id: agreement.id,
            team: traces.team(agreement.team),
            at: agreement.at,
            follows_up: follows_up.then_some(agreement.terms),
            decided,
        })
    };
    Ok(traces.agreements(db).await?.into_iter().rev().filter_map(about).collect())
}

struct ReportRow {
    agreement: AgreementId,
    team: String,
    outcome: Outcome,
    seen: String,
    name: String,
    at: Timestamp,
}

async fn reports(db: &mut Conn, person: PersonId) -> Stored<Vec<TakeoutReport>> {
    let rows = sqlx::query_as!(
        ReportRow,
        "SELECT   r.agreement, t.name AS team, r.outcome, r.seen, r.name, r.at
         FROM     reports    r
         JOIN     agreements a ON a.id = r.agreement
         JOIN     teams      t ON t.id = a.team
         WHERE    r.person = $1
         ORDER BY r.at, r.id",
        person.key(),
    )
    .fetch_all(db)
    .await?;
    let report = |row: ReportRow| {
        let ReportRow { agreement, team, outcome, seen, name, at } = row;
        TakeoutReport { agreement, team, outcome, seen, name, at }
    };
    Ok(rows.into_iter().map(report).collect())
}

async fn answers(db: &mut Conn, person: PersonId) -> Stored<Vec<(String, Answer)>> {
    let rows = sqlx::query!(
        "SELECT   t.name, o.answer
         FROM     obstacles o
         JOIN     teams     t ON t.id = o.team
         WHERE    o.answerer = $1
         ORDER BY o.at, o.id",
        person.key(),
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.name, row.answer?.0))).collect())
}
