//! A page that an editor tries before it is laid into the package. Nothing of it is stored.

use super::{Page, Phase, Problem, numbered};
use crate::{Date, Lang, PerLang, Refusal, people::Editing, store::Failure, text};
use async_trait::async_trait;

/// A page in both languages as somebody typed it, and where in the package it would lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    module: String,
    name: String,
    text: PerLang<String>,
}

/// What a draft is made of, where something can be wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The module's folder.
    Module,
    /// The files' name.
    Name,
    /// The text in one language.
    Text(Lang),
}

impl Draft {
    /// A draft that can be tried: module and page are called by a number and a slug, something is written in at least
    /// one of the languages, and neither text is longer than [`text::PAGE`].
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the parts: [`Refusal::Invalid`] for a name, [`Refusal::Empty`] or
    /// [`Refusal::TooLong`] for a text.
    pub fn new(
        _by: &Editing,
        module: &str,
        name: &str,
        text: PerLang<&str>,
    ) -> Result<Draft, Vec<(Part, Refusal)>> {
        let draft = Draft {
            module: module.trim().to_owned(),
            name: name.trim().to_owned(),
            text: text.map(as_in_a_file),
        };
        let mut wrong = Vec::new();
        for (part, called) in [(Part::Module, &draft.module), (Part::Name, &draft.name)] {
            if numbered(called).is_none() || called.len() > text::NAME {
                wrong.push((part, Refusal::Invalid));
            }
        }
        let is_empty = Lang::ALL.into_iter().all(|lang| draft.text.get(lang).trim().is_empty());
        if is_empty {
            wrong.push((Part::Text(Lang::Nb), Refusal::Empty));
        }
        for lang in Lang::ALL {
            let actual = draft.text.get(lang).trim_end().chars().count();
            if actual > text::PAGE {
                wrong.push((Part::Text(lang), Refusal::TooLong { limit: text::PAGE, actual }));
            }
        }
        if wrong.is_empty() { Ok(draft) } else { Err(wrong) }
    }

    /// The folder of the module, such as `10-hva-er-inkludering`.
    pub fn module(&self) -> &str {
        &self.module
    }

    /// The slug of the module, which is a part of the page's address.
    pub fn module_slug(&self) -> &str {
        slug(&self.module)
    }

    /// The name of the files without language, such as `20-okt`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The slug of the page.
    pub fn slug(&self) -> &str {
        slug(&self.name)
    }

    /// The text in one language, lines ended as in a file.
    pub fn text(&self, lang: Lang) -> &str {
        self.text.get(lang)
    }

    /// The name of one language's file.
    pub fn file_name(&self, lang: Lang) -> String {
        format!("{}.{lang}.md", self.name)
    }

    /// Where one language's file would lie, relative to `content/`.
    pub fn file(&self, lang: Lang) -> String {
        format!("moduler/{}/{}", self.module, self.file_name(lang))
    }

    /// What a problem is about: the line it points at, in whichever of the two files it is in.
    pub fn quote(&self, problem: &Problem) -> Option<Quote> {
        let lang = Lang::ALL.into_iter().find(|lang| self.file(*lang) == problem.file)?;
        Quote::of(self.text(lang), problem.line, problem.column)
    }
}

/// A form ends its lines as no file of ours does; NUL is in no text, and an empty text is no file.
fn as_in_a_file(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\0'], "");
    if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" }
}

fn slug(name: &str) -> &str {
    numbered(name).map_or(name, |(_, slug)| slug)
}

/// A piece of a line: the word that is pointed at, and what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// What stands before the word.
    pub before: String,
    /// The word; empty at the end of a line.
    pub at: String,
    /// What stands after it.
    pub after: String,
}

/// Characters quoted on either side of a word, and the most of the word itself.
const AROUND: usize = 60;

impl Quote {
    /// The word at a line and a column, both from 1; nothing where that line is empty or not there.
    pub fn of(text: &str, line: u32, column: u32) -> Option<Quote> {
        let index = |n: u32| usize::try_from(n).unwrap_or(usize::MAX).saturating_sub(1);
        let line: Vec<char> = text.lines().nth(index(line))?.chars().collect();
        if line.iter().all(|c| c.is_whitespace()) {
            return None;
        }
        let at = index(column).min(line.len());
        let (before, rest) = line.split_at(at);
        let word = rest.iter().position(|c| c.is_whitespace()).unwrap_or(rest.len()).min(AROUND);
        let (word, after) = rest.split_at(word);
        let (cut, before) = before.split_at(before.len().saturating_sub(AROUND));
        let (after, left) = after.split_at(after.len().min(AROUND));
        let dots = |cut: &[char]| if cut.is_empty() { "" } else { "…" };
        Some(Quote {
            before: format!("{}{}", dots(cut), before.iter().collect::<String>()),
            at: word.iter().collect(),
            after: format!("{}{}", after.iter().collect::<String>(), dots(left)),
        })
    }
}

/// What comes of trying a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The page as readers would see it, faults or not, as far as it can be read.
    pub page: Option<Page>,
    /// What is wrong or worth a look, faults first, then in the order of files and lines.
    pub problems: Vec<Problem>,
    /// The lines that `id-er.txt` lacks, which are laid in with the files.
    pub new_ids: Vec<String>,
}

/// Where drafts are tried against the files of the package.
#[async_trait]
pub trait Workbench: Send + Sync {
    /// A text of the package as it lies on the disk, by its path under `content/`.
    fn source(&self, file: &str) -> Option<String>;

    /// A page of a phase to begin with, in our own words and without a fault.
    fn template(&self, phase: Phase) -> PerLang<&'static str>;

    /// Checks and renders a draft as it would stand on a day.
    ///
    /// # Errors
    /// [`Failure::Busy`] where too many others try something at the same time, [`Failure::Broken`] where the check
    /// itself fails.
    async fn trial(&self, draft: Draft, today: Date) -> Result<Trial, Failure>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Asker, LoginId, MembershipId, PersonId, Timestamp,
        people::{Me, Membership, Role, Scope},
    };
    use uuid::Uuid;

    fn editing() -> Editing {
        let today = "2026-11-26".parse().unwrap();
        let person = PersonId(Uuid::from_u128(1));
        let id = MembershipId(Uuid::from_u128(2));
        let role =
            Membership { id, person, role: Role::Editor, scope: Scope::Package, from: today, to: None };
        let login = LoginId(Uuid::from_u128(3));
        let asker = Asker {
            me: Some(Me { id: person, name: "Berit".into(), login, shared_device: false }),
            roles: vec![role],
            ..Asker::nobody(Timestamp(0), today)
        };
        asker.edits().unwrap()
    }

    fn draft(module: &str, name: &str, nb: &str, nn: &str) -> Result<Draft, Vec<(Part, Refusal)>> {
        Draft::new(&editing(), module, name, PerLang { nb, nn })
    }

    #[test]
    fn a_draft_knows_where_its_files_would_lie() {
        let draft = draft("10-ro", " 25-garderoben ", "a\r\nb", "").unwrap();
        assert_eq!(draft.file(Lang::Nn), "moduler/10-ro/25-garderoben.nn.md");
        assert_eq!((draft.module_slug(), draft.slug()), ("ro", "garderoben"));
        assert_eq!((draft.text(Lang::Nb), draft.text(Lang::Nn)), ("a\nb\n", ""));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let long = "å".repeat(text::PAGE);
        let too_long = Refusal::TooLong { limit: text::PAGE, actual: text::PAGE + 1 };
        assert_eq!(
            draft("ro", "../25-a", &format!("{long}a"), &long[..text::PAGE]).unwrap_err(),
            [
                (Part::Module, Refusal::Invalid),
                (Part::Name, Refusal::Invalid),
                (Part::Text(Lang::Nb), too_long)
            ]
        );
        assert_eq!(
            draft("10-ro", "25-a", " \r\n", "\0").unwrap_err(),
            [(Part::Text(Lang::Nb), Refusal::Empty)]
        );
        let endless = format!("10-{}", "a".repeat(text::NAME));
        assert_eq!(draft(&endless, "25-a", "a", "a").unwrap_err(), [(Part::Module, Refusal::Invalid)]);
    }

    #[test]
    fn a_quote_is_the_word_with_what_stands_around_it() {
        let quote = |text: &str, line, column| {
            Quote::of(text, line, column).map(|quote| [quote.before, quote.at, quote.after])
        };
        let some = |parts: [&str; 3]| Some(parts.map(str::to_owned));
        assert_eq!(quote("a\nblå bær her\n", 2, 5), some(["blå ", "bær", " her"]));
        assert_eq!(quote("## Ro {#}", 1, 1), some(["", "##", " Ro {#}"]));
        assert_eq!(quote("ro", 1, 90), some(["ro", "", ""]));
        assert_eq!(quote("a\n\nb", 2, 1), None);
        assert_eq!(quote("a", 9, 1), None);
        let long = format!("{} her {}", "a".repeat(90), "å".repeat(90));
        let [before, at, after] = quote(&long, 1, 92).unwrap();
        assert_eq!((before.chars().count(), at.as_str(), after.chars().count()), (61, "her", 61));
        assert!(before.starts_with('…') && after.ends_with('…'));
    }
}
