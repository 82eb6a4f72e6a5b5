//! The placements whose hours a file adds to, and what stands in them already.

use std::collections::{BTreeMap, HashMap};

use crate::book::{Book, Record};
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, Person, Wbl};
use crate::rule::{Activities, net_minutes, stretch};
use crate::value::{Day, Id, fold};

use super::super::judge_wbl::entry_name;
use super::super::refer_wbl::reach;

/// The placements of the store, with what the file adds.
pub(super) struct Places {
    pub(super) all: Vec<Record<Wbl>>,
    of_student: HashMap<Id, Vec<usize>>,
    pub(super) by_district: HashMap<String, Id>,
    /// The new entries of each placement, with the rows that they are.
    pub(super) new: BTreeMap<usize, Vec<(usize, HourEntry)>>,
}

/// An entry that is there.
pub(super) enum There {
    /// The same, and what to say of it.
    Same(String),
    /// One that rules the new one out.
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
    pub(super) fn there(&self, at: usize, entry: &HourEntry) -> Option<There> {
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
