//! What comes of an agreement after the meeting: report, decision, obstacle, answer.

use super::{Conn, agreements, agreements::ObstacleRow, list, participants, places, sessions};
use domain::{
    AgreementId, Asker, ObstacleId, ParticipantId, PersonId, Refusal, SessionId, Team, TeamId, Timestamp,
    agreement::{AnswerKind, Followed, Obstacle, Report, TermsDraft, Verdict},
    reflection::Participant,
    store::{NewReport, Stored},
};
use sqlx::types::Json;

pub async fn followed(db: &mut Conn, asker: &Asker, id: AgreementId) -> Stored<(Team, Followed)> {
    let agreement = agreements::load(db, id).await?.ok_or(Refusal::Missing)?;
    let team = places::team(db, agreement.team).await?.ok_or(Refusal::Missing)?;
    let unit = match team.unit {
        Some(unit) => places::unit(db, unit).await?,
        None => None,
    };
    let showing = sessions::showing(db, agreement.team, id).await?;
    let here = first_own(db, asker, &showing).await?;
    agreement.may_see(asker, here.as_ref(), unit.as_ref())?;
    let followed = agreements::followed(db, vec![agreement]).await?;
    Ok((team, followed.into_iter().next().ok_or(Refusal::Missing)?))
}

/// The asker as a participant of one of these sessions.
async fn first_own(db: &mut Conn, asker: &Asker, sessions: &[SessionId]) -> Stored<Option<Participant>> {
    for session in sessions {
        let me = participants::own(db, asker, *session).await?;
        if me.is_some() {
            return Ok(me);
        }
    }
    Ok(None)
}

pub async fn report(db: &mut Conn, asker: &Asker, report: &NewReport) -> Stored<Vec<SessionId>> {
    let team = agreements::load(db, report.agreement).await?.ok_or(Refusal::Missing)?.team;
    let showing = sessions::showing(db, team, report.agreement).await?;
    for session in &showing {
        sessions::take(db, *session).await?;
    }
    let followed = take(db, report.agreement).await?;
    let here = first_own(db, asker, &showing).await?;
    let team = places::team(db, team).await?.ok_or(Refusal::Missing)?;
    let Some(told) = followed.tell(asker, here.as_ref(), &team, report)? else {
        return Ok(showing);
    };
    let person = asker.me.as_ref().map(|me| me.id);
    save(db, told, person, here.filter(|_| person.is_none()).map(|guest| guest.id)).await?;
    Ok(showing)
}

/// Saves what was told about an agreement whose row is taken, and what was lifted with it.
pub async fn save(
    db: &mut Conn,
    (told, lifted): (Report, Option<Obstacle>),
    person: Option<PersonId>,
    guest: Option<ParticipantId>,
) -> Stored<()> {
    let done = sqlx::query!(
        "INSERT INTO reports (id, agreement, outcome, seen, person, participant, name, at)
         VALUES              ($1, $2,        $3,      $4,   $5,     $6,          $7,   $8)
         ON CONFLICT DO NOTHING",
        told.id.key(),
        told.agreement.key(),
        told.outcome as _,
        told.seen,
        person.map(PersonId::key),
        guest.map(ParticipantId::key),
        told.by,
        told.at.0,
    )
    .execute(&mut *db)
    .await?;
    // An id that stands at another agreement is no report, and lifts nothing.
    if let Some(lifted) = lifted.filter(|_| done.rows_affected() == 1) {
        sqlx::query!(
            "INSERT INTO obstacles (id, team, agreement, text, at)
             VALUES                ($1, $2,   $3,        $4,   $5)
             ON CONFLICT DO NOTHING",
            lifted.id.key(),
            lifted.team.key(),
            lifted.agreement.map(AgreementId::key),
            lifted.text,
            lifted.at.0,
        )
        .execute(db)
        .await?;
    }
    Ok(())
}

/// An agreement and what has come of it; whoever else changes that waits.
pub async fn take(db: &mut Conn, id: AgreementId) -> Stored<Followed> {
    let agreement = agreements::take(db, id).await?.ok_or(Refusal::Missing)?;
    let followed = agreements::followed(db, vec![agreement]).await?;
    Ok(followed.into_iter().next().ok_or(Refusal::Missing)?)
}

pub async fn decide(
    db: &mut Conn,
    asker: &Asker,
    id: AgreementId,
    verdict: Verdict,
    adjusted: Option<(SessionId, AgreementId, &TermsDraft)>,
) -> Stored<Vec<SessionId>> {
    let team = agreements::load(db, id).await?.ok_or(Refusal::Missing)?.team;
    let mut changed = sessions::showing(db, team, id).await?;
    changed.extend(adjusted.map(|(session, _, _)| session));
    changed.sort_unstable();
    changed.dedup();
    let mut steering = None;
    for session in &changed {
        let session = sessions::take(db, *session).await?;
        if session.shows(id) {
            steering = steering.or(session.steers(asker, &participants::all(db, session.id).await?).ok());
        }
    }
    let before = take(db, id).await?;
    let there = match adjusted {
        Some((_, new, _)) => agreements::load(db, new).await?,
        None => None,
    };
    let Some(decision) = before.decide(asker, steering, verdict, adjusted.map(|_| there.as_ref()))? else {
        return Ok(changed);
    };
    sqlx::query!("UPDATE agreements SET decision = $2 WHERE id = $1", id.key(), Some(Json(decision)) as _)
        .execute(&mut *db)
        .await?;
    if let Some((session, new, draft)) = adjusted {
        let room = sessions::load(db, session).await?.filter(|room| room.team == team);
        let room = room.ok_or(Refusal::Missing)?;
        room.may_agree(asker, participants::own(db, asker, session).await?.as_ref())?;
        let terms = draft.check(room.planned.follow_up, asker.today)?;
        agreements::insert(db, (new, session), &terms, Some(id), asker.now).await?;
    }
    Ok(changed)
}

pub async fn answer(db: &mut Conn, asker: &Asker, id: ObstacleId, kind: AnswerKind, why: &str) -> Stored<()> {
    let obstacle = obstacle(db, id).await?.ok_or(Refusal::Missing)?;
    if let Some(agreement) = obstacle.agreement {
        for session in sessions::showing(db, obstacle.team, agreement).await? {
            sessions::take(db, session).await?;
        }
    }
    sqlx::query!("UPDATE obstacles SET at = at WHERE id = $1", id.key()).execute(&mut *db).await?;
    let obstacle = self::obstacle(db, id).await?.ok_or(Refusal::Missing)?;
    let team = places::team(db, obstacle.team).await?.ok_or(Refusal::Missing)?;
    let answered = obstacle.answer(asker, &team, kind, why)?;
    sqlx::query!(
        "UPDATE obstacles SET answer = $2, answerer = $3 WHERE id = $1",
        id.key(),
        answered.answer.map(Json) as _,
        asker.person()?.key(),
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn obstacle(db: &mut Conn, id: ObstacleId) -> Stored<Option<Obstacle>> {
    let row = sqlx::query_as!(
        ObstacleRow,
        "SELECT id, team, agreement, text, at, answer FROM obstacles WHERE id = $1",
        id.key(),
    );
    Ok(row.fetch_optional(db).await?.map(Obstacle::from))
}

/// The teams' obstacles that wait, and those lifted since a moment; the oldest first.
pub async fn obstacles_since(
    db: &mut Conn,
    teams: impl IntoIterator<Item = TeamId>,
    since: Timestamp,
) -> Stored<Vec<Obstacle>> {
    let rows = sqlx::query_as!(
        ObstacleRow,
        "SELECT   id, team, agreement, text, at, answer
         FROM     obstacles
         WHERE    team IN (SELECT value FROM json_each(CAST($1 AS TEXT))) AND (answer IS NULL OR at >= $2)
         ORDER BY at, id",
        list(teams)?,
        since.0,
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Obstacle::from).collect())
}

/// The teams' obstacles, the oldest first.
pub async fn obstacles(db: &mut Conn, teams: impl IntoIterator<Item = TeamId>) -> Stored<Vec<Obstacle>> {
    let rows = sqlx::query_as!(
        ObstacleRow,
        "SELECT   id, team, agreement, text, at, answer
         FROM     obstacles
         WHERE    team IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         ORDER BY at, id",
        list(teams)?,
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Obstacle::from).collect())
}
