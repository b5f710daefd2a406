//! «Fant du det du lette etter?»: what readers say of a page. Nobody is asked who they are, and nothing tells.

use crate::{Date, FeedbackId, Refusal, text};

/// The longest a reader's words may be, in characters.
pub const LIMIT: usize = 250;
/// Answers that one page takes in a day, in all. No reader is known from another, so whoever sends without end fills
/// this and no more.
pub const A_DAY: i64 = 300;

/// What one reader said of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// Its id, drawn at random, known to the reader's browser while the words are written.
    pub id: FeedbackId,
    /// The module's slug.
    pub module: String,
    /// The page's slug.
    pub page: String,
    /// Whether the reader found what they were looking for.
    pub found: bool,
    /// What they were looking for, in their words; empty where they said no more.
    pub words: String,
    /// The day it was said; no finer time is kept.
    pub day: Date,
}

impl Feedback {
    /// What is stored when a reader adds words.
    ///
    /// # Errors
    /// [`Refusal::Used`] where there are words already, [`Refusal::Expired`] on another day, and those of
    /// [`text::required`].
    pub fn with_words(&self, words: &str, today: Date) -> Result<String, Refusal> {
        let words = text::required(words, LIMIT)?;
        match () {
            () if self.words == words => Ok(words),
            () if !self.words.is_empty() => Err(Refusal::Used),
            () if self.day != today => Err(Refusal::Expired),
            () => Ok(words),
        }
    }
}

/// Whether a page that has had so many answers today takes another.
///
/// # Errors
/// [`Refusal::TooMany`].
pub fn may_answer(today: i64) -> Result<(), Refusal> {
    if today < A_DAY { Ok(()) } else { Err(Refusal::TooMany) }
}

/// What is said of one page, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Readers who found what they were looking for.
    pub found: usize,
    /// Readers who did not.
    pub missed: usize,
}

impl Tally {
    /// Counts what was said of a page.
    pub fn of<'f>(all: impl IntoIterator<Item = &'f Feedback>, module: &str, page: &str) -> Tally {
        let here = all.into_iter().filter(|one| one.module == module && one.page == page);
        here.fold(Tally::default(), |tally, one| match one.found {
            true => Tally { found: tally.found + 1, ..tally },
            false => Tally { missed: tally.missed + 1, ..tally },
        })
    }

    /// Whether more readers look in vain than find, of five or more.
    pub fn is_low(&self) -> bool {
        self.found + self.missed >= 5 && self.missed > self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(found: bool, words: &str) -> Feedback {
        Feedback {
            id: FeedbackId(uuid::Uuid::nil()),
            module: "m".into(),
            page: "p".into(),
            found,
            words: words.into(),
            day: "2026-11-22".parse().unwrap(),
        }
    }

    #[test]
    fn words_are_added_once_on_the_same_day() {
        let today: Date = "2026-11-22".parse().unwrap();
        assert_eq!(
            said(false, "").with_words(" Et eksempel fra SFO ", today).unwrap(),
            "Et eksempel fra SFO"
        );
        assert_eq!(said(false, "Det").with_words("Det", today).unwrap(), "Det", "a retry");
        assert_eq!(said(false, "Det").with_words("Noe annet", today), Err(Refusal::Used));
        assert_eq!(said(false, "").with_words("Det", today.plus_days(1)), Err(Refusal::Expired));
        assert_eq!(said(false, "").with_words("  ", today), Err(Refusal::Empty));
        assert_eq!(said(false, "").with_words("24850900163", today), Err(Refusal::NationalId));
        let long = "x".repeat(LIMIT + 1);
        assert!(matches!(
            said(false, "").with_words(&long, today),
            Err(Refusal::TooLong { limit: LIMIT, .. })
        ));
    }

    #[test]
    fn a_page_takes_so_many_answers_a_day() {
        assert_eq!(may_answer(A_DAY - 1), Ok(()));
        assert_eq!(may_answer(A_DAY), Err(Refusal::TooMany));
    }

    #[test]
    fn a_page_is_low_when_most_of_five_look_in_vain() {
        let all = [said(true, ""), said(false, ""), said(false, ""), said(false, ""), said(true, "")];
        let tally = Tally::of(&all, "m", "p");
        assert_eq!(tally, Tally { found: 2, missed: 3 });
        assert!(tally.is_low() && !Tally::of(&all[1..], "m", "p").is_low());
        assert_eq!(Tally::of(&all, "m", "q"), Tally::default());
    }
}
