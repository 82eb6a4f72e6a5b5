//! The roll: every student with their stays in pathways, and what an experience is to them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::{Enrolment, Pathway, Settings, Student, Wbl};
use crate::value::{Day, Id};

use super::activity::Activities;
use super::enrolled::Enrolled;
use super::judge::{Host, LeftOut};

/// Students by id, each with their stays as they are known on a day.
#[derive(Debug)]
pub struct Roll {
    activities: Activities,
    pathways: BTreeMap<Id, Pathway>,
    students: Vec<(Id, Range<usize>)>,
    stays: Vec<Enrolled>,
}

/// A student and their stays, before they are numbered.
type Enlisted = (Id, Vec<Enrolled>);

impl Roll {
    /// Reads the roll of all students.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn of_all(book: &Book<'_>, as_of: Day) -> Result<Self> {
        let (activities, pathways) = (Activities::of(book)?, pathways(book)?);
        let students = book.fold(
            Vec::new,
            |students, record| students.push(enlist(record, &pathways, &book.settings, as_of)),
            |mut students, mut more| {
                students.append(&mut more);
                students
            },
        )?;
        Ok(Self::numbered(activities, pathways, students))
    }

    /// Reads the roll of one student; it is empty where there is none.
    ///
    /// # Errors
    /// Where a folder cannot be listed, or the student's record cannot be read.
    pub fn of_student(book: &Book<'_>, student: &Id, as_of: Day) -> Result<Self> {
        let (activities, pathways) = (Activities::of(book)?, pathways(book)?);
        let record = book.get::<Student>(student)?;
        let students = record
            .map(|record| enlist(record, &pathways, &book.settings, as_of))
            .into_iter()
            .collect();
        Ok(Self::numbered(activities, pathways, students))
    }

    fn numbered(
        activities: Activities,
        pathways: BTreeMap<Id, Pathway>,
        mut enlisted: Vec<Enlisted>,
    ) -> Self {
        enlisted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut stays = Vec::with_capacity(enlisted.iter().map(|(_, own)| own.len()).sum());
        let mut students = Vec::with_capacity(enlisted.len());
        for (id, mut own) in enlisted {
            own.sort_by(|a, b| (&a.pathway, a.from).cmp(&(&b.pathway, b.from)));
            let first = stays.len();
            stays.append(&mut own);
            students.push((id, first..stays.len()));
        }
        Self {
            activities,
            pathways,
            students,
            stays,
        }
    }

    /// What an experience is to the entries in it.
    pub fn host(&self, wbl: &Wbl) -> Host<'_> {
        if !self.activities.is_individual(&wbl.activity) {
            return Host::Nobody(LeftOut::Event);
        }
        let student = match wbl.students.as_slice() {
            [] => return Host::Nobody(LeftOut::NoStudent),
            [student] => student.id(),
            _ => return Host::Nobody(LeftOut::ManyStudents),
        };
        let Some(at) = self.place(student) else {
            return Host::Nobody(LeftOut::UnknownStudent);
        };
        let Some(pathway) = &wbl.pathway else {
            return Host::Nobody(LeftOut::NoPathway);
        };
        let range = self.students[at].1.clone();
        let own = &self.stays[range.clone()];
        let before = own.partition_point(|stay| stay.pathway < *pathway.id());
        let within = own[before..].partition_point(|stay| stay.pathway == *pathway.id());
        let body = self.pathways.get(pathway.id());
        Host::Placement {
            stays: &own[before..before + within],
            first: range.start + before,
            counts: self.activities.counts(&wbl.activity, body),
        }
    }

    /// Whether a student is on the roll: their record is there, and could be read.
    pub fn knows(&self, student: &Id) -> bool {
        self.place(student).is_some()
    }

    fn place(&self, student: &Id) -> Option<usize> {
        self.students
            .binary_search_by(|(id, _)| id.cmp(student))
            .ok()
    }

    /// The stay with this number.
    pub fn stay(&self, number: usize) -> Option<&Enrolled> {
        self.stays.get(number)
    }

    /// Every student's id with each of their stays and its number: by student, pathway, first day.
    pub fn into_stays(self) -> impl Iterator<Item = (usize, Id, Enrolled)> {
        let owners = self
            .students
            .into_iter()
            .flat_map(|(id, range)| std::iter::repeat_n(id, range.len()));
        owners
            .zip(self.stays)
            .enumerate()
            .map(|(number, (student, stay))| (number, student, stay))
    }
}

fn pathways(book: &Book<'_>) -> Result<BTreeMap<Id, Pathway>> {
    let all = book.all::<Pathway>()?;
    Ok(all.into_iter().map(|one| (one.id, one.body)).collect())
}

fn enlist(
    record: Record<Student>,
    pathways: &BTreeMap<Id, Pathway>,
    settings: &Settings,
    as_of: Day,
) -> Enlisted {
    let student = &record.body;
    let stay = |enrolment: &Enrolment| {
        let pathway = pathways.get(enrolment.pathway.id());
        Enrolled::of(enrolment, student.grad_year, pathway, settings, as_of)
    };
    // Collected alone, a lone stay would take the room of four.
    let mut stays = Vec::with_capacity(student.enrolled.len());
    stays.extend(student.enrolled.iter().filter_map(stay));
    (record.id, stays)
}
