//! `log`: hours worked, on one day or several, pending or verified in the same step.

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, HourKind, Rules, Status, Wbl};
use crate::rule::{Activities, net_minutes, stretch};
use crate::schema::{Kind, Node};
use crate::value::{Day, Id, Minutes, Ref, Span};

use super::ground::Grounds;
use super::item::item;
use super::refer::{Found, resolve};
use super::refer_wbl::{placements_of, resolve_wbl};

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct LogRequest {
    /// The experience, or its student.
    pub experience: String,
    /// Days and spans, in turn.
    pub shifts: Vec<String>,
    /// The break of each shift.
    pub rest: Option<String>,
    /// The department.
    pub area: Option<String>,
    /// What was done.
    pub task: Option<String>,
    /// The kind of work.
    pub kind: Option<String>,
    /// Whether the shifts end on the next day.
    pub overnight: bool,
    /// Where the signed sheet lies.
    pub reference: Option<String>,
    /// Who signed.
    pub by: Option<String>,
    /// When they signed; today where nothing is said.
    pub verified: Option<String>,
    /// The ground for going past a rule.
    pub reason: Option<String>,
}

/// Logs hours.
///
/// # Errors
/// Unreadable words (exit 2); references (3); what cannot have happened, or a likely slip without
/// a reason (4).
pub fn log(book: &Book<'_>, request: &LogRequest, today: Day, seed: u64) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    let entries = read(request, today)?;
    let days: Vec<_> = entries.iter().map(|entry| entry.on).collect();
    let found = resolve_wbl(book, &request.experience, &days)?;
    let by = request
        .by
        .as_ref()
        .map(|by| resolve(book, Kind::Contact, by))
        .transpose()?;
    let record = book
        .get::<Wbl>(&found.id)?
        .ok_or_else(|| crate::change::no_record(Kind::Wbl, &found.id))?;
    for notice in [
        found.notice(Kind::Wbl),
        by.as_ref().and_then(|by| by.notice(Kind::Contact)),
    ] {
        notice.into_iter().for_each(|notice| draft.say(notice));
    }
    let student = student_of(book, &record)?;
    let mut taken: Vec<Option<Id>> = record
        .body
        .hours
        .iter()
        .map(|entry| entry.id.clone())
        .collect();
    let entries: Vec<_> = entries
        .into_iter()
        .map(|mut entry| {
            entry.id = fresh(&mut draft, &taken);
            taken.push(entry.id.clone());
            entry.by = by.as_ref().map(|by: &Found| Ref::to(by.id.clone()));
            entry.seen = entry.verified.and_then(|_| net_minutes(&entry));
            entry
        })
        .collect();
    refuse_impossible(&record, &entries, today)?;
    refuse_overlaps(book, &record, &student, &entries)?;
    let mut grounds = Grounds::default();
    for (at, entry) in entries.iter().enumerate() {
        same_minutes(&record, &entries[..at], entry, &mut grounds);
        not_supervisor(&record, entry, &mut grounds);
    }
    let reasons = grounds.settle(book, request.reason.as_deref(), today)?;
    for entry in &entries {
        draft
            .edit(Kind::Wbl, &record.id)?
            .push("hours", item(Kind::Wbl, "hours", entry))?;
        draft.say(told(&record.id, entry));
    }
    if record.body.status() == Status::Planned {
        draft
            .edit(Kind::Wbl, &record.id)?
            .set("status", Node::text(Status::Active.word()))?;
    }
    for reason in reasons {
        draft.edit(Kind::Wbl, &record.id)?.push("reasons", reason)?;
    }
    owed_breaks(book, &mut draft, &entries)?;
    draft.finish()
}

/// Reads the days and spans as entries, without id and verifier.
fn read(request: &LogRequest, today: Day) -> Result<Vec<HourEntry>> {
    let mut faults = Vec::new();
    let mut keep = |error: String| {
        faults.push(Fault::misuse(error));
    };
    if request.shifts.is_empty() || request.shifts.len() % 2 == 1 {
        let typed = request.shifts.join(" ");
        return Err(
            Fault::misuse(format!("days and spans come in pairs; `{typed}` does not"))
                .hint("wbl wbl log EXPERIENCE 2026-10-06 15:00-18:30 2026-10-08 3h"),
        );
    }
    let rest = request
        .rest
        .as_ref()
        .and_then(|text| Minutes::read(text).map_err(&mut keep).ok());
    let kind = request
        .kind
        .as_ref()
        .and_then(|word| kind_of(word).map_err(&mut keep).ok());
    let verified = match (&request.verified, &request.by) {
        (Some(_), None) => {
            keep("`--verified` needs `--by`: who verified these hours?".into());
            None
        }
        (Some(text), Some(_)) => Day::read(text, today).map_err(&mut keep).ok(),
        (None, Some(_)) => Some(today),
        (None, None) => None,
    };
    let mut entries = Vec::new();
    for pair in request.shifts.chunks(2) {
        let [day, span] = pair else { continue };
        let on = Day::read(day, today).map_err(&mut keep);
        let span = Span::read(span).map_err(&mut keep);
        let (Ok(on), Ok(span)) = (on, span) else {
            continue;
        };
        let (from, to, minutes) = match span {
            Span::Clock { from, to } => (Some(from), Some(to), None),
            Span::Length(minutes) => (None, None, Some(minutes)),
        };
        if minutes.is_some() && (rest.is_some() || request.overnight) {
            keep("a bare length has no break and no night; leave `--break` and `--overnight` out, or give times such as 15:00-18:30".into());
        }
        entries.push(HourEntry {
            id: None,
            on,
            from,
            to,
            overnight: request.overnight.then_some(true),
            break_minutes: rest,
            minutes,
            kind,
            area: request.area.clone(),
            task: request.task.clone(),
            reference: request.reference.clone(),
            logged: (on != today).then_some(today),
            by: None,
            verified,
            seen: None,
            void: None,
            because: None,
        });
    }
    Fault::all(faults).map_or(Ok(entries), Err)
}

fn kind_of(word: &str) -> std::result::Result<HourKind, String> {
    let typed = word.to_ascii_lowercase();
    HourKind::ALL
        .into_iter()
        .find(|kind| kind.word() == typed)
        .ok_or_else(|| {
            let words: Vec<_> = HourKind::ALL.iter().map(|kind| kind.word()).collect();
            format!("`--kind`: `{word}` is not one of: {}", words.join(", "))
        })
}

fn fresh(draft: &mut Draft<'_, '_>, taken: &[Option<Id>]) -> Option<Id> {
    loop {
        let code = Id::new(&draft.code()).ok();
        if !taken.contains(&code) {
            return code;
        }
    }
}

/// The one student whose placement this is.
///
/// # Errors
/// Where it is an event or an opportunity, which have no hours (exit 4).
pub(super) fn student_of(book: &Book<'_>, record: &Record<Wbl>) -> Result<Id> {
    let (id, wbl) = (&record.id, &record.body);
    if !Activities::of(book)?.is_individual(&wbl.activity) {
        return Err(Fault::refused(format!(
            "`{id}` is a {}, an event for many; events have no hours",
            wbl.activity
        ))
        .hint("log hours with a student's own placement; see them with `wbl wbl list`"));
    }
    match wbl.students.as_slice() {
        [student] => Ok(student.id().clone()),
        [] => Err(Fault::refused(format!(
            "`{id}` has no student; it is an opportunity, and has no hours"
        ))
        .hint(format!(
            "make it a student's own with `wbl wbl set {id} --students STUDENT`"
        ))),
        _ => Err(Fault::refused(format!(
            "`{id}` has more than one student; whose hours these are cannot be told"
        ))
        .hint("give each student a placement of their own with `wbl wbl add`")),
    }
}

/// What cannot have happened.
fn refuse_impossible(record: &Record<Wbl>, entries: &[HourEntry], today: Day) -> Result<()> {
    let (id, wbl) = (&record.id, &record.body);
    let mut faults = Vec::new();
    for entry in entries {
        let on = entry.on;
        if on > today {
            faults.push(
                Fault::refused(format!(
                    "{on} lies after today ({today}); hours are logged when they are worked"
                ))
                .hint("plan them with `--schedule` on the placement"),
            );
        }
        if entry.verified.is_some_and(|verified| verified > today) {
            faults.push(Fault::refused(format!(
                "`--verified` lies after today ({today})"
            )));
        }
        if entry.verified.is_some_and(|verified| verified < on) {
            faults.push(Fault::refused(format!(
                "the hours of {on} cannot have been verified before they were worked"
            )));
        }
        if on < wbl.starts {
            faults.push(
                Fault::refused(format!("{on} lies before `{id}` starts ({})", wbl.starts)).hint(
                    format!("if it began earlier: wbl wbl set {id} --starts {on}"),
                ),
            );
        }
        if let Some(ends) = wbl.ends.filter(|ends| *ends < on) {
            faults.push(
                Fault::refused(format!("{on} lies after `{id}` ended ({ends})"))
                    .hint(format!("if it went on: wbl wbl set {id} --ends {on}")),
            );
        }
        if net_minutes(entry).is_none() {
            faults.push(no_length(entry));
        }
    }
    Fault::all(faults).map_or(Ok(()), Err)
}

/// Why an entry has no length.
fn no_length(entry: &HourEntry) -> Fault {
    let on = entry.on;
    match (entry.from, entry.to) {
        (Some(from), Some(to)) => {
            let span = Span::Clock { from, to };
            let overnight = entry.overnight == Some(true);
            match span.length(overnight) {
                Some(gross) => Fault::refused(format!(
                    "on {on} the break of {} is not shorter than the shift {from}-{to} ({gross})",
                    entry.break_minutes.unwrap_or_default()
                )),
                None if overnight => Fault::refused(format!(
                    "on {on} the shift {from}-{to} over midnight is longer than 24 hours"
                ))
                .hint("leave `--overnight` out if it ended on the same day"),
                None => Fault::refused(format!(
                    "on {on} the shift {from}-{to} ends before it starts"
                ))
                .hint("add `--overnight` if it ended on the next day"),
            }
        }
        _ => Fault::refused(format!(
            "on {on} the length must be more than nothing and at most 24 hours"
        )),
    }
}

/// Two pieces of work at the same time, over all placements of the student.
fn refuse_overlaps(
    book: &Book<'_>,
    record: &Record<Wbl>,
    student: &Id,
    entries: &[HourEntry],
) -> Result<()> {
    let placements = placements_of(book, student)?;
    let mut known: Vec<(&Id, &HourEntry)> = placements
        .iter()
        .flat_map(|other| other.body.hours.iter().map(move |entry| (&other.id, entry)))
        .filter(|(_, entry)| entry.void.is_none())
        .collect();
    let mut faults = Vec::new();
    for entry in entries {
        if let Some(new) = stretch(entry) {
            let over = known
                .iter()
                .filter(|(_, old)| stretch(old).is_some_and(|old| old.overlaps(new)));
            for (id, old) in over {
                faults.push(
                    Fault::refused(format!(
                        "{} overlaps {} at `{id}`",
                        shift(entry),
                        shift(old)
                    ))
                    .hint(match &old.id {
                        Some(entry) => format!(
                            "if the other is wrong: wbl wbl void {id} {entry} --because \"…\""
                        ),
                        None => format!("look at it with `wbl wbl show {id}`"),
                    }),
                );
            }
        }
        known.push((&record.id, entry));
    }
    Fault::all(faults).map_or(Ok(()), Err)
}

/// An entry by its day and times.
pub(super) fn shift(entry: &HourEntry) -> String {
    let on = entry.on;
    let name = entry
        .id
        .as_ref()
        .map_or(String::new(), |id| format!(" (entry `{id}`)"));
    match (entry.from, entry.to, entry.minutes) {
        (Some(from), Some(to), _) => format!("{on} {from}-{to}{name}"),
        (_, _, minutes) => format!("{on} {}{name}", minutes.unwrap_or_default()),
    }
}

/// A second entry without times, of equal minutes on one day: a likely slip.
fn same_minutes(record: &Record<Wbl>, new: &[HourEntry], entry: &HourEntry, grounds: &mut Grounds) {
    let same = |other: &&HourEntry| {
        other.void.is_none()
            && other.from.is_none()
            && other.on == entry.on
            && other.minutes == entry.minutes
    };
    let twin = record.body.hours.iter().chain(new).find(same);
    if let Some(twin) = twin.filter(|_| entry.minutes.is_some()) {
        let message = format!("{} looks like {}, logged before", shift(entry), shift(twin));
        grounds.breaks(
            "same-minutes",
            entry.id.as_ref().map(Id::to_string),
            Fault::refused(message),
        );
    }
}

/// Verified by someone who did not supervise on that day.
pub(super) fn not_supervisor(record: &Record<Wbl>, entry: &HourEntry, grounds: &mut Grounds) {
    let Some(by) = &entry.by else { return };
    if record
        .body
        .supervisors_on(entry.on)
        .any(|supervisor| supervisor == by)
    {
        return;
    }
    let message = format!(
        "`{by}` was not a supervisor of this placement on {}",
        entry.on
    );
    let fault = Fault::refused(message).hint(format!(
        "if they were: wbl wbl set {} --supervisors contact={by},from={}",
        record.id, entry.on
    ));
    grounds.breaks(
        "not-supervisor",
        entry.id.as_ref().map(Id::to_string),
        fault,
    );
}

fn told(id: &Id, entry: &HourEntry) -> String {
    let minutes = net_minutes(entry).unwrap_or_default();
    let state = match &entry.by {
        Some(by) => format!("verified by `{by}`"),
        None => "pending verification".to_owned(),
    };
    format!("Logged {minutes} on {} for `{id}`, {state}.", entry.on)
}

/// Warns of shifts that owed a meal break by the rules file.
fn owed_breaks(book: &Book<'_>, draft: &mut Draft<'_, '_>, entries: &[HourEntry]) -> Result<()> {
    let name = book
        .settings
        .policy
        .rules
        .as_deref()
        .unwrap_or("massachusetts");
    let Some(rules) = Id::new(name)
        .ok()
        .and_then(|id| book.get::<Rules>(&id).transpose())
        .transpose()?
    else {
        return Ok(());
    };
    for entry in entries {
        let Some((from, to)) = entry.from.zip(entry.to) else {
            continue;
        };
        let gross = Span::Clock { from, to }
            .length(entry.overnight == Some(true))
            .unwrap_or_default();
        let rest = entry.break_minutes.unwrap_or_default();
        let owed = rules.body.breaks.iter().find(|owed| {
            gross > owed.over_minutes.unwrap_or(Minutes(i64::MAX))
                && rest < owed.minutes.unwrap_or_default()
        });
        if let Some(owed) = owed {
            draft.warn(format!(
                "{} is longer than {} without a break of {} minutes ({})",
                shift(entry),
                owed.over_minutes.unwrap_or_default(),
                owed.minutes.unwrap_or_default().0,
                owed.source
            ));
        }
    }
    Ok(())
}
