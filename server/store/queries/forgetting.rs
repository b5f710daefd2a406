//! A person's name, everyone's for the demo's list, and nothing about a person any more.

use super::{
    Conn, log, participants, reflections, sessions,
    takeout::{Traces, addresses, me},
};
use domain::{
    Asker, ObstacleId, ParticipantId, PersonId, SessionId,
    agreement::{Agreement, Answer, Names},
    people::{Person, Role},
    store::{Event, NoteAuthor, Stored},
    text,
};
use sqlx::types::Json;

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
    for (session, participant) in taken_part(db, person).await? {
        leave(db, asker, session, participant).await?;
    }
    for agreement in traces.agreements(db).await? {
        take_name_from(db, agreement, &names).await?;
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
    log(db, person, asker.now, Event::Forgotten).await
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

/// Takes a participant out of a session: what was opened stays without an author, the rest goes.
async fn leave(db: &mut Conn, asker: &Asker, session: SessionId, id: ParticipantId) -> Stored<()> {
    let room = sessions::take(db, session).await?;
    for mine in reflections::all(db, session).await?.into_iter().filter(|r| r.author == Some(id)) {
        reflections::remove(db, asker, &room, id, &mine.prompt).await?;
    }
    participants::remove(db, id).await
}

async fn take_name_from(db: &mut Conn, agreement: Agreement, names: &Names) -> Stored<()> {
    let without = agreement.terms.clone().without(names);
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
