//! What to write, as a value: files before and after, made in memory and committed all or nothing.

mod difference;
mod draft;
mod ids;
mod legible;
mod privacy;
#[cfg(test)]
mod tests;
mod texts;

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::record::KindSpec;
use crate::schema::Kind;
use crate::value::Id;

pub use draft::Draft;
pub use ids::{give_ids, without_id};
pub use legible::illegible_in;
pub use texts::told_in;

pub use difference::difference;

/// A change to the store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The files, by path.
    pub edits: Vec<Edit>,
    /// Which records were taken, where they were named by less than their ids.
    pub notices: Vec<String>,
    /// What was done, in sentences for the person at the terminal.
    pub said: Vec<String>,
    /// Doubts and flags, each one line.
    pub warnings: Vec<String>,
    /// The records that it makes, with their paths.
    pub made: Vec<(Id, String)>,
    /// What is shown before a yes, where the difference of the files would say less.
    pub brief: Option<String>,
    /// What is done to each record, where a line says it: several are shown by these before a yes.
    pub lines: Vec<Line>,
    /// What it does to the undo log.
    pub step: Step,
}

/// What is done to one record, in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// The words; none where nothing is done to it.
    pub what: String,
}

/// What a change does to the undo log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// It is a new entry of it.
    #[default]
    New,
    /// It takes this entry back.
    Undo(u64),
    /// It does this entry once more.
    Redo(u64),
}

/// One file, before and after; nothing where it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The path within the store.
    pub path: String,
    /// The text that the change was made from.
    pub before: Option<String>,
    /// The text to be.
    pub after: Option<String>,
}

impl Change {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The change as lines taken away and lines added, file by file; or its own brief.
    pub fn preview(&self) -> String {
        self.preview_naming(|_| None)
    }

    /// The same, each file with what its record is called, where that is told.
    pub fn preview_naming(&self, called: impl Fn(&str) -> Option<String>) -> String {
        if let Some(brief) = &self.brief {
            return brief.clone();
        }
        let mut out = String::new();
        for edit in &self.edits {
            let heading = match (&edit.before, &edit.after) {
                (None, _) => "new",
                (_, None) => "remove",
                _ => "change",
            };
            // Writing to a String cannot fail.
            let called = called(&edit.path).map_or(String::new(), |name| format!(" ({name})"));
            let _ = writeln!(out, "{heading}: {}{called}", edit.path);
            if edit.path.starts_with("private/") {
                // What is private is not repeated: a preview may be mailed by cron.
                let _ = writeln!(out, "  (private: not shown)");
                continue;
            }
            let before: Vec<_> = edit.before.as_deref().unwrap_or("").lines().collect();
            let after: Vec<_> = edit.after.as_deref().unwrap_or("").lines().collect();
            for (sign, line) in difference(&before, &after) {
                let _ = writeln!(out, "{sign} {line}");
            }
        }
        out
    }
}

/// The path of a record's file.
pub fn path_of(spec: &KindSpec, id: &Id, year_folder: Option<&str>) -> String {
    match year_folder {
        Some(year) if spec.by_year => format!("{}/{year}/{id}.toml", spec.folder),
        _ => format!("{}/{id}.toml", spec.folder),
    }
}

/// The fault of a record that is not there.
pub fn no_record(kind: Kind, id: &Id) -> Fault {
    Fault::reference(format!("there is no {} `{id}`", kind.noun()))
        .hint(format!("see them all with `wbl {kind} list`"))
}
