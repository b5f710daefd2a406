//! The glossary: a file a language, a term for each heading of level 2.

use crate::{
    document,
    front::{self, GlossaryFront},
    index::{Index, Word},
    markdown::{Kind as NodeKind, Node, plain},
    outline::{Outline, Part, Section, outline},
    problem::{Findings, Kind, Problem},
    render::Renderer,
};
use domain::{Lang, package::Term};

/// A glossary in one language, read and not yet rendered.
pub(crate) struct Glossary<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    pub(crate) outline: Outline<'a>,
    pub(crate) front: GlossaryFront,
    pub(crate) problems: Vec<Problem>,
}

/// Reads a glossary.
pub(crate) fn read<'a>(file: &'a str, text: &'a str) -> Glossary<'a> {
    let mut findings = Findings::new(file, text);
    let (front, body_at) = match front::split(text) {
        Some((yaml, body_at)) => {
            (front::glossary(text.get(yaml).unwrap_or_default(), &mut findings), body_at)
        }
        None => (GlossaryFront::default(), 0),
    };
    let outline = outline(document::body(body_at, &mut findings), &mut findings);
    for anchor in &outline.anchors {
        if anchor.acts {
            findings.at(
                Kind::WrongLevel,
                anchor.at,
                "Steg og spørsmål kan ikke stå i ordlista.",
                "Flytt dem til en side i en modul.",
            );
        } else if !anchor.explicit {
            findings.at(
                Kind::MissingId,
                anchor.at,
                "Begrepet har ingen id.",
                "Skriv den sist på linja: ## Begrep {#begrep}. Bruk den samme på begge målformer.",
            );
        }
    }
    Glossary { file, text, outline, front, problems: findings.take() }
}

impl<'a> Glossary<'a> {
    /// The terms as other pages show them, in the order of the file.
    pub(crate) fn words(&self) -> impl Iterator<Item = Word> {
        self.outline.sections.iter().filter_map(|section| {
            let title = section.title.as_ref()?;
            Some(Word { id: title.id.clone(), term: plain(&title.content), meaning: meaning(section) })
        })
    }

    /// Warns of the terms that are never used, but for those whose pages are to come.
    pub(crate) fn unused(&self, is_used: impl Fn(&str) -> bool) -> Vec<Problem> {
        let mut findings = Findings::new(self.file, self.text);
        let titles = self.outline.sections.iter().filter_map(|section| section.title.as_ref());
        let is_waiting = |id: &str| self.front.waiting.iter().any(|(term, _)| term == id);
        for title in titles.filter(|title| !is_used(&title.id) && !is_waiting(&title.id)) {
            findings.at(
                Kind::UnusedTerm,
                title.at,
                format!("Ingen side viser til begrepet «{}».", plain(&title.content)),
                format!(
                    "Lenk til det med [[{}]] der det brukes, eller ta det bort fra begge ordlistene. Kommer siden senere, skriv id-en under venter i toppteksten.",
                    title.id
                ),
            );
        }
        findings.take()
    }

    /// The terms in the language's alphabetical order.
    pub(crate) fn render(&self, lang: Lang, index: &Index<'_>) -> (Vec<Term>, Vec<Problem>) {
        let mut renderer = Renderer::new(self.file, self.text, lang, index).with_plain_terms();
        let mut terms = Vec::new();
        for section in &self.outline.sections {
            let Some(title) = &section.title else { continue };
            terms.push(Term {
                id: title.id.clone(),
                term: plain(&title.content),
                html: renderer.blocks(nodes(section)),
                plain: meaning(section),
            });
        }
        sort(&mut terms);
        (terms, renderer.finish().0)
    }
}

/// What a term's section holds besides headings.
fn nodes<'n, 'a>(section: &'n Section<'a>) -> impl Iterator<Item = &'n Node<'a>> {
    section.parts.iter().filter_map(|part| match part {
        Part::Node(node) => Some(node),
        Part::Heading(..) | Part::Prompt(_) => None,
    })
}

/// The first paragraph of a term's section.
fn meaning(section: &Section<'_>) -> String {
    let first = nodes(section).find(|node| matches!(node.kind, NodeKind::Paragraph));
    first.map(|node| plain(&node.children)).unwrap_or_default()
}

/// Compares the two glossaries: the same ids, in any order.
pub(crate) fn compare(nb: &Glossary<'_>, nn: &Glossary<'_>) -> Vec<Problem> {
    let mut problems = missing_in(nb, nn);
    problems.extend(missing_in(nn, nb));
    problems
}

/// Terms of the first that the second lacks, at the first's own place.
fn missing_in(first: &Glossary<'_>, second: &Glossary<'_>) -> Vec<Problem> {
    let known: std::collections::HashSet<String> = second.words().map(|word| word.id).collect();
    let mut findings = Findings::new(first.file, first.text);
    for title in first.outline.sections.iter().filter_map(|section| section.title.as_ref()) {
        if !known.contains(title.id.as_str()) {
            findings.at(
                Kind::TermsDiffer,
                title.at,
                format!("Begrepet «{}» mangler i {}.", title.id, second.file),
                "Legg det inn der også, med samme id.",
            );
        }
    }
    findings.take()
}

/// In alphabetical order.
pub(crate) fn sort(terms: &mut [Term]) {
    terms.sort_by_cached_key(|term| alphabetical(&term.term));
}

/// A key that sorts as Norwegian does: æ, ø and å last.
pub(crate) fn alphabetical(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase).map(|c| match c {
        'æ' | 'ä' => '\u{f000}',
        'ø' | 'ö' => '\u{f001}',
        'å' => '\u{f002}',
        'é' | 'è' | 'ê' => 'e',
        other => other,
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::alphabetical;

    #[test]
    fn norwegian_letters_come_last_in_their_order() {
        let mut words = ["åpen", "ære", "øve", "zoo", "Anker"];
        words.sort_by_cached_key(|word| alphabetical(word));
        assert_eq!(words, ["Anker", "zoo", "ære", "øve", "åpen"]);
    }
}
