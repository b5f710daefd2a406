//! What is done once a session is over: was it worth the time, and catching up.

use super::{Conn, list, participants, places, reflections, sessions};
use domain::{
    Asker, Date, ParticipantId, Refusal, SessionId, Team, TeamId,
    ending::{
        absent::Attendance,
        worth::{Tally, Worth},
    },
    reflection::{Participant, Reflection},
    session::State,
    store::{Failure, LateView, Past, SessionCard, Stored},
    view::Progress,
};
use sqlx::types::Json;

pub async fn rate(db: &mut Conn, asker: &Asker, session: SessionId, worth: Worth) -> Stored<()> {
    // Counted as a change, so that the asker's own screen, on whichever server, knows that they have answered.
    let room = sessions::take(db, session).await?;
    let me = participants::me(db, asker, session).await?;
    room.may_rate(asker.now)?;
    let first = sqlx::query!("UPDATE participants SET rated = TRUE WHERE id = $1 AND NOT rated", me.id.key());
    if first.execute(&mut *db).await?.rows_affected() == 0 {
        return Ok(());
    }
    let [yes, partly, no] = Tally::one(worth);
    sqlx::query!(
        "INSERT INTO worth (session, yes, partly, no)
         VALUES            ($1,      $2,  $3,     $4)
         ON CONFLICT (session) DO UPDATE
         SET yes = worth.yes + excluded.yes, partly = worth.partly + excluded.partly, no = worth.no + excluded.no",
        session.key(),
        yes,
        partly,
        no,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn worth(db: &mut Conn, session: SessionId) -> Stored<Tally> {
    let row = sqlx::query!("SELECT yes, partly, no FROM worth WHERE session = $1", session.key());
    let row = row.fetch_optional(db).await?;
    Ok(row.map_or_else(Tally::default, |row| Tally::of(row.yes, row.partly, row.no)))
}

pub async fn catch_up(
    db: &mut Conn,
    asker: &Asker,
    session: SessionId,
    views: &[LateView],
    fresh: ParticipantId,
) -> Stored<()> {
    // Nothing on anybody's screen changes, so the session's changes are not counted: that one has been here is not told.
    let room = sessions::hold(db, session).await?;
    let team = places::team(db, room.team).await?.ok_or(Refusal::Missing)?;
    let there = participants::own(db, asker, session).await?.is_some();
    room.may_catch_up(asker, &team, there)?;
    let me = match participants::late(db, asker, session).await? {
        Some(Participant { id, .. }) => id,
        None => {
            participants::add_late(db, asker, session, fresh).await?;
            fresh
        }
    };
    for view in views {
        let opening = room.opening_of(room.may_add(&view.prompt, asker.now)?, true);
        let before = reflections::find(db, me, &view.prompt, session).await?;
        let mine = match &before {
            Some(held) => held.reflection.clone(),
            None => Reflection::empty(view.fresh, &view.prompt, &room.course, me),
        };
        let after = mine.clone().write(&view.text, view.base, opening.as_ref(), asker.now)?;
        if after != mine && !reflections::put(db, session, me, before.as_ref(), &after).await? {
            return Err(Failure::Busy);
        }
    }
    Ok(())
}

struct PastRow {
    id: SessionId,
    team: TeamId,
    module: String,
    page: String,
    day: Date,
    progress: Progress,
    state: Json<State>,
    there: i64,
    late: i64,
    caught_up: i64,
}

/// The teams' sessions that are over, the newest day first, and how the asker stands to each.
pub async fn past(db: &mut Conn, asker: &Asker, teams: &[Team]) -> Stored<Vec<(TeamId, SessionCard, Past)>> {
    let rows = sqlx::query_as!(
        PastRow,
        r#"SELECT   s.id, s.team, s.module, s.page, s.day, s.progress, s.state,
                    (SELECT COUNT(*) FROM participants p
                     WHERE  p.session = s.id AND NOT p.late AND (p.person = $2 OR p.guest = $3)) AS "there!: i64",
                    (SELECT COUNT(*) FROM participants p
                     WHERE  p.session = s.id AND p.late AND p.person = $2)                       AS "late!: i64",
                    (SELECT COUNT(*) FROM participants p
                     WHERE  p.session = s.id AND p.late)                                         AS "caught_up!: i64"
           FROM     sessions s
           WHERE    s.team IN (SELECT value FROM json_each(CAST($1 AS TEXT))) AND s.progress = 'closed'
           ORDER BY s.day DESC, s.id DESC"#,
        list(teams.iter().map(|team| team.id))?,
        asker.me.as_ref().map(|me| me.id.key()),
        asker.guest.as_ref().map(|guest| guest.0.clone()),
    )
    .fetch_all(db)
    .await?;
    let past = |row: PastRow| {
        let PastRow { id, team, module, page, day, progress, state, there, late, caught_up } = row;
        let of = teams.iter().find(|one| one.id == team)?;
        let State::Closed { at, .. } = state.0 else { return None };
        let me = Attendance::of(asker, of, at, (there > 0, late > 0));
        let card = SessionCard { id, source: (module, page), day, progress };
        Some((team, card, Past { session: id, me, caught_up: usize::try_from(caught_up).unwrap_or(0) }))
    };
    Ok(rows.into_iter().filter_map(past).collect())
}
