//! Doubts that stop nothing: about a new placement, agreements and papers that are not there yet; about
//! the liaison of an MOU.

use crate::book::Book;
use crate::fault::Result;
use crate::record::{Contact, Mou, Partner, Person, Student, Wbl};
use crate::rule::{Activities, MouStates, Placing};
use crate::schema::Kind;
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

/// What is in doubt about the liaison of an MOU: they speak for the school.
pub(super) fn of_liaison(book: &Book<'_>, case: &Case<'_>) -> Result<Option<String>> {
    if case.kind != Kind::Mou || !case.has_changed(&["liaison"]) {
        return Ok(None);
    }
    let Some(liaison) = case.body::<Mou>().and_then(|mou| mou.liaison) else {
        return Ok(None);
    };
    let Some(contact) = book.get::<Contact>(liaison.id())?.map(|record| record.body) else {
        return Ok(None);
    };
    let is_staff = contact
        .roles
        .iter()
        .any(|role| STAFF.contains(&role.as_str()));
    let partner = match &contact.partner {
        Some(partner) => book.get::<Partner>(partner.id())?,
        None => None,
    };
    let other =
        partner.filter(|partner| partner.body.kind.as_deref() != Some("school") && !is_staff);
    Ok(other.map(|partner| {
        format!(
            "`{liaison}` is of the partner `{}`: the liaison is whom the board works with at the school",
            partner.id
        )
    }))
}

/// The roles of people of the school.
const STAFF: [&str; 3] = ["staff", "teacher", "counselor"];

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
