//! Agreements and what has come of them; a session's whole record.

use super::{Conn, list, participants, places, reflections, sessions};
use domain::{
    AgreementId, Asker, ObstacleId, Refusal, SessionId, TeamId, Timestamp,
    agreement::{Agreement, Answer, Decision, Followed, Obstacle, Report, Terms, TermsDraft},
    store::Stored,
    view::Record,
};
use sqlx::types::Json;
use std::collections::HashMap;

struct Row {
    id: AgreementId,
    team: TeamId,
    session: SessionId,
    module: String,
    terms: Json<Terms>,
    parent: Option<AgreementId>,
    at: Timestamp,
    version: i64,
    decision: Option<Json<Decision>>,
}

impl From<Row> for Agreement {
    fn from(row: Row) -> Agreement {
        let Row { id, team, session, module, terms, parent, at, version, decision } = row;
        let decision = decision.map(|decision| decision.0);
        Agreement { id, team, session, module, terms: terms.0, parent, at, version, decision }
    }
}

pub struct ObstacleRow {
    pub id: ObstacleId,
    pub team: TeamId,
    pub agreement: Option<AgreementId>,
    pub text: String,
    pub at: Timestamp,
    pub answer: Option<Json<Answer>>,
}

impl From<ObstacleRow> for Obstacle {
    fn from(row: ObstacleRow) -> Obstacle {
        let ObstacleRow { id, team, agreement, text, at, answer } = row;
        Obstacle { id, team, agreement, text, at, answer: answer.map(|answer| answer.0) }
    }
}

pub async fn load(db: &mut Conn, id: AgreementId) -> Stored<Option<Agreement>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, team, session, module, terms, parent, at, version, decision FROM agreements WHERE id = $1",
        id.key(),
    );
    Ok(row.fetch_optional(db).await?.map(Agreement::from))
}

/// As [`load`], and whoever else changes the agreement waits.
pub async fn take(db: &mut Conn, id: AgreementId) -> Stored<Option<Agreement>> {
    sqlx::query!("UPDATE agreements SET version = version WHERE id = $1", id.key()).execute(&mut *db).await?;
    load(db, id).await
}

async fn made_in(db: &mut Conn, session: SessionId) -> Stored<Vec<Agreement>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT   id, team, session, module, terms, parent, at, version, decision
         FROM     agreements
         WHERE    session = $1
         ORDER BY at, id",
        session.key(),
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Agreement::from).collect())
}

/// The teams' agreements, the newest first.
pub async fn of_teams(db: &mut Conn, teams: impl IntoIterator<Item = TeamId>) -> Stored<Vec<Agreement>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT   id, team, session, module, terms, parent, at, version, decision
         FROM     agreements
         WHERE    team IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         ORDER BY at DESC, id DESC",
        list(teams)?,
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Agreement::from).collect())
}

/// Of the teams' agreements those that are not decided, and each team's newest; the newest first.
pub async fn on_the_table(db: &mut Conn, teams: impl IntoIterator<Item = TeamId>) -> Stored<Vec<Agreement>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT   id, team, session, module, terms, parent, at, version, decision
         FROM     agreements a
         WHERE    team IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         AND      (decision IS NULL
                   OR id = (SELECT n.id FROM agreements n WHERE n.team = a.team ORDER BY n.at DESC, n.id DESC LIMIT 1))
         ORDER BY at DESC, id DESC",
        list(teams)?,
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Agreement::from).collect())
}

/// These agreements, in this order, with what has come of them.
pub async fn followed(db: &mut Conn, agreements: Vec<Agreement>) -> Stored<Vec<Followed>> {
    if agreements.is_empty() {
        return Ok(Vec::new());
    }
    let obstacles = sqlx::query_as!(
        ObstacleRow,
        "SELECT   id, team, agreement, text, at, answer
         FROM     obstacles
         WHERE    agreement IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         ORDER BY at, id",
        list(agreements.iter().map(|agreement| agreement.id))?,
    )
    .fetch_all(&mut *db)
    .await?;
    let obstacles: Vec<Obstacle> = obstacles.into_iter().map(Obstacle::from).collect();
    with(db, agreements, &obstacles).await
}

/// As [`followed`], where the obstacles are read already, the oldest first.
pub async fn with(
    db: &mut Conn,
    agreements: Vec<Agreement>,
    obstacles: &[Obstacle],
) -> Stored<Vec<Followed>> {
    let reports = sqlx::query_as!(
        Report,
        r#"SELECT   id, agreement, outcome, seen, name AS "by", at
           FROM     reports
           WHERE    agreement IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
           ORDER BY at, id"#,
        list(agreements.iter().map(|agreement| agreement.id))?,
    )
    .fetch_all(db)
    .await?;
    let mut all: Vec<Followed> = agreements
        .into_iter()
        .map(|agreement| Followed { agreement, reports: Vec::new(), obstacles: Vec::new() })
        .collect();
    let at: HashMap<AgreementId, usize> =
        all.iter().enumerate().map(|(n, of)| (of.agreement.id, n)).collect();
    for report in reports {
        if let Some(n) = at.get(&report.agreement) {
            all[*n].reports.push(report);
        }
    }
    for obstacle in obstacles {
        if let Some(n) = obstacle.agreement.and_then(|agreement| at.get(&agreement)) {
            all[*n].obstacles.push(obstacle.clone());
        }
    }
    Ok(all)
}

pub async fn record(db: &mut Conn, id: SessionId) -> Stored<Option<Record>> {
    let Some(session) = sessions::load(db, id).await? else { return Ok(None) };
    let team = places::team(db, session.team).await?.ok_or(Refusal::Missing)?;
    let mut earlier = Vec::new();
    for id in &session.course.since_last {
        earlier.extend(load(db, *id).await?);
    }
    Ok(Some(Record {
        team,
        participants: participants::all(db, id).await?,
        reflections: reflections::all(db, id).await?,
        agreements: made_in(db, id).await?,
        since_last: followed(db, earlier).await?,
        session,
    }))
}

pub async fn agree(
    db: &mut Conn,
    asker: &Asker,
    session: SessionId,
    id: AgreementId,
    (draft, base): (&TermsDraft, i64),
) -> Stored<()> {
    let room = sessions::take(db, session).await?;
    let me = participants::own(db, asker, session).await?;
    room.may_agree(asker, me.as_ref())?;
    let terms = draft.check(room.planned.follow_up, asker.today)?;
    match load(db, id).await? {
        Some(agreement) if agreement.session != session => Err(Refusal::Invalid.into()),
        Some(agreement) => save(db, &agreement.revise(terms, base)?).await,
        None if base == 0 => insert(db, (id, session), &terms, None, asker.now).await,
        None => Err(Refusal::Missing.into()),
    }
}

/// Saves what was agreed, in a session whose row is taken.
pub async fn save(db: &mut Conn, agreement: &Agreement) -> Stored<()> {
    sqlx::query!(
        "UPDATE agreements SET terms = $2, version = $3 WHERE id = $1",
        agreement.id.key(),
        Json(&agreement.terms) as _,
        agreement.version,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Writes a new agreement down in a session whose row is taken.
pub async fn insert(
    db: &mut Conn,
    (id, session): (AgreementId, SessionId),
    terms: &Terms,
    parent: Option<AgreementId>,
    now: Timestamp,
) -> Stored<()> {
    sqlx::query!(
        "INSERT INTO agreements (id, team, session, module, terms, parent, at, version)
         SELECT                  $2, team, id,      module, $3,    $4,     $5, 1
         FROM                    sessions
         WHERE                   id = $1",
        session.key(),
        id.key(),
        Json(terms) as _,
        parent.map(AgreementId::key),
        now.0,
    )
    .execute(db)
    .await?;
    Ok(())
}
