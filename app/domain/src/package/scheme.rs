//! The scheme around the package: what it was, what pays for it now, who does what, and when.

use crate::{Date, PerLang, package::Page};
use std::sync::Arc;

/// Everything under `content/ordningen/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scheme {
    /// The pages in their order: those that readers may see.
    pub pages: Vec<Arc<Page>>,
    /// Pages kept from readers because a file of theirs is faulty.
    pub faulty: Vec<Arc<Page>>,
    /// The points of the year wheel, in the order of their file.
    pub year: Vec<Event>,
}

impl Scheme {
    /// The slug of the page that the points of the year stand on.
    pub const YEAR: &str = "arshjul";
    /// Where on that page they begin.
    pub const YEAR_ANCHOR: &str = "arshjulet";

    /// The page with this slug.
    pub fn page(&self, slug: &str) -> Option<&Page> {
        self.pages.iter().map(Arc::as_ref).find(|page| page.slug == slug)
    }

    /// The pages before and after the one with this slug.
    pub fn neighbours(&self, slug: &str) -> (Option<&Page>, Option<&Page>) {
        let Some(at) = self.pages.iter().position(|page| page.slug == slug) else { return (None, None) };
        let page = |at: usize| self.pages.get(at).map(Arc::as_ref);
        (at.checked_sub(1).and_then(page), page(at + 1))
    }
}

/// A point of the year wheel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What tells it from the others.
    pub id: String,
    /// When in the year.
    pub when: When,
    /// Who has something to do.
    pub who: PerLang<String>,
    /// What they do.
    pub what: PerLang<String>,
    /// How sure we are of the time.
    pub certainty: Certainty,
    /// Where the time is said.
    pub source: Option<String>,
    /// The day the source was read.
    pub checked: Date,
}

/// A time of the year. Months are 1–12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// One day.
    Day {
        /// The month.
        month: u8,
        /// The day of the month.
        day: u8,
    },
    /// From the beginning of one month to the end of another, which may lie in the next year.
    Months {
        /// The first.
        from: u8,
        /// The last.
        to: u8,
    },
}

impl When {
    /// The month it begins in.
    pub const fn month(self) -> u8 {
        match self {
            When::Day { month, .. } => month,
            When::Months { from, .. } => from,
        }
    }

    /// How many months it touches.
    pub const fn months(self) -> u8 {
        match self {
            When::Day { .. } => 1,
            When::Months { from, to } => (to + 12 - from) % 12 + 1,
        }
    }

    /// Whether it touches a month.
    pub const fn touches(self, month: u8) -> bool {
        (month + 12 - self.month()) % 12 < self.months()
    }
}

/// How sure we are of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It is confirmed for the scheme as it is now.
    Confirmed,
    /// It is older, from one county, or our own proposal: why, and whom to ask.
    Ask(PerLang<String>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_run_over_new_year() {
        let winter = When::Months { from: 11, to: 1 };
        assert_eq!((winter.month(), winter.months()), (11, 3));
        let touched: Vec<u8> = (1..=12).filter(|month| winter.touches(*month)).collect();
        assert_eq!(touched, [1, 11, 12]);
        assert_eq!(When::Months { from: 2, to: 2 }.months(), 1);
        assert_eq!(When::Months { from: 9, to: 5 }.months(), 9);
        assert!(When::Day { month: 4, day: 30 }.touches(4));
        assert!(!When::Day { month: 4, day: 30 }.touches(5));
    }
}
