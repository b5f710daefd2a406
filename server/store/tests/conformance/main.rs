//! What the product expects of its store, on both databases.
//!
//! Each scenario is told once, over `Arc<dyn Store>`, and runs on a fresh database of each kind. PostgreSQL is the one
//! that `TEST_POSTGRES_URL` names (`server/store/with-postgres cargo test -p store` makes one); without it that half
//! says aloud that it did not run.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong around a scenario is a test that fails"
)]

mod ending;
mod feedback;
mod following;
mod forgetting;
mod ground;
mod invitations;
mod keeping;
mod letters;
mod links;
mod schema;
mod sessions;
mod signin;
mod takeout;
mod whole_loop;
mod writing;
