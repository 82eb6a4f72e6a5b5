//! One step of `set`: a field of a record replaced, taken away, added to, taken from.

use crate::fault::{Fault, Result};
use crate::schema::{Field, Kind, Node, Shape, Splicer};
use crate::value::Id;

use super::flags::{Placed, incomplete};
use super::group::{Item, Match, find_item};

/// One thing to be done to a record.
pub(super) enum Step {
    Put(Placed, Node),
    Unset(Placed),
    Item(Placed, Item),
    Add(Placed, Vec<Node>),
    Drop(Placed, Vec<Node>),
    DropItem(Placed, Item),
}

impl Step {
    pub(super) fn placed(&self) -> Placed {
        match self {
            Self::Put(placed, _)
            | Self::Unset(placed)
            | Self::Item(placed, _)
            | Self::Add(placed, _)
            | Self::Drop(placed, _)
            | Self::DropItem(placed, _) => *placed,
        }
    }
}

/// Does one thing; what could not be dropped is told.
pub(super) fn splice(
    splicer: &mut Splicer,
    kind: Kind,
    id: &Id,
    step: &Step,
) -> Result<Option<String>> {
    let (_, field) = step.placed();
    let items = splicer
        .doc()
        .get(field.key)
        .map_or_else(Vec::new, |node| node.items().to_vec());
    let not_there = || {
        Some(format!(
            "`{id}`: `{}` holds nothing such, so nothing was dropped",
            field.key
        ))
    };
    match step {
        Step::Put(_, node) => splicer.set(field.key, node.clone()).map(|()| None),
        Step::Unset(_) if field.required && field.unless.is_none() => {
            let fault = Fault::refused(format!(
                "{} cannot be without `{}`",
                kind.a_noun(),
                field.key
            ));
            Err(fault.hint(format!(
                "set another: `wbl {kind} set {id} --{} …`",
                field.flag()
            )))
        }
        Step::Unset(_) => splicer.unset(field.key).map(|()| None),
        Step::Add(_, nodes) => {
            for node in nodes.iter().filter(|node| !items.contains(node)) {
                splicer.push(field.key, node.clone())?;
            }
            Ok(None)
        }
        Step::Drop(_, nodes) => {
            let mut words = None;
            for node in nodes {
                let now = splicer.doc().get(field.key).map_or(&[][..], Node::items);
                match now.iter().position(|one| one == node) {
                    Some(at) => splicer.remove(field.key, at)?,
                    None => words = not_there(),
                }
            }
            Ok(words)
        }
        Step::Item(_, item) => match find_item(&items, told_by(field), item) {
            Match::One(at) => update(splicer, field, at, item).map(|()| None),
            Match::Several => Err(several(field, id, item)),
            Match::None => match incomplete(field, &item.node) {
                Some(fault) => Err(fault),
                None => splicer.push(field.key, item.node.clone()).map(|()| None),
            },
        },
        Step::DropItem(_, item) => {
            let whole: Vec<_> = item
                .node
                .entries()
                .iter()
                .map(|entry| entry.key.as_str())
                .collect();
            let fits = |one: &&Node| {
                whole.iter().all(|key| one.get(key) == item.node.get(key))
                    && item.blank.iter().all(|key| one.get(key).is_none())
            };
            match items.iter().filter(fits).count() {
                0 => Ok(not_there()),
                1 => {
                    let at = items.iter().position(|one| fits(&one)).unwrap_or_default();
                    splicer.remove(field.key, at).map(|()| None)
                }
                _ => Err(several(field, id, item)),
            }
        }
    }
}

fn update(splicer: &mut Splicer, field: &Field, at: usize, item: &Item) -> Result<()> {
    for entry in item.node.entries() {
        splicer.set_in(field.key, at, &entry.key, entry.node.clone())?;
    }
    let told = told_by(field);
    for key in item.blank.iter().filter(|key| !told.contains(key)) {
        splicer.unset_in(field.key, at, key)?;
    }
    Ok(())
}

fn told_by(field: &Field) -> &'static [&'static str] {
    match field.shape {
        Shape::Group { key, .. } => key,
        _ => &[],
    }
}

fn several(field: &Field, id: &Id, item: &Item) -> Fault {
    let told = told_by(field);
    let open = told.iter().filter(|key| item.node.get(key).is_none());
    let open: Vec<_> = open.map(|key| format!("`{key}=…`")).collect();
    Fault::misuse(format!("`--{}`: several items of `{id}` fit", field.flag())).hint(format!(
        "say which: add {} (an empty value means that it has none)",
        open.join(" or ")
    ))
}
