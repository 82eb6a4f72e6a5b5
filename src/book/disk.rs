//! Where the files are, and what is read from one: a record's place, its struct, its sheet.

use std::io;
use std::path::Path;

use crate::fault::{Blame, Fault};
use crate::schema::{Doc, Problem};
use crate::value::Id;

/// Where the files are; the store's folder in earnest, a map in tests.
pub trait Disk: Sync {
    /// Lists a folder of the store: of `deep` folders also what lies one folder down.
    /// A folder that is not there is empty.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    fn list(&self, folder: &str, deep: bool) -> io::Result<Listing>;

    /// Reads a file of the store, by its path within it.
    ///
    /// # Errors
    /// Where it cannot be read; `NotFound` where it is not there.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
}

/// What lies in a folder: paths within the store.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Whatever ends in `.toml`.
    pub files: Vec<String>,
    /// Everything else, dot files apart.
    pub strays: Vec<String>,
}

/// A record's id and where its file lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located {
    /// The id.
    pub id: Id,
    /// The path within the store.
    pub path: String,
}

/// A record with its id and path.
#[derive(Clone, Debug)]
pub struct Record<T> {
    /// The id.
    pub id: Id,
    /// The path within the store.
    pub path: String,
    /// What it holds.
    pub body: T,
}

/// A record's text and values, for whatever works by the table alone.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The id.
    pub id: Id,
    /// The path within the store.
    pub path: String,
    /// The parsed text.
    pub doc: Doc,
}

/// The fault of a record that could not be read.
pub fn unreadable(problems: &[Problem]) -> Fault {
    let faults = problems
        .iter()
        .map(|problem| problem.fault(Blame::Unreadable));
    Fault::all(faults).unwrap_or_else(|| Fault::new(Blame::Unreadable, "a record cannot be read"))
}

/// Whether a path is that of a record.
pub fn is_record(path: &str) -> bool {
    let ending = Path::new(path).extension();
    ending.is_some_and(|ending| ending == "toml")
}

/// Whether bytes are text, and any at all.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    !bytes.is_empty() && !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok()
}

/// Whether bytes hold a word.
pub(super) fn holds(bytes: &[u8], word: &[u8]) -> bool {
    let Some(first) = word.first() else {
        return true;
    };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|b| b == first) {
        if bytes[from + at..].starts_with(word) {
            return true;
        }
        from += at + 1;
    }
    false
}
