//! From a struct to the values that are written: by way of its JSON, in the words of its table.

use serde::Serialize;
use serde_json::Value as Json;

use crate::schema::{Field, Fields, Node, Shape, Val};
use crate::value::{Clock, Day};

/// The value of a struct under its table; what is null, an empty list or an empty table is left out.
pub fn node_of<T: Serialize>(body: &T, fields: Fields) -> Node {
    // A plain struct with text keys always has a JSON form.
    let json = serde_json::to_value(body).unwrap_or_default();
    table(&json, fields)
}

fn table(json: &Json, fields: Fields) -> Node {
    let entry = |field: &'static Field| {
        let value = json.get(field.key)?;
        Some((field.key.to_owned(), value_of(value, field)?))
    };
    Node::table(fields.iter().filter_map(entry))
}

fn value_of(json: &Json, field: &'static Field) -> Option<Node> {
    match json {
        Json::Null => None,
        Json::Array(items) if items.is_empty() => None,
        Json::Object(map) if map.is_empty() => None,
        Json::Array(items) => Some(Node::list(
            items
                .iter()
                .filter_map(|item| one(item, field.shape))
                .collect(),
        )),
        _ => one(json, field.shape),
    }
}

fn one(json: &Json, shape: Shape) -> Option<Node> {
    match (shape, json) {
        (Shape::Group { fields, .. } | Shape::Table(fields), Json::Object(_)) => {
            Some(table(json, Fields::of(fields)))
        }
        (Shape::Day, Json::String(text)) => Day::iso(text).map(|day| Node::made(Val::Day(day))),
        (Shape::Clock, Json::String(text)) => {
            Clock::toml(text).map(|clock| Node::made(Val::Clock(clock)))
        }
        _ => free(json),
    }
}

fn free(json: &Json) -> Option<Node> {
    let val = match json {
        Json::Null => return None,
        Json::Bool(flag) => Val::Flag(*flag),
        Json::Number(number) => number
            .as_i64()
            .map_or_else(|| Val::Other(number.to_string().into()), Val::Int),
        Json::String(text) => Val::Text(text.into()),
        Json::Array(items) => Val::List(items.iter().filter_map(free).collect()),
        Json::Object(map) => {
            if let Some(Json::String(moment)) = map.get("$__toml_private_datetime") {
                return Some(Node::made(match (Day::iso(moment), Clock::toml(moment)) {
                    (Some(day), _) => Val::Day(day),
                    (None, Some(clock)) => Val::Clock(clock),
                    (None, None) => Val::Other(moment.into()),
                }));
            }
            return Some(Node::table(
                map.iter()
                    .filter_map(|(key, value)| Some((key.clone(), free(value)?))),
            ));
        }
    };
    Some(Node::made(val))
}
