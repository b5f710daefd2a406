//! The package in a running server: where it comes from, and how a change there becomes a change on the screen.
//!
//! Whatever tells of a change (a folder's own system, a clock, git), what follows is the same: the [`Edition`] that is
//! new is loaded as a whole, what is faulty in it keeps its last good version, and readers get all of it in one step.

mod address;
mod following;
mod repository;

pub use address::Address;
pub use following::{Follower, Source, keep_following};

use crate::{assets, history::History, site::Site};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use catalogue::{Changes, Files, Loader, Search, format_text, keep_good};
use domain::{
    Catalogue, Date, Lang, Timestamp,
    outside::Ambient,
    package::{Level, Origin, Package, Publication},
    search::{Found, Query},
};
use repository::Stopped;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

/// The file that makes a folder a package.
const PACKAGE: &str = "pakke.yaml";

/// What has become of the files, and what git knows of them as they are now.
struct Edition {
    changes: Changes,
    history: History,
}

/// The package that people read, swapped whole.
pub struct Shelf {
    ambient: Arc<dyn Ambient>,
    held: RwLock<Held>,
    /// What loads the next edition; it remembers the last.
    loader: Mutex<Loader>,
}

/// A package with what belongs to it: everything that a swap exchanges.
struct Held {
    package: Arc<Package>,
    search: Arc<Search>,
    files: Arc<[String]>,
    /// Those of the files that pages show.
    shown: HashMap<String, Arc<[u8]>>,
    history: History,
    /// What the files are called where no commit is them.
    hash: String,
    /// The day it was loaded on: what is too old is another matter tomorrow.
    day: Date,
    publication: Publication,
}

/// The kinds of file that pages may show or lead to, by how their names end.
const SHOWN: [(&str, &str); 7] = [
    (".svg", "image/svg+xml"),
    (".png", "image/png"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".webp", "image/webp"),
    (".gif", "image/gif"),
    (".pdf", "application/pdf"),
];

/// The type of a file that may be shown.
fn kind_of(path: &str) -> Option<&'static str> {
    SHOWN.iter().find(|(ending, _)| path.to_lowercase().ends_with(ending)).map(|(_, kind)| *kind)
}

impl Catalogue for Shelf {
    fn package(&self) -> Arc<Package> {
        Arc::clone(&self.held().package)
    }

    fn file(&self, path: &str) -> Option<Arc<[u8]>> {
        self.held().shown.get(path).cloned()
    }

    fn changed(&self, path: &str) -> Option<Timestamp> {
        self.held().history.changed.get(path).copied()
    }

    fn files(&self) -> Arc<[String]> {
        Arc::clone(&self.held().files)
    }

    fn publication(&self) -> Publication {
        self.held().publication.clone()
    }

    fn search(&self, lang: Lang, query: &Query) -> Found {
        let search = Arc::clone(&self.held().search);
        search.find(lang, query)
    }
}

/// `GET /innhold/{path}`: a file that a page shows.
pub async fn shown(State(site): State<Site>, Path(path): Path<String>) -> Response {
    let found = kind_of(&path).and_then(|kind| Some((kind, site.services.catalogue.file(&path)?)));
    let Some((kind, bytes)) = found else { return StatusCode::NOT_FOUND.into_response() };
    // The address stays when the file changes, so it is kept for a while and no longer.
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=600")];
    (headers, bytes.to_vec()).into_response()
}

/// Tells the log, and so whoever started the server, what is wrong with the content.
fn tell(package: &Package) {
    let faults: Vec<_> = package.problems.iter().filter(|one| one.level == Level::Fault).cloned().collect();
    if !faults.is_empty() {
        let report = format_text(&faults);
        tracing::warn!("faults in the content keep some of it from readers; the rest is served\n{report}");
    }
}

impl Shelf {
    /// A shelf with its first edition.
    fn new(ambient: Arc<dyn Ambient>, origin: Origin, first: Edition) -> Shelf {
        let mut loader = Loader::default();
        loader.change(first.changes);
        let (now, day) = (ambient.now(), ambient.today());
        let fresh = loader.load(day);
        // Nothing ran before; what is faulty is so from now on.
        let nothing = Loader::default().load(day);
        let publication = Publication { origin, at: now, commit: None, stopped: None };
        let hash = fresh.revision.clone();
        let package = Arc::new(keep_good(fresh, &nothing, now));
        let mut held = Held {
            hash,
            search: Arc::new(Search::of(Arc::clone(&package))),
            package,
            files: loader.files().keys().cloned().collect(),
            shown: shown_of(&loader, &HashMap::new(), None),
            history: History::default(),
            day,
            publication,
        };
        held.remember(first.history);
        tell(&held.package);
        Shelf { ambient, held: RwLock::new(held), loader: Mutex::new(loader) }
    }

    /// The files as they were when they were last read, faulty or not.
    pub fn sources(&self) -> Arc<Files> {
        Arc::clone(self.loader.lock().unwrap_or_else(PoisonError::into_inner).files())
    }

    fn held(&self) -> RwLockReadGuard<'_, Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn swap(&self) -> RwLockWriteGuard<'_, Held> {
        self.held.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts changed files on the shelf; whether any of them is another than before. Without a history, it is known of
    /// them that they changed and no more.
    fn receive(&self, changes: Changes, history: Option<History>) -> bool {
        let mut loader = self.loader.lock().unwrap_or_else(PoisonError::into_inner);
        let touched: Vec<String> = changes.keys().cloned().collect();
        let (now, day) = (self.ambient.now(), self.ambient.today());
        let is_new = loader.change(changes) || history.is_some();
        if !is_new && self.held().day == day {
            return false;
        }
        let running = self.package();
        let package = keep_good(loader.load(day), &running, now);
        let known = { self.held().history.changed.clone() };
        // Until git is asked, what it said of the files before is the best there is.
        let history = history.unwrap_or(History { commit: None, changed: known });
        let files = loader.files().keys().cloned().collect();
        let shown = shown_of(&loader, &self.held().shown, Some(&touched));
        if package.problems != running.problems {
            tell(&package);
        }
        let hash = package.revision.clone();
        let package = Arc::new(package);
        // What is as it was is not indexed again.
        let before = Arc::clone(&self.held().search);
        let search = Arc::new(before.renewed(Arc::clone(&package)));
        let mut held = self.swap();
        let at = if is_new { now } else { held.publication.at };
        let publication = Publication { at, stopped: None, ..held.publication.clone() };
        *held = Held { package, search, files, shown, history: History::default(), hash, day, publication };
        held.remember(history);
        if is_new {
            tracing::info!(problems = held.package.problems.len(), "the content has changed");
        }
        is_new
    }

    /// Notes what git knows of the files that are on the shelf.
    fn learn(&self, history: History) {
        let mut held = self.swap();
        if held.history != history {
            held.remember(history);
        }
    }

    /// Notes that nothing newer comes, and why. It is told once.
    fn stop(&self, Stopped { hindrance, said }: Stopped) {
        let now = self.ambient.now();
        let stopped = &mut self.swap().publication.stopped;
        if stopped.is_none_or(|(before, _)| before != hindrance) {
            tracing::warn!(?hindrance, ?said, "newer content does not come; what is here is served");
            *stopped = Some((hindrance, now));
        }
    }

    /// Notes that nothing is in the way any more.
    fn go_on(&self) {
        if self.held().publication.stopped.is_some() {
            tracing::info!("content comes again");
            self.swap().publication.stopped = None;
        }
    }
}

impl Held {
    /// A commit says better than a hash which state of the content this is.
    fn remember(&mut self, history: History) {
        let revision = history.commit.as_ref().unwrap_or(&self.hash);
        if *revision != self.package.revision {
            Arc::make_mut(&mut self.package).revision.clone_from(revision);
        }
        self.publication.commit.clone_from(&history.commit);
        self.history = history;
    }
}

/// The files that pages show. Those that are not touched are taken over from before.
fn shown_of(
    loader: &Loader,
    before: &HashMap<String, Arc<[u8]>>,
    touched: Option<&[String]>,
) -> HashMap<String, Arc<[u8]>> {
    let is_touched = |path: &String| touched.is_none_or(|touched| touched.contains(path));
    let shown = loader.files().iter().filter(|(path, _)| kind_of(path).is_some());
    let bytes = shown.map(|(path, bytes)| {
        let old = before.get(path).filter(|_| !is_touched(path));
        (path.clone(), old.cloned().unwrap_or_else(|| bytes.as_slice().into()))
    });
    bytes.collect()
}

/// The content that was embedded at build.
fn embedded() -> Edition {
    let files = assets::embedded_content().iter();
    let changes = files.map(|(path, bytes)| ((*path).to_owned(), Some(bytes.to_vec()))).collect();
    Edition { changes, history: History::embedded() }
}
