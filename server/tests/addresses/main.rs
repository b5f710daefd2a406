//! How each address answers, asked without a network. One file a part of the address space.

#![expect(clippy::expect_used, clippy::panic, reason = "what a test cannot set up, it fails on")]

mod actions;
mod around;
mod asking;
mod assets;
mod between_meetings;
mod calendar;
mod ending;
mod feedback;
mod limits;
mod links;
mod notes;
mod pages;
mod publishing;
mod reading;
mod reminders;
mod search;
mod signposts;
mod sweep;
mod takeout;
mod trial;

use app::Services;
use async_trait::async_trait;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode, header},
};
use domain::{
    Catalogue, Date, Lang, LoginId, PersonId, SessionId, Timestamp, TokenHash,
    outside::{Ambient, Letter, NotSent, Post, Undelivered},
    package::{Origin, Package, Publication},
    people::Role,
    search::{Found, Query},
    signin::Address,
    store::NewLogin,
};
use server::{
    live::Hub,
    notes::{NotesKeys, Sealed},
    router::router,
    site::Site,
    workbench::Bench,
    world::World,
};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// The whole platform over a database of its own, which goes with the folder.
struct Platform {
    router: Router,
    services: Services,
    post: Arc<Pigeonhole>,
    hub: Arc<Hub>,
    url: String,
    _folder: Option<tempfile::TempDir>,
}

impl Platform {
    async fn open(catalogue: Arc<dyn Catalogue>) -> Platform {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        Platform { _folder: Some(folder), ..Platform::over(&url, catalogue).await }
    }

    /// The platform over a database that may have others over it.
    async fn over(url: &str, catalogue: Arc<dyn Catalogue>) -> Platform {
        let store = store::open(url).await.expect("a database");
        let ambient: Arc<dyn Ambient> = Arc::new(World::new().expect("the time zones"));
        let post = Arc::new(Pigeonhole::default());
        let hub = Hub::new(Arc::clone(&store), Arc::clone(&ambient));
        let services = Services {
            catalogue,
            workbench: Arc::new(Bench::over(|| Arc::new(content()))),
            notes: Arc::new(Sealed::new(Arc::clone(&store), Arc::clone(&ambient), NotesKeys::one(&[7; 32]))),
            announce: Arc::clone(&hub) as _,
            store,
            ambient,
            post: Arc::clone(&post) as _,
            public_url: "https://praksis.example".into(),
            secret: "secret".into(),
            forge: None,
            demo: false,
        };
        let site = Site {
            services: services.clone(),
            hub: Arc::clone(&hub),
            kept: Arc::default(),
            https: true,
            proxies: Arc::new([]),
        };
        Platform { router: router(site), services, post, hub, url: url.to_owned(), _folder: None }
    }

    /// The same with a forge.
    fn forge(&mut self, address: &str) {
        self.services.forge = Some(address.parse().expect("a forge"));
        let site = Site {
            services: self.services.clone(),
            hub: Arc::clone(&self.hub),
            kept: Arc::default(),
            https: true,
            proxies: Arc::new([]),
        };
        self.router = router(site);
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response: Response<Body> = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        Answer {
            status: parts.status,
            headers: parts.headers,
            // Where components are without their types, Leptos puts a mark between texts, which says nothing here.
            body: String::from_utf8_lossy(&body).replace("<!>", ""),
        }
    }
}

/// The demo's municipality, on the real content.
struct Demo(Platform);

impl Demo {
    async fn open() -> Demo {
        Demo::on(Arc::new(Content(Arc::new(catalogue::load(&content(), today()))))).await
    }

    /// The same on content that may change.
    async fn on(catalogue: Arc<dyn Catalogue>) -> Demo {
        let platform = Platform::open(catalogue).await;
        server::demo::fill(&platform.services).await.expect("a municipality");
        Demo(platform)
    }

    /// Somebody who leads a team that has a session ahead: their cookie, and the session.
    async fn facilitator_with_a_session(&self) -> (String, SessionId) {
        let Services { store, ambient, .. } = &self.0.services;
        for (person, roles) in store.everyone().await.expect("the people") {
            if !roles.iter().any(|(role, _)| *role == Role::Facilitator) {
                continue;
            }
            let (token, hash) = self.log_in(person.id).await;
            let asker =
                store.asker(Some(&hash), None, ambient.now(), ambient.today()).await.expect("an asker");
            let teams = store.my_teams(&asker).await.expect("the teams");
            if let Some(next) = teams.into_iter().find_map(|team| team.next) {
                return (format!("__Host-login={token}"), next.id);
            }
        }
        panic!("the demo has a session ahead");
    }

    /// Opens a login for a person: its token, and the hash of it.
    async fn log_in(&self, person: PersonId) -> (String, TokenHash) {
        let Services { store, ambient, .. } = &self.0.services;
        let (token, hash) = self.0.services.token();
        let id = LoginId(ambient.ordered_id());
        let now = ambient.now();
        let login = NewLogin { id, token: hash.clone(), shared_device: false, now, person, lang: Lang::Nb };
        store.open_login(person, &login).await.expect("a login");
        (token, hash)
    }

    /// The cookie of one of the demo's people.
    async fn signed_in_as(&self, name: &str) -> String {
        let everyone = self.0.services.store.everyone().await.expect("the people");
        let (person, _) = everyone.into_iter().find(|(person, _)| person.name == name).expect("somebody");
        let (token, _) = self.log_in(person.id).await;
        format!("__Host-login={token}")
    }

    async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header("cookie", cookie);
        self.0.ask(request.body(Body::empty()).expect("a request")).await
    }
}

/// Mail that is kept rather than sent.
#[derive(Default)]
struct Pigeonhole {
    /// To whom, and the code or the link.
    words: Mutex<Vec<(String, String)>>,
    /// To whom, and the letter.
    letters: Mutex<Vec<(String, Letter)>>,
    /// How the next letters fare.
    mood: Mutex<Mood>,
}

/// What a mail server does with a letter.
#[derive(Clone, Copy, Default)]
enum Mood {
    /// Takes it.
    #[default]
    Takes,
    /// Does not answer.
    Away,
    /// Says no, for good or for now.
    SaysNo { for_good: bool },
    /// Takes it, and the line breaks before it has said so.
    Breaks,
}

impl Pigeonhole {
    /// What was last sent to an address.
    fn last_to(&self, address: &str) -> String {
        let all = self.words.lock().expect("the mail");
        let (_, word) = all.iter().rev().find(|(to, _)| to == address).expect("a mail to the address");
        word.clone()
    }

    fn keep(&self, to: &Address, word: &str) {
        self.words.lock().expect("the mail").push((to.as_str().to_owned(), word.to_owned()));
    }

    fn mood(&self) -> Mood {
        *self.mood.lock().expect("the mail server")
    }

    fn is_in(&self, mood: Mood) {
        *self.mood.lock().expect("the mail server") = mood;
    }

    /// The letters that came to their people, since this was last asked.
    fn letters(&self) -> Vec<(String, Letter)> {
        std::mem::take(&mut *self.letters.lock().expect("the letters"))
    }
}

#[async_trait]
impl Post for Pigeonhole {
    async fn code(&self, to: &Address, _: Lang, code: &str) -> Result<(), NotSent> {
        self.keep(to, code);
        Ok(())
    }

    async fn invitation(&self, to: &Address, _: Lang, _: &str, link: &str) -> Result<(), NotSent> {
        self.keep(to, link);
        Ok(())
    }

    async fn is_there(&self) -> Result<(), NotSent> {
        match self.mood() {
            Mood::Away => Err(NotSent("nobody answers".into())),
            Mood::Takes | Mood::SaysNo { .. } | Mood::Breaks => Ok(()),
        }
    }

    async fn letter(&self, to: &Address, letter: &Letter) -> Result<(), Undelivered> {
        let mood = self.mood();
        if let Mood::SaysNo { for_good } = mood {
            return Err(Undelivered::No { for_good, why: "no".into() });
        }
        let mut all = self.letters.lock().expect("the letters");
        all.push((to.as_str().to_owned(), letter.clone()));
        match mood {
            Mood::Breaks => Err(Undelivered::Perhaps("the line broke".into())),
            Mood::Takes | Mood::Away | Mood::SaysNo { .. } => Ok(()),
        }
    }
}

/// The real content.
fn content() -> catalogue::Files {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    catalogue::read_dir(&folder).expect("the content")
}

/// A package that does not change.
struct Content(Arc<Package>);

impl Catalogue for Content {
    fn package(&self) -> Arc<Package> {
        Arc::clone(&self.0)
    }

    fn file(&self, _path: &str) -> Option<Arc<[u8]>> {
        None
    }

    fn files(&self) -> Arc<[String]> {
        Arc::new([])
    }

    fn publication(&self) -> Publication {
        Publication { origin: Origin::Embedded, at: Timestamp(0), commit: None, stopped: None }
    }

    /// One page has a history.
    fn changed(&self, path: &str) -> Option<Timestamp> {
        (path == "ordningen/30-roller.nb.md").then_some(Timestamp(1_760_000_000_000))
    }

    fn search(&self, lang: Lang, query: &Query) -> Found {
        catalogue::Search::of(Arc::clone(&self.0)).find(lang, query)
    }
}

/// The day as the platform sees it.
fn world_today() -> Date {
    World::new().expect("the time zones").today()
}

fn today() -> Date {
    "2026-08-01".parse().expect("a date")
}

/// What came back.
struct Answer {
    status: StatusCode,
    headers: header::HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a readable header"))
    }
}

async fn ask(request: Request<Body>) -> Answer {
    let nothing = catalogue::load(&catalogue::Files::new(), today());
    Platform::open(Arc::new(Content(Arc::new(nothing)))).await.ask(request).await
}

async fn get(path: &str) -> Answer {
    get_with(path, &[]).await
}

async fn get_with(path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(request.body(Body::empty()).expect("a request")).await
}
