//! `remove`: a record taken away for good, while nothing links to it.

use crate::book::Book;
use crate::change::{Change, Draft, no_record};
use crate::fault::{Fault, Result};
use crate::schema::Kind;
use crate::value::Id;

use super::links::all_links_to;

/// Takes a record away; a student's private part goes with it. A file whose
/// text cannot be parsed can be taken away all the same, as long as it is text.
///
/// # Errors
/// Where others link to it (exit 4): each is named, with the field.
pub fn remove(book: &Book<'_>, kind: Kind, id: &Id, seed: u64) -> Result<Change> {
    let located = book.find(kind, id)?.ok_or_else(|| no_record(kind, id))?;
    let mut links = all_links_to(book, kind, id)?;
    links.retain(|link| !(link.kind == kind && link.id == *id));
    if !links.is_empty() {
        let mut fault = Fault::refused(format!(
            "`{id}` cannot be removed while {} it",
            if links.len() == 1 {
                "a record links to"
            } else {
                "records link to"
            }
        ));
        for link in &links {
            fault = fault.hint(format!("{}: `{}`", link.path, link.field));
        }
        return Err(fault.hint(format!(
            "to put it out of lists instead: `wbl {kind} archive {id}`"
        )));
    }
    let mut draft = Draft::new(book, seed);
    draft.remove(kind, &located.path)?;
    if kind == Kind::Student
        && let Some(private) = book.find(Kind::Person, id)?
    {
        draft.remove(Kind::Person, &private.path)?;
    }
    draft.say(format!("Removed the {} `{id}`.", kind.noun()));
    draft.finish()
}
