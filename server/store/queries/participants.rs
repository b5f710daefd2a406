//! Who is in a session.

use super::{Conn, notes, places, reflections, sessions};
use domain::{
    Asker, ParticipantId, PersonId, Refusal, Session, SessionId, TokenHash,
    reflection::Participant,
    session::{JoinCode, Place},
    store::{Carry, Stored},
};
use sqlx::types::Json;

struct Row {
    id: ParticipantId,
    session: SessionId,
    name: String,
    person: Option<PersonId>,
    guest: Option<TokenHash>,
    leader: bool,
    ready: Option<Json<Place>>,
}

impl From<Row> for Participant {
    fn from(row: Row) -> Participant {
        let Row { id, session, name, person, guest, leader, ready } = row;
        Participant { id, session, name, person, guest, leader, ready: ready.map(|place| place.0) }
    }
}

/// Everyone, in the order of joining.
pub async fn all(db: &mut Conn, session: SessionId) -> Stored<Vec<Participant>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT   id, session, name, person, guest, leader, ready
         FROM     participants
         WHERE    session = $1
         ORDER BY place",
        session.key(),
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Participant::from).collect())
}

/// The asker, where they have joined.
pub async fn own(db: &mut Conn, asker: &Asker, session: SessionId) -> Stored<Option<Participant>> {
    Ok(Participant::own(asker, &askers(db, asker, session).await?).cloned())
}

/// The asker, who must have joined.
pub async fn me(db: &mut Conn, asker: &Asker, session: SessionId) -> Stored<Participant> {
    Ok(Participant::joined(asker, &askers(db, asker, session).await?).cloned()?)
}

/// The participants that the asker is, as a person or as this browser's guest.
async fn askers(db: &mut Conn, asker: &Asker, session: SessionId) -> Stored<Vec<Participant>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT   id, session, name, person, guest, leader, ready
         FROM     participants
         WHERE    (person = $1 OR guest = $2) AND session = $3
         ORDER BY place",
        asker.me.as_ref().map(|me| me.id.key()),
        asker.guest.as_ref().map(|guest| guest.0.clone()),
        session.key(),
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Participant::from).collect())
}

pub async fn join(
    db: &mut Conn,
    asker: &Asker,
    code: &JoinCode,
    fresh: ParticipantId,
    name: &str,
) -> Stored<SessionId> {
    if asker.me.is_none() && asker.guest.is_none() {
        return Err(Refusal::SignedOut.into());
    }
    let id = sessions::by_code(db, code).await?.ok_or(Refusal::Missing)?;
    let here = own(db, asker, id).await?;
    if here.is_some_and(|here| here.person.is_some() || asker.me.is_none()) {
        return Ok(id);
    }
    let session = sessions::take(db, id).await?;
    if session.is_closed() {
        return Err(Refusal::Missing.into());
    }
    take_part(db, asker, &session, fresh, Some(name)).await?;
    Ok(id)
}

/// Lets the asker into a session whose row is taken, by the name typed; without one, by the person's own, whatever it
/// is. Who joined in this browser before signing in is the same participant.
pub async fn take_part(
    db: &mut Conn,
    asker: &Asker,
    session: &Session,
    fresh: ParticipantId,
    typed: Option<&str>,
) -> Stored<()> {
    match own(db, asker, session.id).await? {
        Some(Participant { id, person: None, .. }) if asker.me.is_some() => {
            return attach(db, asker, session, id).await;
        }
        Some(_) => return Ok(()),
        None => {}
    }
    let name = match (typed, &asker.me) {
        (None, Some(me)) => me.name.clone(),
        (typed, _) => asker.joins_as(typed.unwrap_or_default())?,
    };
    let guest = if asker.me.is_some() { None } else { asker.guest.as_ref().map(|guest| guest.0.clone()) };
    sqlx::query!(
        "INSERT INTO participants (id, session, place, name, person, guest, leader)
         SELECT                    $1, $2, COALESCE(MAX(place), 0) + 1, $3, $4, $5, $6
         FROM                      participants
         WHERE                     session = $2",
        fresh.key(),
        session.id.key(),
        name,
        asker.me.as_ref().map(|me| me.id.key()),
        guest,
        leads(db, asker, session).await?,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Makes the guest of this browser the person who has signed in, with what the guest has told.
async fn attach(db: &mut Conn, asker: &Asker, session: &Session, id: ParticipantId) -> Stored<()> {
    let person = asker.person()?;
    sqlx::query!(
        "UPDATE participants SET person = $2, guest = NULL, leader = $3 WHERE id = $1",
        id.key(),
        person.key(),
        leads(db, asker, session).await?,
    )
    .execute(&mut *db)
    .await?;
    take_reports(db, person, id).await
}

/// Gives all that a guest has left in a session to the participant that the person is there already, so that one
/// person is one participant.
async fn merge(
    db: &mut Conn,
    asker: &Asker,
    session: &Session,
    (guest, own): (ParticipantId, ParticipantId),
) -> Stored<()> {
    reflections::hand_over(db, asker, session, (guest, own)).await?;
    take_reports(db, asker.person()?, guest).await?;
    remove(db, guest).await
}

/// Makes what a guest has told the person's.
async fn take_reports(db: &mut Conn, person: PersonId, guest: ParticipantId) -> Stored<()> {
    sqlx::query!(
        "UPDATE reports SET person = $2, participant = NULL WHERE participant = $1",
        guest.key(),
        person.key(),
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn leads(db: &mut Conn, asker: &Asker, session: &Session) -> Stored<bool> {
    Ok(places::team(db, session.team).await?.is_some_and(|team| asker.leads_unit_of(&team)))
}

pub async fn ready(
    db: &mut Conn,
    asker: &Asker,
    session: SessionId,
    place: Place,
    ready: bool,
) -> Stored<()> {
    let before = me(db, asker, session).await?;
    if (before.ready == Some(place)) == ready {
        return Ok(());
    }
    sessions::take(db, session).await?.may_be_ready(place)?;
    sqlx::query!(
        "UPDATE participants SET ready = $2 WHERE id = $1",
        before.id.key(),
        ready.then_some(Json(place)) as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Makes what this browser wrote as a guest the person's own; gives the number of sessions.
pub async fn claim(db: &mut Conn, asker: &Asker, carry: &Carry<'_>) -> Stored<usize> {
    let person = asker.person()?;
    let Some(guest) = &asker.guest else { return Ok(0) };
    let rows = sqlx::query!(
        "SELECT session, id FROM participants WHERE guest = $1 AND person IS NULL ORDER BY session",
        guest.0,
    )
    .fetch_all(&mut *db)
    .await?;
    for row in &rows {
        let session = sessions::take(db, row.session).await?;
        // Looked for once the row is taken: in another browser the same person may just have come in.
        let mine = askers(db, asker, session.id).await?;
        match mine.iter().find(|mine| mine.person.is_some()) {
            Some(own) => merge(db, asker, &session, (row.id, own.id)).await?,
            None => attach(db, asker, &session, row.id).await?,
        }
    }
    notes::carry(db, guest, person, carry).await?;
    Ok(rows.len())
}

/// Removes one who has left nothing behind.
pub async fn remove(db: &mut Conn, id: ParticipantId) -> Stored<()> {
    sqlx::query!("DELETE FROM participants WHERE id = $1", id.key()).execute(db).await?;
    Ok(())
}
