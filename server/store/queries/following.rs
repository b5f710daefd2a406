//! What comes of an agreement after the meeting: report, decision, obstacle, answer.

use super::{Conn, agreements, agreements::ObstacleRow, list, participants, places, sessions};
use domain::{
    AgreementId, Asker, ObstacleId, Refusal, SessionId, Team, TeamId,
    agreement::{AnswerKind, Followed, Obstacle, TermsDraft, Verdict},
    reflection::Participant,
    store::{NewReport, Stored},
    text,
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
    let agreement = agreements::load(db, report.agreement).await?.ok_or(Refusal::Missing)?;
    let showing = sessions::showing(db, agreement.team, agreement.id).await?;
    let here = first_own(db, asker, &showing).await?;
    let by = agreement.teller(asker, here.as_ref())?;
    let seen = text::free(&report.seen, text::LINE)?;
    let lifted = text::free(&report.obstacle, text::LONG)?;
    let team = places::team(db, agreement.team).await?.ok_or(Refusal::Missing)?;
    if !lifted.is_empty() && team.unit.is_none() {
        return Err(Refusal::NoLeader.into());
    }
    for session in &showing {
        sessions::take(db, *session).await?;
    }
    let done = sqlx::query!(
        "INSERT INTO reports (id, agreement, outcome, seen, person, name, at)
         VALUES              ($1, $2,        $3,      $4,   $5,     $6,   $7)
         ON CONFLICT DO NOTHING",
        report.id.key(),
        agreement.id.key(),
        report.outcome as _,
        seen,
        asker.me.as_ref().map(|me| me.id.key()),
        by,
        asker.now.0,
    )
    .execute(&mut *db)
    .await?;
    // A second time with the same id is the same report, and lifts nothing again.
    if done.rows_affected() == 1 && !lifted.is_empty() {
        sqlx::query!(
            "INSERT INTO obstacles (id, team, agreement, text, at)
             VALUES                ($1, $2,   $3,        $4,   $5)
             ON CONFLICT DO NOTHING",
            report.obstacle_id.key(),
            team.id.key(),
            agreement.id.key(),
            lifted,
            asker.now.0,
        )
        .execute(db)
        .await?;
    }
    Ok(showing)
}

pub async fn decide(
    db: &mut Conn,
    asker: &Asker,
    id: AgreementId,
    verdict: Verdict,
    adjusted: Option<(SessionId, AgreementId, &TermsDraft)>,
) -> Stored<Vec<SessionId>> {
    if (verdict == Verdict::Adjust) != adjusted.is_some() {
        return Err(Refusal::Invalid.into());
    }
    let team = agreements::load(db, id).await?.ok_or(Refusal::Missing)?.team;
    let mut changed = sessions::showing(db, team, id).await?;
    changed.extend(adjusted.map(|(session, _, _)| session));
    changed.sort_unstable();
    changed.dedup();
    for session in &changed {
        sessions::take(db, *session).await?;
    }
    let before = agreements::take(db, id).await?.ok_or(Refusal::Missing)?;
    let again = before.decision.is_some();
    let after = before.decide(asker, verdict)?;
    if again {
        return same_again(db, id, adjusted, changed).await;
    }
    sqlx::query!(
        "UPDATE agreements SET decision = $2 WHERE id = $1",
        id.key(),
        after.decision.map(Json) as _
    )
    .execute(&mut *db)
    .await?;
    if let Some((session, new, draft)) = adjusted {
        let room = sessions::load(db, session).await?.filter(|room| room.team == team);
        let room = room.ok_or(Refusal::Missing)?;
        room.may_agree(asker, None)?;
        let terms = draft.check(room.planned.follow_up, asker.today)?;
        if agreements::load(db, new).await?.is_some() {
            return Err(Refusal::Invalid.into());
        }
        agreements::insert(db, (new, session), &terms, Some(id), asker.now).await?;
    }
    Ok(changed)
}

/// A retry of a decision that arrived changes nothing; an adjustment of what was adjusted before is none.
async fn same_again(
    db: &mut Conn,
    id: AgreementId,
    adjusted: Option<(SessionId, AgreementId, &TermsDraft)>,
    changed: Vec<SessionId>,
) -> Stored<Vec<SessionId>> {
    if let Some((_, new, _)) = adjusted {
        let arrived = agreements::load(db, new).await?.is_some_and(|new| new.parent == Some(id));
        if !arrived {
            return Err(Refusal::Decided.into());
        }
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

/// The teams' obstacles: unanswered first, the oldest on top.
pub async fn obstacles(db: &mut Conn, teams: impl IntoIterator<Item = TeamId>) -> Stored<Vec<Obstacle>> {
    let rows = sqlx::query_as!(
        ObstacleRow,
        "SELECT   id, team, agreement, text, at, answer
         FROM     obstacles
         WHERE    team IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         ORDER BY CASE WHEN answer IS NULL THEN 0 ELSE 1 END, at, id",
        list(teams)?,
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Obstacle::from).collect())
}
