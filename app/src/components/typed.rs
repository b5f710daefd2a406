//! Text that somebody typed, back in the field it was typed in.

/// What a `<textarea>` holds, for its `inner_html`.
///
/// Leptos writes the text of this one element as it stands, so that `<textarea>{text}</textarea>` lets a text end the
/// field and go on as markup. A browser also drops a line break right after the tag.
pub fn typed(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    if escaped.starts_with(['\n', '\r']) { format!("\n{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn text_stays_in_its_field() {
        assert_eq!(typed("</textarea><b>&amp;"), "&lt;/textarea>&lt;b>&amp;amp;");
        assert_eq!(typed("\nfirst"), "\n\nfirst");
        assert_eq!(typed("to\nlinjer"), "to\nlinjer");
    }
}
