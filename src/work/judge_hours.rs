//! Whether hours can be as they are said to be: by themselves, in their placement, beside others.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, Wbl};
use crate::rule::{by_day, net_minutes, stretch};
use crate::value::{Day, Id, Minutes, Span};

use super::ground::Grounds;
use super::judge_wbl::{entry_name, live_entries};
use super::refer_wbl::{placements_of, reach};

/// What cannot be true of one entry, by itself and within the placement.
pub(super) fn possible(id: &Id, wbl: &Wbl, entry: &HourEntry, today: Day, grounds: &mut Grounds) {
    let name = spoken(entry);
    if let Some(fault) = impossible_length(entry, &name) {
        grounds.refuse(fault);
    }
    if entry.on > today {
        grounds.refuse(
            Fault::refused(format!("{name}: that day has not come; today is {today}"))
                .hint("hours are logged when they have been worked"),
        );
    } else if !reach(wbl).holds(entry.on) {
        let (flag, edge) = match wbl.ends.filter(|_| entry.on >= wbl.starts) {
            None => ("starts", format!("before `{id}` starts, on {}", wbl.starts)),
            Some(ends) => ("ends", format!("after `{id}` ends, on {ends}")),
        };
        grounds.refuse(
            Fault::refused(format!("{name}: the day lies {edge}")).hint(format!(
                "if the placement was longer: `wbl wbl set {id} --{flag} {}`",
                entry.on
            )),
        );
    }
}

fn impossible_length(entry: &HourEntry, name: &str) -> Option<Fault> {
    let overnight = entry.overnight == Some(true);
    let span = match (entry.from, entry.to, entry.minutes) {
        (Some(from), Some(to), _) => Span::Clock { from, to },
        (_, _, minutes) => Span::Length(minutes.unwrap_or_default()),
    };
    let Some(length) = span.length(overnight) else {
        let fault = match span {
            Span::Length(_) => Fault::refused(format!("{name}: that is no time at all")).hint(
                "say how long it was, such as 3h or 3h30m, or from when to when: 15:00-18:30",
            ),
            Span::Clock { .. } if overnight => {
                Fault::refused(format!("{name}: that would be over 24 hours"))
                    .hint("`--overnight` is for a shift that ends on the next day, before it began")
            }
            Span::Clock { .. } => {
                Fault::refused(format!("{name}: the end does not lie after the start"))
                    .hint("if the shift ended on the next day, add `--overnight`")
            }
        };
        return Some(fault);
    };
    if length > Minutes::hours(24) {
        return Some(
            Fault::refused(format!("{name}: a day has 24 hours"))
                .hint("log each day by itself: `wbl log REF DAY SPAN DAY SPAN`"),
        );
    }
    let rest = entry.break_minutes.unwrap_or_default();
    (rest >= length).then(|| {
        Fault::refused(format!(
            "{name}: a break of {rest} leaves nothing of a shift of {length}"
        ))
        .hint("give the break that was taken, or leave `--break` out")
    })
}

/// Each new entry against all others of the student, over all placements, and against each other.
pub(super) fn overlaps(
    book: &Book<'_>,
    student: &Id,
    id: &Id,
    entries: &[HourEntry],
    grounds: &mut Grounds,
) -> Result<()> {
    let clash = |new: &HourEntry, old: &HourEntry, at: &Id| {
        share_a_minute(new, old).then(|| {
            Fault::refused(format!(
                "{} overlaps {} in `{at}`",
                spoken(new),
                entry_name(old)
            ))
        })
    };
    for (at, entry) in entries.iter().enumerate() {
        for other in &entries[..at] {
            if let Some(fault) = clash(entry, &without_id(other), id) {
                let hint = "a student is at one place at a time: mend one of the two spans";
                grounds.refuse(fault.hint(hint));
            }
        }
    }
    let placements = placements_of(book, student)?;
    let known = placements.iter().map(|placement| &placement.body);
    let known: Vec<_> = known.flat_map(live_entries).collect();
    over_a_day(&known, entries, grounds);
    for placement in placements {
        for other in live_entries(&placement.body) {
            for fault in entries
                .iter()
                .filter_map(|entry| clash(entry, other, &placement.id))
            {
                let code = other.id.as_ref().map_or("ENTRY", |code| code.as_str());
                grounds.refuse(fault.hint(format!(
                    "if that one is wrong: `wbl wbl void {} {code} --because \"…\"`",
                    placement.id
                )));
            }
        }
    }
    Ok(())
}

/// Whether two entries lie over each other; one that makes no sense is told of by itself.
fn share_a_minute(new: &HourEntry, old: &HourEntry) -> bool {
    let both = stretch(new)
        .zip(stretch(old))
        .filter(|_| net_minutes(old).is_some());
    both.is_some_and(|(new, old)| new.overlaps(old))
}

/// Entries that stand already, by their places in a placement, against all others of the student:
/// a merge or a hand may have put both there, and only one can have been worked.
pub(super) fn stand_alone(
    book: &Book<'_>,
    student: &Id,
    id: &Id,
    wbl: &Wbl,
    chosen: &[usize],
    grounds: &mut Grounds,
) -> Result<()> {
    let mut told = |entry: &HourEntry, other: &HourEntry, at: &Id| {
        if !share_a_minute(entry, other) {
            return;
        }
        let void = |wbl: &Id, entry: &HourEntry| {
            let code = entry.id.as_ref().map_or("ENTRY", |code| code.as_str());
            format!("`wbl wbl void {wbl} {code} --because \"…\"`")
        };
        let fault = Fault::refused(format!(
            "{} overlaps {} in `{at}`: only one of them can have been worked",
            entry_name(entry),
            entry_name(other)
        ));
        grounds.refuse(
            fault
                .hint(format!(
                    "void the wrong one: {} or {}",
                    void(id, entry),
                    void(at, other)
                ))
                .hint(format!(
                    "the others can be verified one by one: `wbl verify {id} --entry ID --by CONTACT`"
                )),
        );
    };
    let others: Vec<_> = placements_of(book, student)?
        .into_iter()
        .filter(|placement| placement.id != *id)
        .collect();
    for at in chosen {
        let entry = &wbl.hours[*at];
        for (place, other) in wbl.hours.iter().enumerate() {
            // A pair of which both are meant is told of once.
            let is_later = place > *at || !chosen.contains(&place);
            if place != *at && is_later && other.void.is_none() {
                told(entry, other, id);
            }
        }
        for placement in &others {
            for other in live_entries(&placement.body) {
                told(entry, other, &placement.id);
            }
        }
    }
    Ok(())
}

/// All that a student worked on one day, the entries that are known at all placements and the new
/// ones, against the hours that a day has.
pub(super) fn over_a_day(known: &[&HourEntry], entries: &[HourEntry], grounds: &mut Grounds) {
    let worked = entries
        .iter()
        .flat_map(by_day)
        .filter(|(_, minutes)| !minutes.is_zero());
    let mut days: Vec<Day> = worked.map(|(day, _)| day).collect();
    days.sort_unstable();
    days.dedup();
    for day in days {
        let of_day = known
            .iter()
            .copied()
            .chain(entries)
            .flat_map(by_day)
            .filter(|(on, _)| *on == day);
        let sum: Minutes = of_day.map(|(_, minutes)| minutes).sum();
        if sum > Minutes::hours(24) {
            grounds.refuse(
                Fault::refused(format!(
                    "that would be {sum} of work on {day}, and a day has 24 hours"
                ))
                .hint("see what is logged with `wbl wbl show REF`, and void what is wrong"),
            );
        }
    }
}

/// A second length without times, the same on the same day, is likely typed twice.
pub(super) fn said_twice(id: &Id, wbl: &Wbl, entries: &[HourEntry], grounds: &mut Grounds) {
    for (at, entry) in entries.iter().enumerate() {
        let Some(minutes) = entry.minutes else {
            continue;
        };
        let earlier = live_entries(wbl).chain(&entries[..at]);
        let mut twins =
            earlier.filter(|other| other.on == entry.on && other.minutes == Some(minutes));
        if let Some(twin) = twins.next() {
            let fault = Fault::refused(format!(
                "{} stands in `{id}` already: {}",
                spoken(entry),
                entry_name(twin)
            ))
            .hint("if both were worked, name the times: 15:00-18:30");
            grounds.breaks("twin-entries", entry.id.as_ref().map(Id::to_string), fault);
        }
    }
}

/// A new entry as it was typed: it has no id that anyone knows yet.
fn spoken(entry: &HourEntry) -> String {
    entry_name(&without_id(entry))
}

fn without_id(entry: &HourEntry) -> HourEntry {
    HourEntry {
        id: None,
        ..entry.clone()
    }
}
