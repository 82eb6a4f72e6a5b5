//! Takes the last change back, or does it once more, from the undo log; and settles what an
//! interrupted command left where a file has been changed since.

use crate::book::Disk as _;
use crate::change::{Change, Edit, Step};
use crate::fault::{Blame, Fault, Result};

use super::disk::Folder;
use super::journal::{Head, Journal};
use super::log::Stack;

/// Up to how many files their lines are shown too.
const MOST_SHOWN: usize = 20;
/// How many files are named one by one.
const MOST_NAMED: usize = 3;

/// A change of the undo log, without its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The command, without its arguments.
    pub verb: String,
    /// When, by the writer's own clock.
    pub at: String,
    /// The files.
    pub paths: Vec<String>,
}

/// The last changes, the newest first: those that can be undone, and those that can be redone.
///
/// # Errors
/// Where the undo log cannot be listed (exit 1).
pub fn past(folder: &Folder) -> Result<(Vec<Past>, Vec<Past>)> {
    Ok((entries(folder, Stack::Undo)?, entries(folder, Stack::Redo)?))
}

fn entries(folder: &Folder, stack: Stack) -> Result<Vec<Past>> {
    let numbers = stack.numbers(folder).map_err(|error| unlisted(&error))?;
    let past = |number: &u64| {
        // A damaged one is named when its turn comes.
        let head = Head::read(&stack.path(folder, *number));
        head.map_or_else(
            || Past {
                verb: "(damaged)".into(),
                at: String::new(),
                paths: vec![stack.shown(*number)],
            },
            |head| Past {
                verb: head.verb,
                at: head.at,
                paths: head.files.into_iter().map(|file| file.path).collect(),
            },
        )
    };
    Ok(numbers.iter().rev().map(past).collect())
}

/// The change that takes the last one back.
///
/// # Errors
/// Where there is none (exit 1), or a file no longer reads as it left it (exit 6).
pub fn undo(folder: &Folder) -> Result<Change> {
    step_back(folder, Stack::Undo)
}

/// The change that does once more what was last undone.
///
/// # Errors
/// As [`undo`].
pub fn redo(folder: &Folder) -> Result<Change> {
    step_back(folder, Stack::Redo)
}

fn step_back(folder: &Folder, stack: Stack) -> Result<Change> {
    let numbers = stack.numbers(folder).map_err(|error| unlisted(&error))?;
    let (word, none) = match stack {
        Stack::Undo => (
            "undo",
            "there is nothing to undo: no change is kept in .wbl/undo",
        ),
        Stack::Redo => (
            "redo",
            "there is nothing to redo: nothing was undone since the last change",
        ),
    };
    let Some(number) = numbers.last().copied() else {
        return Err(Fault::could(none).hint(match stack {
            Stack::Undo => "only what was changed on this machine can be taken back here; of a store in git `wbl history REF` tells the rest",
            Stack::Redo => "see the last changes with `wbl undo --list`",
        }));
    };
    let journal = Journal::read(&stack.path(folder, number), &stack.shown(number))?;
    let Some(journal) = journal else {
        return Err(Fault::could(none));
    };
    let turned = |edit: Edit| match stack {
        Stack::Undo => Edit {
            path: edit.path,
            before: edit.after,
            after: edit.before,
        },
        Stack::Redo => edit,
    };
    let edits: Vec<_> = journal.edits.into_iter().map(turned).collect();
    let mut conflicts = Vec::new();
    for edit in &edits {
        let now = match folder.read(&edit.path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Fault::io(&error, format_args!("read {}", edit.path))),
        };
        if now.as_deref() != edit.before.as_deref().map(str::as_bytes) {
            let message = format!(
                "{} has been changed since `{}` of {}",
                edit.path, journal.head.verb, journal.head.at
            );
            conflicts.push(Fault::new(Blame::Busy, message));
        }
    }
    if let Some(fault) = Fault::all(conflicts) {
        return Err(fault.hint(format!(
            "nothing was written; put the file back as it was to {word} this, or change it by hand"
        )));
    }
    let done = match stack {
        Stack::Undo => "Undid",
        Stack::Redo => "Redid",
    };
    let said = format!(
        "{done} `{}` of {}: {}.",
        journal.head.verb,
        journal.head.at,
        told(&edits)
    );
    let brief = (edits.len() > MOST_SHOWN).then(|| brief(&edits));
    Ok(Change {
        edits,
        said: vec![said],
        brief,
        step: match stack {
            Stack::Undo => Step::Undo(number),
            Stack::Redo => Step::Redo(number),
        },
        ..Change::default()
    })
}

/// What is shown of a change of many files: their names.
fn brief(edits: &[Edit]) -> String {
    let line = |edit: &Edit| {
        let word = match (&edit.before, &edit.after) {
            (None, _) => "new",
            (_, None) => "remove",
            _ => "change",
        };
        format!("{word}: {}\n", edit.path)
    };
    edits.iter().map(line).collect::<Vec<_>>().concat()
}

/// The files, by name while they are few.
fn told(edits: &[Edit]) -> String {
    if edits.len() > MOST_NAMED {
        return format!("{} files", edits.len());
    }
    let paths: Vec<_> = edits.iter().map(|edit| edit.path.as_str()).collect();
    paths.join(", ")
}

fn unlisted(error: &std::io::Error) -> Fault {
    Fault::io(error, "list the undo log, .wbl/undo")
        .hint("the records are as they are; in the store's folder `ls -la .wbl` shows what is in its place")
}
