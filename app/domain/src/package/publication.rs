//! How the content came here, what stopped anything newer, and where its files can be changed.

use crate::Timestamp;
use std::{fmt, str::FromStr};

/// How the content that readers see came here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Where content comes from.
    pub origin: Origin,
    /// When the state that readers see came here.
    pub at: Timestamp,
    /// The commit it is, in full; none where it is none, and where a repository has not been reached yet.
    pub commit: Option<String>,
    /// What keeps anything newer from coming, and since when.
    pub stopped: Option<(Hindrance, Timestamp)>,
}

impl Publication {
    /// The commit as people say it.
    pub fn short_commit(&self) -> Option<&str> {
        self.commit.as_deref().map(|commit| commit.get(..SHORT).unwrap_or(commit))
    }
}

/// Characters of a commit that tell it from the others.
const SHORT: usize = 7;

/// Where content comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was embedded when the program was built.
    Embedded,
    /// A folder on the server's own disk.
    Folder,
    /// A branch of a git repository.
    Repository {
        /// The repository's address, without what lets one in.
        address: String,
        /// The branch.
        branch: String,
    },
}

/// Why content that may be newer does not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// The program git is not on the server.
    NoGit,
    /// The repository does not answer.
    Unreachable,
    /// It took too long.
    TooSlow,
    /// The repository lets us in no more, or never did.
    NotLetIn,
    /// There is no repository at the address.
    NoRepository,
    /// The repository has no such branch.
    NoBranch,
    /// There is no `pakke.yaml` where the package should be.
    NoPackage,
    /// The package is larger than any package is.
    TooLarge,
    /// The folder cannot be read.
    Unreadable,
}

/// Where the package's files are shown and changed: a forge such as GitHub, GitLab or Forgejo.
///
/// It is told as the address at which the forge shows a line of a file, with `{path}` for the file's path under
/// `content/` and `{line}` for the line. Where the file is edited follows from that, in the three ways that forges have:
///
/// ```
/// use domain::package::Forge;
/// let forge: Forge = "https://github.com/a/b/blob/main/content/{path}#L{line}".parse().unwrap();
/// assert_eq!(forge.line("ordliste.nb.md", 3), "https://github.com/a/b/blob/main/content/ordliste.nb.md#L3");
/// assert_eq!(forge.edit("ordliste.nb.md"), "https://github.com/a/b/edit/main/content/ordliste.nb.md");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forge(String);

/// How forges show a branch's file, and how they edit it.
const WAYS: [(&str, &str); 3] = [
    // GitLab's comes before GitHub's, which is a part of it.
    ("/-/blob/", "/-/edit/"),
    ("/blob/", "/edit/"),
    // Forgejo and Gitea.
    ("/src/branch/", "/_edit/"),
];

/// Text that is no forge's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoForge;

impl fmt::Display for NoForge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it must begin with https:// and hold {path}, as https://github.com/us/ours/blob/main/content/{path}#L{line}")
    }
}

impl FromStr for Forge {
    type Err = NoForge;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(NoForge)?;
        let host = rest.split('/').next().unwrap_or_default();
        // A password in the address would be shown to everyone.
        let is_plain = !host.is_empty() && !host.contains(['@', '{']);
        let is_address = !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '"');
        if is_plain && is_address && rest.contains("{path}") {
            Ok(Forge(text.to_owned()))
        } else {
            Err(NoForge)
        }
    }
}

impl Forge {
    /// Where a line of a file is shown. Lines count from 1.
    pub fn line(&self, path: &str, line: u32) -> String {
        self.0.replace("{path}", &in_address(path)).replace("{line}", &line.to_string())
    }

    /// Where a file is edited; where it is shown, in a forge whose ways we do not know.
    pub fn edit(&self, path: &str) -> String {
        let file = self.0.split(['#', '?']).next().unwrap_or_default();
        match WAYS.iter().find(|(shown, _)| file.contains(shown)) {
            Some((shown, edited)) => file.replacen(shown, edited, 1).replace("{path}", &in_address(path)),
            None => self.line(path, 1),
        }
    }
}

/// A path as it stands in an address: whatever is no plain character is written as its bytes.
fn in_address(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                out.push(char::from(byte))
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forge(address: &str) -> Forge {
        address.parse().unwrap()
    }

    #[test]
    fn each_forge_shows_and_edits_in_its_own_way() {
        for (shown, line, edit) in [
            (
                "https://github.com/a/b/blob/main/content/{path}#L{line}",
                "https://github.com/a/b/blob/main/content/x/20-y.nb.md#L7",
                "https://github.com/a/b/edit/main/content/x/20-y.nb.md",
            ),
            (
                "https://gitlab.com/a/b/-/blob/main/{path}#L{line}",
                "https://gitlab.com/a/b/-/blob/main/x/20-y.nb.md#L7",
                "https://gitlab.com/a/b/-/edit/main/x/20-y.nb.md",
            ),
            (
                "https://codeberg.org/a/b/src/branch/main/{path}#L{line}",
                "https://codeberg.org/a/b/src/branch/main/x/20-y.nb.md#L7",
                "https://codeberg.org/a/b/_edit/main/x/20-y.nb.md",
            ),
            (
                "https://git.example/view?file={path}&at={line}",
                "https://git.example/view?file=x/20-y.nb.md&at=7",
                "https://git.example/view?file=x/20-y.nb.md&at=1",
            ),
        ] {
            assert_eq!(forge(shown).line("x/20-y.nb.md", 7), line);
            assert_eq!(forge(shown).edit("x/20-y.nb.md"), edit);
        }
    }

    #[test]
    fn a_strange_name_stays_a_name() {
        let forge = forge("https://git.example/a/b/blob/main/{path}#L{line}");
        assert_eq!(
            forge.line("a b/ø?\"{line}.md", 1),
            "https://git.example/a/b/blob/main/a%20b/%C3%B8%3F%22%7Bline%7D.md#L1"
        );
    }

    #[test]
    fn what_is_no_forge_is_refused() {
        for other in [
            "",
            "github.com/{path}",
            "https://github.com/a/b",
            "javascript:{path}",
            "https://{path}",
            "https://a:b@git.example/{path}",
            "https://a/ {path}",
        ] {
            assert_eq!(other.parse::<Forge>(), Err(NoForge), "{other}");
        }
    }

    #[test]
    fn a_commit_is_said_in_short() {
        let publication = |commit: Option<&str>| Publication {
            origin: Origin::Embedded,
            at: Timestamp(0),
            commit: commit.map(str::to_owned),
            stopped: None,
        };
        assert_eq!(publication(Some("3f2a1bc9d0e1")).short_commit(), Some("3f2a1bc"));
        assert_eq!(publication(Some("3f2")).short_commit(), Some("3f2"));
        assert_eq!(publication(None).short_commit(), None);
    }
}
