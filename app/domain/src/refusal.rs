//! Why a rule says no. One closed list, so that every refusal has its sentence in every language.

use crate::{agreement::Part, text};
use serde::{Deserialize, Serialize};

/// A rule's no, as data: the screen turns it into a sentence in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Only somebody signed in, or in the session, may do this.
    #[error("not signed in")]
    SignedOut,
    /// The asker lacks the role.
    #[error("not allowed")]
    Forbidden,
    /// Leading was given to another in the room; it can be taken back.
    #[error("another leads")]
    Handed,
    /// What was asked for is not there, or is not the asker's to know of.
    #[error("not found")]
    Missing,
    /// No key opens the note that stands, so nothing is written over it.
    #[error("the note cannot be opened")]
    Locked,
    /// The form was made from an older state than the one that stands.
    #[error("stale")]
    Stale,
    /// Somebody, or the author in another window, has written meanwhile; theirs comes back so that nothing is lost.
    #[error("written elsewhere meanwhile")]
    Conflict {
        /// The text that stands.
        theirs: String,
        /// Its version, to base the next save on.
        version: i64,
    },
    /// The text is longer than its field holds.
    #[error("{actual} characters, {limit} at most")]
    TooLong {
        /// Characters allowed.
        limit: usize,
        /// Characters written.
        actual: usize,
    },
    /// A required field is empty.
    #[error("empty")]
    Empty,
    /// The text holds a fødselsnummer.
    #[error("holds a national identity number")]
    NationalId,
    /// A field holds something that it cannot hold.
    #[error("invalid")]
    Invalid,
    /// A part of an agreement is refused.
    #[error("{part:?}: {why}")]
    Part {
        /// Which.
        part: Part,
        /// Why.
        why: Box<Refusal>,
    },
    /// This was done too often lately; later is fine.
    #[error("too often")]
    TooMany,
    /// The sign-in code was typed wrong too often and is void; a new one is to be asked for.
    #[error("too many wrong tries")]
    Void,
    /// The code or invitation has run out.
    #[error("expired")]
    Expired,
    /// The invitation or code was used before.
    #[error("used before")]
    Used,
    /// The code is wrong; this many tries are left, never none.
    #[error("wrong code, {left} tries left")]
    WrongCode {
        /// Tries left before the code is void.
        left: u8,
    },
    /// The session has not been started.
    #[error("not started")]
    NotStarted,
    /// The session is running already.
    #[error("running already")]
    AlreadyRunning,
    /// The session is closed; its steps, opened answers and agreements stand.
    #[error("closed")]
    Closed,
    /// The session is not over yet.
    #[error("not closed yet")]
    NotClosed,
    /// The time in which it could be done is over.
    #[error("the time for it is over")]
    Lapsed,
    /// What is for those who were away was asked for by one who was there.
    #[error("was there")]
    WasThere,
    /// The session has not come to that step.
    #[error("not reached yet")]
    NotReached,
    /// There is no step further on, or further back.
    #[error("no such step")]
    NoSuchStep,
    /// The ten seconds in which an advance can be undone are over.
    #[error("too late to undo")]
    TooLate,
    /// The step's answers were opened before; an opening is never undone.
    #[error("opened before")]
    AlreadyOpened,
    /// The step has no prompt whose answers can be opened.
    #[error("nothing to open")]
    NothingToOpen,
    /// An opening has been announced and is not over; a moment later is fine.
    #[error("an opening is under way")]
    Opening,
    /// The answer is open already and cannot be held back.
    #[error("open already")]
    OpenAlready,
    /// The agreement needs a date on which it is followed up.
    #[error("no date for following up")]
    NoDate,
    /// The day is one to come, and this one has passed.
    #[error("the day has passed")]
    Past,
    /// Nobody has told how the try-out went, so there is nothing to decide on.
    #[error("nobody has told how it went")]
    NotTold,
    /// The agreement was decided before.
    #[error("decided before")]
    Decided,
    /// The obstacle was answered before.
    #[error("answered before")]
    Answered,
    /// The team belongs to no unit, so there is no leader to lift anything to.
    #[error("the team has no leader")]
    NoLeader,
    /// Following up has not been discussed with the employees' representatives.
    #[error("following up has not been discussed")]
    NotDiscussed,
}

impl Refusal {
    /// The limit that a text of this kind met, where it is a matter of length.
    pub const fn over_limit(&self) -> Option<usize> {
        match self {
            Refusal::TooLong { limit, .. } => Some(*limit),
            _ => None,
        }
    }
}

const _: () = assert!(text::NAME < text::LINE && text::LINE < text::LONG && text::LONG < text::PAGE);
