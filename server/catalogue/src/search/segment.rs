//! The words of many things, and which of them have each.

use crate::search::{
    entry::{Entry, Place},
    stem::stem,
    token::{fold, is_one_off, is_typed_so, letters, words},
};
use domain::{Lang, package::Phase, search::Whom};
use std::collections::HashMap;

/// Where a word stands, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Heading,
    Summary,
    Text,
}

impl Field {
    pub(crate) const ALL: [Field; 4] = [Field::Title, Field::Heading, Field::Summary, Field::Text];
}

/// A thing as the index knows it.
pub(crate) struct Unit {
    pub(crate) place: Place,
    pub(crate) phase: Option<Phase>,
    pub(crate) whom: Whom,
    /// Words in its title, at least one.
    pub(crate) title: u8,
}

/// So many times a word stands in a field of a unit.
#[derive(Clone, Copy)]
pub(crate) struct Posting {
    pub(crate) unit: u32,
    pub(crate) field: Field,
    pub(crate) times: u8,
}

/// A word in one of its forms.
pub(crate) struct Word {
    pub(crate) text: Box<str>,
    stem: Box<str>,
    /// The letters of both, as [`letters`] has them.
    letters: [u32; 2],
    postings: std::ops::Range<u32>,
}

/// An index of some things in one language, which never changes.
#[derive(Default)]
pub(crate) struct Segment {
    units: Vec<Unit>,
    /// In the order of their letters.
    words: Vec<Word>,
    /// The same by their stems.
    by_stem: Vec<u32>,
    postings: Vec<Posting>,
}

/// A word that is asked for.
pub(crate) struct Asked {
    text: String,
    stem: String,
    /// Whether longer words that begin so are meant too.
    is_beginning: bool,
    /// Whether a slip of the finger may have been made in it.
    may_be_mistaken: bool,
}

/// A word shorter than this, in letters, is another word when one of its letters is.
const MISTAKABLE: usize = 4;

impl Asked {
    /// A folded word; `least` is how many letters it takes for the beginning of a word.
    pub(crate) fn new(text: String, least: usize) -> Self {
        let letters = text.chars().count();
        let is_number = text.contains(|c: char| c.is_ascii_digit());
        Asked {
            stem: stem(&text),
            is_beginning: letters >= least,
            may_be_mistaken: letters >= MISTAKABLE && !is_number,
            text,
        }
    }

    /// A word that is meant as it stands, in all its forms and in no other way.
    pub(crate) fn plain(text: String) -> Self {
        Asked { stem: stem(&text), text, is_beginning: false, may_be_mistaken: false }
    }
}

/// How close a word comes to the one that is asked for.
pub(crate) const SAME: f32 = 1.0;
pub(crate) const SAME_STEM: f32 = 0.8;
pub(crate) const SAME_BUT_FOR_KEYBOARD: f32 = 0.7;
const BEGINS_SO: f32 = 0.5;
const ONE_OFF: f32 = 0.4;

impl Segment {
    /// An index of these things.
    pub(crate) fn of<'p>(entries: impl IntoIterator<Item = Entry<'p>>, lang: Lang) -> Self {
        let mut builder = Builder::default();
        for entry in entries {
            builder.add(entry, lang);
        }
        builder.finish()
    }

    pub(crate) fn units(&self) -> &[Unit] {
        &self.units
    }

    pub(crate) fn postings(&self, word: &Word) -> &[Posting] {
        let place = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        self.postings.get(place(word.postings.start)..place(word.postings.end)).unwrap_or_default()
    }

    /// The words that are the one asked for: in the same letters, in another form, or longer.
    pub(crate) fn near(&self, asked: &Asked) -> Vec<(&Word, f32)> {
        let from = self.words.partition_point(|word| *word.text < *asked.text);
        let begin_so = self.words.iter().skip(from).take_while(|word| word.text.starts_with(&asked.text));
        let same_letters = begin_so.take_while(|word| asked.is_beginning || *word.text == *asked.text);
        let longer = same_letters
            .map(|word| (word, if *word.text == *asked.text { SAME } else { BEGINS_SO }))
            .filter(|(word, closeness)| *closeness == SAME || *word.stem != *asked.stem);
        longer.chain(self.same_stem(asked).map(|word| (word, SAME_STEM))).collect()
    }

    /// The other forms of the word that is asked for.
    fn same_stem(&self, asked: &Asked) -> impl Iterator<Item = &Word> {
        let word = move |id: &u32| usize::try_from(*id).ok().and_then(|id| self.words.get(id));
        let stem = move |id: &u32| word(id).map_or("", |word| &*word.stem);
        let from = self.by_stem.partition_point(|id| *stem(id) < *asked.stem);
        let ids = self.by_stem.iter().skip(from).take_while(move |id| *stem(id) == *asked.stem);
        ids.filter_map(word).filter(|word| *word.text != *asked.text)
    }

    /// The words that are the one asked for, typed where there is no æ, ø and å.
    pub(crate) fn as_typed_elsewhere(&self, asked: &Asked) -> Vec<(&Word, f32)> {
        if !asked.text.is_ascii() {
            return Vec::new();
        }
        let is_same =
            |word: &&Word| is_typed_so(&word.text, &asked.text) || is_typed_so(&word.stem, &asked.stem);
        let found = self.words.iter().filter(is_same);
        found.map(|word| (word, SAME_BUT_FOR_KEYBOARD)).collect()
    }

    /// The words that are one slip of the finger away.
    pub(crate) fn one_off(&self, asked: &Asked) -> Vec<(&Word, f32)> {
        if !asked.may_be_mistaken {
            return Vec::new();
        }
        let stem_may_be = asked.stem.chars().count() >= MISTAKABLE;
        let (of_text, of_stem) = (letters(&asked.text), letters(&asked.stem));
        // Nearly all words are told from it by their letters alone.
        let may_be = |a: u32, b: u32| (a ^ b).count_ones() <= 2;
        let found = self.words.iter().filter(|word| {
            let [text, stem] = word.letters;
            may_be(text, of_text) && is_one_off(&word.text, &asked.text)
                || stem_may_be
                    && may_be(stem, of_stem)
                    && word.stem.len() >= MISTAKABLE
                    && is_one_off(&word.stem, &asked.stem)
        });
        found.map(|word| (word, ONE_OFF)).collect()
    }
}

#[derive(Default)]
struct Builder {
    units: Vec<Unit>,
    ids: HashMap<String, usize>,
    postings: Vec<Vec<Posting>>,
}

impl Builder {
    fn add(&mut self, entry: Entry<'_>, lang: Lang) {
        let Ok(unit) = u32::try_from(self.units.len()) else { return };
        let said = entry.says(lang);
        let title = u8::try_from(words(&said.title).count().max(1)).unwrap_or(u8::MAX);
        self.units.push(Unit { place: entry.place(), phase: entry.phase(), whom: entry.whom(), title });
        // One field after the other, so that a word's last posting is the one to count up.
        self.field(unit, Field::Title, &said.title);
        self.field(unit, Field::Summary, &said.summary);
        said.sections.iter().for_each(|section| self.field(unit, Field::Heading, &section.heading));
        said.sections.iter().for_each(|section| self.field(unit, Field::Text, &section.text));
    }

    fn field(&mut self, unit: u32, field: Field, text: &str) {
        let mut folded = String::new();
        for (_, word) in words(text) {
            fold(word, &mut folded);
            let id = match self.ids.get(&folded) {
                Some(id) => *id,
                None => {
                    self.ids.insert(folded.clone(), self.postings.len());
                    self.postings.push(Vec::new());
                    self.postings.len() - 1
                }
            };
            let Some(postings) = self.postings.get_mut(id) else { continue };
            match postings.last_mut() {
                Some(last) if last.unit == unit && last.field == field => {
                    last.times = last.times.saturating_add(1);
                }
                _ => postings.push(Posting { unit, field, times: 1 }),
            }
        }
    }

    fn finish(mut self) -> Segment {
        let mut ids: Vec<(String, usize)> = self.ids.into_iter().collect();
        ids.sort_unstable();
        let mut postings = Vec::with_capacity(self.postings.iter().map(Vec::len).sum());
        let words: Vec<Word> = ids
            .into_iter()
            .map(|(text, id)| {
                let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                let from = place(postings.len());
                postings.extend(self.postings.get_mut(id).map(std::mem::take).unwrap_or_default());
                let stem = stem(&text).into_boxed_str();
                let letters = [letters(&text), letters(&stem)];
                Word { stem, text: text.into(), letters, postings: from..place(postings.len()) }
            })
            .collect();
        let mut by_stem: Vec<u32> = (0..words.len()).filter_map(|id| u32::try_from(id).ok()).collect();
        by_stem.sort_by_cached_key(|id| {
            usize::try_from(*id).ok().and_then(|id| words.get(id)).map(|word| word.stem.clone())
        });
        Segment { units: self.units, words, by_stem, postings }
    }
}
