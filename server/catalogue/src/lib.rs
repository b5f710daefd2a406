//! `content/` as the platform knows it: files in, a [`Package`] and its problems out.
//!
//! [`load`] is pure. It reads each file once and by itself, then compares the files with each other (languages, links,
//! ids), then renders; the grammar stands above the parser, in `markdown`. Whatever the files hold, it returns
//! the good pages: a page with a fault lies in [`Module::faulty`] with what is wrong, and takes no other page
//! with it. A [`Loader`] does the same again and again and reads only what has changed. [`keep_good`] goes further
//! for a server that runs already: its good page stays in the faulty one's place.
//!
//! ```
//! let mut files = catalogue::Files::new();
//! files.insert("pakke.yaml".into(), b"tittel: {nb: Til stede, nn: Til stades}\nspr\xc3\xa5k: [nb, nn]\n".to_vec());
//! let today = "2026-08-01".parse().unwrap();
//! let package = catalogue::load(&files, today);
//! assert_eq!(package.title.nn, "Til stades");
//! print!("{}", catalogue::format_text(&package.problems)); // the glossaries are missing
//! ```
#![warn(missing_docs)]

mod apa;
mod bibliography;
mod bokmal;
mod callout;
mod compose;
mod cores;
mod document;
mod fields;
mod front;
mod glossary;
mod half;
mod ids;
mod index;
mod layout;
mod library;
mod load;
mod markdown;
mod naming;
mod outline;
mod parity;
mod picture;
mod problem;
mod read;
mod readability;
mod render;
mod report;
mod running;
mod search;
mod settings;
mod source;
mod template;
mod trial;
mod video;
mod wording;
mod words;
mod yaml;
mod year;

pub use domain::package::{Level, Module, Package, Problem};
pub use load::{Loader, id_list, load, spelling};
pub use problem::{Kind, sort};
pub use read::{Folder, read_dir};
pub use report::{format_github, format_json, format_text};
pub use running::keep_good;
pub use search::Search;
pub use template::template;
pub use trial::trial;

/// The files of the package by path relative to `content/`, with `/` between the names.
pub type Files = std::collections::BTreeMap<String, Vec<u8>>;

/// What has become of files, by their path: other bytes, or nothing where a file is gone.
pub type Changes = std::collections::BTreeMap<String, Option<Vec<u8>>>;
