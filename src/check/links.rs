//! Whether what a record names is there: records, activities, terms.

use crate::schema::{Field, Kind, Node, Problem, Shape};
use crate::value::{Id, SchoolYear, nearest};

use super::file::{File, Spot};
use super::ground::Ground;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::error(
        "dangling-link",
        "an id that names no record, such as a partner that was removed by hand or mistyped",
        "whatever follows the link finds nothing, and reports leave the record out",
        "correct the id, or add the record that is meant; a record that is there and cannot be read is not missing",
    ),
    CheckSpec::warning(
        "merged-link",
        "an id of a partner that was merged into another",
        "the record that is left of it holds nothing new, and its numbers belong to the other",
        "name the partner that it was merged into",
    ),
    CheckSpec::error(
        "unknown-activity",
        "an activity that the rules file does not list",
        "nothing says whether it is one student's or whether its hours count, so they do not",
        "choose an activity of the rules file, or add yours to it",
    ),
    CheckSpec::warning(
        "unknown-term",
        "a term that the calendar of its school year does not have",
        "a report of that term leaves it out",
        "correct the name, or add the term under `[[calendar.terms]]` in wbl.toml",
    ),
];

/// Looks at a value: whether the record or the activity that it names is there.
pub(super) fn at(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    spot: &Spot<'_>,
    field: &Field,
    node: &Node,
) -> Option<Problem> {
    let text = node.as_text()?;
    match field.shape {
        Shape::Link(kind) => link(file, ground, (kind, text), spot, node),
        Shape::Activity => activity(file, ground, text, spot, node),
        Shape::Text
        | Shape::Day
        | Shape::Clock
        | Shape::Minutes
        | Shape::Hours
        | Shape::Number(..)
        | Shape::Money
        | Shape::Year
        | Shape::MonthDay
        | Shape::Flag
        | Shape::Weekday
        | Shape::Choice(_)
        | Shape::Person
        | Shape::Code
        | Shape::Group { .. }
        | Shape::Table(_)
        | Shape::Free => None,
    }
}

/// Looks at the terms that a file names.
pub(super) fn look(file: &File<'_>, ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    match file.kind {
        Kind::Wbl => found.extend(term(
            file,
            ground,
            &file.doc.root,
            ["credit_year", "credit_term"],
        )),
        Kind::Partner => {
            for item in file.items("capacity") {
                found.extend(term(file, ground, item, ["year", "term"]));
            }
        }
        Kind::Student => {
            for item in file.items("credits") {
                found.extend(term(file, ground, item, ["year", "term"]));
            }
        }
        Kind::Contact
        | Kind::Pathway
        | Kind::Mou
        | Kind::Eval
        | Kind::Council
        | Kind::Person
        | Kind::Form
        | Kind::Rules
        | Kind::Settings => {}
    }
}

fn link(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    (kind, text): (Kind, &str),
    spot: &Spot<'_>,
    node: &Node,
) -> Option<Problem> {
    // What is no id at all is told of by the table.
    let id = Id::new(text).ok()?;
    if !ground.has(kind, &id) {
        let message = format!("`{spot}` names the {kind} `{id}`, and there is none");
        return Some(
            file.found("dangling-link", node, message)
                .hint(missing(ground, kind, text)),
        );
    }
    // The chain of merges itself may lead through them.
    if kind != Kind::Partner || spot.to_string() == "merged_into" {
        return None;
    }
    let into = ground.merged.get(&id)?;
    let message = format!("`{spot}` names the partner `{id}`, which was merged into `{into}`");
    let hint = format!("write \"{into}\"");
    Some(file.found("merged-link", node, message).hint(hint))
}

/// What to do about an id that names nothing: the nearest there is, or how to add it.
pub(super) fn missing(ground: &Ground<'_, '_>, kind: Kind, typed: &str) -> String {
    // Ids of about the same length that begin alike: enough for slips, and quick in a large store.
    let like = |id: &&str| id.len().abs_diff(typed.len()) <= 4 && id.get(..1) == typed.get(..1);
    match (nearest(typed, ground.ids(kind).filter(like)), kind) {
        (Some(near), _) => format!("did you mean \"{near}\"?"),
        (None, Kind::Form | Kind::Rules | Kind::Person | Kind::Settings) => {
            "correct the id, or add the file".to_owned()
        }
        (None, Kind::Student) => "see the students with `wbl student list`".to_owned(),
        (
            None,
            Kind::Partner
            | Kind::Contact
            | Kind::Pathway
            | Kind::Wbl
            | Kind::Mou
            | Kind::Eval
            | Kind::Council,
        ) => format!(
            "see what there is with `wbl {kind} list`, or add it with `wbl {kind} add --id {typed}`"
        ),
    }
}

fn activity(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    text: &str,
    spot: &Spot<'_>,
    node: &Node,
) -> Option<Problem> {
    let activities = ground.activities.as_ref()?;
    if activities.knows(text) || Id::new(text).is_err() {
        return None;
    }
    let hint = match nearest(text, activities.names()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!(
            "choose one of: {}",
            activities.names().collect::<Vec<_>>().join(", ")
        ),
    };
    let message =
        format!("`{spot}` names the activity `{text}`, which the rules file does not list");
    Some(file.found("unknown-activity", node, message).hint(hint))
}

fn term(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    table: &Node,
    [year, term]: [&str; 2],
) -> Option<Problem> {
    let node = table.get(term)?;
    let (year, term) = (SchoolYear::read(table.text_at(year)?)?, node.as_text()?);
    let terms = ground.book.settings.terms_of(year);
    // A year whose terms nobody has entered says nothing about their names.
    if terms.is_empty() || terms.iter().any(|known| known.name == term) {
        return None;
    }
    let names: Vec<_> = terms.iter().map(|known| known.name.as_str()).collect();
    let message = format!("the calendar of {year} has no term `{term}`");
    let hint = format!("it has {}", names.join(", "));
    Some(file.found("unknown-term", node, message).hint(hint))
}
