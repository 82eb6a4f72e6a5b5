//! `log`: hours worked go into the record of the placement; what cannot be true stays out.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, HourKind, Status, Student, Wbl, node_of};
use crate::rule::net_minutes;
use crate::schema::{Kind, Node};
use crate::value::{Day, Id, Minutes, Ref, Span};

use super::ground::Grounds;
use super::judge::group_fields;
use super::judge_hours::{overlaps, possible, said_twice};
use super::meal::{breaks, owed};
use super::placement::{not_supervisor, not_verified_then, with_hours};
use super::transfer::{other_day, reach};

/// What is asked of `log`.
#[derive(Clone, Debug, Default)]
pub struct LogRequest {
    /// The days and what was worked on each.
    pub worked: Vec<(Day, Span)>,
    /// The meal break of each span with times.
    pub rest: Option<Minutes>,
    /// Whether each span with times ended on the next day.
    pub overnight: bool,
    /// What kind of work it was.
    pub kind: Option<HourKind>,
    /// The department or rotation.
    pub area: Option<String>,
    /// What was done.
    pub task: Option<String>,
    /// Where the signed sheet lies.
    pub reference: Option<String>,
    /// Who signed the sheet: the hours are verified in the same step.
    pub by: Option<Id>,
    /// The day they signed; today where none is named.
    pub verified: Option<Day>,
    /// The ground for going past a rule.
    pub reason: Option<String>,
}

/// Logs hours of a placement, all or none.
///
/// # Errors
/// Where flags do not go together (2), or what was typed cannot be true, lies outside the
/// placement, or overlaps other hours of the student (4): all at once, in this order.
pub fn log(
    book: &Book<'_>,
    id: &Id,
    request: &LogRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let unfit = fits_together(request).err();
    if let Some(fault) = unfit.clone().filter(|_| request.worked.is_empty()) {
        return Err(fault);
    }
    let (record, student) = with_hours(book, id)?;
    let wbl = &record.body;
    let mut draft = Draft::new(book, seed);
    let mut taken: Vec<Id> = wbl
        .hours
        .iter()
        .filter_map(|entry| entry.id.clone())
        .collect();
    let mut entries = Vec::new();
    for (day, span) in &request.worked {
        let code = free_code(&mut draft, &taken);
        taken.extend(code.clone());
        entries.push(entry(request, *day, *span, code, today));
    }
    let mut grounds = Grounds::default();
    for entry in &entries {
        possible(id, wbl, entry, today, &mut grounds);
    }
    overlaps(book, &student, id, &entries, &mut grounds)?;
    said_twice(id, wbl, &entries, &mut grounds);
    if let Some(by) = &request.by {
        // Their ids are not known to anyone yet.
        let unnamed: Vec<_> = entries
            .iter()
            .map(|entry| HourEntry {
                id: None,
                ..entry.clone()
            })
            .collect();
        let all: Vec<_> = unnamed.iter().collect();
        if let Some(fault) = not_verified_then(request.verified.unwrap_or(today), today, &all) {
            grounds.refuse(fault);
        }
        let all: Vec<_> = entries.iter().collect();
        for (entry, fault) in not_supervisor(id, wbl, &all, by) {
            let about = entry.id.as_ref().map(Id::to_string);
            grounds.breaks("not-supervisor", about, fault);
        }
    }
    let judged = grounds.settle(book, request.reason.as_deref(), today);
    let reasons = match (unfit, judged) {
        (None, judged) => judged?,
        (Some(unfit), Ok(_)) => return Err(unfit),
        (Some(unfit), Err(refused)) => {
            return Err(Fault::all([unfit.clone(), refused]).unwrap_or(unfit));
        }
    };
    write(&mut draft, id, wbl, &entries, reasons)?;
    draft
        .change
        .warnings
        .extend(outside_enrolment(book, id, wbl, &student, &entries)?);
    let breaks = breaks(book);
    for doubt in entries
        .iter()
        .filter_map(|entry| owed(book, &breaks, &student, entry))
    {
        draft.warn(format!("`{id}`: {doubt}"));
    }
    draft.finish()
}

/// The doubt of hours on days on which the student was not enrolled in the placement's pathway.
pub(super) fn outside_enrolment(
    book: &Book<'_>,
    id: &Id,
    wbl: &Wbl,
    student: &Id,
    entries: &[HourEntry],
) -> Result<Option<String>> {
    let Some(pathway) = &wbl.pathway else {
        return Ok(None);
    };
    let Some(record) = book.readable::<Student>(student)? else {
        return Ok(None);
    };
    let enrolled: Vec<_> = record
        .body
        .enrolled
        .iter()
        .filter(|one| one.pathway == *pathway)
        .collect();
    let is_outside = |entry: &&HourEntry| {
        let mut reaches = enrolled.iter().map(|one| reach(book, &record.body, one));
        !reaches.any(|reach| reach.holds(entry.on))
    };
    let Some(outside) = entries.iter().find(is_outside).map(|entry| entry.on) else {
        return Ok(None);
    };
    Ok(Some(match enrolled.first() {
        Some(first) if outside < first.from => format!(
            "`{id}`: {outside} counts nowhere, for it lies before the enrollment of `{student}` in `{pathway}`, from {}; {}",
            first.from,
            other_day(student, first, outside)
        ),
        Some(_) => format!(
            "`{id}`: {outside} counts nowhere, for it lies outside the enrollment of `{student}` in `{pathway}`; see it with `wbl student show {student}`"
        ),
        None => format!(
            "`{id}`: {outside} counts nowhere, for `{student}` was never enrolled in `{pathway}`: `wbl student enroll {student} {pathway} --from {outside}`"
        ),
    }))
}

/// What holds for a request whatever the record says.
fn fits_together(request: &LogRequest) -> Result<()> {
    let mut faults = Vec::new();
    if request.worked.is_empty() {
        faults.push(
            Fault::misuse("nothing to log: name a day and what was worked on it")
                .hint("wbl log REF 2026-10-06 15:00-18:30"),
        );
    }
    let bare = request
        .worked
        .iter()
        .any(|(_, span)| matches!(span, Span::Length(_)));
    for (flag, given) in [
        ("--break", request.rest.is_some()),
        ("--overnight", request.overnight),
    ] {
        if given && bare {
            faults.push(
                Fault::misuse(format!(
                    "`{flag}` goes with times, such as 15:00-18:30, not with a bare length"
                ))
                .hint("name the times, or the length without the break"),
            );
        }
    }
    if request.verified.is_some() && request.by.is_none() {
        faults.push(Fault::misuse(
            "`--verified` needs `--by CONTACT`: who signed the sheet",
        ));
    }
    Fault::all(faults).map_or(Ok(()), Err)
}

fn free_code(draft: &mut Draft<'_, '_>, taken: &[Id]) -> Option<Id> {
    loop {
        let code = Id::new(&draft.code()).ok()?;
        if !taken.contains(&code) {
            return Some(code);
        }
    }
}

fn entry(request: &LogRequest, on: Day, span: Span, id: Option<Id>, today: Day) -> HourEntry {
    let (from, to, minutes) = match span {
        Span::Clock { from, to } => (Some(from), Some(to), None),
        Span::Length(minutes) => (None, None, Some(minutes)),
    };
    let mut entry = HourEntry {
        id,
        on,
        from,
        to,
        overnight: request.overnight.then_some(true),
        break_minutes: request.rest.filter(|rest| !rest.is_zero()),
        minutes,
        kind: request.kind,
        area: request.area.clone(),
        task: request.task.clone(),
        reference: request.reference.clone(),
        logged: (on != today).then_some(today),
        by: None,
        verified: None,
        seen: None,
        void: None,
        because: None,
    };
    if let Some(by) = &request.by {
        entry.by = Some(Ref::to(by.clone()));
        entry.verified = Some(request.verified.unwrap_or(today));
        entry.seen = net_minutes(&entry);
    }
    entry
}

fn write(
    draft: &mut Draft<'_, '_>,
    id: &Id,
    wbl: &Wbl,
    entries: &[HourEntry],
    reasons: Vec<Node>,
) -> Result<()> {
    let fields = group_fields(Kind::Wbl, "hours");
    let splicer = draft.edit(Kind::Wbl, id)?;
    for entry in entries {
        splicer.push("hours", node_of(entry, fields))?;
    }
    for reason in reasons {
        splicer.push("reasons", reason)?;
    }
    let begins = wbl.status() == Status::Planned;
    if begins {
        splicer.set("status", Node::text(Status::Active.word()))?;
    }
    for entry in entries {
        let net = net_minutes(entry).unwrap_or_default();
        let done = if entry.verified.is_some() {
            "Logged and verified"
        } else {
            "Logged"
        };
        let code = entry.id.as_ref().map_or("", |code| code.as_str());
        let stands = if entry.verified.is_some() {
            ""
        } else {
            ", pending until it is verified"
        };
        draft.say(format!(
            "{done} {net} on {} in `{id}` (entry `{code}`){stands}.",
            entry.on
        ));
    }
    if begins {
        draft.say(format!("`{id}` is now active."));
    }
    Ok(())
}
