//! Who has the words, and who has them best.

use crate::search::{
    segment::{Asked, Field, SAME, SAME_BUT_FOR_KEYBOARD, SAME_STEM, Segment, Word},
    stop,
    token::{fold, words},
};
use domain::{
    Lang,
    search::{MOST, Only, Thing},
};
use std::collections::HashMap;

/// More words than this make no question clearer.
const MOST_WORDS: usize = 12;
/// Letters that the beginning of a word has at least; the word one is about to write may have fewer.
const BEGINNING: usize = 3;
const LAST_BEGINNING: usize = 2;

/// What each field adds to a word's worth at the most. One appearance gives half of it, and so more than any number of
/// them in the next.
const WORTH: [f32; 4] = [8.0, 4.0, 2.0, 1.0];

/// The words asked for, and the words of the index that are they.
pub(crate) struct Asking<'i> {
    asked: Vec<Meant<'i>>,
}

/// One of the words that are asked for.
struct Meant<'i> {
    /// Whether what is found should have it: «er» and «på» say nothing beside other words.
    counts: bool,
    /// For each part of the index, the words that are it, and how close they come.
    near: Vec<Vec<(&'i Word, f32)>>,
}

/// A unit, by the part of the index it is in and its number there.
pub(crate) type UnitId = (usize, usize);

/// What was found.
pub(crate) struct Ranked {
    /// The best units, at most [`MOST`], the best first.
    pub(crate) best: Vec<UnitId>,
    /// How many there are.
    pub(crate) all: usize,
    /// Whether none has all the words.
    pub(crate) partly: bool,
}

impl<'i> Asking<'i> {
    /// What a question means in an index.
    pub(crate) fn new(lang: Lang, text: &str, parts: &[&'i Segment]) -> Self {
        let mut folded = String::new();
        let mut all: Vec<String> = Vec::new();
        for (_, word) in words(text) {
            fold(word, &mut folded);
            if !all.contains(&folded) && all.len() < MOST_WORDS {
                all.push(folded.clone());
            }
        }
        let all_are_small = all.iter().all(|word| stop::is_small(lang, word));
        let last = all.len().saturating_sub(1);
        let asked = all.into_iter().enumerate().map(|(n, word)| {
            let counts = all_are_small || !stop::is_small(lang, &word);
            // Whoever stops in the middle of a word may have more of it in mind.
            let least = if n == last { LAST_BEGINNING } else { BEGINNING };
            let asked = if counts { Asked::new(word, least) } else { Asked::plain(word) };
            Meant { counts, near: near(&asked, parts) }
        });
        Asking { asked: asked.collect() }
    }

    /// The units that are admitted and that have the words; where none has all of them, those that have most.
    pub(crate) fn rank(
        &self,
        parts: &[&'i Segment],
        only: &Only,
        is_there: impl Fn(UnitId) -> bool,
    ) -> Ranked {
        let units: usize = parts.iter().map(|part| part.units().len()).sum();
        let mut scores: Vec<Vec<Score>> =
            parts.iter().map(|part| vec![Score::default(); part.units().len()]).collect();
        for meant in &self.asked {
            let worths: Vec<Vec<f32>> =
                parts.iter().zip(&meant.near).map(|(part, near)| worths(part, near)).collect();
            let have = worths.iter().flatten().filter(|worth| **worth > 0.0).count();
            let rarity = rarity(have, units);
            for (score, worth) in scores.iter_mut().flatten().zip(worths.iter().flatten()) {
                if *worth > 0.0 {
                    score.words += u8::from(meant.counts);
                    score.worth += worth * rarity;
                }
            }
        }
        let wanted = self.asked.iter().filter(|meant| meant.counts).count();
        let mut found: Vec<Scored> = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let of_part = scores.get(n).into_iter().flatten().zip(part.units()).enumerate();
            for (m, (score, unit)) in of_part {
                let is_wanted = score.words > 0
                    && only.admits(unit.place.thing, unit.phase, &unit.whom)
                    && is_there((n, m));
                if is_wanted {
                    found.push((*score, unit.place.thing, (n, m)));
                }
            }
        }
        let most = found.iter().map(|(score, ..)| score.words).max().unwrap_or_default();
        found.retain(|(score, ..)| score.words == most);
        let partly = usize::from(most) < wanted && !found.is_empty();
        let all = found.len();
        let by_worth = |(a, a_thing, a_id): &Scored, (b, b_thing, b_id): &Scored| {
            b.worth.total_cmp(&a.worth).then_with(|| (a_thing, a_id).cmp(&(b_thing, b_id)))
        };
        if all > MOST {
            found.select_nth_unstable_by(MOST, by_worth);
            found.truncate(MOST);
        }
        found.sort_unstable_by(by_worth);
        Ranked { best: found.into_iter().map(|(.., id)| id).collect(), all, partly }
    }

    /// Tells which of the words asked for a word of the text is, if any.
    pub(crate) fn marker(&self) -> Marker<'_> {
        let mut meant = HashMap::new();
        let counting = self.asked.iter().filter(|meant| meant.counts);
        for (n, one) in counting.enumerate() {
            for (word, _) in one.near.iter().flatten() {
                *meant.entry(&*word.text).or_default() |= 1u16 << n;
            }
        }
        Marker { meant }
    }
}

/// Which words of a text are asked for.
pub(crate) struct Marker<'i> {
    /// For each word of the index, a bit for each of the words that it is.
    meant: HashMap<&'i str, u16>,
}

impl Marker<'_> {
    /// A bit for each of the words asked for that this one is.
    pub(crate) fn of(&self, word: &str, folded: &mut String) -> u16 {
        fold(word, folded);
        self.meant.get(folded.as_str()).copied().unwrap_or_default()
    }
}

/// What is found: what it has, what it is, and which it is.
type Scored = (Score, Thing, UnitId);

/// What one unit has.
#[derive(Clone, Copy, Default)]
struct Score {
    /// How many of the words that count.
    words: u8,
    worth: f32,
}

/// How close a word one slip away comes where others come closer: so little that it stands after them.
const BESIDE_OTHERS: f32 = 0.02;

/// The words that are the one asked for, in each part; mistakes are looked for only where no part has the very word. A
/// form of another word may have been what the finger slipped to.
fn near<'i>(asked: &Asked, parts: &[&'i Segment]) -> Vec<Vec<(&'i Word, f32)>> {
    let in_each = |find: &dyn Fn(&'i Segment) -> Vec<(&'i Word, f32)>| -> Vec<Vec<(&'i Word, f32)>> {
        parts.iter().map(|part| find(part)).collect()
    };
    let mut near = in_each(&|part| part.near(asked));
    let is_beginning_at_most = near.iter().flatten().all(|(_, closeness)| *closeness < SAME_STEM);
    if is_beginning_at_most {
        for (own, elsewhere) in near.iter_mut().zip(in_each(&|part| part.as_typed_elsewhere(asked))) {
            own.extend(elsewhere);
        }
    }
    let is_the_word = |closeness: f32| closeness == SAME || closeness == SAME_BUT_FOR_KEYBOARD;
    if near.iter().flatten().any(|(_, closeness)| is_the_word(*closeness)) {
        return near;
    }
    let slips = in_each(&|part| part.one_off(asked));
    if near.iter().all(Vec::is_empty) {
        return slips;
    }
    for (own, slips) in near.iter_mut().zip(slips) {
        let known: Vec<&str> = own.iter().map(|(word, _)| &*word.text).collect();
        let new: Vec<&Word> =
            slips.into_iter().map(|(word, _)| word).filter(|word| !known.contains(&&*word.text)).collect();
        own.extend(new.into_iter().map(|word| (word, BESIDE_OTHERS)));
    }
    near
}

/// What some words are worth to each unit of a part.
fn worths(part: &Segment, near: &[(&Word, f32)]) -> Vec<f32> {
    let mut times = vec![[0f32; Field::ALL.len()]; part.units().len()];
    for (word, closeness) in near {
        for posting in part.postings(word) {
            let unit = usize::try_from(posting.unit).ok().and_then(|unit| times.get_mut(unit));
            if let Some(field) = unit.and_then(|unit| unit.get_mut(posting.field as usize)) {
                *field += f32::from(posting.times) * closeness;
            }
        }
    }
    let worth = |(times, title): (&[f32; 4], f32)| {
        if *times == [0.0; 4] {
            return 0.0;
        }
        let worth = |(times, worth): (&f32, f32)| worth * times / (times + 1.0);
        let all: f32 = times.iter().zip(WORTH).map(worth).sum();
        // A title that is the word and nothing else is what one was after.
        let [in_title, ..] = times;
        all + in_title.min(1.0) * WORTH[0] / title
    };
    times.iter().zip(part.units().iter().map(|unit| f32::from(unit.title))).map(worth).collect()
}

/// How much a word tells the units that have it from the others.
fn rarity(have: usize, all: usize) -> f32 {
    let number = |n: usize| u32::try_from(n).map_or(f32::MAX, |n| n as f32);
    (1.0 + number(all) / (number(have) + 1.0)).ln()
}
