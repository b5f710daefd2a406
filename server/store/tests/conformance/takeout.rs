//! All that is stored about one comes out, nothing of anybody else, and once forgotten nothing names them.

use crate::{ground::*, on_both, schema};
use domain::{
    AgreementId, Asker, ObstacleId, ReportId, SessionId, TokenHash,
    agreement::{AnswerKind, Outcome, TermsDraft, Verdict},
    people::{Role, Scope},
    session::{Command, Place, WARNING},
    store::{Event, NewReport, Takeout},
};
use sqlx::Connection;
use std::collections::{BTreeMap, BTreeSet};

fn report(g: &Ground, agreement: AgreementId, seen: &str, obstacle: &str) -> NewReport {
    NewReport {
        id: ReportId(g.id()),
        agreement,
        outcome: Outcome::Partly,
        seen: seen.into(),
        obstacle: obstacle.into(),
        obstacle_id: ObstacleId(g.id()),
    }
}

async fn agreed(g: &Ground, by: &Asker, session: SessionId, sign: &str, keeper: &str) -> AgreementId {
    let id = AgreementId(g.id());
    let terms = TermsDraft { keeper: keeper.into(), ..terms(sign) };
    g.store.agree(by, session, id, (&terms, 0)).await.unwrap();
    id
}

/// Kari and Ola have each done everything that leaves something behind. Kari's words say «hennes», Ola's «hans», and
/// Kari has been a guest in Ola's own team, as Fjellreven.
async fn filled(g: &Ground) -> (Browser, Browser) {
    let school = g.school().await;
    g.give(&school.owning, &school.kari, Role::Leader, Scope::Unit(school.unit)).await;
    let (kari, ola) = (g.asker(&school.kari).await, g.asker(&school.ola).await);
    let session = g.started(&school.kari, school.team).await;
    g.join(&ola, &session, "Oteren").await;
    for (asker, words) in [(&kari, "hennes svar, åpnet"), (&ola, "hans svar, åpnet")] {
        g.write(asker, session.id, "naar", words, 0).await.unwrap();
    }
    g.lead(&school.kari, session.id, Command::Open(Place::Step(0))).await.unwrap();
    g.pass(WARNING);
    g.store.ready(&kari, session.id, Place::Step(0), true).await.unwrap();
    g.lead(&school.kari, session.id, Command::Next(Place::Step(0))).await.unwrap();
    for (asker, words) in [(&kari, "hennes svar, eget"), (&ola, "hans svar, eget")] {
        g.write(asker, session.id, "rammene", words, 0).await.unwrap();
        let fresh = domain::ReflectionId(g.id());
        g.store.hold_back(asker, session.id, "rammene", fresh).await.unwrap();
    }
    let hers = agreed(g, &kari, session.id, "hennes tegn", "Kari").await;
    let his = agreed(g, &kari, session.id, "hans tegn", "Ola").await;
    let told = [
        (&kari, report(g, hers, "hennes erfaring", "et rom")),
        (&ola, report(g, his, "hans erfaring", "en time")),
    ];
    for (asker, report) in &told {
        g.store.report(asker, report).await.unwrap();
    }
    g.store.decide(&kari, hers, Verdict::Keep, None).await.unwrap();
    let lise = g.asker(&school.leader).await;
    g.store.answer(&kari, told[1].1.obstacle_id, AnswerKind::Yes, "hennes begrunnelse").await.unwrap();
    g.store.answer(&lise, told[0].1.obstacle_id, AnswerKind::No, "lises begrunnelse").await.unwrap();
    g.store.mark(&kari, ("inkludering", "hennes-side"), true).await.unwrap();
    g.store.mark(&ola, ("inkludering", "hans-side"), true).await.unwrap();
    as_guest(g, &school.kari, &school.ola).await;
    (school.kari, school.ola)
}

/// Kari looks in on a team that is Ola's, without signing in, and takes it with her afterwards.
async fn as_guest(g: &Ground, kari: &Browser, ola: &Browser) {
    let team = g.team(ola).await;
    let (host, guest) = (g.asker(ola).await, g.guest("reven"));
    let first = g.started(ola, team).await;
    let shared = agreed(g, &host, first.id, "deres tegn", "Fjellreven og Ola").await;
    g.lead(ola, first.id, Command::Close).await.unwrap();
    let second = g.started(ola, team).await;
    g.join(&guest, &second, "Fjellreven").await;
    g.store.report(&guest, &report(g, shared, "hennes erfaring som gjest", "")).await.unwrap();
    g.lead(ola, second.id, Command::Next(Place::SinceLast)).await.unwrap();
    g.write(&guest, second.id, "naar", "hennes svar som gjest", 0).await.unwrap();
    let kari = Asker { guest: Some(TokenHash("reven".into())), ..g.asker(kari).await };
    assert_eq!(g.store.claim(&kari, &no_notes).await.unwrap(), 1);
}

fn holds(out: &Takeout, words: &[&str]) -> BTreeSet<String> {
    let all = format!("{out:?}");
    words.iter().filter(|word| all.contains(**word)).map(|word| (*word).to_owned()).collect()
}

/// Every value of every column, one a line: what somebody who has the database can read.
async fn everything(g: &Ground) -> String {
    let mut all = Vec::new();
    for (table, columns) in schema::tables() {
        for column in columns {
            let ask = format!("SELECT CAST({column} AS TEXT) FROM {table} WHERE {column} IS NOT NULL");
            let values: Vec<String> = if g.is_sqlite() {
                let mut db = sqlx::SqliteConnection::connect(&g.url).await.unwrap();
                sqlx::query_scalar(sqlx::AssertSqlSafe(ask)).fetch_all(&mut db).await.unwrap()
            } else {
                let mut db = sqlx::PgConnection::connect(&g.url).await.unwrap();
                sqlx::query_scalar(sqlx::AssertSqlSafe(ask)).fetch_all(&mut db).await.unwrap()
            };
            all.extend(values.into_iter().map(|value| format!("{table}.{column}: {value}")));
        }
    }
    all.join("\n")
}

const HERS: &[&str] = &[
    "Kari",
    "kari@example.no",
    "Fjellreven",
    "hennes svar, åpnet",
    "hennes svar, eget",
    "hennes svar som gjest",
    "hennes tegn",
    "hennes erfaring",
    "hennes erfaring som gjest",
    "hennes begrunnelse",
    "hennes-side",
];
const HIS: &[&str] = &[
    "ola@example.no",
    "Oteren",
    "hans svar, åpnet",
    "hans svar, eget",
    "hans tegn",
    "hans erfaring",
    "hans-side",
    "lises begrunnelse",
];

on_both! {
    async fn all_of_one_comes_out_and_nothing_of_another(g: &Ground) {
        let (kari, ola) = filled(g).await;
        let out = g.store.takeout(&g.asker(&kari).await).await.unwrap();
        assert_eq!(holds(&out, HERS).len(), HERS.len(), "{out:#?}");
        assert_eq!(holds(&out, HIS), BTreeSet::new(), "{out:#?}");
        assert_eq!((out.codes.len(), out.logins.len()), (1, 1));
        let roles: BTreeSet<&str> = out.roles.iter().map(|held| held.place.as_str()).collect();
        assert_eq!(roles, BTreeSet::from(["Skolen", "Trinn 5"]));
        let mut events: Vec<&str> = out.log.iter().map(|line| match line.event {
            Event::SignedIn { shared_device: false } => "signed in",
            Event::Granted(Role::Facilitator | Role::Leader, _) => "granted",
            Event::Invited(Role::Member, _) => "invited",
            _ => "of another",
        }).collect();
        events.sort_unstable();
        assert_eq!(events, ["granted", "granted", "invited", "signed in"]);
        assert!(out.log.iter().any(|line| line.place == "Trinn 5"));
        let given = out.invitations.iter().filter(|one| one.given).count();
        assert_eq!((given, out.invitations.len() - given), (1, 2));
        let own = out.sessions.iter().find(|one| one.team == "Trinn 5").unwrap();
        assert!(own.planned.is_some() && own.started.is_some());
        assert_eq!((own.taken_part[0].leader, own.taken_part[0].ready), (true, Some(Place::Step(0))));
        let guest = out.sessions.iter().find(|one| one.team == "Teamet").unwrap();
        assert_eq!((guest.planned, guest.started, out.sessions.len()), (None, None, 2));
        let sharing: BTreeMap<&str, _> =
            out.reflections.iter().map(|one| (one.text.as_str(), (one.opened.is_some(), one.held_back))).collect();
        assert_eq!(sharing["hennes svar, åpnet"], (true, false));
        assert_eq!(sharing["hennes svar, eget"], (false, true));
        assert_eq!(out.agreements.len(), 2);
        assert!(out.agreements.iter().any(|one| one.decided.is_some() && one.follows_up.is_some()));
        assert_eq!(out.answers.len(), 1);

        let out = g.store.takeout(&g.asker(&ola).await).await.unwrap();
        assert_eq!(holds(&out, HIS).len(), HIS.len() - 1, "{out:#?}");
        let hers: BTreeSet<String> = holds(&out, HERS);
        assert_eq!(hers, BTreeSet::from(["Fjellreven".to_owned()]), "they follow one up together");
        assert!(out.answers.is_empty());
    }

    async fn nothing_names_one_who_is_forgotten(g: &Ground) {
        let (kari, ola) = filled(g).await;
        let named = |all: &str, words: &[&str]| -> Vec<String> {
            let lines = all.lines().filter(|line| words.iter().any(|word| line.to_lowercase().contains(word)));
            lines.map(str::to_owned).collect()
        };
        let words = ["kari", "fjellreven"];
        assert!(named(&everything(g).await, &words).len() > 10);
        g.store.forget(&g.asker(&kari).await).await.unwrap();
        let all = everything(g).await;
        assert_eq!(named(&all, &words), Vec::<String>::new());
        for stays in ["hennes svar, åpnet", "hennes tegn", "hennes erfaring", "hennes erfaring som gjest"] {
            assert!(all.contains(stays), "{stays}");
        }
        for gone in ["hennes svar, eget", "hennes svar som gjest", "hennes-side"] {
            assert!(!all.contains(gone), "{gone}");
        }
        let his = g.store.takeout(&g.asker(&ola).await).await.unwrap();
        let keepers: BTreeSet<&str> =
            his.agreements.iter().filter_map(|one| Some(one.follows_up.as_ref()?.keeper.as_str())).collect();
        assert_eq!(keepers, BTreeSet::from(["Ola"]), "whom it is left to");
    }
}

/// The table at the top of `queries/takeout.rs` tells of every column, once, and of none that is not there.
#[test]
fn every_column_is_decided_on() {
    let docs = include_str!("../../queries/takeout.rs");
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in docs.lines().filter_map(|line| line.strip_prefix("//! | `")) {
        let mut cells = row.split('|');
        let table = cells.next().unwrap().trim().trim_end_matches('`').to_owned();
        let out = cells.next().unwrap().split_whitespace();
        // «id person: ties; token: a hash»: the columns stand before each reason.
        let stays = cells.next().unwrap().split(';').filter_map(|reason| reason.split_once(':'));
        let columns = out.chain(stays.flat_map(|(columns, _)| columns.split_whitespace()));
        let mut columns: Vec<String> = columns.map(str::to_owned).collect();
        columns.sort_unstable();
        told.insert(table, columns);
    }
    for (table, mut columns) in schema::tables() {
        columns.sort_unstable();
        let told = told.remove(&table).unwrap_or_default();
        assert_eq!(told, columns, "{table}: decide in queries/takeout.rs what its owner takes out");
    }
    assert!(told.is_empty(), "no such table: {told:?}");
}
