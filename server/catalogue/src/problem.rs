//! What the check can find: a closed list of kinds, and how one is noted with its place.

use crate::source::{Place, Source};
use domain::Lang;
pub use domain::package::{Level, Problem};

macro_rules! kinds {
    ($($(#[$doc:meta])+ $name:ident = $word:literal, $level:ident;)+) => {
        /// Every kind of problem the check knows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])+ $name,)+
        }

        impl Kind {
            /// Every kind there is.
            pub const ALL: &[Kind] = &[$(Kind::$name,)+];

            /// The stable word in a problem's `kind`.
            pub const fn word(self) -> &'static str {
                match self { $(Kind::$name => $word,)+ }
            }

            /// How serious a problem of this kind is.
            pub const fn level(self) -> Level {
                match self { $(Kind::$name => Level::$level,)+ }
            }
        }
    };
}

kinds! {
    /// A file that should be text is not UTF-8.
    NotText = "ikke-tekst", Fault;
    /// A text file that is larger than any page.
    TooLarge = "for-stor", Fault;
    /// A file whose name says nothing the platform understands.
    UnknownFile = "ukjent-fil", Fault;
    /// A picture's file, or another that pages offer, with characters in its name that make no address.
    BadFileName = "ugyldig-filnavn", Fault;
    /// A file that every package must have is missing.
    MissingFile = "fil-mangler", Fault;
    /// Two modules, or two pages of one module, get the same address.
    SameAddress = "samme-adresse", Fault;
    /// A required language has no file.
    LanguageMissing = "språk-mangler", Fault;
    /// A language in `pakke.yaml` that the platform does not have, or a required one left out.
    UnknownLanguage = "ukjent-språk", Fault;
    /// A Markdown file does not begin with front matter.
    NoFrontMatter = "mangler-topptekst", Fault;
    /// YAML that cannot be read.
    BadYaml = "ugyldig-yaml", Fault;
    /// A field that means nothing in this kind of file.
    UnknownField = "ukjent-felt", Fault;
    /// A required field is missing or empty.
    MissingField = "mangler-felt", Fault;
    /// A value that cannot be what its field asks for.
    BadValue = "ugyldig-verdi", Fault;
    /// An audience that does not exist.
    UnknownAudience = "ukjent-målgruppe", Fault;
    /// A theme that the library does not have.
    UnknownTheme = "ukjent-tema", Fault;
    /// A phase that does not exist.
    UnknownPhase = "ukjent-fase", Fault;
    /// A heading of level 1; the title is the page's only one.
    TopHeading = "overskrift-nivå-1", Fault;
    /// A heading level is skipped.
    LevelSkipped = "nivå-hoppet-over", Fault;
    /// A heading inside a box, a list or a quote.
    HeadingInBox = "overskrift-i-boks", Fault;
    /// A heading without text.
    EmptyHeading = "tom-overskrift", Fault;
    /// Number signs that make no heading, since no space follows them.
    HeadingWithoutSpace = "overskrift-uten-mellomrom", Fault;
    /// A mark that is begun and not ended, or the other way round, so that readers would see its signs.
    HalfMark = "halvt-merke", Fault;
    /// Curly brackets that do not form a heading's attributes.
    BrokenAttributes = "ødelagt-merke", Fault;
    /// A step or prompt on the wrong heading level.
    WrongLevel = "feil-nivå", Fault;
    /// A class that means nothing.
    UnknownClass = "ukjent-klasse", Fault;
    /// An attribute that means nothing where it stands.
    UnknownAttribute = "ukjent-attributt", Fault;
    /// A step, prompt or term without an id.
    MissingId = "mangler-id", Fault;
    /// An id with other characters than a–z, 0–9 and hyphen.
    BadId = "ugyldig-id", Fault;
    /// The same id twice in one file.
    DuplicateId = "dobbel-id", Fault;
    /// A step without minutes.
    StepWithoutMinutes = "steg-uten-minutter", Fault;
    /// The steps' minutes are not the front matter's.
    WrongSum = "feil-sum", Fault;
    /// A page with steps whose front matter does not say how long they take.
    SessionWithoutMinutes = "økt-uten-varighet", Fault;
    /// A prompt that does not say where its answer goes.
    PromptWithoutShares = "spørsmål-uten-deling", Fault;
    /// A facilitator's box outside a step.
    LeadOutsideStep = "boks-utenfor-steg", Fault;
    /// A box of an unknown type.
    UnknownCallout = "ukjent-boks", Fault;
    /// A box for an arena that does not exist.
    UnknownArena = "ukjent-arena", Fault;
    /// HTML in the Markdown.
    RawHtml = "rå-html", Fault;
    /// Quotes or lists nested deeper than anyone can read.
    TooDeep = "for-dypt", Fault;
    /// A link with a scheme that is not allowed.
    UnsafeLink = "farlig-lenke", Fault;
    /// A link to a file that does not exist.
    DeadLink = "lenke-uten-mål", Fault;
    /// A link to a place that does not exist in its file.
    DeadAnchor = "anker-uten-mål", Fault;
    /// A link without text.
    EmptyLink = "tom-lenke", Fault;
    /// A link whose text does not say where it leads.
    VagueLink = "uklar-lenke", Fault;
    /// An address that stands in the text.
    BareAddress = "naken-adresse", Fault;
    /// A table without a header.
    TableWithoutHeader = "tabell-uten-overskrift", Fault;
    /// A link, a term or a citation inside another.
    LinkInLink = "lenke-i-lenke", Fault;
    /// An image without alternative text.
    ImageWithoutAlt = "bilde-uten-alt", Fault;
    /// A picture whose file is not there.
    ImageMissing = "bilde-mangler", Fault;
    /// A picture whose file does not say how large it is, so that the page jumps when it comes.
    ImageWithoutSize = "bilde-uten-størrelse", Fault;
    /// A drawing in SVG without a title or a description of its own.
    DrawingWithoutTitle = "bilde-uten-tittel", Fault;
    /// An image from another site.
    ForeignImage = "bilde-utenfra", Fault;
    /// A box for a film without a link to one.
    VideoWithoutFilm = "video-uten-film", Fault;
    /// A film that does not say how long it lasts.
    VideoWithoutLength = "video-uten-lengde", Fault;
    /// A film without captions.
    VideoWithoutCaptions = "video-uten-teksting", Fault;
    /// A film without a transcript.
    VideoWithoutTranscript = "video-uten-utskrift", Fault;
    /// A film that lies where the platform knows no films.
    UnknownVideoHost = "ukjent-videovert", Fault;
    /// A term that is not in the glossary.
    UnknownTerm = "ukjent-begrep", Fault;
    /// A citation of nothing.
    UnknownSource = "ukjent-kilde", Fault;
    /// The bibliography, or an entry in it, cannot be used.
    BadSource = "ugyldig-kilde", Fault;
    /// The languages' front matter differs where it must not.
    FrontMatterDiffers = "språk-ulik-topptekst", Fault;
    /// The languages' steps differ.
    StepsDiffer = "språk-ulike-steg", Fault;
    /// A step's kind, group size or place to stop differs between the languages.
    KindDiffers = "språk-ulik-type", Fault;
    /// A step's minutes differ between the languages.
    MinutesDiffer = "språk-ulike-minutter", Fault;
    /// The languages' prompts differ.
    PromptsDiffer = "språk-ulike-spørsmål", Fault;
    /// Where a prompt's answer goes differs between the languages.
    SharesDiffer = "språk-ulik-deling", Fault;
    /// The languages' other ids differ.
    IdsDiffer = "språk-ulike-id-er", Fault;
    /// The languages' glossaries differ.
    TermsDiffer = "språk-ulike-begreper", Fault;
    /// A line of `id-er.txt` that cannot be read.
    BadIdLine = "ugyldig-id-linje", Fault;
    /// A published id that is gone.
    IdGone = "id-borte", Fault;
    /// An id that is not listed in `id-er.txt` yet.
    NewId = "ny-id", Warning;
    /// The day the text should have been read again has passed.
    RevisionPassed = "revisjon-passert", Warning;
    /// A paragraph that is hard to read for its length.
    LongParagraph = "langt-avsnitt", Warning;
    /// A text that is hard to read by its LIX.
    HighLix = "høy-lix", Warning;
    /// A term of the glossary that nothing leads to.
    UnusedTerm = "ubrukt-begrep", Warning;
    /// Steps on a page of a phase in which no team meets, or of none.
    StepsOutsideMeeting = "steg-utenfor-økt", Warning;
    /// A picture that one language shows and the other does not.
    ImageInOneLanguage = "bilde-på-ett-språk", Warning;
    /// A picture, or another file that pages offer, that no page shows.
    UnusedFile = "ubrukt-fil", Warning;
    /// A form of bokmål in a text in nynorsk.
    BokmalInNynorsk = "bokmål-i-nynorsk", Warning;
    /// A word that neither the dictionary nor our own list has.
    UnknownWord = "ukjent-ord", Warning;
}

/// What leaves it open what a page's headings are: its steps, its prompts, its minutes and its ids.
const OF_HEADINGS: [Kind; 13] = [
    Kind::NoFrontMatter,
    Kind::BadValue,
    Kind::TopHeading,
    Kind::HeadingWithoutSpace,
    Kind::BrokenAttributes,
    Kind::WrongLevel,
    Kind::UnknownClass,
    Kind::UnknownAttribute,
    Kind::MissingId,
    Kind::BadId,
    Kind::DuplicateId,
    Kind::StepWithoutMinutes,
    Kind::PromptWithoutShares,
];

/// What may be wrong for no other reason than that.
const MAY_FOLLOW: [Kind; 5] = [
    Kind::LevelSkipped,
    Kind::LeadOutsideStep,
    Kind::WrongSum,
    Kind::SessionWithoutMinutes,
    Kind::StepsOutsideMeeting,
];

/// Whether a file's headings are not what they were meant to be, so that nothing should be said of what follows from
/// them until they are mended: an editor who obeyed would spoil the page.
pub(crate) fn leave_headings_open(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| OF_HEADINGS.iter().any(|kind| kind.word() == problem.kind))
}

/// In the order of files and lines; what was found twice at one place is said once.
pub fn sort(problems: &mut Vec<Problem>) {
    problems.sort_by(|a, b| (&a.file, a.line, a.column, &a.kind).cmp(&(&b.file, b.line, b.column, &b.kind)));
    problems.dedup();
}

/// What a field says to readers in one language, and where.
pub(crate) struct Said {
    pub(crate) lang: Lang,
    pub(crate) text: String,
    pub(crate) at: Place,
}

/// The problems of one file as they are found, and what its fields say to readers.
pub(crate) struct Findings<'a> {
    source: Source<'a>,
    list: Vec<Problem>,
    said: Vec<Said>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Findings { source: Source::new(file, text), list: Vec::new(), said: Vec::new() }
    }

    /// Notes a problem at a byte offset into the file.
    pub(crate) fn at(
        &mut self,
        kind: Kind,
        offset: usize,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let place = self.source.place(offset);
        self.place(kind, place, message, mend);
    }

    /// Notes a problem at a line and column of the file.
    pub(crate) fn place(
        &mut self,
        kind: Kind,
        place: Place,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) {
        self.list.push(problem(kind, self.source.file(), place, message, mend));
    }

    /// Notes what readers see of a field.
    pub(crate) fn says(&mut self, lang: Lang, text: &str, at: Place) {
        self.said.push(Said { lang, text: text.to_owned(), at });
    }

    /// Everything that was found and said.
    pub(crate) fn into_both(self) -> (Vec<Problem>, Vec<Said>) {
        (self.list, self.said)
    }

    pub(crate) fn source(&self) -> &Source<'a> {
        &self.source
    }

    /// Notes what was found elsewhere.
    pub(crate) fn extend(&mut self, problems: Vec<Problem>) {
        self.list.extend(problems);
    }

    /// Lets what may follow from a fault in a heading wait until that is mended.
    pub(crate) fn put_off(&mut self) {
        if leave_headings_open(&self.list) {
            self.list.retain(|problem| MAY_FOLLOW.iter().all(|kind| kind.word() != problem.kind));
        }
    }

    /// How much has been found so far.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// What was found since the last time.
    pub(crate) fn take(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.list)
    }
}

/// A problem that is put together by hand, where no file's text is at hand.
pub(crate) fn problem(
    kind: Kind,
    file: &str,
    place: Place,
    message: impl Into<String>,
    mend: impl Into<String>,
) -> Problem {
    Problem {
        level: kind.level(),
        kind: kind.word().to_owned(),
        file: file.to_owned(),
        line: place.line,
        column: place.column,
        message: message.into(),
        mend: mend.into(),
    }
}
