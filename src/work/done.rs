//! `done`: what was promised, or had to be done, is done.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, nearest};

/// The groups whose items can be done, by kind, with what an item is called.
const GROUPS: [(Kind, &str, &str); 2] = [
    (Kind::Partner, "touches", "touch"),
    (Kind::Council, "actions", "action"),
];

/// Marks an item as done on a day.
///
/// # Errors
/// Where there is no such item (3), or it cannot have been done then (4).
pub fn done(
    book: &Book<'_>,
    kind: Kind,
    id: &Id,
    item: &str,
    on: Day,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let (_, group, word) = GROUPS
        .into_iter()
        .find(|(one, _, _)| *one == kind)
        .ok_or_else(|| Fault::misuse(format!("{} has nothing to be done", kind.a_noun())))?;
    let mut draft = Draft::new(book, seed);
    let splicer = draft.edit(kind, id)?;
    let there = splicer.doc().get(group);
    let there = there.map_or_else(Vec::new, |node| node.items().to_vec());
    let wanted = item.trim();
    let at = there
        .iter()
        .position(|one| one.text_at("id") == Some(wanted));
    let Some(at) = at else {
        let fault = Fault::reference(format!("`{id}` has no {word} `{wanted}`"));
        let ids = there.iter().filter_map(|one| one.text_at("id"));
        return Err(match nearest(wanted, ids) {
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault.hint(format!("see them with `wbl {kind} show {id}`")),
        });
    };
    let old = &there[at];
    if let Some(day) = old.day_at("done") {
        return Err(
            Fault::refused(format!("the {word} `{wanted}` is done since {day}"))
                .hint(format!("see it with `wbl {kind} show {id}`")),
        );
    }
    if on > today {
        return Err(Fault::refused(format!(
            "{on} has not come: nothing can have been done on it"
        ))
        .hint("leave the day out: it is today's"));
    }
    if let Some(begun) = old.day_at("on").filter(|begun| on < *begun) {
        return Err(Fault::refused(format!(
            "the {word} `{wanted}` is of {begun}, and cannot have been done on {on}"
        ))
        .hint("leave the day out: it is today's"));
    }
    splicer.set_in(group, at, "done", Node::made(Val::Day(on)))?;
    draft.say(format!("The {word} `{wanted}` of `{id}` is done, on {on}."));
    draft.finish()
}
