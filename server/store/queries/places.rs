//! Owners, units and teams.

use super::{Conn, invitations, list};
use domain::{
    Asker, Date, MembershipId, OwnerId, Refusal, Team, TeamId, UnitId,
    people::{Owner, Role, Scope, Unit},
    store::Stored,
    text,
};

pub async fn start_team(db: &mut Conn, asker: &Asker, team: &Team, membership: MembershipId) -> Stored<()> {
    asker.may_start(team)?;
    let name = text::required(&team.name, text::NAME)?;
    let done = sqlx::query!(
        "INSERT INTO teams (id, name, unit) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        team.id.key(),
        name,
        team.unit.map(UnitId::key),
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 1 {
        // A leader's team gets its facilitator by invitation: leading a unit and leading its meetings are two roles.
        if team.unit.is_some() {
            return Ok(());
        }
        return invitations::grant(db, asker, membership, Role::Facilitator, Scope::Team(team.id)).await;
    }
    // A retry is harmless; another's team with this id is not the asker's to start.
    let mine = match team.unit {
        Some(_) => self::team(db, team.id).await?.is_some_and(|there| there.unit == team.unit),
        None => {
            let held = super::asking::roles(db, asker.person()?).await?;
            held.iter().any(|m| m.role == Role::Facilitator && m.scope == Scope::Team(team.id))
        }
    };
    if mine { Ok(()) } else { Err(Refusal::Forbidden.into()) }
}

pub async fn add_unit(db: &mut Conn, asker: &Asker, unit: &Unit) -> Stored<()> {
    asker.owns(unit.owner)?;
    if unit.discussed.is_some() {
        // That is the leader's to say, once there is one.
        return Err(Refusal::Invalid.into());
    }
    sqlx::query!(
        "INSERT INTO units (id, owner, name, kind) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        unit.id.key(),
        unit.owner.key(),
        text::required(&unit.name, text::NAME)?,
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
