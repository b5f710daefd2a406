//! The store on SQLite: the file beside the program, with one writer and several readers.
#![warn(missing_docs)]

#[path = "../../queries/mod.rs"]
mod queries;

pub use queries::Sql;

use sqlx::{
    Pool, Sqlite, Transaction,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, time::Duration};

type Db = Sqlite;

const KIND: &str = "SQLite";
/// Only one connection writes at a time.
const ONE_WRITER: bool = true;
const HAS_SCHEMA: &str = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How long a call waits for another program's lock, and for its turn to write.
const PATIENCE: Duration = Duration::from_secs(5);
const READERS: u32 = 8;

/// Connects to the file that the address names; makes it where it is missing and `create` says so.
///
/// # Errors
/// What SQLite says.
pub async fn connect(url: &str, create: bool) -> Result<Sql, sqlx::Error> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(create)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // An acknowledged word survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(PATIENCE)
        .statement_cache_capacity(256);
    let pool = |most| {
        // A file does not hang up, so there is nothing to ask before each use.
        SqlitePoolOptions::new().max_connections(most).acquire_timeout(PATIENCE).test_before_acquire(false)
    };
    let writer = pool(1).connect_with(options.clone()).await?;
    let readers =
        pool(READERS).connect_with(options.create_if_missing(false).pragma("query_only", "ON")).await?;
    Ok(Sql::new(readers, writer))
}

/// Copies the database into a file that must not be there yet, whole and consistent while others write.
///
/// # Errors
/// What SQLite says, among it that the file is there.
pub async fn copy_into(sql: &Sql, file: &str) -> Result<(), sqlx::Error> {
    sqlx::query("VACUUM INTO $1").bind(file).execute(&sql.writer).await.map(drop)
}

/// Whether every page of the database can be read and agrees with the others.
///
/// # Errors
/// What SQLite says.
pub async fn is_whole(sql: &Sql) -> Result<bool, sqlx::Error> {
    let found: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&sql.writer).await?;
    Ok(found == "ok")
}

async fn begin_read(pool: &Pool<Db>) -> Result<Transaction<'static, Db>, sqlx::Error> {
    pool.begin().await
}

async fn begin_write(pool: &Pool<Db>) -> Result<Transaction<'static, Db>, sqlx::Error> {
    pool.begin_with("BEGIN IMMEDIATE").await
}
