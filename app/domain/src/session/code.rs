//! The codes by which people and screens come into a session.

use crate::Refusal;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Letters and digits that cannot be misread for one another.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Six characters that people type to join: no 0 and O, no 1 and I.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct JoinCode(String);

/// Ten characters that let one shared screen read along.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct ScreenCode(String);

/// How often a code that no session has was typed within [`crate::signin::WINDOW`].
///
/// There are a thousand million codes. Where a thousand sessions are open, one who types as often as a network may finds
/// one in ten weeks; and a thousand people behind one address may come to as many meetings, and every other one mistype.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missed {
    /// In this browser, or by this person.
    pub browser: i64,
    /// From this network.
    pub network: i64,
}

impl Missed {
    /// Wrong codes that one browser may type in the window.
    pub const PER_BROWSER: i64 = 20;
    /// Wrong codes that may come from one network in the window.
    pub const PER_NETWORK: i64 = 600;

    /// Whether another code may be tried, right or wrong.
    ///
    /// # Errors
    /// [`Refusal::TooMany`].
    pub const fn allow(self) -> Result<(), Refusal> {
        if self.browser < Self::PER_BROWSER && self.network < Self::PER_NETWORK {
            Ok(())
        } else {
            Err(Refusal::TooMany)
        }
    }
}

macro_rules! codes {
    ($($name:ident: $length:literal;)*) => {$(
        impl $name {
            /// A code made from random bytes.
            pub fn from_random(bytes: [u8; $length]) -> Self {
                Self(bytes.iter().map(|b| char::from(ALPHABET[usize::from(b % 32)])).collect())
            }

            /// The characters.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = Refusal;

            /// Reads what people type: small letters, spaces and hyphens are fine.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let code: String = text
                    .chars()
                    .filter(|c| !c.is_whitespace() && *c != '-')
                    .map(|c| c.to_ascii_uppercase())
                    .collect();
                if code.len() == $length && code.bytes().all(|b| ALPHABET.contains(&b)) {
                    Ok(Self(code))
                } else {
                    Err(Refusal::Invalid)
                }
            }
        }
    )*};
}

codes! {
    JoinCode: 6;
    ScreenCode: 10;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_mistypes_and_comes_in_while_one_browser_cannot_guess_on() {
        assert_eq!(Missed { browser: 2, network: 300 }.allow(), Ok(()));
        assert_eq!(Missed { browser: Missed::PER_BROWSER, network: 0 }.allow(), Err(Refusal::TooMany));
        assert_eq!(Missed { browser: 0, network: Missed::PER_NETWORK }.allow(), Err(Refusal::TooMany));
    }
}
