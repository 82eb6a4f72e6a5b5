//! A row of hours read: the placement that it means, and the entry that it is.

use crate::fault::Fault;
use crate::record::{HourEntry, HourKind};
use crate::rule::net_minutes;
use crate::schema::{Kind, Shape};
use crate::value::{Clock, Day, Minutes, Ref, Span, nearest, two_ways};

use super::columns::{Column, map_flag};
use super::places::Places;
use super::row::Reader;
use super::sheet::Row;

/// Reads a row: its placement and the entry; nothing where something is wrong, which is noted.
pub(super) fn read(
    reader: &mut Reader<'_, '_, '_>,
    places: &Places,
    row: &Row,
    columns: &[Column],
    today: Day,
) -> Option<(usize, HourEntry)> {
    let before = reader.faults.len();
    let cell = |part: &'static str| {
        let at = columns.iter().position(|one| *one == Column::Hour(part))?;
        Some((at, row.text(at)?))
    };
    let on = match cell("day") {
        Some((at, text)) => reader
            .value(row, at, Shape::Day, text)
            .and_then(|node| node.as_day()),
        None => reader.row_fault(row, Fault::refused("the day is missing")),
    };
    let (from, to, minutes) = worked(reader, row, &cell);
    let rest = cell("break").and_then(|(at, text)| length(reader, row, at, text));
    let kind = cell("kind").and_then(|(at, text)| {
        let word = text.to_ascii_lowercase();
        let found = HourKind::ALL.into_iter().find(|kind| kind.word() == word);
        found.or_else(|| {
            let words = HourKind::ALL.map(HourKind::word);
            let fault = Fault::refused(format!("`{text}` is not one of: {}", words.join(", ")));
            let fault = match nearest(&word, words) {
                Some(near) => fault.hint(format!("did you mean `{near}`?")),
                None => fault,
            };
            reader.fault(row, at, fault)
        })
    });
    let overnight = cell("overnight").and_then(|(at, text)| {
        let node = reader.value(row, at, Shape::Flag, text)?;
        (node.val == crate::schema::Val::Flag(true)).then_some(true)
    });
    let by = cell("by").and_then(|(at, text)| {
        match reader.links.find(reader.book, Kind::Contact, text) {
            Ok(id) => Some(id),
            Err(fault) => reader.fault(row, at, fault),
        }
    });
    let verified = cell("verified").and_then(|(at, text)| {
        let node = reader.value(row, at, Shape::Day, text)?;
        node.as_day()
    });
    if cell("by").is_some() != cell("verified").is_some() {
        let fault = "`by` says who signed and `verified` on which day: give both, or neither";
        reader.row_fault::<()>(row, Fault::refused(fault));
    }
    let at = place(reader, places, row, &cell, on);
    if reader.faults.len() > before {
        return None;
    }
    let text = |part| cell(part).map(|(_, text)| crate::value::nfc(text));
    let on = on?;
    let mut entry = HourEntry {
        id: None,
        on,
        from,
        to,
        overnight,
        break_minutes: rest.filter(|rest| !rest.is_zero()),
        minutes,
        kind,
        area: text("area"),
        task: text("task"),
        reference: text("ref"),
        logged: (on != today).then_some(today),
        by: by.map(Ref::to),
        verified,
        seen: None,
        void: None,
        because: None,
    };
    if entry.minutes.is_some() && (entry.break_minutes.is_some() || entry.overnight.is_some()) {
        let fault =
            "a break and a night go with times, such as 15:00 to 18:30, not with a bare length";
        return reader.row_fault(row, Fault::refused(fault));
    }
    if let (Some(from), Some(to)) = (entry.from, entry.to)
        && entry.overnight.is_none()
        && (Span::Clock { from, to }).length(false).is_none()
    {
        let fault = Fault::refused("the end does not lie after the start");
        let hint =
            "if the shift ended on the next day: a column `overnight` with `yes` in this row";
        return reader.row_fault(row, fault.hint(hint));
    }
    if contradicts(reader, row, &cell, &entry) {
        return None;
    }
    entry.seen = entry.verified.and_then(|_| net_minutes(&entry));
    Some((at?, entry))
}

/// What a row says was worked.
fn worked<'c>(
    reader: &mut Reader<'_, '_, '_>,
    row: &Row,
    cell: &dyn Fn(&'static str) -> Option<(usize, &'c str)>,
) -> (Option<Clock>, Option<Clock>, Option<Minutes>) {
    let mut clock = |part| {
        let (at, text) = cell(part)?;
        Clock::read(text).or_else(|| {
            let fault = format!("`{text}` is not a time; write 15:00 or 3:30 PM");
            reader.fault(row, at, Fault::refused(fault))
        })
    };
    match (cell("from"), cell("to"), cell("span"), cell("minutes")) {
        (Some((_, from)), Some((_, to)), _, _) => {
            let times = (clock("from"), clock("to"));
            if let Some(why) = two_ways(from, to) {
                reader.row_fault::<()>(row, Fault::refused(why));
                return (None, None, None);
            }
            (times.0, times.1, None)
        }
        (None, None, Some((at, text)), _) => match Span::read(text) {
            Ok(Span::Clock { from, to }) => (Some(from), Some(to), None),
            Ok(Span::Length(minutes)) => (None, None, Some(minutes)),
            Err(why) => {
                reader.fault::<()>(row, at, Fault::refused(why));
                (None, None, None)
            }
        },
        (None, None, None, Some((at, text))) => (None, None, minutes(reader, row, at, text)),
        (None, None, None, None) | (Some(_), None, _, _) | (None, Some(_), _, _) => {
            let fault = Fault::refused("how long was it? `from` and `to`, or `minutes`, is empty");
            reader.row_fault::<()>(row, fault);
            (None, None, None)
        }
    }
}

/// Whether a row says in two places what was worked, and not the same: notes each that differs.
/// A length beside times may be with the break or without it.
fn contradicts<'c>(
    reader: &mut Reader<'_, '_, '_>,
    row: &Row,
    cell: &dyn Fn(&'static str) -> Option<(usize, &'c str)>,
    entry: &HourEntry,
) -> bool {
    let before = reader.faults.len();
    // What cannot be a shift at all is told where entries are judged.
    let Some(net) = net_minutes(entry) else {
        return false;
    };
    let with_break = net + entry.break_minutes.unwrap_or_default();
    let is_length = |length: Minutes| length == net || length == with_break;
    let times = (entry.from, entry.to);
    let span = cell("span").and_then(|(at, text)| {
        let agrees = match Span::read(text) {
            Ok(Span::Clock { from, to }) => times == (Some(from), Some(to)),
            Ok(Span::Length(length)) => is_length(length),
            Err(why) => {
                let header = reader.sheet.header.get(at).map_or("", |name| name.trim());
                let hint = format!(
                    "the times of the row say how long it was: leave the column out with `{}`",
                    map_flag(header, "-")
                );
                return reader.fault(row, at, Fault::refused(why).hint(hint));
            }
        };
        Some((at, text, agrees))
    });
    let length = cell("minutes").and_then(|(at, text)| {
        let length = minutes(reader, row, at, text)?;
        Some((at, text, is_length(length)))
    });
    for (at, text, agrees) in span.into_iter().chain(length) {
        if !agrees {
            let fault = format!("this says `{text}`, and the rest of the row {net}");
            let hint = "correct one of the two in the file, or empty one";
            reader.fault::<()>(row, at, Fault::refused(fault).hint(hint));
        }
    }
    reader.faults.len() > before
}

/// A number of minutes: a fraction may mean hours as well.
fn minutes(reader: &mut Reader<'_, '_, '_>, row: &Row, at: usize, text: &str) -> Option<Minutes> {
    let has_fraction = text.contains(['.', ',']);
    if has_fraction && text.chars().all(|c| c.is_ascii_digit() || ".,".contains(c)) {
        let fault = Fault::refused(format!("`{text}` minutes is no whole number"));
        let fault = match Minutes::read(text) {
            Ok(hours) => fault.hint(format!(
                "if that is hours, write {}h{:02}m, or {}",
                hours.0 / 60,
                hours.0 % 60,
                hours.0
            )),
            Err(_) => fault.hint("write whole minutes, such as 210, or 3h30m"),
        };
        return reader.fault(row, at, fault);
    }
    length(reader, row, at, text)
}

/// A length: a bare number is minutes.
fn length(reader: &mut Reader<'_, '_, '_>, row: &Row, at: usize, text: &str) -> Option<Minutes> {
    if let Ok(minutes) = text.parse::<i64>()
        && (0..100_000).contains(&minutes)
    {
        return Some(Minutes(minutes));
    }
    match Minutes::read(text) {
        Ok(minutes) => Some(minutes),
        Err(why) => reader.fault(row, at, Fault::refused(why)),
    }
}

/// The placement that a row means: the one named, else the student's on that day.
fn place<'c>(
    reader: &mut Reader<'_, '_, '_>,
    places: &Places,
    row: &Row,
    cell: &dyn Fn(&'static str) -> Option<(usize, &'c str)>,
    on: Option<Day>,
) -> Option<usize> {
    if let Some((at, text)) = cell("experience") {
        let named = places.all.iter().position(|one| one.id.as_str() == text);
        return named.or_else(|| {
            let fault = Fault::refused(format!("there is no individual experience `{text}`"));
            let near = nearest(text, places.all.iter().map(|one| one.id.as_str()));
            let fault = match near {
                Some(near) => fault.hint(format!("did you mean `{near}`?")),
                None => fault,
            };
            reader.fault(row, at, fault)
        });
    }
    let Some((at, text)) = cell("student") else {
        return reader.row_fault(row, Fault::refused("the student is missing"));
    };
    let student = match reader.links.find(reader.book, Kind::Student, text) {
        Ok(id) => id,
        Err(fault) => return reader.fault(row, at, fault),
    };
    match places.on(&student, on?) {
        Ok(place) => Some(place),
        Err(fault) => reader.fault(row, at, fault),
    }
}
