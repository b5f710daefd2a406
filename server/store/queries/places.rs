//! Owners, units and teams.

use super::{Conn, invitations, list};
use domain::{
    Asker, Date, MembershipId, OwnerId, Refusal, Team, TeamId, UnitId,
    people::{Owner, Scope, Unit},
    store::Stored,
};

pub async fn start_team(db: &mut Conn, asker: &Asker, team: &Team, membership: MembershipId) -> Stored<()> {
    let team = team.clone().start(asker)?;
    let done = sqlx::query!(
        "INSERT INTO teams (id, name, unit) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        team.id.key(),
        team.name,
        team.unit.map(UnitId::key),
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 0 {
        let there = self::team(db, team.id).await?.ok_or(Refusal::Missing)?;
        let held = super::asking::roles(db, asker.person()?).await?;
        return Ok(team.started(&there, &held)?);
    }
    match team.starters_role() {
        Some(role) => invitations::grant(db, asker, membership, role, Scope::Team(team.id)).await,
        None => Ok(()),
    }
}

pub async fn add_unit(db: &mut Conn, asker: &Asker, unit: &Unit) -> Stored<()> {
    let unit = unit.clone().set_up(asker)?;
    sqlx::query!(
        "INSERT INTO units (id, owner, name, kind) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        unit.id.key(),
        unit.owner.key(),
        unit.name,
        unit.kind as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn discussed(db: &mut Conn, asker: &Asker, id: UnitId, day: Date) -> Stored<()> {
    let unit = unit(db, id).await?.ok_or(Refusal::Missing)?.discuss(asker, day)?;
    sqlx::query!(
        "UPDATE units SET discussed = $2 WHERE id = $1",
        id.key(),
        unit.discussed.map(|day| day.to_string()),
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn team(db: &mut Conn, id: TeamId) -> Stored<Option<Team>> {
    let team = sqlx::query_as!(Team, "SELECT id, name, unit FROM teams WHERE id = $1", id.key());
    Ok(team.fetch_optional(db).await?)
}

pub async fn teams(db: &mut Conn, ids: impl IntoIterator<Item = TeamId>) -> Stored<Vec<Team>> {
    let teams = sqlx::query_as!(
        Team,
        "SELECT   id, name, unit
         FROM     teams
         WHERE    id IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         ORDER BY id",
        list(ids)?,
    );
    Ok(teams.fetch_all(db).await?)
}

pub async fn teams_in(db: &mut Conn, unit: UnitId) -> Stored<Vec<Team>> {
    let teams =
        sqlx::query_as!(Team, "SELECT id, name, unit FROM teams WHERE unit = $1 ORDER BY id", unit.key());
    Ok(teams.fetch_all(db).await?)
}

pub async fn unit(db: &mut Conn, id: UnitId) -> Stored<Option<Unit>> {
    let unit =
        sqlx::query_as!(Unit, "SELECT id, owner, name, kind, discussed FROM units WHERE id = $1", id.key());
    Ok(unit.fetch_optional(db).await?)
}

pub async fn units(db: &mut Conn, ids: impl IntoIterator<Item = UnitId>) -> Stored<Vec<Unit>> {
    let units = sqlx::query_as!(
        Unit,
        "SELECT   id, owner, name, kind, discussed
         FROM     units
         WHERE    id IN (SELECT value FROM json_each(CAST($1 AS TEXT)))
         ORDER BY id",
        list(ids)?,
    );
    Ok(units.fetch_all(db).await?)
}

pub async fn units_of(db: &mut Conn, owner: OwnerId) -> Stored<Vec<Unit>> {
    let units = sqlx::query_as!(
        Unit,
        "SELECT id, owner, name, kind, discussed FROM units WHERE owner = $1 ORDER BY id",
        owner.key(),
    );
    Ok(units.fetch_all(db).await?)
}

pub async fn owner(db: &mut Conn, id: OwnerId) -> Stored<Option<Owner>> {
    let owner = sqlx::query_as!(Owner, "SELECT id, name FROM owners WHERE id = $1", id.key());
    Ok(owner.fetch_optional(db).await?)
}
