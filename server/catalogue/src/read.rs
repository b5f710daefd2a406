//! The crate's only door to the disk.

use crate::{Changes, Files};
use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Reads every file under a folder, but for hidden ones; paths are relative to it, with `/` between the names.
///
/// # Errors
/// Where the folder is not there, or something in it may not be read. What vanishes while the folder is read, as when
/// an editor's program writes a file anew, was never there.
pub fn read_dir(folder: impl AsRef<Path>) -> io::Result<Files> {
    let changes = Folder::new(folder.as_ref()).look()?;
    Ok(changes.into_iter().filter_map(|(path, bytes)| Some((path, bytes?))).collect())
}

/// A folder that is looked at again and again; what has not changed is not read again.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// The files as they were last seen.
    seen: HashMap<String, Stamp>,
}

/// What tells a file that has changed from one that has not, without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
    /// Whether the file has just changed. The clocks of disks are coarse: it may have changed once more since without
    /// showing it, so the next look reads it again.
    is_fresh: bool,
}

impl Folder {
    /// A folder of which nothing has been seen yet.
    pub fn new(path: impl Into<PathBuf>) -> Folder {
        Folder { path: path.into(), seen: HashMap::new() }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What may have changed of some files, by their whole paths: a look that costs no more than they do. Nothing where
    /// one of them is no file that was seen before; then all of the folder has to be looked at.
    ///
    /// # Errors
    /// Where a file may not be read.
    pub fn look_at(&mut self, paths: &[PathBuf]) -> io::Result<Option<Changes>> {
        let mut changes = Changes::new();
        for whole in paths {
            let names = whole.strip_prefix(&self.path).ok();
            let names = names.map(|path| path.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>());
            let path = names.map(|names| names.join("/"));
            let Some(path) = path.filter(|path| self.seen.contains_key(path)) else { return Ok(None) };
            let Some(found) = unless_gone(fs::symlink_metadata(whole))? else { return Ok(None) };
            let Some(bytes) = unless_gone(fs::read(whole))?.filter(|_| found.is_file()) else {
                return Ok(None);
            };
            let stamp = Stamp { modified: found.modified().ok(), bytes: found.len(), is_fresh: true };
            self.seen.insert(path.clone(), stamp);
            changes.insert(path, Some(bytes));
        }
        Ok(Some(changes))
    }

    /// What may have changed since it was last looked at: the first time, everything. Hidden files and links are
    /// passed by.
    ///
    /// # Errors
    /// Where the folder is not there, or something in it may not be read; the next look finds what this one did not.
    pub fn look(&mut self) -> io::Result<Changes> {
        let mut changes = Changes::new();
        let is_first = self.seen.is_empty();
        let mut seen = HashMap::with_capacity(self.seen.len());
        fs::metadata(&self.path)?;
        let mut folders = vec![(self.path.clone(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in unless_gone(fs::read_dir(folder))?.into_iter().flatten() {
                let Some(entry) = unless_gone(entry)? else { continue };
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.starts_with('.') {
                    continue;
                }
                let path = format!("{prefix}{name}");
                // What a link on the disk points at may lie outside the content, so links are not followed.
                let Some(kind) = unless_gone(entry.file_type())? else { continue };
                if kind.is_dir() {
                    folders.push((entry.path(), format!("{path}/")));
                } else if kind.is_file()
                    && let Some(found) = unless_gone(entry.metadata())?
                {
                    let before = self.seen.get(&path);
                    let now = Stamp { modified: found.modified().ok(), bytes: found.len(), is_fresh: false };
                    if before == Some(&now) {
                        seen.insert(path, now);
                    } else if let Some(bytes) = unless_gone(fs::read(entry.path()))? {
                        let is_again = before == Some(&Stamp { is_fresh: true, ..now });
                        seen.insert(path.clone(), Stamp { is_fresh: !is_first && !is_again, ..now });
                        changes.insert(path, Some(bytes));
                    }
                }
            }
        }
        let gone = self.seen.keys().filter(|path| !seen.contains_key(*path));
        changes.extend(gone.map(|path| (path.clone(), None)));
        self.seen = seen;
        Ok(changes)
    }
}

/// What was found; nothing where it is no longer there.
fn unless_gone<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(why),
    }
}
