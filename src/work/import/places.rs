//! The placements whose hours a file adds to, and what stands in them already.

use std::collections::{BTreeMap, HashMap};

use crate::book::{Book, Record};
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, Wbl};
use crate::rule::{Activities, net_minutes, stretch};
use crate::value::{Day, Id};

use super::super::judge_wbl::{entry_name, live_entries};
use super::super::refer_wbl::reach;

/// The placements of the store, with what the file adds.
pub(super) struct Places {
    pub(super) all: Vec<Record<Wbl>>,
    of_student: HashMap<Id, Vec<usize>>,
    /// The new entries of each placement, with the rows that they are.
    pub(super) new: BTreeMap<usize, Vec<(usize, HourEntry)>>,
    /// The entries of the store that rows have said once more, each with its placement, and the row.
    pub(super) met: BTreeMap<(usize, usize), usize>,
}

/// What a row of hours meets.
pub(super) enum There {
    /// An entry of the store that it says once more, by its place among the placement's entries.
    Same(usize),
    /// An earlier row of the file.
    Twin(usize),
    /// One that rules it out.
    Clash(Fault),
}

impl Places {
    pub(super) fn of(book: &Book<'_>) -> Result<Self> {
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
        Ok(Self {
            all,
            of_student,
            new: BTreeMap::new(),
            met: BTreeMap::new(),
        })
    }

    /// What stands in the store or in an earlier row for the same student: the same, or something in
    /// the way. Each entry of the store is met by one row only.
    pub(super) fn there(&self, at: usize, entry: &HourEntry) -> Option<There> {
        let record = self.all.get(at)?;
        let own = record.body.hours.iter().enumerate();
        let mut same: Vec<_> = own.filter(|(_, one)| is_told_alike(one, entry)).collect();
        let rows = self.rows(at).into_iter();
        let mut twins = rows.filter(|(_, one)| is_told_alike(one, entry));
        let twin = twins.next();
        if same.is_empty()
            && let Some((row, other)) = twin
            && net_minutes(other) != net_minutes(entry)
        {
            return Some(other_break(entry, &format!("row {row}")));
        }
        same.retain(|(nth, _)| !self.met.contains_key(&(at, *nth)));
        // Of several the one that says most of the same.
        let likest = same
            .into_iter()
            .min_by_key(|(_, one)| (one.void.is_some(), otherwise(one, entry).len()));
        if let Some((nth, other)) = likest {
            let differs = net_minutes(other) != net_minutes(entry) && other.void.is_none();
            let name = || format!("{} in `{}`", entry_name(other), record.id);
            return Some(if differs {
                other_break(entry, &name())
            } else {
                There::Same(nth)
            });
        }
        twin.map(|(row, _)| There::Twin(row))
            .or_else(|| self.in_the_way(record.body.students.first()?.id(), entry))
    }

    /// What rules an entry out: another of the student's at the same time.
    fn in_the_way(&self, student: &Id, entry: &HourEntry) -> Option<There> {
        let is_in_the_way = |other: &HourEntry| {
            let both = stretch(entry).zip(stretch(other));
            let is_live = other.void.is_none() && net_minutes(other).is_some();
            is_live && both.is_some_and(|(a, b)| a.overlaps(b))
        };
        for place in self.of_student.get(student)? {
            let record = self.all.get(*place)?;
            let old = record.body.hours.iter().map(|one| (None, one));
            let new = self.new.get(place).into_iter().flatten();
            let new = new.map(|(row, one)| (Some(*row), one));
            if let Some((row, other)) = old.chain(new).find(|(_, other)| is_in_the_way(other)) {
                let name = match row {
                    Some(row) => format!("row {row}"),
                    None => format!("{} in `{}`", entry_name(other), record.id),
                };
                let fault = format!("{} overlaps {name}", entry_name(entry));
                return Some(There::Clash(
                    Fault::refused(fault).hint("a student is at one place at a time"),
                ));
            }
        }
        None
    }

    /// The rows so far of a placement, new or there already, with what they say.
    fn rows(&self, at: usize) -> Vec<(usize, &HourEntry)> {
        let new = self.new.get(&at).into_iter().flatten();
        let mut rows: Vec<_> = new.map(|(row, one)| (*row, one)).collect();
        for ((_, nth), row) in self.met.range((at, 0)..=(at, usize::MAX)) {
            let hours = self.all.get(at).map_or(&[][..], |one| &one.body.hours);
            rows.extend(hours.get(*nth).map(|one| (*row, one)));
        }
        rows.sort_by_key(|(row, _)| *row);
        rows
    }

    /// Every live entry of the student of a placement, the new ones among them.
    pub(super) fn known(&self, at: usize) -> Vec<&HourEntry> {
        let student = self.all.get(at).and_then(|one| one.body.students.first());
        let places = student.and_then(|student| self.of_student.get(student.id()));
        let mut known = Vec::new();
        for place in places.into_iter().flatten() {
            let old = self.all.get(*place).into_iter();
            known.extend(old.flat_map(|record| live_entries(&record.body)));
            let new = self.new.get(place).into_iter().flatten();
            known.extend(new.map(|(_, entry)| entry));
        }
        known
    }

    /// The one placement of a student that has the day within its dates.
    pub(super) fn on(&self, student: &Id, day: Day) -> std::result::Result<usize, Fault> {
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
                let fault = Fault::refused(format!("`{student}` has no placement on {day}"));
                Err(if own.is_empty() {
                    fault.hint(format!("add one with `wbl wbl add --students {student} …`"))
                } else {
                    fault.hint(format!("the student has: {}", names(&mut own.iter())))
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

/// Whether two entries of a placement tell of the same day and time, or of the same day and length.
fn is_told_alike(one: &HourEntry, other: &HourEntry) -> bool {
    let told = |entry: &HourEntry| (entry.on, entry.from, entry.to, entry.minutes);
    told(one) == told(other)
}

/// What a row says of an entry that is there, and the entry says otherwise or not at all.
pub(super) fn otherwise(there: &HourEntry, row: &HourEntry) -> Vec<&'static str> {
    let kind = |entry: &HourEntry| entry.kind.unwrap_or_default();
    let told = [
        ("kind", row.kind.is_some() && kind(row) != kind(there)),
        ("area", row.area.is_some() && row.area != there.area),
        ("task", row.task.is_some() && row.task != there.task),
        (
            "ref",
            row.reference.is_some() && row.reference != there.reference,
        ),
        ("by", row.by.is_some() && row.by != there.by),
        (
            "verified",
            row.verified.is_some() && row.verified != there.verified,
        ),
    ];
    let differing = told.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(key, _)| key).collect()
}

fn other_break(entry: &HourEntry, name: &str) -> There {
    let fault = format!("{} is there with another break: {name}", entry_name(entry));
    There::Clash(Fault::refused(fault))
}
