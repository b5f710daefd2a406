//! Finding in the package: what somebody asks for, and what is found.
//!
//! The index is made and asked in `server/catalogue`; pages reach it through [`crate::Catalogue::search`].

use crate::package::{Audience, Phase, Reader};

/// The longest question that is read, in characters; what stands after is left out.
pub const LONGEST: usize = 200;
/// So many hits are shown. Who does not find among them finds faster with another word than with another page.
pub const MOST: usize = 30;

/// What kind of thing can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    /// A module.
    Module,
    /// A page of a module.
    Page,
    /// A page about the scheme around the package.
    Scheme,
    /// A term of the glossary.
    Term,
    /// A resource that others have made.
    Resource,
    /// A source that the content builds on.
    Source,
}

impl Thing {
    /// Every kind.
    pub const ALL: [Thing; 6] =
        [Thing::Module, Thing::Page, Thing::Scheme, Thing::Term, Thing::Resource, Thing::Source];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Thing::Module => "modul",
            Thing::Page => "side",
            Thing::Scheme => "ordningen",
            Thing::Term => "begrep",
            Thing::Resource => "ressurs",
            Thing::Source => "kilde",
        }
    }

    /// The kind a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|thing| thing.word() == word)
    }
}

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    /// What narrows it.
    pub only: Only,
}

impl Query {
    /// What somebody typed, as it is searched for and shown again: on one line, no longer than [`LONGEST`].
    pub fn new(typed: &str, only: Only) -> Self {
        let words = typed.split(|c: char| c.is_whitespace() || c.is_control());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(LONGEST).collect();
        let text: String = words.join(" ").chars().take(LONGEST).collect();
        Query { text: text.trim_end().to_owned(), only }
    }

    /// What was typed, tidied.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// What narrows a search; what is left open may be anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Only {
    /// A kind of thing.
    pub thing: Option<Thing>,
    /// A phase. What belongs to none is not found by it.
    pub phase: Option<Phase>,
    /// An arena. What names none is for them all.
    pub arena: Option<Audience>,
    /// A kind of reader. What names none is for them all.
    pub role: Option<Reader>,
}

impl Only {
    /// Whether everything is left open.
    pub fn is_open(&self) -> bool {
        *self == Only::default()
    }

    /// Whether something of this kind, phase and readership may be found.
    pub fn admits(&self, thing: Thing, phase: Option<Phase>, whom: &Whom) -> bool {
        self.thing.is_none_or(|wanted| wanted == thing)
            && self.phase.is_none_or(|wanted| phase == Some(wanted))
            && self.arena.is_none_or(|arena| whom.arenas.is_empty() || whom.arenas.contains(&arena))
            && self.role.is_none_or(|role| whom.roles.is_empty() || whom.roles.contains(&role))
    }
}

/// Whom a thing is for. One that names nobody is for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whom {
    /// The arenas it is of use in.
    pub arenas: Vec<Audience>,
    /// Who it is of use to there.
    pub roles: Vec<Reader>,
}

impl Whom {
    /// Whom a page or a module is for. Its arenas are where the staff works that it speaks to, PPT's own among them.
    pub fn of(audience: &[Audience]) -> Self {
        let arenas: Vec<Audience> = audience.iter().copied().filter(|one| one.is_arena()).collect();
        let speaks_to = |role: &Reader| match role {
            Reader::Staff => !arenas.is_empty(),
            Reader::Leader => audience.contains(&Audience::Leaders),
            Reader::Owner => audience.contains(&Audience::Owners),
            Reader::Ppt => arenas.contains(&Audience::Ppt),
        };
        let roles = Reader::ALL.into_iter().filter(speaks_to).collect();
        Whom { arenas, roles }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best, at most [`MOST`], the best first.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub all: usize,
    /// Whether nothing has all of the words, and these have some of them.
    pub partly: bool,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub thing: Thing,
    /// Its address after the language: `moduler/a/b`, or `kilder` for a source.
    pub screen: String,
    /// Where in that screen it begins, for what has no screen of its own.
    pub anchor: Option<String>,
    /// Its title.
    pub title: Marked,
    /// The title of the module that it is a page of.
    pub module: Option<String>,
    /// Where in the cycle it belongs.
    pub phase: Option<Phase>,
    /// The heading that the words stand under: its anchor and its text.
    pub heading: Option<(String, Marked)>,
    /// The words among those around them.
    pub excerpt: Marked,
}

/// Text in which some pieces are told apart from the rest. It is plain text: whoever shows it escapes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked(pub Vec<Piece>);

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Whether it is what was asked for.
    pub is_hit: bool,
}

impl Marked {
    /// The text without its marks.
    pub fn plain(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_tidied_and_has_an_end() {
        let tidied = |typed: &str| Query::new(typed, Only::default()).text().to_owned();
        assert_eq!(tidied("  til\tstede \r\n"), "til stede");
        assert!(Query::new(" \0\u{7}\n", Only::default()).is_empty());
        assert_eq!(tidied("a\0b"), "a b");
        assert_eq!(tidied(&"å".repeat(10_000)).chars().count(), LONGEST);
        assert_eq!(tidied(&"å ".repeat(10_000)).chars().count(), LONGEST - 1);
        assert_eq!(tidied("\"lek\" OR (a:b)*~2 <b>"), "\"lek\" OR (a:b)*~2 <b>");
    }

    #[test]
    fn what_names_nobody_is_for_everybody_and_what_has_no_phase_belongs_to_none() {
        let school = Only { arena: Some(Audience::School), ..Only::default() };
        let leader = Only { role: Some(Reader::Leader), ..Only::default() };
        let first = Only { phase: Some(Phase::Prepare), ..Only::default() };
        let term = Only { thing: Some(Thing::Term), ..Only::default() };
        assert!([school, leader, first, term].iter().all(|only| !only.is_open()));
        let everybody = Whom::default();
        let kindergarten = Whom::of(&[Audience::Kindergarten]);
        let leaders = Whom::of(&[Audience::Leaders]);
        let admitted = |only: Only| {
            [
                only.admits(Thing::Term, None, &everybody),
                only.admits(Thing::Page, Some(Phase::Prepare), &kindergarten),
                only.admits(Thing::Page, None, &leaders),
            ]
        };
        assert_eq!(admitted(Only::default()), [true, true, true]);
        assert_eq!(admitted(school), [true, false, true]);
        assert_eq!(admitted(leader), [true, false, true]);
        assert_eq!(admitted(first), [false, true, false]);
        assert_eq!(admitted(term), [true, false, false]);
    }

    #[test]
    fn a_page_speaks_to_the_staff_of_its_arenas_and_to_those_it_names() {
        let all = Whom::of(&[Audience::School, Audience::Ppt, Audience::Leaders]);
        assert_eq!(all.arenas, [Audience::School, Audience::Ppt]);
        assert_eq!(all.roles, [Reader::Staff, Reader::Leader, Reader::Ppt]);
        assert_eq!(Whom::of(&[Audience::Owners]).roles, [Reader::Owner]);
        assert_eq!(Whom::of(&[]), Whom::default());
    }

    #[test]
    fn every_kind_has_a_word_of_its_own() {
        for thing in Thing::ALL {
            assert_eq!(Thing::from_word(thing.word()), Some(thing));
        }
        assert_eq!(Thing::from_word("alt"), None);
    }
}
