//! An item of a group, from its struct, in the order of its table.

use serde::Serialize;

use crate::record::{node_of, spec};
use crate::schema::{Field, Fields, Kind, Node};

/// The item as it is written into a group of a kind's records.
pub(super) fn item<T: Serialize>(kind: Kind, group: &str, body: &T) -> Node {
    let fields = spec(kind)
        .fields()
        .find(group)
        .and_then(Field::group_fields)
        .unwrap_or(&[]);
    node_of(body, Fields::of(fields))
}
