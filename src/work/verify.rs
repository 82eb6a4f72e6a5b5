//! `verify`: a supervisor has signed for hours; `void`: an entry was wrong.

use std::collections::BTreeMap;

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, Wbl};
use crate::rule::net_minutes;
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, Minutes, Ref, nearest};

use super::ground::Grounds;
use super::log::{not_supervisor, shift, student_of};
use super::refer::{Found, resolve};
use super::refer_wbl::resolve_wbl;

/// Which entries are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Pending ones up to a day.
    Through(Day),
    /// Pending ones of the Monday to Sunday that holds a day.
    Week(Day),
    /// These, whether pending or changed since they were verified.
    Entries(Vec<String>),
    /// All pending ones.
    All,
}

/// What was typed.
#[derive(Clone, Debug)]
pub struct VerifyRequest {
    /// The experiences, or their students.
    pub experiences: Vec<String>,
    /// Which of their entries.
    pub which: Which,
    /// Who signed.
    pub by: String,
    /// When they signed.
    pub on: Day,
    /// The ground for going past a rule.
    pub reason: Option<String>,
}

/// Verifies hours: writes who, when, and the minutes that were seen.
///
/// # Errors
/// References (exit 3); a day that cannot be, hours that make no sense, or a verifier who did not
/// supervise then, without a reason (4).
pub fn verify(book: &Book<'_>, request: &VerifyRequest, today: Day, seed: u64) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    let by = resolve(book, Kind::Contact, &request.by)?;
    by.notice(Kind::Contact)
        .into_iter()
        .for_each(|notice| draft.say(notice));
    if request.on > today {
        return Err(
            Fault::refused(format!("{} lies after today ({today})", request.on))
                .hint("give the day of the signature with `--on`"),
        );
    }
    for text in &request.experiences {
        let found = meant(book, text, request)?;
        found
            .notice(Kind::Wbl)
            .into_iter()
            .for_each(|notice| draft.say(notice));
        verify_one(book, &mut draft, &found.id, &by.id, request, today)?;
    }
    draft.finish()
}

/// The experience that is meant: of a student, the one placement of that week or day.
fn meant(book: &Book<'_>, text: &str, request: &VerifyRequest) -> Result<Found> {
    let day = match request.which {
        Which::Week(day) => day.monday(),
        Which::Through(_) | Which::Entries(_) | Which::All => {
            return resolve_wbl(book, text, &[request.on]);
        }
    };
    let week = (0..7).map(|add| resolve_wbl(book, text, &[day.plus(add)]));
    let mut found = BTreeMap::new();
    let mut fault = None;
    for one in week {
        match one {
            Ok(one) => drop(found.insert(one.id.clone(), one)),
            Err(several) if several.candidates.is_some() => return Err(several),
            Err(none) => fault = Some(none),
        }
    }
    match (found.len(), found.pop_first(), fault) {
        (1, Some((_, one)), _) => Ok(one),
        (_, _, Some(fault)) => Err(fault),
        _ => resolve_wbl(book, text, &[day, day.plus(6)]),
    }
}

fn verify_one(
    book: &Book<'_>,
    draft: &mut Draft<'_, '_>,
    id: &Id,
    by: &Id,
    request: &VerifyRequest,
    today: Day,
) -> Result<()> {
    let record = book
        .get::<Wbl>(id)?
        .ok_or_else(|| crate::change::no_record(Kind::Wbl, id))?;
    student_of(book, &record)?;
    let chosen = chosen(&record, &request.which)?;
    let (mut grounds, mut sum) = (Grounds::default(), Minutes::ZERO);
    for at in &chosen {
        let mut entry = record.body.hours[*at].clone();
        if request.on < entry.on {
            grounds.refuse(
                Fault::refused(format!(
                    "{} cannot be verified on {}, before it was worked",
                    shift(&entry),
                    request.on
                ))
                .hint("give the day of the signature with `--on`"),
            );
        }
        let Some(minutes) = net_minutes(&entry) else {
            grounds.refuse(Fault::refused(format!("{} makes no sense as it stands", shift(&entry)))
                .hint(format!("mend it in the file, or void it: wbl wbl void {id} ENTRY --because \"…\"; see `wbl check`")));
            continue;
        };
        sum += minutes;
        entry.by = Some(Ref::to(by.clone()));
        not_supervisor(&record, &entry, &mut grounds);
        let splicer = draft.edit(Kind::Wbl, id)?;
        splicer.set_in("hours", *at, "by", Node::text(by.as_str()))?;
        splicer.set_in("hours", *at, "verified", Node::made(Val::Day(request.on)))?;
        splicer.set_in("hours", *at, "seen", Node::made(Val::Int(minutes.0)))?;
    }
    for reason in grounds.settle(book, request.reason.as_deref(), today)? {
        draft.edit(Kind::Wbl, id)?.push("reasons", reason)?;
    }
    if chosen.is_empty() {
        draft.say(format!(
            "Nothing to verify at `{id}`: no entry of those days is pending."
        ));
    } else {
        let entries = if chosen.len() == 1 {
            "entry"
        } else {
            "entries"
        };
        draft.say(format!(
            "Verified {} {entries} ({sum}) at `{id}`, signed by `{by}` on {}.",
            chosen.len(),
            request.on
        ));
    }
    Ok(())
}

/// The places of the entries that are meant.
fn chosen(record: &Record<Wbl>, which: &Which) -> Result<Vec<usize>> {
    let hours = &record.body.hours;
    let pending = |within: &dyn Fn(&HourEntry) -> bool| {
        let open = |entry: &HourEntry| entry.void.is_none() && entry.verified.is_none();
        (0..hours.len())
            .filter(|at| open(&hours[*at]) && within(&hours[*at]))
            .collect()
    };
    Ok(match which {
        Which::All => pending(&|_| true),
        Which::Through(day) => pending(&|entry| entry.on <= *day),
        Which::Week(day) => pending(&|entry| entry.on.monday() == day.monday()),
        Which::Entries(codes) => {
            let mut places = Vec::new();
            for code in codes {
                let at = place_of(record, code)?;
                let entry = &hours[at];
                if entry.void.is_some() {
                    return Err(
                        Fault::refused(format!("{} is void", shift(entry))).hint(format!(
                            "log it anew: wbl wbl log {} {} …",
                            record.id, entry.on
                        )),
                    );
                }
                if entry.verified.is_none() || entry.seen != net_minutes(entry) {
                    places.push(at);
                }
            }
            places
        }
    })
}

/// Where the entry with this id stands.
fn place_of(record: &Record<Wbl>, code: &str) -> Result<usize> {
    let hours = &record.body.hours;
    let is = |entry: &HourEntry| entry.id.as_ref().is_some_and(|id| id.as_str() == code);
    hours.iter().position(is).ok_or_else(|| {
        let fault = Fault::reference(format!("`{}` has no entry `{code}`", record.id));
        let codes = hours
            .iter()
            .filter_map(|entry| entry.id.as_ref().map(Id::as_str));
        match nearest(code, codes) {
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault.hint(format!("see its entries with `wbl wbl show {}`", record.id)),
        }
    })
}

/// Voids an entry: it stays in the record, and counts nowhere.
///
/// # Errors
/// References (exit 3).
pub fn void(
    book: &Book<'_>,
    experience: &str,
    code: &str,
    because: &str,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    let found = resolve_wbl(book, experience, &[today])?;
    found
        .notice(Kind::Wbl)
        .into_iter()
        .for_each(|notice| draft.say(notice));
    let id = found.id;
    let record = book
        .get::<Wbl>(&id)?
        .ok_or_else(|| crate::change::no_record(Kind::Wbl, &id))?;
    let at = place_of(&record, code)?;
    let entry = &record.body.hours[at];
    if let Some(day) = entry.void {
        draft.say(format!("{} has been void since {day}.", shift(entry)));
        return draft.finish();
    }
    let splicer = draft.edit(Kind::Wbl, &id)?;
    splicer.set_in("hours", at, "void", Node::made(Val::Day(today)))?;
    splicer.set_in("hours", at, "because", Node::text(because))?;
    draft.say(format!(
        "Voided {}, {} at `{id}`; it stays in the record and counts nowhere.",
        shift(entry),
        net_minutes(entry).unwrap_or_default()
    ));
    draft.finish()
}
