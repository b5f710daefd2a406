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

/// A date that people agree on, in Norway: `yyyy-mm-dd`, no time and no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(pub jiff::civil::Date);

impl Date {
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

    /// Day of the month, month from 1, year, and weekday from Monday = 0: what a written date is made of.
    pub fn parts(self) -> (i8, i8, i16, i8) {
        (self.0.day(), self.0.month(), self.0.year(), self.0.weekday().to_monday_zero_offset())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Text that is no date of the form `yyyy-mm-dd`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date: {0}")]
pub struct NotADate(pub String);

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim().parse().map(Date).map_err(|_| NotADate(text.to_owned()))
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
        assert!("31.12.2026".parse::<Date>().is_err());
        assert_eq!(date.parts(), (31, 12, 2026, 3));
    }
}
