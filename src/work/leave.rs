//! `leave`: a person goes, and whoever comes after takes up what they had in hand.

use crate::book::{Book, Record};
use crate::change::{Change, Draft, no_record};
use crate::fault::{Fault, Result};
use crate::record::{Contact, Council, Member, Partner, Supervisor, Wbl, node_of};
use crate::rule::{Standing, net_minutes, standing};
use crate::schema::{Kind, Node, Splicer, Val};
use crate::value::{Day, Id, Minutes, Reach, Ref};

use super::judge::group_fields;
use super::links::links_to;

/// Who goes, when, and who comes after.
struct Leaving<'a> {
    id: &'a Id,
    on: Day,
    successor: Option<&'a Id>,
}

/// Records that a contact leaves: `on` is the last day. Open supervisions and memberships end then,
/// and the successor's begin on the day after; open promises and actions become the successor's.
///
/// # Errors
/// Where there is no such contact (3), or the days cannot be (4).
pub fn leave(
    book: &Book<'_>,
    id: &Id,
    on: Day,
    successor: Option<&Id>,
    today: Day,
    seed: u64,
) -> Result<Change> {
    can_leave(book, id, on, successor)?;
    let leaving = Leaving { id, on, successor };
    let mut draft = Draft::new(book, seed);
    let splicer = draft.edit(Kind::Contact, id)?;
    splicer.set("to", day(on))?;
    if let Some(successor) = successor {
        splicer.set("successor", Node::text(successor.as_str()))?;
    }
    draft.say(match successor {
        Some(successor) => format!("`{id}` leaves on {on}, and `{successor}` comes after."),
        None => format!("`{id}` leaves on {on}."),
    });
    for record in book.all_with::<Wbl>(id.as_str())? {
        hand_over_placement(&mut draft, &leaving, &record)?;
        unverified(&mut draft, &leaving, &record, today);
    }
    for record in book.all_with::<Council>(id.as_str())? {
        hand_over_council(&mut draft, &leaving, &record)?;
    }
    for record in book.all_with::<Partner>(id.as_str())? {
        hand_over_promises(&mut draft, &leaving, &record)?;
    }
    still_named(&mut draft, &leaving)?;
    draft.finish()
}

fn can_leave(book: &Book<'_>, id: &Id, on: Day, successor: Option<&Id>) -> Result<()> {
    let contact = |id: &Id| {
        book.get::<Contact>(id)?
            .ok_or_else(|| no_record(Kind::Contact, id))
    };
    if let Some(from) = contact(id)?.body.from.filter(|from| on < *from) {
        return Err(
            Fault::refused(format!("`{id}` cannot leave on {on}: they came on {from}")).hint(
                format!("mend the first day: `wbl contact set {id} --from DAY`"),
            ),
        );
    }
    let Some(successor) = successor else {
        return Ok(());
    };
    if successor == id {
        return Err(Fault::refused(format!("`{id}` cannot come after `{id}`"))
            .hint("name somebody else, or leave `--successor` out"));
    }
    if let Some(to) = contact(successor)?.body.to.filter(|to| *to <= on) {
        return Err(Fault::refused(format!(
            "`{successor}` cannot come after: they left on {to}"
        ))
        .hint(format!(
            "if they are back: `wbl contact set {successor} --unset to`"
        )));
    }
    Ok(())
}

fn day(day: Day) -> Node {
    Node::made(Val::Day(day))
}

/// What becomes of an item with a person and their days.
enum Fate {
    /// It is over already, or somebody else's.
    Stays,
    /// It ends; the successor, if there is one, goes on up to the day it would have reached.
    Ends(Option<Day>),
    /// It has not begun.
    Ahead,
}

fn fate(leaving: &Leaving<'_>, contact: &Id, from: Option<Day>, to: Option<Day>) -> Fate {
    if contact != leaving.id || to.is_some_and(|to| to <= leaving.on) {
        Fate::Stays
    } else if from.is_some_and(|from| from > leaving.on) {
        Fate::Ahead
    } else {
        Fate::Ends(to)
    }
}

/// Ends an item, or gives it to the successor; whether a successor's own is to be added.
fn hand_over(
    splicer: &mut Splicer,
    leaving: &Leaving<'_>,
    key: &str,
    at: usize,
    fate: &Fate,
) -> Result<bool> {
    match (fate, leaving.successor) {
        (Fate::Stays, _) | (Fate::Ahead, None) => Ok(false),
        (Fate::Ahead, Some(successor)) => {
            splicer.set_in(key, at, "contact", Node::text(successor.as_str()))?;
            Ok(false)
        }
        (Fate::Ends(_), successor) => {
            splicer.set_in(key, at, "to", day(leaving.on))?;
            Ok(successor.is_some())
        }
    }
}

fn hand_over_placement(
    draft: &mut Draft<'_, '_>,
    leaving: &Leaving<'_>,
    record: &Record<Wbl>,
) -> Result<()> {
    let (wbl, next) = (&record.body, leaving.on.plus(1));
    let is_over = wbl.status().is_closed() || wbl.ends.is_some_and(|ends| ends <= leaving.on);
    for (at, item) in wbl.supervisors.iter().enumerate() {
        let fate = fate(leaving, item.contact.id(), item.from, item.to);
        if is_over || matches!(fate, Fate::Stays) {
            continue;
        }
        let adds = hand_over(
            draft.edit(Kind::Wbl, &record.id)?,
            leaving,
            "supervisors",
            at,
            &fate,
        )?;
        let is_there = |successor: &Id| wbl.supervisors_on(next).any(|one| one.id() == successor);
        if let (true, Some(successor), Fate::Ends(to)) = (adds, leaving.successor, &fate)
            && !is_there(successor)
        {
            let item = Supervisor {
                contact: Ref::to(successor.clone()),
                from: Some(next),
                to: *to,
            };
            let node = node_of(&item, group_fields(Kind::Wbl, "supervisors"));
            draft
                .edit(Kind::Wbl, &record.id)?
                .push("supervisors", node)?;
        }
        match leaving.successor {
            Some(successor) => draft.say(format!("`{successor}` supervises `{}` from {next}.", record.id)),
            None => draft.warn(format!(
                "`{}` has no supervisor from {next}: `wbl wbl set {} --supervisors contact=REF,from={next}`",
                record.id, record.id
            )),
        }
    }
    Ok(())
}

/// Hours that only the one who leaves saw: they can still vouch for them.
fn unverified(draft: &mut Draft<'_, '_>, leaving: &Leaving<'_>, record: &Record<Wbl>, today: Day) {
    let supervised = |on: Day| {
        let own = record
            .body
            .supervisors
            .iter()
            .filter(|one| one.contact.id() == leaving.id);
        let mut reaches = own.map(|one| Reach::new(one.from, one.to));
        on <= leaving.on && reaches.any(|reach| reach.holds(on))
    };
    let pending = record.body.hours.iter().filter(|entry| {
        supervised(entry.on)
            && matches!(
                standing(entry, today),
                Standing::Pending | Standing::Changed
            )
    });
    let minutes: Vec<Minutes> = pending.filter_map(net_minutes).collect();
    if minutes.is_empty() {
        return;
    }
    let (id, sum) = (&record.id, minutes.iter().copied().sum::<Minutes>());
    draft.warn(format!(
        "`{id}`: {sum} up to {on} are unverified ({count} entries): `wbl wbl verify {id} --through {on} --by {by}`",
        on = leaving.on,
        count = minutes.len(),
        by = leaving.id,
    ));
}

fn hand_over_council(
    draft: &mut Draft<'_, '_>,
    leaving: &Leaving<'_>,
    record: &Record<Council>,
) -> Result<()> {
    let next = leaving.on.plus(1);
    let id = &record.id;
    let is_there = |successor: &Id| {
        let members = record.body.members.iter();
        members
            .filter(|one| one.contact.id() == successor)
            .any(|one| Reach::new(one.from, one.to).holds(next))
    };
    for (at, member) in record.body.members.iter().enumerate() {
        let fate = fate(leaving, member.contact.id(), member.from, member.to);
        let adds = hand_over(
            draft.edit(Kind::Council, id)?,
            leaving,
            "members",
            at,
            &fate,
        )?;
        if let (true, Some(successor), Fate::Ends(to)) = (adds, leaving.successor, &fate)
            && !is_there(successor)
        {
            let item = Member {
                contact: Ref::to(successor.clone()),
                role: member.role.clone(),
                from: Some(next),
                to: *to,
            };
            let node = node_of(&item, group_fields(Kind::Council, "members"));
            draft.edit(Kind::Council, id)?.push("members", node)?;
            draft.say(format!("`{successor}` sits on `{id}` from {next}."));
        }
    }
    for (at, action) in record.body.actions.iter().enumerate() {
        let is_open = action.done.is_none() && action.who.as_deref() == Some(leaving.id.as_str());
        match leaving.successor.filter(|_| is_open) {
            Some(successor) => {
                let node = Node::text(successor.as_str());
                draft
                    .edit(Kind::Council, id)?
                    .set_in("actions", at, "who", node)?;
                draft.say(format!(
                    "`{successor}` takes over in `{id}`: {}.",
                    action.what
                ));
            }
            None if is_open => draft.warn(format!(
                "`{id}`: nobody is left to do this: {}",
                action.what
            )),
            None => {}
        }
    }
    Ok(())
}

/// Promises that stand open. Whom they were made with stays recorded; the successor joins them.
fn hand_over_promises(
    draft: &mut Draft<'_, '_>,
    leaving: &Leaving<'_>,
    record: &Record<Partner>,
) -> Result<()> {
    let id = &record.id;
    for (at, touch) in record.body.touches.iter().enumerate() {
        let Some(next) = touch.next.as_ref().filter(|_| touch.done.is_none()) else {
            continue;
        };
        let ours = touch.by.as_deref() == Some(leaving.id.as_str());
        let theirs = touch.with.iter().any(|one| one.id() == leaving.id);
        let Some(successor) = leaving.successor else {
            if ours || theirs {
                draft.warn(format!(
                    "`{id}`: this is still open with `{}`: {next}",
                    leaving.id
                ));
            }
            continue;
        };
        let splicer = draft.edit(Kind::Partner, id)?;
        if ours {
            splicer.set_in("touches", at, "by", Node::text(successor.as_str()))?;
        }
        if theirs && !touch.with.iter().any(|one| one.id() == successor) {
            let with = touch.with.iter().map(|one| Node::text(one.as_str()));
            let with = with.chain([Node::text(successor.as_str())]).collect();
            splicer.set_in("touches", at, "with", Node::list(with))?;
        }
        if ours || theirs {
            draft.say(format!("`{successor}` takes over at `{id}`: {next}."));
        }
    }
    Ok(())
}

/// Standing posts that no day ends: who is to hold them is for a person to say.
fn still_named(draft: &mut Draft<'_, '_>, leaving: &Leaving<'_>) -> Result<()> {
    let links = links_to(draft.book(), Kind::Contact, leaving.id)?;
    for link in links
        .iter()
        .filter(|link| matches!(link.field.as_str(), "advisor" | "liaison"))
    {
        let to = leaving.successor.map_or("REF", Id::as_str);
        draft.warn(format!(
            "`{}` is still the {} of `{}`: `wbl {} set {} --{} {to}`",
            leaving.id, link.field, link.id, link.kind, link.id, link.field
        ));
    }
    Ok(())
}
