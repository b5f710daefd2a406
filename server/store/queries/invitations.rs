//! Invitations to hold a role, and the roles that come of them.

use super::{Conn, asking, columns, log, scope};
use domain::{
    Asker, MembershipId, OwnerId, PersonId, Refusal, TeamId, Timestamp, TokenHash, UnitId,
    people::{Offer, Owner, Role, Scope},
    signin,
    store::{Event, Invitation, NewInvitation, Stored},
    text,
};

struct Row {
    id: domain::InvitationId,
    role: Role,
    team: Option<TeamId>,
    unit: Option<UnitId>,
    owner: Option<OwnerId>,
    many: bool,
    expires: Timestamp,
    taken_by: Option<PersonId>,
    place: String,
    by: String,
}

impl Row {
    fn scope(&self) -> Scope {
        scope(self.team, self.unit, self.owner)
    }

    const fn offer(&self) -> Offer {
        Offer { many: self.many, expires: self.expires, taken_by: self.taken_by }
    }
}

pub async fn invite(db: &mut Conn, asker: &Asker, invitation: &NewInvitation) -> Stored<()> {
    let owner = match invitation.scope {
        Scope::Unit(unit) => {
            sqlx::query_scalar!("SELECT owner FROM units WHERE id = $1", unit.key())
                .fetch_optional(&mut *db)
                .await?
        }
        _ => None,
    };
    let unit = match invitation.scope {
        Scope::Team(team) => super::places::team(db, team).await?.and_then(|team| team.unit),
        _ => None,
    };
    let by = asker.may_invite(invitation.role, invitation.scope, unit, owner)?;
    signin::may_invite_again(given_lately(db, by, asker.now).await?)?;
    insert(db, invitation, Some(by)).await?;
    log(db, by, asker.now, Event::Invited(invitation.role, invitation.scope)).await
}

/// How many invitations a person has given lately; whoever else gives one as the same person waits.
async fn given_lately(db: &mut Conn, person: PersonId, now: Timestamp) -> Stored<i64> {
    sqlx::query!("UPDATE people SET name = name WHERE id = $1", person.key()).execute(&mut *db).await?;
    let given = sqlx::query_scalar!(
        r#"SELECT COUNT(*) AS "n!: i64" FROM invitations WHERE invited_by = $1 AND expires > $2"#,
        person.key(),
        signin::given_lately_runs_out_after(now).0,
    );
    Ok(given.fetch_one(db).await?)
}

pub async fn invite_first(db: &mut Conn, invitation: &NewInvitation, owner: Option<&Owner>) -> Stored<()> {
    if !invitation.role.fits(invitation.scope) {
        return Err(Refusal::Invalid.into());
    }
    if let Some(owner) = owner {
        sqlx::query!(
            "INSERT INTO owners (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            owner.id.key(),
            text::required(&owner.name, text::NAME)?,
        )
        .execute(&mut *db)
        .await?;
    }
    insert(db, invitation, None).await
}

async fn insert(db: &mut Conn, invitation: &NewInvitation, by: Option<PersonId>) -> Stored<()> {
    let (team, unit, owner) = columns(invitation.scope);
    sqlx::query!(
        "INSERT INTO invitations (id, token, invited_by, role, team, unit, owner, many, expires)
         VALUES                  ($1, $2,    $3,         $4,   $5,   $6,   $7,    $8,   $9)
         ON CONFLICT DO NOTHING",
        invitation.id.key(),
        invitation.token.0,
        by.map(PersonId::key),
        invitation.role as _,
        team,
        unit,
        owner,
        invitation.many,
        invitation.expires.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn invitation(db: &mut Conn, token: &TokenHash, now: Timestamp) -> Stored<Invitation> {
    let row = by_token(db, token).await?;
    row.offer().take(None, now)?;
    Ok(Invitation { role: row.role, scope: row.scope(), place: row.place, by: row.by })
}

async fn by_token(db: &mut Conn, token: &TokenHash) -> Stored<Row> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT    i.id, i.role, i.team, i.unit, i.owner, i.many, i.expires, i.taken_by,
                     COALESCE(t.name, u.name, o.name, '') AS "place!: String",
                     COALESCE(p.name, '')                 AS "by!: String"
           FROM      invitations i
           LEFT JOIN teams  t ON t.id = i.team
           LEFT JOIN units  u ON u.id = i.unit
           LEFT JOIN owners o ON o.id = i.owner
           LEFT JOIN people p ON p.id = i.invited_by
           WHERE     i.token = $1"#,
        token.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.ok_or(Refusal::Missing)?)
}

pub async fn accept(
    db: &mut Conn,
    asker: &Asker,
    token: &TokenHash,
    membership: MembershipId,
) -> Stored<Scope> {
    let person = asker.person()?;
    // Two who press at once wait for one another here.
    sqlx::query!("UPDATE invitations SET token = token WHERE token = $1", token.0).execute(&mut *db).await?;
    let row = by_token(db, token).await?;
    row.offer().take(Some(person), asker.now)?;
    let (role, scope) = (row.role, row.scope());
    if row.taken_by.is_none() && !row.many {
        sqlx::query!(
            "UPDATE invitations SET taken_by = $2, taken_at = $3 WHERE id = $1",
            row.id.key(),
            person.key(),
            asker.now.0,
        )
        .execute(&mut *db)
        .await?;
    }
    let roles = asking::roles(db, person).await?;
    if !roles.iter().any(|m| m.role == role && m.scope == scope && m.holds_on(asker.today)) {
        grant(db, asker, membership, role, scope).await?;
    }
    Ok(scope)
}

/// Gives the asker a role from today on.
pub async fn grant(
    db: &mut Conn,
    asker: &Asker,
    membership: MembershipId,
    role: Role,
    scope: Scope,
) -> Stored<()> {
    let person = asker.person()?;
    let (team, unit, owner) = columns(scope);
    sqlx::query!(
        "INSERT INTO memberships (id, person, role, team, unit, owner, from_day)
         VALUES                  ($1, $2,     $3,   $4,   $5,   $6,    $7)",
        membership.key(),
        person.key(),
        role as _,
        team,
        unit,
        owner,
        asker.today.to_string(),
    )
    .execute(&mut *db)
    .await?;
    log(db, person, asker.now, Event::Granted(role, scope)).await
}
