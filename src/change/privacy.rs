//! A student's name never goes into a file that git tracks: not into its text, not into its path.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::fault::Fault;
use crate::record::Person;
use crate::schema::{Doc, Kind, Node};
use crate::value::{Id, fold, slug};

/// The names that the private parts made by a change give to their students.
pub(super) type Made = BTreeMap<Id, String>;

/// The fault of a text or a path that newly holds the name of a student whom the record concerns;
/// `made` are the names that the same change makes. None where the private part cannot be read:
/// then there is no name to look for.
pub(super) fn tells_a_name(
    book: &Book<'_>,
    made: &Made,
    kind: Kind,
    path: &str,
    before: Option<&str>,
    after: &Doc,
) -> Option<Fault> {
    let (old, new) = (fold(before.unwrap_or("")), fold(&after.text));
    for student in students_of(book, kind, path, after) {
        let recorded = || Some(book.get::<Person>(&student).ok()??.body.name);
        let Some(name) = made.get(&student).cloned().or_else(recorded) else {
            continue;
        };
        let (folded, stem) = (fold(&name), slug(&name));
        if !is_telling(&folded) {
            continue;
        }
        let in_path = before.is_none() && stem.contains('-') && path.contains(&stem);
        if in_path || (new.contains(&folded) && !old.contains(&folded)) {
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

/// The students whom a tracked record concerns.
fn students_of(book: &Book<'_>, kind: Kind, path: &str, doc: &Doc) -> BTreeSet<Id> {
    let ids = |node: Option<&Node>| -> Vec<Id> {
        let items = node.map_or(&[][..], Node::items);
        items
            .iter()
            .filter_map(Node::as_text)
            .filter_map(|text| Id::new(text).ok())
            .collect()
    };
    match kind {
        Kind::Student => {
            let stem = path
                .rsplit('/')
                .next()
                .and_then(|name| name.strip_suffix(".toml"));
            stem.and_then(|stem| Id::new(stem).ok())
                .into_iter()
                .collect()
        }
        Kind::Wbl => ids(doc.get("students")).into_iter().collect(),
        Kind::Eval => {
            let experience = ids(doc.get("experience")).into_iter().next();
            let sheet = experience.and_then(|id| book.sheet(Kind::Wbl, &id).ok()?);
            sheet
                .map_or_else(Vec::new, |sheet| ids(sheet.doc.get("students")))
                .into_iter()
                .collect()
        }
        Kind::Partner
        | Kind::Contact
        | Kind::Pathway
        | Kind::Mou
        | Kind::Council
        | Kind::Person
        | Kind::Form
        | Kind::Rules
        | Kind::Settings => BTreeSet::new(),
    }
}
