//! What a link is called. A reader who goes from link to link hears nothing but that.

/// Words that say nothing of where a link leads, in both languages.
const VAGUE: &[&str] = &[
    "denne lenka",
    "denne lenken",
    "denne sida",
    "denne siden",
    "finn meir her",
    "finn mer her",
    "gå hit",
    "her",
    "hit",
    "klikk",
    "klikk her",
    "lenka",
    "lenke",
    "lenken",
    "les meir",
    "les meir her",
    "les mer",
    "les mer her",
    "link",
    "linken",
    "meir",
    "mer",
    "se her",
    "sjå her",
    "trykk her",
];

/// Whether a link's text says nothing of where it leads.
pub(crate) fn is_vague(text: &str) -> bool {
    let is_edge = |c: char| !c.is_alphanumeric();
    let text = text.trim_matches(is_edge).to_lowercase();
    VAGUE.contains(&text.as_str())
}

/// Where in a text an address stands, if one does.
pub(crate) fn address_in(text: &str) -> Option<usize> {
    // Nearly no text has either sign.
    if !text.contains(':') && !text.contains('w') {
        return None;
    }
    let starts = ["http://", "https://", "www."].into_iter().flat_map(|start| text.match_indices(start));
    let stands_alone =
        |at: &usize| !text.get(..*at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    starts.map(|(at, _)| at).filter(stands_alone).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vague_text_is_the_whole_text() {
        assert!(["her", "Klikk her!", "«Les mer …»", "LES MEIR"].into_iter().all(is_vague));
        assert!(
            ["her står det om roller", "hermetikk", "mer om roller", ""]
                .into_iter()
                .all(|text| !is_vague(text))
        );
    }

    #[test]
    fn an_address_is_found_where_it_begins() {
        assert_eq!(address_in("Se på https://udir.no eller www.udir.no."), Some("Se på ".len()));
        assert_eq!(address_in("«www.udir.no»"), Some("«".len()));
        assert_eq!(address_in("udir.no og awww. og http:"), None);
    }
}
