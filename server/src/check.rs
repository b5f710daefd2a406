//! `check`: what is wrong with a folder of content, told to whoever asks.

use clap::ValueEnum;
use domain::{
    Date, Lang,
    package::{Level, Problem},
};
use std::{
    collections::{BTreeSet, HashSet},
    error::Error,
    fs,
    io::{self, Write as _},
    path::Path,
    process::{Command, Stdio},
    thread,
};

/// How what is found is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// For a person.
    Text,
    /// For a program.
    Json,
    /// For a forge's review.
    Github,
}

/// Checks a folder as of a day and writes what is found; whether it may be published.
pub fn check(folder: &Path, format: Format, today: Date) -> Result<bool, Box<dyn Error + Send + Sync>> {
    if !folder.is_dir() {
        return Err(format!("there is no folder {} to check", folder.display()).into());
    }
    let files = catalogue::read_dir(folder)
        .map_err(|why| format!("the folder {} cannot be read: {why}", folder.display()))?;
    let mut problems = catalogue::load(&files, today).problems;
    match catalogue::spelling(&files, unknown_words) {
        Ok(misspelt) => problems.extend(misspelt),
        // Standard output is for the report, which programs read.
        Err(why) => eprintln!("Stavekontrollen er hoppet over: {why}."),
    }
    catalogue::sort(&mut problems);
    io::stdout().write_all(report(folder, format, &problems).as_bytes())?;
    Ok(problems.iter().all(|problem| problem.level != Level::Fault))
}

fn report(folder: &Path, format: Format, problems: &[Problem]) -> String {
    match format {
        Format::Text => catalogue::format_text(problems),
        Format::Json => catalogue::format_json(problems),
        Format::Github => catalogue::format_github(problems, &in_repository(folder)),
    }
}

/// A folder's path from the root of the repository it lies in; as it was named where it lies in none.
fn in_repository(folder: &Path) -> String {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    // In a worktree of its own `.git` is a file.
    let root = whole.ancestors().find(|above| above.join(".git").exists());
    let inside = root.and_then(|root| whole.strip_prefix(root).ok()).unwrap_or(folder);
    let names: Vec<_> = inside.components().map(|name| name.as_os_str().to_string_lossy()).collect();
    names.join("/")
}

/// Those of some words that hunspell's dictionary for a language does not have.
fn unknown_words(lang: Lang, words: &BTreeSet<&str>) -> Result<HashSet<String>, String> {
    let dictionary = match lang {
        Lang::Nb => "nb_NO",
        Lang::Nn => "nn_NO",
    };
    let missing =
        || format!("hunspell med ordboka {dictionary} er ikke installert (Debian: hunspell hunspell-no)");
    let mut hunspell = Command::new("hunspell")
        .args(["-d", dictionary, "-i", "UTF-8", "-l"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| missing())?;
    let input: String = words.iter().flat_map(|word| [*word, "\n"]).collect();
    let pipe = hunspell.stdin.take();
    // It answers while it reads, so writing and reading go on at once. A pipe that breaks means that it has ended, and
    // how it ended says why.
    let writer = thread::spawn(move || pipe.map(|mut pipe| pipe.write_all(input.as_bytes())));
    let output = hunspell.wait_with_output().map_err(|why| why.to_string())?;
    let written = writer.join();
    if !output.status.success() {
        return Err(missing());
    }
    if !matches!(written, Ok(Some(Ok(())))) {
        return Err("hunspell leste ikke alle ordene".to_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_from_the_root_of_its_repository() {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        assert_eq!(in_repository(&content), "content");
        assert_eq!(in_repository(&content.join("moduler")), "content/moduler");
        assert_eq!(in_repository(&content.join("..")), "");
        assert_eq!(in_repository(Path::new("nowhere/at/all")), "nowhere/at/all");
    }

    #[test]
    fn hunspell_knows_each_language_or_is_said_to_be_missing() {
        let words = BTreeSet::from(["ikke", "ikkje", "skriveffeil"]);
        let both = unknown_words(Lang::Nb, &words).and_then(|nb| Ok((nb, unknown_words(Lang::Nn, &words)?)));
        match both {
            Ok((nb, nn)) => {
                assert_eq!(nb, HashSet::from(["ikkje".to_owned(), "skriveffeil".to_owned()]));
                assert_eq!(nn, HashSet::from(["ikke".to_owned(), "skriveffeil".to_owned()]));
            }
            Err(why) => assert!(why.contains("er ikke installert"), "{why}"),
        }
    }
}
