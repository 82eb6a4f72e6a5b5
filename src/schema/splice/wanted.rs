//! What a document is to hold after a change, and whether it does.

use super::super::node::{Entry, Node, Val};

pub(super) fn value_mut<'a>(root: &'a mut Node, key: &str) -> Option<&'a mut Val> {
    match &mut root.val {
        Val::Table(entries) => entries
            .iter_mut()
            .find(|entry| entry.key == key)
            .map(|entry| &mut entry.node.val),
        _ => None,
    }
}

/// Puts a value at a key of a table, or takes the key away.
pub(super) fn put(table: &mut Node, key: &str, node: Option<Node>) {
    let Val::Table(entries) = &mut table.val else {
        return;
    };
    let at = entries.iter().position(|entry| entry.key == key);
    match (at, node) {
        (Some(at), Some(node)) => entries[at].node = node,
        (Some(at), None) => {
            entries.remove(at);
        }
        (None, Some(node)) => entries.push(Entry {
            key: key.into(),
            key_span: 0..0,
            node,
        }),
        (None, None) => {}
    }
}

/// Whether two values are the same, whatever the order of keys in their tables.
pub fn same(a: &Node, b: &Node) -> bool {
    match (&a.val, &b.val) {
        (Val::Table(a), Val::Table(b)) => {
            a.len() == b.len()
                && a.iter().all(|one| {
                    b.iter()
                        .any(|other| one.key == other.key && same(&one.node, &other.node))
                })
        }
        (Val::List(a), Val::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (a, b) => a == b,
    }
}
