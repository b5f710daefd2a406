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

/// The kind's word in a form, which is the one it is read by.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_reads_back_what_it_was_given() {
        for kind in UnitKind::ALL {
            let read: UnitKind = serde_json::from_value(word(kind).into()).unwrap();
            assert_eq!(read, kind);
        }
    }
}
