//! Where in a text the words stand, and what is around them.

use crate::search::{entry::Said, rank::Marker, token::words};
use domain::search::{Marked, Piece};

/// How much of a text is shown, in bytes, about.
const WIDTH: usize = 220;
/// How much of it may stand before the first of the words, about.
const BEFORE: usize = 70;

/// What is shown of a thing.
pub(crate) struct Shown {
    pub(crate) title: Marked,
    pub(crate) heading: Option<(String, Marked)>,
    pub(crate) excerpt: Marked,
}

impl Marker<'_> {
    /// The part of a thing in which most of the words stand, under its heading.
    pub(crate) fn show(&self, said: &Said) -> Shown {
        let title = self.mark(&said.title);
        let in_title = self.bits(&said.title);
        let mut best = (0, 0, None);
        let of_summary = self.bits(&said.summary);
        best.0 = of_summary.count_ones();
        for section in &said.sections {
            let heading = self.bits(&section.heading);
            let both = heading | self.bits(&section.text);
            // What the title says already is no reason to go further down.
            let is_new = both & !in_title != 0;
            if is_new && (both.count_ones(), heading.count_ones()) > (best.0, best.1) {
                best = (both.count_ones(), heading.count_ones(), Some(section));
            }
        }
        let section = best.2;
        let heading = section
            .and_then(|section| section.anchor.clone().map(|anchor| (anchor, self.mark(&section.heading))));
        let text = section.map(|section| section.text.as_str()).filter(|text| !text.trim().is_empty());
        let first = said.sections.first().map_or("", |section| section.text.as_str());
        let summary = if said.summary.is_empty() { first } else { &said.summary };
        Shown { title, heading, excerpt: self.excerpt(text.unwrap_or(summary)) }
    }

    /// A bit for each of the words that stand in a text.
    fn bits(&self, text: &str) -> u16 {
        let mut folded = String::new();
        words(text).fold(0, |bits, (_, word)| bits | self.of(word, &mut folded))
    }

    /// The whole text with the words marked.
    fn mark(&self, text: &str) -> Marked {
        let mut folded = String::new();
        let mut pieces = Vec::new();
        let mut shown = 0;
        for (at, word) in words(text) {
            if self.of(word, &mut folded) != 0 {
                let before = text.get(shown..at).unwrap_or_default();
                if !before.is_empty() {
                    pieces.push(Piece { text: before.to_owned(), is_hit: false });
                }
                pieces.push(Piece { text: word.to_owned(), is_hit: true });
                shown = at + word.len();
            }
        }
        let rest = text.get(shown..).unwrap_or_default();
        if !rest.is_empty() {
            pieces.push(Piece { text: rest.to_owned(), is_hit: false });
        }
        Marked(pieces)
    }

    /// The piece of a text in which most of the words stand, with a little before it.
    fn excerpt(&self, text: &str) -> Marked {
        let text = text.trim();
        let mut folded = String::new();
        let hits = words(text).map(|(at, word)| (at, self.of(word, &mut folded)));
        let hits: Vec<(usize, u16)> = hits.filter(|(_, bits)| *bits != 0).collect();
        let mut best = (0, 0);
        for (n, (at, _)) in hits.iter().enumerate() {
            let within = hits.iter().skip(n).take_while(|(other, _)| other - at < WIDTH - BEFORE);
            let count = within.fold(0, |all, (_, bits)| all | bits).count_ones();
            if count > best.0 {
                best = (count, *at);
            }
        }
        let from = if text.len() <= WIDTH { 0 } else { beginning(text, best.1) };
        let to = end(text, from);
        let mut shown = lines_as_one(text.get(from..to).unwrap_or_default());
        if from > 0 {
            shown.insert_str(0, "… ");
        }
        if to < text.len() {
            shown.push_str(" …");
        }
        self.mark(&shown)
    }
}

/// Where an excerpt begins that shows what stands at a place: with the line or the sentence, or a few words before.
fn beginning(text: &str, at: usize) -> usize {
    if at <= BEFORE {
        return 0;
    }
    let earliest = text.floor_char_boundary(at - BEFORE);
    let before = text.get(earliest..at).unwrap_or_default();
    let line = before.rfind('\n').map(|at| at + 1);
    let sentence = before.rfind(". ").map(|at| at + 2);
    let word = before.find(' ').map(|at| at + 1);
    earliest + line.max(sentence).or(word).unwrap_or(0)
}

/// Where an excerpt ends: with a word.
fn end(text: &str, from: usize) -> usize {
    if text.len() - from <= WIDTH {
        return text.len();
    }
    let latest = text.floor_char_boundary(from + WIDTH);
    let within = text.get(from..latest).unwrap_or_default();
    within.rfind([' ', '\n']).map_or(latest, |end| from + end)
}

/// Lines after each other, with a dot between where the first does not end as a sentence does.
fn lines_as_one(text: &str) -> String {
    let mut one = String::with_capacity(text.len());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if !one.is_empty() {
            one.push_str(if one.ends_with(['.', ':', '?', '!', ';', ',']) { " " } else { " · " });
        }
        one.push_str(line.trim());
    }
    one
}
