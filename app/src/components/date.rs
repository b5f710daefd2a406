//! Dates as people say them: «torsdag 14. januar».

use domain::{Date, Lang};

const DAYS: [[&str; 7]; 2] = [
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"],
];
const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];

/// «torsdag 14. januar»: a day that is near.
pub fn day(date: Date, lang: Lang) -> String {
    let (day, month, _, weekday) = date.parts();
    let names = match lang {
        Lang::Nb => &DAYS[0],
        Lang::Nn => &DAYS[1],
    };
    let weekday = usize::try_from(weekday).ok().and_then(|n| names.get(n)).copied().unwrap_or_default();
    format!("{weekday} {day}. {}", month_name(month))
}

/// «14. januar 2027»: a day that may be far.
pub fn day_of_year(date: Date) -> String {
    let (day, month, year, _) = date.parts();
    format!("{day}. {} {year}", month_name(month))
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|n| MONTHS.get(n)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_in_each_language() {
        let date: Date = "2027-01-16".parse().unwrap();
        assert_eq!(day(date, Lang::Nb), "lørdag 16. januar");
        assert_eq!(day(date, Lang::Nn), "laurdag 16. januar");
        assert_eq!(day_of_year(date), "16. januar 2027");
    }
}
