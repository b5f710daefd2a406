//! A paragraph of a law stays on one line: «§ 11-13», «§§ 11-7», «§ 2 a».

use super::push_text;

/// Text as it is read, with each paragraph of a law kept together.
pub(super) fn push(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, from)) = rest.find('§').and_then(|at| rest.split_at_checked(at)) {
        push_text(before, out);
        let (paragraph, after) = from.split_at_checked(length(from)).unwrap_or((from, ""));
        out.push_str("<span class=\"no-break\">");
        push_text(paragraph, out);
        out.push_str("</span>");
        rest = after;
    }
    push_text(rest, out);
}

/// How many bytes the paragraph takes that a text begins with: its signs, its number, and its letter.
fn length(from: &str) -> usize {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–');
    let signs = from.trim_start_matches('§');
    let number = signs.trim_start_matches([' ', '\u{a0}']);
    if !number.starts_with(is_number) {
        return from.len() - signs.len();
    }
    let after = number.trim_start_matches(is_number);
    let mut letter = after.strip_prefix(' ').unwrap_or_default().chars();
    let has_letter = letter.next().is_some_and(|c| c.is_ascii_lowercase() && c != 'i')
        && !letter.next().is_some_and(char::is_alphanumeric);
    from.len() - after.len() + if has_letter { 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::push;

    fn pushed(text: &str) -> String {
        let mut out = String::new();
        push(text, &mut out);
        out.replace("<span class=\"no-break\">", "[").replace("</span>", "]")
    }

    #[test]
    fn a_paragraph_of_a_law_is_kept_together() {
        assert_eq!(pushed("loven § 11-13 og mer"), "loven [§ 11-13] og mer");
        assert_eq!(pushed("(loven §§ 11-7 og 11-8)"), "(loven [§§ 11-7] og 11-8)");
        assert_eq!(pushed("(§ 2 a). § 3 i loven, § 31"), "([§ 2 a]). [§ 3] i loven, [§ 31]");
        assert_eq!(pushed("Tegnet § betyr <lov>"), "Tegnet [§] betyr &lt;lov&gt;");
        assert_eq!(pushed("ingen"), "ingen");
    }
}
