//! A value of a record in words, and what an amendment changes.

use crate::record::{Mou, node_of, spec};
use crate::rule::amends;
use crate::schema::{Field, Kind, Node, Shape, Val};

use super::super::words;
use super::desk::Derived;

/// A value as it is read; days as the language writes them.
pub fn said(node: &Node, language: &str) -> String {
    match &node.val {
        Val::Text(text) | Val::Other(text) => text.to_string(),
        Val::Int(number) => number.to_string(),
        Val::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Val::Day(day) => words::day(*day, language),
        Val::Clock(clock) => words::clock(*clock, language),
        Val::List(items) => {
            let items: Vec<_> = items.iter().map(|item| said(item, language)).collect();
            items.join("; ")
        }
        Val::Table(entries) => {
            let told = entries.iter().filter(|entry| entry.key != "id");
            let told: Vec<_> = told.map(|entry| said(&entry.node, language)).collect();
            told.join(": ")
        }
    }
}

/// The terms that an amendment changes: what each is, what it was, what it is from now on.
pub fn changes(
    amendment: &Mou,
    original: &Mou,
    name: impl Fn(Kind, &str) -> Option<String>,
    language: &str,
) -> Vec<Vec<(&'static str, Derived)>> {
    let fields = spec(Kind::Mou).fields();
    let (new, old) = (node_of(amendment, fields), node_of(original, fields));
    let shown = |field: &Field, node: &Node| match field.shape {
        Shape::Link(kind) => {
            let names = match &node.val {
                Val::List(items) => items.iter().collect(),
                _ => vec![node],
            };
            let names = names.into_iter().filter_map(Node::as_text);
            let names = names.map(|id| name(kind, id).unwrap_or_else(|| id.to_owned()));
            names.collect::<Vec<_>>().join("; ")
        }
        _ => said(node, language),
    };
    let change = |field: &'static Field| {
        let now = new.get(field.key).filter(|_| amends(field.key))?;
        Some(vec![
            ("key", Derived::Text(Some(field.key.to_owned()))),
            ("term", Derived::Text(Some(field.help.to_owned()))),
            (
                "was",
                Derived::Text(old.get(field.key).map(|node| shown(field, node))),
            ),
            ("now", Derived::Text(Some(shown(field, now)))),
        ])
    };
    fields.iter().filter_map(change).collect()
}
