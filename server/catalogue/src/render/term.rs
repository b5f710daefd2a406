//! Terms of the glossary, as a page shows them.
//!
//! The first time a page uses a term, its meaning is at hand: a button opens a popover, which is plain HTML. Beside the
//! button stands a link to the term's own page. Button and popover are `hidden`, so that a browser that knows no popovers, a
//! reading view and a page without its style have the link alone; the style shows the button in the link's place where
//! popovers work.

use super::{Renderer, attribute, push_attribute, push_text};
use crate::{half::is_term, markdown::Node, problem::Kind as Problem};
use domain::Lang;

impl Renderer<'_, '_> {
    /// Begins what may be shown without what came before, as a step of a session is: terms are explained anew.
    pub(crate) fn begin_screen(&mut self) {
        self.explained.clear();
    }

    /// What is written inside may be folded away, or is for some readers alone: what it explains is explained to the others
    /// where they meet it.
    pub(crate) fn apart<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.explained.len();
        let written = write(self);
        self.explained.truncate(before);
        written
    }

    /// Terms are links and nothing more, as within the glossary itself and in what leaves the site.
    pub(crate) fn with_plain_terms(mut self) -> Self {
        self.plain_terms = true;
        self
    }

    /// What is written inside is a title or a heading, in which terms are links and nothing more.
    pub(super) fn as_title(&mut self, write: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.plain_terms, true);
        write(self);
        self.plain_terms = before;
    }

    pub(super) fn term(&mut self, word: &str, node: &Node<'_>, out: &mut String) {
        self.check_link_text(node);
        let index = self.index;
        let Some(known) = index.term(self.lang, word) else {
            if is_term(word) {
                self.findings.at(
                    Problem::UnknownTerm,
                    node.at,
                    format!("Begrepet «{word}» står ikke i ordlista."),
                    format!(
                        "Legg det inn i ordliste.{}.md, eller bruk id-en til et begrep som står der.",
                        self.lang
                    ),
                );
            }
            return self.inlines(&node.children, out);
        };
        if !self.used.terms.contains(&known.id) {
            self.used.terms.push(known.id.clone());
        }
        let mut text = String::new();
        self.inlines(&node.children, &mut text);
        let address = ["/", self.lang.code(), "/ordliste/", &attribute(&known.id)].concat();
        let link = ["<a class=\"term\" href=\"", &address, "\">", &text, "</a>"];
        if self.plain_terms {
            return out.extend(link);
        }
        if self.explained.contains(&known.id.as_str()) {
            return out.push_str(&text);
        }
        self.explained.push(&known.id);
        self.popovers += 1;
        let id = format!("_begrep-{}", self.popovers);
        out.extend(link);
        out.extend([
            "<button class=\"term\" type=\"button\" popovertarget=\"",
            &id,
            "\" hidden>",
            &text,
            "</button>",
        ]);

        let (more, close) = match self.lang {
            Lang::Nb => ("Mer om", "Lukk"),
            Lang::Nn => ("Meir om", "Lukk"),
        };
        let pending = &mut self.pending;
        pending.extend(["<div class=\"definition\" id=\"", &id, "\" role=\"note\" aria-label=\""]);
        push_attribute(&known.term, pending);
        pending.push_str("\" popover hidden>\n<p><strong>");
        push_text(&known.term, pending);
        pending.push_str("</strong></p>\n<p>");
        push_text(&known.meaning, pending);
        pending.push_str(&format!("</p>\n<p class=\"row\"><a href=\"{address}\">{more} «"));
        push_text(&known.term, pending);
        pending.push_str(&format!(
            "»</a> <button type=\"button\" popovertarget=\"{id}\" popovertargetaction=\"hide\">{close}</button></p>\n</div>\n"
        ));
    }
}
