//! What a person sees and does.
//!
//! - [`pages`] render on the server, one file a screen; [`routes`] is the table of their addresses.
//! - [`islands`] are the only code in the browser; a screen without one loads no script.
//! - [`actions`] are what a person does, one file a verb. Each works as a plain form too.
//! - [`components`] are shared by pages and islands, [`locales`] holds every text.
//!
//! Data is reached through the traits in [`Services`]; nothing here knows SQL, Markdown or the web server.
// A screen is one type to the compiler, as deep as its markup is.
#![recursion_limit = "512"]

pub mod actions;
#[cfg(feature = "ssr")]
pub mod calendar;
pub mod components;
mod context;
mod fault;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod labels;
#[cfg(feature = "ssr")]
mod letter;
#[cfg(feature = "ssr")]
pub mod link;
#[path = "../locales/mod.rs"]
pub mod locales;
#[cfg(feature = "ssr")]
pub mod minutes;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod takeout;

#[cfg(feature = "ssr")]
pub use context::hash;
pub use context::{
    ARENA, Assets, Browser, Effects, Here, Network, Reply, Services, SetCookie, arena_query, asker, is_ours,
};
pub use fault::Fault;
