//! An item that is still open moves on instead of being added again.

use crate::change::Draft;
use crate::fault::Result;
use crate::schema::Node;
use crate::value::Id;

use super::{ItemRequest, ItemVerb};

/// Moves the newest open item of the same word; whether there was one.
pub(super) fn moved(
    draft: &mut Draft<'_, '_>,
    verb: &'static ItemVerb,
    id: &Id,
    item: &Node,
    request: &ItemRequest,
) -> Result<bool> {
    let Some(word) = verb.word.filter(|_| !request.is_new) else {
        return Ok(false);
    };
    let splicer = draft.edit(verb.kind, id)?;
    let there = splicer.doc().get(verb.group);
    let there = there.map_or_else(Vec::new, |node| node.items().to_vec());
    let is_open = |one: &Node| {
        let status = one.text_at("status");
        status.is_some_and(|status| verb.open.contains(&status))
    };
    let own = item.text_at(word).unwrap_or_default().to_owned();
    let newest = there
        .iter()
        .enumerate()
        .filter(|(_, one)| one.text_at(word) == Some(&own) && is_open(one))
        .max_by_key(|(at, one)| (one.day_at("on"), *at));
    let Some((at, old)) = newest else {
        return Ok(false);
    };
    let typed = |key: &str| request.values.iter().any(|(one, _)| one == key);
    let mut changes = false;
    for entry in item.entries() {
        // Only what was said: the day it was asked stays, and so does how far it has come.
        if typed(&entry.key) && old.get(&entry.key) != Some(&entry.node) {
            splicer.set_in(verb.group, at, &entry.key, entry.node.clone())?;
            changes = true;
        }
    }
    let was = old.text_at("status").unwrap_or_default();
    let now = item.text_at("status").filter(|_| typed("status"));
    let code = old.text_at("id").unwrap_or_default();
    let sentence = match (changes, now) {
        (true, Some(now)) if now != was => {
            format!("`{own}` with `{id}`: {was} is now {now} (`{code}`).")
        }
        (true, _) => format!("Changed `{code}`: `{own}` with `{id}`, {was}."),
        (false, _) => {
            format!("`{own}` with `{id}` is {was} already (`{code}`); `--new` adds another.")
        }
    };
    draft.say(sentence);
    Ok(true)
}
