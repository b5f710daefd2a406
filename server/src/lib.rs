//! The program that runs: it answers requests, and hands `app` the ways to data.
// A screen is one type to the compiler, as deep as its markup is; it is laid out here, and in a release to the bottom.
#![recursion_limit = "512"]

mod actions;
pub mod assets;
mod calendar;
pub mod check;
pub mod commands;
pub mod config;
pub mod content;
pub mod demo;
mod downloads;
mod effects;
mod git;
mod history;
pub mod kept;
mod language;
mod letters;
pub mod live;
pub mod network;
pub mod notes;
mod pages;
pub mod post;
pub mod reminders;
mod render;
pub mod router;
mod security;
mod signposts;
pub mod site;
pub mod sweep;
mod trial;
mod who;
pub mod workbench;
pub mod world;
