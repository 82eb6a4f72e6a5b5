//! What can be told of a store's folder without writing to it, and what can be put right in it.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use crate::fault::{Fault, Result};

use super::disk::Folder;
use super::lock::Lock;

/// How a store's folder is.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Health {
    /// Whether it can be written to.
    pub is_writable: bool,
    /// Whether the private part of students is there.
    pub has_private: bool,
    /// Whether a change lies there half written, or being written.
    pub has_journal: bool,
    /// Who is writing now, in their own words.
    pub writer: Option<String>,
    /// Folders and files that others on this machine may read; nothing where the system has no
    /// such rights.
    pub open_to_others: Option<Vec<String>>,
    /// Whether others may enter the folder itself, or the one to which a link leads as `private`.
    pub others_enter: bool,
    /// Temporary files that a write which was cut off has left behind.
    pub left: Vec<String>,
}

/// Looks at a store's folder.
pub fn health(folder: &Folder) -> Health {
    let mut health = Health {
        is_writable: may_write(&folder.root),
        has_private: folder.path("private/students").is_dir(),
        has_journal: folder.path(".wbl/journal").symlink_metadata().is_ok(),
        writer: writer(folder),
        open_to_others: cfg!(unix).then(Vec::new),
        others_enter: is_open(&folder.root)
            || folder.path("private").is_symlink() && is_open(&folder.path("private")),
        left: Vec::new(),
    };
    walk(&folder.root, "", &mut health);
    if health.writer.is_some() {
        health.left.clear();
    }
    health
}

fn walk(root: &Path, within: &str, health: &mut Health) {
    // What cannot be listed is told by `check`.
    let Ok(entries) = fs::read_dir(root.join(within)) else {
        return;
    };
    let mut names: Vec<_> = entries.flatten().collect();
    names.sort_by_key(fs::DirEntry::file_name);
    for entry in names {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        // Git looks after its own; a link has the rights of what it leads to. The private part is looked
        // at wherever it lies: some keep it on an encrypted disk.
        let is_private = within.is_empty() && name == "private";
        if name == ".git" || kind.is_symlink() && !is_private {
            continue;
        }
        let path = match within {
            "" => name,
            _ => format!("{within}/{name}"),
        };
        if let Some(open) = health
            .open_to_others
            .as_mut()
            .filter(|_| is_open(&entry.path()))
        {
            open.push(path.clone());
        }
        if kind.is_dir() || is_private {
            walk(root, &path, health);
        } else if within == ".wbl/tmp" || path.ends_with(".wbl-tmp") {
            health.left.push(path);
        }
    }
}

/// Closes folders and files of the store to everybody but the user.
///
/// # Errors
/// Where one is not the user's to close (exit 1).
pub fn close_to_others(folder: &Folder, paths: &[String]) -> Result<()> {
    for path in std::iter::once("").chain(paths.iter().map(String::as_str)) {
        close(&folder.path(path)).map_err(|error| {
            let shown = if path.is_empty() {
                "the store's folder"
            } else {
                path
            };
            Fault::io(&error, format_args!("close {shown} to others"))
                .hint("whoever it belongs to can: `chmod -R go-rwx` on the store's folder")
        })?;
    }
    Ok(())
}

/// Deletes temporary files; the lock keeps a writer's own from being among them.
///
/// # Errors
/// Where one cannot be deleted (exit 1).
pub fn sweep(folder: &Folder, _lock: &Lock, paths: &[String]) -> Result<()> {
    for path in paths {
        match fs::remove_file(folder.path(path)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Fault::io(&error, format_args!("delete {path}")));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// Who holds the store's lock, in their own words.
fn writer(folder: &Folder) -> Option<String> {
    let mut file = File::open(folder.path(".wbl/lock")).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {}
        Ok(()) | Err(TryLockError::Error(_)) => return None,
    }
    Some(super::lock::holder_in(&mut file))
}

#[cfg(unix)]
fn may_write(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn may_write(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| !there.permissions().readonly())
}

/// Whether others than the user may read, write or enter.
#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|there| there.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    false
}

#[cfg(unix)]
fn close(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut rights = fs::metadata(path)?.permissions();
    rights.set_mode(rights.mode() & !0o077);
    fs::set_permissions(path, rights)
}

#[cfg(not(unix))]
fn close(_: &Path) -> std::io::Result<()> {
    Ok(())
}
