//! All the files together.

use crate::{
    Files, bibliography,
    compose::{self, PageDraft},
    document::{self, Document},
    front::{ModuleFront, PageFront},
    glossary::{self, Glossary},
    ids::{self, InUse},
    index::{Index, Target, without_language},
    layout::{self, LangFiles, Layout, ModuleFiles, PageFiles},
    outline::is_id,
    parity,
    problem::{Findings, Kind, Level, Problem, problem},
    settings,
    source::Place,
};
use domain::{
    Date, Lang, PerLang,
    package::{Audience, Html, Module, ModuleText, Package, Page, Term},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};

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
    problems.extend(ids::check(texts.get(ids::FILE).copied().unwrap_or_default(), &read.ids_in_use()));
    let glossary = read.render_glossary(&index, &mut problems);
    let modules = read.render_modules(&index, &mut problems);

    problems.sort_by(|a, b| (&a.file, a.line, a.column, &a.kind).cmp(&(&b.file, b.line, b.column, &b.kind)));
    Package {
        title: read.title.clone(),
        revision: revision(files),
        modules: with_faults(modules, &problems),
        glossary,
        sources: sources.unwrap_or_default(),
        problems,
    }
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
    title: PerLang<String>,
    glossary: Languages<Glossary<'f>>,
    modules: Vec<ReadModule<'f>>,
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
        let title = text(Some("pakke.yaml")).map(|(file, text)| {
            let mut findings = Findings::new(file, text);
            let title = settings::read(text, &mut findings);
            problems.extend(findings.take());
            title
        });
        let mut glossary = |path| {
            let mut glossary = text(Some(path)).map(|(file, text)| glossary::read(file, text));
            problems.extend(glossary.iter_mut().flat_map(|glossary| glossary.problems.drain(..)));
            glossary
        };
        let glossary = Languages { nb: glossary("ordliste.nb.md"), nn: glossary("ordliste.nn.md") };

        let read_page = |((order, stem), files): (&(u32, &'f str), &PageFiles<'f>)| {
            let read = |lang| text(files.text.get(lang)).map(|(file, text)| document::page(file, text));
            let text = Languages { nb: read(Lang::Nb), nn: read(Lang::Nn) };
            ReadPage { stem, order: *order, slug: files.slug, text }
        };
        let read_module = |((order, folder), files): (&(u32, &'f str), &ModuleFiles<'f>)| {
            let own: &LangFiles<'f> = &files.text;
            let read = |lang| text(own.get(lang)).map(|(file, text)| document::module(file, text));
            let text = Languages { nb: read(Lang::Nb), nn: read(Lang::Nn) };
            let pages = files.pages.iter().map(read_page).collect();
            ReadModule { folder, order: *order, slug: files.slug, text, pages }
        };
        let modules: Vec<ReadModule<'f>> = layout.modules.iter().map(read_module).collect();
        for module in &modules {
            problems.extend(module.text.each().flat_map(|(_, document)| document.problems.iter().cloned()));
            for page in &module.pages {
                problems.extend(page.text.each().flat_map(|(_, document)| document.problems.iter().cloned()));
            }
        }
        Read { title: title.unwrap_or_default(), glossary, modules }
    }

    fn index<'i>(&'i self, files: &'i Files) -> Index<'i> {
        let mut index = Index { files: Some(files), ..Index::default() };
        let mut glossary = Target { address: "/ordliste".to_owned(), ..Target::default() };
        for (lang, words) in self.glossary.each() {
            glossary.anchors(lang).extend(words.outline.anchors.iter().map(|anchor| anchor.id.as_str()));
            for (id, term) in words.words() {
                index.terms.add(lang, id, &term);
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
                let mut target = Target { address: format!("{address}/{}", page.slug), ..Target::default() };
                for (lang, document) in page.text.each() {
                    target
                        .anchors(lang)
                        .extend(document.outline.anchors.iter().map(|anchor| anchor.id.as_str()));
                }
                index.targets.insert(format!("moduler/{}/{}", module.folder, page.stem), target);
            }
        }
        index
    }

    fn compare(&self, problems: &mut Vec<Problem>) {
        problems.extend(self.glossary.both().into_iter().flat_map(|(nb, nn)| glossary::compare(nb, nn)));
        for module in &self.modules {
            problems.extend(module.text.both().into_iter().flat_map(|(nb, nn)| parity::module(nb, nn)));
            for page in &module.pages {
                problems.extend(page.text.both().into_iter().flat_map(|(nb, nn)| parity::page(nb, nn)));
            }
        }
    }

    /// A text that should have been read again by now.
    fn check_dates(&self, today: Date, problems: &mut Vec<Problem>) {
        let glossary = self.glossary.each().map(|(_, words)| (words.file, words.revise_by));
        let modules = self.modules.iter().flat_map(|module| module.text.each());
        let modules = modules.map(|(_, document)| (document.file, document.front.revise_by));
        let pages = self.modules.iter().flat_map(|module| &module.pages).flat_map(|page| page.text.each());
        let pages = pages.map(|(_, document)| (document.file, document.front.revise_by));
        for (file, dated) in glossary.chain(modules).chain(pages) {
            let Some((date, place)) = dated.filter(|(date, _)| *date < today) else { continue };
            problems.push(problem(
                Kind::RevisionPassed,
                file,
                place,
                format!("Teksten skulle vært lest gjennom innen {date}."),
                "Les den gjennom, rett det som er utdatert, og sett en ny dato.",
            ));
        }
    }

    /// The terms that modules say they build on must be in the glossary.
    fn check_terms(&self, index: &Index<'_>, problems: &mut Vec<Problem>) {
        for (lang, document) in self.modules.iter().flat_map(|module| module.text.each()) {
            for (term, place) in &document.front.terms {
                if index.terms.find(lang, term) != Some(term.as_str()) {
                    problems.push(problem(
                        Kind::UnknownTerm,
                        document.file,
                        *place,
                        format!("Begrepet «{term}» står ikke i ordlista."),
                        format!("Bruk id-en til et begrep i ordliste.{lang}.md, eller legg det inn der."),
                    ));
                }
            }
        }
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
        let pages = self.pages.iter().filter_map(|page| page.render(&audience, index, problems)).collect();
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

impl ReadPage<'_> {
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

/// Gives each page the faults of its files, and sets those that have any apart.
fn with_faults(mut modules: Vec<Module>, problems: &[Problem]) -> Vec<Module> {
    let mut faults: HashMap<&str, Vec<Problem>> = HashMap::new();
    for fault in problems.iter().filter(|problem| problem.level == Level::Fault) {
        faults.entry(&fault.file).or_default().push(fault.clone());
    }
    for module in &mut modules {
        for mut page in std::mem::take(&mut module.pages) {
            for text in [&mut page.text.nb, &mut page.text.nn] {
                text.problems = faults.get(text.file.as_str()).cloned().unwrap_or_default();
            }
            let is_good = page.text.nb.problems.is_empty() && page.text.nn.problems.is_empty();
            if is_good { module.pages.push(page) } else { module.faulty.push(page) }
        }
    }
    modules
}
