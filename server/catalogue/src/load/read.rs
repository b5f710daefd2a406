//! What the files say, each by itself, before they are held against each other and rendered.

use super::{
    Texts,
    memory::{Facts, Memory, Remembered, Rendered, Since},
};
use crate::{
    Files, bibliography,
    compose::{self, PageDraft},
    cores,
    document::{self, Document},
    front::{AnnouncementFront, ModuleFront, PageFront},
    glossary::{self, Glossary},
    ids::InUse,
    index::{Anchors, Index, Known, Target, without_language},
    layout::{LangFiles, Layout, ModuleFiles, PageFiles},
    library,
    outline::Outline,
    problem::{Findings, Problem, Said},
    render::Renderer,
    settings::{self, Settings},
    year,
};
use domain::{
    Lang, PerLang,
    package::{
        Announcement, AnnouncementText, Audience, Event, Html, Library, Module, ModuleText, Page, Source,
        Term,
    },
};
use std::{
    cell::OnceCell,
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// Everything that has been read and not yet rendered.
pub(super) struct Read<'f> {
    pub(super) settings: Settings,
    pub(super) glossary: Languages<Glossary<'f>>,
    pub(super) modules: Vec<ReadModule<'f>>,
    pub(super) scheme: Vec<ReadPage<'f>>,
    pub(super) year: Vec<Event>,
    pub(super) library: Library,
    /// Nothing where the file is so broken that nothing in it is known.
    pub(super) sources: Option<Vec<Source>>,
    pub(super) announcements: Vec<ReadAnnouncement<'f>>,
    /// What stands to be read in files that are fields all through.
    pub(super) said: Vec<(&'static str, Vec<Said>)>,
}

/// A module. Its own words are read as a page's are.
pub(super) struct ReadModule<'f> {
    slug: &'f str,
    order: u32,
    /// The path of its own words without language and ending, such as `moduler/10-a/modul`.
    path: String,
    texts: Texts<'f>,
    files: LangFiles<'f>,
    documents: OnceCell<Languages<Document<'f, ModuleFront>>>,
    pub(super) facts: Arc<Facts>,
    rendered: Option<Arc<Rendered<PerLang<ModuleText>>>>,
    pages: Vec<ReadPage<'f>>,
}

/// A page. Its files are read when something asks for more than what is remembered of them.
pub(super) struct ReadPage<'f> {
    order: u32,
    slug: &'f str,
    /// The path without language and ending, such as `moduler/10-a/20-b`.
    path: String,
    texts: Texts<'f>,
    files: LangFiles<'f>,
    how: OfPage<'f>,
    documents: OnceCell<Languages<Document<'f, PageFront>>>,
    pub(super) facts: Arc<Facts>,
    rendered: Option<Arc<Rendered<Page>>>,
}

/// What is remembered of things by their paths.
type ByPath<T> = HashMap<String, Remembered<T>>;

pub(super) struct ReadAnnouncement<'f> {
    slug: &'f str,
    pub(super) text: Languages<Document<'f, AnnouncementFront>>,
}

/// How a page's file is read, which depends on its folder.
type OfPage<'f> = fn(&'f str, &'f str) -> Document<'f, PageFront>;

/// What there is of something in each language.
pub(super) struct Languages<T> {
    nb: Option<T>,
    nn: Option<T>,
}

impl<'f, Front> Languages<Document<'f, Front>> {
    /// What there is, read in one way.
    fn read(
        texts: Texts<'f>,
        files: LangFiles<'f>,
        how: fn(&'f str, &'f str) -> Document<'f, Front>,
    ) -> Self {
        let read = |lang| {
            let file = files.get(lang)?;
            Some(how(file, texts.get(file)?))
        };
        Languages { nb: read(Lang::Nb), nn: read(Lang::Nn) }
    }
}

impl<T> Languages<T> {
    pub(super) fn get(&self, lang: Lang) -> Option<&T> {
        match lang {
            Lang::Nb => self.nb.as_ref(),
            Lang::Nn => self.nn.as_ref(),
        }
    }

    pub(super) fn both(&self) -> Option<(&T, &T)> {
        self.nb.as_ref().zip(self.nn.as_ref())
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (Lang, &T)> {
        Lang::ALL.into_iter().filter_map(|lang| Some((lang, self.get(lang)?)))
    }
}

impl<'f> Read<'f> {
    pub(super) fn all(
        texts: Texts<'f>,
        layout: &Layout<'f>,
        memory: &Memory,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let text = |path: Option<&'f str>| path.and_then(|path| Some((path, texts.get(path)?)));
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

        let modules = layout.modules.iter().collect();
        let modules = cores::each(modules, |module| ReadModule::of(module, texts, memory));
        let scheme = layout.scheme.iter();
        let scheme =
            scheme.map(|page| ReadPage::of(page, texts, ("ordningen", None), document::scheme, memory));
        let scheme = scheme.collect();
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
        let sources = text(Some(bibliography::FILE)).map(|(file, text)| bibliography::read(file, text));
        let (sources, (found, of_sources)) =
            sources.unwrap_or_else(|| (Some(Vec::new()), Default::default()));
        problems.extend(found);
        let read = Read {
            settings: settings.unwrap_or_default(),
            glossary,
            modules,
            scheme,
            year,
            library,
            sources,
            announcements: layout.announcements.iter().map(read_announcement).collect(),
            said: vec![(year::FILE, of_year), (library::FILE, of_library), (bibliography::FILE, of_sources)],
        };
        read.own_problems(problems);
        read
    }

    /// What is wrong with each file by itself.
    fn own_problems(&self, problems: &mut Vec<Problem>) {
        fn add<Front>(text: &Languages<Document<'_, Front>>, problems: &mut Vec<Problem>) {
            problems.extend(text.each().flat_map(|(_, document)| document.problems.iter().cloned()));
        }
        problems.extend(self.modules.iter().flat_map(|module| module.facts.problems.iter().cloned()));
        problems.extend(self.pages().flat_map(|page| page.facts.problems.iter().cloned()));
        self.announcements.iter().for_each(|one| add(&one.text, problems));
    }

    /// Every page, wherever it stands.
    pub(super) fn pages(&self) -> impl Iterator<Item = &ReadPage<'f>> {
        self.modules.iter().flat_map(|module| &module.pages).chain(&self.scheme)
    }

    /// What the files say about each other, but for the sources.
    pub(super) fn known(&self) -> Known {
        let mut known = Known::default();
        let mut terms = Anchors::default();
        for (lang, words) in self.glossary.each() {
            terms.extend(lang, ids_of(&words.outline));
            for word in words.words() {
                known.terms.add(lang, word);
            }
        }
        let target = |address: String, anchors| Target { address, anchors };
        known.targets.insert("ordliste".to_owned(), target("/ordliste".to_owned(), Arc::new(terms)));
        for module in &self.modules {
            let address = format!("/moduler/{}", module.slug);
            for page in &module.pages {
                let target = target(format!("{address}/{}", page.slug), Arc::clone(&page.facts.anchors));
                known.targets.insert(page.path.clone(), target);
            }
            let own = target(address, Arc::clone(&module.facts.anchors));
            known.targets.insert(module.path.clone(), own);
        }
        for page in &self.scheme {
            let target = target(format!("/ordningen/{}", page.slug), Arc::clone(&page.facts.anchors));
            known.targets.insert(page.path.clone(), target);
        }
        known
    }

    /// The ids that an author gave headings of pages, the same in every language.
    pub(super) fn ids_in_use(&self) -> BTreeMap<&str, InUse<'_>> {
        let mut ids = BTreeMap::new();
        for page in self.modules.iter().flat_map(|module| &module.pages) {
            for (id, file, place) in &page.facts.ids {
                ids.entry(id.as_str()).or_insert(InUse { file, place: *place });
            }
        }
        ids
    }

    /// Addresses of the pages of which a fault leaves it open which ids they have.
    pub(super) fn open_pages(&self) -> HashSet<&str> {
        let pages = self.modules.iter().flat_map(|module| &module.pages);
        pages.filter_map(|page| page.facts.open.as_deref()).collect()
    }

    pub(super) fn render_glossary(
        &self,
        index: &Index<'_>,
        problems: &mut Vec<Problem>,
    ) -> PerLang<Vec<Term>> {
        let mut render = |lang| {
            let (terms, found) =
                self.glossary.get(lang).map(|words| words.render(lang, index)).unwrap_or_default();
            problems.extend(found);
            terms
        };
        PerLang { nb: render(Lang::Nb), nn: render(Lang::Nn) }
    }

    pub(super) fn render_modules(
        &mut self,
        files: &Files,
        known: &Known,
        since: &Since<'_>,
        problems: &mut Vec<Problem>,
    ) -> Vec<Module> {
        let mut slugs = HashSet::new();
        // Of two with the same address, only the first can be reached.
        let reachable = self.modules.iter_mut().filter(|module| slugs.insert(module.slug));
        let rendered = cores::each(reachable.collect(), |module| {
            let mut problems = Vec::new();
            let module = module.render(&Index::new(known, files), since, &mut problems);
            (module, problems)
        });
        let modules = rendered.into_iter().map(|(module, found)| {
            problems.extend(found);
            module
        });
        modules.collect()
    }

    /// What the next load may take over.
    pub(super) fn into_remembered(self) -> (ByPath<Page>, ByPath<PerLang<ModuleText>>) {
        let (mut pages, mut modules) = (ByPath::new(), ByPath::new());
        let mut remember = |page: ReadPage<'_>| {
            pages.insert(page.path, Remembered { facts: page.facts, rendered: page.rendered });
        };
        self.scheme.into_iter().for_each(&mut remember);
        for module in self.modules {
            module.pages.into_iter().for_each(&mut remember);
            modules.insert(module.path, Remembered { facts: module.facts, rendered: module.rendered });
        }
        (pages, modules)
    }
}

/// The ids of a file's headings.
fn ids_of(outline: &Outline<'_>) -> impl Iterator<Item = String> {
    outline.anchors.iter().map(|anchor| anchor.id.clone())
}

impl<'f> ReadModule<'f> {
    fn of(
        ((order, folder), files): (&(u32, &'f str), &ModuleFiles<'f>),
        texts: Texts<'f>,
        memory: &Memory,
    ) -> Self {
        let (above, slug) = (format!("moduler/{folder}"), files.slug);
        let pages = files.pages.iter();
        let pages = pages
            .map(|page| ReadPage::of(page, texts, (&above, Some(slug)), document::page, memory))
            .collect();
        let mut module = ReadModule {
            slug,
            order: *order,
            path: format!("{above}/modul"),
            texts,
            files: files.text,
            documents: OnceCell::new(),
            facts: Arc::default(),
            rendered: None,
            pages,
        };
        match memory.module(&module.path) {
            Some(known) => {
                module.facts = Arc::clone(&known.facts);
                module.rendered.clone_from(&known.rendered);
            }
            None => module.facts = Arc::new(Facts::of_module(module.text())),
        }
        module
    }

    /// What the files of its own words say.
    pub(super) fn text(&self) -> &Languages<Document<'f, ModuleFront>> {
        self.documents.get_or_init(|| Languages::read(self.texts, self.files, document::module))
    }

    fn render(&mut self, index: &Index<'_>, since: &Since<'_>, problems: &mut Vec<Problem>) -> Module {
        let audience = &self.facts.audience;
        let pages = render_pages(&mut self.pages, audience, index, since, problems);
        let as_before = self.rendered.take().filter(|rendered| since.stands(rendered, &[]));
        let rendered = as_before.unwrap_or_else(|| {
            index.take_asked();
            let mut problems = Vec::new();
            let made = Some(Arc::new(self.words(index, &mut problems)));
            Arc::new(Rendered { audience: Vec::new(), made, problems, asked: index.take_asked() })
        });
        self.documents.take();
        problems.extend(rendered.problems.iter().cloned());
        let text = rendered.made.as_deref().cloned();
        self.rendered = Some(rendered);
        let first = self.facts.built_on.first().map(|(lang, ..)| *lang);
        let terms = self.facts.built_on.iter().filter(|(lang, ..)| Some(*lang) == first);
        Module {
            slug: self.slug.to_owned(),
            order: self.order,
            terms: terms.map(|(_, _, term, _)| term.clone()).collect(),
            text: text.unwrap_or_else(|| self.words(index, problems)),
            audience: audience.clone(),
            pages,
            faulty: Vec::new(),
        }
    }

    /// A module's words; where a language has none, the other's, since the module's good pages need a place to stand.
    fn words(&self, index: &Index<'_>, problems: &mut Vec<Problem>) -> PerLang<ModuleText> {
        let mut texts = self.text().each().map(|(lang, document)| {
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
            file: String::new(),
            goals: Vec::new(),
            html: Html::default(),
        };
        let first = texts.next().unwrap_or_else(nameless);
        let second = texts.next().unwrap_or_else(|| first.clone());
        PerLang { nb: first, nn: second }
    }
}

/// Those pages of a folder of which there is anything, for an audience where they do not say.
pub(super) fn render_pages(
    pages: &mut [ReadPage<'_>],
    audience: &[Audience],
    index: &Index<'_>,
    since: &Since<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Arc<Page>> {
    let rendered = pages.iter_mut().filter_map(|page| {
        let as_before = page.rendered.take().filter(|rendered| since.stands(rendered, audience));
        let rendered = as_before.unwrap_or_else(|| Arc::new(page.render(audience, index)));
        // What was read takes several times the room of what was made of it.
        page.documents.take();
        problems.extend(rendered.problems.iter().cloned());
        page.rendered.insert(rendered).made.clone()
    });
    rendered.collect()
}

impl<'f> ReadPage<'f> {
    /// A page of a folder, and of a module where it belongs to one.
    fn of(
        ((order, stem), files): (&(u32, &'f str), &PageFiles<'f>),
        texts: Texts<'f>,
        (folder, module): (&str, Option<&str>),
        how: OfPage<'f>,
        memory: &Memory,
    ) -> Self {
        let mut page = ReadPage {
            order: *order,
            slug: files.slug,
            path: format!("{folder}/{stem}"),
            texts,
            files: files.text,
            how,
            documents: OnceCell::new(),
            facts: Arc::default(),
            rendered: None,
        };
        match memory.page(&page.path) {
            Some(known) => {
                page.facts = Arc::clone(&known.facts);
                page.rendered.clone_from(&known.rendered);
            }
            None => {
                let address = module.map(|module| (module, page.slug));
                page.facts = Arc::new(Facts::of_page(page.text(), address));
            }
        }
        page
    }

    /// What its files say.
    pub(super) fn text(&self) -> &Languages<Document<'f, PageFront>> {
        self.documents.get_or_init(|| Languages::read(self.texts, self.files, self.how))
    }

    /// The page in both languages; nothing where neither has a text that can be read.
    fn render(&self, audience: &[Audience], index: &Index<'_>) -> Rendered<Page> {
        index.take_asked();
        let mut problems = Vec::new();
        let made = self.page(audience, index, &mut problems).map(Arc::new);
        Rendered { audience: audience.to_vec(), made, problems, asked: index.take_asked() }
    }

    fn page(&self, audience: &[Audience], index: &Index<'_>, problems: &mut Vec<Problem>) -> Option<Page> {
        let text = self.text();
        let (_, first) = text.each().next()?;
        let path = without_language(first.file)?;
        let mut draft = |lang| match text.get(lang) {
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
    pub(super) fn render(&self, index: &Index<'_>, problems: &mut Vec<Problem>) -> Option<Announcement> {
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
