//! A group in a cell: as one JSON text, which is how a list writes it, or as `key=value,…; key=value,…`.

use serde_json::Value;

use crate::fault::Fault;
use crate::schema::{Field, Node, Shape, Val};

use super::super::flags::incomplete;
use super::row::Reader;
use super::sheet::Row;

/// Reads the items of a group; nothing where one of them is wrong, which is noted.
pub(super) fn items(
    reader: &mut Reader<'_, '_, '_>,
    row: &Row,
    at: usize,
    field: &'static Field,
    text: &str,
) -> Option<Node> {
    let items = if text.starts_with('[') {
        in_json(reader, row, at, field, text)?
    } else {
        in_pairs(reader, row, at, field, text)?
    };
    for item in &items {
        if let Some(fault) = incomplete(field, item) {
            return reader.fault(row, at, fault);
        }
    }
    Some(Node::list(items))
}

fn in_pairs(
    reader: &mut Reader<'_, '_, '_>,
    row: &Row,
    at: usize,
    field: &'static Field,
    text: &str,
) -> Option<Vec<Node>> {
    let pieces = text.split(';').filter(|piece| !piece.trim().is_empty());
    let mut items = Vec::new();
    for piece in pieces {
        let item = reader.typed.item(field, piece);
        reader.drain(row, at);
        items.push(item?.node);
    }
    Some(items)
}

fn in_json(
    reader: &mut Reader<'_, '_, '_>,
    row: &Row,
    at: usize,
    field: &'static Field,
    text: &str,
) -> Option<Vec<Node>> {
    let all = match serde_json::from_str::<Vec<serde_json::Map<String, Value>>>(text) {
        Ok(all) => all,
        Err(error) => {
            let fault = format!("the JSON of the items cannot be read: {error}");
            let fault = Fault::refused(fault).hint(
                "write [{\"key\":\"value\"}], or key=value,key=value and `;` between two items",
            );
            return reader.fault(row, at, fault);
        }
    };
    let fields = field.group_fields().unwrap_or(&[]);
    let mut items = Vec::with_capacity(all.len());
    for item in &all {
        if let Some(key) = item
            .keys()
            .find(|key| fields.iter().all(|one| one.key != **key))
        {
            let keys: Vec<_> = fields.iter().map(|one| one.key).collect();
            let fault = Fault::refused(format!("an item of `{}` has no key `{key}`", field.key));
            return reader.fault(
                row,
                at,
                fault.hint(format!("its keys: {}", keys.join(", "))),
            );
        }
        let mut entries = Vec::new();
        for part in fields {
            let Some(value) = item.get(part.key).filter(|value| !value.is_null()) else {
                continue;
            };
            let node = of_value(reader, row, at, part, value)?;
            let is_empty = part.many && node.items().is_empty();
            if !is_empty {
                entries.push((part.key.to_owned(), node));
            }
        }
        items.push(Node::table(entries));
    }
    Some(items)
}

fn of_value(
    reader: &mut Reader<'_, '_, '_>,
    row: &Row,
    at: usize,
    part: &'static Field,
    value: &Value,
) -> Option<Node> {
    match (value, part.shape) {
        (Value::Array(values), _) if part.many => {
            let nodes = values
                .iter()
                .map(|one| one_value(reader, row, at, part, one));
            nodes.collect::<Option<Vec<_>>>().map(Node::list)
        }
        _ => one_value(reader, row, at, part, value),
    }
}

fn one_value(
    reader: &mut Reader<'_, '_, '_>,
    row: &Row,
    at: usize,
    part: &'static Field,
    value: &Value,
) -> Option<Node> {
    let length = matches!(
        part.shape,
        Shape::Minutes | Shape::Hours | Shape::Number(..)
    );
    match value {
        Value::String(text) => reader.value(row, at, part.shape, text),
        Value::Bool(flag) if matches!(part.shape, Shape::Flag) => {
            Some(Node::made(Val::Flag(*flag)))
        }
        Value::Number(number) if length => match number.as_i64() {
            Some(number) => Some(Node::made(Val::Int(number))),
            None => reader.fault(
                row,
                at,
                Fault::refused(format!("`{number}` is no whole number")),
            ),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            let fault = format!("`{}`: `{value}` is not {}", part.key, part.shape.words());
            reader.fault(row, at, Fault::refused(fault))
        }
    }
}
