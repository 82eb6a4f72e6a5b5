//! A placement whose hours are written: whose it is, and what else that student did when.

use crate::book::{Book, Record};
use crate::change::no_record;
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, Status, Wbl};
use crate::rule::Activities;
use crate::schema::Kind;
use crate::value::{Day, Id, nearest};

use super::judge_wbl::entry_name;

/// The experience with this id.
pub(super) fn experience(book: &Book<'_>, id: &Id) -> Result<Record<Wbl>> {
    book.get::<Wbl>(id)?.ok_or_else(|| no_record(Kind::Wbl, id))
}

/// The experience with this id, and the student whose hours it holds.
///
/// # Errors
/// Where it is an event, an opportunity, or called off (exit 4).
pub(super) fn with_hours(book: &Book<'_>, id: &Id) -> Result<(Record<Wbl>, Id)> {
    let record = experience(book, id)?;
    let wbl = &record.body;
    if !Activities::of(book)?.is_individual(&wbl.activity) {
        return Err(Fault::refused(format!(
            "`{id}` is an event (`{}`), and events hold no hours",
            wbl.activity
        ))
        .hint("hours are logged on the experience of one student: see `wbl wbl list`"));
    }
    let student = match (wbl.status(), wbl.students.as_slice()) {
        (Status::Cancelled, _) => {
            return Err(
                Fault::refused(format!("`{id}` is cancelled, and holds no hours")).hint(format!(
                    "if it took place: `wbl wbl set {id} --status active`"
                )),
            );
        }
        (_, [student]) => student.id().clone(),
        (_, []) => {
            return Err(
                Fault::refused(format!("`{id}` is an opportunity, and nobody's yet")).hint(
                    format!("give a student a place of it first: `wbl wbl place {id} STUDENT`"),
                ),
            );
        }
        (_, [_, _, ..]) => {
            return Err(Fault::refused(format!(
                "`{id}` names several students, and hours are one's"
            ))
            .hint(format!(
                "name the one: `wbl wbl set {id} --students STUDENT`"
            )));
        }
    };
    Ok((record, student))
}

/// The place of an entry among the hours.
///
/// # Errors
/// Where there is none such (exit 3); the nearest is named.
pub(super) fn entry_at(id: &Id, wbl: &Wbl, entry: &str) -> Result<usize> {
    let wanted = entry.trim();
    let ids = || {
        wbl.hours
            .iter()
            .filter_map(|one| one.id.as_ref().map(Id::as_str))
    };
    let at = wbl
        .hours
        .iter()
        .position(|one| one.id.as_ref().is_some_and(|id| id.as_str() == wanted));
    at.ok_or_else(|| {
        let fault = Fault::reference(format!("`{id}` has no entry `{wanted}`"));
        match nearest(wanted, ids()) {
            Some(near) => {
                let named = wbl
                    .hours
                    .iter()
                    .find(|one| one.id.as_ref().is_some_and(|id| id.as_str() == near));
                fault.hint(format!(
                    "did you mean {}?",
                    named.map_or_else(String::new, entry_name)
                ))
            }
            None => fault.hint(format!("see its entries with `wbl wbl show {id}`")),
        }
    })
}

/// The fault of a verification on a day that cannot be, for the entries of one experience.
pub(super) fn not_verified_then(on: Day, today: Day, entries: &[&HourEntry]) -> Option<Fault> {
    if on > today {
        return Some(
            Fault::refused(format!(
                "{on} has not come: nothing can be verified on it yet"
            ))
            .hint("leave the day out: it is today's"),
        );
    }
    let early: Vec<_> = entries
        .iter()
        .filter(|entry| entry.on > on)
        .map(|entry| entry_name(entry))
        .collect();
    (!early.is_empty()).then(|| {
        Fault::refused(format!(
            "hours cannot be verified on {on}, before they were worked: {}",
            early.join(", ")
        ))
        .hint(format!(
            "verify only up to then: `--through {on}`, or name a later day"
        ))
    })
}

/// The faults of someone who verifies hours of days on which they did not supervise, with the
/// entries; one hint mends all.
pub(super) fn not_supervisor<'e>(
    id: &Id,
    wbl: &Wbl,
    entries: &[&'e HourEntry],
    by: &Id,
) -> Vec<(&'e HourEntry, Fault)> {
    let is_theirs = |on: Day| wbl.supervisors_on(on).any(|contact| contact.id() == by);
    let others = entries.iter().filter(|entry| !is_theirs(entry.on));
    let Some(since) = others.clone().map(|entry| entry.on).min() else {
        return Vec::new();
    };
    let fault = |entry: &'e HourEntry| {
        let then = wbl.supervisors_on(entry.on);
        let then: Vec<_> = then.map(|contact| format!("`{contact}`")).collect();
        let then = if then.is_empty() {
            "nobody".to_owned()
        } else {
            then.join(" and ")
        };
        let fault = Fault::refused(format!(
            "`{by}` was not the supervisor of `{id}` on {}: {then} was",
            entry.on
        ));
        fault.hint(format!(
            "if `{by}` was: `wbl wbl set {id} --supervisors contact={by},from={since}`"
        ))
    };
    others.map(|entry| (*entry, fault(entry))).collect()
}
