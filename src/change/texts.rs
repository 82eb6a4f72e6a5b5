//! The texts of a record, apart: what people write as they like, what something is called, links.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::record::spec;
use crate::schema::{Doc, Field, Kind, Node, Shape, Val, find_field};
use crate::value::{Id, Names};

/// The texts of a record: those that people write as they like, and the ids of the records that it
/// links to. What a partner or a contact is called is neither.
#[derive(Default)]
pub(super) struct Texts<'a> {
    pub(super) free: Vec<(String, &'a str)>,
    pub(super) links: Vec<&'a Node>,
}

/// What a text is.
#[derive(Clone, Copy)]
enum Sort {
    Free,
    Called,
    Link,
}

impl<'a> Texts<'a> {
    /// Takes in what a table holds; `top` is the top key that it stands under, if it does.
    pub(super) fn take(&mut self, node: &'a Node, fields: &'static [Field], top: Option<&str>) {
        for entry in node.entries() {
            let key = entry.key.as_str();
            let field = match top {
                None => find_field(fields, key).or_else(|| find_field(crate::record::COMMON, key)),
                Some(_) => find_field(fields, key),
            };
            let top = top.unwrap_or(key);
            let below = match field.map(|field| field.shape) {
                Some(Shape::Group { fields, .. } | Shape::Table(fields)) => fields,
                _ => &[],
            };
            let is_link = field.is_some_and(|field| matches!(field.shape, Shape::Link(_)));
            let sort = match key {
                _ if is_link => Sort::Link,
                "name" | "aka" => Sort::Called,
                _ => Sort::Free,
            };
            self.take_value(&entry.node, below, top, sort);
        }
    }

    fn take_value(&mut self, node: &'a Node, below: &'static [Field], top: &str, sort: Sort) {
        match &node.val {
            Val::Text(text) => match sort {
                Sort::Free => self.free.push((top.to_owned(), text)),
                Sort::Called => {}
                Sort::Link => self.links.push(node),
            },
            Val::List(items) => {
                for item in items {
                    self.take_value(item, below, top, sort);
                }
            }
            Val::Table(_) => self.take(node, below, Some(top)),
            Val::Int(_) | Val::Flag(_) | Val::Day(_) | Val::Clock(_) | Val::Other(_) => {}
        }
    }

    /// Whether an id comes from the id of another record.
    pub(super) fn links_give(&self, stem: &str) -> bool {
        let mut links = self.links.iter().filter_map(|node| node.as_text());
        links.any(|id| id.contains('-') && (stem.contains(id) || id.contains(stem)))
    }
}

/// The names of students in a record's text, each with the bytes of its first place, but for what a
/// partner or a contact is called, which is theirs, and for links: where the id of a record tells a
/// name, that record's own path does.
pub fn told_in<'n>(names: &'n Names, kind: Kind, doc: &Doc) -> BTreeMap<&'n Id, Range<usize>> {
    let found = names.within(&doc.text);
    if found.is_empty() {
        return found;
    }
    let mut texts = Texts::default();
    texts.take(&doc.root, spec(kind).own, None);
    let called = matches!(kind, Kind::Partner | Kind::Contact)
        .then(|| ["name", "aka"].into_iter().filter_map(|key| doc.get(key)));
    let let_be = texts.links.into_iter().chain(called.into_iter().flatten());
    // The same name may stand elsewhere too: it is looked for where those bytes are blank.
    let mut text = doc.text.clone();
    for node in let_be {
        text.replace_range(node.span.clone(), &" ".repeat(node.span.len()));
    }
    names.within(&text)
}
