//! Pure types and rules of the platform.
//!
//! Nothing here reads a clock, draws a random number, opens a file or waits: time, randomness and identity come in
//! as arguments. `async` stands only in the signatures of the traits by which the rest of the product reaches data.
//!
//! Read [`session`] first: a team's meeting and what may happen in it. [`reflection`] says who may see an answer,
//! [`agreement`] what comes of the meeting, [`ending`] what is left to do when it is over, [`link`] how an agreement is
//! told of without signing in, [`people`] who may do what, and [`view`] what reaches one person's screen. [`package`] is
//! the content, [`search`] finds in it, and [`store`] the doors to what is stored.
#![warn(missing_docs)]

pub mod agreement;
pub mod demo;
pub mod ending;
pub mod feedback;
mod id;
mod lang;
pub mod link;
pub mod note;
pub mod outside;
pub mod package;
pub mod people;
pub mod progress;
pub mod reading;
pub mod reflection;
mod refusal;
pub mod reminder;
#[cfg(test)]
mod sample;
pub mod search;
pub mod session;
pub mod signin;
#[cfg(feature = "sql")]
mod sql;
pub mod store;
pub mod text;
mod time;
pub mod view;

pub use id::*;
pub use lang::{Lang, PerLang, UnknownLang};
pub use package::Catalogue;
pub use people::{Asker, Team, TokenHash};
pub use refusal::Refusal;
pub use session::Session;
pub use time::{Date, MONTHS, NotADate, Timestamp};
