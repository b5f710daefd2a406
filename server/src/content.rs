//! The package in a running server: where it comes from, and how a change on the disk becomes a change on the screen.

use crate::assets;
use catalogue::{Files, keep_good, load, read_dir};
use domain::{Catalogue, Date, outside::Ambient, package::Package};
use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

/// How often a watched folder is looked at.
const PERIOD: Duration = Duration::from_secs(1);

/// The package that people read, swapped whole.
pub struct Shelf(RwLock<Arc<Package>>);

impl Catalogue for Shelf {
    fn package(&self) -> Arc<Package> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Shelf {
    /// The package in a folder, or the one embedded at build.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn open(folder: Option<&Path>, today: Date) -> io::Result<Shelf> {
        let files = folder.map_or_else(|| Ok(embedded()), read_dir)?;
        Ok(Shelf(RwLock::new(Arc::new(load(&files, today)))))
    }

    /// Looks for changes in a folder, for as long as the server runs. A faulty page never replaces a good one.
    pub async fn watch(self: Arc<Self>, folder: PathBuf, ambient: Arc<dyn Ambient>) {
        let mut seen = read_dir(&folder).unwrap_or_default();
        loop {
            tokio::time::sleep(PERIOD).await;
            // A folder that is being copied or checked out may be unreadable for a moment; the next look finds it.
            let Ok(files) = read_dir(&folder) else { continue };
            if files != seen {
                let fresh = keep_good(load(&files, ambient.today()), &self.package());
                tracing::info!(problems = fresh.problems.len(), "the content has changed");
                *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
                seen = files;
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
