//! Which schema a database has, how it gets the one this program knows, and whose it is.

use super::Sql;
use crate::{HAS_SCHEMA, MIGRATIONS};
use domain::demo::{Holds, MUNICIPALITY};
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

    /// What the database holds, so that a demo knows its own; any schema of ours has these tables.
    ///
    /// # Errors
    /// What the database says.
    pub async fn holds(&self) -> Result<Holds, sqlx::Error> {
        sqlx::query_as!(
            Holds,
            r#"SELECT (SELECT COUNT(*) FROM owners WHERE id = $1)  AS "municipality!: i64",
                      (SELECT COUNT(*) FROM owners WHERE id <> $1) AS "owners!: i64",
                      (SELECT COUNT(*) FROM people)                AS "people!: i64",
                      (SELECT COUNT(*) FROM invitations)           AS "invitations!: i64""#,
            MUNICIPALITY.key(),
        )
        .fetch_one(&self.readers)
        .await
    }

    /// Takes the database to the schema that this program was built with.
    ///
    /// # Errors
    /// Where a statement fails, or where the database was made by a newer or another program.
    pub async fn migrate(&self) -> Result<(), MigrateError> {
        MIGRATIONS.run(&self.writer).await
    }
}
