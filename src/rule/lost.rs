//! Students whose records are gone while others still speak of them: what they worked would be
//! missing from every sum in silence, so that whoever adds up must not go on.

use std::collections::BTreeSet;

use crate::book::{Book, Located};
use crate::fault::Result;
use crate::record::Wbl;
use crate::schema::{Kind, Problem};
use crate::value::Id;

use super::roll::Roll;

/// Notes each student with a private part and no record, and each of the experiences — those of
/// which nobody knows the student — whose student has none. A record that is there and cannot be read
/// is noted where it is read.
///
/// # Errors
/// Where a folder cannot be listed.
pub(super) fn note<'a>(
    book: &Book<'_>,
    roll: &Roll,
    experiences: impl IntoIterator<Item = &'a Id>,
) -> Result<()> {
    let unknown = book.glance(Kind::Person, |located| {
        let unknown = located.iter().filter(|one| !roll.knows(&one.id));
        unknown.cloned().collect::<Vec<_>>()
    })?;
    for Located { id, path, .. } in unknown {
        if !book.has(Kind::Student, &id)? {
            let message = format!("there is no student `{id}`: their hours are in no sum");
            tell(book, "private-without-student", &path, message, &id);
        }
    }
    let experiences: BTreeSet<_> = experiences.into_iter().collect();
    for id in experiences {
        let Some(record) = book.readable::<Wbl>(id)? else {
            continue;
        };
        for student in &record.body.students {
            if !book.has(Kind::Student, student.id())? {
                let message = format!("there is no student `{student}`: these hours are in no sum");
                tell(book, "dangling-link", &record.path, message, student.id());
            }
        }
    }
    Ok(())
}

fn tell(book: &Book<'_>, rule: &'static str, path: &str, message: String, student: &Id) {
    let hint = format!(
        "put students/{student}.toml back from git or a copy; `wbl check {rule}` names every one"
    );
    book.note(path, vec![Problem::of_file(rule, path, message).hint(hint)]);
}
