//! Rows that are hours: each finds its student's placement on the day; what stands there already stays.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, Status, Wbl, node_of};
use crate::schema::{Kind, Node};
use crate::value::{Day, Id};

use super::super::ground::Grounds;
use super::super::judge::group_fields;
use super::super::judge_hours::{over_a_day, possible};
use super::super::judge_wbl::entry_name;
use super::super::log::outside_enrolment;
use super::super::meal::{breaks, owed};
use super::super::placement::{not_supervisor, not_verified_then};
use super::columns::{Column, columns};
use super::entry::read;
use super::names::Names;
use super::places::{Places, There, otherwise};
use super::plan::{Fate, Plan};
use super::row::Reader;
use super::{ImportRequest, none_wrong};

/// Imports hours.
pub(super) fn import(
    book: &Book<'_>,
    request: &ImportRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    if request.key.is_some() || request.update {
        return Err(Fault::misuse(
            "hours are told by student, day and span: leave out `--key` and `--update`",
        )
        .hint("what is there and wrong is voided with `wbl wbl void`, then logged anew"));
    }
    let sheet = &request.sheet;
    let names = Names::of(None);
    let columns = columns(request, &names)?;
    let has = |part| columns.contains(&Column::Hour(part));
    let mut without = Vec::new();
    if !has("student") && !has("experience") {
        without.push("`student`");
    }
    if !has("day") {
        without.push("`day`");
    }
    if !has("from") && !has("span") && !has("minutes") {
        without.push("`from` and `to` (or `minutes` in their place)");
    }
    if !without.is_empty() {
        let fault = Fault::misuse(format!("the file has no column {}", without.join(", nor ")));
        return Err(fault.hint("if one of its columns is that, say which: `--map HEADER=day`"));
    }
    let mut places = Places::of(book)?;
    let mut reader = Reader::new(book, request, today)?;
    let mut plan = Plan::of(names.read_as(request, &columns));
    let mut draft = Draft::new(book, seed);
    let mut reasons: BTreeMap<usize, Vec<Node>> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    // The rows whose entries are there, and not with all that the rows say.
    let mut left: Vec<(usize, String)> = Vec::new();
    for row in &sheet.rows {
        let before = reader.faults.len();
        let Some((at, entry)) = read(&mut reader, &places, row, &columns, today) else {
            if reader.faults.len() == before {
                reader.row_fault::<()>(row, Fault::refused("this row is not whole"));
            }
            continue;
        };
        let Some(record) = places.all.get(at) else {
            continue;
        };
        let words = format!("{} in {}", entry_name(&entry), record.id);
        let twin = match places.there(at, &entry) {
            Some(There::Same(nth)) => {
                let note = record.body.hours.get(nth).map(|old| as_there(old, &entry));
                let told = note.clone().filter(|note| !note.is_empty());
                left.extend(told.map(|note| (row.number, note)));
                plan.add(
                    row.number,
                    Fate::Unchanged,
                    words + &note.unwrap_or_default(),
                );
                places.met.insert((at, nth), row.number);
                continue;
            }
            Some(There::Clash(fault)) => {
                reader.row_fault::<()>(row, fault);
                continue;
            }
            Some(There::Twin(twin)) => Some(twin),
            None => None,
        };
        let code = free_code(&mut draft, &record.body, &mut taken);
        let mut grounds = Grounds::default();
        judge(record, &entry, &code, today, &mut grounds);
        if let Some(twin) = twin {
            said_twice(&words, &entry, &code, twin, &mut grounds);
        }
        over_a_day(
            &places.known(at),
            std::slice::from_ref(&entry),
            &mut grounds,
        );
        match grounds.settle(book, request.reason.as_deref(), today) {
            Ok(own) if own.is_empty() => {}
            Ok(own) => reasons.entry(at).or_default().extend(own),
            Err(fault) => {
                reader.row_fault::<()>(row, fault);
                continue;
            }
        }
        plan.add(row.number, Fate::Create, words);
        let entry = HourEntry {
            id: Some(code),
            ..entry
        };
        places.new.entry(at).or_default().push((row.number, entry));
    }
    none_wrong(reader.faults)?;
    write(&mut draft, &places, reasons)?;
    draft.change.warnings.extend(left_as_they_are(&left));
    draft.say(plan.sum("created", "updated"));
    draft.change.brief = Some(plan.preview(&sheet.file));
    draft.finish()
}

/// What stands against an entry, by itself and in its placement.
fn judge(record: &Record<Wbl>, entry: &HourEntry, code: &Id, today: Day, grounds: &mut Grounds) {
    let (id, wbl) = (&record.id, &record.body);
    possible(id, wbl, entry, today, grounds);
    if let (Some(by), Some(verified)) = (&entry.by, entry.verified) {
        if let Some(fault) = not_verified_then(verified, today, &[entry]) {
            grounds.refuse(fault);
        }
        for (_, fault) in not_supervisor(id, wbl, &[entry], by.id()) {
            grounds.breaks("not-supervisor", Some(code.to_string()), fault);
        }
    }
}

/// Two rows of a file that are the same: one of them was typed twice, unless they are two shifts.
fn said_twice(words: &str, entry: &HourEntry, code: &Id, twin: usize, grounds: &mut Grounds) {
    let fault = Fault::refused(format!("this is the same as row {twin}: {words}"))
        .hint("if one of the two was typed twice, leave it out");
    if entry.minutes.is_some() {
        let fault =
            fault.hint("if they are two shifts, name their times in columns `from` and `to`");
        grounds.breaks("twin-entries", Some(code.to_string()), fault);
    } else {
        grounds.refuse(fault.hint("a student is at one place at a time"));
    }
}

/// The doubt about rows whose entries are there, and otherwise: each row and what to say of it.
fn left_as_they_are(rows: &[(usize, String)]) -> Option<String> {
    let ((first, note), others) = rows.split_first()?;
    let more = match others.len() {
        0 => String::new(),
        more => format!(", and {more} more such"),
    };
    Some(format!(
        "row {first}{note}{more}: an import leaves hours as they are; what is wrong is voided with `wbl wbl void` and logged anew, what is signed is verified with `wbl verify`"
    ))
}

/// What is to be said of an entry that is there already.
fn as_there(old: &HourEntry, entry: &HourEntry) -> String {
    let voided = old.void.map(|void| format!(" (voided on {void})"));
    let others: Vec<_> = otherwise(old, entry)
        .iter()
        .map(|key| format!("`{key}`"))
        .collect();
    let others =
        (!others.is_empty()).then(|| format!(" (there with another {})", others.join(", ")));
    voided.or(others).unwrap_or_default()
}

/// An id that no entry of a placement has.
fn free_code(draft: &mut Draft<'_, '_>, wbl: &Wbl, taken: &mut BTreeSet<Id>) -> Id {
    let is_there = |code: &Id| wbl.hours.iter().any(|one| one.id.as_ref() == Some(code));
    loop {
        if let Ok(code) = Id::new(&draft.code())
            && !is_there(&code)
            && taken.insert(code.clone())
        {
            return code;
        }
    }
}

/// Writes what a placement gets with one splice a group: a text is parsed anew after each.
fn write(
    draft: &mut Draft<'_, '_>,
    places: &Places,
    mut reasons: BTreeMap<usize, Vec<Node>>,
) -> Result<()> {
    let book = draft.book();
    let fields = group_fields(Kind::Wbl, "hours");
    let breaks = breaks(book);
    for (at, entries) in &places.new {
        let Some(record) = places.all.get(*at) else {
            continue;
        };
        let (id, wbl) = (&record.id, &record.body);
        let mut hours = Vec::with_capacity(entries.len());
        for (_, entry) in entries {
            let student = wbl.students.first();
            let doubt = student.and_then(|one| owed(book, &breaks, one.id(), entry));
            if let Some(doubt) = doubt {
                draft.warn(format!("`{id}`: {doubt}"));
            }
            hours.push(node_of(entry, fields));
        }
        if let Some(student) = wbl.students.first() {
            let own: Vec<_> = entries.iter().map(|(_, entry)| entry.clone()).collect();
            let outside = outside_enrolment(book, id, wbl, student.id(), &own)?;
            draft.change.warnings.extend(outside);
        }
        draft.edit(Kind::Wbl, id)?.push_all("hours", hours)?;
        if let Some(own) = reasons.remove(at) {
            draft.edit(Kind::Wbl, id)?.push_all("reasons", own)?;
        }
        if wbl.status() == Status::Planned {
            let status = Node::text(Status::Active.word());
            draft.edit(Kind::Wbl, id)?.set("status", status)?;
            draft.say(format!("`{id}` is now active."));
        }
    }
    Ok(())
}
