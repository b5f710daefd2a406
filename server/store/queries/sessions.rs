//! Sessions: planning one, finding one, leading one.

use super::{Conn, agreements, list, participants};
use domain::{
    AgreementId, Asker, Date, ParticipantId, Refusal, Session, SessionId, TeamId, agreement,
    package::Plan,
    session::{Around, Command, Course, Groups, Helm, JoinCode, Planned, ScreenCode, State},
    store::{Failure, SessionCard, Stored},
    view::Progress,
};
use sqlx::types::Json;

/// A session as a statement gives it.
pub struct Row {
    pub id: SessionId,
    pub team: TeamId,
    pub course: Json<Course>,
    pub planned: Json<Planned>,
    pub code: JoinCode,
    pub screen: Option<ScreenCode>,
    pub helm: Json<Helm>,
    pub seats: Json<Groups>,
    pub state: Json<State>,
    pub revision: i64,
}

impl From<Row> for Session {
    fn from(row: Row) -> Session {
        Session {
            id: row.id,
            team: row.team,
            course: row.course.0,
            planned: row.planned.0,
            code: row.code,
            screen: row.screen,
            helm: row.helm.0,
            groups: row.seats.0,
            state: row.state.0,
            revision: row.revision,
        }
    }
}

pub async fn plan(db: &mut Conn, asker: &Asker, session: &Session, plan: &Plan) -> Stored<()> {
    session.may_be_stored(asker, plan)?;
    let done = sqlx::query!(
        "INSERT INTO sessions (id, team, module, page, day, code, screen, progress, course, planned, state, revision)
         VALUES               ($1, $2,   $3,     $4,   $5,  $6,   $7,     $8,       $9,     $10,     $11,   0)
         ON CONFLICT DO NOTHING",
        session.id.key(),
        session.team.key(),
        plan.module,
        plan.page,
        session.planned.day.to_string(),
        session.code.as_str(),
        session.screen.as_ref().map(ScreenCode::as_str),
        Progress::of(session) as _,
        Json(&session.course) as _,
        Json(&session.planned) as _,
        Json(&session.state) as _,
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 0 {
        return match load(db, session.id).await? {
            Some(earlier) if earlier.team == session.team => Ok(()),
            Some(_) => Err(Refusal::Invalid.into()),
            // Another open session has this code: once in a thousand million, and a new code is fine.
            None => Err(Failure::Busy),
        };
    }
    sqlx::query!(
        "INSERT INTO session_words (session, plan) VALUES ($1, $2)",
        session.id.key(),
        Json(plan) as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn words(db: &mut Conn, session: SessionId) -> Stored<Option<Plan>> {
    let row = sqlx::query!("SELECT plan FROM session_words WHERE session = $1", session.key());
    Ok(row.fetch_optional(db).await?.map(|row| row.plan.0))
}

pub async fn load(db: &mut Conn, id: SessionId) -> Stored<Option<Session>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, team, course, planned, code, screen, helm, seats, state, revision FROM sessions WHERE id = $1",
        id.key(),
    );
    Ok(row.fetch_optional(db).await?.map(Session::from))
}

pub async fn several(db: &mut Conn, ids: impl IntoIterator<Item = SessionId>) -> Stored<Vec<Session>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT   id, team, course, planned, code, screen, helm, seats, state, revision
         FROM     sessions
         WHERE    id IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         ORDER BY id",
        list(ids)?,
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Session::from).collect())
}

/// Takes the session's row, so that whoever else changes the session waits, and counts the change.
pub async fn take(db: &mut Conn, id: SessionId) -> Stored<Session> {
    sqlx::query!("UPDATE sessions SET revision = revision + 1 WHERE id = $1", id.key())
        .execute(&mut *db)
        .await?;
    Ok(load(db, id).await?.ok_or(Refusal::Missing)?)
}

/// As [`take`], and the change is not counted: nobody's screen shows it.
pub async fn hold(db: &mut Conn, id: SessionId) -> Stored<Session> {
    sqlx::query!("UPDATE sessions SET revision = revision WHERE id = $1", id.key()).execute(&mut *db).await?;
    Ok(load(db, id).await?.ok_or(Refusal::Missing)?)
}

pub async fn by_code(db: &mut Conn, code: &JoinCode) -> Stored<Option<SessionId>> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM sessions WHERE code = $1 AND progress <> 'closed'",
        code.as_str(),
    );
    Ok(id.fetch_optional(db).await?)
}

pub async fn by_screen(db: &mut Conn, code: &ScreenCode) -> Stored<Option<SessionId>> {
    let id = sqlx::query_scalar!("SELECT id FROM sessions WHERE screen = $1", code.as_str());
    Ok(id.fetch_optional(db).await?)
}

pub async fn lead(
    db: &mut Conn,
    asker: &Asker,
    id: SessionId,
    command: Command,
    fresh: ParticipantId,
) -> Stored<Session> {
    let session = take(db, id).await?;
    let starts = command == Command::Start;
    let paired = if let Command::PairScreen(code) = &command { Some(code.clone()) } else { None };
    let waiting = if starts { waiting(db, session.team).await? } else { Vec::new() };
    let people = participants::all(db, id).await?;
    let session = session.lead(asker, command, Around { waiting: &waiting, people: &people })?;
    if let Some(code) = paired {
        // A screen shows the session that paired it last.
        sqlx::query!(
            "UPDATE sessions SET screen = NULL, revision = revision + 1 WHERE screen = $1 AND id <> $2",
            code.as_str(),
            id.key(),
        )
        .execute(&mut *db)
        .await?;
    }
    save(db, &session).await?;
    if starts {
        participants::take_part(db, asker, &session, fresh, None).await?;
    }
    Ok(session)
}

/// What the team's next session opens with.
async fn waiting(db: &mut Conn, team: TeamId) -> Stored<Vec<AgreementId>> {
    let cards = cards(db, [team]).await?;
    let is_over = |id| cards.iter().any(|(_, card)| card.id == id && card.progress == Progress::Closed);
    Ok(agreement::opens_with(agreements::of_teams(db, [team]).await?, is_over))
}

pub async fn save(db: &mut Conn, session: &Session) -> Stored<()> {
    sqlx::query!(
        "UPDATE sessions
         SET    screen = $2, progress = $3, course = $4, planned = $5, state = $6, helm = $7, seats = $8
         WHERE  id = $1",
        session.id.key(),
        session.screen.as_ref().map(ScreenCode::as_str),
        Progress::of(session) as _,
        Json(&session.course) as _,
        Json(&session.planned) as _,
        Json(&session.state) as _,
        Json(&session.helm) as _,
        Json(&session.groups) as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The team's sessions that have an agreement on their screens, in the order in which their rows are to be taken.
pub async fn showing(db: &mut Conn, team: TeamId, agreement: AgreementId) -> Stored<Vec<SessionId>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT   id, team, course, planned, code, screen, helm, seats, state, revision
         FROM     sessions
         WHERE    team = $1 AND progress = 'running'
         ORDER BY id",
        team.key(),
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Session::from).filter(|s| s.shows(agreement)).map(|s| s.id).collect())
}

struct CardRow {
    id: SessionId,
    team: TeamId,
    module: String,
    page: String,
    day: Date,
    progress: Progress,
}

/// The teams' sessions, the newest day first.
pub async fn cards(
    db: &mut Conn,
    teams: impl IntoIterator<Item = TeamId>,
) -> Stored<Vec<(TeamId, SessionCard)>> {
    let rows = sqlx::query_as!(
        CardRow,
        "SELECT   id, team, module, page, day, progress
         FROM     sessions
         WHERE    team IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         ORDER BY day DESC, id DESC",
        list(teams)?,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(CardRow::card).collect())
}

/// Of the teams' sessions those that are not over, and each team's last; the newest day first.
pub async fn cards_around(
    db: &mut Conn,
    teams: impl IntoIterator<Item = TeamId>,
) -> Stored<Vec<(TeamId, SessionCard)>> {
    let rows = sqlx::query_as!(
        CardRow,
        "SELECT   id, team, module, page, day, progress
         FROM     sessions s
         WHERE    team IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         AND      (progress <> 'closed'
                   OR id = (SELECT   n.id
                            FROM     sessions n
                            WHERE    n.team = s.team AND n.progress = 'closed'
                            ORDER BY n.day DESC, n.id DESC
                            LIMIT    1))
         ORDER BY day DESC, id DESC",
        list(teams)?,
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(CardRow::card).collect())
}

impl CardRow {
    fn card(self) -> (TeamId, SessionCard) {
        let CardRow { id, team, module, page, day, progress } = self;
        (team, SessionCard { id, source: (module, page), day, progress })
    }
}
