//! What is stored about a person: everyone for the demo's list, all of it for its owner, and nothing any more.

use super::{Conn, Event, agreements, asking, log, participants, places, reading, reflections, sessions};
use domain::{
    Asker, Date, ObstacleId, ParticipantId, PersonId, Refusal, SessionId, TeamId,
    agreement::{Agreement, Answer, Outcome},
    people::{Person, Role, Scope},
    store::{NoteAuthor, Stored, Takeout, TakeoutReflection, TakeoutRole},
    text,
};
use sqlx::types::Json;
use std::collections::BTreeSet;

pub async fn rename(db: &mut Conn, asker: &Asker, name: &str) -> Stored<()> {
    sqlx::query!(
        "UPDATE people SET name = $2 WHERE id = $1",
        asker.person()?.key(),
        text::required(name, text::NAME)?,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn everyone(db: &mut Conn) -> Stored<Vec<(Person, Vec<(Role, String)>)>> {
    let people = sqlx::query_as!(Person, "SELECT id, name FROM people WHERE name <> '' ORDER BY name, id")
        .fetch_all(&mut *db)
        .await?;
    let roles = sqlx::query!(
        r#"SELECT    m.person, m.role, COALESCE(t.name, u.name, o.name, '') AS "place!: String"
           FROM      memberships m
           LEFT JOIN teams  t ON t.id = m.team
           LEFT JOIN units  u ON u.id = m.unit
           LEFT JOIN owners o ON o.id = m.owner
           ORDER BY  m.id"#,
    )
    .fetch_all(db)
    .await?;
    let with_roles = |person: Person| {
        let held = roles.iter().filter(|held| held.person == person.id);
        let held = held.map(|held| (held.role, held.place.clone())).collect();
        (person, held)
    };
    Ok(people.into_iter().map(with_roles).collect())
}

struct ReflectionRow {
    session: SessionId,
    module: String,
    page: String,
    day: Date,
    prompt: String,
    text: String,
}

struct ReportRow {
    outcome: Outcome,
    seen: String,
}

pub async fn takeout(db: &mut Conn, asker: &Asker) -> Stored<Takeout> {
    let person = asker.person()?;
    let me = asking::people(db, [person]).await?.into_iter().next().ok_or(Refusal::Missing)?;
    let written = sqlx::query_as!(
        ReflectionRow,
        "SELECT   r.session, s.module, s.page, s.day, r.prompt, r.text
         FROM     participants p
         JOIN     reflections  r ON r.author = p.id
         JOIN     sessions     s ON s.id = r.session
         WHERE    p.person = $1
         ORDER BY s.day, s.id, r.prompt",
        person.key(),
    )
    .fetch_all(&mut *db)
    .await?;
    let told = sqlx::query_as!(
        ReportRow,
        "SELECT outcome, seen FROM reports WHERE person = $1 ORDER BY at, id",
        person.key(),
    )
    .fetch_all(&mut *db)
    .await?;
    let reflection = |row: ReflectionRow| TakeoutReflection {
        session: row.session,
        day: row.day,
        prompt: format!("{}/{}/{}", row.module, row.page, row.prompt),
        text: row.text,
    };
    let report = |row: ReportRow| match row.seen.as_str() {
        "" => format!("{:?}", row.outcome),
        seen => format!("{:?}: {seen}", row.outcome),
    };
    let done = reading::done(db, asker).await?;
    Ok(Takeout {
        name: me.name,
        addresses: addresses(db, person).await?,
        roles: roles(db, person).await?,
        reflections: written.into_iter().map(reflection).collect(),
        pages_done: done.into_iter().map(|(module, page)| format!("{module}/{page}")).collect(),
        reports: told.into_iter().map(report).collect(),
    })
}

async fn addresses(db: &mut Conn, person: PersonId) -> Stored<Vec<String>> {
    let addresses =
        sqlx::query_scalar!("SELECT value FROM credentials WHERE person = $1 ORDER BY value", person.key());
    Ok(addresses.fetch_all(db).await?)
}

async fn roles(db: &mut Conn, person: PersonId) -> Stored<Vec<TakeoutRole>> {
    let mut all = Vec::new();
    for held in asking::roles(db, person).await? {
        let place = match held.scope {
            Scope::Team(team) => places::team(db, team).await?.map(|team| team.name),
            Scope::Unit(unit) => places::unit(db, unit).await?.map(|unit| unit.name),
            Scope::Owner(owner) => places::owner(db, owner).await?.map(|owner| owner.name),
            Scope::Package => None,
        };
        all.push(TakeoutRole {
            role: held.role,
            place: place.unwrap_or_default(),
            from: held.from,
            to: held.to,
        });
    }
    Ok(all)
}

pub async fn forget(db: &mut Conn, asker: &Asker) -> Stored<()> {
    let person = asker.person()?;
    let me = asking::people(db, [person]).await?.into_iter().next().ok_or(Refusal::Missing)?;
    let mut teams: BTreeSet<TeamId> = asking::roles(db, person)
        .await?
        .iter()
        .filter_map(|held| if let Scope::Team(team) = held.scope { Some(team) } else { None })
        .collect();
    for (session, participant) in taken_part(db, person).await? {
        teams.insert(leave(db, asker, session, participant).await?);
    }
    for agreement in agreements::of_teams(db, teams).await? {
        take_name_from(db, agreement, &me.name).await?;
    }
    for (id, answer) in answered_by(db, person).await? {
        let answer = Answer { by: String::new(), ..answer };
        sqlx::query!(
            "UPDATE obstacles SET answer = $2, answerer = NULL WHERE id = $1",
            id.key(),
            Json(answer) as _,
        )
        .execute(&mut *db)
        .await?;
    }
    for address in addresses(db, person).await? {
        sqlx::query!("DELETE FROM sign_in_codes WHERE address = $1", address).execute(&mut *db).await?;
        sqlx::query!("DELETE FROM code_requests WHERE address = $1", address).execute(&mut *db).await?;
    }
    let notes = NoteAuthor::Person(person).key();
    let key = person.key();
    sqlx::query!("DELETE FROM notes       WHERE author = $1", notes).execute(&mut *db).await?;
    sqlx::query!("DELETE FROM pages_done  WHERE person = $1", key).execute(&mut *db).await?;
    sqlx::query!("DELETE FROM logins      WHERE person = $1", key).execute(&mut *db).await?;
    sqlx::query!("DELETE FROM credentials WHERE person = $1", key).execute(&mut *db).await?;
    sqlx::query!("DELETE FROM memberships WHERE person = $1", key).execute(&mut *db).await?;
    sqlx::query!("DELETE FROM invitations WHERE invited_by = $1 AND taken_by IS NULL", key)
        .execute(&mut *db)
        .await?;
    sqlx::query!("UPDATE invitations SET invited_by = NULL WHERE invited_by = $1", key)
        .execute(&mut *db)
        .await?;
    sqlx::query!("UPDATE reports SET person = NULL, name = '' WHERE person = $1", key)
        .execute(&mut *db)
        .await?;
    // The row stays without a name: sessions, decisions and the log still point at it.
    sqlx::query!("UPDATE people SET name = '' WHERE id = $1", key).execute(&mut *db).await?;
    log(db, person, asker.now, Event::Forgotten, "").await
}

/// The sessions a person has taken part in, in the order in which their rows are to be taken.
async fn taken_part(db: &mut Conn, person: PersonId) -> Stored<Vec<(SessionId, ParticipantId)>> {
    let rows = sqlx::query!(
        "SELECT session, id FROM participants WHERE person = $1 ORDER BY session, id",
        person.key(),
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.session, row.id)).collect())
}

/// Takes a participant out of a session: what was opened stays without an author, the rest goes. Gives the team.
async fn leave(db: &mut Conn, asker: &Asker, session: SessionId, id: ParticipantId) -> Stored<TeamId> {
    let room = sessions::take(db, session).await?;
    for mine in reflections::all(db, session).await?.into_iter().filter(|r| r.author == Some(id)) {
        reflections::remove(db, asker, &room, id, &mine.prompt).await?;
    }
    participants::remove(db, id).await?;
    Ok(room.team)
}

async fn take_name_from(db: &mut Conn, agreement: Agreement, name: &str) -> Stored<()> {
    let without = agreement.terms.clone().without(name);
    if without == agreement.terms {
        return Ok(());
    }
    sqlx::query!("UPDATE agreements SET terms = $2 WHERE id = $1", agreement.id.key(), Json(without) as _)
        .execute(db)
        .await?;
    Ok(())
}

async fn answered_by(db: &mut Conn, person: PersonId) -> Stored<Vec<(ObstacleId, Answer)>> {
    let rows = sqlx::query!("SELECT id, answer FROM obstacles WHERE answerer = $1", person.key())
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.answer?.0))).collect())
}
