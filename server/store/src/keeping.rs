//! Copies of the whole database, and the way back.

use crate::{OpenError, sqlite_file};
use std::{
    cmp::Ordering,
    fs, io,
    path::{Path, PathBuf},
};

/// Copies the database into a file that is not there yet, while the program runs. On PostgreSQL its own tool does,
/// and the address, which may hold a password, is not written out.
///
/// # Errors
/// [`OpenError::UseTool`] on PostgreSQL, [`OpenError::Exists`], and whatever the database or the disk says.
pub async fn backup(url: &str, file: &Path) -> Result<(), OpenError> {
    let Some(database) = sqlite_file(url)? else {
        return Err(OpenError::UseTool(format!(
            "pg_dump --format=custom --file='{}' \"$DATABASE_URL\"",
            file.display()
        )));
    };
    let part = begin(file)?;
    let copied = copy_out(database, url, &part).await;
    finish(copied, &part, file)
}

/// Brings a database back from a file that [`backup`] made, where no database is now. The program must not run.
///
/// # Errors
/// [`OpenError::UseTool`] on PostgreSQL, [`OpenError::Exists`] where a database is, [`OpenError::NotABackup`],
/// [`OpenError::Newer`], and whatever the disk says.
pub async fn restore(file: &Path, url: &str) -> Result<(), OpenError> {
    let Some(database) = sqlite_file(url)? else {
        return Err(OpenError::UseTool(format!(
            "pg_restore --clean --if-exists --exit-on-error --dbname=\"$DATABASE_URL\" '{}'",
            file.display()
        )));
    };
    let part = begin(Path::new(database))?;
    let copied = copy_in(file, &part).await;
    finish(copied, &part, Path::new(database))
}

/// Where a copy is made before it gets its name.
fn begin(to: &Path) -> Result<PathBuf, OpenError> {
    let there = [to.to_owned(), beside(to, "-wal")].into_iter().find(|path| path.exists());
    if let Some(there) = there {
        return Err(OpenError::Exists(there.display().to_string()));
    }
    let part = beside(to, ".part");
    remove(&part)?;
    Ok(part)
}

async fn copy_out(database: &str, url: &str, part: &Path) -> Result<(), OpenError> {
    fs::metadata(database).map_err(|error| OpenError::File(database.to_owned(), error))?;
    let path = part.to_str().ok_or_else(|| OpenError::NotABackup(part.display().to_string()))?;
    let sql = store_sqlite::connect(url, false).await?;
    let copied = store_sqlite::copy_into(&sql, path).await;
    sql.close().await;
    Ok(copied?)
}

/// Copies the file as it is, so that the backup itself is never written to, and then looks at the copy.
async fn copy_in(file: &Path, part: &Path) -> Result<(), OpenError> {
    let name = file.display().to_string();
    // A file with a log beside it belongs to a program that runs, and is not all there is.
    if beside(file, "-wal").exists() {
        return Err(OpenError::NotABackup(name));
    }
    fs::copy(file, part).map_err(|error| OpenError::File(name.clone(), error))?;
    let url = format!("sqlite:{}", part.display());
    let Ok(sql) = store_sqlite::connect(&url, false).await else { return Err(OpenError::NotABackup(name)) };
    let whole = store_sqlite::is_whole(&sql).await.unwrap_or(false);
    let schema = sql.schema().await;
    sql.close().await;
    match schema {
        Ok(Some(Ordering::Greater)) => Err(OpenError::Newer),
        Ok(Some(_)) if whole => Ok(()),
        _ => Err(OpenError::NotABackup(name)),
    }
}

/// Gives a finished copy its name, so that half a copy never has it, and sees both to the disk.
fn finish(copied: Result<(), OpenError>, part: &Path, to: &Path) -> Result<(), OpenError> {
    let place = || {
        fs::File::open(part)?.sync_all()?;
        fs::rename(part, to)?;
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::File::open(folder)?.sync_all()
    };
    let placed =
        copied.and_then(|()| place().map_err(|error| OpenError::File(to.display().to_string(), error)));
    if placed.is_err() {
        for left in [part.to_owned(), beside(part, "-wal"), beside(part, "-shm")] {
            remove(&left)?;
        }
    }
    placed
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<(), OpenError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(OpenError::File(path.display().to_string(), error))
        }
        _ => Ok(()),
    }
}
