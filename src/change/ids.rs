//! Items that are told apart by an id, and were typed without one.

use crate::fault::Result;
use crate::schema::{Fields, Node, Shape, Splicer, Val};

/// Where items of a document lack the id that tells them apart: the group, and the places in it.
pub fn without_id(root: &Node, fields: Fields) -> Vec<(&'static str, Vec<usize>)> {
    let groups = fields.iter().filter_map(|field| {
        let Shape::Group { key: ["id"], .. } = field.shape else {
            return None;
        };
        let Val::List(items) = &root.get(field.key)?.val else {
            return None;
        };
        let lacks = |item: &Node| matches!(item.val, Val::Table(_)) && item.get("id").is_none();
        let bare: Vec<_> = (0..items.len()).filter(|at| lacks(&items[*at])).collect();
        (!bare.is_empty()).then_some((field.key, bare))
    });
    groups.collect()
}

/// Gives every item that is told by its id, and has none, one that `code` makes.
///
/// # Errors
/// Where the text cannot be changed safely.
pub fn give_ids(splicer: &mut Splicer, mut code: impl FnMut() -> String) -> Result<()> {
    for (key, bare) in without_id(&splicer.doc().root, splicer.fields()) {
        let items = splicer.doc().get(key).map_or(&[][..], Node::items);
        let mut taken: Vec<String> = items
            .iter()
            .filter_map(|item| item.text_at("id").map(str::to_owned))
            .collect();
        for at in bare {
            let mut id = code();
            while taken.contains(&id) {
                id = code();
            }
            splicer.set_in(key, at, "id", Node::text(id.clone()))?;
            taken.push(id);
        }
    }
    Ok(())
}
