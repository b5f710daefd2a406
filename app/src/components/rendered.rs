//! Rendered content from the package, put into a page as it is.

use domain::package::Html;
use leptos::{
    prelude::*,
    tachys::{html::InertElement, view::any_view::IntoAny},
};

/// Content as it is read on a screen. It stands among its neighbours without an element of its own, so that the
/// distances between paragraphs stay those of one running text.
pub fn rendered(html: &Html) -> AnyView {
    InertElement::new(html.0.clone()).into_any()
}

/// Content as it is read on paper beside other pages: its ids begin with `prefix`, so that no two are the same, and
/// what is folded on a screen is open.
pub fn on_paper(html: &Html, prefix: &str) -> AnyView {
    InertElement::new(unfolded(&html.0, prefix)).into_any()
}

/// Changes tags only: the renderer escapes every `<` that an author writes.
fn unfolded(html: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        let (tag, tail) = after.split_once('>').unwrap_or((after, ""));
        let tag = tag
            .replace(" id=\"", &format!(" id=\"{prefix}-"))
            .replace(" aria-labelledby=\"", &format!(" aria-labelledby=\"{prefix}-"))
            .replace(" href=\"#", &format!(" href=\"#{prefix}-"));
        // A box is a landmark on a page of its own; among the boxes of many pages it is one of several «Mål».
        let tag = match tag.as_str() {
            "/aside" => "/div".to_owned(),
            tag => {
                tag.strip_prefix("aside ").map_or(tag.to_owned(), |rest| format!("div role=\"note\" {rest}"))
            }
        };
        let folded = tag.starts_with("details ") && !tag.ends_with(" open");
        out.extend([text, "<", &tag, if folded { " open>" } else { ">" }]);
        rest = tail;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_paper_ids_are_kept_apart_and_nothing_is_folded() {
        let html = "<h2 id=\"se\">Skriv id=\"se\" &lt;her</h2><details class=\"callout\"><p>\
            <a href=\"#se\">se</a> <a href=\"/nb#se\">der</a></p></details><details class=\"callout\" open></details>\
            <aside class=\"callout\" aria-labelledby=\"_boks-1\"></aside>";
        assert_eq!(
            unfolded(html, "okt"),
            "<h2 id=\"okt-se\">Skriv id=\"se\" &lt;her</h2><details class=\"callout\" open><p>\
            <a href=\"#okt-se\">se</a> <a href=\"/nb#se\">der</a></p></details><details class=\"callout\" open></details>\
            <div role=\"note\" class=\"callout\" aria-labelledby=\"okt-_boks-1\"></div>"
        );
    }
}
