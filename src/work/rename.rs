//! `rename`: another id for a record; its file moves, and every link to it follows.

use crate::book::Book;
use crate::change::{Change, Draft, path_of};
use crate::fault::{Fault, Result};
use crate::record::spec;
use crate::schema::{Kind, Node, Splicer};
use crate::value::Id;

use super::links::{Link, all_links_to};
use super::naming::taken;
use super::set::must_exist;

/// Gives a record another id. The stems of records that link to it stay as they are.
///
/// # Errors
/// Where the new id is ill-formed (2) or taken, or the record is a student's (4).
pub fn rename(book: &Book<'_>, kind: Kind, id: &Id, new: &str, seed: u64) -> Result<Change> {
    let to = Id::new(new.trim()).map_err(Fault::misuse)?;
    must_exist(book, kind, id)?;
    if kind == Kind::Student {
        return Err(Fault::refused("a student's id never changes").hint(format!(
            "to change the name: `wbl student set {id} --name \"…\"`"
        )));
    }
    let mut draft = Draft::new(book, seed);
    if to == *id {
        return draft.finish();
    }
    if book.has(kind, &to)? {
        return Err(taken(kind, &to));
    }
    let links = all_links_to(book, kind, id)?;
    for link in &links {
        point(draft.edit_at(link.kind, &link.path)?, link, &to)?;
    }
    // A record that is listed has a file.
    let Some(located) = book.find(kind, id)? else {
        return draft.finish();
    };
    let folder = match located.path.split('/').collect::<Vec<_>>().as_slice() {
        [_, folder, _] => Some((*folder).to_owned()),
        _ => None,
    };
    let path = path_of(spec(kind), &to, folder.as_deref());
    draft.move_to(kind, &located.path, &path)?;
    draft.change.made.push((to.clone(), path));
    let count = links.len();
    let words = match count {
        0 => String::new(),
        1 => ", and the link to it".to_owned(),
        _ => format!(", and {count} links to it"),
    };
    draft.say(format!(
        "Renamed the {} `{id}` to `{to}`{words}.",
        kind.noun()
    ));
    draft.finish()
}

/// Makes a link name another record.
pub(super) fn point(splicer: &mut Splicer, link: &Link, to: &Id) -> Result<()> {
    let node = Node::text(to.as_str());
    let spot = &link.spot;
    match (spot.at, spot.part) {
        (None, _) => splicer.set(spot.key, node),
        (Some(at), None) => splicer.set_item(spot.key, at, node),
        (Some(at), Some((part, None))) => splicer.set_in(spot.key, at, part, node),
        (Some(at), Some((part, Some(within)))) => {
            let list = splicer
                .doc()
                .get(spot.key)
                .and_then(|list| list.items().get(at)?.get(part));
            let mut items = list.map_or_else(Vec::new, |list| list.items().to_vec());
            if let Some(item) = items.get_mut(within) {
                *item = node;
            }
            splicer.set_in(spot.key, at, part, Node::list(items))
        }
    }
}
