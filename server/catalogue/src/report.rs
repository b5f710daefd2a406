//! Problems as text for a person, for a program, and for a code forge's review.

use domain::package::{Level, Problem};
use std::fmt::Write as _;

/// One paragraph a problem, and a last line that counts.
pub fn format_text(problems: &[Problem]) -> String {
    let mut out = String::new();
    for problem in problems {
        let Problem { file, line, column, kind, message, mend, .. } = problem;
        let level = level_word(problem.level);
        // Writing to a String cannot fail.
        writeln!(out, "{file}:{line}:{column}: {level} [{kind}]\n  {message}\n  {mend}\n")
            .unwrap_or_default();
    }
    let faults = problems.iter().filter(|problem| problem.level == Level::Fault).count();
    let warnings = problems.len() - faults;
    writeln!(out, "{faults} feil, {warnings} {}", if warnings == 1 { "advarsel" } else { "advarsler" })
        .unwrap_or_default();
    out
}

/// A JSON array of problems.
pub fn format_json(problems: &[Problem]) -> String {
    let mut out = serde_json::to_string_pretty(problems).unwrap_or_else(|_| "[]".to_owned());
    out.push('\n');
    out
}

/// Workflow commands that put each problem beside its line in a review. `folder` is where the content lies in the
/// repository, and empty where it is all of it.
pub fn format_github(problems: &[Problem], folder: &str) -> String {
    let mut out = String::new();
    for problem in problems {
        let Problem { file, line, column, kind, message, mend, .. } = problem;
        let command = match problem.level {
            Level::Fault => "error",
            Level::Warning => "warning",
        };
        let file = if folder.is_empty() { file.clone() } else { format!("{folder}/{file}") };
        let file = escaped(&file, true);
        let title = escaped(kind, true);
        let text = escaped(&format!("{message} {mend}"), false);
        writeln!(out, "::{command} file={file},line={line},col={column},title={title}::{text}")
            .unwrap_or_default();
    }
    out
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Fault => "feil",
        Level::Warning => "advarsel",
    }
}

/// Text as a workflow command may carry it; a property may not hold what separates properties either.
fn escaped(text: &str, property: bool) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    if property { text.replace(':', "%3A").replace(',', "%2C") } else { text }
}
