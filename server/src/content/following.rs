//! Where content comes from, and how what is new there is noticed.

use super::{
    Address, Edition, PACKAGE, Shelf, embedded,
    repository::{Repository, Stopped},
};
use crate::history::{self, History};
use app::hash;
use catalogue::{Changes, Folder};
use domain::{
    Catalogue,
    outside::Ambient,
    package::{Hindrance, Origin},
};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::{
    io, mem,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

/// How long a folder has to be still before it is looked at: an editor's program writes a file in several steps.
const STILL: Duration = Duration::from_millis(20);
/// How long a folder that is never still waits.
const LONGEST: Duration = Duration::from_millis(400);
/// How often a folder is looked at whether it has told of anything or not: disks of other machines tell nothing.
const ANYWAY: Duration = Duration::from_secs(5);
/// How long the first fetch may hold the server's start up.
const START: Duration = Duration::from_secs(20);
/// How often it is asked which day it is, where nothing else happens.
const DAY: Duration = Duration::from_secs(60);

/// Where content comes from.
#[derive(Debug)]
pub enum Source {
    /// What was embedded at build.
    Embedded,
    /// A folder on this machine, which is watched.
    Folder(PathBuf),
    /// A branch of a repository, which is fetched.
    Repository {
        /// Which.
        address: Address,
        /// How often.
        every: Duration,
        /// The folder that copies are kept in.
        copies: PathBuf,
    },
}

/// Notices what is new where content comes from.
pub enum Follower {
    /// Nothing comes but a new day.
    Day,
    /// A folder.
    Folder(Watched),
    /// A repository.
    Repository(Fetched),
}

/// A folder that is watched.
pub struct Watched {
    folder: Folder,
    bell: Bell,
    /// The commit that was checked out when git was last asked.
    head: Option<String>,
    /// The files that the bell rang for; none where it may have rung for anything.
    rung: Vec<PathBuf>,
    /// Whether the folder was away: what watched it may watch nothing now.
    was_away: bool,
}

/// A repository that is fetched.
pub struct Fetched {
    repository: Repository,
    every: Duration,
}

impl Source {
    /// The content as it is there now, and what notices anything newer. A repository that does not answer is no fault:
    /// what was fetched from it before is served, or what was embedded.
    ///
    /// # Errors
    /// Where a folder cannot be read.
    pub fn open(self, ambient: Arc<dyn Ambient>) -> io::Result<(Arc<Shelf>, Follower)> {
        let (origin, first, follower) = match self {
            Source::Embedded => (Origin::Embedded, Ok(embedded()), Follower::Day),
            Source::Folder(path) => {
                let bell = Bell::over(&path);
                let mut folder = Folder::new(&path);
                let first = Edition { changes: folder.look()?, history: History::of_folder(&path) };
                let head = history::head(&path);
                (
                    Origin::Folder,
                    Ok(first),
                    Follower::Folder(Watched { folder, bell, head, rung: Vec::new(), was_away: false }),
                )
            }
            Source::Repository { address, every, copies } => {
                let name = hash(&[&format!("{address:?}"), address.folder()]);
                let folder = copies.join(format!("{}.git", name.get(..16).unwrap_or(&name)));
                let origin =
                    Origin::Repository { address: address.shown(), branch: address.branch().to_owned() };
                let mut repository = Repository::new(address, folder);
                let fetched = repository.fetch(START);
                let first = match (fetched, repository.edition()) {
                    (Ok(()), Ok(Some(edition))) => Ok(edition),
                    // What stopped the fetch says more than what is missing for want of it.
                    (Err(why), edition) => Err((why, edition.ok().flatten())),
                    (Ok(()), Err(why)) => Err((why, None)),
                    (Ok(()), Ok(None)) => Err((Hindrance::NoPackage.into(), None)),
                };
                (origin, first, Follower::Repository(Fetched { repository, every }))
            }
        };
        let shelf = match first {
            Ok(first) => Shelf::new(ambient, origin, first),
            Err((why, earlier)) => {
                let shelf = Shelf::new(ambient, origin, earlier.unwrap_or_else(unpublished));
                shelf.stop(why);
                shelf
            }
        };
        Ok((Arc::new(shelf), follower))
    }
}

/// What is embedded, where it stands in for a repository: it is none of that repository's commits.
fn unpublished() -> Edition {
    let Edition { changes, history } = embedded();
    Edition { changes, history: History { commit: None, ..history } }
}

/// Follows for as long as the program runs, on a thread of its own.
///
/// # Errors
/// Where the machine has no room for a thread.
pub fn keep_following(shelf: Arc<Shelf>, mut follower: Follower) -> io::Result<()> {
    let following = move || loop {
        follower.wait();
        follower.look(&shelf);
    };
    thread::Builder::new().name("content".to_owned()).spawn(following).map(drop)
}

impl Follower {
    /// Waits until there may be something new.
    pub fn wait(&mut self) {
        match self {
            Follower::Day => thread::sleep(DAY),
            Follower::Folder(watched) => watched.rung = watched.bell.wait(),
            Follower::Repository(fetched) => thread::sleep(fetched.every),
        }
    }

    /// Puts what is new on the shelf.
    pub fn look(&mut self, shelf: &Shelf) {
        let looked = match self {
            Follower::Day => {
                shelf.receive(embedded().changes, None);
                Ok(())
            }
            Follower::Folder(watched) => watched.look(shelf),
            Follower::Repository(fetched) => fetched.look(shelf),
        };
        match looked {
            Ok(()) => shelf.go_on(),
            Err(why) => shelf.stop(why),
        }
    }
}

impl Watched {
    fn look(&mut self, shelf: &Shelf) -> Result<(), Stopped> {
        let path = self.folder.path().to_owned();
        let unreadable = |why: io::Error| Stopped::new(Hindrance::Unreadable, &why.to_string());
        // A folder that is being copied or checked out may lack its first file for a moment; the next look finds it.
        if !path.join(PACKAGE).is_file() {
            self.was_away = true;
            return Err(Hindrance::NoPackage.into());
        }
        if mem::take(&mut self.was_away) {
            self.bell = Bell::over(&path);
        }
        let rung = mem::take(&mut self.rung);
        let told = if rung.is_empty() { None } else { self.folder.look_at(&rung).map_err(unreadable)? };
        let changes = match told {
            Some(changes) => changes,
            None => self.folder.look().map_err(unreadable)?,
        };
        let has_changed = shelf.receive(changes, None);
        // git takes longer than readers should wait, so it is asked afterwards.
        let head = history::head(&path);
        if has_changed || head != self.head {
            shelf.learn(History::of_folder(&path));
            self.head = head;
        }
        Ok(())
    }
}

impl Fetched {
    fn look(&mut self, shelf: &Shelf) -> Result<(), Stopped> {
        self.repository.fetch(Duration::MAX)?;
        let is_first = !self.repository.has_handed();
        match self.repository.edition()? {
            Some(Edition { mut changes, history }) => {
                if is_first {
                    // What was embedded stood in for it, and goes.
                    let gone = shelf.files();
                    let gone = gone.iter().filter(|path| !changes.contains_key(*path));
                    let gone: Vec<_> = gone.map(|path| (path.clone(), None)).collect();
                    changes.extend(gone);
                }
                shelf.receive(changes, Some(history));
            }
            None => {
                shelf.receive(Changes::new(), None);
            }
        }
        Ok(())
    }
}

/// Rings when something in a folder may have changed.
struct Bell {
    rung: mpsc::Receiver<Vec<PathBuf>>,
    /// Rings as long as it lives; none where the system has none to give.
    _ringer: Option<RecommendedWatcher>,
}

impl Bell {
    fn over(folder: &Path) -> Bell {
        let (ring, rung) = mpsc::channel();
        let heard = move |event: notify::Result<Event>| {
            let paths = match event {
                // That a file was read is no news; we read them ourselves.
                Ok(event) if event.kind.is_access() => return,
                Ok(event) if !event.need_rescan() => event.paths,
                Ok(_) | Err(_) => Vec::new(),
            };
            _ = ring.send(paths);
        };
        let watching = notify::recommended_watcher(heard).and_then(|mut ringer| {
            ringer.watch(folder, RecursiveMode::Recursive)?;
            Ok(ringer)
        });
        let why = watching.as_ref().err().map(ToString::to_string);
        if let Some(why) = why {
            tracing::warn!(
                why,
                "the system does not tell of changes in the content; it is looked at now and then"
            );
        }
        Bell { rung, _ringer: watching.ok() }
    }

    /// Waits until it has rung and the folder is still again, or until it is time to look anyway; what it rang for,
    /// which is nothing where everything has to be looked at.
    fn wait(&self) -> Vec<PathBuf> {
        let mut paths = match self.rung.recv_timeout(ANYWAY) {
            Ok(paths) => paths,
            Err(RecvTimeoutError::Timeout) => return Vec::new(),
            Err(RecvTimeoutError::Disconnected) => {
                thread::sleep(ANYWAY);
                return Vec::new();
            }
        };
        let first = Instant::now();
        let mut is_told = !paths.is_empty();
        while first.elapsed() < LONGEST
            && let Ok(more) = self.rung.recv_timeout(STILL)
        {
            is_told &= !more.is_empty();
            paths.extend(more);
        }
        paths.sort_unstable();
        paths.dedup();
        if is_told { paths } else { Vec::new() }
    }
}
