//! How long something takes, in words.

use crate::locales::{fill, texts};
use domain::Lang;

/// «25 min», «1 t 15 min».
pub fn minutes(minutes: u32, lang: Lang) -> String {
    let t = &texts(lang).duration;
    match (minutes / 60, minutes % 60) {
        (0, left) => fill(t.minutes, &[("n", &left)]),
        (hours, 0) => fill(t.hours, &[("n", &hours)]),
        (hours, left) => fill(t.hours_minutes, &[("hours", &hours), ("minutes", &left)]),
    }
}

/// «1 uke», «3 uker».
pub fn weeks(weeks: u16, lang: Lang) -> String {
    let t = &texts(lang).duration;
    if weeks == 1 { t.week.to_owned() } else { fill(t.weeks, &[("n", &weeks)]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_in_hours_only_where_there_are_any() {
        assert_eq!(minutes(25, Lang::Nb), "25 min");
        assert_eq!(minutes(60, Lang::Nb), "1 t");
        assert_eq!(minutes(75, Lang::Nb), "1 t 15 min");
        assert_eq!((weeks(1, Lang::Nb), weeks(3, Lang::Nn)), ("1 uke".into(), "3 veker".into()));
    }
}
