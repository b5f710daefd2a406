//! What is sent to people: what they want of it, the calendar, and the queue of digests.

use super::{Conn, agreements, asking, list, overview};
use domain::{
    Asker, Date, Lang, PersonId, Refusal, SessionId, Team, TeamId, Timestamp, TokenHash,
    reminder::{LEASE, Matters, Week},
    session::Planned,
    signin::Address,
    store::{CalendarSession, Claim, Failure, Fate, Feed, Recipient, Stored, TakeoutDigest, Wishes},
};
use sqlx::types::Json;

/// Where somebody without a row of their own is met.
const DEFAULT: Wishes = Wishes { lang: Lang::Nb, reminders: true, calendar: false };

pub async fn wishes(db: &mut Conn, asker: &Asker) -> Stored<Wishes> {
    wishes_of(db, asker.person()?).await
}

async fn wishes_of(db: &mut Conn, person: PersonId) -> Stored<Wishes> {
    let row = sqlx::query!("SELECT lang, off, calendar FROM correspondence WHERE person = $1", person.key())
        .fetch_optional(db)
        .await?;
    let Some(row) = row else { return Ok(DEFAULT) };
    Ok(Wishes { lang: language(&row.lang)?, reminders: row.off.is_none(), calendar: row.calendar.is_some() })
}

fn language(code: &str) -> Stored<Lang> {
    code.parse().map_err(|why| Failure::Broken(format!("{why}")))
}

/// Notes the language that somebody new is met in.
pub async fn meet(db: &mut Conn, person: PersonId, lang: Lang) -> Stored<()> {
    sqlx::query!(
        "INSERT INTO correspondence (person, lang)
         VALUES                     ($1,     $2)
         ON CONFLICT DO NOTHING",
        person.key(),
        lang.code(),
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn wish(db: &mut Conn, asker: &Asker, reminders: Option<Lang>) -> Stored<()> {
    let person = asker.person()?;
    let Some(lang) = reminders else { return sign_off(db, person, asker.now).await };
    sqlx::query!(
        "INSERT INTO correspondence (person, lang)
         VALUES                     ($1,     $2)
         ON CONFLICT (person) DO UPDATE SET lang = $2, off = NULL",
        person.key(),
        lang.code(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Of one who has been forgotten nothing is written down again.
pub async fn sign_off(db: &mut Conn, person: PersonId, now: Timestamp) -> Stored<()> {
    sqlx::query!(
        "INSERT INTO correspondence (person, lang, off)
         SELECT                      id,     'nb', CAST($2 AS BIGINT)
         FROM                        people
         WHERE                       id = $1 AND EXISTS (SELECT 1 FROM credentials c WHERE c.person = people.id)
         ON CONFLICT (person) DO UPDATE SET off = COALESCE(correspondence.off, CAST($2 AS BIGINT))",
        person.key(),
        now.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn subscribe(db: &mut Conn, asker: &Asker, calendar: Option<&TokenHash>) -> Stored<()> {
    sqlx::query!(
        "INSERT INTO correspondence (person, lang, calendar)
         VALUES                     ($1,     'nb', $2)
         ON CONFLICT (person) DO UPDATE SET calendar = $2",
        asker.person()?.key(),
        calendar.map(|calendar| calendar.0.clone()),
    )
    .execute(db)
    .await?;
    Ok(())
}

struct SessionRow {
    id: SessionId,
    team: TeamId,
    module: String,
    page: String,
    day: Date,
    planned: Json<Planned>,
    revision: i64,
}

pub async fn feed(db: &mut Conn, calendar: &TokenHash, now: Timestamp, today: Date) -> Stored<Feed> {
    let row = sqlx::query!("SELECT person, lang FROM correspondence WHERE calendar = $1", calendar.0)
        .fetch_optional(&mut *db)
        .await?
        .ok_or(Refusal::Missing)?;
    let asker = asking::person(db, row.person, now, today).await?;
    let mine: Vec<&Team> = asker.teams.iter().filter(|team| asker.in_team(team.id).is_ok()).collect();
    let team = |id: TeamId| mine.iter().find(|team| team.id == id).map(|team| (*team).clone());
    let sessions = sqlx::query_as!(
        SessionRow,
        "SELECT   id, team, module, page, day, planned, revision
         FROM     sessions
         WHERE    team IN (SELECT value FROM json_each(CAST($1 AS TEXT))) AND progress <> 'closed'
         ORDER BY day, id",
        list(mine.iter().map(|team| team.id))?,
    )
    .fetch_all(&mut *db)
    .await?;
    let session = |row: SessionRow| {
        let SessionRow { id, module, page, day, planned, revision, .. } = row;
        let team = team(row.team)?;
        Some(CalendarSession { id, team, source: (module, page), day, at: planned.at, revision })
    };
    let all = agreements::of_teams(db, mine.iter().map(|team| team.id)).await?;
    let open = all.into_iter().filter(|agreement| agreement.is_open());
    Ok(Feed {
        person: row.person,
        lang: language(&row.lang)?,
        sessions: sessions.into_iter().filter_map(session).collect(),
        agreements: open.filter_map(|agreement| Some((team(agreement.team)?, agreement))).collect(),
    })
}

pub async fn matters(db: &mut Conn, asker: &Asker) -> Stored<(Vec<Matters>, Option<Timestamp>)> {
    let last = last(db, asker.person()?).await?;
    Ok((overview::matters(db, asker).await?, last))
}

/// When a person's last digest was sent, as far as anybody knows.
async fn last(db: &mut Conn, person: PersonId) -> Stored<Option<Timestamp>> {
    let at = sqlx::query_scalar!(
        r#"SELECT MAX(at) AS "at?: Timestamp" FROM digests WHERE person = $1 AND state IN ('handed', 'sent')"#,
        person.key(),
    );
    Ok(at.fetch_one(db).await?)
}

pub async fn unreminded(db: &mut Conn, week: Week, today: Date) -> Stored<Vec<PersonId>> {
    let people = sqlx::query_scalar!(
        r#"SELECT    p.id
           FROM      people         p
           LEFT JOIN correspondence w ON w.person = p.id
           WHERE     w.off IS NULL
           AND       EXISTS (SELECT 1 FROM credentials c WHERE c.person = p.id AND c.kind = 'email')
           AND       EXISTS (SELECT 1
                             FROM   memberships m
                             WHERE  m.person = p.id AND m.team IS NOT NULL AND m.role IN ('member', 'facilitator')
                             AND    m.from_day <= $2 AND (m.to_day IS NULL OR m.to_day >= $2))
           AND       NOT EXISTS (SELECT 1 FROM digests d WHERE d.person = p.id AND d.week = $1)
           ORDER BY  p.id"#,
        week.to_string(),
        today.to_string(),
    );
    Ok(people.fetch_all(db).await?)
}

pub async fn recipient(
    db: &mut Conn,
    person: PersonId,
    now: Timestamp,
    today: Date,
) -> Stored<Option<Recipient>> {
    let wishes = wishes_of(db, person).await?;
    let address = sqlx::query_scalar!(
        "SELECT value FROM credentials WHERE person = $1 AND kind = 'email' ORDER BY value LIMIT 1",
        person.key(),
    )
    .fetch_optional(&mut *db)
    .await?;
    let address = address.and_then(|address| Address::parse(&address).ok());
    let Some(address) = address.filter(|_| wishes.reminders) else { return Ok(None) };
    let asker = asking::person(db, person, now, today).await?;
    let (matters, last) = matters(db, &asker).await?;
    Ok(Some(Recipient { asker, address, lang: wishes.lang, matters, last }))
}

pub async fn queue(db: &mut Conn, person: PersonId, week: Week, now: Timestamp) -> Stored<()> {
    sqlx::query!(
        "INSERT INTO digests (person, week, state,     at, due, tries)
         VALUES              ($1,     $2,   'waiting', $3, $3,  0)
         ON CONFLICT DO NOTHING",
        person.key(),
        week.to_string(),
        now.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The row itself says whether it may be claimed, at the moment it is changed: where two workers choose the same one,
/// the second finds it taken and chooses another.
pub async fn claim(db: &mut Conn, week: Week, by: String, now: Timestamp) -> Stored<Option<(PersonId, i64)>> {
    let of = week.to_string();
    loop {
        let first = sqlx::query!(
            "SELECT   person, tries
             FROM     digests
             WHERE    week = $1 AND due <= $2 AND state IN ('waiting', 'claimed')
             ORDER BY due, person
             LIMIT    1",
            of,
            now.0,
        )
        .fetch_optional(&mut *db)
        .await?;
        let Some(first) = first else { return Ok(None) };
        let taken = sqlx::query!(
            "UPDATE digests
             SET    state = 'claimed', at = $3, due = $4, tries = tries + 1, holder = $5
             WHERE  person = $1 AND week = $2 AND due <= $3 AND state IN ('waiting', 'claimed')",
            first.person.key(),
            of,
            now.0,
            (now + LEASE).0,
            by,
        )
        .execute(&mut *db)
        .await?;
        if taken.rows_affected() == 1 {
            return Ok(Some((first.person, first.tries + 1)));
        }
    }
}

pub async fn hand_over(db: &mut Conn, claim: &Claim, now: Timestamp) -> Stored<bool> {
    let handed = sqlx::query!(
        "UPDATE digests
         SET    state = 'handed', at = $4
         WHERE  person = $1 AND week = $2 AND holder = $3 AND state = 'claimed'",
        claim.person.key(),
        claim.week.to_string(),
        claim.by.to_string(),
        now.0,
    );
    Ok(handed.execute(db).await?.rows_affected() == 1)
}

pub async fn settle(db: &mut Conn, claim: &Claim, fate: Fate, now: Timestamp) -> Stored<()> {
    let (person, week, by) = (claim.person.key(), claim.week.to_string(), claim.by.to_string());
    let (state, due) = match fate {
        Fate::Sent => ("sent", now),
        Fate::Again(at) => ("waiting", at),
        Fate::GivenUp => ("given_up", now),
        Fate::Nothing => {
            sqlx::query!(
                "DELETE FROM digests WHERE person = $1 AND week = $2 AND holder = $3",
                person,
                week,
                by
            )
            .execute(db)
            .await?;
            return Ok(());
        }
    };
    sqlx::query!(
        "UPDATE digests SET state = $4, at = $5, due = $6 WHERE person = $1 AND week = $2 AND holder = $3",
        person,
        week,
        by,
        state,
        now.0,
        due.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn clear(db: &mut Conn, before: Week) -> Stored<()> {
    sqlx::query!("DELETE FROM digests WHERE week < $1", before.to_string()).execute(db).await?;
    Ok(())
}

/// The language of mail to a person, and when reminders were turned off.
pub async fn mail(db: &mut Conn, person: PersonId) -> Stored<Option<(Lang, Option<Timestamp>)>> {
    let row = sqlx::query!("SELECT lang, off FROM correspondence WHERE person = $1", person.key())
        .fetch_optional(db)
        .await?;
    row.map(|row| Ok((language(&row.lang)?, row.off))).transpose()
}

/// A person's digests, the oldest first.
pub async fn digests(db: &mut Conn, person: PersonId) -> Stored<Vec<TakeoutDigest>> {
    let digests = sqlx::query_as!(
        TakeoutDigest,
        "SELECT week, state, at FROM digests WHERE person = $1 ORDER BY week",
        person.key(),
    );
    Ok(digests.fetch_all(db).await?)
}
