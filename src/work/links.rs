//! Who links where: found by the bytes of the id, and then only in fields that hold links.

use crate::book::{Book, Sheet, unreadable};
use crate::fault::Result;
use crate::record::{KINDS, spec};
use crate::schema::{Field, Fields, Kind, Node, Shape};
use crate::value::Id;

/// A link to a record from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The kind of the record that links.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// The path of its file.
    pub path: String,
    /// The field, with the key of a group's item: `supervisors.contact`.
    pub field: String,
    /// Where the link stands in it.
    pub(super) spot: Spot,
}

/// Where in a record a link stands: key, item and the item's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) key: &'static str,
    pub(super) at: Option<usize>,
    pub(super) part: Option<(&'static str, Option<usize>)>,
}

/// Every link to a record, by kind and id; a record's links to itself among them.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn links_to(book: &Book<'_>, kind: Kind, id: &Id) -> Result<Vec<Link>> {
    let mut links = Vec::new();
    for from in KINDS.iter().filter(|from| can_link(from.fields(), kind)) {
        for sheet in book.sheets_with(from.kind, id.as_str())? {
            links.extend(links_in(&sheet, from.kind, kind, id));
        }
    }
    Ok(links)
}

/// Every link to a record, for a verb that must not leave one behind.
///
/// # Errors
/// As [`links_to`]; where another record that may link to it cannot be read (exit 7).
pub(super) fn all_links_to(book: &Book<'_>, kind: Kind, id: &Id) -> Result<Vec<Link>> {
    let links = links_to(book, kind, id)?;
    let own = book.find(kind, id)?.map(|located| located.path.as_str());
    let mut hidden = book.problems();
    hidden.retain(|problem| {
        let path = problem.place.path.as_str();
        let may_link = KINDS.iter().any(|from| {
            can_link(from.fields(), kind) && path.starts_with(&format!("{}/", from.folder))
        });
        let is_read = ["file-name", "duplicate-id"].contains(&problem.rule);
        may_link && !is_read && Some(path) != own
    });
    if hidden.is_empty() {
        return Ok(links);
    }
    Err(unreadable(&hidden).hint(format!(
        "it may link to `{id}`: mend it first; nothing was written"
    )))
}

/// Whether a table has a field for links to a kind.
fn can_link(fields: Fields, kind: Kind) -> bool {
    fields.iter().any(|field| {
        names(field.shape, kind)
            || field
                .group_fields()
                .is_some_and(|parts| can_link(Fields::of(parts), kind))
    })
}

/// Whether a value of a shape can name a record of a kind.
fn names(shape: Shape, kind: Kind) -> bool {
    match shape {
        Shape::Link(to) => to == kind,
        Shape::Person => kind == Kind::Contact,
        _ => false,
    }
}

fn links_in(sheet: &Sheet, from: Kind, kind: Kind, id: &Id) -> Vec<Link> {
    let mut links = Vec::new();
    let is_it = |node: &Node| node.as_text() == Some(id.as_str());
    let mut found = |field: String, key: &'static str, at: Option<usize>, part| {
        links.push(Link {
            kind: from,
            id: sheet.id.clone(),
            path: sheet.path.clone(),
            field,
            spot: Spot { key, at, part },
        });
    };
    for field in spec(from).fields().iter() {
        let Some(node) = sheet.doc.get(field.key) else {
            continue;
        };
        if names(field.shape, kind) {
            for at in places(field, node, &is_it) {
                found(field.key.to_owned(), field.key, at, None);
            }
        }
        for part in field
            .group_fields()
            .unwrap_or(&[])
            .iter()
            .filter(|part| names(part.shape, kind))
        {
            for (at, item) in node.items().iter().enumerate() {
                let Some(value) = item.get(part.key) else {
                    continue;
                };
                for within in places(part, value, &is_it) {
                    let path = format!("{}.{}", field.key, part.key);
                    found(path, field.key, Some(at), Some((part.key, within)));
                }
            }
        }
    }
    links
}

/// The places in a value that hold what is looked for; of a list the number of the item.
fn places(field: &Field, node: &Node, is_it: &impl Fn(&Node) -> bool) -> Vec<Option<usize>> {
    let items = node.items().iter().enumerate();
    items
        .filter(|(_, item)| is_it(item))
        .map(|(at, _)| field.many.then_some(at))
        .collect()
}
