//! How a record, a field and a value in conflict are told to a person, and how another value is read.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{KindSpec, Person};
use crate::report::in_words;
use crate::schema::{Doc, Kind, Node, Shape, Val};
use crate::value::{Day, Id};
use crate::work::{self, Conflict};

use super::torn::Torn;

/// What a side says that has no value.
const NOTHING: &str = "not filled in";

/// What a record is called, by names where they are on this machine: this is said only to the
/// person at the terminal.
pub(super) fn record(book: &Book<'_>, torn: &Torn) -> String {
    let kind = torn.kind.kind;
    let id = torn.id();
    match kind {
        Kind::Settings => "the settings".to_owned(),
        Kind::Person => format!("the private part of {}", name(book, Kind::Student, id)),
        Kind::Wbl => experience(book, id),
        Kind::Mou => format!(
            "the MOU with {}",
            each(book, kind, id, "partners", Kind::Partner)
        ),
        Kind::Eval => {
            let of = text(book, kind, id, "experience").unwrap_or_else(|| id.to_owned());
            let review = text(book, kind, id, "review").unwrap_or_default();
            format!("the {review} evaluation of {}", experience(book, &of))
        }
        Kind::Partner
        | Kind::Contact
        | Kind::Pathway
        | Kind::Student
        | Kind::Council
        | Kind::Form
        | Kind::Rules => format!("the {} {}", kind.noun(), name(book, kind, id)),
    }
}

/// `the internship of Jane Doe at Antron Engineering`.
fn experience(book: &Book<'_>, id: &str) -> String {
    let Some(activity) = text(book, Kind::Wbl, id, "activity") else {
        return format!("the experience {id}");
    };
    let students = each(book, Kind::Wbl, id, "students", Kind::Student);
    let of = if students.is_empty() {
        String::new()
    } else {
        format!(" of {students}")
    };
    let at = text(book, Kind::Wbl, id, "partner");
    let at = at.map_or(String::new(), |id| {
        format!(" at {}", name(book, Kind::Partner, &id))
    });
    format!("the {}{of}{at}", activity.replace('-', " "))
}

fn root(book: &Book<'_>, kind: Kind, id: &str) -> Option<Node> {
    let sheet = book.sheet(kind, &Id::new(id).ok()?).ok()??;
    Some(sheet.doc.root)
}

fn text(book: &Book<'_>, kind: Kind, id: &str, key: &str) -> Option<String> {
    Some(root(book, kind, id)?.text_at(key)?.to_owned())
}

/// A record's name; its id where it has none, or none on this machine.
fn name(book: &Book<'_>, kind: Kind, id: &str) -> String {
    let name = if kind == Kind::Student {
        let id = Id::new(id).ok();
        let person = id.and_then(|id| book.get::<Person>(&id).ok()?);
        person.map(|person| person.body.name)
    } else {
        text(book, kind, id, "name")
    };
    name.unwrap_or_else(|| id.to_owned())
}

/// The names of what a list of links leads to.
fn each(book: &Book<'_>, kind: Kind, id: &str, key: &str, to: Kind) -> String {
    let root = root(book, kind, id);
    let links = root
        .as_ref()
        .and_then(|root| root.get(key))
        .map_or(&[][..], Node::items);
    let names = links
        .iter()
        .filter_map(Node::as_text)
        .map(|id| name(book, to, id));
    names.collect::<Vec<_>>().join(", ")
}

/// What fields that are decided together are called; of an entry its day, of a single field what it is.
pub(super) fn label(kind: &KindSpec, said: &[&Conflict], root: &Node) -> String {
    let keys: Vec<String> = said.iter().filter_map(|one| one.spot.key_word()).collect();
    let keys = keys.join(", ").replace('_', " ");
    let help = match said {
        [one] => one
            .spot
            .field(kind.fields())
            .map(|field| field.help.trim_end_matches('.')),
        _ => None,
    };
    let help = help.map_or(String::new(), |help| format!(" ({help})"));
    let Some(entry) = said.first().and_then(|one| one.spot.entry()) else {
        return format!("{keys}{help}");
    };
    let day = entry
        .find(root, kind.fields())
        .and_then(|entry| entry.day_at("on"));
    let of = day.map_or(String::new(), |day| format!(" of {day}"));
    let parts = if keys.is_empty() {
        String::new()
    } else {
        format!(": {keys}")
    };
    format!("{entry}{of}{parts}{help}")
}

/// What one side says of fields that are decided together.
pub(super) fn side(
    kind: &KindSpec,
    said: &[&Conflict],
    pick: fn(&Conflict) -> &Option<Node>,
) -> String {
    let words = |one: &Conflict| {
        let field = one.spot.field(kind.fields());
        pick(one).as_ref().map(|node| in_words(field, node))
    };
    match said {
        [one] => words(one).unwrap_or_else(|| {
            let is_entry = one.spot.key_word().is_none();
            if is_entry { "removed" } else { NOTHING }.to_owned()
        }),
        several => {
            let pairs: Vec<String> = several
                .iter()
                .filter_map(|one| {
                    Some(format!(
                        "{} {}",
                        one.spot.key_word()?.replace('_', " "),
                        words(one)?
                    ))
                })
                .collect();
            if pairs.is_empty() {
                NOTHING.to_owned()
            } else {
                pairs.join(", ")
            }
        }
    }
}

/// The fields in which a version differs from the common one, by their keys.
pub(super) fn changed(kind: &KindSpec, base: Option<&str>, text: &str) -> String {
    let root = |text: &str| {
        let doc = Doc::parse("", text.to_owned());
        doc.map_or(Node::empty(), |doc| doc.root)
    };
    let (base, now) = (root(base.unwrap_or_default()), root(text));
    let keys = kind.fields().iter().map(|field| field.key);
    let differs = |key: &&str| base.get(key) != now.get(key);
    let keys: Vec<String> = keys
        .filter(differs)
        .map(|key| key.replace('_', " "))
        .collect();
    if keys.is_empty() {
        "it".to_owned()
    } else {
        keys.join(", ")
    }
}

/// Whether another value can be typed for fields.
pub(super) fn can_be_typed(kind: &KindSpec, said: &[&Conflict]) -> bool {
    said.iter().all(
        |one| match one.spot.field(kind.fields()).map(|field| field.shape) {
            Some(Shape::Group { .. } | Shape::Table(_) | Shape::Free) => false,
            Some(_) => true,
            None => !matches!(plain(one), Some(Val::List(_) | Val::Table(_)) | None),
        },
    )
}

/// What either side has of a field that the table does not know.
fn plain(one: &Conflict) -> Option<&Val> {
    let known = one
        .ours
        .as_ref()
        .or(one.theirs.as_ref())
        .or(one.base.as_ref());
    known.map(|node| &node.val)
}

/// Reads another value for a field, as it would be typed after its flag.
///
/// # Errors
/// Where it cannot be read, or the field is one that cannot be typed (exit 2); a link to nothing (3).
pub(super) fn read(
    book: &Book<'_>,
    kind: &KindSpec,
    one: &Conflict,
    texts: &[String],
    today: Day,
) -> Result<Node> {
    let called = format!("`{}`", one.spot);
    if !can_be_typed(kind, &[one]) {
        return Err(Fault::misuse(format!(
            "{called} is not one value, and cannot be typed here"
        ))
        .hint("take `ours` or `theirs`, and change it afterwards"));
    }
    if let Some(field) = one.spot.field(kind.fields()) {
        return work::typed_value(book, field, texts, &called, today);
    }
    let text = texts.concat();
    match plain(one) {
        Some(Val::Int(_)) => {
            let number = text
                .trim()
                .parse()
                .map_err(|_| Fault::misuse(format!("{called}: `{text}` is not a whole number")));
            Ok(Node::made(Val::Int(number?)))
        }
        Some(Val::Day(_)) => Day::read(&text, today)
            .map(|day| Node::made(Val::Day(day)))
            .map_err(|why| Fault::misuse(format!("{called}: {why}"))),
        _ => Ok(Node::text(text)),
    }
}
