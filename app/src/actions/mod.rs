//! What a person does, one file a verb. Each is a `#[server]` function with a fixed `endpoint`, and works as a plain
//! form where there is no script.
//!
//! It reads as the story: who is asking → one storage call that loads under lock, lets a pure rule decide, and saves
//! → announce after the commit. What the browser shall do next goes through [`crate::Reply`].
