//! The crate's only door to the disk.

use crate::Files;
use std::{fs, io, path::Path};

/// Reads every file under a folder, but for hidden ones; paths are relative to it, with `/` between the names.
///
/// # Errors
/// Where the folder is not there, or something in it may not be read. What vanishes while the folder is read, as when
/// an editor's program writes a file anew, was never there.
pub fn read_dir(folder: impl AsRef<Path>) -> io::Result<Files> {
    let mut files = Files::new();
    fs::metadata(&folder)?;
    let mut folders = vec![(folder.as_ref().to_path_buf(), String::new())];
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
                && let Some(bytes) = unless_gone(fs::read(entry.path()))?
            {
                files.insert(path, bytes);
            }
        }
    }
    Ok(files)
}

/// What was found; nothing where it is no longer there.
fn unless_gone<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(why),
    }
}
