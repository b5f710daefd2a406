//! All that an editor looks at, put in order once.

use crate::{Here, Services};
use domain::{
    Catalogue, Date, Lang, Timestamp,
    feedback::{Feedback, Tally},
    outside::Ambient,
    package::{Level, Package, Page, Problem, SCHEME, address_of_page},
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// What a problem is called where a text should have been read again.
const EXPIRED: &str = "revisjon-passert";
/// What a problem is called where a language has no file.
const MISSING: &str = "språk-mangler";
/// How the problems begin that the languages have with each other.
const DIFFERENT: &str = "språk-";

/// What lies on an editor's desk.
pub(super) struct Desk<'h> {
    pub(super) here: &'h Here,
    pub(super) services: &'h Services,
    pub(super) package: Arc<Package>,
    pub(super) said: Vec<Feedback>,
    /// Every page in the order it is read, those that are kept from readers too.
    pub(super) pages: Vec<Entry>,
    /// Every other text, by its path.
    pub(super) others: Vec<String>,
    problems: BTreeMap<String, Vec<Problem>>,
    pub(super) today: Date,
}

/// A page on an editor's desk.
pub(super) struct Entry {
    /// The module's slug, or [`SCHEME`].
    pub(super) folder: String,
    pub(super) slug: String,
    pub(super) title: String,
    /// Where it is read, after the language.
    pub(super) address: String,
    /// Its files, bokmål first.
    pub(super) files: [String; 2],
    pub(super) revise_by: Option<Date>,
    pub(super) tally: Tally,
    /// What readers see of it.
    pub(super) shown: Shown,
}

/// What readers see of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Its newest text.
    Newest,
    /// An earlier text.
    Earlier,
    /// Nothing.
    Nothing,
}

/// How a page's languages stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parity {
    /// They say the same.
    Same,
    /// They differ in what has to be the same.
    Different,
    /// One has no file.
    Missing(Lang),
}

impl<'h> Desk<'h> {
    pub(super) fn new(here: &'h Here, services: &'h Services, said: Vec<Feedback>) -> Desk<'h> {
        let package = services.catalogue.package();
        let mut tallies: HashMap<(&str, &str), Tally> = HashMap::new();
        for one in &said {
            let tally = tallies.entry((&one.module, &one.page)).or_default();
            *(if one.found { &mut tally.found } else { &mut tally.missed }) += 1;
        }
        let entry = |folder: &str, page: &Arc<Page>, is_faulty: bool| Entry {
            folder: folder.to_owned(),
            slug: page.slug.clone(),
            title: page.text.get(here.lang).title.clone(),
            address: address_of_page(folder, &page.slug),
            files: Lang::ALL.map(|lang| page.text.get(lang).file.clone()),
            revise_by: page.revise_by,
            tally: tallies.get(&(folder, page.slug.as_str())).cloned().unwrap_or_default(),
            shown: match (is_faulty, &page.kept_from) {
                (true, _) => Shown::Nothing,
                (false, Some(_)) => Shown::Earlier,
                (false, None) => Shown::Newest,
            },
        };
        let mut pages = Vec::new();
        for module in &package.modules {
            let all = module.pages.iter().map(|page| (page, false));
            let mut all: Vec<_> = all.chain(module.faulty.iter().map(|page| (page, true))).collect();
            all.sort_by_key(|(page, _)| page.order);
            pages.extend(all.into_iter().map(|(page, faulty)| entry(&module.slug, page, faulty)));
        }
        let all = package.scheme.pages.iter().map(|page| (page, false));
        let mut all: Vec<_> = all.chain(package.scheme.faulty.iter().map(|page| (page, true))).collect();
        all.sort_by_key(|(page, _)| page.order);
        pages.extend(all.into_iter().map(|(page, faulty)| entry(SCHEME, page, faulty)));

        let mut problems: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
        for problem in &package.problems {
            problems.entry(problem.file.clone()).or_default().push(problem.clone());
        }
        let of_pages: HashSet<&String> = pages.iter().flat_map(|page: &Entry| &page.files).collect();
        let is_text = |path: &&String| [".md", ".yaml", ".bib", ".txt"].iter().any(|end| path.ends_with(end));
        let all = services.catalogue.files();
        let all = all.iter().chain(problems.keys()).filter(|path| !of_pages.contains(path));
        let mut others: Vec<String> =
            all.filter(|path| is_text(path) || problems.contains_key(*path)).cloned().collect();
        others.sort_unstable();
        others.dedup();
        drop(tallies);
        Desk { here, services, package, said, pages, others, problems, today: services.ambient.today() }
    }

    pub(super) fn ambient(&self) -> &dyn Ambient {
        &*self.services.ambient
    }

    pub(super) fn catalogue(&self) -> &dyn Catalogue {
        &*self.services.catalogue
    }

    /// The one page whose files are asked for, or the one file, where only they are.
    pub(super) fn only(&self) -> Option<String> {
        self.here.field("fil").filter(|file| !file.is_empty())
    }

    /// Files and what is wrong with them, at one level of seriousness; in the order of their paths.
    pub(super) fn found(&self, level: Level) -> impl Iterator<Item = (&String, Vec<&Problem>)> {
        let only = self.only();
        let is_asked = move |file: &str| only.as_deref().is_none_or(|only| of_page(file) == of_page(only));
        let files = self.problems.iter().filter(move |(file, _)| is_asked(file));
        let files = files
            .map(move |(file, all)| (file, all.iter().filter(|one| one.level == level).collect::<Vec<_>>()));
        files.filter(|(_, all)| !all.is_empty())
    }

    /// What is kept from readers: the files with faults, a page's two as one.
    pub(super) fn held(&self) -> Vec<(&str, Vec<&Problem>)> {
        let mut held: Vec<(&str, Vec<&Problem>)> = Vec::new();
        for (file, faults) in self.found(Level::Fault) {
            match held.last_mut().filter(|(before, _)| of_page(before) == of_page(file)) {
                Some((_, all)) => all.extend(faults),
                None => held.push((file, faults)),
            }
        }
        held
    }

    /// The page that a file is of.
    pub(super) fn page_of(&self, file: &str) -> Option<&Entry> {
        self.pages.iter().find(|page| page.files.iter().any(|own| own == file))
    }

    /// How many faults and warnings some files have.
    pub(super) fn count(&self, files: &[String]) -> (usize, usize) {
        let all = files.iter().filter_map(|file| self.problems.get(file)).flatten();
        all.fold((0, 0), |(faults, warnings), problem| match problem.level {
            Level::Fault => (faults + 1, warnings),
            Level::Warning => (faults, warnings + 1),
        })
    }

    /// How a page's languages stand to each other.
    pub(super) fn parity(&self, page: &Entry) -> Parity {
        let kinds: Vec<(Lang, &str)> = Lang::ALL
            .into_iter()
            .zip(&page.files)
            .flat_map(|(lang, file)| {
                self.problems.get(file).into_iter().flatten().map(move |one| (lang, one.kind.as_str()))
            })
            .collect();
        let missing = kinds.iter().find(|(_, kind)| *kind == MISSING);
        match missing {
            Some((lang, _)) => Parity::Missing(*lang),
            None if kinds.iter().any(|(_, kind)| kind.starts_with(DIFFERENT)) => Parity::Different,
            None => Parity::Same,
        }
    }

    /// Warnings that a text should have been read again, and all the others.
    pub(super) fn warnings(&self) -> (Vec<&Problem>, Vec<&Problem>) {
        let all = self.found(Level::Warning).flat_map(|(_, warnings)| warnings);
        all.partition(|warning| warning.kind == EXPIRED)
    }

    /// Pages where more readers look in vain than find.
    pub(super) fn low(&self) -> impl Iterator<Item = &Entry> {
        self.pages.iter().filter(|page| page.tally.is_low())
    }

    pub(super) fn to_look_at(&self) -> usize {
        let (expired, others) = self.warnings();
        expired.len() + others.len() + self.low().count()
    }

    /// What readers said in words, the newest first, and all they said of what has no row among the pages.
    pub(super) fn with_words(&self) -> impl Iterator<Item = &Feedback> {
        let is_page =
            |one: &Feedback| self.pages.iter().any(|page| page.folder == one.module && page.slug == one.page);
        self.said.iter().filter(move |one| !one.words.is_empty() || !is_page(one))
    }

    /// When a file was last changed, as a day.
    pub(super) fn changed(&self, file: &str) -> Option<Date> {
        self.catalogue().changed(file).map(|at: Timestamp| self.ambient().day_of(at))
    }
}

/// A file's path without its language, so that a page's files are one.
pub(super) fn of_page(file: &str) -> &str {
    let lang =
        |file| Lang::ALL.into_iter().find_map(|lang: Lang| str::strip_suffix(file, &format!(".{lang}.md")));
    lang(file).unwrap_or(file)
}
