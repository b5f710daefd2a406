//! «Ja takk»: the role that an invitation offers is taken.

use crate::Fault;
use leptos::prelude::*;

/// Takes the role, and goes to the place it is held.
#[server(prefix = "/api", endpoint = "ja-takk")]
pub async fn accept(token: String) -> Result<(), Fault> {
    use domain::{MembershipId, TokenHash, people::Scope};
    let (asker, services) = (crate::asker(), crate::Services::get());
    let membership = MembershipId(services.ambient.ordered_id());
    let scope = services.store.accept(&asker, &TokenHash(crate::hash(&[&token])), membership).await?;
    let place = match scope {
        Scope::Team(team) => format!("team/{team}"),
        Scope::Unit(unit) => format!("leder/{unit}"),
        Scope::Owner(owner) => format!("eier/{owner}"),
        Scope::Package => "min-side".to_owned(),
    };
    crate::Reply::get().redirect(crate::Here::get().to(&place));
    Ok(())
}
