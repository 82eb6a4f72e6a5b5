//! `close`: an experience is over, or was called off.

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Eval, HourEntry, Status, Student, Wbl};
use crate::rule::{Activities, Standing, net_minutes, standing};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, Minutes};

use super::ground::Grounds;
use super::log::shift;
use super::refer_wbl::{placements_of, resolve_wbl};

/// What was typed.
#[derive(Clone, Debug)]
pub struct CloseRequest {
    /// The experiences, or their students.
    pub experiences: Vec<String>,
    /// How it ended: completed, withdrawn, ended-early or cancelled.
    pub status: Status,
    /// The last day.
    pub on: Day,
    /// Why; never shown outside.
    pub because: Option<String>,
    /// The ground for going past a rule.
    pub reason: Option<String>,
}

/// Closes experiences: writes their status and their last day.
///
/// # Errors
/// References (exit 3); a day that cannot be, hours after it, or a completion without hours or
/// final review, without a reason (4).
pub fn close(book: &Book<'_>, request: &CloseRequest, today: Day, seed: u64) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    if request.on > today {
        return Err(
            Fault::refused(format!("{} lies after today ({today})", request.on)).hint(format!(
                "to plan its end: wbl wbl set EXPERIENCE --ends {}",
                request.on
            )),
        );
    }
    for text in &request.experiences {
        let found = resolve_wbl(book, text, &[request.on])?;
        found
            .notice(Kind::Wbl)
            .into_iter()
            .for_each(|notice| draft.say(notice));
        close_one(book, &mut draft, &found.id, request, today)?;
    }
    draft.finish()
}

/// Closes one experience within a change.
pub(super) fn close_one(
    book: &Book<'_>,
    draft: &mut Draft<'_, '_>,
    id: &Id,
    request: &CloseRequest,
    today: Day,
) -> Result<()> {
    let record = book
        .get::<Wbl>(id)?
        .ok_or_else(|| crate::change::no_record(Kind::Wbl, id))?;
    let mut grounds = Grounds::default();
    refuse_days(&record, request, &mut grounds);
    if request.status == Status::Completed
        && Activities::of(book)?.is_individual(&record.body.activity)
    {
        incomplete(book, &record, today, &mut grounds)?;
    }
    let reasons = grounds.settle(book, request.reason.as_deref(), today)?;
    let splicer = draft.edit(Kind::Wbl, id)?;
    splicer.set("status", Node::text(request.status.word()))?;
    if request.on >= record.body.starts {
        splicer.set("ends", Node::made(Val::Day(request.on)))?;
    }
    if let Some(because) = &request.because {
        splicer.set("ended_because", Node::text(because.as_str()))?;
    }
    for reason in reasons {
        splicer.push("reasons", reason)?;
    }
    draft.say(format!(
        "Closed `{id}` as {}, on {}.",
        request.status.word(),
        request.on
    ));
    Ok(())
}

/// A last day before the first, or before hours that were worked.
fn refuse_days(record: &Record<Wbl>, request: &CloseRequest, grounds: &mut Grounds) {
    let (id, wbl, on) = (&record.id, &record.body, request.on);
    if on < wbl.starts && request.status != Status::Cancelled {
        grounds.refuse(
            Fault::refused(format!("{on} lies before `{id}` starts ({})", wbl.starts)).hint(
                format!("if it never began: wbl wbl close {id} cancelled --on {on}"),
            ),
        );
    }
    let after: Vec<&HourEntry> = wbl
        .hours
        .iter()
        .filter(|entry| entry.void.is_none() && entry.on > on)
        .collect();
    if !after.is_empty() {
        let shifts: Vec<_> = after.iter().map(|entry| shift(entry)).collect();
        let last = after.iter().map(|entry| entry.on).max().unwrap_or(on);
        grounds.refuse(
            Fault::refused(format!(
                "`{id}` has hours after {on}: {}",
                shifts.join("; ")
            ))
            .hint(format!(
                "close it on {last} or later, or void them: wbl wbl void {id} ENTRY --because \"…\""
            )),
        );
    }
}

/// A completion without the hours planned (else required) or without the final review.
fn incomplete(
    book: &Book<'_>,
    record: &Record<Wbl>,
    today: Day,
    grounds: &mut Grounds,
) -> Result<()> {
    let (id, wbl) = (&record.id, &record.body);
    let mut verified = verified(wbl, today);
    let planned = match wbl.planned_minutes {
        Some(planned) => Some(planned),
        None => match wbl.students.as_slice() {
            [student] => {
                let of_pathway =
                    |other: &&Record<Wbl>| other.id != *id && other.body.pathway == wbl.pathway;
                verified += placements_of(book, student.id())?
                    .iter()
                    .filter(of_pathway)
                    .map(|other| self::verified(&other.body, today))
                    .sum();
                required(book, wbl, student.id(), today)?
            }
            _ => None,
        },
    };
    if let Some(planned) = planned.filter(|planned| verified < *planned) {
        let what = if wbl.planned_minutes.is_some() {
            "planned"
        } else {
            "required"
        };
        let message = format!("`{id}` has {verified} verified of {planned} {what}");
        grounds.breaks("hours-incomplete", None, Fault::refused(message));
    }
    let reviews = book.all_with::<Eval>(id.as_str())?;
    let is_final =
        |eval: &Record<Eval>| eval.body.experience.id() == id && eval.body.review == "final";
    if !reviews.iter().any(is_final) {
        let fault = Fault::refused(format!("`{id}` has no final review")).hint(format!(
            "add it: wbl eval add --experience {id} --review final --on {today}"
        ));
        grounds.breaks("final-review-missing", None, fault);
    }
    Ok(())
}

/// The minutes of an experience that stand verified.
fn verified(wbl: &Wbl, today: Day) -> Minutes {
    let stands = |entry: &&HourEntry| matches!(standing(entry, today), Standing::Verified(_));
    wbl.hours
        .iter()
        .filter(stands)
        .filter_map(net_minutes)
        .sum()
}

/// The minutes required by the student's enrolment in the experience's pathway.
fn required(book: &Book<'_>, wbl: &Wbl, student: &Id, today: Day) -> Result<Option<Minutes>> {
    let Some(record) = book.get::<Student>(student)? else {
        return Ok(None);
    };
    let Some(pathway) = &wbl.pathway else {
        return Ok(None);
    };
    let of_pathway = book.get::<crate::record::Pathway>(pathway.id())?;
    let enrolled = record
        .body
        .enrolled
        .iter()
        .filter(|one| one.pathway == *pathway && one.from <= today)
        .next_back();
    Ok(enrolled.map(|one| {
        let hours = one
            .required_hours
            .or(of_pathway.and_then(|pathway| pathway.body.required_hours));
        hours.map_or_else(|| book.settings.required(), Minutes::hours)
    }))
}
