//! The settings, changed one at a time: `calendar.terms.2026-27.Q2.transcript_due`.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{SETTINGS, spec};
use crate::schema::{Doc, Field, Fields, Kind, Node, Shape, Step, Val, group_key};
use crate::value::{Day, nearest};

use super::typed::Typed;

/// What is to be done with a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Configure {
    /// It is to be this.
    Set(String),
    /// This is to be added to its list or its group.
    Add(String),
    /// This is to be taken from its list.
    Drop(String),
    /// It is to be taken away.
    Unset,
}

/// What stands at a key of the settings.
enum What {
    Value(&'static Field),
    Table(&'static [Field]),
    Item,
    /// Under a table of the user's own keys: `warn`, `views`, `custom`.
    Own(&'static str),
}

struct Target {
    path: Vec<Step>,
    what: What,
    /// The fields of the table that it stands in.
    beside: &'static [Field],
}

/// Changes one setting, and no other byte of the file.
///
/// # Errors
/// A key that names no setting, or a value that cannot be read (2); an item of a group that is not
/// there (3); what the settings would then not allow (4).
pub fn configure(
    book: &Book<'_>,
    key: &str,
    how: &Configure,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let text = book
        .text(SETTINGS)?
        .ok_or_else(|| Fault::could("there is no wbl.toml"))?;
    let doc = Doc::parse(SETTINGS, text).map_err(|found| crate::book::unreadable(&found))?;
    let target = find(&doc.root, key)?;
    let mut typed = Typed::new(book, today)?;
    let mut draft = Draft::new(book, seed);
    let splicer = draft.edit_at(Kind::Settings, SETTINGS)?;
    let before = earlier(&target);
    let shown = format!("`{key}`");
    let path = &target.path;
    match how {
        Configure::Unset => {
            if splicer.at(path).is_none() {
                draft.say(format!("{shown} is not set."));
                return draft.finish();
            }
            splicer.unset_at(path)?;
        }
        Configure::Set(text) => {
            let node = match target.what {
                What::Value(field) if field.group_fields().is_none() => {
                    let texts = std::slice::from_ref(text);
                    typed.field(field, texts)
                }
                What::Own(table) => Some(own(table, key, text)?),
                What::Value(_) | What::Table(_) | What::Item => {
                    return Err(no_value(key, &target.what));
                }
            };
            settle(typed, &target, key)?;
            if let Some(node) = node {
                splicer.set_at(path, node, &before)?;
            }
        }
        Configure::Add(text) => {
            let What::Value(field) = target.what else {
                return Err(no_list(key));
            };
            let items = match field.group_fields() {
                Some(_) => typed.item(field, text).map(|item| vec![item.node]),
                None if field.many => {
                    let node = typed.field(field, std::slice::from_ref(text));
                    node.map(|node| node.items().to_vec())
                }
                None => return Err(no_list(key)),
            };
            settle(typed, &target, key)?;
            for item in items.unwrap_or_default() {
                let is_there = splicer
                    .at(path)
                    .is_some_and(|list| list.items().contains(&item));
                if !is_there {
                    splicer.push_at(path, item, &before)?;
                }
            }
        }
        Configure::Drop(text) => {
            let What::Value(field) = target.what else {
                return Err(no_list(key));
            };
            if field.group_fields().is_some() {
                let fault =
                    Fault::misuse(format!("{shown}: name the item to take away in the key"));
                return Err(fault.hint(format!("wbl config unset {key}.ITEM")));
            }
            if !field.many {
                return Err(no_list(key));
            }
            let node = typed.field(field, std::slice::from_ref(text));
            settle(typed, &target, key)?;
            for item in node.iter().flat_map(Node::items) {
                let items = splicer.at(path).map_or(&[][..], Node::items);
                let Some(at) = items.iter().position(|one| one == item) else {
                    let fault = Fault::reference(format!("{shown} does not hold `{text}`"));
                    return Err(fault.hint(format!("see what it holds: `wbl config show {key}`")));
                };
                let alone = items.len() == 1;
                let mut place = path.clone();
                if !alone {
                    place.push(Step::At(at));
                }
                splicer.unset_at(&place)?;
            }
        }
    }
    let mut change = draft.finish()?;
    if !change.is_empty() {
        change.said.push(match how {
            Configure::Set(_) => format!("Set {shown}."),
            Configure::Add(_) => format!("Added to {shown}."),
            Configure::Drop(_) => format!("Took it from {shown}."),
            Configure::Unset => format!("Took {shown} away."),
        });
    }
    Ok(change)
}

/// The field of a setting that holds a value, a list or a group; none for one of the user's own.
///
/// # Errors
/// A key that names no such setting (2); an item of a group that is not there (3).
pub fn setting(book: &Book<'_>, key: &str) -> Result<Option<&'static Field>> {
    let doc = Doc::parse(SETTINGS, book.text(SETTINGS)?.unwrap_or_default());
    let doc = doc.map_err(|found| crate::book::unreadable(&found))?;
    let target = find(&doc.root, key)?;
    match target.what {
        What::Value(field) => Ok(Some(field)),
        What::Own(_) => Ok(None),
        What::Table(_) | What::Item => Err(no_value(key, &target.what)),
    }
}

/// What was wrong with a value, said of the key instead of a flag.
fn settle(typed: Typed<'_, '_>, target: &Target, key: &str) -> Result<()> {
    let Err(mut fault) = typed.settle() else {
        return Ok(());
    };
    if let What::Value(field) = target.what {
        let flag = format!("`--{}`", field.flag());
        let shown = format!("`{key}`");
        fault.message = fault.message.replacen(&flag, &shown, 1);
        for other in &mut fault.also {
            other.message = other.message.replacen(&flag, &shown, 1);
        }
    }
    Err(fault)
}

/// The keys that stand before a new one.
fn earlier(target: &Target) -> Vec<&'static str> {
    let Some(Step::Key(key)) = target.path.last() else {
        return Vec::new();
    };
    let before = target.beside.iter().take_while(|field| field.key != key);
    before.map(|field| field.key).collect()
}

/// Follows a dotted key through the table of settings and the items that the file has.
fn find(root: &Node, key: &str) -> Result<Target> {
    let mut parts = key.split('.').map(str::trim).peekable();
    let (mut path, mut node) = (Vec::new(), Some(root));
    let mut beside = spec(Kind::Settings).own;
    let mut what = What::Table(beside);
    while let Some(part) = parts.next() {
        let fields = match what {
            What::Table(fields) => fields,
            What::Own(_) => {
                path.push(Step::Key(part.to_owned()));
                continue;
            }
            What::Value(_) | What::Item => return Err(too_long(key, part)),
        };
        let word = part.to_ascii_lowercase().replace('-', "_");
        let found = Fields(fields, spec(Kind::Settings).fields().1)
            .iter()
            .filter(|field| path.is_empty() || fields.iter().any(|one| one.key == field.key))
            .find(|field| field.key == word || field.spoken_key() == word);
        let field = found.ok_or_else(|| unknown(key, part, fields))?;
        beside = fields;
        path.push(Step::Key(field.key.to_owned()));
        node = node.and_then(|node| node.get(field.key));
        what = match field.shape {
            Shape::Table(fields) => What::Table(fields),
            Shape::Free => What::Own(field.key),
            Shape::Group { fields, key: by } if parts.peek().is_some() => {
                let wanted: Vec<&str> = parts.by_ref().take(by.len()).collect();
                let at = item(node, by, &wanted, &path_text(&path))?;
                path.push(Step::At(at));
                node = node.and_then(|node| node.items().get(at));
                beside = fields;
                if parts.peek().is_some() {
                    What::Table(fields)
                } else {
                    What::Item
                }
            }
            _ => What::Value(field),
        };
    }
    Ok(Target { path, what, beside })
}

/// The place of the item of a group that these parts of its key name.
fn item(node: Option<&Node>, by: &[&str], wanted: &[&str], group: &str) -> Result<usize> {
    let items = node.map_or(&[][..], Node::items);
    let keys: Vec<Vec<String>> = items.iter().map(|item| group_key(item, by)).collect();
    if let Some(at) = keys.iter().position(|key| key == wanted) {
        return Ok(at);
    }
    let all: Vec<String> = keys.iter().map(|key| key.join(".")).collect();
    let typed = wanted.join(".");
    let fault = Fault::reference(format!("`{group}` has no item `{typed}`"));
    let fault = match nearest(&typed, all.iter().map(String::as_str)) {
        Some(near) => fault.hint(format!("did you mean `{group}.{near}`?")),
        None => fault,
    };
    let shown = by.join(".").to_uppercase();
    Err(if all.is_empty() {
        fault.hint(format!("an item is named {group}.{shown}"))
    } else {
        fault.hint(format!("it has: {}", all.join(", ")))
    })
}

/// A value under a table of the user's own keys.
fn own(table: &str, key: &str, text: &str) -> Result<Node> {
    if key == table {
        let fault = Fault::misuse(format!("`{table}` is a table"));
        return Err(fault.hint(format!("name a key of it: {table}.NAME")));
    }
    if table != "warn" {
        return Ok(Node::text(text));
    }
    let days: Option<i64> = text.trim().parse().ok().filter(|days| *days >= 0);
    let days = days.ok_or_else(|| {
        Fault::misuse(format!(
            "`{key}`: `{text}` is not a number of days; write 14"
        ))
    })?;
    Ok(Node::made(Val::Int(days)))
}

fn path_text(path: &[Step]) -> String {
    let keys = path.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::At(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

fn unknown(key: &str, part: &str, fields: &'static [Field]) -> Fault {
    let names: Vec<_> = fields.iter().map(|field| field.key).collect();
    let fault = Fault::misuse(format!("there is no setting `{key}`"));
    let near = nearest(part, names.iter().copied());
    let below = |table: &&Field| match table.shape {
        Shape::Table(fields) => fields.iter().any(|field| field.key == part),
        _ => false,
    };
    let above = fields.iter().find(below);
    let above = above.map(|table| format!("{}.{part}", table.key));
    let fault = match above.as_deref().or(near) {
        Some(near) => fault.hint(format!("did you mean `{}`?", key.replacen(part, near, 1))),
        None => fault,
    };
    fault.hint(format!(
        "in the place of `{part}` there can be: {}",
        names.join(", ")
    ))
}

fn too_long(key: &str, part: &str) -> Fault {
    Fault::misuse(format!(
        "there is no setting `{key}`: what stands before `.{part}` is a single value"
    ))
}

fn no_value(key: &str, what: &What) -> Fault {
    let keys: Vec<String> = match what {
        What::Table(fields) => fields
            .iter()
            .map(|field| format!("{key}.{}", field.key))
            .collect(),
        What::Value(_) | What::Item | What::Own(_) => Vec::new(),
    };
    let fault = Fault::misuse(format!("`{key}` holds several settings, not one value"));
    if keys.is_empty() {
        fault.hint(format!("wbl config show {key}"))
    } else {
        fault.hint(format!("name one of them: {}", keys.join(", ")))
    }
}

fn no_list(key: &str) -> Fault {
    Fault::misuse(format!("`{key}` holds one value, not a list"))
        .hint(format!("wbl config set {key} VALUE"))
}
