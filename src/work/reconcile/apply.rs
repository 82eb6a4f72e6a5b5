//! Edits told by their place, put into a text by splicing.

use crate::fault::{Fault, Result};
use crate::schema::{Node, Splicer, Step, Val};

use super::spot::Spot;
use super::tree::Act;
use super::{Choice, Conflict};

/// Does one thing to the text.
pub(super) fn apply(splicer: &mut Splicer, spot: &Spot, act: &Act) -> Result<()> {
    match act {
        Act::Set(node) => put(splicer, spot, Some(node.clone())),
        Act::Unset => put(splicer, spot, None),
        Act::Push(node) => push(splicer, spot, node.clone()),
        Act::Drop(node) => {
            let steps = steps(splicer, spot)?;
            let items = splicer.at(&steps).map_or(&[][..], Node::items);
            let at = items.iter().position(|item| item == node);
            at.map_or(Ok(()), |at| remove(splicer, &steps, at))
        }
    }
}

/// Decides a conflict in a text that holds what this side has.
pub(super) fn take(splicer: &mut Splicer, conflict: &Conflict, choice: &Choice) -> Result<()> {
    match choice {
        Choice::Ours => put(splicer, &conflict.spot, conflict.ours.clone()),
        Choice::Theirs => put(splicer, &conflict.spot, conflict.theirs.clone()),
        Choice::Value(node) => put(splicer, &conflict.spot, node.clone()),
        Choice::Both => {
            put(splicer, &conflict.spot, conflict.ours.clone())?;
            let ours = conflict.ours.as_ref().map_or(&[][..], Node::items);
            let theirs = conflict.theirs.as_ref().map_or(&[][..], Node::items);
            for item in theirs.iter().filter(|item| !ours.contains(item)) {
                push(splicer, &conflict.spot, item.clone())?;
            }
            Ok(())
        }
    }
}

/// Puts a value in its place, or takes away what is there.
pub(super) fn put(splicer: &mut Splicer, spot: &Spot, value: Option<Node>) -> Result<()> {
    let fields = splicer.fields();
    let Some(steps) = spot.steps(&splicer.doc().root, fields) else {
        // An item that is not there: it is added, or is gone already.
        return match (spot.group(), value) {
            (Some(group), Some(item)) => push(splicer, &group, item),
            _ => Ok(()),
        };
    };
    match (steps.as_slice(), value) {
        ([Step::Key(key)], Some(node)) => splicer.set(key, node),
        ([Step::Key(key)], None) => splicer.unset(key),
        ([Step::Key(key), Step::At(at), Step::Key(part)], Some(node)) => {
            splicer.set_in(key, *at, part, node)
        }
        ([Step::Key(key), Step::At(at), Step::Key(part)], None) => splicer.unset_in(key, *at, part),
        ([above @ .., Step::At(at)], None) => remove(splicer, above, *at),
        ([Step::Key(key), Step::At(at)], Some(node)) => splicer.set_item(key, *at, node),
        (steps, Some(node)) => {
            let before = before(splicer, spot);
            splicer.set_at(steps, node, &before)
        }
        (steps, None) => splicer.unset_at(steps),
    }
}

fn push(splicer: &mut Splicer, spot: &Spot, item: Node) -> Result<()> {
    let steps = steps(splicer, spot)?;
    match steps.as_slice() {
        [Step::Key(key)] => {
            let is_list = splicer
                .at(&steps)
                .is_none_or(|node| matches!(node.val, Val::List(_)));
            if is_list {
                splicer.push(key, item)
            } else {
                Err(lost())
            }
        }
        steps => {
            let before = before(splicer, spot);
            splicer.push_at(steps, item, &before)
        }
    }
}

fn remove(splicer: &mut Splicer, list: &[Step], at: usize) -> Result<()> {
    match list {
        [Step::Key(key)] => splicer.remove(key, at),
        list => {
            let is_last = splicer.at(list).is_some_and(|node| node.items().len() <= 1);
            let mut steps = list.to_vec();
            if !is_last {
                steps.push(Step::At(at));
            }
            splicer.unset_at(&steps)
        }
    }
}

fn steps(splicer: &Splicer, spot: &Spot) -> Result<Vec<Step>> {
    spot.steps(&splicer.doc().root, splicer.fields())
        .ok_or_else(lost)
}

/// The keys after which a new key of the same table goes.
fn before(splicer: &Splicer, spot: &Spot) -> Vec<&'static str> {
    let Some(fields) = spot.table(splicer.fields()) else {
        return Vec::new();
    };
    let own = spot.field(splicer.fields()).map(|field| field.key);
    let keys = fields.iter().map(|field| field.key);
    keys.take_while(|key| Some(*key) != own).collect()
}

/// A place that is not in the text: it never reaches a person, the lines are merged instead.
fn lost() -> Fault {
    Fault::could("a field has moved under the merge")
}
