//! Rows that are hours: each finds its student's placement on the day; what stands there already stays.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, HourKind, Person, Status, Wbl, node_of};
use crate::rule::{Activities, net_minutes, stretch};
use crate::schema::{Kind, Node, Shape};
use crate::value::{Clock, Day, Id, Minutes, Ref, Span, fold, nearest};

use super::super::ground::Grounds;
use super::super::judge::group_fields;
use super::super::judge_hours::{possible, said_twice};
use super::super::judge_wbl::entry_name;
use super::super::meal::{breaks, owed};
use super::super::placement::{not_supervisor, not_verified_then};
use super::super::refer_wbl::reach;
use super::ImportRequest;
use super::columns::{Column, columns, names_of_hours};
use super::plan::{Fate, Plan};
use super::row::Reader;
use super::sheet::Row;

/// The placements of the store, with what the file adds.
struct Places {
    all: Vec<Record<Wbl>>,
    of_student: HashMap<Id, Vec<usize>>,
    by_district: HashMap<String, Id>,
    /// The new entries of each placement, with the rows that they are.
    new: BTreeMap<usize, Vec<(usize, HourEntry)>>,
}

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
    let columns = columns(sheet, &request.map, &names_of_hours(), "an hour entry")?;
    let has = |part| columns.contains(&Column::Hour(part));
    let mut without = Vec::new();
    if !has("student") && !has("experience") {
        without.push("`student`");
    }
    if !has("day") {
        without.push("`day`");
    }
    if !has("from") && !has("span") && !has("minutes") {
        without.push("`from` and `to`, or `minutes`");
    }
    if !without.is_empty() {
        let fault = Fault::misuse(format!("hours need a column {}", without.join(", ")));
        return Err(fault.hint("name one that is called otherwise: `--map \"HEADER=day\"`"));
    }
    let mut places = Places::of(book)?;
    let mut reader = Reader::new(book, request, today)?;
    let mut plan = Plan::default();
    let mut draft = Draft::new(book, seed);
    for row in &sheet.rows {
        let before = reader.faults.len();
        let Some((at, entry)) = read(&mut reader, &mut places, row, &columns, today) else {
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
            Ok(reasons) => {
                for reason in reasons {
                    draft.edit(Kind::Wbl, &record.id)?.push("reasons", reason)?;
                }
            }
            Err(fault) => {
                reader.row_fault::<()>(row, fault);
                continue;
            }
        }
        plan.add(row.number, Fate::Create, words);
        places.new.entry(at).or_default().push((row.number, entry));
    }
    if let Some(fault) = Fault::all(reader.faults) {
        return Err(fault.hint("nothing was imported: mend the file, then run it again"));
    }
    write(&mut draft, &places)?;
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
        if let Some(fault) = not_supervisor(id, wbl, entry, by.id()) {
            grounds.breaks("not-supervisor", None, fault);
        }
    }
    grounds.settle(book, request.reason.as_deref(), today)
}

/// An entry that is there.
enum There {
    /// The same, and what to say of it.
    Same(String),
    /// One that rules the new one out.
    Clash(Fault),
}

impl Places {
    fn of(book: &Book<'_>) -> Result<Self> {
        let activities = Activities::of(book)?;
        let mut all = book.all::<Wbl>()?;
        all.retain(|record| {
            let wbl = &record.body;
            wbl.status().is_live()
                && wbl.students.len() == 1
                && activities.is_individual(&wbl.activity)
        });
        let mut of_student: HashMap<Id, Vec<usize>> = HashMap::new();
        for (at, record) in all.iter().enumerate() {
            for student in &record.body.students {
                of_student.entry(student.id().clone()).or_default().push(at);
            }
        }
        let people = book.all::<Person>()?.into_iter();
        let by_district = people.filter_map(|one| Some((fold(&one.body.district_id?), one.id)));
        Ok(Self {
            all,
            of_student,
            by_district: by_district.collect(),
            new: BTreeMap::new(),
        })
    }

    /// What stands there already, for the same student: the same, or something in its way.
    fn there(&self, at: usize, entry: &HourEntry) -> Option<There> {
        let student = self.all.get(at)?.body.students.first()?;
        for place in self.of_student.get(student.id())? {
            let record = self.all.get(*place)?;
            let old = record.body.hours.iter().map(|one| (None, one));
            let new = self.new.get(place).into_iter().flatten();
            let new = new.map(|(row, one)| (Some(*row), one));
            for (row, other) in old.chain(new) {
                let name = || match row {
                    Some(row) => format!("row {row}"),
                    None => format!("{} in `{}`", entry_name(other), record.id),
                };
                let timed = |one: &HourEntry| (one.on, one.from, one.to, one.minutes);
                if timed(other) == timed(entry) && (*place == at || entry.minutes.is_none()) {
                    if net_minutes(other) != net_minutes(entry) && other.void.is_none() {
                        return Some(There::Clash(Fault::refused(format!(
                            "{} is there with another break: {}",
                            entry_name(entry),
                            name()
                        ))));
                    }
                    return Some(There::Same(match (row, other.void) {
                        (Some(row), _) => format!(" (as row {row})"),
                        (None, Some(void)) => format!(" (voided on {void})"),
                        (None, None) => String::new(),
                    }));
                }
                let both = stretch(entry).zip(stretch(other));
                let live = other.void.is_none() && net_minutes(other).is_some();
                if live && both.is_some_and(|(a, b)| a.overlaps(b)) {
                    let fault = format!("{} overlaps {}", entry_name(entry), name());
                    return Some(There::Clash(
                        Fault::refused(fault).hint("a student is at one place at a time"),
                    ));
                }
            }
        }
        None
    }

    /// The one placement of a student that has the day within its dates.
    fn on(&self, student: &Id, day: Day) -> std::result::Result<usize, Fault> {
        let own = self.of_student.get(student).map_or(&[][..], Vec::as_slice);
        let holds = |at: &&usize| {
            let record = self.all.get(**at);
            record.is_some_and(|record| reach(&record.body).holds(day))
        };
        let then: Vec<_> = own.iter().filter(holds).collect();
        let names = |places: &mut dyn Iterator<Item = &usize>| -> String {
            let ids = places.filter_map(|at| Some(format!("`{}`", self.all.get(*at)?.id)));
            ids.collect::<Vec<_>>().join(", ")
        };
        match then.as_slice() {
            [one] => Ok(**one),
            [] => {
                let fault =
                    Fault::refused(format!("`{student}` has no individual experience on {day}"));
                Err(if own.is_empty() {
                    fault.hint(format!("add one with `wbl wbl add --students {student} …`"))
                } else {
                    fault.hint(format!("there are: {}", names(&mut own.iter())))
                })
            }
            several => Err(Fault::refused(format!(
                "`{student}` has several experiences on {day}: {}",
                names(&mut several.iter().copied())
            ))
            .hint("say which in a column `experience`")),
        }
    }
}

/// Reads a row: its placement and the entry; nothing where something is wrong, which is noted.
fn read(
    reader: &mut Reader<'_, '_, '_>,
    places: &mut Places,
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
        (Some(_), Some(_), _, _) => {
            let (from, to) = (clock("from"), clock("to"));
            (from, to, None)
        }
        (None, None, Some((at, text)), _) => match Span::read(text) {
            Ok(Span::Clock { from, to }) => (Some(from), Some(to), None),
            Ok(Span::Length(minutes)) => (None, None, Some(minutes)),
            Err(why) => {
                reader.fault::<()>(row, at, Fault::refused(why));
                (None, None, None)
            }
        },
        (None, None, None, Some((at, text))) => (None, None, length(reader, row, at, text)),
        (None, None, None, None) | (Some(_), None, _, _) | (None, Some(_), _, _) => {
            let fault =
                Fault::refused("no time was worked: `from` and `to`, or `minutes`, is empty");
            reader.row_fault::<()>(row, fault);
            (None, None, None)
        }
    }
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
    let student = match places.by_district.get(&fold(text)) {
        Some(id) => id.clone(),
        None => match reader.links.find(reader.book, Kind::Student, text) {
            Ok(id) => id,
            Err(fault) => return reader.fault(row, at, fault),
        },
    };
    match places.on(&student, on?) {
        Ok(place) => Some(place),
        Err(fault) => reader.fault(row, at, fault),
    }
}

fn write(draft: &mut Draft<'_, '_>, places: &Places) -> Result<()> {
    let book = draft.book();
    let fields = group_fields(Kind::Wbl, "hours");
    let breaks = breaks(book);
    for (at, entries) in &places.new {
        let Some(record) = places.all.get(*at) else {
            continue;
        };
        let (id, wbl) = (&record.id, &record.body);
        let mut taken: BTreeSet<Id> = wbl.hours.iter().filter_map(|one| one.id.clone()).collect();
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
            let node = node_of(&entry, fields);
            draft.edit(Kind::Wbl, id)?.push("hours", node)?;
        }
        if wbl.status() == Status::Planned {
            let status = Node::text(Status::Active.word());
            draft.edit(Kind::Wbl, id)?.set("status", status)?;
            draft.say(format!("`{id}` is now active."));
        }
    }
    Ok(())
}
