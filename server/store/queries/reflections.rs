//! Answers to prompts. A save locks its own answer and nothing else, since sixty people type at once.

use super::{Conn, Sql, participants, sessions};
use domain::{
    Asker, ParticipantId, ReflectionId, Refusal, SessionId, Timestamp,
    reflection::{Reflection, Sharing},
    store::{Failure, Stored},
    view::Mine,
};
use sqlx::types::Json;

/// How often a save looks again where another has just written the same answer's first words.
const ATTEMPTS: usize = 3;

struct Row {
    id: ReflectionId,
    prompt: String,
    author: Option<ParticipantId>,
    text: String,
    version: i64,
    saved: Timestamp,
    sharing: Json<Sharing>,
}

impl From<Row> for Reflection {
    fn from(row: Row) -> Reflection {
        let Row { id, prompt, author, text, version, saved, sharing } = row;
        Reflection { id, prompt, author, text, version, saved, sharing: sharing.0 }
    }
}

/// Every answer in a session, in the order of ids: shuffled once for all.
pub async fn all(db: &mut Conn, session: SessionId) -> Stored<Vec<Reflection>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, prompt, author, text, version, saved, sharing FROM reflections WHERE session = $1",
        session.key(),
    );
    let mut all: Vec<Reflection> = rows.fetch_all(db).await?.into_iter().map(Reflection::from).collect();
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
    // What the rule needs is read before anything is locked. An opening that is announced meanwhile shows nothing
    // for ten seconds, and what is saved in them belongs to it.
    let mut db = sql.readers.acquire().await?;
    let room = sessions::load(&mut db, session).await?.ok_or(Refusal::Missing)?;
    let me = participants::me(&mut db, asker, session).await?;
    drop(db);
    let opening = room.opening(room.may_write(prompt)?);
    let mut db = sql.write().await?;
    let empty = Reflection::empty(fresh, prompt.to_owned(), me.id);
    let rule = |mine: Reflection| mine.write(text, base, opening, asker.now);
    let after = change(&mut db, session, me.id, empty, rule).await?;
    db.commit().await?;
    Ok(Mine::of(&after, opening, asker.now))
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
    let empty = Reflection::empty(fresh, prompt.to_owned(), me.id);
    change(db, session, me.id, empty, |mine| mine.hold_back(opening, asker.now)).await?;
    Ok(())
}

pub async fn share(db: &mut Conn, asker: &Asker, session: SessionId, prompt: &str) -> Stored<()> {
    // A closing session's last opened answer is in before it closes or not at all.
    let room = sessions::take(db, session).await?;
    let me = participants::me(db, asker, session).await?;
    room.may_share(prompt, asker.now)?;
    let mine = lock(db, me.id, prompt, session).await?.ok_or(Refusal::Empty)?;
    save(db, me.id, &mine.share()?).await
}

pub async fn delete(db: &mut Conn, asker: &Asker, session: SessionId, prompt: &str) -> Stored<()> {
    let room = sessions::load(db, session).await?.ok_or(Refusal::Missing)?;
    let me = participants::me(db, asker, session).await?;
    let (place, _) = room.course.prompt(prompt).ok_or(Refusal::Missing)?;
    match lock(db, me.id, prompt, session).await? {
        Some(mine) => remove(db, me.id, mine.id, mine.delete(room.opening(place), asker.now)).await,
        None => Ok(()),
    }
}

/// Deletes an answer of an author's, leaving what others have seen.
pub async fn remove(
    db: &mut Conn,
    author: ParticipantId,
    id: ReflectionId,
    left: Option<Reflection>,
) -> Stored<()> {
    if let Some(left) = left {
        return save(db, author, &left).await;
    }
    sqlx::query!("DELETE FROM reflections WHERE author = $1 AND id = $2", author.key(), id.key())
        .execute(db)
        .await?;
    Ok(())
}

/// Loads the author's answer under lock, or begins with the empty one; lets the rule decide, and saves.
async fn change(
    db: &mut Conn,
    session: SessionId,
    author: ParticipantId,
    empty: Reflection,
    rule: impl Fn(Reflection) -> Result<Reflection, Refusal> + Send,
) -> Stored<Reflection> {
    for _ in 0..ATTEMPTS {
        match lock(db, author, &empty.prompt, session).await? {
            Some(before) => {
                let after = rule(before.clone())?;
                if after != before {
                    save(db, author, &after).await?;
                }
                return Ok(after);
            }
            None => {
                let after = rule(empty.clone())?;
                if insert(db, session, &after).await? {
                    return Ok(after);
                }
            }
        }
    }
    Err(Failure::Busy)
}

async fn lock(
    db: &mut Conn,
    author: ParticipantId,
    prompt: &str,
    session: SessionId,
) -> Stored<Option<Reflection>> {
    let row = sqlx::query_as!(
        Row,
        r#"UPDATE    reflections
           SET       version = version
           WHERE     author = $1 AND prompt = $2 AND session = $3
           RETURNING id AS "id!: ReflectionId", prompt AS "prompt!", author AS "author?: ParticipantId",
                     text AS "text!", version AS "version!", saved AS "saved!: Timestamp",
                     sharing AS "sharing!: Json<Sharing>""#,
        author.key(),
        prompt,
        session.key(),
    );
    Ok(row.fetch_optional(db).await?.map(Reflection::from))
}

async fn insert(db: &mut Conn, session: SessionId, new: &Reflection) -> Stored<bool> {
    let done = sqlx::query!(
        "INSERT INTO reflections (id, session, author, prompt, text, version, saved, sharing)
         VALUES                  ($1, $2,      $3,     $4,     $5,   $6,      $7,    $8)
         ON CONFLICT DO NOTHING",
        new.id.key(),
        session.key(),
        new.author.map(ParticipantId::key),
        new.prompt,
        new.text,
        new.version,
        new.saved.0,
        Json(&new.sharing) as _,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

async fn save(db: &mut Conn, author: ParticipantId, after: &Reflection) -> Stored<()> {
    sqlx::query!(
        "UPDATE reflections
         SET    author = $3, text = $4, version = $5, saved = $6, sharing = $7
         WHERE  author = $1 AND id = $2",
        author.key(),
        after.id.key(),
        after.author.map(ParticipantId::key),
        after.text,
        after.version,
        after.saved.0,
        Json(&after.sharing) as _,
    )
    .execute(db)
    .await?;
    Ok(())
}
