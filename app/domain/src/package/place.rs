//! What readers say whether they found what they looked for in, and where it stands: in addresses, and in what is kept
//! of what they say, a folder and the slug of a page in it.

use super::{Module, Package, Page};
use crate::Lang;

/// The folder of the pages about the scheme. No module is called as this or the next three are.
pub const SCHEME: &str = "ordningen";
/// The folder of the glossary, whose pages are its terms.
pub const GLOSSARY: &str = "ordliste";
/// The list of sources, which has no pages.
pub const SOURCES: &str = "kilder";
/// The library, which has none.
pub const LIBRARY: &str = "ressurser";

/// Every folder that is no module's.
pub const FOLDERS: [&str; 4] = [SCHEME, GLOSSARY, SOURCES, LIBRARY];

/// Something that readers may speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken<'p> {
    /// A page of a module or about the scheme.
    Page(&'p Page),
    /// A module's own page.
    Module(&'p Module),
    /// A term, by its id.
    Term(&'p str),
    /// The list of sources.
    Sources,
    /// The library.
    Library,
}

impl Package {
    /// What a folder and a slug name; an empty slug names the folder itself.
    pub fn spoken_of(&self, folder: &str, slug: &str) -> Option<Spoken<'_>> {
        match (folder, slug) {
            (GLOSSARY, id) => Some(Spoken::Term(&self.term(Lang::ALL[0], id)?.id)),
            (SOURCES, "") => Some(Spoken::Sources),
            (LIBRARY, "") => Some(Spoken::Library),
            (module, "") => self.module(module).map(Spoken::Module),
            (folder, slug) => self.page(folder, slug).map(Spoken::Page),
        }
    }
}

/// The address, after the language, of a page in a folder; with an empty slug that of the folder itself.
pub fn address_of_page(folder: &str, slug: &str) -> String {
    let folder = if FOLDERS.contains(&folder) { folder.to_owned() } else { format!("moduler/{folder}") };
    if slug.is_empty() { folder } else { format!("{folder}/{slug}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_folder_and_the_page_in_it() {
        assert_eq!(address_of_page("ro", "okt"), "moduler/ro/okt");
        assert_eq!(address_of_page("ro", ""), "moduler/ro");
        assert_eq!(address_of_page(SCHEME, "roller"), "ordningen/roller");
        assert_eq!(address_of_page(GLOSSARY, "ro"), "ordliste/ro");
        assert_eq!(address_of_page(SOURCES, ""), "kilder");
    }
}
