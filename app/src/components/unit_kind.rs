//! What a kind of unit is called.

use crate::locales::texts;
use domain::{Lang, people::UnitKind};

/// The kind's name.
pub fn name(kind: UnitKind, lang: Lang) -> &'static str {
    let t = &texts(lang).unit_kind;
    match kind {
        UnitKind::Kindergarten => t.kindergarten,
        UnitKind::School => t.school,
        UnitKind::AfterSchool => t.after_school,
        UnitKind::UpperSecondary => t.upper_secondary,
        UnitKind::Ppt => t.ppt,
        UnitKind::Other => t.other,
    }
}

/// The kind's word in a form.
pub const fn word(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Kindergarten => "kindergarten",
        UnitKind::School => "school",
        UnitKind::AfterSchool => "after_school",
        UnitKind::UpperSecondary => "upper_secondary",
        UnitKind::Ppt => "ppt",
        UnitKind::Other => "other",
    }
}

/// The kind that a form's word stands for.
pub fn of(word: &str) -> Option<UnitKind> {
    UnitKind::ALL.into_iter().find(|kind| self::word(*kind) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_reads_back_what_it_was_given() {
        for kind in UnitKind::ALL {
            assert_eq!(of(word(kind)), Some(kind));
        }
        assert_eq!(of(""), None, "nobody has chosen");
    }
}
