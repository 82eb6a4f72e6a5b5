//! What a new record takes along from another.

use crate::book::Book;
use crate::fault::Result;
use crate::record::spec;
use crate::schema::{Field, Kind, Node, Shape, Val};
use crate::value::Id;

use super::add::Values;

/// What a new record takes along from another: not what happened to that one, and no days.
pub(super) fn copied(book: &Book<'_>, kind: Kind, source: &Id) -> Result<Values> {
    let sheet = book
        .sheet(kind, source)?
        .ok_or_else(|| crate::change::no_record(kind, source))?;
    let mut values = Values::new();
    for field in spec(kind)
        .fields()
        .iter()
        .filter(|field| field.copied && field.key != "name")
    {
        let Some(node) = sheet.doc.get(field.key) else {
            continue;
        };
        match field.group_fields() {
            None => {
                values.insert(field.key, node.clone());
            }
            Some(parts) => {
                let items: Vec<_> = node
                    .items()
                    .iter()
                    .filter_map(|item| copied_item(item, parts))
                    .collect();
                if !items.is_empty() {
                    values.insert(field.key, Node::list(items));
                }
            }
        }
    }
    Ok(values)
}

/// An item without its id and its days; one that has come to an end is left behind.
fn copied_item(item: &Node, parts: &'static [Field]) -> Option<Node> {
    let ended = ["to", "ends"].iter().any(|key| item.day_at(key).is_some());
    let stays =
        |part: &&Field| part.key != "id" && (part.required || !matches!(part.shape, Shape::Day));
    let entries = parts.iter().filter(stays).filter_map(|part| {
        let node = item.get(part.key)?;
        Some((part.key.to_owned(), node.clone()))
    });
    let copy = Node::table(entries);
    (!ended && !matches!(&copy.val, Val::Table(entries) if entries.is_empty())).then_some(copy)
}
