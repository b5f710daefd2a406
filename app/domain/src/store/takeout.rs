//! All that is stored about a person, in the rules' own words. `app` writes it as a file; which column lands where is
//! told, and held by a test, in `server/store/queries/takeout.rs`.

use crate::{
    AgreementId, Date, Lang, SessionId, Timestamp,
    agreement::{Answer, Decision, Outcome, Terms},
    people::{Person, Role, Scope},
    session::Place,
    store::TakeoutDigest,
};
use serde::{Deserialize, Serialize};

/// All that is stored about a person, notes apart. Others are not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Takeout {
    /// The person.
    pub person: Person,
    /// The addresses the person signs in with.
    pub addresses: Vec<String>,
    /// When somebody asked for a code to one of them; gone within two hours.
    pub codes: Vec<Timestamp>,
    /// The browsers that are signed in.
    pub logins: Vec<TakeoutLogin>,
    /// The log of role grants and of access, the oldest first.
    pub log: Vec<Logged>,
    /// The roles, past and future ones too.
    pub roles: Vec<TakeoutRole>,
    /// The invitations given and taken.
    pub invitations: Vec<TakeoutInvitation>,
    /// The sessions planned, started or taken part in.
    pub sessions: Vec<TakeoutSession>,
    /// The answers written there.
    pub reflections: Vec<TakeoutReflection>,
    /// The agreements the person follows up, or has decided on for the team.
    pub agreements: Vec<TakeoutAgreement>,
    /// The reports told, as a person or as the guest one was.
    pub reports: Vec<TakeoutReport>,
    /// The answers to what teams have lifted: the team, and the answer.
    pub answers: Vec<(String, Answer)>,
    /// The pages marked done: `module/page`.
    pub pages_done: Vec<String>,
    /// The language of mail to the person, and when reminders were turned off, if they are.
    pub mail: Option<(Lang, Option<Timestamp>)>,
    /// The digests of the last weeks.
    pub digests: Vec<TakeoutDigest>,
}

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoutLogin {
    /// When it signed in.
    pub opened: Timestamp,
    /// When it was last used.
    pub used: Timestamp,
    /// Whether it is a shared machine.
    pub shared_device: bool,
}

/// What the log tells of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Signed in.
    SignedIn {
        /// On a shared machine.
        shared_device: bool,
    },
    /// Was given a role.
    Granted(Role, Scope),
    /// Offered somebody a role.
    Invited(Role, Scope),
    /// Was forgotten.
    Forgotten,
}

impl Event {
    /// The role that it is about.
    pub const fn role(&self) -> Option<(Role, Scope)> {
        match self {
            Event::Granted(role, scope) | Event::Invited(role, scope) => Some((*role, *scope)),
            Event::SignedIn { .. } | Event::Forgotten => None,
        }
    }
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// When.
    pub at: Timestamp,
    /// What.
    pub event: Event,
    /// What the place is called, where it is about a role.
    pub place: String,
}

/// A role in a [`Takeout`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoutRole {
    /// The role.
    pub role: Role,
    /// What the place is called.
    pub place: String,
    /// The first day.
    pub from: Date,
    /// The last day, where set.
    pub to: Option<Date>,
}

/// An invitation in a [`Takeout`]: given by the person, or taken by the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoutInvitation {
    /// Whether the person gave it.
    pub given: bool,
    /// The role.
    pub role: Role,
    /// What the place is called.
    pub place: String,
    /// Whether the link serves many.
    pub many: bool,
    /// When it runs out.
    pub expires: Timestamp,
    /// When it was taken, where it serves one.
    pub taken: Option<Timestamp>,
}

/// A session in a [`Takeout`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoutSession {
    /// The session.
    pub id: SessionId,
    /// The team's name.
    pub team: String,
    /// `module/page`.
    pub page: String,
    /// The day it was planned for.
    pub day: Date,
    /// When the person planned it, where it was the person.
    pub planned: Option<Timestamp>,
    /// When the person started it, where it was the person.
    pub started: Option<Timestamp>,
    /// How the person took part.
    pub taken_part: Vec<TakeoutPart>,
}

/// How somebody took part in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoutPart {
    /// The name or nickname used.
    pub name: String,
    /// The number in the order of joining.
    pub number: i64,
    /// Whether it was as the leader of the team's unit.
    pub leader: bool,
    /// Where the person last said «Jeg er ferdig».
    pub ready: Option<Place>,
    /// Whether it was afterwards, as one who was away.
    pub late: bool,
    /// Whether the person has said if it was worth the time. What was said is kept apart from who said it.
    pub rated: bool,
}

/// An answer in a [`Takeout`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoutReflection {
    /// The session it was written in.
    pub session: SessionId,
    /// The session's day.
    pub day: Date,
    /// `module/page/prompt`.
    pub prompt: String,
    /// The state of the content it answers.
    pub revision: String,
    /// The text.
    pub text: String,
    /// When it was last saved.
    pub saved: Timestamp,
    /// The words that others see, where it is opened.
    pub opened: Option<String>,
    /// Whether it is held back from openings.
    pub held_back: bool,
}

/// An agreement in a [`Takeout`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoutAgreement {
    /// The agreement.
    pub id: AgreementId,
    /// The team's name.
    pub team: String,
    /// When it was written down.
    pub at: Timestamp,
    /// The sentence, where the person follows it up.
    pub follows_up: Option<Terms>,
    /// The decision, where the person pressed for the team.
    pub decided: Option<Decision>,
}

/// A report in a [`Takeout`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoutReport {
    /// The agreement it is about.
    pub agreement: AgreementId,
    /// The team's name.
    pub team: String,
    /// Gjort, delvis, ikke ennå.
    pub outcome: Outcome,
    /// What was seen.
    pub seen: String,
    /// The name it was told under.
    pub name: String,
    /// When.
    pub at: Timestamp,
}
