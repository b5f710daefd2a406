//! The only code that runs in the browser, one file an island.
//!
//! An island gets its language as a property, for the request's context is not there in the browser.

pub mod session;
