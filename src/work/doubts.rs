//! Doubts that stop nothing: about a new placement, agreements and papers that are not there yet; about
//! the liaison of an MOU.

use crate::book::Book;
use crate::fault::Result;
use crate::record::{Contact, Mou, Partner, Person, Student, Wbl};
use crate::rule::{Activities, MouState, MouStates};
use crate::schema::Kind;
use crate::value::{Day, Id, Ref};

use super::add_wbl::open_pathways;
use super::judge::Case;

/// The age from which a student is no minor.
const OF_AGE: i32 = 18;
/// How many days of a placement are looked at; a longer one is a slip.
const LONGEST: i64 = 1500;

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
    doubts.extend(mou_doubt(book, id, &wbl)?);
    doubts.extend(enrolment_doubt(book, student.id(), &wbl)?);
    let age = age_on(book, student.id(), wbl.starts);
    let permit = wbl.papers.iter().any(|paper| paper.kind == "permit");
    match age {
        Some(age) if age < OF_AGE && !permit => doubts.push(format!(
            "`{id}`: no work permit is on file, and `{student}` is {age} on {}",
            wbl.starts
        )),
        None => doubts.push(format!(
            "`{id}`: whether `{student}` needs a work permit is not judged: no birth date is on this machine"
        )),
        Some(_) => {}
    }
    let parent = wbl.agreed.iter().any(|agreed| agreed.party == "parent");
    if !parent && age.is_none_or(|age| age < OF_AGE) {
        doubts.push(format!("`{id}`: no parent has agreed to it yet"));
    }
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

fn mou_doubt(book: &Book<'_>, id: &Id, wbl: &Wbl) -> Result<Option<String>> {
    let Some(partner) = &wbl.partner else {
        return Ok(None);
    };
    let states = MouStates::of(book)?;
    let pathway = wbl.pathway.as_ref().map(Ref::id);
    let covered = |day: Day| match &wbl.mou {
        Some(mou) => states
            .state(mou.id(), day)
            .is_some_and(MouState::is_in_force),
        None => states.in_force(partner.id(), pathway, day).is_some(),
    };
    let about = pathway.map_or(String::new(), |pathway| format!(" for `{pathway}`"));
    if !covered(wbl.starts) {
        return Ok(Some(format!(
            "`{id}`: no MOU with `{partner}`{about} is in force on {}",
            wbl.starts
        )));
    }
    let days = wbl
        .ends
        .map_or(0, |ends| ends.since(wbl.starts).min(LONGEST));
    let bare = (1..=days)
        .map(|day| wbl.starts.plus(day))
        .find(|day| !covered(*day));
    Ok(bare.map(|day| {
        format!(
            "`{id}`: the MOU with `{partner}`{about} ends before the placement does; none is in force on {day}"
        )
    }))
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
    let person = book.get::<Person>(student).ok()??;
    Some(person.body.born?.age_on(day))
}
