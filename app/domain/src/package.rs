//! The package as the platform knows it: modules, pages, steps and prompts, already checked and rendered.
//!
//! `server/catalogue` makes these from `content/`; pages render them and a [`crate::session::Session`] stores a
//! [`Plan`] made from one of them. Ids and slugs are the same in every language.

mod announcement;
mod catalogue;
mod draft;
mod library;
mod name;
mod place;
mod plan;
mod problem;
mod publication;
mod scheme;
mod source;
mod video;

pub use announcement::{Announcement, AnnouncementText};
pub use catalogue::Catalogue;
pub use draft::{Draft, Part, Quote, Trial, Workbench};
pub use library::{Library, Reader, Resource, Theme, Wanted};
pub use name::{is_id, numbered};
pub use place::{FOLDERS, GLOSSARY, LIBRARY, SCHEME, SOURCES, Spoken, address_of_page};
pub use plan::{Plan, WEEKS};
pub use problem::{Level, Problem};
pub use publication::{Forge, Hindrance, NoForge, Origin, Publication};
pub use scheme::{Certainty, Event, Scheme, When};
pub use source::{Source, host};
pub use video::{Caption, Video, VideoHost};

use crate::{Date, Lang, PerLang, Timestamp};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, sync::Arc};

/// Everything under `content/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The package's name.
    pub title: PerLang<String>,
    /// What tells one state of the content from another, in hexadecimal: git's commit where it is one, or a hash over
    /// all files.
    pub revision: String,
    /// The modules in their order.
    pub modules: Vec<Module>,
    /// The glossary, each language's terms in that language's alphabetical order.
    pub glossary: PerLang<Vec<Term>>,
    /// The sources, by author and year.
    pub sources: Vec<Source>,
    /// What stands around the package: what pays for it, who does what, and when.
    pub scheme: Scheme,
    /// What others have made that is worth knowing of.
    pub library: Library,
    /// What is announced, oldest first.
    pub announcements: Vec<Announcement>,
    /// Those whose films may be shown within a page; other films are links.
    pub video_hosts: Vec<VideoHost>,
    /// What the check found wrong or worth a look, in the order of files and lines.
    pub problems: Vec<Problem>,
    /// The files with faults, and when a running server first met each so.
    pub faulty_since: BTreeMap<String, Timestamp>,
}

impl Package {
    /// The module with this slug.
    pub fn module(&self, slug: &str) -> Option<&Module> {
        self.modules.iter().find(|m| m.slug == slug)
    }

    /// The page with this slug in a module, or in [`SCHEME`].
    pub fn page(&self, folder: &str, slug: &str) -> Option<&Page> {
        if folder == SCHEME { self.scheme.page(slug) } else { self.module(folder)?.page(slug) }
    }

    /// The glossary in one language.
    pub fn terms(&self, lang: Lang) -> &[Term] {
        self.glossary.get(lang)
    }

    /// The term with this id, in one language.
    pub fn term(&self, lang: Lang, id: &str) -> Option<&Term> {
        self.terms(lang).iter().find(|term| term.id == id)
    }

    /// Every page that readers may see, with its address after the language: `moduler/{module}/{page}` and
    /// `ordningen/{page}`.
    pub fn pages(&self) -> impl Iterator<Item = (String, &Page)> {
        let modules = self.modules.iter();
        let modules = modules
            .flat_map(|m| m.pages.iter().map(|page| (address_of_page(&m.slug, &page.slug), page.as_ref())));
        let scheme = self.scheme.pages.iter();
        modules.chain(scheme.map(|page| (address_of_page(SCHEME, &page.slug), page.as_ref())))
    }

    /// What is announced on a day, newest first.
    pub fn announced(&self, today: Date) -> impl Iterator<Item = &Announcement> {
        self.announcements.iter().rev().filter(move |one| one.stands(today))
    }
}

/// One theme, the unit of planning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// The folder's name without its number.
    pub slug: String,
    /// The folder's number, which orders the modules.
    pub order: u32,
    /// Who the module is for.
    pub audience: Vec<Audience>,
    /// Ids of the glossary's terms that the module builds on.
    pub terms: Vec<String>,
    /// Title, aim, goals and lead, in each language.
    pub text: PerLang<ModuleText>,
    /// The pages in their order: those that readers may see.
    pub pages: Vec<Arc<Page>>,
    /// Pages kept from readers because a file of theirs is faulty, in their order, with their faults in
    /// [`PageText::problems`]. Editors see those in the page's place; what else is known of it may be incomplete.
    pub faulty: Vec<Arc<Page>>,
}

impl Module {
    /// The page with this slug.
    pub fn page(&self, slug: &str) -> Option<&Page> {
        self.pages.iter().map(Arc::as_ref).find(|p| p.slug == slug)
    }

    /// The pages of one phase, in order.
    pub fn pages_of(&self, phase: Phase) -> impl Iterator<Item = &Page> {
        self.pages.iter().map(Arc::as_ref).filter(move |p| p.phase == Some(phase))
    }

    /// Minutes that one phase takes, all its pages together.
    pub fn minutes_of(&self, phase: Phase) -> u32 {
        self.pages_of(phase).filter_map(|p| p.minutes).map(u32::from).sum()
    }

    /// Minutes that the whole module takes.
    pub fn minutes(&self) -> u32 {
        self.pages.iter().filter_map(|p| p.minutes).map(u32::from).sum()
    }

    /// Weeks that the try-out takes, where the module says so.
    pub fn weeks(&self) -> Option<u16> {
        self.pages.iter().find_map(|p| p.weeks)
    }
}

/// A module's words in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleText {
    /// The title.
    pub title: String,
    /// One sentence on what the module is.
    pub summary: String,
    /// One sentence on what it should lead to.
    pub aim: String,
    /// The file it came from, relative to `content/`.
    pub file: String,
    /// Learning goals, each a short phrase.
    pub goals: Vec<String>,
    /// The lead, rendered.
    pub html: Html,
}

/// One Markdown file in every language: the same steps, prompts and ids in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The file's name without number and language.
    pub slug: String,
    /// The file's number, which orders the pages.
    pub order: u32,
    /// Where in the cycle the page belongs; an introduction or a leader's page belongs to none.
    pub phase: Option<Phase>,
    /// Minutes the page takes to read or, for a session, to carry out.
    pub minutes: Option<u16>,
    /// Weeks the try-out takes, on a page of the phase C.
    pub weeks: Option<u16>,
    /// Who the page is for.
    pub audience: Vec<Audience>,
    /// The day the text should have been read again by, `yyyy-mm-dd`.
    pub revise_by: Option<Date>,
    /// The steps that make a session, where the page is one.
    pub steps: Vec<Step>,
    /// Prompts outside any step, in order.
    pub prompts: Vec<Prompt>,
    /// The words, in each language.
    pub text: PerLang<PageText>,
    /// The state of the content that the words are from, where it is an earlier one than the package's: the newest words
    /// have faults.
    pub kept_from: Option<String>,
}

impl Page {
    /// Whether the page is for leaders or owners, and for no arena.
    pub fn is_for_leaders(&self) -> bool {
        !self.audience.is_empty() && self.audience.iter().all(|audience| !audience.is_arena())
    }

    /// Whether a team can hold a session made from this page.
    pub fn is_session(&self) -> bool {
        !self.steps.is_empty()
    }
}

/// A page's words in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText {
    /// The title, which is the page's only heading of level 1.
    pub title: String,
    /// One sentence on what the page is.
    pub summary: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// The file it came from, relative to `content/`.
    pub file: String,
    /// The body in the order it is read.
    pub blocks: Vec<Block>,
    /// Headings of level 2, for a table of contents.
    pub headings: Vec<Heading>,
    /// Ids of the sources the page cites, in order of first mention.
    pub citations: Vec<String>,
    /// Ids of the glossary's terms that the page uses, in order of first mention.
    pub terms: Vec<String>,
    /// How many words the body has.
    pub words: usize,
    /// Faults that keep this page's newest text from readers; shown in its place to editors only.
    pub problems: Vec<Problem>,
}

/// A heading that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The anchor.
    pub id: String,
    /// The plain text.
    pub text: String,
}

/// A piece of a page's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text, rendered.
    Html(Html),
    /// Neighbouring boxes that speak to one arena each, so that a reader's own can stand first.
    Arenas(Vec<(Audience, Html)>),
    /// A prompt, so that a form for its answer can stand beneath it.
    Prompt(Prompt),
    /// A film, and its card as it stands where the film is not shown.
    Video(Video, Html),
    /// Where a session that was printed has room for the agreement.
    Agreement,
}

/// HTML that came out of the renderer: nothing an author wrote passes through unescaped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Html(pub String);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where in the cycle a page belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// A: alone, before the meeting.
    Prepare,
    /// B: the meeting.
    Meet,
    /// C: the try-out in practice.
    Try,
    /// D: the meeting after, where the team decides.
    Review,
}

impl Phase {
    /// The four phases in order.
    pub const ALL: [Phase; 4] = [Phase::Prepare, Phase::Meet, Phase::Try, Phase::Review];

    /// The letter people know the phase by.
    pub const fn letter(self) -> char {
        match self {
            Phase::Prepare => 'A',
            Phase::Meet => 'B',
            Phase::Try => 'C',
            Phase::Review => 'D',
        }
    }

    /// The word in front matter.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "forarbeid" => Some(Phase::Prepare),
            "samarbeid" => Some(Phase::Meet),
            "utprøving" => Some(Phase::Try),
            "etterarbeid" => Some(Phase::Review),
            _ => None,
        }
    }
}

/// Who a page or an example speaks to: an arena, or those who lead it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Barnehage.
    Kindergarten,
    /// Skole.
    School,
    /// SFO.
    AfterSchool,
    /// Videregående opplæring.
    UpperSecondary,
    /// PPT.
    Ppt,
    /// Fagopplæring i bedrift.
    Apprenticeship,
    /// Ledere.
    Leaders,
    /// Eiere.
    Owners,
}

impl Audience {
    /// The arenas, which an example can speak to. Leaders and owners are none.
    pub const ARENAS: [Audience; 6] = [
        Audience::Kindergarten,
        Audience::School,
        Audience::AfterSchool,
        Audience::UpperSecondary,
        Audience::Ppt,
        Audience::Apprenticeship,
    ];

    /// The word in front matter, callouts and addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Audience::Kindergarten => "barnehage",
            Audience::School => "skole",
            Audience::AfterSchool => "sfo",
            Audience::UpperSecondary => "vgs",
            Audience::Ppt => "ppt",
            Audience::Apprenticeship => "fagopplæring",
            Audience::Leaders => "leder",
            Audience::Owners => "eier",
        }
    }

    /// The audience a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ARENAS.into_iter().chain([Audience::Leaders, Audience::Owners]).find(|a| a.word() == word)
    }

    /// Whether the audience is an arena.
    pub fn is_arena(self) -> bool {
        Self::ARENAS.contains(&self)
    }
}

/// One timed part of a session, as the content plans it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Stable within the page.
    pub id: String,
    /// What the step is and who works in it.
    pub kind: StepKind,
    /// Planned minutes, 1–180.
    pub minutes: u16,
    /// Smallest and largest group, in a step for groups.
    pub group_size: Option<(u8, u8)>,
    /// Whether the session may stop after this step and go on another day.
    pub may_stop_after: bool,
    /// The questions that take an answer.
    pub prompts: Vec<Prompt>,
    /// The words, in each language.
    pub text: PerLang<StepText>,
}

/// A step's words in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepText {
    /// The title.
    pub title: String,
    /// What everyone reads, rendered, without the prompts.
    pub html: Html,
    /// «Slik leder du steget», rendered; empty where the content gives none.
    pub lead: Html,
}

/// What a step is and who works in it (IGP: alone, in groups, all together).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    /// Subject matter, read or told.
    Subject,
    /// Alone.
    Alone,
    /// In groups.
    Group,
    /// All together.
    Plenary,
    /// The team agrees on something to try.
    Agreement,
}

impl StepKind {
    /// The class in the content.
    pub const fn word(self) -> &'static str {
        match self {
            StepKind::Subject => "fagstoff",
            StepKind::Alone => "individ",
            StepKind::Group => "gruppe",
            StepKind::Plenary => "plenum",
            StepKind::Agreement => "avtale",
        }
    }

    /// The kind a class names.
    pub fn from_word(word: &str) -> Option<Self> {
        [StepKind::Subject, StepKind::Alone, StepKind::Group, StepKind::Plenary, StepKind::Agreement]
            .into_iter()
            .find(|k| k.word() == word)
    }
}

/// A question in the content that takes an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// Stable within the page; a stored answer points at `module/page/id`.
    pub id: String,
    /// Where the answer goes when it is opened.
    pub shares: Shares,
    /// The words, in each language.
    pub text: PerLang<PromptText>,
}

/// A prompt's words in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromptText {
    /// The question.
    pub question: String,
    /// Help beneath it, rendered; often empty.
    pub html: Html,
}

/// Where the answer to a prompt goes when it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shares {
    /// To the group.
    Group,
    /// To everyone in the session.
    Plenary,
    /// Nowhere: the answer is a private note.
    Nowhere,
}

impl Shares {
    /// The value of `deles=` in the content.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "gruppe" => Some(Shares::Group),
            "plenum" => Some(Shares::Plenary),
            "ingen" => Some(Shares::Nowhere),
            _ => None,
        }
    }
}

/// A term of the glossary, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The same in every language.
    pub id: String,
    /// The term.
    pub term: String,
    /// Its meaning, rendered.
    pub html: Html,
    /// Its meaning as plain text, for a tooltip or a search.
    pub plain: String,
}
