//! How many records link to each record: one pass over all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::fault::Result;
use crate::record::KINDS;
use crate::schema::{Field, Fields, Kind, Node, Shape};

/// How many records link to a record, by its kind and its id.
pub type Linking = BTreeMap<(Kind, String), i64>;

/// Counts the records that link to each record; its own links to itself are not among them.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn linking(book: &Book<'_>) -> Result<Linking> {
    let mut counts = Linking::new();
    // Nothing in the settings is a link to a record by its table.
    for from in KINDS.iter().filter(|from| from.kind != Kind::Settings) {
        for sheet in book.sheets(from.kind)? {
            let mut named = BTreeSet::new();
            gather(from.fields(), &sheet.doc.root, &mut named);
            named.remove(&(from.kind, sheet.id.to_string()));
            for one in named {
                *counts.entry(one).or_default() += 1;
            }
        }
    }
    Ok(counts)
}

fn gather(fields: Fields, table: &Node, named: &mut BTreeSet<(Kind, String)>) {
    for field in fields.iter() {
        let Some(node) = table.get(field.key) else {
            continue;
        };
        for item in node.items() {
            if let (Some(kind), Some(id)) = (target(field), item.as_text()) {
                named.insert((kind, id.to_owned()));
            }
            if let Some(parts) = field.group_fields() {
                gather(Fields::of(parts), item, named);
            }
        }
    }
}

fn target(field: &Field) -> Option<Kind> {
    match field.shape {
        Shape::Link(kind) => Some(kind),
        Shape::Person => Some(Kind::Contact),
        _ => None,
    }
}
