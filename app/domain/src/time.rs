//! Moments and dates. Nothing here asks what time it is; a moment is always handed in.

use serde::{Deserialize, Serialize};
use std::{fmt, ops::Add, str::FromStr, time::Duration};

/// A moment: milliseconds since 1970, UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Milliseconds from this moment until a later one; zero where it has passed.
    pub fn until(self, later: Timestamp) -> i64 {
        (later.0 - self.0).max(0)
    }

    /// The moment this long before.
    pub fn before(self, by: Duration) -> Timestamp {
        Timestamp(self.0.saturating_sub(millis(by)))
    }

    /// The version of what is saved at this moment over another version, or over nothing (0). What was deleted begins
    /// anew, so a count would come again, and a window from before would write over what it never saw. Moments do not
    /// come again.
    pub fn version_after(self, version: i64) -> i64 {
        self.0.max(version.saturating_add(1))
    }

    /// The moment as ISO 8601 writes it, in UTC: `2027-01-14T08:30:00Z`.
    pub fn iso(self) -> String {
        jiff::Timestamp::from_millisecond(self.0).map_or_else(|_| self.0.to_string(), |at| at.to_string())
    }
}

impl Add<Duration> for Timestamp {
    type Output = Timestamp;

    fn add(self, by: Duration) -> Timestamp {
        Timestamp(self.0.saturating_add(millis(by)))
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// The months' names, which are the same in bokmål and nynorsk.
pub const MONTHS: [&str; 12] = [
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

/// A date that people agree on, in Norway: `yyyy-mm-dd`, no time and no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(pub jiff::civil::Date);

impl Date {
    /// 1 January 1970, from which days are counted.
    pub const EPOCH: Date = Date(jiff::civil::date(1970, 1, 1));

    /// The date this many weeks later.
    pub fn plus_weeks(self, weeks: u16) -> Date {
        self.plus_days(i64::from(weeks) * 7)
    }

    /// The date this many days later, or earlier where negative; the last day there is where it would pass it.
    pub fn plus_days(self, days: i64) -> Date {
        Date(self.0.saturating_add(jiff::Span::new().days(days.clamp(-3_000_000, 3_000_000))))
    }

    /// Days from this date until another; negative where that one is earlier.
    pub fn days_until(self, other: Date) -> i64 {
        self.0.until(other.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// «14. januar 2027».
    pub fn in_words(self) -> String {
        let (day, month, year, _) = self.parts();
        let month = usize::try_from(month - 1).ok().and_then(|n| MONTHS.get(n)).copied().unwrap_or_default();
        format!("{day}. {month} {year}")
    }

    /// Day of the month, month from 1, year, and weekday from Monday = 0: what a written date is made of.
    pub fn parts(self) -> (i8, i8, i16, i8) {
        (self.0.day(), self.0.month(), self.0.year(), self.0.weekday().to_monday_zero_offset())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, month, year, _) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

/// Text that is no date of the form `yyyy-mm-dd`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date: {0}")]
pub struct NotADate(pub String);

impl FromStr for Date {
    type Err = NotADate;

    // By hand, for the library's own reader brings every sentence it can complain with to every phone.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let not_a_date = || NotADate(text.to_owned());
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.trim().as_bytes() else {
            return Err(not_a_date());
        };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0i16, |sum, digit| {
                digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0'))
            })
        };
        let small = |digits: &[u8]| number(digits).and_then(|n| i8::try_from(n).ok());
        let (year, month, day) = (number(&[y1, y2, y3, y4]), small(&[m1, m2]), small(&[d1, d2]));
        let date = year.zip(month).zip(day);
        let date = date.and_then(|((year, month), day)| jiff::civil::Date::new(year, month, day).ok());
        date.map(Date).ok_or_else(not_a_date)
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(feature = "sql")]
mod sql {
    //! A date is `TEXT` in both databases.
    use super::Date;
    use sqlx::{Database, Decode, Encode, Type, encode::IsNull, error::BoxDynError};

    impl<DB: Database> Type<DB> for Date
    where
        String: Type<DB>,
    {
        fn type_info() -> DB::TypeInfo {
            <String as Type<DB>>::type_info()
        }

        fn compatible(ty: &DB::TypeInfo) -> bool {
            <String as Type<DB>>::compatible(ty)
        }
    }

    impl<'q, DB: Database> Encode<'q, DB> for Date
    where
        String: Encode<'q, DB>,
    {
        fn encode_by_ref(&self, buf: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
            self.to_string().encode_by_ref(buf)
        }
    }

    impl<'r, DB: Database> Decode<'r, DB> for Date
    where
        String: Decode<'r, DB>,
    {
        fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
            Ok(String::decode(value)?.parse()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_what_it_writes_and_counts_days_over_a_year() {
        let date: Date = "2026-12-31".parse().unwrap();
        assert_eq!(date.plus_days(1).to_string(), "2027-01-01");
        assert_eq!(date.plus_weeks(3).to_string(), "2027-01-21");
        assert_eq!(date.days_until(date.plus_days(400)), 400);
        for not_a_date in
            ["31.12.2026", "2026-02-30", "2026-2-3", "2026-02-0x", "2026-00-10", "", "2026-12-310"]
        {
            assert!(not_a_date.parse::<Date>().is_err(), "{not_a_date}");
        }
        assert_eq!(date.parts(), (31, 12, 2026, 3));
        assert_eq!(date.in_words(), "31. desember 2026");
    }
}
