//! A student's name never goes into a file that git tracks: not into its text, not into its path.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::fault::Fault;
use crate::record::{Contact, Person, spec};
use crate::schema::{Doc, Kind, Node};
use crate::value::{Id, Names, fold, slug, words_of};

use super::texts::Texts;

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
        if before.is_none() && stem.contains('-') && path.contains(&stem) {
            return Some(told_by_path(path, &stem).hint(ANOTHER_ID));
        }
        if new.contains(&folded) && !old.contains(&folded) {
            let message =
                format!("{path} goes into git, and its text would hold the name of `{student}`");
            return Some(Fault::refused(message).hint(format!(
                "write `{student}` instead of the name, or leave it out"
            )));
        }
    }
    None
}

/// What to do where no id can be proposed.
const ANOTHER_ID: &str = "choose another id: `--id ID`, with no word of the name";

/// The fault of a path that would tell a name; neither the name nor whose it is is repeated, for
/// who reads both could put them together.
fn told_by_path(path: &str, telling: &str) -> Fault {
    Fault::refused(format!(
        "{} goes into git, and its id would hold the full name of a student",
        path.replace(telling, "…")
    ))
}

/// A tracked file that a change writes.
pub(super) struct Written<'a> {
    pub(super) kind: Kind,
    pub(super) path: &'a str,
    pub(super) before: Option<&'a str>,
    pub(super) after: &'a Doc,
    /// Whether the record is new, so that `--id` says what it is called.
    pub(super) is_made: bool,
}

/// The faults of free text, and of ids of new records, that hold the full name of any student
/// whose private part is here. `old` are the files as they were: what stood in one of them may be
/// moved. What a partner or a contact is called is their own name, and is let be; the id that is made
/// of it is not: it stands in paths, in links, in git's subjects.
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
        // What is named after another record tells no more than that one's id.
        let stem = stem.filter(|stem| stem.contains('-') && !texts.links_give(stem));
        added.push(Added {
            kind: one.kind,
            path: one.path,
            stem,
            is_made: one.is_made,
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
    let words = named.clone().map(|(id, name)| {
        let mut words = words_of(name);
        words.extend(slug(name).split('-').map(str::to_owned));
        (id, words)
    });
    let words: BTreeMap<_, _> = words.collect();
    let found = |names: &Names| found_in(book, &added, names, &words);
    if found(&Names::of(named.clone(), &BTreeSet::new())).is_empty() {
        return Vec::new();
    }
    let contacts = book.all::<Contact>().unwrap_or_default();
    let others = contacts.into_iter().map(|contact| contact.body.name);
    let new = written.iter().filter(|one| one.kind == Kind::Contact);
    let new = new.filter_map(|one| Some(one.after.get("name")?.as_text()?.to_owned()));
    let others = others
        .chain(new)
        .chain(book.settings.coordinator.name.clone());
    found(&Names::of(named, &others.collect()))
}

/// What a change adds to a file: the file's own name where it is new, and texts by their keys.
struct Added<'a> {
    kind: Kind,
    path: &'a str,
    stem: Option<&'a str>,
    is_made: bool,
    texts: Vec<(String, &'a str)>,
}

/// `words` are the words of each student's name.
fn found_in(
    book: &Book<'_>,
    added: &[Added<'_>],
    names: &Names,
    words: &BTreeMap<&Id, Vec<String>>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for one in added {
        let path = one.path;
        if let Some(stem) = one.stem {
            let told = names.within(stem);
            if !told.is_empty() {
                let telling: Vec<_> = told
                    .keys()
                    .filter_map(|id| words.get(id))
                    .flatten()
                    .collect();
                let is_telling = |word: &str| telling.iter().any(|one| *one == word);
                let mut fault = told_by_path(path, stem);
                let id = without_words(book, one.kind, stem, is_telling);
                fault.meant = id
                    .iter()
                    .map(|id| (stem.to_owned(), id.to_string()))
                    .collect();
                faults.push(match id {
                    Some(id) if one.is_made => {
                        fault.hint(format!("choose another id: `--id {id}`"))
                    }
                    Some(id) => fault.hint(format!("choose another id, such as `{id}`")),
                    None => fault.hint(ANOTHER_ID),
                });
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

/// An id without the words of a name, that no record has: of `zora-okafor-bakery` it is `bakery`.
fn without_words(
    book: &Book<'_>,
    kind: Kind,
    stem: &str,
    is_telling: impl Fn(&str) -> bool,
) -> Option<Id> {
    let kept = stem.split('-').filter(|word| !is_telling(word));
    let kept = kept.collect::<Vec<_>>().join("-");
    let first = Id::new(&kept).ok().filter(|_| kept.len() > 2);
    let first = first.or_else(|| Id::new(&format!("{}-1", kind.name())).ok())?;
    let mut id = first.clone();
    for number in 2..100 {
        if !book.has(kind, &id).ok()? {
            return Some(id);
        }
        id = first.numbered(number);
    }
    None
}

fn stem_of(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.strip_suffix(".toml")
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
