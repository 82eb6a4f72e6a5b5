//! A link that names one record comes to name another, which may be named beside it already.

use crate::fault::Result;
use crate::schema::{Node, Splicer};
use crate::value::Id;

use super::links::Link;

/// Makes a link name another record; a list that names both names it once.
pub(super) fn repoint(splicer: &mut Splicer, link: &Link, from: &Id, to: &Id) -> Result<()> {
    let (old, new) = (Node::text(from.as_str()), Node::text(to.as_str()));
    let spot = &link.spot;
    match (spot.at, spot.part) {
        (None, _) => splicer.set(spot.key, new),
        (Some(_), None) => {
            let items = splicer.doc().get(spot.key).map_or(&[][..], Node::items);
            let both = items.contains(&new);
            match items.iter().position(|one| *one == old) {
                // What stood here may have moved: the value tells which it is.
                Some(at) if both => splicer.remove(spot.key, at),
                Some(at) => splicer.set_item(spot.key, at, new),
                None => Ok(()),
            }
        }
        (Some(at), Some((part, None))) => splicer.set_in(spot.key, at, part, new),
        (Some(at), Some((part, Some(_)))) => {
            let list = splicer.doc().get(spot.key);
            let list = list.and_then(|list| list.items().get(at)?.get(part));
            let mut items: Vec<Node> = Vec::new();
            for one in list.map_or(&[][..], Node::items) {
                let one = if *one == old { &new } else { one };
                if !items.contains(one) {
                    items.push(one.clone());
                }
            }
            splicer.set_in(spot.key, at, part, Node::list(items))
        }
    }
}
