//! How long the store takes to read the pages that look over much: a leader's with a hundred teams and a hundred
//! thousand reflections behind them, a team's, and a session's.
//!
//! `pages` prints a line for SQLite, and one for PostgreSQL where `TEST_POSTGRES_URL` names one: the 95th of a hundred
//! readings of each, one after the other, and the median.

#![expect(clippy::panic, clippy::unwrap_used, reason = "what a measurement cannot set up, it stops on")]

#[expect(dead_code, reason = "the conformance suite's ground; a measurement stands on little of it")]
#[path = "../tests/conformance/ground.rs"]
mod ground;

use domain::{SessionId, TeamId, session::Command};
use ground::{Ground, School};
use sqlx::{Connection, Executor};
use std::time::{Duration, Instant};

const TEAMS: usize = 100;
/// Of each team, apart from the one that the first team has held.
const SESSIONS: usize = 20;
/// In each session, each with five answers.
const PEOPLE: usize = 10;
const READINGS: usize = 100;

#[tokio::main]
async fn main() {
    measure(Ground::sqlite().await, "SQLite").await;
    if let Some(ground) = Ground::postgres().await {
        measure(ground, "PostgreSQL").await;
    }
}

async fn measure(ground: Ground, kind: &str) {
    let school = ground.school().await;
    let leader = ground.asker(&school.leader).await;
    ground.store.discussed(&leader, school.unit, ground.today()).await.unwrap();
    let pattern = ground.started(&school.kari, school.team).await.id;
    ground.lead(&school.kari, pattern, Command::Close).await.unwrap();
    let (team, session) = fill(&ground, &school, pattern).await;
    let kari = ground.asker(&school.kari).await;
    let pages = [
        readings(async || {
            assert_eq!(ground.store.unit_page(&leader, school.unit).await.unwrap().teams.len(), TEAMS)
        })
        .await,
        readings(async || drop(ground.store.team_page(&kari, team).await.unwrap())).await,
        readings(async || drop(ground.store.record(session).await.unwrap().unwrap())).await,
    ];
    let pages = ["leader", "team", "session"].into_iter().zip(pages);
    let pages: Vec<String> =
        pages.map(|(page, (median, p95))| format!("{page} {p95:.1} ms (median {median:.1})")).collect();
    println!("{kind}\t{}", pages.join("\t"));
    ground.remove().await;
}

/// The first team and one of its sessions, of all that are laid past the store, in statements that both databases take.
async fn fill(ground: &Ground, school: &School, pattern: SessionId) -> (TeamId, SessionId) {
    let mut into = Lines::default();
    let mut first = None;
    for n in 0..TEAMS {
        let team = if n == 0 { school.team } else { TeamId(ground.id()) };
        if n > 0 {
            into.add("teams", format!("('{team}', 'Team {n}', '{}')", school.unit));
        }
        for m in 0..SESSIONS {
            let session = SessionId(ground.id());
            first.get_or_insert((team, session));
            into.sessions.push((session, team, format!("2026-{:02}-{:02}", 1 + m % 10, 1 + m)));
            for place in 0..PEOPLE {
                let author = ground.id();
                into.add(
                    "participants",
                    format!("('{author}', '{session}', {place}, 'N', NULL, NULL, FALSE, NULL)"),
                );
                for prompt in 0..5 {
                    let text = "noen ord om det vi tenkte på i dag, ganske mange egentlig";
                    let id = ground.id();
                    let row = format!(
                        "('{id}', '{session}', '{author}', 'q{prompt}', 'abc', '{text}', 1, 1, '\"Private\"', 0)"
                    );
                    into.add("reflections", row);
                }
            }
            // A school year's worth: a team decides on what it agreed at the meeting after the next.
            let newest = SESSIONS - 1 - m;
            let at = ground.now().before(Duration::from_hours(24 * 15 * newest as u64)).0;
            let decision = match newest {
                0 | 1 => "NULL".to_owned(),
                _ => format!(r#"'{{"verdict":"keep","by":"{}","at":{at}}}'"#, ground.id()),
            };
            let answer = match newest {
                0 => "NULL".to_owned(),
                _ => format!(r#"'{{"kind":"yes","why":"ja","by":"Siv","at":{at}}}'"#),
            };
            let (id, terms) = (
                ground.id(),
                r#"{"situation":"a","action":"b","sign":"c","follow_up":"2026-12-01","keeper":"Kari"}"#,
            );
            into.add(
                "agreements",
                format!("('{id}', '{team}', '{session}', 'm', '{terms}', NULL, {at}, 1, {decision})"),
            );
            for _ in 0..2 {
                let report = ground.id();
                into.add(
                    "reports",
                    format!("('{report}', '{id}', 'partly', 'ord', NULL, NULL, 'Kari', {at})"),
                );
            }
            into.add(
                "obstacles",
                format!("('{}', '{team}', '{id}', 'et rom', {at}, {answer}, NULL)", ground.id()),
            );
        }
    }
    into.store(ground, pattern).await;
    first.unwrap()
}

/// Rows on their way to their tables, each table after the ones it points at.
#[derive(Default)]
struct Lines {
    sessions: Vec<(SessionId, TeamId, String)>,
    rows: Vec<(&'static str, Vec<String>)>,
}

impl Lines {
    fn add(&mut self, table: &'static str, row: String) {
        match self.rows.iter_mut().find(|(of, _)| *of == table) {
            Some((_, rows)) => rows.push(row),
            None => self.rows.push((table, vec![row])),
        }
    }

    async fn store(self, ground: &Ground, pattern: SessionId) {
        let all = |table: &'static str| {
            self.rows.iter().filter(move |(of, _)| *of == table).flat_map(|(_, rows)| rows)
        };
        let mut statements: Vec<String> = Vec::new();
        let insert = |table: &str, rows: &[&String]| {
            let rows: Vec<&str> = rows.iter().map(|row| row.as_str()).collect();
            format!("INSERT INTO {table} VALUES {}", rows.join(", "))
        };
        statements.extend(all("teams").collect::<Vec<_>>().chunks(500).map(|rows| insert("teams", rows)));
        for (n, (id, team, day)) in self.sessions.iter().enumerate() {
            statements.push(format!(
                "INSERT INTO sessions SELECT '{id}', '{team}', module, page, '{day}', 'code {n}', NULL, progress,
                                             course, planned, state, revision
                 FROM sessions WHERE id = '{pattern}'"
            ));
        }
        for table in ["participants", "reflections", "agreements", "reports", "obstacles"] {
            statements.extend(all(table).collect::<Vec<_>>().chunks(500).map(|rows| insert(table, rows)));
        }
        statements.push("ANALYZE".into());
        if ground.is_sqlite() {
            let mut db = sqlx::SqliteConnection::connect(&ground.url).await.unwrap();
            db.execute(sqlx::AssertSqlSafe(statements.join(";\n"))).await.unwrap();
        } else {
            let mut db = sqlx::PgConnection::connect(&ground.url).await.unwrap();
            db.execute(sqlx::AssertSqlSafe(statements.join(";\n"))).await.unwrap();
        }
    }
}

/// The median and the 95th.
async fn readings(read: impl AsyncFn()) -> (f64, f64) {
    let mut took = Vec::with_capacity(READINGS);
    for _ in 0..READINGS {
        let begun = Instant::now();
        read().await;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    took.sort_by(f64::total_cmp);
    (took[READINGS / 2], took[READINGS * 95 / 100 - 1])
}
