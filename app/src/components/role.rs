//! What a role is called.

use crate::locales::texts;
use domain::{Lang, people::Role};

/// The role's name.
pub fn name(role: Role, lang: Lang) -> &'static str {
    let t = &texts(lang).role;
    match role {
        Role::Member => t.member,
        Role::Facilitator => t.facilitator,
        Role::Leader => t.leader,
        Role::Owner => t.owner,
        Role::Partner => t.partner,
        Role::Editor => t.editor,
    }
}
