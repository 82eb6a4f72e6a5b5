//! A line that tells one record from its like: for choosing among several.

use crate::book::Book;
use crate::record::{Person, Wbl};
use crate::schema::{Kind, Node, Val};
use crate::value::Id;

/// The line of each record, with its id.
pub fn telling_all(book: &Book<'_>, kind: Kind, ids: &[Id]) -> Vec<(String, String)> {
    ids.iter()
        .map(|id| (id.to_string(), telling(book, kind, id)))
        .collect()
}

/// What tells a record from its like. A student's is the private name, for the person at the
/// terminal, where it is on this machine.
pub fn telling(book: &Book<'_>, kind: Kind, id: &Id) -> String {
    let Some(root) = book
        .sheet(kind, id)
        .ok()
        .flatten()
        .map(|sheet| sheet.doc.root)
    else {
        return "cannot be read".to_owned();
    };
    let say = |key: &str| root.get(key).map(words).unwrap_or_default();
    let parts = match kind {
        Kind::Partner => vec![say("name"), say("town"), say("stage")],
        Kind::Contact => vec![
            say("name"),
            say("title"),
            say("partner"),
            say("organization"),
        ],
        Kind::Student => {
            let person = book.get::<Person>(id).ok().flatten();
            let name = person.map(|person| person.body.name).unwrap_or_default();
            vec![name, format!("class of {}", say("grad_year"))]
        }
        Kind::Wbl => vec![
            say("activity"),
            say("partner"),
            say("students"),
            format!("{} to {}", say("starts"), say("ends"))
                .trim_end_matches(" to ")
                .to_owned(),
            say("status"),
        ],
        Kind::Mou => vec![
            say("partners"),
            say("pathways"),
            format!("through {}", say("through")),
        ],
        Kind::Eval => vec![say("experience"), say("review"), say("on")],
        Kind::Pathway
        | Kind::Council
        | Kind::Person
        | Kind::Form
        | Kind::Rules
        | Kind::Settings => vec![say("name")],
    };
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// What people call a record that is a student's, where the private name is on this machine: the
/// student by name, an experience by those of its students and where it is.
pub fn called(book: &Book<'_>, kind: Kind, id: &Id) -> Option<String> {
    let name = |id: &Id| Some(book.get::<Person>(id).ok()??.body.name);
    if kind == Kind::Student || kind == Kind::Person {
        return name(id);
    }
    if kind != Kind::Wbl {
        return None;
    }
    let wbl = book.get::<Wbl>(id).ok()??.body;
    let names: Vec<_> = wbl
        .students
        .iter()
        .filter_map(|one| name(one.id()))
        .collect();
    let names = match names.as_slice() {
        [] => return None,
        [first, second, _, ..] => format!("{first}, {second} and {} more", wbl.students.len() - 2),
        few => few.join(" and "),
    };
    Some(match &wbl.partner {
        Some(partner) => format!("{names} at {partner}"),
        None => format!("{names}, {}", wbl.activity),
    })
}

/// A value in words.
fn words(node: &Node) -> String {
    match &node.val {
        Val::Text(text) | Val::Other(text) => text.to_string(),
        Val::Int(number) => number.to_string(),
        Val::Flag(flag) => flag.to_string(),
        Val::Day(day) => day.to_string(),
        Val::Clock(clock) => clock.to_string(),
        Val::List(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        Val::Table(_) => String::new(),
    }
}
