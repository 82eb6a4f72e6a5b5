//! A student's name never goes into a file that git tracks: not into its text, not into its path.

use std::collections::BTreeSet;

use crate::book::Book;
use crate::fault::Fault;
use crate::record::Person;
use crate::schema::{Doc, Kind, Node};
use crate::value::{Id, fold, slug};

/// The fault of a text or a path that newly holds the name of a student whom the record concerns;
/// none where the private part cannot be read: then there is no name to look for.
pub(super) fn tells_a_name(
    book: &Book<'_>,
    kind: Kind,
    path: &str,
    before: Option<&str>,
    after: &Doc,
) -> Option<Fault> {
    if !matches!(kind, Kind::Student | Kind::Wbl | Kind::Eval) {
        return None;
    }
    let (old, new) = (fold(before.unwrap_or("")), fold(&after.text));
    for student in students_of(path, after) {
        // Without a readable private part there is no name to look for.
        let Ok(Some(person)) = book.get::<Person>(&student) else {
            continue;
        };
        let name = fold(&person.body.name);
        if !is_telling(&name) {
            continue;
        }
        let stem = slug(&person.body.name);
        let in_path = before.is_none() && stem.contains('-') && path.contains(&stem);
        if in_path || (new.contains(&name) && !old.contains(&name)) {
            let what = if in_path { "its id" } else { "its text" };
            let message =
                format!("{path} goes into git, and {what} would hold the name of `{student}`");
            return Some(Fault::refused(message).hint(format!(
                "write `{student}` instead of the name, or leave it out"
            )));
        }
    }
    None
}

/// Whether a name tells who is meant wherever it stands: several words, or one of another script.
fn is_telling(name: &str) -> bool {
    let several = name.split_whitespace().count() > 1;
    several || (name.chars().count() > 1 && !name.is_ascii())
}

/// The students whom a record concerns: those it lists, and those in its path.
fn students_of(path: &str, doc: &Doc) -> BTreeSet<Id> {
    let listed = doc.get("students").map_or(&[][..], Node::items);
    let of_path = path.rsplit('/').next().and_then(|name| name.get(..8));
    let links = listed.iter().filter_map(Node::as_text).chain(of_path);
    links
        .filter(|text| text.starts_with(crate::value::STUDENT_PREFIX))
        .filter_map(|text| Id::new(text).ok())
        .collect()
}
