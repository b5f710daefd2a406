//! A source that the content builds on.

use crate::{PerLang, package::Html};

/// A source in `content/kilder.bib`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The key in citations.
    pub key: String,
    /// Authors as they are named in running text: «Haug», «Qvortrup & Qvortrup», «Nordahl m.fl.».
    pub authors: String,
    /// The year, where known.
    pub year: Option<i32>,
    /// The title.
    pub title: String,
    /// The whole entry as APA has it in each language, but for the address.
    pub reference: PerLang<Html>,
    /// Where it can be read: http or https.
    pub url: Option<String>,
    /// What is uncertain about it, or when it was checked, in each language.
    pub note: Option<PerLang<String>>,
}

/// The host of an address on the web, as people know it: `www.` is left out.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn a_host_is_what_stands_between_the_slashes() {
        assert_eq!(host("https://www.udir.no/lk20/overordnet-del/"), "udir.no");
        assert_eq!(host("https://doi.org/10.1080/15017419"), "doi.org");
        assert_eq!(host("http://lovdata.no"), "lovdata.no");
        assert_eq!(host("https://udir.no@elsewhere.example/x"), "elsewhere.example");
    }
}
