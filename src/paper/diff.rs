//! Two agreements side by side, for a lawyer: the terms that differ, and the clauses, line by line.

use std::collections::BTreeSet;

use crate::book::Book;
use crate::change::difference;
use crate::fault::{Fault, Result};
use crate::record::{Mou, node_of, spec};
use crate::rule::amends;
use crate::schema::{Kind, Node};
use crate::value::Id;
use crate::view::{Cell, Column, Table, View};

use super::fill::said;
use super::template::Templates;

/// Compares two MOUs. One that amends the other is held against it only in what it changes.
///
/// # Errors
/// Where one is not there or cannot be read.
pub fn diff(book: &Book<'_>, templates: &Templates, old: &Id, new: &Id) -> Result<View> {
    let read = |id: &Id| {
        let record = book.get::<Mou>(id)?;
        record.ok_or_else(|| Fault::reference(format!("there is no MOU `{id}`")))
    };
    let (old, new) = (read(old)?, read(new)?);
    let (first, second) = (old.id.to_string(), new.id.to_string());
    let part = is_amendment_of(&new.body, &old.id) || is_amendment_of(&old.body, &new.id);
    let mut rows = terms(&old.body, &new.body, part);
    // An amendment that names no clauses leaves them as they are.
    let amendment = if old.body.amends.is_some() {
        &old
    } else {
        &new
    };
    if !part || !amendment.body.clauses.is_empty() {
        rows.extend(clauses(templates, &old.body, &new.body));
    }
    Ok(View::List(Table {
        columns: ["part", first.as_str(), second.as_str()]
            .map(Column::left)
            .into(),
        rows: rows
            .into_iter()
            .map(|row| row.map(Cell::text).into())
            .collect(),
    }))
}

fn is_amendment_of(mou: &Mou, original: &Id) -> bool {
    mou.amends.as_ref().is_some_and(|of| of.id() == original)
}

type Line = [String; 3];

/// The terms that differ; lists by their items, of which those in both are left out.
fn terms(old: &Mou, new: &Mou, part: bool) -> Vec<Line> {
    let fields = spec(Kind::Mou).fields();
    let (old, new) = (node_of(old, fields), node_of(new, fields));
    let mut rows = Vec::new();
    for field in fields.iter().filter(|field| amends(field.key)) {
        let (was, is) = (old.get(field.key), new.get(field.key));
        // What an amendment leaves out it leaves as it is.
        let amendment = if old.get("amends").is_some() { was } else { is };
        if part && amendment.is_none() {
            continue;
        }
        if field.many {
            let items = |node: Option<&Node>| -> Vec<String> {
                let items = node.map(Node::items).unwrap_or_default();
                items.iter().map(|item| said(item, "en-US")).collect()
            };
            let (was, is) = (items(was), items(is));
            let only = |these: &[String], those: &[String]| -> Vec<String> {
                these
                    .iter()
                    .filter(|one| !those.contains(one))
                    .cloned()
                    .collect()
            };
            let (gone, come) = (only(&was, &is), only(&is, &was));
            let at = |items: &[String], at: usize| items.get(at).cloned().unwrap_or_default();
            let row = |n| [field.key.to_owned(), at(&gone, n), at(&come, n)];
            rows.extend((0..gone.len().max(come.len())).map(row));
            continue;
        }
        let text = |node: Option<&Node>| node.map(|node| said(node, "en-US")).unwrap_or_default();
        if text(was) != text(is) {
            rows.push([field.key.to_owned(), text(was), text(is)]);
        }
    }
    rows
}

/// The clauses that differ, by topic, line by line; those of no topic by their id.
fn clauses(templates: &Templates, old: &Mou, new: &Mou) -> Vec<Line> {
    let topics: BTreeSet<&str> = templates.clauses().filter_map(|(_, topic)| topic).collect();
    let mut rows = Vec::new();
    for topic in topics {
        let was = templates.chosen(topic, &old.clauses);
        let is = templates.chosen(topic, &new.clauses);
        if was != is {
            rows.push([format!("clause {topic}"), was.to_owned(), is.to_owned()]);
            rows.extend(lines(templates, topic, was, is));
        }
    }
    let further = |mou: &Mou| -> BTreeSet<String> {
        let bound = |id: &String| {
            templates
                .clauses()
                .any(|(one, topic)| one == id && topic.is_none())
        };
        mou.clauses.iter().filter(|id| bound(id)).cloned().collect()
    };
    let (was, is) = (further(old), further(new));
    for id in was.symmetric_difference(&is) {
        let shown = |there: bool| if there { id.clone() } else { String::new() };
        rows.push([
            format!("clause {id}"),
            shown(was.contains(id)),
            shown(is.contains(id)),
        ]);
    }
    rows
}

fn lines(templates: &Templates, topic: &str, was: &str, is: &str) -> Vec<Line> {
    let text = |id: &str| {
        templates
            .get(&format!("clauses/{id}.md"))
            .map_or("", |one| one.text.as_str())
    };
    let split = |id: &str| -> Vec<&str> {
        let lines = text(id).lines();
        lines.filter(|line| !line.trim().is_empty()).collect()
    };
    let changed = difference(&split(was), &split(is));
    let row = |(sign, line): &(char, &str)| match sign {
        '-' => [format!("  {topic}"), (*line).to_owned(), String::new()],
        _ => [format!("  {topic}"), String::new(), (*line).to_owned()],
    };
    changed.iter().map(row).collect()
}
