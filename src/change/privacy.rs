//! A student's name never goes into a file that git tracks: not into its text, not into its path.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::fault::Fault;
use crate::record::{Contact, Person, spec};
use crate::schema::{Doc, Field, Kind, Node, Shape, Val, find_field};
use crate::value::{Id, Names, fold, slug};

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

/// A tracked file that a change writes.
pub(super) struct Written<'a> {
    pub(super) kind: Kind,
    pub(super) path: &'a str,
    pub(super) before: Option<&'a str>,
    pub(super) after: &'a Doc,
}

/// The faults of free text, and of ids of new records, that hold the full name of any student
/// whose private part is here. `old` are the files as they were: what stood in one of them may be
/// moved. What a partner or a contact is called is their own name, and is let be.
pub(super) fn tell_any_name(
    book: &Book<'_>,
    made: &Made,
    written: &[Written<'_>],
    old: &[(Kind, &str)],
) -> Vec<Fault> {
    let mut added: Vec<Added<'_>> = Vec::new();
    for one in written.iter().filter(|one| one.kind != Kind::Person) {
        let mut texts = Texts::default();
        texts.take(&one.after.root, spec(one.kind).own, None);
        let stem = one.before.is_none().then(|| stem_of(one.path)).flatten();
        // The id that a name gives is as good as the name.
        let stem = stem.filter(|stem| stem.contains('-') && !texts.gives(stem));
        added.push(Added {
            path: one.path,
            stem,
            texts: texts.free,
        });
    }
    let several = |text: &str| text.split(|c: char| !c.is_alphanumeric()).nth(1).is_some();
    for one in &mut added {
        one.texts.retain(|(_, text)| several(text));
    }
    if added.iter().any(|one| !one.texts.is_empty()) {
        let mut known = BTreeSet::new();
        for (kind, text) in old.iter().filter(|(kind, _)| *kind != Kind::Person) {
            if let Ok(doc) = Doc::parse("", (*text).to_owned()) {
                let mut texts = Texts::default();
                texts.take(&doc.root, spec(*kind).own, None);
                known.extend(texts.free.into_iter().map(|(_, text)| text.to_owned()));
            }
        }
        for one in &mut added {
            one.texts.retain(|(_, text)| !known.contains(*text));
        }
    }
    added.retain(|one| !one.texts.is_empty() || one.stem.is_some());
    if added.is_empty() {
        return Vec::new();
    }
    // Nobody's name is known where the private parts are not here.
    let people = book.all::<Person>().unwrap_or_default();
    let named = people.iter().map(|one| (&one.id, one.body.name.as_str()));
    let named = named.chain(made.iter().map(|(id, name)| (id, name.as_str())));
    let found = |names: &Names| found_in(&added, names);
    if found(&Names::of(named.clone(), &BTreeSet::new())).is_empty() {
        return Vec::new();
    }
    let contacts = book.all::<Contact>().unwrap_or_default();
    let others = contacts.into_iter().map(|contact| contact.body.name);
    let others = others.chain(book.settings.coordinator.name.clone());
    found(&Names::of(named, &others.collect()))
}

/// What a change adds to a file: the file's own name where it is new, and texts by their keys.
struct Added<'a> {
    path: &'a str,
    stem: Option<&'a str>,
    texts: Vec<(String, &'a str)>,
}

fn found_in(added: &[Added<'_>], names: &Names) -> Vec<Fault> {
    let mut faults = Vec::new();
    for one in added {
        let path = one.path;
        if let Some(stem) = one.stem {
            for id in names.within(stem).keys() {
                faults.push(
                    Fault::refused(format!(
                        "{} goes into git, and its id would hold the name of `{id}`",
                        path.replace(stem, "…")
                    ))
                    .hint("choose another id: `--id ID`, with no word of the name"),
                );
            }
        }
        for (key, text) in &one.texts {
            for id in names.within(text).keys() {
                faults.push(
                    Fault::refused(format!(
                        "{path} goes into git, and `{key}` would hold the name of `{id}`"
                    ))
                    .hint(format!("write `{id}` instead of the name, or leave it out")),
                );
            }
        }
    }
    faults
}

fn stem_of(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.strip_suffix(".toml")
}

/// The texts of a record: those that people write as they like, and those that say what a partner
/// or a contact is called, or which record is meant.
#[derive(Default)]
struct Texts<'a> {
    free: Vec<(String, &'a str)>,
    given: Vec<&'a str>,
}

impl<'a> Texts<'a> {
    fn take(&mut self, node: &'a Node, fields: &'static [Field], top: Option<&str>) {
        for entry in node.entries() {
            let key = entry.key.as_str();
            let field = match top {
                None => find_field(fields, key).or_else(|| find_field(crate::record::COMMON, key)),
                Some(_) => find_field(fields, key),
            };
            let top = top.unwrap_or(key);
            let below = match field.map(|field| field.shape) {
                Some(Shape::Group { fields, .. } | Shape::Table(fields)) => fields,
                _ => &[],
            };
            let is_given = matches!(key, "name" | "aka")
                || field.is_some_and(|field| matches!(field.shape, Shape::Link(_)));
            self.take_value(&entry.node, below, top, is_given);
        }
    }

    fn take_value(&mut self, node: &'a Node, below: &'static [Field], top: &str, is_given: bool) {
        match &node.val {
            Val::Text(text) if is_given => self.given.push(text),
            Val::Text(text) => self.free.push((top.to_owned(), text)),
            Val::List(items) => {
                for item in items {
                    self.take_value(item, below, top, is_given);
                }
            }
            Val::Table(_) => self.take(node, below, Some(top)),
            Val::Int(_) | Val::Flag(_) | Val::Day(_) | Val::Clock(_) | Val::Other(_) => {}
        }
    }

    /// Whether an id comes from what something is called, or from another id.
    fn gives(&self, stem: &str) -> bool {
        let mut given = self.given.iter().map(|text| slug(text));
        given.any(|text| text.contains('-') && (stem.contains(&text) || text.contains(stem)))
    }
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
