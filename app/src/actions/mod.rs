//! What a person does, one file a verb. Each is a `#[server]` function with a fixed `endpoint`, and works as a plain
//! form where there is no script.
//!
//! It reads as the story: who is asking → one storage call that loads under lock, lets a pure rule decide, and saves
//! → announce after the commit. What the browser shall do next goes through [`crate::Reply`].

mod agree;
mod decide;
mod delete;
mod hold_back;
mod join;
mod lead;
mod mark_page;
mod ready;
mod report;
mod save_note;
mod set_follow_up;
mod share;
mod write;

pub use agree::*;
pub use decide::*;
pub use delete::*;
pub use hold_back::*;
pub use join::*;
pub use lead::*;
pub use mark_page::*;
pub use ready::*;
pub use report::*;
pub use save_note::*;
pub use set_follow_up::*;
pub use share::*;
pub use write::*;
