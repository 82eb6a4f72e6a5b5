//! `succeed`: another partner takes a partner over; its record is closed and says by whom.

use crate::book::Book;
use crate::change::{Change, Draft, no_record};
use crate::fault::{Fault, Result};
use crate::record::{Mou, Partner, Wbl};
use crate::rule::{MouState, MouStates};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, Ref};

/// Closes a partner's record in favour of the one that comes after.
///
/// # Errors
/// Where there is no such partner (3), or the one cannot follow the other (4).
pub fn succeed(
    book: &Book<'_>,
    id: &Id,
    by: &Id,
    on: Day,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let old = the_partner(book, id)?;
    can_follow(book, id, &old, by)?;
    let mut draft = Draft::new(book, seed);
    let splicer = draft.edit(Kind::Partner, id)?;
    splicer.set("stage", Node::text("closed"))?;
    splicer.set("stage_since", Node::made(Val::Day(on)))?;
    splicer.set("successor", Node::text(by.as_str()))?;
    draft.say(format!(
        "`{id}` is closed from {on} on; `{by}` comes after it."
    ));
    to_be_papered(&mut draft, id, by, on.max(today))?;
    for record in book.all_with::<Wbl>(id.as_str())? {
        let wbl = &record.body;
        let is_here = wbl.partner.as_ref().map(Ref::id) == Some(id);
        let goes_on = !wbl.status().is_closed() && wbl.ends.is_none_or(|ends| ends >= on);
        if is_here && goes_on {
            draft.warn(format!(
                "`{}` goes on under the name of `{id}`; to move it: `wbl wbl set {} --partner {by}`",
                record.id, record.id
            ));
        }
    }
    draft.finish()
}

fn can_follow(book: &Book<'_>, id: &Id, old: &Partner, by: &Id) -> Result<()> {
    if id == by {
        return Err(Fault::refused(format!("`{id}` cannot come after itself"))
            .hint("name the partner that took it over"));
    }
    if let Some(there) = &old.successor {
        return Err(Fault::refused(format!(
            "`{id}` is closed already: `{there}` comes after it"
        ))
        .hint(format!("see it with `wbl partner show {id}`")));
    }
    let mut trail = vec![by.clone()];
    while let Some(next) = trail.last() {
        let record = the_partner(book, next)?;
        if let Some(into) = &record.merged_into {
            return Err(
                Fault::refused(format!("`{next}` has become part of `{into}`"))
                    .hint(format!("name that one: `--by {into}`")),
            );
        }
        let Some(after) = record.successor else { break };
        if after.id() == id {
            return Err(Fault::refused(format!(
                "`{by}` cannot come after `{id}`: `{id}` comes after it"
            ))
            .hint(format!("see it with `wbl partner show {by}`")));
        }
        if trail.contains(after.id()) {
            break;
        }
        trail.push(after.id().clone());
    }
    Ok(())
}

/// Names the MOUs that still stand with the old partner.
fn to_be_papered(draft: &mut Draft<'_, '_>, id: &Id, by: &Id, day: Day) -> Result<()> {
    let book = draft.book();
    let states = MouStates::of(book)?;
    for record in book.all_with::<Mou>(id.as_str())? {
        let with_it = record.body.partners.iter().any(|one| one.id() == id);
        let stands = states
            .state(&record.id, day)
            .is_some_and(|state| match state {
                MouState::Draft
                | MouState::Sent
                | MouState::PartlySigned
                | MouState::Active
                | MouState::Expiring => true,
                MouState::Expired | MouState::Superseded | MouState::Terminated => false,
            });
        if with_it && stands {
            draft.warn(format!(
                "the MOU `{}` is with `{id}`: re-paper it with `{by}` (`wbl mou add --copy {} --partners {by} --supersedes {} --through DAY`)",
                record.id, record.id, record.id
            ));
        }
    }
    Ok(())
}

/// The partner with this id.
pub(super) fn the_partner(book: &Book<'_>, id: &Id) -> Result<Partner> {
    let record = book
        .get::<Partner>(id)?
        .ok_or_else(|| no_record(Kind::Partner, id))?;
    Ok(record.body)
}
