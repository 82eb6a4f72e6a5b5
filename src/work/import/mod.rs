//! `import`: the rows of a file as records, all or none; a row that is there already changes nothing.

mod alike;
mod columns;
mod entry;
mod headers;
mod hours;
mod items;
mod known;
mod links;
mod names;
mod people;
mod places;
mod plan;
mod record;
mod row;
mod sheet;
mod unread;

use crate::book::Book;
use crate::change::Change;
use crate::fault::{Fault, Result};
use crate::schema::Kind;
use crate::value::{Day, nearest};

pub use sheet::{DayOrder, Row, Sheet};

/// What is asked of `import`.
#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    /// The kind of the records; nothing for hours.
    pub kind: Option<Kind>,
    /// The file.
    pub sheet: Sheet,
    /// Columns and the fields that they are.
    pub map: Vec<(String, String)>,
    /// The field by which a row finds its record.
    pub key: Option<String>,
    /// Whether records that are there are changed to what the file says.
    pub update: bool,
    /// How the file writes days in numbers.
    pub days: Option<DayOrder>,
    /// The ground for going past a rule.
    pub reason: Option<String>,
    /// Whether the preview shows students' names: to the person at the terminal.
    pub shows_names: bool,
}

/// The kinds that can be imported, and the hours.
pub const IMPORTED: [&str; 6] = ["partner", "contact", "pathway", "student", "wbl", "hours"];

/// The kind that a word on the command line means; nothing for hours.
///
/// # Errors
/// Where it is none that can be imported (2).
pub fn imported(word: &str) -> Result<Option<Kind>> {
    match word {
        "partner" => Ok(Some(Kind::Partner)),
        "contact" => Ok(Some(Kind::Contact)),
        "pathway" => Ok(Some(Kind::Pathway)),
        "student" => Ok(Some(Kind::Student)),
        "wbl" | "experience" => Ok(Some(Kind::Wbl)),
        "hours" => Ok(None),
        _ => {
            let fault = Fault::misuse(format!("`{word}` cannot be imported"));
            let near = nearest(word, IMPORTED);
            let fault = match near {
                Some(near) => fault.hint(format!("did you mean `wbl import {near}`?")),
                None => fault,
            };
            Err(fault.hint(format!("what can be: {}", IMPORTED.join(", "))))
        }
    }
}

/// Makes one change of all rows.
///
/// # Errors
/// Columns that are no fields (2); every bad value, dangling link and refused row (4): all at once.
pub fn import(book: &Book<'_>, request: &ImportRequest, today: Day, seed: u64) -> Result<Change> {
    match request.kind {
        Some(kind) => record::import(book, kind, request, today, seed),
        None => hours::import(book, request, today, seed),
    }
}

/// Everything that is wrong with a file, at once.
fn none_wrong(mut faults: Vec<Fault>) -> Result<()> {
    if let Some(last) = faults.pop() {
        faults.push(last.hint("nothing was imported: mend the file, then run it again"));
    }
    Fault::all(faults).map_or(Ok(()), Err)
}
