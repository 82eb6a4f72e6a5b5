//! `archive` and `restore`: records put out of lists, and brought back; numbers keep them.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::Result;
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id};

/// Puts records away as of a day; one that is away already keeps its day.
///
/// # Errors
/// Where there is no such record (3), or it cannot be parsed (7).
pub fn archive(book: &Book<'_>, kind: Kind, ids: &[Id], on: Day, seed: u64) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    for id in ids {
        let splicer = draft.edit(kind, id)?;
        if splicer.doc().get("archived").is_none() {
            splicer.set("archived", Node::made(Val::Day(on)))?;
            draft.say(format!("Archived the {} `{id}`.", kind.noun()));
        }
    }
    draft.finish()
}

/// Brings records back.
///
/// # Errors
/// As [`archive`].
pub fn restore(book: &Book<'_>, kind: Kind, ids: &[Id], seed: u64) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    for id in ids {
        let splicer = draft.edit(kind, id)?;
        if splicer.doc().get("archived").is_some() {
            splicer.unset("archived")?;
            draft.say(format!("Restored the {} `{id}`.", kind.noun()));
        }
    }
    draft.finish()
}
