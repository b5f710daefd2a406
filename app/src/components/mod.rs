//! What several screens share, one file a component.

pub mod frame;
pub mod icon;
pub mod typed;
