//! Writes a change: each file is written aside, made durable, and renamed into its place.
//!
//! An error leaves everything as it was. Death between two renames can leave some files before and
//! some after the change; the journal that will mend that goes in here.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::change::{Change, Edit};
use crate::fault::{Fault, Result};

use super::disk::Folder;
use super::lock::Lock;

/// What came of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is written.
    Written,
    /// A file has changed since the change was made from it; nothing was written.
    Stale(String),
}

/// Writes a change under the lock: nothing is renamed before every text is safely on the disk.
///
/// # Errors
/// Where a file cannot be written (exit 1); the store is then as before.
pub fn commit(folder: &Folder, _lock: &Lock, change: &Change) -> Result<Outcome> {
    for edit in &change.edits {
        if current(folder, edit)?.as_deref() != edit.before.as_deref().map(str::as_bytes) {
            return Ok(Outcome::Stale(edit.path.clone()));
        }
    }
    let tmp = folder.path(".wbl/tmp");
    make_folder(&tmp).map_err(|error| Fault::io(&error, "write to the store"))?;
    let mut ready = Vec::with_capacity(change.edits.len());
    for edit in &change.edits {
        let target = target(folder, &edit.path);
        let aside = match &edit.after {
            Some(text) => {
                Some(aside(&tmp, &target, text).map_err(|error| not_written(&error, &edit.path))?)
            }
            None => None,
        };
        ready.push((edit, target, aside));
    }
    let mut done: Vec<(&Edit, PathBuf)> = Vec::with_capacity(ready.len());
    for (edit, target, aside) in ready {
        if let Err(error) = put(aside, &target, edit) {
            take_back(&done);
            return Err(not_written(&error, &edit.path));
        }
        done.push((edit, target));
    }
    let mut folders: Vec<_> = done
        .iter()
        .filter_map(|(_, target)| target.parent())
        .collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        // A file system that cannot make a folder durable by itself has done what it can.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(Outcome::Written)
}

fn not_written(error: &io::Error, path: &str) -> Fault {
    Fault::io(error, format_args!("write {path}"))
        .hint("nothing was changed; make room or mend the rights, and try again")
}

/// The bytes of a file as they are now; nothing where it is not there.
fn current(folder: &Folder, edit: &Edit) -> Result<Option<Vec<u8>>> {
    match fs::read(folder.path(&edit.path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::io(&error, format_args!("read {}", edit.path))),
    }
}

/// Where a file really lies: writing goes through a symbolic link, not over it.
fn target(folder: &Folder, path: &str) -> PathBuf {
    let path = folder.path(path);
    fs::canonicalize(&path).unwrap_or(path)
}

/// Writes a text beside its place to be, durable and with the rights of the file it replaces.
fn aside(tmp: &Path, target: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new_in(tmp)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(target) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Puts a text in its place, or takes a file away.
fn put(aside: Option<NamedTempFile>, target: &Path, edit: &Edit) -> io::Result<()> {
    let Some(aside) = aside else {
        return fs::remove_file(target);
    };
    let folder = target.parent().unwrap_or(target);
    make_folder(folder)?;
    match aside.persist(target) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::CrossesDevices => {
            let mut beside = tempfile::Builder::new()
                .suffix(".wbl-tmp")
                .tempfile_in(folder)?;
            beside.write_all(edit.after.as_deref().unwrap_or("").as_bytes())?;
            beside.as_file().sync_all()?;
            beside
                .persist(target)
                .map(|_| ())
                .map_err(|error| error.error)
        }
        Err(error) => Err(error.error),
    }
}

/// Puts back what was there before, as far as the disk allows.
fn take_back(done: &[(&Edit, PathBuf)]) {
    for (edit, target) in done.iter().rev() {
        // The first error is the one that is told; this is the best that can be done after it.
        let folder = target.parent().unwrap_or(target);
        let _ = match &edit.before {
            Some(text) => aside(folder, target, text)
                .and_then(|old| old.persist(target).map(|_| ()).map_err(|error| error.error)),
            None => fs::remove_file(target),
        };
    }
}

/// Makes a folder, and those above it, for the user alone.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::super::lock::Wait;
    use super::*;
    use std::time::Duration;

    fn store() -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder {
            root: dir.path().to_owned(),
        };
        (dir, folder)
    }

    fn lock(folder: &Folder) -> Result<Lock> {
        Lock::take(
            folder,
            "a test",
            Wait {
                most: Duration::from_millis(50),
                tell: &|_| {},
            },
        )
    }

    fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
        let edit = Edit {
            path: path.into(),
            before: before.map(Into::into),
            after: after.map(Into::into),
        };
        Change {
            edits: vec![edit],
            ..Change::default()
        }
    }

    #[test]
    fn a_change_is_written_for_the_user_alone() {
        let (_dir, folder) = store();
        let held = lock(&folder).unwrap();
        let made = change("partners/a.toml", None, Some("name = \"A\"\n"));
        assert_eq!(commit(&folder, &held, &made).unwrap(), Outcome::Written);
        assert_eq!(
            fs::read_to_string(folder.path("partners/a.toml")).unwrap(),
            "name = \"A\"\n"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let rights = |path: &str| {
                fs::metadata(folder.path(path))
                    .unwrap()
                    .permissions()
                    .mode()
                    & 0o777
            };
            assert_eq!(
                (rights("partners"), rights("partners/a.toml")),
                (0o700, 0o600)
            );
        }
        assert_eq!(
            fs::read_dir(folder.path(".wbl/tmp")).unwrap().count(),
            0,
            "nothing is left behind"
        );
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let (_dir, folder) = store();
        let held = lock(&folder).unwrap();
        commit(&folder, &held, &change("a.toml", None, Some("1"))).unwrap();
        let stale = commit(&folder, &held, &change("a.toml", Some("0"), Some("2"))).unwrap();
        assert_eq!(stale, Outcome::Stale("a.toml".into()));
        assert_eq!(fs::read_to_string(folder.path("a.toml")).unwrap(), "1");
    }

    #[cfg(unix)]
    #[test]
    fn writing_goes_through_a_symbolic_link_and_keeps_the_mode() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_dir, folder) = store();
        fs::write(folder.path("real"), "1").unwrap();
        fs::set_permissions(folder.path("real"), fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("real", folder.path("a.toml")).unwrap();
        let held = lock(&folder).unwrap();
        commit(&folder, &held, &change("a.toml", Some("1"), Some("2"))).unwrap();
        assert!(
            fs::symlink_metadata(folder.path("a.toml"))
                .unwrap()
                .is_symlink()
        );
        assert_eq!(fs::read_to_string(folder.path("real")).unwrap(), "2");
        assert_eq!(
            fs::metadata(folder.path("real"))
                .unwrap()
                .permissions()
                .mode()
                & 0o777,
            0o640
        );
    }

    #[test]
    fn a_second_writer_waits_and_is_then_told_who_is_writing() {
        let (_dir, folder) = store();
        let held = lock(&folder).unwrap();
        let fault = lock(&folder).unwrap_err();
        assert_eq!(fault.blame, crate::fault::Blame::Busy);
        assert!(fault.message.contains("a test"), "{}", fault.message);
        drop(held);
        assert!(lock(&folder).is_ok());
    }
}
