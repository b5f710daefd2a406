//! The ground a scenario stands on: a fresh database, people, a clock that it moves itself.

use domain::{
    Asker, Date, Lang, LoginId, MembershipId, OwnerId, ParticipantId, PerLang, PersonId, ReflectionId,
    Refusal, Session, SessionId, Team, TeamId, Timestamp, TokenHash, UnitId,
    agreement::TermsDraft,
    package::{Html, Plan, Prompt, PromptText, Shares, Step, StepKind, StepText},
    people::{Owner, Role, Scope, Unit, UnitKind},
    session::{Command, JoinCode},
    signin::Address,
    store::{CodeRequest, Failure, JoinRequest, NewInvitation, NewLogin, SealedNote, Store, Stored},
    view::{Mine, Record, SessionView},
};
use sqlx::{Connection, Executor};
use std::{
    io::Write,
    path::PathBuf,
    sync::{
        Arc, Once,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};
use uuid::Uuid;

/// Tells each scenario once and runs it twice.
#[macro_export]
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $scenario:ident($ground:ident: &Ground) $body:block)*) => {$(
        $(#[$doc])*
        mod $scenario {
            use super::*;

            async fn scenario($ground: &Ground) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn sqlite() {
                let ground = Ground::sqlite().await;
                scenario(&ground).await;
                ground.remove().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                let Some(ground) = Ground::postgres().await else { return };
                scenario(&ground).await;
                ground.remove().await;
            }
        }
    )*};
}

/// Carries a guest's notes where nobody has written any.
pub fn no_notes(_: PersonId, _: &SealedNote, _: Option<&SealedNote>) -> Stored<Option<SealedNote>> {
    Ok(None)
}

/// The day of every scenario.
pub const TODAY: &str = "2026-11-21";
/// How far a scenario's clock is from 1970 when it begins.
const MORNING: i64 = 1_795_000_000_000;

/// A fresh database and what a scenario needs around it.
pub struct Ground {
    pub store: Arc<dyn Store>,
    pub url: String,
    folder: Option<PathBuf>,
    ids: AtomicU64,
    clock: AtomicI64,
}

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct Browser {
    pub login: TokenHash,
    pub person: PersonId,
    pub address: Address,
}

/// A municipality with a school, its leader and a team that Kari facilitates and Ola is a member of.
pub struct School {
    pub owner: OwnerId,
    pub unit: UnitId,
    pub team: TeamId,
    pub owning: Browser,
    pub leader: Browser,
    pub kari: Browser,
    pub ola: Browser,
}

impl Ground {
    pub async fn sqlite() -> Ground {
        static FOLDERS: AtomicU64 = AtomicU64::new(0);
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("store-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite:{}", folder.join("test.db").display());
        Ground::on(url, Some(folder)).await
    }

    pub async fn postgres() -> Option<Ground> {
        static SAID: Once = Once::new();
        static DATABASES: AtomicU64 = AtomicU64::new(0);
        let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
            // Past what the test harness holds back, so that a green line is not taken for more than it is.
            SAID.call_once(|| say("conformance: PostgreSQL: not run (TEST_POSTGRES_URL is not set)"));
            return None;
        };
        SAID.call_once(|| say("conformance: PostgreSQL: runs"));
        let name = format!("test_{}_{}", std::process::id(), DATABASES.fetch_add(1, Ordering::Relaxed));
        let mut admin = sqlx::PgConnection::connect(&server).await.unwrap();
        admin.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        let url = server.replacen("/postgres?", &format!("/{name}?"), 1);
        assert_ne!(url, server, "TEST_POSTGRES_URL names the database postgres and has parameters");
        Some(Ground::on(url, None).await)
    }

    async fn on(url: String, folder: Option<PathBuf>) -> Ground {
        let store = store::open(&url).await.unwrap();
        Ground { store, url, folder, ids: AtomicU64::new(1), clock: AtomicI64::new(MORNING) }
    }

    pub async fn remove(self) {
        drop(self.store);
        if let Some(folder) = self.folder {
            std::fs::remove_dir_all(folder).unwrap();
            return;
        }
        let name = self.url.rsplit_once('/').and_then(|_| self.url.split("/test_").nth(1)).unwrap();
        let name = format!("test_{}", name.split('?').next().unwrap());
        let server = std::env::var("TEST_POSTGRES_URL").unwrap();
        let mut admin = sqlx::PgConnection::connect(&server).await.unwrap();
        admin.execute(sqlx::AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).await.unwrap();
    }

    pub fn is_sqlite(&self) -> bool {
        self.folder.is_some()
    }

    /// One statement from outside, past the store.
    pub async fn execute(&self, statement: &'static str) {
        if self.is_sqlite() {
            let mut db = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            db.execute(statement).await.unwrap();
        } else {
            let mut db = sqlx::PgConnection::connect(&self.url).await.unwrap();
            db.execute(statement).await.unwrap();
        }
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> i64 {
        let ask = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        if self.is_sqlite() {
            let mut db = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(ask).fetch_one(&mut db).await.unwrap()
        } else {
            let mut db = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(ask).fetch_one(&mut db).await.unwrap()
        }
    }

    /// A new id. Later ones are not in order, as random ones are not.
    pub fn id(&self) -> Uuid {
        let number = self.ids.fetch_add(1, Ordering::Relaxed);
        let scattered = u128::from(number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        Uuid::from_u128(scattered << 64 | u128::from(number))
    }

    pub fn token(&self) -> TokenHash {
        TokenHash(self.id().to_string())
    }

    pub fn now(&self) -> Timestamp {
        Timestamp(self.clock.load(Ordering::Relaxed))
    }

    pub fn pass(&self, time: Duration) {
        self.clock.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::Relaxed);
    }

    pub fn today(&self) -> Date {
        day(TODAY)
    }

    pub fn request(&self, address: &str, hash: &str, browser: &str) -> CodeRequest {
        CodeRequest {
            address: Address::parse(address).unwrap(),
            hash: hash.into(),
            browser: browser.into(),
            network: "the school's".into(),
            now: self.now(),
        }
    }

    pub fn login(&self, shared_device: bool) -> NewLogin {
        NewLogin {
            id: LoginId(self.id()),
            token: self.token(),
            shared_device,
            now: self.now(),
            person: PersonId(self.id()),
            lang: Lang::Nb,
        }
    }

    /// Signs somebody in by code, for the first time.
    pub async fn sign_in(&self, name: &str) -> Browser {
        let request = self.request(&format!("{name}@example.no"), "right", name);
        self.store.ask_code(&request).await.unwrap();
        let login = self.login(false);
        let person = self.store.redeem_code(&request.address, "right", &login).await.unwrap();
        let browser = Browser { login: login.token, person, address: request.address };
        self.store.rename(&self.asker(&browser).await, name).await.unwrap();
        browser
    }

    pub async fn asker(&self, browser: &Browser) -> Asker {
        self.store.asker(Some(&browser.login), None, self.now(), self.today()).await.unwrap()
    }

    /// A browser that has joined nothing yet, with its fresh token.
    pub fn guest(&self, token: &str) -> Asker {
        Asker { guest: Some(TokenHash(token.into())), ..Asker::nobody(self.now(), self.today()) }
    }

    pub fn invitation(&self, role: Role, scope: Scope) -> NewInvitation {
        NewInvitation {
            id: domain::InvitationId(self.id()),
            token: self.token(),
            role,
            scope,
            many: false,
            expires: self.now() + domain::signin::INVITATION,
        }
    }

    /// Gives somebody a role by invitation.
    pub async fn give(&self, by: &Browser, to: &Browser, role: Role, scope: Scope) {
        let invitation = self.invitation(role, scope);
        self.store.invite(&self.asker(by).await, &invitation).await.unwrap();
        self.take(to, &invitation).await.unwrap();
    }

    pub async fn take(&self, browser: &Browser, invitation: &NewInvitation) -> Stored<Scope> {
        self.store.accept(&self.asker(browser).await, &invitation.token, MembershipId(self.id())).await
    }

    /// A team that belongs to no unit, facilitated by the one who starts it.
    pub async fn team(&self, by: &Browser) -> TeamId {
        let team = Team { id: TeamId(self.id()), name: "Teamet".into(), unit: None };
        self.store.start_team(&self.asker(by).await, &team, MembershipId(self.id())).await.unwrap();
        team.id
    }

    pub async fn school(&self) -> School {
        let owner = Owner { id: OwnerId(self.id()), name: "Kommunen".into() };
        let first = self.invitation(Role::Owner, Scope::Owner(owner.id));
        self.store.invite_first(&first, Some(&owner)).await.unwrap();
        let owning = self.sign_in("Eli").await;
        self.take(&owning, &first).await.unwrap();
        let unit = UnitId(self.id());
        let school = Unit {
            id: unit,
            owner: owner.id,
            name: "Skolen".into(),
            kind: UnitKind::School,
            discussed: None,
        };
        self.store.add_unit(&self.asker(&owning).await, &school).await.unwrap();
        let leader = self.sign_in("Lise").await;
        self.give(&owning, &leader, Role::Leader, Scope::Unit(unit)).await;
        let team = Team { id: TeamId(self.id()), name: "Trinn 5".into(), unit: Some(unit) };
        self.store.start_team(&self.asker(&leader).await, &team, MembershipId(self.id())).await.unwrap();
        let (kari, ola) = (self.sign_in("Kari").await, self.sign_in("Ola").await);
        self.give(&leader, &kari, Role::Facilitator, Scope::Team(team.id)).await;
        self.give(&kari, &ola, Role::Member, Scope::Team(team.id)).await;
        School { owner: owner.id, unit, team: team.id, owning, leader, kari, ola }
    }

    pub fn code(&self) -> JoinCode {
        let bytes = self.id().into_bytes();
        JoinCode::from_random([bytes[9], bytes[10], bytes[11], bytes[12], bytes[14], bytes[15]])
    }

    /// A session as it is planned, not stored yet.
    pub fn draft(&self, asker: &Asker, team: TeamId) -> Session {
        let dates = (day(TODAY), Some(day("2026-12-12")));
        Session::plan(asker, SessionId(self.id()), team, &plan(), dates, self.code()).unwrap()
    }

    pub async fn planned(&self, by: &Browser, team: TeamId) -> Session {
        let asker = self.asker(by).await;
        let session = self.draft(&asker, team);
        self.store.plan(&asker, &session, &plan()).await.unwrap();
        session
    }

    pub async fn started(&self, by: &Browser, team: TeamId) -> Session {
        let session = self.planned(by, team).await;
        self.lead(by, session.id, Command::Start).await.unwrap()
    }

    pub async fn lead(&self, by: &Browser, session: SessionId, command: Command) -> Stored<Session> {
        self.store.lead(&self.asker(by).await, session, command, ParticipantId(self.id())).await
    }

    /// A code typed in a browser behind the school's address.
    pub fn typed(&self, code: &JoinCode, browser: &str) -> JoinRequest {
        JoinRequest { code: code.clone(), browser: browser.into(), network: "the school's".into() }
    }

    pub async fn join(&self, asker: &Asker, session: &Session, name: &str) {
        let request = self.typed(&session.code, name);
        let joined = self.store.join(asker, &request, ParticipantId(self.id()), name).await.unwrap();
        assert_eq!(joined, session.id);
    }

    pub async fn write(
        &self,
        asker: &Asker,
        session: SessionId,
        prompt: &str,
        text: &str,
        base: i64,
    ) -> Stored<Mine> {
        let asker = Asker { now: self.now(), ..asker.clone() };
        self.store.write(&asker, session, prompt, (text, base), ReflectionId(self.id())).await
    }

    pub async fn record(&self, session: SessionId) -> Record {
        self.store.record(session).await.unwrap().unwrap()
    }

    /// What somebody has on the screen now.
    pub async fn view(&self, asker: &Asker, session: SessionId) -> SessionView {
        let record = self.record(session).await;
        record.view(record.viewer(asker).unwrap(), self.now())
    }

    /// The answers to a prompt that somebody sees.
    pub async fn seen(&self, asker: &Asker, session: SessionId, prompt: &str) -> Vec<String> {
        let view = self.view(asker, session).await;
        let mut texts: Vec<String> = view
            .prompts
            .into_iter()
            .filter(|p| p.id == prompt)
            .flat_map(|p| p.opened.into_iter().map(|answer| answer.text))
            .collect();
        texts.sort();
        texts
    }
}

fn say(line: &str) {
    let mut past_the_harness = std::io::stderr();
    writeln!(past_the_harness, "{line}").unwrap();
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn terms(sign: &str) -> TermsDraft {
    TermsDraft {
        situation: "vi deler i grupper".into(),
        action: "trekker vi lodd".into(),
        sign: sign.into(),
        follow_up: String::new(),
        keeper: "Kari".into(),
    }
}

/// Asserts that a rule said this.
#[track_caller]
pub fn refused<T: std::fmt::Debug>(result: Stored<T>, refusal: Refusal) {
    match result {
        Err(Failure::Refused(actual)) => assert_eq!(actual, refusal),
        other => panic!("{refusal:?} was expected, not {other:?}"),
    }
}

/// Alone, in groups, all together, and an agreement.
pub fn plan() -> Plan {
    let both = |text: &str| PerLang { nb: text.to_owned(), nn: text.to_owned() };
    let step = |id: &str, kind, prompt: Option<(&str, Shares)>| Step {
        id: id.into(),
        kind,
        minutes: 10,
        group_size: None,
        may_stop_after: true,
        prompts: Vec::from_iter(prompt.map(|(id, shares)| Prompt {
            id: id.into(),
            shares,
            text: both(id).map(|question| PromptText { question, html: Html::default() }),
        })),
        text: both(id).map(|title| StepText {
            title,
            html: Html("<p>æøå</p>".into()),
            lead: Html::default(),
        }),
    };
    Plan {
        module: "inkludering".into(),
        page: "okt".into(),
        revision: "abc".into(),
        title: both("Økt"),
        weeks: Some(3),
        steps: vec![
            step("tenk", StepKind::Alone, Some(("naar", Shares::Group))),
            step("del", StepKind::Group, Some(("rammene", Shares::Plenary))),
            step("noter", StepKind::Plenary, Some(("privat", Shares::Nowhere))),
            step("avtale", StepKind::Agreement, None),
        ],
    }
}
