//! The package in a running server: where it comes from, and how a change on the disk becomes a change on the screen.

use crate::{assets, history, site::Site};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use catalogue::{Files, Search, format_text, keep_good, load, read_dir};
use domain::{
    Catalogue, Date, Lang, Timestamp,
    outside::Ambient,
    package::{Level, Package},
    search::{Found, Query},
};
use std::{
    collections::HashMap,
    io, path,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
    time::Duration,
};

/// How often a watched folder is looked at.
const PERIOD: Duration = Duration::from_secs(1);

/// The package that people read, swapped whole.
pub struct Shelf(RwLock<Held>);

/// A package and the files it was made from.
struct Held {
    package: Arc<Package>,
    search: Arc<Search>,
    files: Arc<Files>,
    /// When each file was last changed, where that is known.
    changed: HashMap<String, Timestamp>,
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

impl Held {
    /// What is read of a package, and of its index what is as it was `before`.
    fn of(
        files: Files,
        package: Package,
        changed: HashMap<String, Timestamp>,
        before: Option<&Search>,
    ) -> Held {
        let package = Arc::new(package);
        let search = match before {
            Some(before) => before.renewed(Arc::clone(&package)),
            None => Search::of(Arc::clone(&package)),
        };
        Held { package, search: Arc::new(search), files: Arc::new(files), changed }
    }
}

impl Catalogue for Shelf {
    fn package(&self) -> Arc<Package> {
        Arc::clone(&self.held().package)
    }

    fn file(&self, path: &str) -> Option<Arc<[u8]>> {
        let held = self.held();
        kind_of(path).and_then(|_| held.files.get(path)).map(|bytes| bytes.as_slice().into())
    }

    fn changed(&self, path: &str) -> Option<Timestamp> {
        self.held().changed.get(path).copied()
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
    /// The package in a folder, or the one embedded at build.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn open(folder: Option<&path::Path>, today: Date) -> io::Result<Shelf> {
        let files = folder.map_or_else(|| Ok(embedded()), read_dir)?;
        let package = load(&files, today);
        tell(&package);
        let changed = folder.map_or_else(|| history::read(assets::history()), history::of_folder);
        Ok(Shelf(RwLock::new(Held::of(files, package, changed, None))))
    }

    /// The files as they lay on the disk when they were last read, faulty or not.
    pub fn files(&self) -> Arc<Files> {
        Arc::clone(&self.held().files)
    }

    fn held(&self) -> RwLockReadGuard<'_, Held> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks for changes in a folder, for as long as the server runs. A faulty page never replaces a good one.
    pub async fn watch(self: Arc<Self>, folder: PathBuf, ambient: Arc<dyn Ambient>) {
        loop {
            tokio::time::sleep(PERIOD).await;
            // A folder that is being copied or checked out may be unreadable for a moment; the next look finds it.
            let Ok(files) = read_dir(&folder) else { continue };
            if files != *self.files() {
                let fresh = keep_good(load(&files, ambient.today()), &self.package());
                tracing::info!(problems = fresh.problems.len(), "the content has changed");
                tell(&fresh);
                let before = Arc::clone(&self.held().search);
                let held = Held::of(files, fresh, history::of_folder(&folder), Some(&before));
                *self.0.write().unwrap_or_else(PoisonError::into_inner) = held;
            }
        }
    }
}

fn embedded() -> Files {
    assets::embedded_content().iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect()
}

/// The checkout's `content/`, where the program was started in one or by its `cargo run`.
pub fn of_checkout() -> Option<PathBuf> {
    let by_cargo =
        std::env::var_os("CARGO_MANIFEST_DIR").map(|server| PathBuf::from(server).join("../content"));
    [by_cargo, Some("content".into())]
        .into_iter()
        .flatten()
        .find(|folder| folder.join("pakke.yaml").is_file())
}
