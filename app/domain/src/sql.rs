//! What a database's errors mean to those who called.

use crate::store::Failure;
use std::io::ErrorKind;

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Failure {
        match &error {
            sqlx::Error::PoolTimedOut => Failure::Busy,
            sqlx::Error::Io(io) if io.kind() == ErrorKind::StorageFull => Failure::Full,
            // A server that is being started again is back in a moment.
            sqlx::Error::Io(_) => Failure::Busy,
            sqlx::Error::Database(database) => {
                let code = database.code().unwrap_or_default();
                of_code(&code).unwrap_or_else(|| Failure::Broken(error.to_string()))
            }
            _ => Failure::Broken(error.to_string()),
        }
    }
}

/// SQLite's codes are numbers whose last byte is the kind, PostgreSQL's are five characters: they cannot be mistaken
/// for one another.
fn of_code(code: &str) -> Option<Failure> {
    const SQLITE_BUSY: u32 = 5;
    const SQLITE_LOCKED: u32 = 6;
    const SQLITE_FULL: u32 = 13;
    match code {
        // Serialization, deadlock, lock not available, cancelled by a timeout, too many connections, shutting down,
        // starting up.
        "40001" | "40P01" | "55P03" | "57014" | "53300" | "57P01" | "57P02" | "57P03" => Some(Failure::Busy),
        "53100" => Some(Failure::Full),
        five if five.len() == 5 => None,
        number => match number.parse::<u32>().ok()? & 0xff {
            SQLITE_BUSY | SQLITE_LOCKED => Some(Failure::Busy),
            SQLITE_FULL => Some(Failure::Full),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_told_from_what_does_not() {
        for busy in ["5", "517", "6", "262", "40001", "40P01", "55P03"] {
            assert!(matches!(of_code(busy), Some(Failure::Busy)), "{busy}");
        }
        for full in ["13", "53100"] {
            assert!(matches!(of_code(full), Some(Failure::Full)), "{full}");
        }
        for broken in ["1", "787", "23505", "42P01", "", "x"] {
            assert!(of_code(broken).is_none(), "{broken}");
        }
    }
}
