//! `place`: a student gets a place of an opportunity; the placement is made from it.

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Applicant, Applied, Status, Wbl, node_of};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, Ref};

use super::add::{AddRequest, Values, add_from};
use super::copying::copied;
use super::judge::group_fields;
use super::placement::experience;

/// What belongs to the opportunity alone.
const THE_OFFER: [&str; 3] = ["slots", "criteria", "guests"];

/// Makes a student's placement from an opportunity; what is typed goes before what it says.
///
/// # Errors
/// As [`super::add()`]; also where the record is no opportunity, is full, or has the student (4).
pub fn place(
    book: &Book<'_>,
    id: &Id,
    student: &Id,
    request: &AddRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let offer = experience(book, id)?;
    let placed = placed_from(book, id)?;
    has_room(&offer, student, &placed)?;
    let mut base = offered(book, &offer)?;
    base.insert("students", Node::list(vec![Node::text(student.as_str())]));
    base.insert("posting", Node::text(id.as_str()));
    let mut draft = Draft::new(book, seed);
    add_from(&mut draft, Kind::Wbl, request, base, today, seed)?;
    let item = Applicant {
        student: Ref::to(student.clone()),
        status: Applied::Placed,
        on: Some(today),
        note: None,
    };
    let node = node_of(&item, group_fields(Kind::Wbl, "applicants"));
    let splicer = draft.edit(Kind::Wbl, id)?;
    let there = splicer.doc().get("applicants");
    let there = there.map_or(&[][..], Node::items);
    // One who left and comes back has been placed before: the day moves on.
    let before = there.iter().position(|one| {
        one.text_at("student") == Some(student.as_str()) && one.text_at("status") == Some("placed")
    });
    match before {
        Some(at) => splicer.set_in("applicants", at, "on", Node::made(Val::Day(today)))?,
        None => splicer.push("applicants", node)?,
    }
    let (taken, slots) = (placed.len() + 1, offer.body.slots.unwrap_or_default());
    draft.say(format!("`{id}` has {taken} of {slots} places taken."));
    draft.finish()
}

/// The placements that came from an opportunity and have not fallen through.
fn placed_from(book: &Book<'_>, id: &Id) -> Result<Vec<Record<Wbl>>> {
    let mut all = book.all_with::<Wbl>(id.as_str())?;
    all.retain(|one| {
        let from_here = one.body.posting.as_ref().is_some_and(|of| of.id() == id);
        from_here && one.body.status().is_live()
    });
    Ok(all)
}

fn has_room(offer: &Record<Wbl>, student: &Id, placed: &[Record<Wbl>]) -> Result<()> {
    let (id, wbl) = (&offer.id, &offer.body);
    let Some(slots) = wbl.slots.filter(|_| wbl.status() == Status::Posted) else {
        return Err(Fault::refused(format!(
            "`{id}` is no opportunity: it is {}, and {}",
            wbl.status().word(),
            if wbl.slots.is_some() {
                "not posted"
            } else {
                "has no `slots`"
            }
        ))
        .hint(format!(
            "if it takes students: `wbl wbl set {id} --status posted --slots N`"
        )));
    };
    let theirs = placed
        .iter()
        .find(|one| one.body.students.iter().any(|of| of.id() == student));
    if let Some(there) = theirs {
        return Err(
            Fault::refused(format!("`{student}` has a place of `{id}` already"))
                .hint(format!("see it with `wbl wbl show {}`", there.id)),
        );
    }
    if i64::try_from(placed.len()).is_ok_and(|taken| taken >= slots) {
        return Err(Fault::refused(format!(
            "`{id}` is full: {} of {slots} places are taken",
            placed.len()
        ))
        .hint(format!(
            "if it takes more: `wbl wbl set {id} --slots {}`",
            slots + 1
        )));
    }
    Ok(())
}

/// What a placement takes from its opportunity: its terms and its days.
fn offered(book: &Book<'_>, offer: &Record<Wbl>) -> Result<Values> {
    let mut base = copied(book, Kind::Wbl, &offer.id)?;
    for key in THE_OFFER {
        base.remove(key);
    }
    base.insert("starts", Node::made(Val::Day(offer.body.starts)));
    if let Some(ends) = offer.body.ends {
        base.insert("ends", Node::made(Val::Day(ends)));
    }
    Ok(base)
}
