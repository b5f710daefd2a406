//! `id-er.txt`: every id ever published, since stored answers point at them.
//!
//! ```text
//! file = { line }
//! line = id | id " erstattes-av " id | "" | "#" comment
//! id   = module "/" page "/" id of a heading
//! ```

use crate::{
    problem::{Kind, Problem, problem},
    source::{Place, count},
};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The file's name.
pub(crate) const FILE: &str = "id-er.txt";

/// What stands between an id that is gone and the one that took over.
pub(crate) const REPLACED_BY: &str = " erstattes-av ";

/// Where an id that is in use stands.
pub(crate) struct InUse<'a> {
    pub(crate) file: &'a str,
    pub(crate) place: Place,
}

/// Compares the list with the ids in use. A page that is `open` may have any id.
pub(crate) fn check(text: &str, in_use: &BTreeMap<&str, InUse<'_>>, open: &HashSet<&str>) -> Vec<Problem> {
    let is_on_open = |id: &str| id.rsplit_once('/').is_some_and(|(page, _)| open.contains(page));
    let is_there = |id: &str| in_use.contains_key(id) || is_on_open(id);
    let mut problems = Vec::new();
    let lines = read(text);
    let replaced: BTreeMap<&str, &str> =
        lines.iter().filter_map(|line| Some((line.id, line.replaced_by?))).collect();
    for line in &lines {
        if !is_full_id(line.id) || line.replaced_by.is_some_and(|id| !is_full_id(id)) {
            problems.push(problem(
                Kind::BadIdLine,
                FILE,
                Place::line(line.number),
                format!("Linja «{}» kan ikke leses.", line.id),
                "Skriv modul/side/id, eller modul/side/gammel erstattes-av modul/side/ny.",
            ));
        } else if !is_there(line.id) && !leads_to_use(line.id, &replaced, is_there) {
            let column =
                if line.replaced_by.is_some() { line.id.chars().count() + REPLACED_BY.len() + 1 } else { 1 };
            let gone = line.replaced_by.unwrap_or(line.id);
            problems.push(problem(
                Kind::IdGone,
                FILE,
                Place { line: count(line.number), column: count(column) },
                format!("Id-en «{gone}» finnes ikke lenger på siden. Svar som er lagret på den, mister plassen sin."),
                "Sett id-en tilbake, eller skriv hvilken som tar over: gammel erstattes-av ny, med modul/side foran begge.",
            ));
        }
    }
    let listed: BTreeSet<&str> = lines.iter().map(|line| line.id).collect();
    for (id, used) in in_use.iter().filter(|(id, _)| !listed.contains(*id)) {
        problems.push(problem(
            Kind::NewId,
            used.file,
            used.place,
            format!("Id-en «{id}» er ny og står ikke i id-er.txt."),
            format!(
                "Når du er fornøyd med den: legg linja {id} til i id-er.txt. Etter det kan den ikke endres."
            ),
        ));
    }
    problems
}

/// The list with the ids in use added, sorted; comments first.
pub(crate) fn written<'i>(text: &'i str, in_use: impl Iterator<Item = &'i str>) -> String {
    let listed: BTreeSet<&str> = read(text).iter().map(|line| line.id).collect();
    let is_comment = |line: &&str| line.starts_with('#');
    let comments = text.lines().map(str::trim_end).filter(is_comment);
    let old = text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    let lines: BTreeSet<&str> = old.chain(in_use.filter(|id| !listed.contains(id))).collect();
    comments.chain(lines).flat_map(|line| [line, "\n"]).collect()
}

struct Line<'a> {
    number: usize,
    id: &'a str,
    replaced_by: Option<&'a str>,
}

fn read(text: &str) -> Vec<Line<'_>> {
    let lines = text.lines().enumerate().map(|(n, line)| (n + 1, line.trim_end()));
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let lines = lines.map(|(number, line)| match line.split_once(REPLACED_BY) {
        Some((id, new)) => Line { number, id, replaced_by: Some(new) },
        None => Line { number, id: line, replaced_by: None },
    });
    lines.collect()
}

fn is_full_id(text: &str) -> bool {
    text.split('/').count() == 3 && text.split('/').all(domain::package::is_id)
}

/// Whether following replacements from an id ends at one in use.
fn leads_to_use(id: &str, replaced: &BTreeMap<&str, &str>, is_there: impl Fn(&str) -> bool) -> bool {
    let mut id = id;
    let mut seen = BTreeSet::new();
    while let Some(next) = replaced.get(id) {
        if is_there(next) {
            return true;
        }
        if !seen.insert(*next) {
            return false;
        }
        id = next;
    }
    false
}
