//! What the product needs of the world outside: time, randomness, the post, and a voice to those who listen.

use crate::{Date, Lang, SessionId, Timestamp, signin::Address};
use async_trait::async_trait;
use uuid::Uuid;

/// Time and randomness, asked for at the edge and handed inwards as arguments.
pub trait Ambient: Send + Sync {
    /// The moment.
    fn now(&self) -> Timestamp;
    /// The day in Norway at a moment.
    fn day_of(&self, at: Timestamp) -> Date;
    /// The hour and the minute in Norway at a moment.
    fn clock_at(&self, at: Timestamp) -> (i8, i8);
    /// The day in Norway.
    fn today(&self) -> Date {
        self.day_of(self.now())
    }
    /// A new id that may tell when it was made (version 7).
    fn ordered_id(&self) -> Uuid;
    /// A new id that tells nothing (version 4).
    fn random_id(&self) -> Uuid;
    /// Random bytes, for codes and tokens.
    fn random(&self, bytes: &mut [u8]);
}

/// Tells everyone who has a session on the screen that it has changed. Called after the commit, never before.
pub trait Announce: Send + Sync {
    /// The session changed.
    fn changed(&self, session: SessionId);
}

/// Mail that could not be handed over to the mail server.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("mail was not sent: {0}")]
pub struct NotSent(pub String);

/// A letter that nobody asked for at this moment: in two writings, and with a way to get no more of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is about.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// The same as a document in HTML.
    pub html: String,
    /// The address that, asked with POST, sends no more of them (RFC 8058).
    pub stop: String,
}

/// A letter that the mail server did not say it took.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// It said no, so the letter was not sent.
    #[error("mail was refused: {why}")]
    No {
        /// Whether it will say the same the next time.
        for_good: bool,
        /// What it said.
        why: String,
    },
    /// The line broke before it answered, so the letter may have been sent.
    #[error("mail may have been sent: {0}")]
    Perhaps(String),
}

/// The post.
#[async_trait]
pub trait Post: Send + Sync {
    /// Sends a sign-in code.
    async fn code(&self, to: &Address, lang: Lang, code: &str) -> Result<(), NotSent>;
    /// Sends an invitation's link.
    async fn invitation(&self, to: &Address, lang: Lang, place: &str, link: &str) -> Result<(), NotSent>;
    /// Whether there is a mail server that answers.
    async fn is_there(&self) -> Result<(), NotSent>;
    /// Sends a letter.
    async fn letter(&self, to: &Address, letter: &Letter) -> Result<(), Undelivered>;
}
