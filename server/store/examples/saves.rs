//! How many reflections are saved a second, beside plain inserts in the same database with the same durability:
//! sixty people who type at once, and one table of two columns.
//!
//! `saves` prints a line for SQLite, and one for PostgreSQL where `TEST_POSTGRES_URL` names one; `end2end/bench` runs
//! it. Each measure is taken before and after the other, so that a machine that slows down slows both.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a measurement cannot set up, it stops on"
)]

#[expect(dead_code, reason = "the conformance suite's ground; a measurement stands on little of it")]
#[path = "../tests/conformance/ground.rs"]
mod ground;

use domain::reflection::Participant;
use ground::Ground;
use std::{str::FromStr, sync::Arc, time::Instant};

const PEOPLE: usize = 60;
const EACH: usize = 50;
const TEXT: &str = "noen ord om det vi tenkte på i dag, ganske mange egentlig";
const INSERT: &str = "INSERT INTO plain VALUES ($1, $2)";

#[tokio::main]
async fn main() {
    measure(Ground::sqlite().await, "SQLite").await;
    if let Some(ground) = Ground::postgres().await {
        measure(ground, "PostgreSQL").await;
    }
}

async fn measure(ground: Ground, kind: &str) {
    let kari = ground.sign_in("Kari").await;
    let team = ground.team(&kari).await;
    let session = ground.started(&kari, team).await;
    for n in 0..PEOPLE {
        ground.join(&ground.guest(&format!("guest {n}")), &session, "Gjest").await;
    }
    ground.execute("CREATE TABLE plain (id TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL)").await;
    let (mut plain, mut saved) = (0.0, 0.0);
    for round in 0..3 {
        plain +=
            if ground.is_sqlite() { sqlite(&ground, round).await } else { postgres(&ground, round).await };
        saved += saves(&ground, session.id, round).await;
    }
    plain += if ground.is_sqlite() { sqlite(&ground, 3).await } else { postgres(&ground, 3).await };
    let (plain, saved) = (plain / 4.0, saved / 3.0);
    println!("{kind}\t{saved:.0}\t{plain:.0}\t{:.2}", saved / plain);
    ground.remove().await;
}

async fn saves(ground: &Ground, session: domain::SessionId, round: usize) -> f64 {
    let before = ground.record(session).await;
    let begun = Instant::now();
    let people = (0..PEOPLE).map(|n| {
        let (store, guest) = (Arc::clone(&ground.store), ground.guest(&format!("guest {n}")));
        let ids: Vec<_> = (0..EACH).map(|_| ground.id()).collect();
        let me = Participant::own(&guest, &before.participants).map(|me| me.id);
        let mut version = before.reflections.iter().find(|one| one.author == me).map_or(0, |one| one.version);
        tokio::spawn(async move {
            for (i, id) in ids.into_iter().enumerate() {
                let text = format!("{round} {i} {TEXT}");
                let fresh = domain::ReflectionId(id);
                version =
                    store.write(&guest, session, "naar", (&text, version), fresh).await.unwrap().version;
            }
        })
    });
    for person in people.collect::<Vec<_>>() {
        person.await.expect("everyone is done");
    }
    per_second(begun)
}

/// SQLite has one writer, so that more connections would only wait for each other.
async fn sqlite(ground: &Ground, round: usize) -> f64 {
    use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
    let how = SqliteConnectOptions::from_str(&ground.url)
        .unwrap()
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(how).await.unwrap();
    let begun = Instant::now();
    for n in 0..PEOPLE * EACH {
        sqlx::query(INSERT).bind(format!("{round} {n}")).bind(TEXT).execute(&pool).await.unwrap();
    }
    per_second(begun)
}

async fn postgres(ground: &Ground, round: usize) -> f64 {
    let pool = sqlx::postgres::PgPoolOptions::new().max_connections(20).connect(&ground.url).await.unwrap();
    let begun = Instant::now();
    let people = (0..PEOPLE).map(|who| {
        let pool = pool.clone();
        tokio::spawn(async move {
            for n in 0..EACH {
                let id = format!("{round} {who} {n}");
                sqlx::query(INSERT).bind(id).bind(TEXT).execute(&pool).await.unwrap();
            }
        })
    });
    for person in people.collect::<Vec<_>>() {
        person.await.expect("everyone is done");
    }
    per_second(begun)
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn per_second(begun: Instant) -> f64 {
    (PEOPLE * EACH) as f64 / begun.elapsed().as_secs_f64()
}
