//! When each file of the content was last changed, and which commit it is, as git has it. Where there is no git,
//! nothing is known.

use crate::{assets, git::Git};
use domain::Timestamp;
use std::{collections::HashMap, path::Path};

/// What git knows about a state of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct History {
    /// The commit it is, in full; none where anything is not committed.
    pub(crate) commit: Option<String>,
    /// When each file was last changed, by its path.
    pub(crate) changed: HashMap<String, Timestamp>,
}

/// How the log is asked for, so that [`read`] can read it. `server/build.rs` asks in the same way.
const LOG: [&str; 4] = ["log", "--format=@%ct", "--name-only", "--no-merges"];

impl History {
    /// Of the content that was embedded at build.
    pub(crate) fn embedded() -> History {
        let commit = assets::commit();
        History { commit: (!commit.is_empty()).then(|| commit.to_owned()), changed: read(assets::history()) }
    }

    /// Of a folder that is a checkout, or lies in one. What is not committed has no date yet.
    pub(crate) fn of_folder(folder: &Path) -> History {
        let git = |arguments: &[&str]| Git::here(folder).text(arguments).unwrap_or_default();
        // A checkout without its history says of every file that its last commit changed it.
        if git(&["rev-parse", "--is-shallow-repository"]).trim() != "false" {
            return History::default();
        }
        // Nothing is printed where nothing is changed, nor where the question fails; the log then fails too.
        let is_clean =
            Git::here(folder).text(&["status", "--porcelain", "--", "."]).is_ok_and(|all| all.is_empty());
        let log = git(&[&LOG[..], &["--relative", "--", "."]].concat());
        History { commit: head(folder).filter(|_| is_clean), changed: read(&log) }
    }

    /// Of a commit in a repository without a checkout, seen from one of its folders.
    pub(crate) fn of_commit(repository: &Path, commit: &str, folder: &str) -> History {
        let within: &[&str] = if folder.is_empty() { &[] } else { &["--", folder] };
        let log = Git::here(repository).text(&[&LOG[..], &[commit], within].concat()).unwrap_or_default();
        let inside = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let changed = read(&log).into_iter();
        let changed = changed.filter_map(|(path, at)| Some((path.strip_prefix(&inside)?.to_owned(), at)));
        History { commit: Some(commit.to_owned()), changed: changed.collect() }
    }
}

/// The commit that a folder is checked out at.
pub(crate) fn head(folder: &Path) -> Option<String> {
    let head = Git::here(folder).text(&["rev-parse", "--verify", "--quiet", "HEAD"]).ok()?;
    Some(head.trim().to_owned()).filter(|head| !head.is_empty())
}

/// Reads git's log: a line with the seconds of a commit, the newest first, and then the files it touched.
pub(crate) fn read(log: &str) -> HashMap<String, Timestamp> {
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
        assert!(History::of_folder(folder.path()) == History::default());
    }
}
