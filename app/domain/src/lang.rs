//! The languages people read and write the interface in.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A language of the interface and of the package. Bokmål and nynorsk are required and at parity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Bokmål.
    Nb,
    /// Nynorsk.
    Nn,
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: [Lang; 2] = [Lang::Nb, Lang::Nn];

    /// The code used in addresses, file names and the `lang` attribute.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Nb => "nb",
            Lang::Nn => "nn",
        }
    }

    /// What the language calls itself.
    pub const fn name(self) -> &'static str {
        match self {
            Lang::Nb => "Bokmål",
            Lang::Nn => "Nynorsk",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A code that names no language of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such language: {0}")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code {
            "nb" => Ok(Lang::Nb),
            "nn" => Ok(Lang::Nn),
            other => Err(UnknownLang(other.to_owned())),
        }
    }
}

/// One value a language; a missing translation cannot be written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerLang<T> {
    /// Bokmål.
    pub nb: T,
    /// Nynorsk.
    pub nn: T,
}

impl<T> PerLang<T> {
    /// The value in one language.
    pub const fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Nb => &self.nb,
            Lang::Nn => &self.nn,
        }
    }

    /// The same shape, each language's value mapped.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> PerLang<U> {
        PerLang { nb: f(self.nb), nn: f(self.nn) }
    }
}
