//! Who is asking.

use super::{Conn, Sql, list, scope};
use domain::{
    Asker, Date, LoginId, MembershipId, OwnerId, PersonId, Team, TeamId, Timestamp, TokenHash, UnitId,
    people::{Me, Membership, Person, Role},
    signin,
    store::{Failure, NoteAuthor, Stored},
};
use std::time::Duration;

/// A login's use is noted at most this often.
const NOTED: Duration = Duration::from_secs(60);

struct LoginRow {
    id: LoginId,
    person: PersonId,
    name: String,
    shared_device: bool,
    used: Timestamp,
}

struct RoleRow {
    id: MembershipId,
    person: PersonId,
    role: Role,
    team: Option<TeamId>,
    unit: Option<UnitId>,
    owner: Option<OwnerId>,
    from_day: Date,
    to_day: Option<Date>,
}

impl From<RoleRow> for Membership {
    fn from(row: RoleRow) -> Membership {
        Membership {
            id: row.id,
            person: row.person,
            role: row.role,
            scope: scope(row.team, row.unit, row.owner),
            from: row.from_day,
            to: row.to_day,
        }
    }
}

pub async fn asker(
    sql: &Sql,
    login: Option<&TokenHash>,
    guest: Option<&TokenHash>,
    now: Timestamp,
    today: Date,
) -> Stored<Asker> {
    let (asker, used) = look_up(sql, login, guest, now, today).await?;
    if let Some(me) = &asker.me
        && used + NOTED <= now
    {
        match note_use(sql, me.id, me.login, now).await {
            // A page that is only read does not wait for a database that cannot write just now.
            Err(Failure::Busy | Failure::Full) | Ok(()) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(asker)
}

pub async fn listener(
    sql: &Sql,
    login: Option<&TokenHash>,
    guest: Option<&TokenHash>,
    now: Timestamp,
    today: Date,
) -> Stored<Asker> {
    Ok(look_up(sql, login, guest, now, today).await?.0)
}

/// Who asks, and when their login was last noted as used.
async fn look_up(
    sql: &Sql,
    login: Option<&TokenHash>,
    guest: Option<&TokenHash>,
    now: Timestamp,
    today: Date,
) -> Stored<(Asker, Timestamp)> {
    let mut asker = Asker::nobody(now, today);
    if login.is_none() && guest.is_none() {
        return Ok((asker, now));
    }
    let mut db = sql.readers.acquire().await?;
    if let Some(guest) = guest
        && is_guest(&mut db, guest).await?
    {
        asker.guest = Some(guest.clone());
    }
    let Some(token) = login else { return Ok((asker, now)) };
    let login = sqlx::query_as!(
        LoginRow,
        "SELECT l.id, l.person, p.name, l.shared_device, l.used
         FROM   logins l
         JOIN   people p ON p.id = l.person
         WHERE  l.token = $1",
        token.0,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(login) = login.filter(|l| signin::stands(l.shared_device, l.used, now)) else {
        return Ok((asker, now));
    };
    asker.roles = roles(&mut db, login.person).await?;
    asker.teams = teams_of(&mut db, login.person).await?;
    asker.me =
        Some(Me { id: login.person, name: login.name, login: login.id, shared_device: login.shared_device });
    Ok((asker, login.used))
}

/// Whether a guest is in a session, or has left notes from one that a person has taken over since.
async fn is_guest(db: &mut Conn, guest: &TokenHash) -> Stored<bool> {
    let left = sqlx::query_scalar!(
        r#"SELECT (SELECT COUNT(*) FROM participants WHERE guest = $1)
                + (SELECT COUNT(*) FROM notes WHERE author = $2) AS "n!: i64""#,
        guest.0,
        NoteAuthor::Guest(guest.clone()).key(),
    )
    .fetch_one(db)
    .await?;
    Ok(left > 0)
}

pub async fn roles(db: &mut Conn, person: PersonId) -> Stored<Vec<Membership>> {
    let rows = sqlx::query_as!(
        RoleRow,
        "SELECT   id, person, role, team, unit, owner, from_day, to_day
         FROM     memberships
         WHERE    person = $1
         ORDER BY id",
        person.key(),
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Membership::from).collect())
}

async fn teams_of(db: &mut Conn, person: PersonId) -> Stored<Vec<Team>> {
    let teams = sqlx::query_as!(
        Team,
        "SELECT   id, name, unit
         FROM     teams
         WHERE    id IN (SELECT team FROM memberships WHERE person = $1)
         ORDER BY id",
        person.key(),
    );
    Ok(teams.fetch_all(db).await?)
}

/// A person who acts by something that was sent to them, and is signed in nowhere; nobody where there is no such person.
pub async fn person(db: &mut Conn, id: PersonId, now: Timestamp, today: Date) -> Stored<Asker> {
    let nobody = Asker::nobody(now, today);
    let Some(Person { id, name }) = people(db, [id]).await?.into_iter().next() else { return Ok(nobody) };
    let me = Me { id, name, login: LoginId(Default::default()), shared_device: false };
    Ok(Asker { me: Some(me), roles: roles(db, id).await?, teams: teams_of(db, id).await?, ..nobody })
}

async fn note_use(sql: &Sql, person: PersonId, login: LoginId, now: Timestamp) -> Stored<()> {
    let mut db = sql.write().await?;
    sqlx::query!(
        "UPDATE logins SET used = $3 WHERE person = $1 AND id = $2 AND used < $3",
        person.key(),
        login.key(),
        now.0,
    )
    .execute(&mut *db)
    .await?;
    Ok(db.commit().await?)
}

/// The names of people, for a page.
pub async fn people(db: &mut Conn, ids: impl IntoIterator<Item = PersonId>) -> Stored<Vec<Person>> {
    let people = sqlx::query_as!(
        Person,
        "SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each(CAST($1 AS TEXT)))",
        list(ids)?,
    );
    Ok(people.fetch_all(db).await?)
}
