//! Sealed notes: what lies here cannot be read without the key.

use super::Conn;
use domain::{
    NoteId, PersonId, Refusal, Timestamp, TokenHash,
    store::{Carry, NoteAuthor, SealedNote, Stored},
};

struct Row {
    id: NoteId,
    place: String,
    sealed: Vec<u8>,
    version: i64,
    saved: Timestamp,
}

impl Row {
    fn note(self, author: &NoteAuthor) -> SealedNote {
        let Row { id, place, sealed, version, saved } = self;
        SealedNote { id, author: author.clone(), place, sealed, version, saved }
    }
}

pub async fn sealed_note(db: &mut Conn, author: &NoteAuthor, place: &str) -> Stored<Option<SealedNote>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, place, sealed, version, saved FROM notes WHERE author = $1 AND place = $2",
        author.key(),
        place,
    );
    Ok(row.fetch_optional(db).await?.map(|row| row.note(author)))
}

pub async fn sealed_notes(db: &mut Conn, author: &NoteAuthor) -> Stored<Vec<SealedNote>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT   id, place, sealed, version, saved
         FROM     notes
         WHERE    author = $1
         ORDER BY saved DESC, id",
        author.key(),
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| row.note(author)).collect())
}

pub async fn seal_note(db: &mut Conn, note: &SealedNote, base: i64) -> Stored<bool> {
    let author = note.author.key();
    let done = if base == 0 {
        sqlx::query!(
            "INSERT INTO notes (author, place, id, sealed, version, saved)
             VALUES            ($1,     $2,    $3, $4,     $5,      $6)
             ON CONFLICT DO NOTHING",
            author,
            note.place,
            note.id.key(),
            note.sealed as _,
            note.version,
            note.saved.0,
        )
        .execute(db)
        .await?
    } else {
        sqlx::query!(
            "UPDATE notes
             SET    sealed = $4, version = $5, saved = $6
             WHERE  author = $1 AND place = $2 AND version = $3",
            author,
            note.place,
            base,
            note.sealed as _,
            note.version,
            note.saved.0,
        )
        .execute(db)
        .await?
    };
    Ok(done.rows_affected() == 1)
}

pub async fn delete_note(db: &mut Conn, author: &NoteAuthor, place: &str, base: i64) -> Stored<bool> {
    let done = sqlx::query!(
        "DELETE FROM notes WHERE author = $1 AND place = $2 AND version = $3",
        author.key(),
        place,
        base,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn delete_notes(db: &mut Conn, author: &NoteAuthor) -> Stored<()> {
    sqlx::query!("DELETE FROM notes WHERE author = $1", author.key()).execute(db).await?;
    Ok(())
}

/// Gives a guest's notes to a person. What cannot be opened stays where it is.
pub async fn carry(db: &mut Conn, guest: &TokenHash, person: PersonId, carry: &Carry<'_>) -> Stored<()> {
    let (from, to) = (NoteAuthor::Guest(guest.clone()), NoteAuthor::Person(person));
    for note in sealed_notes(db, &from).await? {
        let own = sealed_note(db, &to, &note.place).await?;
        let Some(sealed) = carry(person, &note, own.as_ref())? else { continue };
        let base = own.map_or(0, |own| own.version);
        // The guest's goes first: both may have one id.
        if !delete_note(db, &from, &note.place, note.version).await? || !seal_note(db, &sealed, base).await? {
            return Err(Refusal::Stale.into());
        }
    }
    Ok(())
}
