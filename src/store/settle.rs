//! Settles what an interrupted command left where a file has been changed since: a person says which way.

use std::fs;
use std::path::PathBuf;

use crate::change::Edit;
use crate::fault::{Fault, Result};

use super::disk::Folder;
use super::journal::Journal;
use super::lock::{Lock, Wait, Writer};
use super::recover::{Finished, SHOWN, Unfinished, files, interrupted, left, path, write};
use super::{log, put};

/// Which way an unfinished change is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The rest of it is written.
    On,
    /// What was written of it is taken back.
    Back,
}

/// Settles a change that was interrupted and cannot be finished as it is: files that have been
/// changed since stay as they are. Gives what was done.
///
/// # Errors
/// Where nothing is unfinished, or the disk refuses (exit 1); a busy store (exit 6).
pub fn settle(root: PathBuf, writer: &Writer, wait: Wait<'_>, way: Way) -> Result<Finished> {
    let folder = &Folder::new(root);
    let lock = Lock::take_as_it_is(folder, writer, wait)?;
    let Some(journal) = Journal::read(&path(folder), SHOWN)? else {
        return Err(Fault::could("no change is unfinished")
            .hint("to take the last change back: `wbl undo`"));
    };
    let turned = |edit: &Edit| Edit {
        path: edit.path.clone(),
        before: edit.after.clone(),
        after: edit.before.clone(),
    };
    let edits: Vec<_> = match way {
        Way::On => journal.edits.clone(),
        Way::Back => journal.edits.iter().map(turned).collect(),
    };
    let others = (|| {
        put::sweep(folder, &edits);
        let (left, others) = left(folder, &edits)?;
        write(folder, &journal, left)?;
        Ok(others.len())
    })()
    .map_err(Unfinished::fault)?;
    let tidied = match way {
        Way::On => log::shelve(folder, &path(folder), journal.head.step),
        Way::Back => fs::remove_file(path(folder)),
    };
    tidied.map_err(|error| Fault::io(&error, format_args!("put {SHOWN} away")))?;
    drop(lock);
    let done = match way {
        Way::On => "Finished",
        Way::Back => "Took back",
    };
    let said = format!(
        "{done} {}; {} left as found.",
        interrupted(&journal),
        files(others)
    );
    Ok(journal.finished(said))
}
