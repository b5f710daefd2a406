//! The store on PostgreSQL, for scale: many servers, many writers.
#![warn(missing_docs)]

#[path = "../../queries/mod.rs"]
mod queries;

pub use queries::Sql;

use sqlx::{
    Connection, Pool, Postgres, Transaction,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{str::FromStr, time::Duration};

type Db = Postgres;

const KIND: &str = "PostgreSQL";
/// Many write at once.
const ONE_WRITER: bool = false;
const HAS_SCHEMA: &str =
    "SELECT COUNT(*) FROM pg_tables WHERE tablename = '_sqlx_migrations' AND schemaname = current_schema()";
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How long a call waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
const CONNECTIONS: u32 = 20;
/// How long a connection may rest before it is asked whether it is there still.
const RESTED: Duration = Duration::from_secs(1);

/// Connects to the database that the address names.
///
/// # Errors
/// What PostgreSQL says.
pub async fn connect(url: &str) -> Result<Sql, sqlx::Error> {
    let options = PgConnectOptions::from_str(url)?
        .statement_cache_capacity(256)
        .options([("lock_timeout", "5s"), ("statement_timeout", "15s")]);
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        // One that was used a moment ago is there still; to ask it each time is a journey to the server each time.
        .test_before_acquire(false)
        .before_acquire(|connection, metadata| {
            Box::pin(async move {
                if metadata.idle_for > RESTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(options)
        .await?;
    Ok(Sql::new(pool.clone(), pool))
}

async fn begin_read(pool: &Pool<Db>) -> Result<Transaction<'static, Db>, sqlx::Error> {
    // All that a page is made of comes from one moment.
    pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await
}

async fn begin_write(pool: &Pool<Db>) -> Result<Transaction<'static, Db>, sqlx::Error> {
    pool.begin().await
}
