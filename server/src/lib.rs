//! The program that runs: it answers requests, and hands `app` the ways to data.

mod actions;
pub mod assets;
mod effects;
mod language;
mod pages;
mod render;
pub mod router;
mod security;
pub mod site;
