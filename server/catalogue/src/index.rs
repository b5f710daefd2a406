//! What the files say about each other: which places, terms and sources there are, and where a link leads.

use crate::{
    Files,
    layout::is_asset,
    library,
    picture::{self, Picture},
    problem::Kind,
};
use domain::Lang;
use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// Everything that can be pointed at, and what has been asked about it.
pub(crate) struct Index<'i> {
    known: &'i Known,
    files: &'i Files,
    /// What was asked since it was last taken: what a rendered page rests on besides its own text.
    asked: RefCell<Vec<Ask>>,
}

/// What the files say about each other; another state of the files may say something else.
#[derive(Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// By path without language and ending, such as `moduler/10-a/20-b`.
    pub(crate) targets: HashMap<String, Target>,
    pub(crate) terms: Terms,
    /// Labels such as «Haug, 2017» by key; `None` where the bibliography cannot be read, so that nothing is known.
    pub(crate) sources: Option<HashMap<String, String>>,
    /// The resources' ids; `None` where their file cannot be read, so that nothing is known.
    pub(crate) resources: Option<HashSet<String>>,
}

/// A question about other files.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ask {
    Target(String),
    Term(Lang, String),
    Source(String),
    Resource(String),
    /// A file that pages show or offer.
    File(String),
}

impl Known {
    /// Whether a question has the same answer now as it had before. Files are not known here.
    pub(crate) fn answers_as(&self, before: &Known, ask: &Ask) -> bool {
        match ask {
            Ask::Target(key) => self.targets.get(key) == before.targets.get(key),
            Ask::Term(lang, word) => self.terms.word(*lang, word) == before.terms.word(*lang, word),
            Ask::Source(key) => self.source(key) == before.source(key),
            Ask::Resource(id) => self.resource(id) == before.resource(id),
            Ask::File(_) => true,
        }
    }

    fn resource(&self, id: &str) -> Option<bool> {
        self.resources.as_ref().map(|resources| resources.contains(id))
    }

    fn source(&self, key: &str) -> Option<Option<&String>> {
        self.sources.as_ref().map(|sources| sources.get(key))
    }
}

/// A file that can be linked to, in all its languages.
#[derive(Default, PartialEq, Eq)]
pub(crate) struct Target {
    /// The address without language, such as `/moduler/a/b`.
    pub(crate) address: String,
    pub(crate) anchors: Arc<Anchors>,
}

/// The ids in a file that can be linked to, in each language.
#[derive(Default, PartialEq, Eq)]
pub(crate) struct Anchors {
    nb: HashSet<String>,
    nn: HashSet<String>,
    /// Whether a fault in a heading leaves it open which others there are.
    pub(crate) are_open: bool,
}

impl Anchors {
    pub(crate) fn extend(&mut self, lang: Lang, ids: impl IntoIterator<Item = String>) {
        match lang {
            Lang::Nb => self.nb.extend(ids),
            Lang::Nn => self.nn.extend(ids),
        }
    }

    fn has(&self, lang: Lang, id: &str) -> bool {
        let known = match lang {
            Lang::Nb => &self.nb,
            Lang::Nn => &self.nn,
        };
        self.are_open || known.contains(id)
    }
}

/// The glossary's terms in each language.
#[derive(Default, PartialEq, Eq)]
pub(crate) struct Terms {
    /// Ids by id and by the term in small letters.
    by_word: HashMap<(Lang, String), String>,
    /// Terms by language and id.
    words: HashMap<(Lang, String), Word>,
}

/// A term as the pages that use it show it.
#[derive(PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) id: String,
    pub(crate) term: String,
    /// The first paragraph of its meaning, as plain text.
    pub(crate) meaning: String,
}

impl Terms {
    pub(crate) fn add(&mut self, lang: Lang, word: Word) {
        self.by_word.insert((lang, word.id.clone()), word.id.clone());
        self.by_word.entry((lang, word.term.to_lowercase())).or_insert_with(|| word.id.clone());
        self.words.insert((lang, word.id.clone()), word);
    }

    /// The term that is named by its id or in its own words.
    fn word(&self, lang: Lang, word: &str) -> Option<&Word> {
        self.words.get(&(lang, self.find(lang, word)?.to_owned()))
    }

    /// The id of a term that is named by its id or in its own words.
    pub(crate) fn find(&self, lang: Lang, word: &str) -> Option<&str> {
        self.by_word.get(&(lang, word.trim().to_lowercase())).map(String::as_str)
    }
}

/// Where a link leads.
pub(crate) struct Href {
    pub(crate) address: String,
    /// Whether it leaves the site.
    pub(crate) leaves: bool,
}

/// Why a link is refused.
pub(crate) struct Refusal {
    pub(crate) kind: Kind,
    pub(crate) message: String,
    pub(crate) mend: String,
}

impl Refusal {
    fn new(kind: Kind, message: String, mend: impl Into<String>) -> Self {
        Refusal { kind, message, mend: mend.into() }
    }
}

impl<'i> Index<'i> {
    pub(crate) fn new(known: &'i Known, files: &'i Files) -> Index<'i> {
        Index { known, files, asked: RefCell::default() }
    }

    /// What has been asked since the last time, each once.
    pub(crate) fn take_asked(&self) -> Box<[Ask]> {
        let mut asked = self.asked.take();
        asked.sort_unstable();
        asked.dedup();
        asked.into_boxed_slice()
    }

    fn note(&self, ask: Ask) {
        self.asked.borrow_mut().push(ask);
    }

    /// The term that is named by its id or in its own words.
    pub(crate) fn term(&self, lang: Lang, word: &str) -> Option<&Word> {
        self.note(Ask::Term(lang, word.to_owned()));
        self.known.terms.word(lang, word)
    }

    /// A source's label; `None` where the bibliography cannot be read, so that nothing is known of any.
    pub(crate) fn source(&self, key: &str) -> Option<Option<&str>> {
        self.note(Ask::Source(key.to_owned()));
        self.known.source(key).map(|label| label.map(String::as_str))
    }

    /// Where a link in a file leads, in that file's language.
    pub(crate) fn link(&self, file: &str, lang: Lang, dest: &str) -> Result<Href, Refusal> {
        if let Some(scheme) = scheme(dest) {
            return match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" if names_host(dest) => Ok(Href { address: dest.to_owned(), leaves: true }),
                "http" | "https" => Err(Refusal::new(
                    Kind::DeadLink,
                    format!("Adressen «{dest}» er ikke hel."),
                    "Skriv hele adressen, med to skråstreker: https://….",
                )),
                "mailto" | "tel" => Ok(Href { address: dest.to_owned(), leaves: false }),
                _ => Err(Refusal::new(
                    Kind::UnsafeLink,
                    format!("Lenker som begynner med «{scheme}:», er ikke tillatt."),
                    "Bruk https:, mailto:, tel: eller en fil i content/.",
                )),
            };
        }
        if dest.starts_with('/') || dest.starts_with('\\') || dest.is_empty() {
            return Err(Refusal::new(
                Kind::DeadLink,
                format!("Lenken «{dest}» kan ikke kontrolleres."),
                "Skriv veien til fila fra denne fila, for eksempel 30-okt.md eller ../20-navn/10-side.md.",
            ));
        }
        let (path, anchor) = match dest.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (dest, None),
        };
        if !path.is_empty() && !path.ends_with(".md") {
            return self.plain_file(file, lang, path, anchor);
        }
        let key = if path.is_empty() { without_language(file).map(str::to_owned) } else { join(file, path) };
        let key = key.as_deref().map(|key| key.strip_suffix(".md").unwrap_or(key));
        let target = key.and_then(|key| {
            self.note(Ask::Target(key.to_owned()));
            self.known.targets.get(key)
        });
        let Some(target) = target else { return Err(dead(path)) };
        match anchor.filter(|anchor| !anchor.is_empty()) {
            None => Ok(Href { address: format!("/{lang}{}", target.address), leaves: false }),
            Some(id) if target.anchors.has(lang, id) => {
                let page = if path.is_empty() { String::new() } else { format!("/{lang}{}", target.address) };
                Ok(Href { address: format!("{page}#{id}"), leaves: false })
            }
            Some(id) => Err(dead_anchor(id, "Bruk en id som står i krøllparentes ved en overskrift: {#id}.")),
        }
    }

    /// Where an image lies, and what its file says of it.
    pub(crate) fn image(&self, file: &str, dest: &str) -> Result<(String, Picture), Refusal> {
        if scheme(dest).is_some() || dest.starts_with('/') || dest.starts_with('\\') {
            return Err(Refusal::new(
                Kind::ForeignImage,
                format!("Bildet «{dest}» ligger et annet sted."),
                "Legg bildefila i mappa til modulen, og skriv bare navnet på den.",
            ));
        }
        let path = join(file, dest).filter(|path| is_asset(path));
        let bytes = path.as_ref().and_then(|path| self.file(path));
        path.as_ref()
            .zip(bytes)
            .map(|(path, bytes)| (address(path), picture::look(path, bytes)))
            .ok_or_else(|| no_picture(dest))
    }

    fn asset(&self, file: &str, dest: &str) -> Option<String> {
        let path = join(file, dest)?;
        let known = is_asset(&path) && self.file(&path).is_some();
        known.then(|| address(&path))
    }

    fn file(&self, path: &str) -> Option<&Vec<u8>> {
        self.note(Ask::File(path.to_owned()));
        self.files.get(path)
    }

    fn plain_file(&self, file: &str, lang: Lang, path: &str, anchor: Option<&str>) -> Result<Href, Refusal> {
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        // What cannot be read is told of once, where it stands.
        let (page, is_there, mend) = match join(file, path).as_deref() {
            Some("kilder.bib") => {
                let is_there = anchor.is_none_or(|key| self.source(key).is_none_or(|found| found.is_some()));
                ("kilder", is_there, "Bruk en nøkkel som står i kilder.bib.")
            }
            Some(library::FILE) => {
                let is_there = anchor.is_none_or(|id| {
                    self.note(Ask::Resource(id.to_owned()));
                    self.known.resource(id).unwrap_or(true)
                });
                ("ressurser", is_there, "Bruk en id som står i ressurser.yaml.")
            }
            _ => {
                let address = self.asset(file, path).ok_or_else(|| dead(path))?;
                return Ok(Href { address, leaves: false });
            }
        };
        match anchor {
            Some(id) if !is_there => Err(dead_anchor(id, mend)),
            Some(id) => Ok(Href { address: format!("/{lang}/{page}#{id}"), leaves: false }),
            None => Ok(Href { address: format!("/{lang}/{page}"), leaves: false }),
        }
    }
}

/// Where a file that pages show is reached.
fn address(path: &str) -> String {
    format!("/innhold/{path}")
}

fn dead(path: &str) -> Refusal {
    let without = Lang::ALL.into_iter().find_map(|lang| path.strip_suffix(&format!(".{lang}.md")));
    let mend = match without {
        Some(stem) => format!("Skriv navnet uten språk: {stem}.md."),
        None if path.ends_with(".md") => {
            "Se etter skrivefeil, og skriv veien fra denne fila: 30-okt.md i samme mappe, ../20-navn/30-okt.md i en annen."
                .to_owned()
        }
        None if is_asset(path) => {
            "Legg fila i samme mappe som siden, og skriv navnet akkurat slik fila heter.".to_owned()
        }
        None => format!("Er det en side, skriv .md til slutt: {path}.md. Er det et nettsted, skriv https:// først."),
    };
    Refusal::new(Kind::DeadLink, format!("Fila «{path}» finnes ikke."), mend)
}

fn no_picture(path: &str) -> Refusal {
    let mend = if is_asset(&path.to_lowercase()) {
        "Legg bildefila i samme mappe som siden, og skriv navnet akkurat slik fila heter."
    } else {
        "Skriv navnet på bildefila med endelsen, som klokke.svg. Et bilde er svg, png, jpg eller webp."
    };
    Refusal::new(Kind::ImageMissing, format!("Bildet «{path}» finnes ikke."), mend)
}

fn dead_anchor(id: &str, mend: &'static str) -> Refusal {
    Refusal::new(Kind::DeadAnchor, format!("Det finnes ikke noe sted med id-en «{id}» der."), mend)
}

/// Whether what follows an address's scheme is a host. A browser takes `https:/a` for a page of this site.
pub(crate) fn names_host(address: &str) -> bool {
    let host = address.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//"));
    host.is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

/// The scheme of an address, where it has one.
pub(crate) fn scheme(dest: &str) -> Option<&str> {
    let (scheme, _) = dest.split_once(':')?;
    let is_path = scheme.contains(['/', '#', '?']);
    (!is_path).then_some(scheme)
}

/// `moduler/10-a/20-b.nb.md` as `moduler/10-a/20-b`.
pub(crate) fn without_language(file: &str) -> Option<&str> {
    let (rest, _) = file.strip_suffix(".md")?.rsplit_once('.')?;
    Some(rest)
}

/// A path as seen from a file; nothing where it leaves `content/`.
pub(crate) fn join(file: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_seen_from_its_file_and_never_leaves_the_content() {
        let file = "moduler/10-a/20-b.nb.md";
        assert_eq!(join(file, "30-c.md").as_deref(), Some("moduler/10-a/30-c.md"));
        assert_eq!(join(file, "../20-d/10-e.md").as_deref(), Some("moduler/20-d/10-e.md"));
        assert_eq!(join(file, "../../ordliste.md").as_deref(), Some("ordliste.md"));
        assert_eq!(join(file, "../../../x"), None);
    }

    #[test]
    fn a_scheme_is_what_stands_before_the_first_colon_of_an_address() {
        assert_eq!(scheme("JavaScript:alert(1)"), Some("JavaScript"));
        assert_eq!(scheme("30-okt.md#a:b"), None);
        assert_eq!(scheme("#a"), None);
    }
}
