//! Who is in a session.

use super::{Conn, Sql, notes, places, reflections, sessions};
use domain::{
    Asker, ParticipantId, PersonId, Refusal, Session, SessionId, Timestamp, TokenHash,
    reflection::Participant,
    session::{Groups, Missed, Place},
    signin,
    store::{Carry, JoinRequest, Stored},
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
    late: bool,
    rated: bool,
}

impl From<Row> for Participant {
    fn from(row: Row) -> Participant {
        let Row { id, session, name, person, guest, leader, ready, late, rated } = row;
        let ready = ready.map(|place| place.0);
        Participant { id, session, name, person, guest, leader, ready, late, rated }
    }
}

/// Everyone, in the order of joining.
pub async fn all(db: &mut Conn, session: SessionId) -> Stored<Vec<Participant>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT   id, session, name, person, guest, leader, ready, late, rated
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

/// The asker, where they were away and have caught up.
pub async fn late(db: &mut Conn, asker: &Asker, session: SessionId) -> Stored<Option<Participant>> {
    Ok(Participant::late(asker, &askers(db, asker, session).await?).cloned())
}

/// The participants that the asker is, as a person or as this browser's guest.
async fn askers(db: &mut Conn, asker: &Asker, session: SessionId) -> Stored<Vec<Participant>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT   id, session, name, person, guest, leader, ready, late, rated
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
    sql: &Sql,
    asker: &Asker,
    request: &JoinRequest,
    fresh: ParticipantId,
    name: &str,
) -> Stored<SessionId> {
    if asker.me.is_none() && asker.guest.is_none() {
        return Err(Refusal::SignedOut.into());
    }
    // Found by a reader: whoever guesses is told so, and those who write do not wait.
    let mut db = sql.read().await?;
    missed(&mut db, request, asker.now).await?.allow()?;
    let found = sessions::by_code(&mut db, &request.code).await?;
    let here = match found {
        Some(id) => own(&mut db, asker, id).await?,
        None => None,
    };
    db.commit().await?;
    if let Some(id) = found
        && here.is_some_and(|here| here.person.is_some() || asker.me.is_none())
    {
        return Ok(id);
    }
    let mut db = sql.write().await?;
    let Some(id) = found else {
        note_miss(&mut db, request, asker.now).await?;
        db.commit().await?;
        return Err(Refusal::Missing.into());
    };
    let session = sessions::take(&mut db, id).await?;
    if session.is_closed() {
        return Err(Refusal::Missing.into());
    }
    take_part(&mut db, asker, &session, fresh, Some(name)).await?;
    db.commit().await?;
    Ok(id)
}

async fn missed(db: &mut Conn, request: &JoinRequest, now: Timestamp) -> Stored<Missed> {
    let missed = sqlx::query_as!(
        Missed,
        r#"SELECT (SELECT COUNT(*) FROM join_misses WHERE browser = $1 AND at > $3) AS "browser!: i64",
                  (SELECT COUNT(*) FROM join_misses WHERE network = $2 AND at > $3) AS "network!: i64""#,
        request.browser,
        request.network,
        now.before(signin::WINDOW).0,
    );
    Ok(missed.fetch_one(db).await?)
}

async fn note_miss(db: &mut Conn, request: &JoinRequest, now: Timestamp) -> Stored<()> {
    sqlx::query!(
        "INSERT INTO join_misses (browser, network, at)
         VALUES                  ($1,      $2,      $3)",
        request.browser,
        request.network,
        now.0,
    )
    .execute(db)
    .await?;
    Ok(())
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
    .execute(&mut *db)
    .await?;
    if session.groups == Groups::default() {
        return Ok(());
    }
    sessions::save(db, &session.clone().seat(fresh)).await
}

/// Notes that the asker has caught up on a session whose row is taken.
pub async fn add_late(db: &mut Conn, asker: &Asker, session: SessionId, fresh: ParticipantId) -> Stored<()> {
    let me = asker.me.as_ref().ok_or(Refusal::SignedOut)?;
    sqlx::query!(
        "INSERT INTO participants (id, session, place, name, person, leader, late)
         SELECT                    $1, $2, COALESCE(MAX(place), 0) + 1, $3, $4, FALSE, TRUE
         FROM                      participants
         WHERE                     session = $2",
        fresh.key(),
        session.key(),
        me.name,
        me.id.key(),
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
    sessions::save(db, &session.clone().merged(guest, own)).await?;
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
