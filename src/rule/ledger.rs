//! Every hour entry with what became of it: what the tally adds up, one by one.

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::{HourEntry, Wbl};
use crate::value::{Day, Id};

use super::copied::Prints;
use super::frame::Frame;
use super::judge::{LeftOut, Verdict, judge};
use super::lost;
use super::roll::Roll;
use super::tally::experiences_of;

/// An entry with what became of it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The experience.
    pub experience: Id,
    /// Its partner.
    pub partner: Option<Id>,
    /// Its pathway.
    pub pathway: Option<Id>,
    /// Its student, where it is one student's.
    pub student: Option<Id>,
    /// Who supervised it on the day of the entry.
    pub supervisors: Vec<Id>,
    /// The entry.
    pub entry: HourEntry,
    /// What became of it.
    pub verdict: Verdict,
    /// The pathway and first day of the enrolment that it stands in.
    pub enrolment: Option<(Id, Day)>,
}

/// Every entry of a student's experiences with what became of it, by day; ties by experience.
///
/// # Errors
/// Where a folder cannot be listed, or the student's record cannot be read.
pub fn of_student(book: &Book<'_>, student: &Id, frame: &Frame) -> Result<Vec<Judged>> {
    let roll = Roll::of_student(book, student, frame.as_of)?;
    let (mut judged, mut prints) = (Vec::new(), Prints::default());
    for record in experiences_of(book, student)? {
        prints.take(&record.body);
        take(&mut judged, record, &roll, book, frame);
    }
    prints.note(book)?;
    judged.sort_by(in_order);
    Ok(judged)
}

/// Every entry of every experience with what became of it, by experience; see [`in_order`].
///
/// # Errors
/// Where a folder cannot be listed.
pub fn of_all(book: &Book<'_>, frame: &Frame) -> Result<Vec<Judged>> {
    let roll = Roll::of_all(book, frame.as_of)?;
    let (judged, prints) = book.fold(
        || (Vec::new(), Prints::default()),
        |(judged, prints), record: Record<Wbl>| {
            prints.take(&record.body);
            take(judged, record, &roll, book, frame);
        },
        |(mut judged, prints), (mut more, others)| {
            judged.append(&mut more);
            (judged, prints.and(others))
        },
    )?;
    prints.note(book)?;
    let of_nobody = |one: &&Judged| one.verdict == Verdict::LeftOut(LeftOut::UnknownStudent);
    let of_nobody = judged.iter().filter(of_nobody);
    lost::note(book, &roll, of_nobody.map(|one| &one.experience))?;
    Ok(judged)
}

fn take(
    judged: &mut Vec<Judged>,
    record: Record<Wbl>,
    roll: &Roll,
    book: &Book<'_>,
    frame: &Frame,
) {
    let Record {
        id, body: mut wbl, ..
    } = record;
    let host = roll.host(&wbl);
    for entry in std::mem::take(&mut wbl.hours) {
        let verdict = judge(&entry, host, frame, &book.settings);
        let enrolment = match verdict {
            Verdict::Summed(summed) => roll.stay(summed.enrolment),
            Verdict::LeftOut(_) => None,
        };
        let supervisors = wbl.supervisors_on(entry.on);
        judged.push(Judged {
            experience: id.clone(),
            partner: wbl.partner.as_ref().map(|one| one.id().clone()),
            pathway: wbl.pathway.as_ref().map(|one| one.id().clone()),
            student: match wbl.students.as_slice() {
                [one] => Some(one.id().clone()),
                _ => None,
            },
            supervisors: supervisors.map(|one| one.id().clone()).collect(),
            entry,
            verdict,
            enrolment: enrolment.map(|stay| (stay.pathway.clone(), stay.from)),
        });
    }
}

/// The order of entries by their days; ties by experience.
pub fn in_order(a: &Judged, b: &Judged) -> std::cmp::Ordering {
    let key = |one: &Judged| (one.entry.on, one.entry.from);
    (key(a), &a.experience, &a.entry.id).cmp(&(key(b), &b.experience, &b.entry.id))
}
