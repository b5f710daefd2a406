//! The words of the content, each with its place: for what is bokmål in nynorsk, for spelling, and for terms that
//! nothing leads to.

use crate::{
    bokmal::nynorsk_for,
    markdown::{Kind, Node},
    outline::{Outline, Part},
    problem::{Kind as Found, Problem, problem},
    source::{Place, Source},
};
use domain::Lang;
use std::collections::HashSet;

/// The file with the words that a spelling check should let pass.
pub(crate) const PASSED: &str = "ordliste-stavekontroll.txt";

/// One file's running text.
pub(crate) struct Prose<'r, 'f> {
    pub(crate) lang: Lang,
    pub(crate) source: Source<'f>,
    /// The body, where the file has one.
    pub(crate) outline: Option<&'r Outline<'f>>,
    /// What readers see of the fields, with their places.
    pub(crate) fields: Vec<(&'r str, Place)>,
}

impl<'r, 'f> Prose<'r, 'f> {
    /// Every word with its place, in the order of the file.
    pub(crate) fn words(&self) -> Vec<(&'r str, Place)> {
        let mut words: Vec<(&str, Place)> = Vec::new();
        self.each_word(&mut |word, place| words.push((word, place())));
        words
    }

    /// Every word in the order of the file, with what finds its place, which takes longer than to read it.
    fn each_word(&self, seen: &mut impl FnMut(&'r str, &dyn Fn() -> Place)) {
        for (text, place) in &self.fields {
            split(text).for_each(|(_, word)| seen(word, &|| *place));
        }
        self.each_node(&mut |node| {
            if let Kind::Text(text) = &node.kind {
                split(text).for_each(|(at, word)| seen(word, &|| self.source.place(node.at + at)));
            }
        });
    }

    /// The terms that are linked to, as they are named there.
    pub(crate) fn terms(&self) -> Vec<&'r str> {
        let mut terms: Vec<&str> = Vec::new();
        self.each_node(&mut |node| {
            if let Kind::Term(word) = &node.kind {
                terms.push(word);
            }
        });
        terms
    }

    /// The paths of what is shown or linked to, as they are written there.
    pub(crate) fn paths(&self) -> Vec<&'r str> {
        let mut paths: Vec<&str> = Vec::new();
        self.each_node(&mut |node| {
            if let Kind::Image(path) | Kind::Link(path) = &node.kind {
                paths.push(path);
            }
        });
        paths
    }

    fn each_node(&self, seen: &mut impl FnMut(&'r Node<'f>)) {
        self.outline.into_iter().for_each(|outline| each_node(outline, seen));
    }

    /// Warns of what is bokmål in nynorsk.
    pub(crate) fn bokmal(&self) -> Vec<Problem> {
        if self.lang != Lang::Nn {
            return Vec::new();
        }
        let mut found = Vec::new();
        self.each_word(&mut |word, place| {
            let is_small = word.chars().all(|c| matches!(c, 'a'..='z' | 'æ' | 'ø' | 'å'));
            let nynorsk = if is_small { nynorsk_for(word) } else { nynorsk_for(&word.to_lowercase()) };
            found.extend(nynorsk.map(|nynorsk| {
                problem(
                    Found::BokmalInNynorsk,
                    self.source.file(),
                    place(),
                    format!("«{word}» er bokmål."),
                    format!("På nynorsk: «{nynorsk}»."),
                )
            }));
        });
        found
    }
}

/// A word that no dictionary has.
pub(crate) fn unknown(file: &str, word: &str, place: Place) -> Problem {
    problem(
        Found::UnknownWord,
        file,
        place,
        format!("Ordboka kjenner ikke «{word}»."),
        format!("Rett det. Er det riktig, legg det på en egen linje i {PASSED}."),
    )
}

/// The words that the spelling check lets pass, in small letters.
pub(crate) fn passed(text: &str) -> HashSet<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(str::to_lowercase).collect()
}

/// Whether a dictionary should be asked about a word: not about abbreviations, nor about single letters.
pub(crate) fn is_spelt(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let is_abbreviation = stem.chars().count() > 1 && stem.chars().all(char::is_uppercase);
    word.chars().count() > 1 && !is_abbreviation
}

/// The words of a text with their offsets. What has digits in it, addresses, and the first half of a word that the
/// next one completes («barnehage- og skoleeier») are none.
fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let offset = move |part: &str| part.as_ptr().addr() - text.as_ptr().addr();
    // Few tokens have any of the signs that the rest is looked for by.
    let is_address = |token: &str| {
        token.bytes().any(|byte| matches!(byte, b'@' | b'\\' | b':' | b'.'))
            && (token.contains(['@', '\\']) || token.contains("://") || token.contains("www."))
    };
    let tokens = text.split_whitespace().filter(move |token| !is_address(token));
    tokens.flat_map(move |token| {
        let words = token.split(|c: char| !is_alphanumeric(c));
        words.filter_map(move |word| {
            let is_word = !word.is_empty() && word.chars().all(char::is_alphabetic);
            let after = offset(word) + word.len();
            let is_half = text.get(after..).is_some_and(|rest| rest.starts_with('-'));
            (is_word && !is_half).then(|| (offset(word), word))
        })
    })
}

/// Whether a sign is a letter or a digit. Those that Norwegian is written with need no table.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å' => true,
        c => !c.is_ascii() && c.is_alphanumeric(),
    }
}

/// The pictures of a file's body in order, each with its place.
pub(crate) fn images<'n>(outline: &'n Outline<'_>) -> Vec<(&'n str, usize)> {
    let mut images: Vec<(&str, usize)> = Vec::new();
    each_node(outline, &mut |node| {
        if let Kind::Image(path) = &node.kind {
            images.push((path, node.at));
        }
    });
    images
}

/// How many words a file's body has, as a reader counts them.
pub(crate) fn count(outline: &Outline<'_>) -> usize {
    let mut words = 0;
    each_node(outline, &mut |node| {
        if let Kind::Text(text) = &node.kind {
            let mut is_counted = false;
            for c in text.chars() {
                if c.is_whitespace() {
                    is_counted = false;
                } else if !is_counted && is_alphanumeric(c) {
                    is_counted = true;
                    words += 1;
                }
            }
        }
    });
    words
}

/// Every node of a file in order, but for what stands in blocks of code.
fn each_node<'n, 'a>(outline: &'n Outline<'a>, seen: &mut impl FnMut(&'n Node<'a>)) {
    for section in &outline.sections {
        let title = section.title.iter().flat_map(|title| &title.content);
        title.for_each(|node| visit(node, seen));
        for part in &section.parts {
            match part {
                Part::Node(node) => visit(node, seen),
                Part::Heading(_, title) => title.content.iter().for_each(|node| visit(node, seen)),
                Part::Prompt(prompt) => {
                    prompt.title.content.iter().chain(&prompt.help).for_each(|node| visit(node, seen));
                }
            }
        }
    }
}

fn visit<'n, 'a>(node: &'n Node<'a>, seen: &mut impl FnMut(&'n Node<'a>)) {
    seen(node);
    if let Kind::Callout(callout) = &node.kind {
        callout.title.iter().for_each(|node| visit(node, seen));
    }
    if !matches!(node.kind, Kind::CodeBlock) {
        node.children.iter().for_each(|node| visit(node, seen));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_with_their_offsets() {
        let words: Vec<_> =
            split("Å se: «barnehage- og skoleeier», A4, a@b.no https://a.no/b 2–3 IKT-plan").collect();
        assert_eq!(words, [(0, "Å"), (3, "se"), (20, "og"), (23, "skoleeier"), (72, "plan")]);
    }

    #[test]
    fn abbreviations_are_not_spelt() {
        assert!(!is_spelt("PPT") && !is_spelt("PPTs") && !is_spelt("å") && is_spelt("Ås") && is_spelt("ro"));
    }
}
