//! Which evaluation is meant: its id, else the only one of a student who is named.

use crate::book::{Book, Record};
use crate::fault::{Fault, Result};
use crate::record::{Eval, Wbl};
use crate::schema::Kind;
use crate::value::Id;

use super::refer::{Found, How, by_prefix_or_name, exact, nothing, too_many};

/// Finds the evaluation that the name of its student stands for, where no id begins so.
///
/// # Errors
/// Where it names nothing, or too many (exit 3).
pub(super) fn of_student(book: &Book<'_>, text: &str) -> Result<Found> {
    let chosen = || book.chosen_for(Kind::Student, text);
    let student = match exact(book, Kind::Student, text)?.or_else(chosen) {
        Some(id) => id,
        None => match by_prefix_or_name(book, Kind::Student, text)? {
            Ok(found) => found.id,
            Err(none) if none.is_empty() => return Err(nothing(book, Kind::Eval, text)),
            Err(several) => return Err(too_many(book, Kind::Student, text, &several)),
        },
    };
    let ids = evals_of(book, &student)?;
    match ids.as_slice() {
        [one] => Ok(Found {
            id: one.clone(),
            how: How::Student,
            through: None,
        }),
        [] => Err(
            Fault::reference(format!("the student `{student}` has no evaluation yet")).hint(
                format!(
                    "add one: `wbl eval add --experience {student} --review baseline --on DAY`"
                ),
            ),
        ),
        several => {
            let mut fault = too_many(book, Kind::Eval, text, several);
            fault.message = format!("the student `{student}` has {} evaluations", several.len());
            Err(fault)
        }
    }
}

/// The evaluations of the experiences that are a student's alone, by id.
fn evals_of(book: &Book<'_>, student: &Id) -> Result<Vec<Id>> {
    let mut ids = Vec::new();
    for wbl in book.all_with::<Wbl>(student.as_str())? {
        let is_theirs = matches!(wbl.body.students.as_slice(), [one] if one.id() == student);
        if is_theirs {
            let evals: Vec<Record<Eval>> = book.all_with(wbl.id.as_str())?;
            let own = evals
                .into_iter()
                .filter(|eval| *eval.body.experience.id() == wbl.id);
            ids.extend(own.map(|eval| eval.id));
        }
    }
    ids.sort();
    Ok(ids)
}
