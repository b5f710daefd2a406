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
