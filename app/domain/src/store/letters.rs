//! What is sent to a person: reminders by mail, and a calendar that a program of theirs reads.

use super::Stored;
use crate::{
    Asker, Date, Lang, PersonId, SessionId, Team, Timestamp, TokenHash,
    agreement::Agreement,
    reminder::{Matters, Week},
    signin::Address,
};
use async_trait::async_trait;
use uuid::Uuid;

/// What a person wants sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// The language of mail and calendar.
    pub lang: Lang,
    /// Whether reminders come.
    pub reminders: bool,
    /// Whether there is a calendar to read.
    pub calendar: bool,
}

/// A session in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarSession {
    /// The session.
    pub id: SessionId,
    /// Whose it is.
    pub team: Team,
    /// `module` and `page` it was made from.
    pub source: (String, String),
    /// The day it is planned for.
    pub day: Date,
    /// When it was planned.
    pub at: Timestamp,
    /// Counts its changes.
    pub revision: i64,
}

/// What stands in a person's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The person.
    pub person: PersonId,
    /// The language.
    pub lang: Lang,
    /// The sessions of the person's teams that are not over, the nearest first.
    pub sessions: Vec<CalendarSession>,
    /// What the teams have not decided on, with the team, the newest first.
    pub agreements: Vec<(Team, Agreement)>,
}

/// Somebody to remind, and what there is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The person, as they stand today.
    pub asker: Asker,
    /// Where mail to the person goes.
    pub address: Address,
    /// The language.
    pub lang: Lang,
    /// What the person's teams have going.
    pub matters: Vec<Matters>,
    /// When the person's last digest was sent.
    pub last: Option<Timestamp>,
}

/// A digest that one worker has for itself, until its lease runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Whose digest.
    pub person: PersonId,
    /// Of which week.
    pub week: Week,
    /// The worker's mark on it.
    pub by: Uuid,
    /// How many have tried, this one included.
    pub tries: i64,
}

/// What became of a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The mail server took it.
    Sent,
    /// It was certainly not sent, and is tried again then.
    Again(Timestamp),
    /// It was certainly not sent, and is not tried again.
    GivenUp,
    /// There was nothing to say after all, so it never was.
    Nothing,
}

/// A digest in a person's takeout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeoutDigest {
    /// The week, as ISO 8601 writes it.
    pub week: String,
    /// Where it stands: `waiting`, `claimed`, `handed`, `sent` or `given_up`.
    pub state: String,
    /// When it came to stand there.
    pub at: Timestamp,
}

/// Reminders and calendars.
///
/// A digest is queued once a person and week, however many servers ask; it is claimed by one worker at a time. From the
/// moment it is handed to the mail server it may have been sent, and is never claimed again: two servers, a crash and a
/// lost connection send it once or not at all. Only where the server itself said no, or was not reached, is it tried
/// again.
#[async_trait]
pub trait Letters: Send + Sync {
    /// What the asker wants sent.
    async fn wishes(&self, asker: &Asker) -> Stored<Wishes>;

    /// Sets the language in which the asker's reminders come, or that none do.
    async fn wish(&self, asker: &Asker, reminders: Option<Lang>) -> Stored<()>;

    /// Turns a person's reminders off, by the link that came with one.
    async fn sign_off(&self, person: PersonId, now: Timestamp) -> Stored<()>;

    /// Gives the asker a calendar, in place of any other, or takes it away.
    async fn subscribe(&self, asker: &Asker, calendar: Option<&TokenHash>) -> Stored<()>;

    /// What stands in the calendar with this token, if there is one.
    async fn feed(&self, calendar: &TokenHash, now: Timestamp, today: Date) -> Stored<Feed>;

    /// What there may be to remind the asker of.
    async fn matters(&self, asker: &Asker) -> Stored<(Vec<Matters>, Option<Timestamp>)>;

    /// Those in teams who want reminders and have no digest in this week.
    async fn unreminded(&self, week: Week, today: Date) -> Stored<Vec<PersonId>>;

    /// Somebody to remind; nobody where the person has no address, no team or no wish for it any more.
    async fn recipient(&self, person: PersonId, now: Timestamp, today: Date) -> Stored<Option<Recipient>>;

    /// Queues a person's digest of a week; nothing where there is one.
    async fn queue(&self, person: PersonId, week: Week, now: Timestamp) -> Stored<()>;

    /// Takes the digest that has waited longest, for a while that is told in [`crate::reminder::LEASE`].
    async fn claim_digest(&self, week: Week, by: Uuid, now: Timestamp) -> Stored<Option<Claim>>;

    /// Notes that a digest is now handed to the mail server; `false` where the lease ran out and another has it.
    async fn hand_over(&self, claim: &Claim, now: Timestamp) -> Stored<bool>;

    /// Notes what became of it.
    async fn settle(&self, claim: &Claim, fate: Fate, now: Timestamp) -> Stored<()>;

    /// Forgets the digests of weeks before this one.
    async fn clear(&self, before: Week) -> Stored<()>;
}
