//! Where the package comes from.

use super::{Package, Publication};
use crate::{
    Lang, Timestamp,
    search::{Found, Query},
};
use std::sync::Arc;

/// Where the rest of the product reads the current package from.
pub trait Catalogue: Send + Sync {
    /// The package as it stands now. A running server may swap it; what was handed out stays whole.
    fn package(&self) -> Arc<Package>;

    /// A file that a page shows or leads to, by its path under `content/`: an image or a document, never a text.
    fn file(&self, path: &str) -> Option<Arc<[u8]>>;

    /// When a file under `content/` was last changed, where its history is known.
    fn changed(&self, path: &str) -> Option<Timestamp>;

    /// What is found in the package as it stands now, in the reader's language.
    fn search(&self, lang: Lang, query: &Query) -> Found;

    /// Every file under `content/`, in the order of their paths.
    fn files(&self) -> Arc<[String]>;

    /// How the content came here, and what stopped anything newer.
    fn publication(&self) -> Publication;
}
