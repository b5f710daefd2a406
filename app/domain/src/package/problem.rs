//! What the check finds in the content.

use serde::{Deserialize, Serialize};

/// Something the check found in the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How serious it is.
    pub level: Level,
    /// The kind, a stable word such as `lenke-uten-mål`.
    pub kind: String,
    /// The file, relative to `content/`.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong, in bokmål.
    pub message: String,
    /// How to mend it, in bokmål.
    pub mend: String,
}

/// How serious a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The page is refused.
    Fault,
    /// A matter of time or taste.
    Warning,
}
