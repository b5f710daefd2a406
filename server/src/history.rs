//! When each file of the content was last changed, as git has it. Where there is no git, nothing is known.

use domain::Timestamp;
use std::{collections::HashMap, path::Path, process::Command};

/// The last changes in a folder that is a checkout, or lies in one. What is not committed has no date yet.
pub fn of_folder(folder: &Path) -> HashMap<String, Timestamp> {
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(folder).args(["-c", "core.quotePath=false"]).args(arguments);
        let done = git.output().ok().filter(|done| done.status.success())?;
        String::from_utf8(done.stdout).ok()
    };
    // A checkout without its history says of every file that its last commit changed it.
    match git(&["rev-parse", "--is-shallow-repository"]) {
        Some(is_shallow) if is_shallow.trim() == "false" => {}
        _ => return HashMap::new(),
    }
    let log = git(&["log", "--format=@%ct", "--name-only", "--no-merges", "--relative", "--", "."]);
    read(&log.unwrap_or_default())
}

/// Reads git's log: a line with the seconds of a commit, the newest first, and then the files it touched.
pub fn read(log: &str) -> HashMap<String, Timestamp> {
    let mut changed = HashMap::new();
    let mut at = None;
    for line in log.lines().filter(|line| !line.is_empty()) {
        match (line.strip_prefix('@').and_then(|seconds| seconds.parse::<i64>().ok()), at) {
            (Some(seconds), _) => at = Some(Timestamp(seconds.saturating_mul(1000))),
            (None, Some(at)) => {
                changed.entry(line.to_owned()).or_insert(at);
            }
            (None, None) => {}
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_was_changed_by_the_newest_commit_that_touched_it() {
        let log = "@200\n\npakke.yaml\nmoduler/10-a/10-å.nb.md\n@100\n\npakke.yaml\nordliste.nb.md\n";
        let changed = read(log);
        assert_eq!(changed.len(), 3);
        assert_eq!(changed["pakke.yaml"], Timestamp(200_000));
        assert_eq!(changed["ordliste.nb.md"], Timestamp(100_000));
        assert!(read("").is_empty());
    }

    #[test]
    fn a_folder_that_is_no_checkout_has_no_history() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(of_folder(folder.path()).is_empty());
    }
}
