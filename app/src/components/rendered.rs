//! Rendered content from the package, put into a page as it is.

use crate::{Here, arena_query};
use domain::{
    Lang,
    package::{Audience, Html},
};
use leptos::{
    prelude::*,
    tachys::{html::InertElement, view::any_view::IntoAny},
};

/// Content as it is read on a screen. It stands among its neighbours without an element of its own, so that the
/// distances between paragraphs stay those of one running text.
pub fn rendered(html: &Html) -> AnyView {
    InertElement::new(html.0.clone()).into_any()
}

/// Who reads a page, as far as its text goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader {
    /// Whether what is written for leaders stands open.
    pub leads: bool,
    /// The chosen arena: the others' boxes are folded, and links to other pages bring it along.
    pub arena: Option<Audience>,
}

impl Reader {
    /// Anyone who reads at an address.
    pub fn at(here: &Here) -> Self {
        Reader { leads: false, arena: here.arena() }
    }

    /// Content as this reader meets it first. Whatever is folded can be opened.
    pub fn rendered(self, html: &Html) -> AnyView {
        InertElement::new(self.fitted(&html.0)).into_any()
    }

    fn fitted(self, html: &str) -> String {
        if !self.leads && self.arena.is_none() {
            return html.to_owned();
        }
        let own = self.arena.map(|arena| format!("data-arena=\"{}\"", arena.word()));
        let query = arena_query(self.arena);
        each_tag(html, |tag| {
            let is_others = tag.starts_with(ARENA) && own.as_ref().is_some_and(|own| !tag.contains(own));
            if self.leads && tag == LEADERS {
                format!("{tag} open")
            } else if is_others {
                tag.trim_end_matches(" open").to_owned()
            } else if let Some((start, link, rest)) = LINKS.iter().find_map(|start| {
                let (link, rest) = tag.strip_prefix(start).and_then(address_of_page)?;
                Some((start, link, rest))
            }) {
                format!("{start}{link}{query}{rest}")
            } else {
                tag.to_owned()
            }
        })
    }
}

/// A box for leaders, as the content's renderer folds it.
const LEADERS: &str = "details class=\"callout\" data-kind=\"leder\"";
/// A box for one arena.
const ARENA: &str = "details class=\"callout\" data-kind=\"arena\"";
/// A link, to whatever it leads or to a term.
const LINKS: [&str; 2] = ["a href=\"", "a class=\"term\" href=\""];

/// Where the address of a screen of ours ends, which has no query of its own.
fn address_of_page(rest: &str) -> Option<(&str, &str)> {
    let language = Lang::ALL.into_iter().find_map(|lang| rest.strip_prefix(&format!("/{lang}/")));
    let (address, after) = language.and(rest.find(['#', '"'])).and_then(|end| rest.split_at_checked(end))?;
    (!address.contains('?')).then_some((address, after))
}

/// Content as it is read on paper beside other pages: its ids begin with `prefix`, so that no two are the same, and
/// what is folded on a screen is open.
pub fn on_paper(html: &Html, prefix: &str) -> AnyView {
    InertElement::new(unfolded(&html.0, prefix)).into_any()
}

/// Changes tags only: the renderer escapes every `<` that an author writes.
fn each_tag(html: &str, change: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        let (tag, tail) = after.split_once('>').unwrap_or((after, ""));
        out.extend([text, "<", &change(tag), ">"]);
        rest = tail;
    }
    out + rest
}

/// The text with nothing folded and with ids of its own.
fn unfolded(html: &str, prefix: &str) -> String {
    each_tag(html, |tag| {
        let tag = apart(tag, prefix);
        let is_folded = tag.starts_with("details ") && !tag.ends_with(" open");
        if is_folded { format!("{tag} open") } else { tag }
    })
}

/// A tag of content that stands beside other content: its ids begin with `prefix`, so that no two are the same, and it
/// is no landmark, of which a page has one of each name.
fn apart(tag: &str, prefix: &str) -> String {
    let tag = tag
        .replace(" id=\"", &format!(" id=\"{prefix}-"))
        .replace(" aria-labelledby=\"", &format!(" aria-labelledby=\"{prefix}-"))
        .replace(" popovertarget=\"", &format!(" popovertarget=\"{prefix}-"))
        .replace(" href=\"#", &format!(" href=\"#{prefix}-"));
    // A box is a landmark on a page of its own; among the boxes of many pages it is one of several «Mål».
    match (tag.as_str(), tag.split_once(' ')) {
        ("/aside" | "/nav", _) => "/div".to_owned(),
        (_, Some(("aside", rest))) => format!("div role=\"note\" {rest}"),
        (_, Some(("nav", rest))) => format!("div role=\"group\" {rest}"),
        _ => tag,
    }
}

/// A whole view as it is seen beside a form that it must not lead away from: ids of its own, and links that open beside.
pub fn beside_a_form(view: AnyView, prefix: &str) -> AnyView {
    InertElement::new(opening_beside(&view.to_html(), prefix)).into_any()
}

fn opening_beside(html: &str, prefix: &str) -> String {
    each_tag(html, |tag| {
        let tag = apart(tag, prefix);
        let leads_away = tag.starts_with("a ") && tag.contains(LEADS) && !tag.contains(LEADS_WITHIN);
        if leads_away { format!("{tag} target=\"_blank\"") } else { tag }
    })
}

/// Where a link leads.
const LEADS: &str = " href=\"";
/// The same, to a place on the page.
const LEADS_WITHIN: &str = " href=\"#";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_paper_ids_are_kept_apart_and_nothing_is_folded() {
        let html = "<h2 id=\"se\">Skriv id=\"se\" &lt;her</h2><details class=\"callout\"><p>\
            <a href=\"#se\">se</a> <a href=\"/nb#se\">der</a></p></details><details class=\"callout\" open></details>\
            <div class=\"callout\" role=\"note\" aria-labelledby=\"_boks-1\"></div>\
            <button popovertarget=\"_begrep-1\">x</button>";
        assert_eq!(
            unfolded(html, "okt"),
            "<h2 id=\"okt-se\">Skriv id=\"se\" &lt;her</h2><details class=\"callout\" open><p>\
            <a href=\"#okt-se\">se</a> <a href=\"/nb#se\">der</a></p></details><details class=\"callout\" open></details>\
            <div class=\"callout\" role=\"note\" aria-labelledby=\"okt-_boks-1\"></div>\
            <button popovertarget=\"okt-_begrep-1\">x</button>"
        );
    }

    #[test]
    fn beside_a_form_nothing_leads_away_from_it() {
        let html = "<nav aria-label=\"Innhold\"><a href=\"#se\">se</a></nav><h2 id=\"se\">Se &lt;a href=\"/nb\"</h2>\
            <!><a class=\"term\" href=\"/nb/ordliste#ro\">ro</a><a href=\"https://a.no\" rel=\"noopener\">a</a>";
        assert_eq!(
            opening_beside(html, "nb"),
            "<div role=\"group\" aria-label=\"Innhold\"><a href=\"#nb-se\">se</a></div><h2 id=\"nb-se\">Se &lt;a href=\"/nb\"</h2>\
            <!><a class=\"term\" href=\"/nb/ordliste#ro\" target=\"_blank\">ro</a>\
            <a href=\"https://a.no\" rel=\"noopener\" target=\"_blank\">a</a>"
        );
    }

    #[test]
    fn a_leader_meets_what_is_written_for_leaders_open() {
        let html = "<details class=\"callout\" data-kind=\"leder\"></details>\
            <details class=\"callout\" data-kind=\"lov\"></details>";
        assert_eq!(Reader::default().fitted(html), html);
        assert_eq!(
            Reader { leads: true, arena: None }.fitted(html),
            "<details class=\"callout\" data-kind=\"leder\" open></details>\
            <details class=\"callout\" data-kind=\"lov\"></details>"
        );
    }

    #[test]
    fn a_chosen_arena_folds_the_others_and_goes_along_to_other_pages() {
        let html = "<details class=\"callout\" data-kind=\"arena\" data-arena=\"sfo\" open></details>\
            <details class=\"callout\" data-kind=\"arena\" data-arena=\"ppt\" open></details>\
            <a href=\"/nn/moduler/a/b#c\">/nn/moduler/a</a><a href=\"#c\">c</a>\
            <a href=\"/nn/ordliste#ro\">ro</a><a href=\"/nn/sok?q=ro\">s</a>";
        assert_eq!(
            Reader { leads: false, arena: Some(Audience::Ppt) }.fitted(html),
            "<details class=\"callout\" data-kind=\"arena\" data-arena=\"sfo\"></details>\
            <details class=\"callout\" data-kind=\"arena\" data-arena=\"ppt\" open></details>\
            <a href=\"/nn/moduler/a/b?arena=ppt#c\">/nn/moduler/a</a><a href=\"#c\">c</a>\
            <a href=\"/nn/ordliste?arena=ppt#ro\">ro</a><a href=\"/nn/sok?q=ro\">s</a>"
        );
    }
}
