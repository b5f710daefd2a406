//! The library: what others have made that is worth knowing of.

use crate::{Date, PerLang, package::Audience};

/// Everything in `content/ressurser/ressurser.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// The themes, in the order of their file.
    pub themes: Vec<Theme>,
    /// The resources, in the order of their file.
    pub resources: Vec<Resource>,
}

/// What resources can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The word in the file and in addresses.
    pub id: String,
    /// What it is called, in each language.
    pub name: PerLang<String>,
}

/// A page, a law, a guide or a study that others stand behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// What tells it from the others.
    pub id: String,
    /// The title as its publisher writes it.
    pub title: String,
    /// Who stands behind it.
    pub publisher: String,
    /// Where it is: http or https.
    pub url: String,
    /// Ids of the themes it is about.
    pub themes: Vec<String>,
    /// The arenas it is of use in.
    pub arenas: Vec<Audience>,
    /// Who it is of use to there.
    pub roles: Vec<Reader>,
    /// One sentence on when to use it, in each language.
    pub when: PerLang<String>,
    /// The day the address was last seen to stand.
    pub checked: Date,
}

/// Who a resource is of use to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Those who work with the children.
    Staff,
    /// Those who lead a unit.
    Leader,
    /// Those who own units.
    Owner,
    /// PPT, as a service that advises the others.
    Ppt,
}

impl Reader {
    /// Every kind of reader.
    pub const ALL: [Reader; 4] = [Reader::Staff, Reader::Leader, Reader::Owner, Reader::Ppt];

    /// The word in the file and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Reader::Staff => "ansatte",
            Reader::Leader => "leder",
            Reader::Owner => "eier",
            Reader::Ppt => "ppt",
        }
    }

    /// The reader a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reader| reader.word() == word)
    }
}

/// What somebody looks for in the library; what is left open may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The id of a theme.
    pub theme: Option<String>,
    /// An arena.
    pub arena: Option<Audience>,
    /// A kind of reader.
    pub role: Option<Reader>,
}

impl Wanted {
    /// Whether everything is left open.
    pub fn is_open(&self) -> bool {
        *self == Wanted::default()
    }
}

impl Library {
    /// The theme with this id.
    pub fn theme(&self, id: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == id)
    }

    /// The resources that are what somebody looks for.
    pub fn find<'l>(&'l self, wanted: &'l Wanted) -> impl Iterator<Item = &'l Resource> {
        self.resources.iter().filter(|one| {
            wanted.theme.as_ref().is_none_or(|theme| one.themes.contains(theme))
                && wanted.arena.is_none_or(|arena| one.arenas.contains(&arena))
                && wanted.role.is_none_or(|role| one.roles.contains(&role))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_is_found_by_all_that_is_asked_for() {
        let resource = |id: &str, themes: &[&str], arenas: &[Audience], roles: &[Reader]| Resource {
            id: id.into(),
            title: String::new(),
            publisher: String::new(),
            url: String::new(),
            themes: themes.iter().map(|theme| (*theme).to_owned()).collect(),
            arenas: arenas.to_vec(),
            roles: roles.to_vec(),
            when: PerLang::default(),
            checked: "2026-11-22".parse().unwrap(),
        };
        let library = Library {
            themes: Vec::new(),
            resources: vec![
                resource("a", &["lov"], &[Audience::School], &[Reader::Leader]),
                resource("b", &["lov", "ro"], &[Audience::School, Audience::Ppt], &[Reader::Staff]),
                resource("c", &["ro"], &[Audience::Kindergarten], &[Reader::Staff, Reader::Leader]),
            ],
        };
        let found = |theme: Option<&str>, arena, role| {
            let wanted = Wanted { theme: theme.map(str::to_owned), arena, role };
            library.find(&wanted).map(|one| one.id.clone()).collect::<String>()
        };
        assert_eq!(found(None, None, None), "abc");
        assert_eq!(found(Some("ro"), None, None), "bc");
        assert_eq!(found(Some("ro"), Some(Audience::School), None), "b");
        assert_eq!(found(None, None, Some(Reader::Leader)), "ac");
        assert_eq!(found(Some("lov"), Some(Audience::Kindergarten), None), "");
    }
}
