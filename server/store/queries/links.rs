//! Telling how it went by a link, without signing in.

use super::{Conn, agreements, asking, following, places, sessions};
use domain::{
    Asker, Date, Refusal, SessionId, Team, Timestamp,
    agreement::Followed,
    link::{Bearer, ReportLink},
    store::{NewReport, Stored},
};

pub async fn by_link(
    db: &mut Conn,
    link: &ReportLink,
    now: Timestamp,
    today: Date,
) -> Stored<(Team, Followed)> {
    let holder = holder(db, link, now, today).await?;
    let agreement = agreements::load(db, link.agreement).await?.ok_or(Refusal::Missing)?;
    let team = places::team(db, agreement.team).await?.ok_or(Refusal::Missing)?;
    let followed = agreements::followed(db, vec![agreement]).await?;
    let followed = followed.into_iter().next().ok_or(Refusal::Missing)?;
    link.opens(&holder, &followed)?;
    Ok((team, followed))
}

pub async fn report_by_link(
    db: &mut Conn,
    link: &ReportLink,
    report: &NewReport,
    now: Timestamp,
    today: Date,
) -> Stored<Vec<SessionId>> {
    let team = agreements::load(db, link.agreement).await?.ok_or(Refusal::Missing)?.team;
    let showing = sessions::showing(db, team, link.agreement).await?;
    for session in &showing {
        sessions::take(db, *session).await?;
    }
    let followed = following::take(db, link.agreement).await?;
    let holder = holder(db, link, now, today).await?;
    let team = places::team(db, team).await?.ok_or(Refusal::Missing)?;
    if let Some(told) = followed.tell_by_link(link, &holder, &team, report)? {
        following::save(db, told, holder.me.map(|me| me.id), None).await?;
    }
    Ok(showing)
}

/// The person that a link names as they stand today; nobody before a wall.
async fn holder(db: &mut Conn, link: &ReportLink, now: Timestamp, today: Date) -> Stored<Asker> {
    match link.bearer {
        Bearer::Person(person) => asking::person(db, person, now, today).await,
        Bearer::Wall => Ok(Asker::nobody(now, today)),
    }
}
