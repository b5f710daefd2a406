//! «Inviter»: a link to show to many, or one sent by mail.

use crate::Fault;
use domain::{OwnerId, TeamId, UnitId};
use leptos::prelude::*;

/// Invites to a role in a team, a unit or an owner. With an address the link is sent there; without one it is shown,
/// and a link to take part in a team then serves everyone who is given it.
#[server(prefix = "/api", endpoint = "inviter")]
pub async fn invite(
    role: String,
    team: Option<TeamId>,
    unit: Option<UnitId>,
    owner: Option<OwnerId>,
    address: Option<String>,
    /// The page to come back to when a mail has been sent.
    back: Option<String>,
) -> Result<(), Fault> {
    use domain::{
        InvitationId,
        people::{Role, Scope},
        signin::{Address, INVITATION},
        store::NewInvitation,
    };
    let (asker, services) = (crate::asker(), crate::Services::get());
    let (here, reply) = (crate::Here::get(), crate::Reply::get());
    let role = match role.as_str() {
        "deltaker" => Role::Member,
        "prosessleder" => Role::Facilitator,
        "leder" => Role::Leader,
        "eier" => Role::Owner,
        _ => return Err(Fault::invalid("role")),
    };
    let scope = match (team, unit, owner) {
        (Some(team), None, None) => Scope::Team(team),
        (None, Some(unit), None) => Scope::Unit(unit),
        (None, None, Some(owner)) => Scope::Owner(owner),
        _ => return Err(Fault::invalid("team")),
    };
    let address = address.filter(|typed| !typed.trim().is_empty());
    let to = address.map(|typed| Address::parse(&typed)).transpose()?;
    let (token, hash) = services.token();
    let invitation = NewInvitation {
        id: InvitationId(services.ambient.ordered_id()),
        token: hash.clone(),
        role,
        scope,
        many: to.is_none() && role == Role::Member,
        expires: asker.now + INVITATION,
    };
    services.store.invite(&asker, &invitation).await?;
    // The demo sends no mail, so its links are shown.
    let Some(to) = to.filter(|_| !services.demo) else {
        reply.redirect(here.to(&format!("invitasjon/{token}/del")));
        return Ok(());
    };
    let place = services.store.invitation(&hash, asker.now).await?.place;
    let link = format!("{}{}", services.public_url, here.to(&format!("invitasjon/{token}")));
    services.post.invitation(&to, here.lang, &place, &link).await.map_err(|why| {
        tracing::error!(%why, "an invitation was not sent");
        Fault::NotSent
    })?;
    if let Some(back) = back {
        reply.redirect(back);
    }
    Ok(())
}
