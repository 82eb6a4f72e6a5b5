//! The undo log: the last changes, each the journal that it was committed by.
//!
//! `.wbl/undo` holds what can be undone and `.wbl/redo` what can be done again, each file named by a
//! number. Every commit takes the next number, an undo and a redo too, so that the highest number of
//! a folder is always its newest.

use std::fs;
use std::io;
use std::path::PathBuf;

use crate::change::Step;

use super::disk::Folder;
use super::put::make_folder;

/// What a person calls the undo log.
pub(super) const SHOWN: &str = ".wbl/undo";
/// How many changes are kept.
const KEPT: usize = 100;
/// How many bytes they may take together: so much is kept of many large imports. The newest change
/// is kept whatever it takes.
const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// One of the two stacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stack {
    Undo,
    Redo,
}

impl Stack {
    fn name(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }

    /// Where an entry lies, as a person is shown it.
    pub(super) fn shown(self, number: u64) -> String {
        format!(".wbl/{}/{number:08}", self.name())
    }

    /// Where an entry lies.
    pub(super) fn path(self, folder: &Folder, number: u64) -> PathBuf {
        folder.path(&self.shown(number))
    }

    /// The numbers of its entries, the oldest first.
    pub(super) fn numbers(self, folder: &Folder) -> io::Result<Vec<u64>> {
        let entries = match fs::read_dir(folder.path(&format!(".wbl/{}", self.name()))) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut numbers = Vec::new();
        for entry in entries {
            let name = entry?.file_name();
            numbers.extend(name.to_str().and_then(|name| name.parse::<u64>().ok()));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }
}

/// Moves the journal of a finished change to where its step belongs. It is still there as long as
/// this has not been done, so that whoever is interrupted here is finished by the next.
pub(super) fn shelve(folder: &Folder, journal: &PathBuf, step: Step) -> io::Result<()> {
    let (undo, redo) = (Stack::Undo.numbers(folder)?, Stack::Redo.numbers(folder)?);
    let next = 1 + undo.iter().chain(&redo).max().copied().unwrap_or_default();
    let moved = |from: Stack, number: u64, to: Stack| -> io::Result<()> {
        make_folder(&folder.path(&format!(".wbl/{}", to.name())))?;
        match fs::rename(from.path(folder, number), to.path(folder, next)) {
            // It was moved before the interruption.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    };
    match step {
        Step::New => {
            for number in redo {
                fs::remove_file(Stack::Redo.path(folder, number))?;
            }
            make_folder(&folder.path(".wbl/undo"))?;
            fs::rename(journal, Stack::Undo.path(folder, next))?;
            let size = |number: u64| {
                let there = fs::metadata(Stack::Undo.path(folder, number));
                there.map_or(0, |there| there.len())
            };
            for number in spare(size(next), &undo, size) {
                // One too many does no harm; the next change tries again.
                let _ = fs::remove_file(Stack::Undo.path(folder, number));
            }
            Ok(())
        }
        Step::Undo(number) => {
            moved(Stack::Undo, number, Stack::Redo)?;
            fs::remove_file(journal)
        }
        Step::Redo(number) => {
            moved(Stack::Redo, number, Stack::Undo)?;
            fs::remove_file(journal)
        }
    }
}

/// The changes that are too many behind the newest one, by their number and by their bytes.
fn spare(newest: u64, older: &[u64], size: impl Fn(u64) -> u64) -> Vec<u64> {
    let mut bytes = newest;
    let mut is_full = false;
    let mut found = Vec::new();
    for (at, number) in older.iter().rev().enumerate() {
        bytes = bytes.saturating_add(size(*number));
        is_full |= at + 1 >= KEPT || bytes > MOST_BYTES;
        if is_full {
            found.push(*number);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_changes_go_where_there_are_too_many_or_they_are_too_large() {
        let older: Vec<u64> = (1..=120).collect();
        let small = spare(1, &older, |_| 1);
        assert_eq!(small.first(), Some(&21));
        assert_eq!(small.len(), 21, "99 stay beside the newest");
        // Imports of 30 MB each: three in all.
        let large = |_| 30 * 1024 * 1024;
        assert_eq!(spare(large(0), &[1, 2, 3, 4], large), [2, 1]);
        // One that is too large alone is kept all the same, and nothing else.
        assert_eq!(spare(MOST_BYTES * 2, &[1, 2], |_| 1), [2, 1]);
        // What is behind a large one goes with it: undo walks back without a gap.
        let middle = |number| if number == 2 { MOST_BYTES } else { 1 };
        assert_eq!(spare(1, &[1, 2, 3], middle), [2, 1]);
    }
}
