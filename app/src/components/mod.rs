//! What several screens share, one file a component.

pub mod agreement;
pub mod anchor;
#[cfg(feature = "ssr")]
pub mod announcements;
pub mod arena_chooser;
pub mod article;
pub mod audience;
pub mod choice;
pub mod contents;
pub mod date;
pub mod dots;
pub mod duration;
pub mod empty;
pub mod field;
pub mod followed;
#[cfg(feature = "ssr")]
pub mod forge;
pub mod frame;
mod fresh;
pub mod icon;
pub mod module_card;
pub mod module_path;
#[cfg(feature = "ssr")]
pub mod moment;
pub mod notice;
pub mod phase;
pub mod place;
pub mod post_button;
pub mod private_note;
#[cfg(feature = "ssr")]
pub mod qr;
pub mod rendered;
pub mod role;
pub mod source;
pub mod step_kind;
pub mod turn;
pub mod typed;
pub mod unit_kind;
pub mod video;
#[cfg(feature = "ssr")]
pub mod whence;
pub mod which;
#[cfg(feature = "ssr")]
pub mod year_wheel;

pub use fresh::fresh_id;
