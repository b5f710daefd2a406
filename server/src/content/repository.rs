//! A branch of a git repository, fetched into a folder of the server's own, and read out of it without a checkout: no
//! hook, filter or link of the repository ever touches the disk.

use super::{Address, Edition, PACKAGE};
use crate::{
    git::{AWAY, Failed, Git},
    history::History,
};
use catalogue::Changes;
use domain::package::Hindrance;
use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::PathBuf,
    time::Duration,
};

/// Bytes that a package may have. It is held in memory.
const LARGEST: u64 = 512 * 1024 * 1024;
/// What the branch is called here, whatever it is called there.
const BRANCH: &str = "refs/heads/innhold";

/// The server's own copy of a repository.
pub(super) struct Repository {
    address: Address,
    folder: PathBuf,
    secret: Vec<(String, String)>,
    /// The state that was last handed over.
    handed: Option<String>,
    /// Which bytes each of its files had, as git names them.
    blobs: HashMap<String, String>,
}

impl Repository {
    /// A copy in a folder, which is made where it is not there.
    pub(super) fn new(address: Address, folder: PathBuf) -> Repository {
        let secret = address.secret();
        Repository { address, folder, secret, handed: None, blobs: HashMap::new() }
    }

    /// Whether any state has been handed over.
    pub(super) fn has_handed(&self) -> bool {
        self.handed.is_some()
    }

    /// Fetches what is new.
    ///
    /// # Errors
    /// What is in the way; what was fetched before is still here.
    pub(super) fn fetch(&self, patience: Duration) -> Result<(), Stopped> {
        if !self.folder.join("HEAD").is_file() {
            fs::create_dir_all(&self.folder).map_err(|why| {
                Stopped::new(Hindrance::Unreadable, &format!("{}: {why}", self.folder.display()))
            })?;
            self.git().run(&["init", "--quiet", "--bare", "--template="]).map_err(Stopped::from)?;
        }
        let away = Git { patience: patience.min(AWAY), secret: &self.secret, ..self.git() };
        // The plus is for a branch whose history was written anew.
        let branch = format!("+refs/heads/{}:{BRANCH}", self.address.branch());
        let fetch = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
        away.run(&[&fetch[..], &["--", self.address.url(), &branch]].concat())
            .map(drop)
            .map_err(Stopped::from)
    }

    /// The state that was last fetched; nothing where it is the one that was handed over last.
    ///
    /// # Errors
    /// Why there is no package in it.
    pub(super) fn edition(&mut self) -> Result<Option<Edition>, Stopped> {
        let commit = self
            .git()
            .text(&["rev-parse", "--verify", "--quiet", BRANCH])
            .map_err(|_| Hindrance::NoBranch)?;
        let commit = commit.trim().to_owned();
        if self.handed.as_ref() == Some(&commit) {
            return Ok(None);
        }
        let tree = format!("{commit}:{}", self.address.folder());
        let listed = self.git().run(&["ls-tree", "-r", "-z", "-l", "--full-tree", &tree]);
        let blobs = list(&listed.map_err(|_| Hindrance::NoPackage)?)?;
        if !blobs.contains_key(PACKAGE) {
            return Err(Hindrance::NoPackage.into());
        }
        let changes = self.changes(&blobs)?;
        let history = History::of_commit(&self.folder, &commit, self.address.folder());
        self.handed = Some(commit);
        self.blobs = blobs;
        Ok(Some(Edition { changes, history }))
    }

    fn git(&self) -> Git<'_> {
        Git::here(&self.folder)
    }

    /// What has become of the files since the last state that was handed over.
    fn changes(&self, blobs: &HashMap<String, String>) -> Result<Changes, Stopped> {
        let is_new = |(path, blob): &(&String, &String)| self.blobs.get(*path) != Some(*blob);
        let new: BTreeMap<&String, &String> = blobs.iter().filter(is_new).collect();
        let asked: String = new.values().flat_map(|blob| [blob.as_str(), "\n"]).collect();
        let answered =
            self.git().run_on(&["cat-file", "--batch"], asked.into_bytes()).map_err(Stopped::from)?;
        let mut rest = answered.as_slice();
        let mut changes = Changes::new();
        for path in new.into_keys() {
            let (bytes, after) = blob(rest).ok_or(Hindrance::Unreadable)?;
            changes.insert(path.clone(), Some(bytes.to_vec()));
            rest = after;
        }
        let gone = self.blobs.keys().filter(|path| !blobs.contains_key(*path));
        changes.extend(gone.map(|path| (path.clone(), None)));
        Ok(changes)
    }
}

/// The files in `ls-tree -r -z -l`: `mode type name size TAB path NUL`. Links and other repositories are passed by, and
/// so is what is hidden, as in a folder.
fn list(listed: &[u8]) -> Result<HashMap<String, String>, Stopped> {
    let mut all = 0;
    let mut blobs = HashMap::new();
    for entry in listed.split(|byte| *byte == 0) {
        let entry = String::from_utf8_lossy(entry);
        let Some((about, path)) = entry.split_once('\t') else { continue };
        let mut about = about.split_whitespace();
        let (mode, _, blob, bytes) = (about.next(), about.next(), about.next(), about.next());
        let is_file = mode.is_some_and(|mode| mode.starts_with("100"));
        let is_hidden = path.split('/').any(|name| name.starts_with('.'));
        if let Some(blob) = blob.filter(|_| is_file && !is_hidden) {
            all += bytes.and_then(|bytes| bytes.parse().ok()).unwrap_or(0);
            blobs.insert(path.to_owned(), blob.to_owned());
        }
    }
    if all > LARGEST { Err(Hindrance::TooLarge.into()) } else { Ok(blobs) }
}

/// The next file in `cat-file --batch`, `name type size LF bytes LF`, and what follows it.
fn blob(answered: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = answered.iter().position(|byte| *byte == b'\n')?;
    let size = std::str::from_utf8(answered.get(..end)?).ok()?.rsplit(' ').next()?.parse().ok()?;
    let (bytes, rest) = answered.get(end + 1..)?.split_at_checked(size)?;
    Some((bytes, rest.strip_prefix(b"\n")?))
}

/// What stopped newer content.
#[derive(Debug)]
pub(super) struct Stopped {
    pub(super) hindrance: Hindrance,
    /// In the machine's own words, for the log alone.
    pub(super) said: String,
}

impl Stopped {
    pub(super) fn new(hindrance: Hindrance, said: &str) -> Stopped {
        Stopped { hindrance, said: said.to_owned() }
    }
}

impl From<Hindrance> for Stopped {
    fn from(hindrance: Hindrance) -> Stopped {
        Stopped::new(hindrance, "")
    }
}

impl From<Failed> for Stopped {
    fn from(failed: Failed) -> Stopped {
        let said = match failed {
            Failed::Missing => return Hindrance::NoGit.into(),
            Failed::Slow => return Hindrance::TooSlow.into(),
            Failed::Said(said) => said,
        };
        let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
        let hindrance = match () {
            () if has(&["couldn't find remote ref"]) => Hindrance::NoBranch,
            () if has(&["Authentication failed", "could not read Username", "could not read Password"])
                || has(&["Permission denied", "Host key verification failed", "Access denied"])
                || has(&["returned error: 401", "returned error: 403"]) =>
            {
                Hindrance::NotLetIn
            }
            () if has(&["not appear to be a git repository", "not found", "does not exist"]) => {
                Hindrance::NoRepository
            }
            () => Hindrance::Unreachable,
        };
        Stopped { hindrance, said }
    }
}
