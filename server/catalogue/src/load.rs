//! All the files together.

use crate::{
    Changes, Files, bibliography, bokmal, compose,
    document::Document,
    ids,
    index::Index,
    layout, library, markdown,
    outline::outline,
    problem::{self, Findings, Kind, Level, Problem, problem},
    render::Renderer,
    source::Place,
    words::{self, Prose},
};
use domain::{
    Date, Lang, PerLang,
    package::{Announcement, AnnouncementText, Html, Library, Module, Package, Page, PageText, Scheme},
};
use memory::Memory;
use read::Read;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

mod judge;
mod memory;
mod read;

/// Bytes of text in one file: some seventy thousand words, which are read in well under a second whatever they are.
const LARGEST_TEXT: usize = 500_000;

/// Reads, checks and renders the package as it stands on a day.
pub fn load(files: &Files, today: Date) -> Package {
    Memory::default().load(files, today)
}

/// Loads one state of the files after another. What has not changed, and rests on nothing that has, is neither read
/// nor rendered again; the package is the same as [`load`] would make of all the files.
#[derive(Default)]
pub struct Loader {
    files: Arc<Files>,
    memory: Memory,
}

impl Loader {
    /// The files as they are now.
    pub fn files(&self) -> &Arc<Files> {
        &self.files
    }

    /// Puts changes in their place; whether any file is another than before.
    pub fn change(&mut self, changes: Changes) -> bool {
        let mut any = false;
        for (path, bytes) in changes {
            if self.files.get(&path) == bytes.as_ref() {
                continue;
            }
            any = true;
            self.memory.forget(&path);
            let files = Arc::make_mut(&mut self.files);
            match bytes {
                Some(bytes) => files.insert(path, bytes),
                None => files.remove(&path),
            };
        }
        any
    }

    /// Reads, checks and renders the package as it stands on a day.
    pub fn load(&mut self, today: Date) -> Package {
        self.memory.load(&self.files, today)
    }

    /// Markdown as HTML, rendered as a page's body is among the files of the last load, and neither checked nor kept:
    /// what the benchmark holds against another renderer.
    pub fn html(&self, text: &str, lang: Lang) -> Html {
        let file = "moduler/10-a/10-b.md";
        let mut findings = Findings::new(file, text);
        let outline = outline(markdown::parse(0, &mut findings), &mut findings);
        let document = Document { file, text, front: (), outline, problems: Vec::new() };
        let index = Index::new(self.memory.known(), &self.files);
        compose::running_text(&document, Renderer::new(file, text, lang, &index)).0
    }
}

impl Memory {
    fn load(&mut self, files: &Files, today: Date) -> Package {
        let mut problems = Vec::new();
        let texts = Texts(files);
        let revision = self.look(files, &mut problems);
        let layout = layout::layout(files, &mut problems);
        let mut read = Read::all(texts, &layout, self, &mut problems);

        let mut known = read.known();
        known.sources = read.sources.as_ref().map(|sources| {
            sources.iter().map(|source| (source.key.clone(), bibliography::label(source))).collect()
        });
        let is_unread = texts.get(library::FILE).is_some() && read.library == Library::default();
        known.resources =
            (!is_unread).then(|| read.library.resources.iter().map(|one| one.id.clone()).collect());
        let since = self.since(&known);
        let index = Index::new(&known, files);

        read.compare(&mut problems);
        read.check_dates(today, &mut problems);
        read.check_terms(&known, &mut problems);
        read.check_words(&known, &mut problems);
        problems.extend(ids::check(
            texts.get(ids::FILE).unwrap_or_default(),
            &read.ids_in_use(),
            &read.open_pages(),
        ));
        let glossary = read.render_glossary(&index, &mut problems);
        let modules = read.render_modules(files, &known, &since, &mut problems);
        let pages = read::render_pages(&mut read.scheme, &[], &index, &since, &mut problems);
        let announcements = read.announcements.iter().filter_map(|one| one.render(&index, &mut problems));
        let announcements: Vec<Announcement> = announcements.collect();

        read.check_files(files, &mut problems);
        problem::sort(&mut problems);
        let faults = Faults::of(&problems);
        let (pages, faulty) = faults.set_apart(pages);
        let modules = modules.into_iter().map(|module| {
            let (pages, faulty) = faults.set_apart(module.pages);
            Module { pages, faulty, ..module }
        });
        let package = Package {
            title: read.settings.title.clone(),
            revision,
            modules: modules.collect(),
            glossary,
            sources: read.sources.clone().unwrap_or_default(),
            scheme: Scheme { pages, faulty, year: read.year.clone() },
            library: read.library.clone(),
            announcements: announcements.into_iter().filter(|one| faults.spare(&one.text)).collect(),
            video_hosts: read.settings.video_hosts.clone(),
            faulty_since: BTreeMap::new(),
            problems,
        };
        self.end(known, read);
        package
    }
}

/// The words that no dictionary has, as warnings. `unknown` is asked once for each language, with every word that is
/// neither an abbreviation nor in `ordliste-stavekontroll.txt`, and answers with those it does not know.
///
/// # Errors
/// What `unknown` says when it cannot answer.
pub fn spelling<E>(
    files: &Files,
    mut unknown: impl FnMut(Lang, &BTreeSet<&str>) -> Result<HashSet<String>, E>,
) -> Result<Vec<Problem>, E> {
    let mut problems = Vec::new();
    let texts = Texts(files);
    let layout = layout::layout(files, &mut problems);
    let read = Read::all(texts, &layout, &Memory::default(), &mut problems);
    let passed = words::passed(texts.get(words::PASSED).unwrap_or_default());

    problems.clear();
    for lang in Lang::ALL {
        let prose: Vec<Prose<'_, '_>> = read.prose().into_iter().filter(|prose| prose.lang == lang).collect();
        let is_asked = |word: &str| {
            let small = word.to_lowercase();
            let is_warned_of = lang == Lang::Nn && bokmal::nynorsk_for(&small).is_some();
            words::is_spelt(word) && !passed.contains(&small) && !is_warned_of
        };
        let asked = prose.iter().flat_map(Prose::words).map(|(word, _)| word).filter(|word| is_asked(word));
        let unknown = unknown(lang, &asked.collect())?;
        for prose in &prose {
            let words = prose.words().into_iter().filter(|(word, _)| unknown.contains(*word));
            problems.extend(words.map(|(word, place)| words::unknown(prose.source.file(), word, place)));
        }
    }
    problem::sort(&mut problems);
    Ok(problems)
}

/// What `id-er.txt` should hold: the lines it has and the ids that are new, sorted.
pub fn id_list(files: &Files) -> String {
    let mut problems = Vec::new();
    let texts = Texts(files);
    let layout = layout::layout(files, &mut problems);
    let read = Read::all(texts, &layout, &Memory::default(), &mut problems);
    let in_use = read.ids_in_use();
    ids::written(texts.get(ids::FILE).unwrap_or_default(), in_use.keys().copied())
}

/// The files that are text.
#[derive(Clone, Copy)]
struct Texts<'f>(&'f Files);

impl<'f> Texts<'f> {
    /// A file's text, without the mark that some editors put first; nothing where it is none, or is not there.
    fn get(self, path: &str) -> Option<&'f str> {
        let bytes =
            self.0.get(path).filter(|bytes| !layout::is_asset(path) && bytes.len() <= LARGEST_TEXT)?;
        let text = std::str::from_utf8(bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

/// Why a file that should be text cannot be read as such.
fn unreadable(path: &str, bytes: &[u8]) -> Option<Problem> {
    if layout::is_asset(path) {
        return None;
    }
    if bytes.len() > LARGEST_TEXT {
        return Some(problem(
            Kind::TooLarge,
            path,
            Place::START,
            format!("Fila er på {} kB, så den blir ikke lest.", bytes.len() / 1000),
            format!("Del den opp. En fil med tekst kan være på {} kB.", LARGEST_TEXT / 1000),
        ));
    }
    let error = std::str::from_utf8(bytes).err()?;
    let good = bytes.get(..error.valid_up_to()).and_then(|good| std::str::from_utf8(good).ok());
    let place = good.map_or(Place::START, |good| crate::source::Source::new(path, good).place(good.len()));
    Some(problem(
        Kind::NotText,
        path,
        place,
        "Fila er ikke lagret som UTF-8, så bokstavene kan ikke leses.",
        "Lagre den på nytt med tegnkodingen UTF-8.",
    ))
}

/// The faults found, by file.
struct Faults<'p>(HashMap<&'p str, Vec<&'p Problem>>);

impl<'p> Faults<'p> {
    fn of(problems: &'p [Problem]) -> Self {
        let mut faults: HashMap<&str, Vec<&Problem>> = HashMap::new();
        for fault in problems.iter().filter(|problem| problem.level == Level::Fault) {
            faults.entry(&fault.file).or_default().push(fault);
        }
        Faults(faults)
    }

    /// Whether an announcement's files have none.
    fn spare(&self, text: &PerLang<AnnouncementText>) -> bool {
        Lang::ALL.into_iter().all(|lang| !self.0.contains_key(text.get(lang).file.as_str()))
    }

    /// Gives each page the faults of its files: the good ones first, then those that have any.
    fn set_apart(&self, pages: Vec<Arc<Page>>) -> (Vec<Arc<Page>>, Vec<Arc<Page>>) {
        let of = |text: &PageText| self.0.get(text.file.as_str());
        let (faulty, good): (Vec<_>, Vec<_>) = pages
            .into_iter()
            .partition(|page| Lang::ALL.into_iter().any(|lang| of(page.text.get(lang)).is_some()));
        let with_faults = faulty.into_iter().map(|mut page| {
            let text = &mut Arc::make_mut(&mut page).text;
            for text in [&mut text.nb, &mut text.nn] {
                text.problems = of(text).into_iter().flatten().map(|fault| (*fault).clone()).collect();
            }
            page
        });
        (good, with_faults.collect())
    }
}
