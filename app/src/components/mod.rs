//! What several screens share, one file a component.

pub mod agreement;
pub mod date;
pub mod followed;
pub mod frame;
mod fresh;
pub mod icon;
#[cfg(feature = "ssr")]
pub mod qr;
pub mod step_kind;
pub mod typed;

pub use fresh::fresh_id;
