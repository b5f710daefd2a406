//! All the files together.

use crate::{
    Files, bibliography, bokmal,
    compose::{self, PageDraft},
    document::{self, Document},
    front::{AnnouncementFront, ModuleFront, PageFront},
    glossary::{self, Glossary},
    ids::{self, InUse},
    index::{Index, Target, without_language},
    layout::{self, LangFiles, Layout, ModuleFiles, PageFiles},
    library,
    problem::{self, Findings, Kind, Level, Problem, Said, problem},
    render::Renderer,
    settings::{self, Settings},
    source::Place,
    words::{self, Prose},
    year,
};
use domain::{
    Date, Lang, PerLang,
    package::{
        Announcement, AnnouncementText, Audience, Event, Html, Library, Module, ModuleText, Package, Page,
        Scheme, Term, is_id,
    },
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

mod judge;

/// Bytes of text in one file: some seventy thousand words, which are read in well under a second whatever they are.
const LARGEST_TEXT: usize = 500_000;

/// Reads, checks and renders the package as it stands on a day.
pub fn load(files: &Files, today: Date) -> Package {
    let mut problems = Vec::new();
    let texts = texts(files, &mut problems);
    let layout = layout::layout(files, &mut problems);
    let read = Read::all(&texts, &layout, &mut problems);

    let (sources, found) = match texts.get("kilder.bib") {
        Some(text) => bibliography::read("kilder.bib", text),
        None => (Some(Vec::new()), Vec::new()),
    };
    problems.extend(found);
    let mut index = read.index(files);
    index.sources = sources.as_ref().map(|sources| {
        sources.iter().map(|source| (source.key.as_str(), bibliography::label(source))).collect()
    });

    read.compare(&mut problems);
    read.check_dates(today, &mut problems);
    read.check_terms(&index, &mut problems);
    read.check_words(&index, &mut problems);
    problems.extend(ids::check(texts.get(ids::FILE).copied().unwrap_or_default(), &read.ids_in_use()));
    let glossary = read.render_glossary(&index, &mut problems);
    let modules = read.render_modules(&index, &mut problems);
    let pages = render_pages(&read.scheme, &[], &index, &mut problems);
    let announcements = read.announcements.iter().filter_map(|one| one.render(&index, &mut problems));
    let announcements: Vec<Announcement> = announcements.collect();

    problem::sort(&mut problems);
    let faults = Faults::of(&problems);
    let (pages, faulty) = faults.set_apart(pages);
    let modules = modules.into_iter().map(|module| {
        let (pages, faulty) = faults.set_apart(module.pages);
        Module { pages, faulty, ..module }
    });
    Package {
        title: read.settings.title.clone(),
        revision: revision(files),
        modules: modules.collect(),
        glossary,
        sources: sources.unwrap_or_default(),
        scheme: Scheme { pages, faulty, year: read.year.clone() },
        library: read.library.clone(),
        announcements: announcements.into_iter().filter(|one| faults.spare(&one.text)).collect(),
        video_hosts: read.settings.video_hosts.clone(),
        problems,
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
    let texts = texts(files, &mut problems);
    let layout = layout::layout(files, &mut problems);
    let read = Read::all(&texts, &layout, &mut problems);
    let passed = words::passed(texts.get(words::PASSED).copied().unwrap_or_default());

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
    let texts = texts(files, &mut problems);
    let layout = layout::layout(files, &mut problems);
    let read = Read::all(&texts, &layout, &mut problems);
    let in_use = read.ids_in_use();
    ids::written(texts.get(ids::FILE).copied().unwrap_or_default(), in_use.keys().map(String::as_str))
}

/// The files that are text, without the mark that some editors put first.
fn texts<'f>(files: &'f Files, problems: &mut Vec<Problem>) -> HashMap<&'f str, &'f str> {
    let mut texts = HashMap::new();
    for (path, bytes) in files.iter().filter(|(path, _)| !layout::is_asset(path)) {
        if bytes.len() > LARGEST_TEXT {
            problems.push(problem(
                Kind::TooLarge,
                path,
                Place::START,
                format!("Fila er på {} kB, så den blir ikke lest.", bytes.len() / 1000),
                format!("Del den opp. En fil med tekst kan være på {} kB.", LARGEST_TEXT / 1000),
            ));
            continue;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                texts.insert(path.as_str(), text.strip_prefix('\u{feff}').unwrap_or(text));
            }
            Err(error) => {
                let good = bytes.get(..error.valid_up_to()).and_then(|good| std::str::from_utf8(good).ok());
                let place = good
                    .map_or(Place::START, |good| crate::source::Source::new(path, good).place(good.len()));
                problems.push(problem(
                    Kind::NotText,
                    path,
                    place,
                    "Fila er ikke lagret som UTF-8, så bokstavene kan ikke leses.",
                    "Lagre den på nytt med tegnkodingen UTF-8.",
                ));
            }
        }
    }
    texts
}

/// A hash over every path and every byte.
fn revision(files: &Files) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        for part in [path.as_bytes(), bytes] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Everything that has been read and not yet rendered.
struct Read<'f> {
    settings: Settings,
    glossary: Languages<Glossary<'f>>,
    modules: Vec<ReadModule<'f>>,
    scheme: Vec<ReadPage<'f>>,
    year: Vec<Event>,
    library: Library,
    announcements: Vec<ReadAnnouncement<'f>>,
    /// What stands to be read in files that are fields all through.
    said: Vec<(&'static str, Vec<Said>)>,
}

struct ReadModule<'f> {
    folder: &'f str,
    order: u32,
    slug: &'f str,
    text: Languages<Document<'f, ModuleFront>>,
    pages: Vec<ReadPage<'f>>,
}

struct ReadPage<'f> {
    stem: &'f str,
    order: u32,
    slug: &'f str,
    text: Languages<Document<'f, PageFront>>,
}

struct ReadAnnouncement<'f> {
    slug: &'f str,
    text: Languages<Document<'f, AnnouncementFront>>,
}

/// How a page's file is read, which depends on its folder.
type OfPage<'f> = fn(&'f str, &'f str) -> Document<'f, PageFront>;

/// What there is of something in each language.
struct Languages<T> {
    nb: Option<T>,
    nn: Option<T>,
}

impl<T> Languages<T> {
    fn get(&self, lang: Lang) -> Option<&T> {
        match lang {
            Lang::Nb => self.nb.as_ref(),
            Lang::Nn => self.nn.as_ref(),
        }
    }

    fn both(&self) -> Option<(&T, &T)> {
        self.nb.as_ref().zip(self.nn.as_ref())
    }

    fn each(&self) -> impl Iterator<Item = (Lang, &T)> {
        Lang::ALL.into_iter().filter_map(|lang| Some((lang, self.get(lang)?)))
    }
}

impl<'f> Read<'f> {
    fn all(texts: &HashMap<&'f str, &'f str>, layout: &Layout<'f>, problems: &mut Vec<Problem>) -> Self {
        let text = |path: Option<&'f str>| path.and_then(|path| Some((path, *texts.get(path)?)));
        let settings = text(Some("pakke.yaml")).map(|(file, text)| {
            let mut findings = Findings::new(file, text);
            let settings = settings::read(text, &mut findings);
            problems.extend(findings.take());
            settings
        });
        let mut glossary = |path| {
            let mut glossary = text(Some(path)).map(|(file, text)| glossary::read(file, text));
            problems.extend(glossary.iter_mut().flat_map(|glossary| glossary.problems.drain(..)));
            glossary
        };
        let glossary = Languages { nb: glossary("ordliste.nb.md"), nn: glossary("ordliste.nn.md") };

        let read_page = |((order, stem), files): (&(u32, &'f str), &PageFiles<'f>), of: OfPage<'f>| {
            let read = |lang| text(files.text.get(lang)).map(|(file, text)| of(file, text));
            let text = Languages { nb: read(Lang::Nb), nn: read(Lang::Nn) };
            ReadPage { stem, order: *order, slug: files.slug, text }
        };
        let read_module = |((order, folder), files): (&(u32, &'f str), &ModuleFiles<'f>)| {
            let own: &LangFiles<'f> = &files.text;
            let read = |lang| text(own.get(lang)).map(|(file, text)| document::module(file, text));
            let text = Languages { nb: read(Lang::Nb), nn: read(Lang::Nn) };
            let pages = files.pages.iter().map(|page| read_page(page, document::page)).collect();
            ReadModule { folder, order: *order, slug: files.slug, text, pages }
        };
        let read_announcement = |(slug, files): (&&'f str, &LangFiles<'f>)| {
            let read = |lang| text(files.get(lang)).map(|(file, text)| document::announcement(file, text));
            ReadAnnouncement { slug, text: Languages { nb: read(Lang::Nb), nn: read(Lang::Nn) } }
        };
        let year = text(Some(year::FILE)).map(|(file, text)| year::read(file, text));
        let (year, (found, of_year)) = year.unwrap_or_default();
        problems.extend(found);
        let library = text(Some(library::FILE)).map(|(file, text)| library::read(file, text));
        let (library, (found, of_library)) = library.unwrap_or_default();
        problems.extend(found);
        let read = Read {
            settings: settings.unwrap_or_default(),
            glossary,
            modules: layout.modules.iter().map(read_module).collect(),
            scheme: layout.scheme.iter().map(|page| read_page(page, document::scheme)).collect(),
            year,
            library,
            announcements: layout.announcements.iter().map(read_announcement).collect(),
            said: vec![(year::FILE, of_year), (library::FILE, of_library)],
        };
        read.own_problems(problems);
        read
    }

    /// What is wrong with each file by itself.
    fn own_problems(&self, problems: &mut Vec<Problem>) {
        fn add<Front>(text: &Languages<Document<'_, Front>>, problems: &mut Vec<Problem>) {
            problems.extend(text.each().flat_map(|(_, document)| document.problems.iter().cloned()));
        }
        self.modules.iter().for_each(|module| add(&module.text, problems));
        self.pages().for_each(|page| add(&page.text, problems));
        self.announcements.iter().for_each(|one| add(&one.text, problems));
    }

    /// Every page, wherever it stands.
    fn pages(&self) -> impl Iterator<Item = &ReadPage<'f>> {
        self.modules.iter().flat_map(|module| &module.pages).chain(&self.scheme)
    }

    fn index<'i>(&'i self, files: &'i Files) -> Index<'i> {
        let mut index = Index { files: Some(files), ..Index::default() };
        let mut glossary = Target { address: "/ordliste".to_owned(), ..Target::default() };
        for (lang, words) in self.glossary.each() {
            glossary.anchors(lang).extend(words.outline.anchors.iter().map(|anchor| anchor.id.as_str()));
            for word in words.words() {
                index.terms.add(lang, word);
            }
        }
        index.targets.insert("ordliste".to_owned(), glossary);
        for module in &self.modules {
            let address = format!("/moduler/{}", module.slug);
            let mut own = Target { address: address.clone(), ..Target::default() };
            for (lang, document) in module.text.each() {
                own.anchors(lang).extend(document.outline.anchors.iter().map(|anchor| anchor.id.as_str()));
            }
            index.targets.insert(format!("moduler/{}/modul", module.folder), own);
            for page in &module.pages {
                let target = page.target(&address);
                index.targets.insert(format!("moduler/{}/{}", module.folder, page.stem), target);
            }
        }
        for page in &self.scheme {
            index.targets.insert(format!("ordningen/{}", page.stem), page.target("/ordningen"));
        }
        index
    }

    /// The ids that an author gave headings of pages, the same in every language.
    fn ids_in_use(&self) -> BTreeMap<String, InUse<'f>> {
        let mut ids = BTreeMap::new();
        for module in &self.modules {
            for page in &module.pages {
                let Some((_, document)) = page.text.each().next() else { continue };
                let findings = Findings::new(document.file, document.text);
                for anchor in
                    document.outline.anchors.iter().filter(|anchor| anchor.explicit && is_id(&anchor.id))
                {
                    let id = format!("{}/{}/{}", module.slug, page.slug, anchor.id);
                    let place = findings.source().place(anchor.at);
                    ids.entry(id).or_insert(InUse { file: document.file, place });
                }
            }
        }
        ids
    }

    fn render_glossary(&self, index: &Index<'_>, problems: &mut Vec<Problem>) -> PerLang<Vec<Term>> {
        let mut render = |lang| {
            let (terms, found) =
                self.glossary.get(lang).map(|words| words.render(lang, index)).unwrap_or_default();
            problems.extend(found);
            terms
        };
        PerLang { nb: render(Lang::Nb), nn: render(Lang::Nn) }
    }

    fn render_modules(&self, index: &Index<'_>, problems: &mut Vec<Problem>) -> Vec<Module> {
        let mut slugs = HashSet::new();
        // Of two with the same address, only the first can be reached.
        let reachable = self.modules.iter().filter(|module| slugs.insert(module.slug));
        reachable.map(|module| module.render(index, problems)).collect()
    }
}

impl ReadModule<'_> {
    fn render(&self, index: &Index<'_>, problems: &mut Vec<Problem>) -> Module {
        let front = self.text.each().next().map(|(_, document)| &document.front);
        let audience = front.map(|front| front.audience.clone()).unwrap_or_default();
        let pages = render_pages(&self.pages, &audience, index, problems);
        Module {
            slug: self.slug.to_owned(),
            order: self.order,
            terms: front
                .map(|front| front.terms.iter().map(|(term, _)| term.clone()).collect())
                .unwrap_or_default(),
            text: self.render_text(index, problems),
            audience,
            pages,
            faulty: Vec::new(),
        }
    }

    /// A module's words; where a language has none, the other's, since the module's good pages need a place to stand.
    fn render_text(&self, index: &Index<'_>, problems: &mut Vec<Problem>) -> PerLang<ModuleText> {
        let mut texts = self.text.each().map(|(lang, document)| {
            let (mut text, found) = compose::module_text(document, lang, index);
            problems.extend(found);
            if text.title.is_empty() {
                text.title = self.slug.to_owned();
            }
            text
        });
        let nameless = || ModuleText {
            title: self.slug.to_owned(),
            summary: String::new(),
            aim: String::new(),
            goals: Vec::new(),
            html: Html::default(),
        };
        let first = texts.next().unwrap_or_else(nameless);
        let second = texts.next().unwrap_or_else(|| first.clone());
        PerLang { nb: first, nn: second }
    }
}

/// Those pages of a folder of which there is anything, for an audience where they do not say.
fn render_pages(
    pages: &[ReadPage<'_>],
    audience: &[Audience],
    index: &Index<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Page> {
    pages.iter().filter_map(|page| page.render(audience, index, problems)).collect()
}

impl ReadPage<'_> {
    /// Where links to the page lead, beneath its folder's address.
    fn target(&self, folder: &str) -> Target<'_> {
        let mut target = Target { address: format!("{folder}/{}", self.slug), ..Target::default() };
        for (lang, document) in self.text.each() {
            target.anchors(lang).extend(document.outline.anchors.iter().map(|anchor| anchor.id.as_str()));
        }
        target
    }

    /// The page in both languages; nothing where neither has a text that can be read.
    fn render(&self, audience: &[Audience], index: &Index<'_>, problems: &mut Vec<Problem>) -> Option<Page> {
        let (_, first) = self.text.each().next()?;
        let path = without_language(first.file)?;
        let mut draft = |lang| match self.text.get(lang) {
            Some(document) => {
                let (draft, found) = compose::render(document, lang, index);
                problems.extend(found);
                draft
            }
            None => PageDraft::missing(&format!("{path}.{lang}.md"), &first.front.title),
        };
        let drafts = PerLang { nb: draft(Lang::Nb), nn: draft(Lang::Nn) };
        let facts = compose::Facts { slug: self.slug, order: self.order, front: &first.front, audience };
        Some(compose::page(&facts, drafts))
    }
}

impl ReadAnnouncement<'_> {
    /// The announcement, where both languages say it.
    fn render(&self, index: &Index<'_>, problems: &mut Vec<Problem>) -> Option<Announcement> {
        let (nb, nn) = self.text.both()?;
        let mut text = |document: &Document<'_, AnnouncementFront>, lang| {
            // What is announced goes out in the feed too, whose readers have no popovers.
            let renderer = Renderer::new(document.file, document.text, lang, index).with_plain_terms();
            let (html, found) = compose::running_text(document, renderer);
            problems.extend(found);
            AnnouncementText { title: document.front.title.clone(), file: document.file.to_owned(), html }
        };
        let text = PerLang { nb: text(nb, Lang::Nb), nn: text(nn, Lang::Nn) };
        Some(Announcement { slug: self.slug.to_owned(), from: nb.front.from?, until: nb.front.until?, text })
    }
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
    fn set_apart(&self, pages: Vec<Page>) -> (Vec<Page>, Vec<Page>) {
        let pages = pages.into_iter().map(|mut page| {
            for text in [&mut page.text.nb, &mut page.text.nn] {
                let faults = self.0.get(text.file.as_str()).into_iter().flatten();
                text.problems = faults.map(|fault| (*fault).clone()).collect();
            }
            page
        });
        pages.partition(|page| page.text.nb.problems.is_empty() && page.text.nn.problems.is_empty())
    }
}
