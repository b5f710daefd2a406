//! Text on its way into HTML.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

// Writing to a String cannot fail, so the results below carry nothing.

/// Text between tags.
pub(crate) fn push_text(text: &str, out: &mut String) {
    escape_html_body_text(out, text).unwrap_or_default();
}

/// Text within quotation marks.
pub(crate) fn attribute(text: &str) -> String {
    let mut out = String::new();
    push_attribute(text, &mut out);
    out
}

/// The same, added to what stands before it.
pub(super) fn push_attribute(text: &str, out: &mut String) {
    escape_html(out, text).unwrap_or_default();
}

/// An address within quotation marks.
pub(super) fn address(href: &str) -> String {
    let mut out = String::new();
    escape_href(&mut out, href).unwrap_or_default();
    out
}
