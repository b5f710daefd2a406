//! New content in a server that runs: what is faulty never replaces what was good.

use crate::{library, year};
use domain::{
    Lang, Timestamp,
    package::{Announcement, Level, Module, Package, Page, Term},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// The fresh package, in which whatever is faulty now and was good before keeps its old text. `now` is when its faults
/// were met, where they are new.
///
/// A page that is kept so has the new faults in `PageText::problems`, for editors, and says which state of the content
/// its words are from.
pub fn keep_good(mut fresh: Package, running: &Package, now: Timestamp) -> Package {
    let faults = fresh.problems.iter().filter(|problem| problem.level == Level::Fault);
    let faulty: HashSet<String> = faults.map(|fault| fault.file.clone()).collect();
    let since = |file: &String| running.faulty_since.get(file).copied().unwrap_or(now);
    fresh.faulty_since = faulty.iter().map(|file| (file.clone(), since(file))).collect();

    if faulty.contains("pakke.yaml") {
        fresh.title = running.title.clone();
        fresh.video_hosts = running.video_hosts.clone();
    }
    if faulty.contains("kilder.bib") {
        let known: HashSet<String> = fresh.sources.iter().map(|source| source.key.clone()).collect();
        fresh.sources.extend(running.sources.iter().filter(|source| !known.contains(&source.key)).cloned());
        crate::bibliography::sort(&mut fresh.sources);
    }
    if faulty.contains("ordliste.nb.md") {
        keep_terms(&mut fresh.glossary.nb, running.terms(Lang::Nb));
    }
    if faulty.contains("ordliste.nn.md") {
        keep_terms(&mut fresh.glossary.nn, running.terms(Lang::Nn));
    }
    let of = &running.revision;
    let modules: HashMap<&str, &Module> =
        running.modules.iter().map(|module| (module.slug.as_str(), module)).collect();
    for module in &mut fresh.modules {
        if let Some(old) = modules.get(module.slug.as_str()) {
            if faulty.iter().any(|file| is_own_file(file, &module.slug)) {
                module.text = old.text.clone();
            }
            keep_pages(&mut module.pages, &mut module.faulty, &old.pages, of);
        }
    }
    keep_pages(&mut fresh.scheme.pages, &mut fresh.scheme.faulty, &running.scheme.pages, of);
    if faulty.contains(year::FILE) {
        fresh.scheme.year = running.scheme.year.clone();
    }
    if faulty.contains(library::FILE) {
        fresh.library = running.library.clone();
    }
    keep_announcements(&mut fresh.announcements, &running.announcements, &faulty);
    fresh
}

/// Those that were good before and are faulty now, by either file.
fn keep_announcements(fresh: &mut Vec<Announcement>, running: &[Announcement], faulty: &HashSet<String>) {
    let is_faulty =
        |one: &&Announcement| Lang::ALL.into_iter().any(|lang| faulty.contains(&one.text.get(lang).file));
    fresh.extend(running.iter().filter(is_faulty).cloned());
    fresh.sort_by(|a, b| a.slug.cmp(&b.slug));
}

fn keep_terms(fresh: &mut Vec<Term>, running: &[Term]) {
    let known: HashSet<String> = fresh.iter().map(|term| term.id.clone()).collect();
    fresh.extend(running.iter().filter(|term| !known.contains(&term.id)).cloned());
    crate::glossary::sort(fresh);
}

/// Whether a file holds a module's own words.
fn is_own_file(file: &str, slug: &str) -> bool {
    let folder = file.strip_suffix("/modul.nb.md").or_else(|| file.strip_suffix("/modul.nn.md"));
    folder.and_then(|folder| folder.split_once('-')).is_some_and(|(_, name)| name == slug)
}

/// Puts a good page that runs, of the state `of`, in the place of one that has become faulty.
fn keep_pages(pages: &mut Vec<Arc<Page>>, faulty: &mut Vec<Arc<Page>>, running: &[Arc<Page>], of: &str) {
    if faulty.is_empty() {
        return;
    }
    for page in std::mem::take(faulty) {
        match running.iter().find(|good| good.slug == page.slug) {
            Some(good) => pages.push(Arc::new(with_problems(good, &page, of))),
            None => faulty.push(page),
        }
    }
    pages.sort_by(|a, b| (a.order, &a.slug).cmp(&(b.order, &b.slug)));
}

fn with_problems(good: &Page, faulty: &Page, of: &str) -> Page {
    let mut page = good.clone();
    page.text.nb.problems.clone_from(&faulty.text.nb.problems);
    page.text.nn.problems.clone_from(&faulty.text.nn.problems);
    page.kept_from.get_or_insert_with(|| of.to_owned());
    page
}
