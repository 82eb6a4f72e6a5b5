//! The history of one record: what changed in it, field by field, when and by whom, newest first.

use crate::schema::{Doc, Field, Fields, Node, Shape, Val, group_key, one_line, same};
use crate::value::Minutes;
use crate::view::{Cell, Column, Table, View};

/// One version of a record following another.
#[derive(Clone, Debug, Default)]
pub struct Turn {
    /// When; nothing where it is not in git yet.
    pub at: Option<String>,
    /// Who changed it.
    pub by: String,
    /// The commit, shortened.
    pub commit: String,
    /// The path before, where it was another.
    pub moved: Option<String>,
    /// The text before; nothing where the record was not there.
    pub before: Option<String>,
    /// The text after; nothing where it was removed.
    pub after: Option<String>,
    /// Of a merge: what its sides had changed differently.
    pub settled: Vec<Settled>,
    /// The path that it was given, where the record went on under another.
    pub gone_to: Option<String>,
}

/// A field that two sides had changed differently, and what a merge made of it.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The field's place.
    pub place: String,
    /// The field, where the table knows it.
    pub field: Option<&'static Field>,
    /// What either side had.
    pub sides: [Option<Node>; 2],
    /// What stands now.
    pub now: Option<Node>,
}

/// One thing that changed.
struct Said {
    field: String,
    what: &'static str,
    was: Option<String>,
    now: Option<String>,
}

/// Tells the turns of a record, given newest first.
pub fn history(turns: &[Turn], fields: Fields) -> View {
    let keys = ["at", "by", "field", "what", "was", "now", "commit"];
    let mut rows = Vec::new();
    for turn in turns {
        for said in told(turn, fields) {
            rows.push(vec![
                Cell::text(
                    turn.at
                        .as_deref()
                        .map_or_else(|| "not in git yet".to_owned(), |at| at.replace('T', " ")),
                ),
                Cell::text(turn.by.as_str()),
                Cell::text(said.field),
                Cell::text(said.what),
                Cell::text(said.was.unwrap_or_default()),
                Cell::text(said.now.unwrap_or_default()),
                Cell::text(turn.commit.as_str()),
            ]);
        }
    }
    View::List(Table {
        columns: keys.map(Column::left).to_vec(),
        rows,
    })
}

fn told(turn: &Turn, fields: Fields) -> Vec<Said> {
    let mut found = Vec::new();
    let whole = |what| Said {
        field: "(the record)".to_owned(),
        what,
        was: None,
        now: None,
    };
    for one in &turn.settled {
        let said = |node: &Node| in_words(one.field, node);
        let sides = one
            .sides
            .each_ref()
            .map(|side| side.as_ref().map_or("nothing".into(), said));
        found.push(Said {
            field: one.place.clone(),
            what: "settled",
            was: Some(sides.join(" / ")),
            now: one.now.as_ref().map(said),
        });
    }
    if let Some(moved) = &turn.moved {
        found.push(Said {
            was: Some(moved.clone()),
            ..whole("renamed")
        });
    }
    let empty = Node::empty();
    let root = |text: &Option<String>| match text {
        None => Some(empty.clone()),
        Some(text) => Doc::parse("", text.clone()).ok().map(|doc| doc.root),
    };
    match (&turn.before, &turn.after) {
        (None, Some(_)) => found.push(whole("added")),
        (Some(_), None) => {
            let what = if turn.gone_to.is_some() {
                "renamed"
            } else {
                "removed"
            };
            let now = turn.gone_to.clone();
            found.push(Said { now, ..whole(what) });
            return found;
        }
        _ => {}
    }
    match (root(&turn.before), root(&turn.after)) {
        (Some(before), Some(after)) => table("", Some(fields), &before, &after, &mut found),
        // What could not be read has no fields to tell.
        _ if turn.before != turn.after => found.push(whole("could not be read on one side")),
        _ => {}
    }
    found
}

fn table(at: &str, fields: Option<Fields>, before: &Node, after: &Node, found: &mut Vec<Said>) {
    let mut keys: Vec<&str> = after
        .entries()
        .iter()
        .map(|entry| entry.key.as_str())
        .collect();
    let gone = before.entries().iter().map(|entry| entry.key.as_str());
    keys.extend(gone.filter(|key| after.get(key).is_none()));
    for key in keys {
        let place = if at.is_empty() {
            key.to_owned()
        } else {
            format!("{at}.{key}")
        };
        let field = fields.and_then(|fields| fields.find(key));
        let (was, now) = (before.get(key), after.get(key));
        match (field.map(|field| field.shape), was, now) {
            (Some(Shape::Group { .. }), was, now) => group(&place, field, was, now, found),
            (Some(Shape::Table(fields)), Some(was), Some(now)) => {
                table(&place, Some(Fields::of(fields)), was, now, found);
            }
            (_, Some(was), Some(now)) if same(was, now) => {}
            (_, was, now) => found.push(Said {
                field: place,
                what: match (was, now) {
                    (None, _) => "set",
                    (_, None) => "cleared",
                    _ => "changed",
                },
                was: was.map(|node| in_words(field, node)),
                now: now.map(|node| in_words(field, node)),
            }),
        }
    }
}

fn group(
    place: &str,
    field: Option<&'static Field>,
    was: Option<&Node>,
    now: Option<&Node>,
    found: &mut Vec<Said>,
) {
    let Some((keys, fields)) = field.and_then(Field::group_keys) else {
        return;
    };
    let list = |node: Option<&Node>| -> Vec<(Vec<String>, Node)> {
        let items = node.map_or(&[][..], Node::items);
        items
            .iter()
            .map(|item| (group_key(item, keys), item.clone()))
            .collect()
    };
    let (was, now) = (list(was), list(now));
    let name = |key: &[String]| {
        let words: Vec<&str> = key
            .iter()
            .map(String::as_str)
            .filter(|word| !word.is_empty())
            .collect();
        format!("{place}.{}", words.join("/"))
    };
    for (key, item) in &now {
        match was.iter().find(|(other, _)| other == key) {
            None => found.push(Said {
                field: name(key),
                what: "added",
                was: None,
                now: Some(in_words(field, item)),
            }),
            Some((_, old)) if same(old, item) => {}
            Some((_, old)) => match turned(place, old, item) {
                Some(what) => found.push(Said {
                    field: name(key),
                    what,
                    was: Some(in_words(field, old)),
                    now: Some(in_words(field, item)),
                }),
                None => table(&name(key), Some(Fields::of(fields)), old, item, found),
            },
        }
    }
    for (key, item) in &was {
        if !now.iter().any(|(other, _)| other == key) {
            found.push(Said {
                field: name(key),
                what: "removed",
                was: Some(in_words(field, item)),
                now: None,
            });
        }
    }
}

/// What became of an entry of hours, in the words of the trade.
fn turned(place: &str, old: &Node, new: &Node) -> Option<&'static str> {
    let comes = |key: &str| old.get(key).is_none() && new.get(key).is_some();
    if place != "hours" {
        return None;
    }
    if comes("void") {
        Some("voided")
    } else if comes("verified") {
        Some("verified")
    } else {
        None
    }
}

/// A value in few words, lengths as hours: of an item what it says beside its id, in order.
pub fn in_words(field: Option<&'static Field>, node: &Node) -> String {
    let shape = field.map(|field| field.shape);
    match (&node.val, shape) {
        (Val::Int(minutes), Some(Shape::Minutes)) => Minutes(*minutes).to_string(),
        (Val::Int(hours), Some(Shape::Hours)) => format!("{hours}h"),
        (Val::Text(text), _) => text.to_string(),
        (Val::Clock(clock), _) => clock.to_string(),
        (Val::List(items), _) => {
            let items = items.iter().map(|item| in_words(field, item));
            items.collect::<Vec<_>>().join("; ")
        }
        (Val::Table(entries), shape) => {
            let fields = match shape {
                Some(Shape::Group { fields, .. } | Shape::Table(fields)) => Fields::of(fields),
                _ => Fields::of(&[]),
            };
            let told = entries.iter().filter(|entry| entry.key != "id");
            let pairs = told.map(|entry| {
                let field = fields.find(&entry.key);
                let key = field.map_or(entry.key.as_str(), |field| field.spoken_key());
                format!("{} {}", key.replace('_', " "), in_words(field, &entry.node))
            });
            pairs.collect::<Vec<_>>().join(", ")
        }
        _ => one_line(node),
    }
}
