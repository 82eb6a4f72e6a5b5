//! From a record's values to cells: every field of the table, whether recorded or not.

use crate::record::{KindSpec, spec};
use crate::schema::{Doc, Field, Fields, Kind, Node, Shape, Val};
use crate::value::{Day, Minutes, Money};
use crate::view::{Cell, Column};

/// The cell of a field: what is recorded, else what reading supplies.
pub fn cell(field: &'static Field, node: Option<&Node>) -> Cell {
    match node {
        None => missing(field),
        Some(node) if field.many => Cell::List(
            node.items()
                .iter()
                .map(|item| one(field.shape, item))
                .collect(),
        ),
        Some(node) => one(field.shape, node),
    }
}

/// What stands for a field that is not recorded.
fn missing(field: &'static Field) -> Cell {
    if field.many {
        return Cell::List(Vec::new());
    }
    match (field.shape, field.default) {
        (Shape::Table(fields), _) => Cell::Fields(all(Fields::of(fields), None)),
        (Shape::Free, _) => Cell::Fields(Vec::new()),
        (shape, Some(default)) => {
            // A default never is a word for a day: any day will do to read it.
            shape
                .read(default, Day::default())
                .map_or(Cell::None, |node| one(shape, &node))
        }
        (_, None) => Cell::None,
    }
}

/// Every field of a table with its cell.
pub fn all(fields: Fields, node: Option<&Node>) -> Vec<(String, Cell)> {
    fields
        .iter()
        .map(|field| {
            (
                field.key.to_owned(),
                cell(field, node.and_then(|node| node.get(field.key))),
            )
        })
        .collect()
}

fn one(shape: Shape, node: &Node) -> Cell {
    match (shape, &node.val) {
        (Shape::Group { fields, .. } | Shape::Table(fields), Val::Table(_)) => {
            Cell::Fields(all(Fields::of(fields), Some(node)))
        }
        (Shape::Minutes, Val::Int(minutes)) => Cell::Minutes(Minutes(*minutes)),
        (Shape::Money, Val::Text(text)) => {
            Money::read(text).map_or_else(|_| Cell::text(text.as_str()), Cell::Money)
        }
        _ => free(node),
    }
}

/// A value by itself, where no table says more.
fn free(node: &Node) -> Cell {
    match &node.val {
        Val::Text(text) | Val::Other(text) => Cell::Text(text.clone()),
        Val::Int(number) => Cell::Number(*number),
        Val::Flag(flag) => Cell::Flag(*flag),
        Val::Day(day) => Cell::Day(*day),
        Val::Clock(clock) => Cell::Clock(*clock),
        Val::List(items) => Cell::List(items.iter().map(free).collect()),
        Val::Table(entries) => Cell::Fields(
            entries
                .iter()
                .map(|entry| (entry.key.to_string(), free(&entry.node)))
                .collect(),
        ),
    }
}

/// A record's cells in the order in which it is shown: its id, its fields, for a student the
/// private ones after the id.
pub fn record(
    kind: &'static KindSpec,
    id: &str,
    doc: &Doc,
    private: Option<&Doc>,
) -> Vec<(String, Cell)> {
    let mut cells = vec![("id".to_owned(), Cell::text(id))];
    let fields = fields(kind, doc, private);
    cells.extend(fields.map(|(field, node)| (field.key.to_owned(), cell(field, node))));
    cells
}

/// The cells of [`record`], of the `wanted` columns alone; the others are empty.
pub fn row(
    kind: &'static KindSpec,
    id: &str,
    doc: &Doc,
    private: Option<&Doc>,
    wanted: &[bool],
) -> Vec<Cell> {
    let fields = fields(kind, doc, private).zip(wanted.iter().skip(1));
    let mut cells = Vec::with_capacity(wanted.len());
    cells.push(Cell::text(id));
    cells.extend(fields.map(|((field, node), wanted)| {
        if *wanted {
            cell(field, node)
        } else {
            Cell::None
        }
    }));
    cells
}

/// Every field of a kind with what is recorded under it, in the order in which it is shown.
fn fields<'d>(
    kind: &'static KindSpec,
    doc: &'d Doc,
    private: Option<&'d Doc>,
) -> impl Iterator<Item = (&'static Field, Option<&'d Node>)> {
    let of_person = private_fields(kind).map(move |field| (field, private));
    let of_record = kind.fields().iter().map(move |field| (field, Some(doc)));
    let fields = of_person.chain(of_record);
    fields.map(|(field, doc)| (field, doc.and_then(|doc| doc.get(field.key))))
}

/// The fields of a student's private part; none of any other kind.
fn private_fields(kind: &KindSpec) -> impl Iterator<Item = &'static Field> + use<> {
    let private = (kind.kind == Kind::Student).then(|| spec(Kind::Person).fields());
    private.into_iter().flat_map(Fields::iter)
}

/// The columns of all fields of a kind, `id` first, as [`record`] gives their cells.
pub fn columns(kind: &'static KindSpec) -> Vec<Column> {
    let mut columns = vec![Column::left("id")];
    columns.extend(private_fields(kind).map(column));
    columns.extend(kind.fields().iter().map(column));
    columns
}

fn column(field: &'static Field) -> Column {
    let right = !field.many
        && matches!(
            field.shape,
            Shape::Minutes | Shape::Hours | Shape::Number(..) | Shape::Money
        );
    if right {
        Column::right(field.key)
    } else {
        Column::left(field.key)
    }
}
