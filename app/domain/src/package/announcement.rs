//! What is announced for a while.

use crate::{Date, PerLang, package::Html};

/// Something that is said for a while on the front page and above the modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The files' name without language.
    pub slug: String,
    /// The first day it is shown.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// The words, in each language.
    pub text: PerLang<AnnouncementText>,
}

impl Announcement {
    /// Whether it is shown on a day.
    pub fn stands(&self, today: Date) -> bool {
        self.from <= today && today <= self.until
    }
}

/// An announcement's words in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncementText {
    /// The title.
    pub title: String,
    /// The file it came from, relative to `content/`.
    pub file: String,
    /// The words, rendered.
    pub html: Html,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_announcement_stands_from_its_first_day_to_its_last() {
        let text = AnnouncementText { title: String::new(), file: String::new(), html: Html::default() };
        let day = |text: &str| text.parse::<Date>().unwrap();
        let one = Announcement {
            slug: "ny".into(),
            from: day("2026-11-15"),
            until: day("2027-02-01"),
            text: PerLang { nb: text.clone(), nn: text },
        };
        let standing =
            ["2026-11-14", "2026-11-15", "2027-02-01", "2027-02-02"].map(|text| one.stands(day(text)));
        assert_eq!(standing, [false, true, true, false]);
    }
}
