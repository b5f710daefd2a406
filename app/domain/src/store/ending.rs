//! What is done once a session is over.

use crate::{
    Asker, ParticipantId, ReflectionId, SessionId,
    ending::worth::{Tally, Worth},
    store::Stored,
};
use async_trait::async_trait;

/// The view of one who was away, about to be saved.
#[derive(Clone, Debug)]
pub struct LateView {
    /// The prompt's id.
    pub prompt: String,
    /// The text; empty for none.
    pub text: String,
    /// The version it was made from.
    pub base: i64,
    /// The answer's id, should it be new.
    pub fresh: ReflectionId,
}

/// What is done once a session is over.
#[async_trait]
pub trait Ending: Send + Sync {
    /// Says whether a session was worth the time. Each participant's first answer counts; a second changes nothing.
    async fn rate(&self, asker: &Asker, session: SessionId, worth: Worth) -> Stored<()>;

    /// How many have answered what. [`Tally::shown`] says what of it anybody sees.
    async fn worth(&self, session: SessionId) -> Stored<Tally>;

    /// Saves the views of one who was away, all or none, and notes that they have caught up; with no view too.
    async fn catch_up(
        &self,
        asker: &Asker,
        session: SessionId,
        views: &[LateView],
        fresh: ParticipantId,
    ) -> Stored<()>;
}
