//! Answers to prompts. Sixty people type at once, so a save locks nothing: it reads, lets the rule decide, and puts
//! the answer in its place if nobody has been there meanwhile; otherwise it looks again.

use super::{
    Conn, Sql,
    desk::{self, Desk},
    participants,
    saves::Save,
    sessions,
};
use crate::ONE_WRITER;
use domain::{
    Asker, Date, ParticipantId, ReflectionId, Refusal, Session, SessionId, Timestamp,
    reflection::{Participant, Reflection, Sharing},
    store::{Failure, Stored, TakeoutReflection},
    view::Mine,
};
use sqlx::types::Json;

/// How often one looks again where the same author has just written in another window.
const ATTEMPTS: usize = 5;

struct Row {
    id: ReflectionId,
    prompt: String,
    revision: String,
    author: Option<ParticipantId>,
    text: String,
    version: i64,
    saved: Timestamp,
    sharing: Json<Sharing>,
    turn: i64,
}

/// An answer as it was found, and the count of its changes then.
pub struct Held {
    pub reflection: Reflection,
    pub turn: i64,
}

impl From<Row> for Held {
    fn from(row: Row) -> Held {
        let Row { id, prompt, revision, author, text, version, saved, sharing, turn } = row;
        let sharing = sharing.0;
        let reflection = Reflection { id, prompt, revision, author, text, version, saved, sharing };
        Held { reflection, turn }
    }
}

/// Every answer in a session, in the order of ids: shuffled once for all.
pub async fn all(db: &mut Conn, session: SessionId) -> Stored<Vec<Reflection>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, prompt, revision, author, text, version, saved, sharing, turn
         FROM   reflections
         WHERE  session = $1",
        session.key(),
    );
    let mut all: Vec<Reflection> =
        rows.fetch_all(db).await?.into_iter().map(|row| Held::from(row).reflection).collect();
    all.sort_by_key(|reflection| reflection.id);
    Ok(all)
}

pub async fn write(
    sql: &Sql,
    asker: &Asker,
    session: SessionId,
    prompt: &str,
    (text, base): (&str, i64),
    fresh: ReflectionId,
) -> Stored<Mine> {
    // An opening that is announced after this is read shows nothing for ten seconds, and what is saved in them
    // belongs to it: so a save needs no lock on the session.
    for _ in 0..ATTEMPTS {
        let mut db = sql.readers.acquire().await?;
        let Desk { room, author, held: before } = desk::find(&mut db, asker, session, prompt).await?;
        let opening = room.opening(room.may_write(prompt)?);
        let mine = match &before {
            Some(held) => held.reflection.clone(),
            None => Reflection::empty(fresh, prompt, &room.course, author),
        };
        let after = mine.clone().write(text, base, opening, asker.now)?;
        let now = Mine::of(&after, opening, asker.now);
        if after == mine {
            return Ok(now);
        }
        let arrived = if ONE_WRITER {
            drop(db);
            sql.saves.put(&sql.writer, Save { session, author, before, after }).await?
        } else {
            // One statement, and so a transaction of its own.
            put(&mut db, session, author, before.as_ref(), &after).await?
        };
        if arrived {
            return Ok(now);
        }
    }
    Err(Failure::Busy)
}

pub async fn hold_back(
    db: &mut Conn,
    asker: &Asker,
    session: SessionId,
    prompt: &str,
    fresh: ReflectionId,
) -> Stored<()> {
    let room = sessions::load(db, session).await?.ok_or(Refusal::Missing)?;
    let me = participants::me(db, asker, session).await?;
    let opening = room.opening(room.may_write(prompt)?);
    for _ in 0..ATTEMPTS {
        let before = find(db, me.id, prompt, session).await?;
        let mine = match &before {
            Some(held) => held.reflection.clone(),
            None => Reflection::empty(fresh, prompt, &room.course, me.id),
        };
        let after = mine.hold_back(opening, asker.now)?;
        if put(db, session, me.id, before.as_ref(), &after).await? {
            return Ok(());
        }
    }
    Err(Failure::Busy)
}

pub async fn share(db: &mut Conn, asker: &Asker, session: SessionId, prompt: &str) -> Stored<()> {
    // The last answer that is shared before a session closes is in before it closes, or not at all.
    let room = sessions::take(db, session).await?;
    let me = participants::me(db, asker, session).await?;
    room.may_share(prompt, asker.now)?;
    for _ in 0..ATTEMPTS {
        let before = find(db, me.id, prompt, session).await?.ok_or(Refusal::Empty)?;
        let after = before.reflection.clone().share()?;
        if put(db, session, me.id, Some(&before), &after).await? {
            return Ok(());
        }
    }
    Err(Failure::Busy)
}

struct WrittenRow {
    module: String,
    page: String,
    day: Date,
    session: SessionId,
    id: ReflectionId,
    prompt: String,
    revision: String,
    author: Option<ParticipantId>,
    text: String,
    version: i64,
    saved: Timestamp,
    sharing: Json<Sharing>,
    late: bool,
}

/// Everything a person has written, the oldest session first.
pub async fn written(db: &mut Conn, asker: &Asker) -> Stored<Vec<TakeoutReflection>> {
    let rows = sqlx::query_as!(
        WrittenRow,
        "SELECT   s.module, s.page, s.day,
                  r.session, r.id, r.prompt, r.revision, r.author, r.text, r.version, r.saved, r.sharing, p.late
         FROM     participants p
         JOIN     reflections  r ON r.author = p.id
         JOIN     sessions     s ON s.id = r.session
         WHERE    p.person = $1
         ORDER BY s.day, s.id, r.prompt, r.id",
        asker.person()?.key(),
    )
    .fetch_all(&mut *db)
    .await?;
    let rooms = sessions::several(db, rows.iter().map(|row| row.session)).await?;
    let about = |row: WrittenRow| {
        let WrittenRow {
            module, page, day, session, id, prompt, revision, author, text, version, saved, ..
        } = row;
        let room = rooms.iter().find(|room| room.id == session)?;
        let opening = room.course.prompt(&prompt).and_then(|(place, _)| room.opening_of(place, row.late));
        let sharing = row.sharing.0;
        let held_back = sharing == Sharing::Withheld;
        let mine = Reflection { id, prompt, revision, author, text, version, saved, sharing };
        Some(TakeoutReflection {
            session,
            day,
            prompt: format!("{module}/{page}/{}", mine.prompt),
            opened: mine.opened(opening.as_ref(), asker.now).map(str::to_owned),
            revision: mine.revision,
            text: mine.text,
            saved,
            held_back,
        })
    };
    Ok(rows.into_iter().filter_map(about).collect())
}

pub async fn delete(db: &mut Conn, asker: &Asker, session: SessionId, prompt: &str) -> Stored<()> {
    let room = sessions::load(db, session).await?.ok_or(Refusal::Missing)?;
    let late = participants::late(db, asker, session).await?;
    let me = match participants::own(db, asker, session).await? {
        None if late.is_none() => Some(participants::me(db, asker, session).await?),
        own => own,
    };
    room.course.prompt(prompt).ok_or(Refusal::Missing)?;
    for mine in [me, late].into_iter().flatten() {
        remove(db, asker, &room, &mine, prompt).await?;
    }
    Ok(())
}

/// Deletes an author's answer, leaving without an author what others have seen.
pub async fn remove(
    db: &mut Conn,
    asker: &Asker,
    room: &Session,
    author: &Participant,
    prompt: &str,
) -> Stored<()> {
    let opening = room.course.prompt(prompt).and_then(|(place, _)| room.opening_of(place, author.late));
    let author = author.id;
    for _ in 0..ATTEMPTS {
        let Some(before) = find(db, author, prompt, room.id).await? else { return Ok(()) };
        let removed = match before.reflection.clone().delete(opening.as_ref(), asker.now) {
            Some(left) => put(db, room.id, author, Some(&before), &left).await?,
            None => drop_unseen(db, author, &before).await?,
        };
        if removed {
            return Ok(());
        }
    }
    Err(Failure::Busy)
}

/// Hands all that a guest has written in a session over to another participant who is the same person: what both have
/// answered becomes one answer.
pub async fn hand_over(
    db: &mut Conn,
    asker: &Asker,
    room: &Session,
    (guest, own): (ParticipantId, ParticipantId),
) -> Stored<()> {
    let written = all(db, room.id).await?.into_iter().filter(|one| one.author == Some(guest));
    for prompt in written.map(|one| one.prompt) {
        let Some(guests) = find(db, guest, &prompt, room.id).await? else { continue };
        let opening = room.course.prompt(&prompt).and_then(|(place, _)| room.opening(place));
        let done = match find(db, own, &prompt, room.id).await? {
            None => {
                let after = Reflection { author: Some(own), ..guests.reflection.clone() };
                put(db, room.id, guest, Some(&guests), &after).await?
            }
            Some(mine) => {
                let (one, left) = mine.reflection.clone().join(guests.reflection.clone(), opening, asker.now);
                let in_guests_place = one.id == guests.reflection.id;
                let ((stays, from), (goes, last)) = if in_guests_place {
                    ((guest, &guests), (own, &mine))
                } else {
                    ((own, &mine), (guest, &guests))
                };
                // What goes makes room first: a participant has one answer to a prompt.
                let gone = match left {
                    Some(left) => put(db, room.id, goes, Some(last), &left).await?,
                    None => drop_unseen(db, goes, last).await?,
                };
                gone && put(db, room.id, stays, Some(from), &one).await?
            }
        };
        // Somebody types in it this very moment: all of it once more.
        if !done {
            return Err(Failure::Busy);
        }
    }
    Ok(())
}

/// An author's answer to a prompt.
pub async fn find(
    db: &mut Conn,
    author: ParticipantId,
    prompt: &str,
    session: SessionId,
) -> Stored<Option<Held>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, prompt, revision, author, text, version, saved, sharing, turn
         FROM   reflections
         WHERE  author = $1 AND prompt = $2 AND session = $3",
        author.key(),
        prompt,
        session.key(),
    );
    Ok(row.fetch_optional(db).await?.map(Held::from))
}

/// Puts an answer in the place of the one it was made from; `false` where another has been put there meanwhile.
pub async fn put(
    db: &mut Conn,
    session: SessionId,
    author: ParticipantId,
    before: Option<&Held>,
    after: &Reflection,
) -> Stored<bool> {
    let done = match before {
        Some(before) => {
            sqlx::query!(
                "UPDATE reflections
                 SET    author = $4, text = $5, version = $6, saved = $7, sharing = $8, turn = turn + 1
                 WHERE  author = $1 AND id = $2 AND turn = $3",
                author.key(),
                after.id.key(),
                before.turn,
                after.author.map(ParticipantId::key),
                after.text,
                after.version,
                after.saved.0,
                Json(&after.sharing) as _,
            )
            .execute(db)
            .await?
        }
        None => {
            sqlx::query!(
                "INSERT INTO reflections (id, session, author, prompt, revision, text, version, saved, sharing, turn)
                 VALUES                  ($1, $2,      $3,     $4,     $5,       $6,   $7,      $8,    $9,      0)
                 ON CONFLICT DO NOTHING",
                after.id.key(),
                session.key(),
                author.key(),
                after.prompt,
                after.revision,
                after.text,
                after.version,
                after.saved.0,
                Json(&after.sharing) as _,
            )
            .execute(db)
            .await?
        }
    };
    Ok(done.rows_affected() == 1)
}

async fn drop_unseen(db: &mut Conn, author: ParticipantId, before: &Held) -> Stored<bool> {
    let done = sqlx::query!(
        "DELETE FROM reflections WHERE author = $1 AND id = $2 AND turn = $3",
        author.key(),
        before.reflection.id.key(),
        before.turn,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
