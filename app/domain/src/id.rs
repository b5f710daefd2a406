//! Identities. Each kind is a type of its own, so that a team's id never stands where a session's should.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Text that is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id: {0}")]
pub struct NotAnId(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The id as the databases keep it: a hyphenated UUID in lower case.
            pub fn key(self) -> String {
                self.0.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self).map_err(|_| NotAnId(text.to_owned()))
            }
        }

        #[cfg(feature = "sql")]
        impl<DB: sqlx::Database> sqlx::Type<DB> for $name
        where
            String: sqlx::Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <String as sqlx::Type<DB>>::type_info()
            }

            fn compatible(ty: &DB::TypeInfo) -> bool {
                <String as sqlx::Type<DB>>::compatible(ty)
            }
        }

        #[cfg(feature = "sql")]
        impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for $name
        where
            String: sqlx::Decode<'r, DB>,
        {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                Ok(String::decode(value)?.parse()?)
            }
        }
    )*};
}

ids! {
    /// A human.
    PersonId;
    /// A kommune, fylkeskommune or private owner.
    OwnerId;
    /// A barnehage, skole, SFO, PPT or other service.
    UnitId;
    /// A professional community.
    TeamId;
    /// A role that a person holds somewhere, from a date to a date.
    MembershipId;
    /// An invitation to hold a role.
    InvitationId;
    /// A signed-in browser.
    LoginId;
    /// A team's structured meeting.
    SessionId;
    /// Someone in one session. Version 4: nothing about it tells when somebody joined.
    ParticipantId;
    /// An answer to a prompt. Version 4, so that the order of ids is an order that reveals nobody.
    ReflectionId;
    /// A private note. Version 4.
    NoteId;
    /// What a team agreed to try.
    AgreementId;
    /// How a try-out went.
    ReportId;
    /// What a team lifts to its leader.
    ObstacleId;
    /// What a reader said of a page. Version 4.
    FeedbackId;
}
