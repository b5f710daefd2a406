//! New content in a server that runs: what is faulty never replaces what was good.

use crate::{library, year};
use domain::{
    Lang,
    package::{Announcement, Level, Package, Page, Term},
};
use std::collections::HashSet;

/// The fresh package, in which whatever is faulty now and was good before keeps its old text.
///
/// A page that is kept so has the new faults in `PageText::problems`, for editors.
pub fn keep_good(mut fresh: Package, running: &Package) -> Package {
    let faults = fresh.problems.iter().filter(|problem| problem.level == Level::Fault);
    let faulty: HashSet<String> = faults.map(|fault| fault.file.clone()).collect();

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
    for module in &mut fresh.modules {
        if let Some(old) = running.module(&module.slug) {
            if faulty.iter().any(|file| is_own_file(file, &module.slug)) {
                module.text = old.text.clone();
            }
            keep_pages(&mut module.pages, &mut module.faulty, &old.pages);
        }
    }
    keep_pages(&mut fresh.scheme.pages, &mut fresh.scheme.faulty, &running.scheme.pages);
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

fn keep_pages(pages: &mut Vec<Page>, faulty: &mut Vec<Page>, running: &[Page]) {
    for page in std::mem::take(faulty) {
        match running.iter().find(|good| good.slug == page.slug) {
            Some(good) => pages.push(with_problems(good, page)),
            None => faulty.push(page),
        }
    }
    pages.sort_by(|a, b| (a.order, &a.slug).cmp(&(b.order, &b.slug)));
}

fn with_problems(good: &Page, faulty: Page) -> Page {
    let mut page = good.clone();
    page.text.nb.problems = faulty.text.nb.problems;
    page.text.nn.problems = faulty.text.nn.problems;
    page
}
