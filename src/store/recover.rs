//! Finishes what a dead writer began: whoever opens the store next looks for its journal.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::change::Edit;
use crate::fault::{Blame, Fault, Place, Result};

use super::disk::Folder;
use super::journal::{Head, Journal};
use super::lock::{Lock, Wait, Writer};
use super::log;
use super::put::{self, Hindered};
use super::turn::{self, raise};

/// What a person calls the journal.
pub(super) const SHOWN: &str = ".wbl/journal";

/// What became of a change that was interrupted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// What was done, as a sentence.
    pub said: String,
    /// The command that was interrupted, without its arguments.
    pub verb: String,
    /// The files of the change that are now in their places; none where they could not be written.
    pub paths: Vec<String>,
}

/// Where the journal lies.
pub(super) fn path(folder: &Folder) -> PathBuf {
    folder.path(SHOWN)
}

/// Whether a change is under way, or was left unfinished: one look.
pub(super) fn is_under_way(folder: &Folder) -> bool {
    fs::symlink_metadata(path(folder)).is_ok()
}

/// Sees to it that the store can be read whole: waits for a living writer, finishes a dead one's
/// change, or, where the store cannot be written, lets the journal's texts stand for their files.
/// Gives what was done, if anything was.
///
/// # Errors
/// Where a writer keeps the store, or a file has changed since the dead one began (exit 6).
pub(super) fn whole(
    folder: &mut Folder,
    writer: &Writer,
    wait: Wait<'_>,
) -> Result<Option<Finished>> {
    let begun = Instant::now();
    let mut told = false;
    while is_under_way(folder) {
        let holder = match Lock::try_once(folder, writer) {
            Err(error) => return stand_in(folder, &error),
            Ok(Ok(lock)) => match finish_io(folder, &lock) {
                Ok(finished) => return Ok(finished),
                Err(Unfinished::Fault(fault)) => return Err(fault),
                Err(Unfinished::Disk(error, _)) => return stand_in(folder, &error),
            },
            Ok(Err(holder)) => holder,
        };
        if begun.elapsed() > wait.most {
            return Err(holder.busy());
        }
        if !told && begun.elapsed() > super::lock::FELT {
            (wait.tell)(&holder.to_string());
            told = true;
        }
        std::thread::sleep(super::lock::NAP);
    }
    Ok(None)
}

/// Finishes under the lock what a dead writer left; gives what was done, if anything was.
///
/// # Errors
/// Where a file has changed since (exit 6), or the disk refuses (exit 1).
pub(super) fn finish(folder: &Folder, lock: &Lock) -> Result<Option<Finished>> {
    finish_io(folder, lock).map_err(Unfinished::fault)
}

/// Why a change was not finished.
pub(super) enum Unfinished {
    Fault(Fault),
    Disk(io::Error, String),
}

impl Unfinished {
    pub(super) fn fault(self) -> Fault {
        match self {
            Self::Fault(fault) => fault,
            Self::Disk(error, path) => Fault::io(&error, format_args!("write {path}")).hint(
                "an earlier change is still to be finished, and is whole in .wbl/journal: make room or mend the rights, and run this again",
            ),
        }
    }
}

fn finish_io(folder: &Folder, _lock: &Lock) -> std::result::Result<Option<Finished>, Unfinished> {
    let journal = Journal::read(&path(folder), SHOWN).map_err(Unfinished::Fault)?;
    let Some(journal) = journal else {
        return Ok(None);
    };
    put::sweep(folder, &journal.edits);
    let (left, others) = left(folder, &journal.edits)?;
    if !others.is_empty() {
        return Err(Unfinished::Fault(changed_since(&journal, &others)));
    }
    let (count, all) = (left.len(), journal.edits.len());
    write(folder, &journal, left)?;
    log::shelve(folder, &path(folder), journal.head.step)
        .map_err(|error| Unfinished::Disk(error, log::SHOWN.to_owned()))?;
    let done = match count {
        0 if all == 1 => "its file was written already".to_owned(),
        0 => format!("all its {all} files were written already"),
        _ if count == all => format!("{} written now", files(all)),
        1 => format!("the last of its {all} files written now"),
        _ => format!("the last {count} of its {all} files written now"),
    };
    let said = format!("Finished {}: {done}.", interrupted(&journal));
    Ok(Some(journal.finished(said)))
}

/// Puts the files of a journal that are left into their places.
pub(super) fn write(
    folder: &Folder,
    journal: &Journal,
    left: Vec<&Edit>,
) -> std::result::Result<(), Unfinished> {
    if left.is_empty() {
        // Nothing is touched: readers need not look again.
        return Ok(());
    }
    let disk = |hindered| match hindered {
        Hindered::Changed(path) => Unfinished::Fault(changed_since(journal, &[&path])),
        Hindered::Refused(error, path) => Unfinished::Disk(error, path),
    };
    let own = |error| Unfinished::Disk(error, SHOWN.to_owned());
    let mut ready = put::prepare(folder, left).map_err(disk)?;
    raise(folder).map_err(|error| Unfinished::Disk(error, turn::SHOWN.to_owned()))?;
    put::place(&mut ready).map_err(disk)?;
    put::settle(folder, &ready).map_err(own)
}

impl Journal {
    /// Its change, which is in the files now.
    pub(super) fn finished(self, said: String) -> Finished {
        Finished {
            said,
            verb: self.head.verb,
            paths: self.edits.into_iter().map(|edit| edit.path).collect(),
        }
    }
}

/// What was interrupted, and when.
pub(super) fn interrupted(journal: &Journal) -> String {
    let Head { verb, at, .. } = &journal.head;
    format!("`{verb}` of {at}, which was interrupted")
}

pub(super) fn files(count: usize) -> String {
    format!("{count} file{}", if count == 1 { "" } else { "s" })
}

/// The fault of files that read neither as before nor as after the change.
fn changed_since(journal: &Journal, paths: &[&str]) -> Fault {
    let fault = |path: &&str| {
        let message = format!("{path} has been changed since {}", interrupted(journal));
        let place = Place {
            path: (*path).to_owned(),
            line: 0,
            col: 0,
            excerpt: String::new(),
            width: 0,
        };
        Fault::new(Blame::Busy, message).at(place)
    };
    Fault::all(paths.iter().map(fault))
        .unwrap_or_else(|| Fault::new(Blame::Busy, "a file has been changed"))
        .hint("to write the rest of that change, and keep this file as it is now: `wbl redo --unfinished`")
        .hint("to take that change back, and keep this file as it is now: `wbl undo --unfinished`")
}

/// Lets the journal's texts stand for the files that they name, where these cannot be written.
fn stand_in(folder: &mut Folder, error: &io::Error) -> Result<Option<Finished>> {
    let Some(journal) = Journal::read(&path(folder), SHOWN)? else {
        // The writer has finished in the meantime.
        return Ok(None);
    };
    let why = crate::fault::plain(error);
    let interrupted = interrupted(&journal);
    let is_left = left(folder, &journal.edits).map_or(true, |(left, others)| {
        !(left.is_empty() && others.is_empty())
    });
    let said = if is_left {
        format!(
            "An earlier change ({interrupted}) is not yet in the files, and they cannot be written now ({why}): it is read from the journal."
        )
    } else {
        format!(
            "An earlier change ({interrupted}) is in the files, and not yet in the undo log, which cannot be written now ({why})."
        )
    };
    let texts = journal
        .edits
        .into_iter()
        .map(|edit| (edit.path, edit.after));
    folder.over = Arc::new(texts.collect());
    Ok(Some(Finished {
        said,
        verb: journal.head.verb,
        paths: Vec::new(),
    }))
}

/// The files that still read as before, and the paths of those that read neither as before nor as
/// after.
pub(super) fn left<'j>(
    folder: &Folder,
    edits: &'j [Edit],
) -> std::result::Result<(Vec<&'j Edit>, Vec<&'j str>), Unfinished> {
    let (mut left, mut others) = (Vec::new(), Vec::new());
    for edit in edits {
        let now = put::now(&folder.path(&edit.path))
            .map_err(|error| Unfinished::Disk(error, edit.path.clone()))?;
        let reads = |text: &Option<String>| now.as_deref() == text.as_deref().map(str::as_bytes);
        if reads(&edit.after) {
        } else if reads(&edit.before) {
            left.push(edit);
        } else {
            others.push(edit.path.as_str());
        }
    }
    Ok((left, others))
}
