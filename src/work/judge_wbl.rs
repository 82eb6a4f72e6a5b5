//! Whether an experience may be as it is to be.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, Status, Wbl};
use crate::rule::{Activities, net_minutes};
use crate::value::Minutes;

use super::ground::Grounds;
use super::judge::Case;
use super::refer_wbl::{placements_of, reach};

/// Finds what cannot be true of an experience.
pub(super) fn judge_wbl(book: &Book<'_>, case: &Case<'_>, grounds: &mut Grounds) -> Result<()> {
    let Some(wbl) = case.body::<Wbl>() else {
        return Ok(());
    };
    if case.old.is_some() && case.has_changed(&["activity", "students", "status"]) {
        let individual = Activities::of(book)?.is_individual(&wbl.activity);
        let posted = wbl.status() == Status::Posted && wbl.students.is_empty();
        let was_posted = case.old.and_then(|old| old.text_at("status")) == Some("posted");
        // One that is called off needs nobody.
        let begins = was_posted && wbl.status().is_live();
        let changed = case.has_changed(&["activity", "students"]) || begins;
        if individual && wbl.students.len() != 1 && !posted && changed {
            let fault = one_student(&wbl.activity);
            grounds.refuse(if was_posted && wbl.students.is_empty() {
                fault.hint(format!(
                    "a student comes into an opportunity with `wbl wbl place {} STUDENT`",
                    case.id_text()
                ))
            } else {
                fault
            });
        }
    }
    if case.old.is_none() {
        twins(book, &wbl, grounds)?;
    } else {
        moves_hours(case, &wbl, grounds);
        closes_by_hand(case, &wbl, grounds);
    }
    if case.has_changed(&["from", "to"])
        && let (Some(from), Some(to)) = (wbl.from, wbl.to)
        && to.end_minutes() <= from.minutes()
    {
        grounds.refuse(Fault::refused(format!(
            "`to` {to} does not lie after `from` {from}"
        )));
    }
    if case.has_changed(&["starts", "ends"]) {
        let outside: Vec<_> = live_entries(&wbl)
            .filter(|entry| !reach(&wbl).holds(entry.on))
            .collect();
        if let Some(fault) = leaves_out(case.id_text(), &outside, "these dates leave out") {
            grounds.refuse(fault);
        }
    }
    Ok(())
}

/// A second placement of a student for the same activity at the same partner, at the same time.
fn twins(book: &Book<'_>, wbl: &Wbl, grounds: &mut Grounds) -> Result<()> {
    let ([student], Some(partner)) = (wbl.students.as_slice(), &wbl.partner) else {
        return Ok(());
    };
    for other in placements_of(book, student.id())? {
        let same =
            other.body.partner.as_ref() == Some(partner) && other.body.activity == wbl.activity;
        if same && !other.body.status().is_closed() && reach(&other.body).meets(reach(wbl)) {
            let fault = Fault::refused(format!(
                "`{student}` has this placement already: `{}`, from {}",
                other.id, other.body.starts
            ));
            let fault = fault.hint(format!("look at it: `wbl wbl show {}`", other.id));
            grounds.breaks("twin-placements", None, fault);
        }
    }
    Ok(())
}

/// What hours belong to is not changed in passing: they would go to another student, pathway or
/// partner with it.
fn moves_hours(case: &Case<'_>, wbl: &Wbl, grounds: &mut Grounds) {
    let minutes: Minutes = live_entries(wbl).filter_map(net_minutes).sum();
    if minutes.is_zero() {
        return;
    }
    let id = case.id_text();
    for key in ["students", "pathway", "partner", "activity"] {
        if case.has_changed(&[key]) {
            let fault = Fault::refused(format!(
                "`{id}` holds {minutes} of hours, and another `{key}` would take them along"
            ));
            let fault = fault
                .hint("for work elsewhere, add an experience of its own: `wbl wbl add --help`");
            grounds.breaks("moves-hours", Some(key.to_owned()), fault);
        }
    }
}

/// An experience is closed by the verb that asks for its hours and reviews.
fn closes_by_hand(case: &Case<'_>, wbl: &Wbl, grounds: &mut Grounds) {
    if case.has_changed(&["status"]) && wbl.status().is_closed() {
        let (id, word) = (case.id_text(), wbl.status().word());
        let fault = Fault::refused(format!(
            "`{id}` is closed with a day, not by its status alone"
        ))
        .hint(format!("wbl wbl close {id} {word} --on DAY"));
        grounds.breaks("closed-by-hand", Some("status".to_owned()), fault);
    }
}

/// The fault of a placement for several students, or for none.
pub(super) fn one_student(activity: &str) -> Fault {
    Fault::refused(format!("each `{activity}` has exactly one student"))
        .hint("for several students make one each: `wbl wbl add --students A,B …`")
}

/// The entries that are not void.
pub(super) fn live_entries(wbl: &Wbl) -> impl Iterator<Item = &HourEntry> {
    wbl.hours.iter().filter(|entry| entry.void.is_none())
}

/// The fault of dates that would leave out hours that were worked.
pub(super) fn leaves_out(id: &str, outside: &[&HourEntry], what: &str) -> Option<Fault> {
    let first = outside.first()?;
    let named: Vec<_> = outside.iter().map(|entry| entry_name(entry)).collect();
    let entry = first.id.as_ref().map_or("ENTRY", |id| id.as_str());
    Some(
        Fault::refused(format!("{what} hours of `{id}`: {}", named.join(", "))).hint(format!(
            "if they were not worked, void them: `wbl wbl void {id} {entry} --because \"…\"`"
        )),
    )
}

/// An entry as people know it: its id and its day, and its times where it has them.
pub(super) fn entry_name(entry: &HourEntry) -> String {
    let times = match (entry.from, entry.to, entry.minutes) {
        (Some(from), Some(to), _) => format!(" {from}-{to}"),
        (_, _, Some(minutes)) => format!(" {minutes}"),
        (Some(_) | None, Some(_) | None, None) => String::new(),
    };
    match &entry.id {
        Some(id) => format!("`{id}` of {}{times}", entry.on),
        None => format!("{}{times}", entry.on),
    }
}
