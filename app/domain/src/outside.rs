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

/// The post.
#[async_trait]
pub trait Post: Send + Sync {
    /// Sends a sign-in code.
    async fn code(&self, to: &Address, lang: Lang, code: &str) -> Result<(), NotSent>;
    /// Sends an invitation's link.
    async fn invitation(&self, to: &Address, lang: Lang, place: &str, link: &str) -> Result<(), NotSent>;
}
