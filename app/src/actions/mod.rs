//! What a person does, one file a verb. Each is a `#[server]` function with a fixed `endpoint`, and works as a plain
//! form where there is no script.
//!
//! It reads as the story: who is asking → one storage call that loads under lock, lets a pure rule decide, and saves
//! → announce after the commit. What the browser shall do next goes through [`crate::Reply`].

mod accept;
mod add_unit;
mod agree;
mod answer;
mod ask_code;
mod catch_up;
mod claim;
mod decide;
mod delete;
mod delete_notes;
mod discussed;
mod forget;
mod found;
mod hold_back;
mod invite;
mod join;
mod lead;
mod mark_page;
mod plan_session;
mod rate;
mod ready;
mod rename;
mod report;
mod report_by_link;
mod save_note;
mod save_notes;
mod say_more;
mod set_follow_up;
mod share;
mod sign_in;
mod sign_in_as;
mod sign_out;
mod sign_out_everywhere;
mod start_team;
mod write;

pub use accept::*;
pub use add_unit::*;
pub use agree::*;
pub use answer::*;
pub use ask_code::*;
pub use catch_up::*;
pub use claim::*;
pub use decide::*;
pub use delete::*;
pub use delete_notes::*;
pub use discussed::*;
pub use forget::*;
pub use found::*;
pub use hold_back::*;
pub use invite::*;
pub use join::*;
pub use lead::*;
pub use mark_page::*;
pub use plan_session::*;
pub use rate::*;
pub use ready::*;
pub use rename::*;
pub use report::*;
pub use report_by_link::*;
pub use save_note::*;
pub use save_notes::*;
pub use say_more::*;
pub use set_follow_up::*;
pub use share::*;
pub use sign_in::*;
pub use sign_in_as::*;
pub use sign_out::*;
pub use sign_out_everywhere::*;
pub use start_team::*;
pub use write::*;
