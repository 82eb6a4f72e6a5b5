//! Writes a change, all or nothing.
//!
//! Every new text is written aside, and the journal with every file before and after it; once the
//! journal has its name and is durable, the change is made, whatever happens then: the texts are
//! renamed into their places, and whoever is interrupted there is finished by the next command. An
//! error there takes everything back, journal included; where even that fails, the journal stands.

use std::io::{self, Write as _};
use std::path::{Component, Path};

use crate::change::{Change, Step};
use crate::fault::{Blame, Fault, Result};
use crate::schema::Doc;

use super::disk::Folder;
use super::journal::Journal;
use super::lock::Lock;
use super::put::{self, Hindered, Ready};
use super::{log, recover, turn};

/// What came of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is written.
    Written,
    /// Everything is kept in the journal, and read from there; the disk refused to put it into the
    /// files, or to take it back, or to put it into the undo log. The next command that can write
    /// does. Where to, and why, in a few words.
    Kept(String),
    /// A file has changed since the change was made from it; nothing was written.
    Stale(String),
}

/// Writes a change under the lock.
///
/// # Errors
/// Where a file cannot be written (exit 1); the store is then as before.
pub fn commit(folder: &Folder, lock: &Lock, change: &Change) -> Result<Outcome> {
    if change.is_empty() {
        return Ok(Outcome::Written);
    }
    refuse_ill(change)?;
    for edit in &change.edits {
        let now = put::now(&folder.path(&edit.path))
            .map_err(|error| Fault::io(&error, format_args!("read {}", edit.path)))?;
        if now.as_deref() != edit.before.as_deref().map(str::as_bytes) {
            return Ok(Outcome::Stale(edit.path.clone()));
        }
    }
    put::sweep(folder, &[]);
    let mut ready = match put::prepare(folder, &change.edits) {
        Ok(ready) => ready,
        Err(hindered) => return told(hindered),
    };
    write_journal(folder, lock, change).map_err(|error| not_written(&error, recover::SHOWN))?;
    if let Err(hindered) = carry_out(folder, &mut ready) {
        return match retract(folder, &mut ready) {
            Ok(()) => told(hindered),
            Err(error) => Ok(Outcome::Kept(kept("every file", &error))),
        };
    }
    if let Err(error) = put::settle(folder, &ready) {
        return Ok(Outcome::Kept(kept("every file", &error)));
    }
    drop(ready);
    Ok(
        match log::shelve(folder, &recover::path(folder), change.step) {
            Ok(()) => Outcome::Written,
            Err(error) => Outcome::Kept(kept("the undo log, .wbl/undo", &error)),
        },
    )
}

/// Where a change could not be put that is made, and why.
fn kept(place: &str, error: &io::Error) -> String {
    format!("{place} ({})", crate::fault::plain(error))
}

/// Writes the journal aside, makes it durable, and gives it its name.
fn write_journal(folder: &Folder, lock: &Lock, change: &Change) -> io::Result<()> {
    let bytes = Journal::of(change, &lock.writer).to_bytes()?;
    let mut aside = tempfile::NamedTempFile::new_in(folder.path(".wbl/tmp"))?;
    aside.write_all(&bytes)?;
    aside.as_file().sync_all()?;
    aside
        .persist_noclobber(recover::path(folder))
        .map(|_| ())
        .map_err(|error| error.error)
}

/// Makes the journal's name durable, which is the commit point, and puts every file in its place.
fn carry_out(folder: &Folder, ready: &mut [Ready<'_>]) -> std::result::Result<(), Hindered> {
    let own = |error| Hindered::Refused(error, recover::SHOWN.to_owned());
    put::sync_folder(&folder.path(".wbl")).map_err(own)?;
    turn::raise(folder).map_err(|error| Hindered::Refused(error, turn::SHOWN.to_owned()))?;
    put::place(ready)
}

/// Takes everything back: the files first, then the journal.
fn retract(folder: &Folder, ready: &mut [Ready<'_>]) -> io::Result<()> {
    put::take_back(folder, ready)?;
    std::fs::remove_file(recover::path(folder))?;
    // Without this a loss of power might still bring the journal back; all that can be done is done.
    let _ = put::sync_folder(&folder.path(".wbl"));
    Ok(())
}

fn told(hindered: Hindered) -> Result<Outcome> {
    match hindered {
        Hindered::Changed(path) => Ok(Outcome::Stale(path)),
        Hindered::Refused(error, path) => Err(not_written(&error, &path)),
    }
}

fn not_written(error: &io::Error, path: &str) -> Fault {
    Fault::io(error, format_args!("write {path}"))
        .hint("nothing was changed; make room or mend the rights, and try again")
}

/// Refuses what must never be written, whoever made the change: a path that leads out of the store
/// or into its own folder, a record that could not be read back.
fn refuse_ill(change: &Change) -> Result<()> {
    for edit in &change.edits {
        let mut parts = Path::new(&edit.path).components();
        let is_own = edit.path.starts_with(".wbl") || edit.path.starts_with(".git/");
        let is_plain = parts.all(|part| matches!(part, Component::Normal(_)));
        if edit.path.is_empty() || !is_plain || is_own {
            let message = format!("{:?} is no place for a record", edit.path);
            return Err(Fault::could(message).hint("nothing was written"));
        }
        // What is taken back or done again goes back to what it was, even if that was broken.
        let Some(text) = edit.after.as_ref().filter(|_| change.step == Step::New) else {
            continue;
        };
        // A file with conflict markers is settled field by field: it may stay broken until the last.
        let was_broken = edit
            .before
            .as_ref()
            .is_some_and(|text| Doc::parse(&edit.path, text.clone()).is_err());
        if crate::book::is_record(&edit.path) && !was_broken {
            Doc::parse(&edit.path, text.clone()).map_err(|problems| unsound(&problems))?;
        }
    }
    Ok(())
}

fn unsound(problems: &[crate::schema::Problem]) -> Fault {
    let faults = problems.iter().map(|problem| problem.fault(Blame::Refused));
    Fault::all(faults)
        .unwrap_or_else(|| Fault::refused("the record could not be read back"))
        .hint("nothing was written")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::super::lock::{Wait, Writer};
    use super::*;
    use crate::change::Edit;

    fn store() -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path().to_owned());
        (dir, folder)
    }

    fn lock(folder: &Folder) -> Result<Lock> {
        let writer = Writer {
            verb: "a test".into(),
            ..Writer::default()
        };
        Lock::take(
            folder,
            &writer,
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
        commit(&folder, &held, &change("a.toml", None, Some("n = 1\n"))).unwrap();
        let stale = commit(
            &folder,
            &held,
            &change("a.toml", Some("n = 0\n"), Some("n = 2\n")),
        )
        .unwrap();
        assert_eq!(stale, Outcome::Stale("a.toml".into()));
        assert_eq!(
            fs::read_to_string(folder.path("a.toml")).unwrap(),
            "n = 1\n"
        );
    }

    #[cfg(unix)]
    #[test]
    fn writing_goes_through_a_symbolic_link_and_keeps_the_mode() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_dir, folder) = store();
        fs::write(folder.path("real"), "n = 1\n").unwrap();
        fs::set_permissions(folder.path("real"), fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("real", folder.path("a.toml")).unwrap();
        let held = lock(&folder).unwrap();
        commit(
            &folder,
            &held,
            &change("a.toml", Some("n = 1\n"), Some("n = 2\n")),
        )
        .unwrap();
        assert!(
            fs::symlink_metadata(folder.path("a.toml"))
                .unwrap()
                .is_symlink()
        );
        assert_eq!(fs::read_to_string(folder.path("real")).unwrap(), "n = 2\n");
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
