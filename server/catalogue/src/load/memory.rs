//! What is known from an earlier load, so that the next one reads and renders only what may have become another.
//!
//! What a page says by itself rests on its two files alone. What it looks like rests on them, on whom its module is
//! for, and on the answers to what it asked of other files: where a link leads, what a term or a source is called, how
//! large a picture is.

use super::{
    LARGEST_TEXT,
    read::{Languages, Read},
    unreadable,
};
use crate::{
    Files, cores,
    document::Document,
    front::{ModuleFront, PageFront},
    index::{Anchors, Ask, Known, join, without_language},
    layout::is_asset,
    parity,
    problem::{Findings, Problem, leave_headings_open},
    source::Place,
    words::Prose,
};
use domain::{
    Date, Lang, PerLang,
    package::{Audience, ModuleText, Page, is_id},
};
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// What is known from the last load.
#[derive(Default)]
pub(super) struct Memory {
    files: HashMap<String, Looked>,
    /// By path without language and ending.
    pages: HashMap<String, Remembered<Page>>,
    /// Modules' own words, in the same way.
    modules: HashMap<String, Remembered<PerLang<ModuleText>>>,
    /// What the files said about each other.
    known: Known,
    /// Files that have changed since.
    changed: HashSet<String>,
}

/// A file, looked at as bytes.
struct Looked {
    /// Of its path and its bytes.
    hash: u128,
    unreadable: Option<Box<Problem>>,
}

/// What is remembered of a file in all its languages.
pub(super) struct Remembered<T> {
    pub(super) facts: Arc<Facts>,
    pub(super) rendered: Option<Arc<Rendered<T>>>,
}

/// What has become of what was known.
pub(super) struct Since<'m> {
    before: &'m Known,
    now: &'m Known,
    is_as_before: bool,
    changed: &'m HashSet<String>,
}

/// What the files of a page, or of a module's own words, say by themselves.
#[derive(Default)]
pub(super) struct Facts {
    /// What is wrong with either, and between the two.
    pub(super) problems: Vec<Problem>,
    pub(super) anchors: Arc<Anchors>,
    /// The ids that an author gave headings, with the page's address before them, and where they stand.
    pub(super) ids: Vec<(String, String, Place)>,
    /// The page's address, where a fault leaves it open which ids it has.
    pub(super) open: Option<String>,
    /// The days by which the files should have been read again.
    pub(super) revise_by: Vec<(String, Date, Place)>,
    /// The terms that are linked to, as they are named there.
    pub(super) terms: HashSet<(Lang, String)>,
    /// The paths of the files that are shown or offered.
    pub(super) files: HashSet<String>,
    /// The terms that a module says it builds on, with the file and the place.
    pub(super) built_on: Vec<(Lang, String, String, Place)>,
    /// Whom a module is for.
    pub(super) audience: Vec<Audience>,
}

/// What was rendered, and what it rests on besides its own files.
pub(super) struct Rendered<T> {
    /// Whom a page's module is for.
    pub(super) audience: Vec<Audience>,
    /// Nothing where there is no text in any language.
    pub(super) made: Option<Arc<T>>,
    pub(super) problems: Vec<Problem>,
    pub(super) asked: Box<[Ask]>,
}

impl Facts {
    /// What a page's files say; `address` is its module and its slug, where it belongs to a module.
    pub(super) fn of_page(text: &Languages<Document<'_, PageFront>>, address: Option<(&str, &str)>) -> Facts {
        let mut facts = Facts::of(text, |front| (visible(front), front.revise_by));
        if let Some((nb, nn)) = text.both() {
            facts.problems.extend(parity::page(nb, nn));
        }
        if let (Some((module, page)), Some((_, document))) = (address, text.each().next()) {
            facts.open = facts.anchors.are_open.then(|| format!("{module}/{page}"));
            let findings = Findings::new(document.file, document.text);
            let anchors = document.outline.anchors.iter();
            let given = anchors.filter(|anchor| anchor.explicit && is_id(&anchor.id));
            facts.ids = given
                .map(|anchor| {
                    let id = format!("{module}/{page}/{}", anchor.id);
                    (id, document.file.to_owned(), findings.source().place(anchor.at))
                })
                .collect();
        }
        facts
    }

    /// What the files of a module's own words say.
    pub(super) fn of_module(text: &Languages<Document<'_, ModuleFront>>) -> Facts {
        let mut facts = Facts::of(text, |front| (visible_of_module(front), front.revise_by));
        if let Some((nb, nn)) = text.both() {
            facts.problems.extend(parity::module(nb, nn));
        }
        for (lang, document) in text.each() {
            let terms = document.front.terms.iter();
            facts
                .built_on
                .extend(terms.map(|(term, place)| (lang, document.file.to_owned(), term.clone(), *place)));
        }
        let first = text.each().next();
        facts.audience = first.map(|(_, document)| document.front.audience.clone()).unwrap_or_default();
        facts
    }

    fn of<'d, Front>(
        text: &'d Languages<Document<'_, Front>>,
        says: impl Fn(&'d Front) -> (Vec<(&'d str, Place)>, Option<(Date, Place)>),
    ) -> Facts {
        let mut facts = Facts::default();
        let mut anchors = Anchors::default();
        for (lang, document) in text.each() {
            let (visible, revise_by) = says(&document.front);
            facts.problems.extend(document.problems.iter().cloned());
            anchors.are_open |= leave_headings_open(&document.problems);
            anchors.extend(lang, document.outline.anchors.iter().map(|anchor| anchor.id.clone()));
            facts.revise_by.extend(revise_by.map(|(day, place)| (document.file.to_owned(), day, place)));
            let prose = document.prose(lang, visible);
            facts.problems.extend(prose.bokmal());
            facts.files.extend(shown(document.file, &prose));
            facts.terms.extend(prose.terms().into_iter().map(|term| (lang, term.to_owned())));
        }
        facts.anchors = Arc::new(anchors);
        facts
    }
}

/// The paths of the files that a text shows or offers.
pub(super) fn shown(file: &str, prose: &Prose<'_, '_>) -> Vec<String> {
    prose.paths().into_iter().filter_map(|path| join(file, path)).filter(|path| is_asset(path)).collect()
}

/// What readers see of a page's front matter.
pub(super) fn visible(front: &PageFront) -> Vec<(&str, Place)> {
    vec![
        (front.title.as_str(), front.places.of("tittel")),
        (front.summary.as_str(), front.places.of("ingress")),
    ]
}

/// What readers see of a module's front matter.
pub(super) fn visible_of_module(front: &ModuleFront) -> Vec<(&str, Place)> {
    let mut fields = vec![
        (front.title.as_str(), front.places.of("tittel")),
        (front.summary.as_str(), front.places.of("ingress")),
        (front.aim.as_str(), front.places.of("mål")),
    ];
    fields.extend(front.goals.iter().map(|(goal, place)| (goal.as_str(), *place)));
    fields
}

impl Looked {
    fn at(path: &str, bytes: &[u8]) -> Looked {
        let unreadable = unreadable(path, bytes).map(Box::new);
        // What is too large is not read, and its size tells it well enough from another.
        let is_read = bytes.len() <= LARGEST_TEXT || is_asset(path);
        let read = if is_read { bytes } else { &[] };
        let lengths = [path.len().to_le_bytes(), bytes.len().to_le_bytes()].concat();
        let hash = Sha256::new().chain_update(lengths).chain_update(path).chain_update(read).finalize();
        let half = hash.first_chunk().map_or(0, |half| u128::from_le_bytes(*half));
        Looked { hash: half, unreadable }
    }
}

impl Since<'_> {
    /// Whether what was rendered for an audience is what would be rendered now: every answer it rests on is the same.
    pub(super) fn stands<T>(&self, rendered: &Rendered<T>, audience: &[Audience]) -> bool {
        let is_another = |ask: &Ask| match ask {
            Ask::File(path) => self.changed.contains(path),
            ask => !self.is_as_before && !self.now.answers_as(self.before, ask),
        };
        rendered.audience == audience && !rendered.asked.iter().any(is_another)
    }
}

impl Memory {
    /// Forgets what rests on a file that is about to change.
    pub(super) fn forget(&mut self, path: &str) {
        self.files.remove(path);
        if let Some(page) = without_language(path) {
            self.pages.remove(page);
            self.modules.remove(page);
        }
        self.changed.insert(path.to_owned());
    }

    /// Looks at every file as bytes: notes those that should be text and are not, and gives a hash over every path and
    /// every byte. It is the sum of the files' own, so that one file does not cost the others.
    pub(super) fn look(&mut self, files: &Files, problems: &mut Vec<Problem>) -> String {
        let new = files.iter().filter(|(path, _)| !self.files.contains_key(*path)).collect();
        let looked = cores::each(new, |(path, bytes)| (path.clone(), Looked::at(path, bytes)));
        self.files.extend(looked);
        for looked in files.keys().filter_map(|path| self.files.get(path)) {
            problems.extend(looked.unreadable.as_deref().cloned());
        }
        let all = self.files.values().fold(0u128, |all, looked| all.wrapping_add(looked.hash));
        format!("{all:032x}")
    }

    /// What is remembered of a page.
    pub(super) fn page(&self, path: &str) -> Option<&Remembered<Page>> {
        self.pages.get(path)
    }

    /// What is remembered of a module's own words.
    pub(super) fn module(&self, path: &str) -> Option<&Remembered<PerLang<ModuleText>>> {
        self.modules.get(path)
    }

    /// What the files of the last load said about each other.
    pub(super) fn known(&self) -> &Known {
        &self.known
    }

    /// What has become of what was known, before rendering.
    pub(super) fn since<'m>(&'m self, now: &'m Known) -> Since<'m> {
        Since { before: &self.known, now, is_as_before: self.known == *now, changed: &self.changed }
    }

    /// After a load: what the next one is held against.
    pub(super) fn end(&mut self, known: Known, read: Read<'_>) {
        let (pages, modules) = read.into_remembered();
        self.pages = pages;
        self.modules = modules;
        self.known = known;
        self.changed.clear();
    }
}
