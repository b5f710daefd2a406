//! Everything the product asks of its database, said once.
//!
//! This folder is compiled twice, by `store-sqlite` and by `store-postgres`: each says what [`Db`] is and how a
//! transaction begins, and has every statement here checked against its own database. `doors` implements the traits of
//! [`domain::store`], one line a method; the other modules hold plain functions that take the connection first. Rules
//! are asked inside the transaction and live in `domain`; a statement here never decides who may do what.

mod agreements;
mod asking;
mod desk;
mod doors;
mod ending;
mod following;
mod forgetting;
mod invitations;
mod letters;
mod links;
mod notes;
mod overview;
mod participants;
mod places;
mod reading;
mod reflections;
mod saves;
mod schema;
mod sessions;
mod signin;
mod takeout;

use crate::{Db, KIND, begin_read, begin_write};
use domain::{
    OwnerId, PersonId, TeamId, Timestamp, UnitId,
    people::Scope,
    store::{Event, Failure, Store, Stored},
};
use saves::Saves;
use sqlx::{Pool, Transaction, types::Json};

type Conn = <Db as sqlx::Database>::Connection;

/// A database that the product's schema lies in.
pub struct Sql {
    readers: Pool<Db>,
    pub(crate) writer: Pool<Db>,
    saves: Saves,
}

impl Sql {
    pub(crate) fn new(readers: Pool<Db>, writer: Pool<Db>) -> Sql {
        Sql { readers, writer, saves: Saves::default() }
    }

    /// Closes every connection, the last one tidying up after the others.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    async fn read(&self) -> Stored<Transaction<'static, Db>> {
        Ok(begin_read(&self.readers).await?)
    }

    async fn write(&self) -> Stored<Transaction<'static, Db>> {
        Ok(begin_write(&self.writer).await?)
    }
}

impl Store for Sql {
    fn kind(&self) -> &'static str {
        KIND
    }
}

/// Ids as the JSON list that `json_each` takes.
fn list<I: ToString>(ids: impl IntoIterator<Item = I>) -> Stored<String> {
    let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    serde_json::to_string(&ids).map_err(|error| Failure::Broken(error.to_string()))
}

/// A scope in its three columns: team, unit, owner.
fn columns(scope: Scope) -> (Option<String>, Option<String>, Option<String>) {
    match scope {
        Scope::Team(team) => (Some(team.key()), None, None),
        Scope::Unit(unit) => (None, Some(unit.key()), None),
        Scope::Owner(owner) => (None, None, Some(owner.key())),
        Scope::Package => (None, None, None),
    }
}

/// The scope that three columns hold.
fn scope(team: Option<TeamId>, unit: Option<UnitId>, owner: Option<OwnerId>) -> Scope {
    match (team, unit, owner) {
        (Some(team), _, _) => Scope::Team(team),
        (None, Some(unit), _) => Scope::Unit(unit),
        (None, None, Some(owner)) => Scope::Owner(owner),
        (None, None, None) => Scope::Package,
    }
}

/// Writes in the log of role grants and of access.
async fn log(db: &mut Conn, person: PersonId, now: Timestamp, event: Event) -> Stored<()> {
    sqlx::query!(
        "INSERT INTO log (person, at, event)
         VALUES          ($1,     $2, $3)",
        person.key(),
        now.0,
        Json(event) as _,
    )
    .execute(db)
    .await?;
    Ok(())
}
