//! Which schema a database has, and how it gets the one this program knows.

use super::Sql;
use crate::{HAS_SCHEMA, MIGRATIONS};
use sqlx::migrate::MigrateError;
use std::cmp::Ordering;

impl Sql {
    /// How the database's schema stands to the one this program was built with: older, the same, newer, or nothing
    /// where there is none yet.
    ///
    /// # Errors
    /// What the database says.
    pub async fn schema(&self) -> Result<Option<Ordering>, sqlx::Error> {
        let tables: i64 = sqlx::query_scalar(HAS_SCHEMA).fetch_one(&self.writer).await?;
        if tables == 0 {
            return Ok(None);
        }
        let found: Option<i64> =
            sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&self.writer).await?;
        let known = MIGRATIONS.iter().map(|migration| migration.version).max();
        Ok(found.map(|found| Some(found).cmp(&known)))
    }

    /// Takes the database to the schema that this program was built with.
    ///
    /// # Errors
    /// Where a statement fails, or where the database was made by a newer or another program.
    pub async fn migrate(&self) -> Result<(), MigrateError> {
        MIGRATIONS.run(&self.writer).await
    }
}
