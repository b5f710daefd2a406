//! A person's name, everyone's for the demo's list, and nothing about a person any more.

use super::{
    Conn, agreements, log, participants, reflections, sessions,
    takeout::{Traces, addresses, me},
};
use domain::{
    AgreementId, Asker, ObstacleId, ParticipantId, PersonId, Refusal, Session, SessionId,
    agreement::{Agreement, Answer, Names},
    people::{Person, Role},
    store::{Event, NoteAuthor, Stored},
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

pub async fn forget(db: &mut Conn, asker: &Asker) -> Stored<()> {
    let (me, traces) = (me(db, asker).await?, Traces::of(db, asker).await?);
    let (person, names) = (me.id, traces.names(&me));
    let parts = taken_part(db, person).await?;
    let named: Vec<Agreement> =
        traces.agreements(db).await?.into_iter().filter(|one| one.terms.kept_by(&names)).collect();
    // All the sessions first and in order, as everyone takes them; what stands in an agreement is read after that.
    let sessions: BTreeSet<SessionId> =
        parts.iter().map(|(session, _)| *session).chain(named.iter().map(|one| one.session)).collect();
    for session in sessions {
        let room = sessions::take(db, session).await?;
        for (_, participant) in parts.iter().filter(|(there, _)| *there == session) {
            leave(db, asker, &room, *participant).await?;
        }
    }
    for agreement in named {
        take_name_from(db, agreement.id, &names).await?;
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
    sqlx::query!("DELETE FROM correspondence WHERE person = $1", key).execute(&mut *db).await?;
    sqlx::query!("DELETE FROM digests     WHERE person = $1", key).execute(&mut *db).await?;
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
    log(db, person, asker.now, Event::Forgotten).await
}

/// The sessions a person has taken part in.
async fn taken_part(db: &mut Conn, person: PersonId) -> Stored<Vec<(SessionId, ParticipantId)>> {
    let rows = sqlx::query!(
        "SELECT session, id FROM participants WHERE person = $1 ORDER BY session, id",
        person.key(),
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.session, row.id)).collect())
}

/// Takes a participant out of a session: what was opened stays without an author, the rest goes.
async fn leave(db: &mut Conn, asker: &Asker, room: &Session, id: ParticipantId) -> Stored<()> {
    let me =
        participants::all(db, room.id).await?.into_iter().find(|p| p.id == id).ok_or(Refusal::Missing)?;
    for mine in reflections::all(db, room.id).await?.into_iter().filter(|r| r.author == Some(id)) {
        reflections::remove(db, asker, room, &me, &mine.prompt).await?;
    }
    participants::remove(db, id).await
}

async fn take_name_from(db: &mut Conn, agreement: AgreementId, names: &Names) -> Stored<()> {
    let agreement = agreements::take(db, agreement).await?;
    let Some(after) = agreement.and_then(|agreement| agreement.forget(names)) else { return Ok(()) };
    agreements::save(db, &after).await
}

async fn answered_by(db: &mut Conn, person: PersonId) -> Stored<Vec<(ObstacleId, Answer)>> {
    let rows = sqlx::query!("SELECT id, answer FROM obstacles WHERE answerer = $1", person.key())
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.answer?.0))).collect())
}
