//! Opens the database that an address names.
//!
//! Everything about SQL lies in this folder and nothing else does: `queries/` says every statement once, the crates
//! `store-sqlite` and `store-postgres` compile it for their databases, and this one chooses between them. What comes
//! out is a [`domain::store::Store`]; nobody outside knows which.
#![warn(missing_docs)]

mod keeping;

pub use keeping::{backup, restore};

use domain::{demo::Holds, store::Store};
use sqlx::migrate::MigrateError;
use std::{cmp::Ordering, sync::Arc};

/// Why a database could not be opened, copied or brought back.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address begins with neither `sqlite:` nor `postgres:`.
    #[error("not the address of a database: {0} (it begins with sqlite: or postgres:)")]
    NotAnAddress(String),
    /// A database in memory is gone with its connection, and there are several.
    #[error("a database in memory cannot be used: give sqlite: the path of a file")]
    InMemory,
    /// The database was made by a newer program.
    #[error("the database was made by a newer version of this program")]
    Newer,
    /// The database's schema has our version and is not ours: a program between two versions made it.
    #[error("the database was made by another state of this version of the program")]
    Altered,
    /// There is a database, and none of this program's tables.
    #[error("it is no database of this program")]
    NotOurs,
    /// The schema could not be brought up to date.
    #[error("the database could not be brought up to date: {0}")]
    Migration(MigrateError),
    /// The database answered with an error.
    #[error("the database could not be opened: {0}")]
    Database(#[from] sqlx::Error),
    /// On PostgreSQL its own tools do this.
    #[error("PostgreSQL has its own tool for this; run: {0}")]
    UseTool(String),
    /// What would be written to is there already.
    #[error("{0} is there already; move it away first")]
    Exists(String),
    /// The file is not a whole database of this program's.
    #[error("{0} is not a whole database of this program")]
    NotABackup(String),
    /// A file could not be read or written.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
}

impl From<MigrateError> for OpenError {
    fn from(error: MigrateError) -> OpenError {
        match error {
            MigrateError::VersionMismatch(_) => OpenError::Altered,
            error => OpenError::Migration(error),
        }
    }
}

/// A database's schema beside the one this program was built with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// There is no schema, or no database.
    Absent,
    /// An older program made it; [`open`] and [`migrate`] bring it up to date.
    Older,
    /// This is it.
    Current,
    /// A newer program made it; this one leaves it alone.
    Newer,
}

/// A database that is open, of either kind.
enum Backend {
    Sqlite(store_sqlite::Sql),
    Postgres(store_postgres::Sql),
}

/// Opens the database at `sqlite:FILE` or `postgres://…` and brings its schema up to date. A SQLite file that is
/// missing is made.
///
/// # Errors
/// [`OpenError`].
pub async fn open(url: &str) -> Result<Arc<dyn Store>, OpenError> {
    let backend = connect(url, true).await?;
    bring_up(&backend).await?;
    Ok(match backend {
        Backend::Sqlite(sql) => Arc::new(sql),
        Backend::Postgres(sql) => Arc::new(sql),
    })
}

/// Brings the schema of a database up to date, making it where there is none.
///
/// # Errors
/// [`OpenError`].
pub async fn migrate(url: &str) -> Result<(), OpenError> {
    let backend = connect(url, true).await?;
    bring_up(&backend).await?;
    backend.close().await;
    Ok(())
}

/// Which schema a database has. Changes nothing and makes nothing.
///
/// # Errors
/// [`OpenError`], though not for a SQLite file that is missing.
pub async fn schema(url: &str) -> Result<Schema, OpenError> {
    if let Some(file) = sqlite_file(url)?
        && !std::path::Path::new(file).exists()
    {
        return Ok(Schema::Absent);
    }
    let backend = connect(url, false).await?;
    let schema = backend.schema().await?;
    backend.close().await;
    Ok(schema)
}

/// What a database holds, whatever its schema. Changes nothing and makes nothing.
///
/// # Errors
/// [`OpenError`], though not for a database that is not there yet.
pub async fn holds(url: &str) -> Result<Holds, OpenError> {
    if schema(url).await? == Schema::Absent {
        return Ok(Holds::default());
    }
    let backend = connect(url, false).await?;
    let holds = backend.holds().await?;
    backend.close().await;
    Ok(holds)
}

/// The path in a SQLite address; nothing for PostgreSQL's.
fn sqlite_file(url: &str) -> Result<Option<&str>, OpenError> {
    if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        return Ok(None);
    }
    let path = url.strip_prefix("sqlite:").ok_or_else(|| OpenError::NotAnAddress(url.to_owned()))?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let file = path.split('?').next().unwrap_or_default();
    if file.is_empty() || file.contains(":memory:") || path.contains("mode=memory") {
        return Err(OpenError::InMemory);
    }
    Ok(Some(file))
}

async fn connect(url: &str, create: bool) -> Result<Backend, OpenError> {
    Ok(match sqlite_file(url)? {
        Some(_) => Backend::Sqlite(store_sqlite::connect(url, create).await?),
        None => Backend::Postgres(store_postgres::connect(url).await?),
    })
}

async fn bring_up(backend: &Backend) -> Result<(), OpenError> {
    if backend.schema().await? == Schema::Newer {
        return Err(OpenError::Newer);
    }
    match backend {
        Backend::Sqlite(sql) => sql.migrate().await?,
        Backend::Postgres(sql) => sql.migrate().await?,
    }
    Ok(())
}

impl Backend {
    async fn schema(&self) -> Result<Schema, sqlx::Error> {
        let found = match self {
            Backend::Sqlite(sql) => sql.schema().await?,
            Backend::Postgres(sql) => sql.schema().await?,
        };
        Ok(match found {
            None => Schema::Absent,
            Some(Ordering::Less) => Schema::Older,
            Some(Ordering::Equal) => Schema::Current,
            Some(Ordering::Greater) => Schema::Newer,
        })
    }

    async fn holds(&self) -> Result<Holds, sqlx::Error> {
        match self {
            Backend::Sqlite(sql) => sql.holds().await,
            Backend::Postgres(sql) => sql.holds().await,
        }
    }

    async fn close(&self) {
        match self {
            Backend::Sqlite(sql) => sql.close().await,
            Backend::Postgres(sql) => sql.close().await,
        }
    }
}
