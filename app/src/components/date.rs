//! Dates as people say them: «torsdag 14. januar».

use domain::{Date, Lang, MONTHS};

const DAYS: [[&str; 7]; 2] = [
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"],
];
/// «torsdag 14. januar»: a day that is near.
pub fn day(date: Date, lang: Lang) -> String {
    let (day, month, _, weekday) = date.parts();
    let names = match lang {
        Lang::Nb => &DAYS[0],
        Lang::Nn => &DAYS[1],
    };
    let weekday = usize::try_from(weekday).ok().and_then(|n| names.get(n)).copied().unwrap_or_default();
    format!("{weekday} {day}. {}", u8::try_from(month).map_or("", month_name))
}

/// The name of a month from 1 to 12.
pub fn month_name(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|n| MONTHS.get(n)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_in_each_language() {
        let date: Date = "2027-01-16".parse().unwrap();
        assert_eq!(day(date, Lang::Nb), "lørdag 16. januar");
        assert_eq!(day(date, Lang::Nn), "laurdag 16. januar");
    }
}
