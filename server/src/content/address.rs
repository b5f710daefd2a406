//! Where a repository with content is, as `CONTENT_GIT` names it.

use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::percent_decode_str;
use std::{fmt, str::FromStr};

/// A branch of a repository, and the folder in it that holds the package: `ADDRESS#BRANCH:FOLDER`. The branch is `main`
/// and the folder the uppermost where they are not named.
///
/// What lets one in is kept apart from the address, so that neither git, a page nor the log can tell it.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    url: String,
    branch: String,
    folder: String,
    /// The name and password that an https address held.
    login: Option<(String, String)>,
}

/// What is printed ends in logs.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.shown(), self.branch)
    }
}

/// Why text is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAddress(&'static str);

impl fmt::Display for NoAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (url, place) = text.split_once('#').unwrap_or((text, ""));
        let (branch, folder) = place.split_once(':').unwrap_or((place, ""));
        let branch = if branch.is_empty() { "main" } else { branch };
        let folder = folder.trim_matches('/');
        if !is_branch(branch) {
            return Err(NoAddress("what stands after # must be a branch"));
        }
        if !folder.is_empty() && !folder.split('/').all(is_name) {
            return Err(NoAddress("what stands after : must be a folder in the repository"));
        }
        let (url, login) = without_login(url)?;
        Ok(Address { url, branch: branch.to_owned(), folder: folder.to_owned(), login })
    }
}

/// The address without what lets one in.
fn without_login(url: &str) -> Result<(String, Option<(String, String)>), NoAddress> {
    if url.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(NoAddress("it may hold no spaces"));
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        // As git itself has it: a path on this machine, or user@host:path by ssh.
        let by_ssh = url.split_once(':').is_some_and(|(host, path)| is_host(host) && !path.is_empty());
        let is_path = url.starts_with('/');
        return if is_path || by_ssh { Ok((url.to_owned(), None)) } else { Err(UNKNOWN) };
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    match scheme {
        "file" if host.is_empty() && !path.is_empty() => Ok((url.to_owned(), None)),
        "ssh" if is_host(host) && !path.is_empty() => Ok((url.to_owned(), None)),
        "ssh" => Err(NoAddress("ssh is let in by a key; no password may stand in the address")),
        "https" if path.contains('?') => Err(NoAddress("a token stands before the host, not in a question")),
        "https" => {
            let (login, host) = match host.rsplit_once('@') {
                Some((login, host)) => (Some(login), host),
                None => (None, host),
            };
            if !is_host(host) || host.contains('@') || path.is_empty() {
                return Err(UNKNOWN);
            }
            let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
            let login = login.map(|login| {
                let (name, password) = login.split_once(':').unwrap_or((login, ""));
                (decoded(name), decoded(password))
            });
            Ok((format!("https://{host}/{path}"), login))
        }
        _ => Err(UNKNOWN),
    }
}

const UNKNOWN: NoAddress = NoAddress(
    "it must be a repository that git reaches by https://, ssh:// or file://, as https://git.example.no/us/content.git#main",
);

/// A host with its port, and for ssh a user before it; nothing that git or ssh could take for an option.
fn is_host(text: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | ':' | '[' | ']');
    let password = text.split_once('@').is_some_and(|(user, _)| user.contains(':'));
    !text.is_empty()
        && !text.starts_with('-')
        && !text.contains("@-")
        && text.chars().all(is_plain)
        && !password
}

/// A name that means the same to git everywhere.
fn is_name(text: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    !text.is_empty() && !text.starts_with(['-', '.']) && text.chars().all(is_plain) && !text.contains("..")
}

fn is_branch(text: &str) -> bool {
    text.split('/').all(|part| is_name(part) && !part.ends_with(".lock"))
}

impl Address {
    /// What git is told to fetch from.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The branch.
    pub(crate) fn branch(&self) -> &str {
        &self.branch
    }

    /// The folder that holds the package; empty for the uppermost.
    pub(crate) fn folder(&self) -> &str {
        &self.folder
    }

    /// The address as people may see it: host and path.
    pub(crate) fn shown(&self) -> String {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        let after_user = match rest.split_once('@') {
            Some((user, host)) if !user.contains('/') => host,
            _ => rest,
        };
        after_user.to_owned()
    }

    /// What git is told and no other program on the machine can see: what lets us in, and that only to its own host.
    pub(crate) fn secret(&self) -> Vec<(String, String)> {
        let Some((name, password)) = &self.login else { return Vec::new() };
        let host = self.url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        let basic = STANDARD.encode(format!("{name}:{password}"));
        vec![(format!("http.{host}/.extraHeader"), format!("Authorization: Basic {basic}"))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Address {
        text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    #[test]
    fn a_repository_is_named_with_its_branch_and_folder() {
        let whole = read("https://git.example.no/us/content.git#klar/neste:content/pakke");
        assert_eq!(
            (whole.url(), whole.branch(), whole.folder()),
            ("https://git.example.no/us/content.git", "klar/neste", "content/pakke")
        );
        let plain = read("git@git.example.no:us/content.git");
        assert_eq!(
            (plain.url(), plain.branch(), plain.folder()),
            ("git@git.example.no:us/content.git", "main", "")
        );
        assert_eq!(plain.shown(), "git.example.no:us/content.git");
        assert_eq!(read("file:///srv/content.git#main").shown(), "/srv/content.git");
        assert_eq!(
            read("ssh://git@git.example.no:2222/us/content.git").shown(),
            "git.example.no:2222/us/content.git"
        );
    }

    #[test]
    fn what_lets_us_in_is_told_to_git_alone() {
        let address = read("https://robot:p%40ss%3Aord@git.example.no:8443/us/content.git#main");
        assert_eq!(address.url(), "https://git.example.no:8443/us/content.git");
        for told in [address.shown(), format!("{address:?}"), address.url().to_owned()] {
            assert!(!told.contains("robot") && !told.contains("ss"), "{told}");
        }
        let header = format!("Authorization: Basic {}", STANDARD.encode("robot:p@ss:ord"));
        assert_eq!(address.secret(), [("http.https://git.example.no:8443/.extraHeader".to_owned(), header)]);
        assert!(read("https://git.example.no/us/content.git").secret().is_empty());
    }

    #[test]
    fn what_git_might_take_for_something_else_is_refused() {
        for other in [
            "",
            "content.git",
            "--upload-pack=x",
            "-oProxyCommand=x:y",
            "git@-oProxyCommand=x:y",
            "ext::sh -c x",
            "git://git.example.no/us/content.git",
            "http://git.example.no/us/content.git",
            "https://git.example.no",
            "https://-x/us",
            "https://git.example.no/us?token=x",
            "ssh://user:password@git.example.no/us",
            "https://git.example.no/us.git#-x",
            "https://git.example.no/us.git#a..b",
            "https://git.example.no/us.git#a b",
            "https://git.example.no/us.git#main:../etc",
            "https://git.example.no/us.git#main:.git",
        ] {
            assert!(other.parse::<Address>().is_err(), "{other}");
        }
    }
}
