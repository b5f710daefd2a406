//! What files, folders and headings may be called.

/// Digits that a number in front of a name may have.
const DIGITS: usize = 4;

/// Whether a text can be an id, or a slug: a–z, 0–9 and hyphens, a letter first.
pub fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The name of a folder or a page, such as `20-okt`, as the number that orders it and the slug that is its address.
pub fn numbered(name: &str) -> Option<(u32, &str)> {
    let (number, slug) = name.split_once('-')?;
    let counts = (1..=DIGITS).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (counts && is_id(slug)).then_some(())?;
    Some((number.parse().ok()?, slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_number_and_a_slug_and_nothing_else() {
        assert_eq!(numbered("20-okt"), Some((20, "okt")));
        assert_eq!(numbered("0005-til-stede-2"), Some((5, "til-stede-2")));
        for wrong in ["", "okt", "-okt", "20", "20-", "20-Økt", "20-økt", "20-a b", "20-2", "12345-okt"] {
            assert_eq!(numbered(wrong), None, "{wrong}");
        }
        for hostile in ["20-a/../b", "../20-a", "20-a.nb.md", "20-a\"", "20-a\r\nb", "+2-a", "20-a\0"] {
            assert_eq!(numbered(hostile), None, "{hostile:?}");
        }
    }
}
