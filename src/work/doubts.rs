//! Doubts about a new placement that stop nothing: agreements and papers that are not there yet.

use crate::book::Book;
use crate::fault::Result;
use crate::record::{Person, Student, Wbl};
use crate::rule::{Activities, MouStates, Placing};
use crate::value::{Day, Id};

use super::add_wbl::open_pathways;
use super::judge::Case;

/// What is in doubt about a placement that is to be made, a line each.
pub(super) fn of_new_placement(
    book: &Book<'_>,
    id: &Id,
    case: &Case<'_>,
    activities: &Activities,
) -> Result<Vec<String>> {
    let Some(wbl) = case.body::<Wbl>() else {
        return Ok(Vec::new());
    };
    let student = wbl
        .students
        .first()
        .filter(|_| activities.is_individual(&wbl.activity));
    let Some(student) = student.filter(|_| wbl.status().is_live()) else {
        return Ok(Vec::new());
    };
    let mut doubts = Vec::new();
    doubts.extend(enrolment_doubt(book, student.id(), &wbl)?);
    let born = born(book, student.id());
    if born.is_none() {
        doubts.push(format!(
            "`{id}`: whether `{student}` needs a work permit is not judged: no birth date is on this machine"
        ));
    }
    let lacks = Placing::of(&wbl, student.id(), born).lacks(&MouStates::of(book)?, wbl.starts);
    let said = lacks
        .into_iter()
        .map(|lack| format!("`{id}`: {}", lack.words));
    doubts.extend(said);
    Ok(doubts)
}

fn enrolment_doubt(book: &Book<'_>, student: &Id, wbl: &Wbl) -> Result<Option<String>> {
    let (Some(pathway), Some(record)) = (&wbl.pathway, book.get::<Student>(student)?) else {
        return Ok(None);
    };
    let open = open_pathways(&book.settings, &record.body, wbl.starts);
    Ok((!open.contains(pathway.id())).then(|| {
        format!(
            "`{student}` is not enrolled in `{pathway}` on {}: hours of that day would count nowhere",
            wbl.starts
        )
    }))
}

/// A student's age on a day, where the birth date is on this machine.
pub(super) fn age_on(book: &Book<'_>, student: &Id, day: Day) -> Option<i32> {
    Some(born(book, student)?.age_on(day))
}

fn born(book: &Book<'_>, student: &Id) -> Option<Day> {
    book.get::<Person>(student).ok()??.body.born
}
