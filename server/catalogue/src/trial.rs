//! One page that somebody is writing, checked where it would lie.
//!
//! What a page can be judged by is little: what every page is, the module's own words, and the files it links to. Those
//! alone are read, so that a trial costs the same in a package of ten pages and one of ten thousand.

use crate::{
    Files, front, id_list, ids,
    index::{join, scheme},
    layout::is_asset,
    load,
    markdown::{self, Kind as Part, Node},
    problem::{Findings, Kind, problem},
    source::Place,
};
use domain::{
    Date, Lang,
    package::{Draft, Problem, Trial, numbered},
};
use std::{collections::BTreeSet, sync::Arc};

/// What every page is read with.
const ALWAYS: [&str; 4] = ["pakke.yaml", "ordliste.nb.md", "ordliste.nn.md", "kilder.bib"];

/// Checks and renders a draft among the files of the package, in the place of the page that lies there if any does.
pub fn trial(files: &Files, draft: &Draft, today: Date) -> Trial {
    let around = around(files, draft);
    let package = load(&around, today);
    let own = Lang::ALL.map(|lang| draft.file(lang));
    let is_own = |problem: &Problem| own.contains(&problem.file) || problem.file == ids::FILE;
    let is_new = |problem: &Problem| problem.kind == Kind::NewId.word();
    let mut problems: Vec<Problem> =
        package.problems.into_iter().filter(|problem| is_own(problem) && !is_new(problem)).collect();
    problems.extend(same_address(files, draft));
    problems.sort_by_key(|problem| problem.level);
    for problem in problems.iter_mut().filter(|problem| problem.kind == Kind::ImageMissing.word()) {
        problem.mend = "Her kjenner vi bare bildefiler som er lagt inn. Legg bildet i mappa til modulen sammen med siden, så blir meldingen borte.".to_owned();
    }

    let listed = ids_of(files, draft);
    let listed: BTreeSet<&str> = listed.lines().collect();
    let new_ids = id_list(&around);
    let new_ids = new_ids.lines().filter(|id| !listed.contains(id) && is_of(id, draft));
    let module = package.modules.into_iter().find(|module| module.slug == draft.module_slug());
    let pages = module.into_iter().flat_map(|module| module.pages.into_iter().chain(module.faulty));
    Trial {
        page: pages.into_iter().find(|page| page.slug == draft.slug()).map(Arc::unwrap_or_clone),
        problems,
        new_ids: new_ids.map(str::to_owned).collect(),
    }
}

/// The files that the draft has to do with, and its own.
fn around(files: &Files, draft: &Draft) -> Files {
    let mut around = Files::new();
    let own_words = Lang::ALL.map(|lang| format!("moduler/{}/modul.{lang}.md", draft.module()));
    for path in ALWAYS.into_iter().map(str::to_owned).chain(own_words) {
        if let Some(bytes) = files.get(&path) {
            around.insert(path, bytes.clone());
        }
    }
    around.insert(ids::FILE.to_owned(), ids_of(files, draft).into_bytes());
    let folder = format!("moduler/{}/", draft.module());
    let is_new = !files.range(folder.clone()..).next().is_some_and(|(path, _)| path.starts_with(&folder));
    for lang in Lang::ALL {
        for dest in destinations(&draft.file(lang), draft.text(lang)) {
            add_linked(&mut around, files, &draft.file(lang), &dest);
            if is_new {
                add_to_come(&mut around, draft, &draft.file(lang), &dest);
            }
        }
    }
    for lang in Lang::ALL {
        let (path, text) = (draft.file(lang), draft.text(lang));
        // An empty field is a file that is not written yet.
        if text.trim().is_empty() {
            around.remove(&path);
        } else {
            around.insert(path, text.as_bytes().to_vec());
        }
    }
    around
}

/// The lines of `id-er.txt` that the draft's page alone answers for, each where it stands, so that its number stays.
fn ids_of(files: &Files, draft: &Draft) -> String {
    let text = files.get(ids::FILE).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let answers_for = |line: &str| line.split(ids::REPLACED_BY).all(|id| is_of(id, draft));
    text.lines().flat_map(|line| [if answers_for(line) { line } else { "" }, "\n"]).collect()
}

/// Whether an id is of the draft's page.
fn is_of(id: &str, draft: &Draft) -> bool {
    let mut parts = id.split('/');
    parts.next() == Some(draft.module_slug()) && parts.next() == Some(draft.slug())
}

/// Everything that a text links to or shows, as it is written there.
fn destinations(file: &str, text: &str) -> Vec<String> {
    fn gather(nodes: &[Node<'_>], found: &mut Vec<String>) {
        for node in nodes {
            if let Part::Link(dest) | Part::Image(dest) = &node.kind {
                found.push(dest.to_string());
            }
            gather(&node.children, found);
        }
    }
    let body_at = front::split(text).map_or(0, |(_, body_at)| body_at);
    let mut found = Vec::new();
    gather(&markdown::parse(body_at, &mut Findings::new(file, text)), &mut found);
    found
}

/// Lays in what a link leads to. Of a page that is only named it is enough that it is there.
fn add_linked(around: &mut Files, files: &Files, from: &str, dest: &str) {
    if scheme(dest).is_some() {
        return;
    }
    let (path, anchor) = dest.split_once('#').unwrap_or((dest, ""));
    let Some(path) = join(from, path) else { return };
    if is_asset(&path) {
        if let Some(bytes) = files.get(&path) {
            around.entry(path).or_insert_with(|| bytes.clone());
        }
        return;
    }
    let Some(stem) = path.strip_suffix(".md") else { return };
    for file in Lang::ALL.map(|lang| format!("{stem}.{lang}.md")) {
        let Some(bytes) = files.get(&file) else { continue };
        let known = around.entry(file).or_default();
        if known.is_empty() && !anchor.is_empty() {
            known.clone_from(bytes);
        }
    }
}

/// Lays in, empty, a page of the draft's own module that a link leads to: of a module that is not there yet, nobody can
/// say that the page will not be.
fn add_to_come(around: &mut Files, draft: &Draft, from: &str, dest: &str) {
    let path = dest.split_once('#').map_or(dest, |(path, _)| path);
    let stem = join(from, path).and_then(|path| path.strip_suffix(".md").map(str::to_owned));
    let name = stem.as_deref().and_then(|stem| stem.strip_prefix(&format!("moduler/{}/", draft.module())));
    if let Some(name) = name.filter(|name| *name == "modul" || numbered(name).is_some()) {
        for lang in Lang::ALL {
            around.entry(format!("moduler/{}/{name}.{lang}.md", draft.module())).or_default();
        }
    }
}

/// Two modules, or two pages of one module, that would get the same address.
fn same_address(files: &Files, draft: &Draft) -> Option<Problem> {
    let taken = |path: &String| {
        let (folder, name) = path.strip_prefix("moduler/")?.split_once('/')?;
        let (_, module) = numbered(folder)?;
        if folder != draft.module() {
            return (module == draft.module_slug()).then(|| (module.to_owned(), format!("moduler/{folder}")));
        }
        let (stem, _) = name.strip_suffix(".md")?.rsplit_once('.')?;
        let (_, page) = numbered(stem)?;
        let is_taken = stem != draft.name() && page == draft.slug();
        is_taken.then(|| (page.to_owned(), format!("moduler/{folder}/{stem}")))
    };
    let (address, by) = files.keys().find_map(taken)?;
    Some(problem(
        Kind::SameAddress,
        &draft.file(Lang::Nb),
        Place::START,
        format!("Adressen «{address}» er alt brukt av {by}."),
        "Gi den ene et annet navn etter tallet.",
    ))
}
