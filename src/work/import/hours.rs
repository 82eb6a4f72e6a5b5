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
use super::super::judge_hours::{possible, said_twice};
use super::super::judge_wbl::entry_name;
use super::super::meal::{breaks, owed};
use super::super::placement::{not_supervisor, not_verified_then};
use super::columns::{Column, columns, names_of_hours};
use super::entry::read;
use super::places::{Places, There};
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
    let columns = columns(
        sheet,
        &request.map,
        &names_of_hours(),
        "an hour entry",
        "wbl help import",
    )?;
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
    let mut plan = Plan::default();
    let mut draft = Draft::new(book, seed);
    let mut reasons: BTreeMap<usize, Vec<Node>> = BTreeMap::new();
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
        match places.there(at, &entry) {
            Some(There::Same(note)) => {
                plan.add(row.number, Fate::Unchanged, words + &note);
                continue;
            }
            Some(There::Clash(fault)) => {
                reader.row_fault::<()>(row, fault);
                continue;
            }
            None => {}
        }
        match judged(book, record, &entry, request, today) {
            Ok(own) if own.is_empty() => {}
            Ok(own) => reasons.entry(at).or_default().extend(own),
            Err(fault) => {
                reader.row_fault::<()>(row, fault);
                continue;
            }
        }
        plan.add(row.number, Fate::Create, words);
        places.new.entry(at).or_default().push((row.number, entry));
    }
    none_wrong(reader.faults)?;
    write(&mut draft, &places, reasons)?;
    draft.say(plan.sum("created", "updated"));
    draft.change.brief = Some(plan.preview(&sheet.file));
    draft.finish()
}

/// What stands against an entry, by itself and in its placement; the reasons to be recorded.
fn judged(
    book: &Book<'_>,
    record: &Record<Wbl>,
    entry: &HourEntry,
    request: &ImportRequest,
    today: Day,
) -> Result<Vec<Node>> {
    let (id, wbl) = (&record.id, &record.body);
    let mut grounds = Grounds::default();
    possible(id, wbl, entry, today, &mut grounds);
    said_twice(id, wbl, std::slice::from_ref(entry), &mut grounds);
    if let (Some(by), Some(verified)) = (&entry.by, entry.verified) {
        if let Some(fault) = not_verified_then(verified, today, &[entry]) {
            grounds.refuse(fault);
        }
        for (_, fault) in not_supervisor(id, wbl, &[entry], by.id()) {
            grounds.breaks("not-supervisor", None, fault);
        }
    }
    grounds.settle(book, request.reason.as_deref(), today)
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
        let mut taken: BTreeSet<Id> = wbl.hours.iter().filter_map(|one| one.id.clone()).collect();
        let mut hours = Vec::with_capacity(entries.len());
        for (_, entry) in entries {
            let code = loop {
                if let Ok(code) = Id::new(&draft.code())
                    && taken.insert(code.clone())
                {
                    break code;
                }
            };
            let entry = HourEntry {
                id: Some(code),
                ..entry.clone()
            };
            let student = wbl.students.first();
            let doubt = student.and_then(|one| owed(book, &breaks, one.id(), &entry));
            if let Some(doubt) = doubt {
                draft.warn(format!("`{id}`: {doubt}"));
            }
            hours.push(node_of(&entry, fields));
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
