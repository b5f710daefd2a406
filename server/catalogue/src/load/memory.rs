//! What is known from an earlier load, so that the next one reads and renders only what may have become another.
//!
//! What a page says by itself rests on its two files alone. What it looks like rests on them, on whom its module is
//! for, and on the answers to what it asked of other files: where a link leads, what a term or a source is called, how
//! large a picture is.

use super::{LARGEST_TEXT, read::Languages, unreadable};
use crate::{
    Files,
    document::Document,
    front::{ModuleFront, PageFront},
    index::{Anchors, Ask, Known, without_language},
    layout::is_asset,
    parity,
    problem::{Findings, Problem},
    source::Place,
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
    hash: [u8; 32],
    unreadable: Option<Problem>,
}

/// What is remembered of a file in all its languages.
struct Remembered<T> {
    facts: Arc<Facts>,
    rendered: Option<Rendered<T>>,
}

/// What the files of a page, or of a module's own words, say by themselves.
#[derive(Default)]
pub(super) struct Facts {
    /// What is wrong with either, and between the two.
    pub(super) problems: Vec<Problem>,
    pub(super) anchors: Arc<Anchors>,
    /// The ids that an author gave headings, with the page's address before them, and where they stand.
    pub(super) ids: Vec<(String, String, Place)>,
    /// The days by which the files should have been read again.
    pub(super) revise_by: Vec<(String, Date, Place)>,
    /// The terms that are linked to, as they are named there.
    pub(super) terms: HashSet<(Lang, String)>,
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
    pub(super) asked: HashSet<Ask>,
}

impl Facts {
    /// What a page's files say; `address` is its module and its slug, where it belongs to a module.
    pub(super) fn of_page(text: &Languages<Document<'_, PageFront>>, address: Option<(&str, &str)>) -> Facts {
        let mut facts = Facts::of(text, |front| (visible(front), front.revise_by));
        if let Some((nb, nn)) = text.both() {
            facts.problems.extend(parity::page(nb, nn));
        }
        if let (Some((module, page)), Some((_, document))) = (address, text.each().next()) {
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
            anchors.extend(lang, document.outline.anchors.iter().map(|anchor| anchor.id.clone()));
            facts.revise_by.extend(revise_by.map(|(day, place)| (document.file.to_owned(), day, place)));
            let prose = document.prose(lang, visible);
            facts.problems.extend(prose.bokmal());
            facts.terms.extend(prose.terms().into_iter().map(|term| (lang, term.to_owned())));
        }
        facts.anchors = Arc::new(anchors);
        facts
    }
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

impl<T> Remembered<T> {
    fn new(facts: Arc<Facts>) -> Self {
        Remembered { facts, rendered: None }
    }

    /// What was rendered for this audience, or is rendered now.
    fn rendered(&mut self, audience: &[Audience], render: impl FnOnce() -> Rendered<T>) -> &Rendered<T> {
        self.rendered.take_if(|rendered| rendered.audience != audience);
        self.rendered.get_or_insert_with(render)
    }

    /// Forgets what was rendered where an answer that it rests on is another now.
    fn forget_if(&mut self, is_another: impl Fn(&Ask) -> bool) {
        self.rendered.take_if(|rendered| rendered.asked.iter().any(is_another));
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
    /// every byte.
    pub(super) fn look(&mut self, files: &Files, problems: &mut Vec<Problem>) -> String {
        let mut all = Sha256::new();
        for (path, bytes) in files {
            let looked = match self.files.get(path) {
                Some(looked) => looked,
                None => {
                    let unreadable = unreadable(path, bytes);
                    // What is too large is not read, and its size tells it well enough from another.
                    let is_read = bytes.len() <= LARGEST_TEXT || is_asset(path);
                    let read = if is_read { bytes.as_slice() } else { &[] };
                    let hash =
                        Sha256::new().chain_update(bytes.len().to_le_bytes()).chain_update(read).finalize();
                    let looked = Looked { hash: hash.into(), unreadable };
                    self.files.entry(path.clone()).or_insert(looked)
                }
            };
            problems.extend(looked.unreadable.clone());
            all.update(u64::try_from(path.len()).unwrap_or(u64::MAX).to_le_bytes());
            all.update(path.as_bytes());
            all.update(looked.hash);
        }
        all.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// What a page's files say, by themselves.
    pub(super) fn facts_of_page(&mut self, path: &str, read: impl FnOnce() -> Facts) -> Arc<Facts> {
        let page = self.pages.entry(path.to_owned());
        Arc::clone(&page.or_insert_with(|| Remembered::new(Arc::new(read()))).facts)
    }

    /// What the files of a module's own words say, by themselves.
    pub(super) fn facts_of_module(&mut self, path: &str, read: impl FnOnce() -> Facts) -> Arc<Facts> {
        let module = self.modules.entry(path.to_owned());
        Arc::clone(&module.or_insert_with(|| Remembered::new(Arc::new(read()))).facts)
    }

    /// Before rendering: forgets whatever was rendered from an answer that is another now.
    pub(super) fn begin(&mut self, known: &Known) {
        let (before, changed) = (&self.known, &self.changed);
        let is_as_before = before == known;
        let is_another = |ask: &Ask| match ask {
            Ask::File(path) => changed.contains(path),
            ask => !is_as_before && !known.answers_as(before, ask),
        };
        self.pages.values_mut().for_each(|page| page.forget_if(is_another));
        self.modules.values_mut().for_each(|module| module.forget_if(is_another));
    }

    /// A page as it was rendered, or as it is now.
    pub(super) fn page(
        &mut self,
        path: &str,
        audience: &[Audience],
        render: impl FnOnce() -> Rendered<Page>,
    ) -> Option<&Rendered<Page>> {
        Some(self.pages.get_mut(path)?.rendered(audience, render))
    }

    /// A module's own words as they were rendered, or as they are now.
    pub(super) fn module(
        &mut self,
        path: &str,
        render: impl FnOnce() -> Rendered<PerLang<ModuleText>>,
    ) -> Option<&Rendered<PerLang<ModuleText>>> {
        Some(self.modules.get_mut(path)?.rendered(&[], render))
    }

    /// After a load: what the next one is held against.
    pub(super) fn end(&mut self, known: Known) {
        self.known = known;
        self.changed.clear();
    }
}
