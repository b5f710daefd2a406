//! The crate's only door to the disk.

use crate::Files;
use std::{fs, io, path::Path};

/// Reads every file under a folder, but for hidden ones; paths are relative to it, with `/` between the names.
pub fn read_dir(folder: impl AsRef<Path>) -> io::Result<Files> {
    let mut files = Files::new();
    let mut folders = vec![(folder.as_ref().to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{name}");
            // What a link on the disk points at may lie outside the content, so links are not followed.
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push((entry.path(), format!("{path}/")));
            } else if kind.is_file() {
                files.insert(path, fs::read(entry.path())?);
            }
        }
    }
    Ok(files)
}
