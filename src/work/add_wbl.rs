//! What is its own in adding an experience: one for each student, with the student's pathway.

use crate::book::Book;
use crate::change::no_record;
use crate::fault::{Fault, Result};
use crate::record::{Settings, Student};
use crate::rule::Activities;
use crate::schema::{Kind, Node, find_field};
use crate::value::{Day, Id, Reach, SchoolYear};

use super::add::{Values, root};
use super::flags::wanted;
use super::judge::texts;

/// The values of each experience that is to be made: of an individual activity one a student, with
/// the pathway that was typed, else the one in which the student is enrolled when it starts, else
/// the one that was copied, if it is one of theirs. What is missing is noted.
pub(super) fn each_student(
    book: &Book<'_>,
    values: &Values,
    pathway_is_typed: bool,
    activities: &Activities,
    lacking: &mut Vec<String>,
) -> Result<Vec<Values>> {
    let top = root(values);
    let individual = top
        .text_at("activity")
        .is_some_and(|name| activities.is_individual(name));
    if !individual {
        return Ok(vec![values.clone()]);
    }
    let students = texts(&top, "students");
    if students.is_empty() {
        if top.text_at("status") != Some("posted") {
            lack("students", lacking);
        }
        return Ok(vec![values.clone()]);
    }
    let mut each = Vec::new();
    for student in students {
        let mut own = values.clone();
        own.insert("students", Node::list(vec![Node::text(student)]));
        if let Some(starts) = top.day_at("starts") {
            let given = top.text_at("pathway");
            let found = match given {
                Some(typed) if pathway_is_typed => Ok(typed.to_owned()),
                Some(_) | None => pathway(book, student, starts, given)?,
            };
            match found {
                Ok(pathway) => {
                    own.insert("pathway", Node::text(pathway));
                }
                Err(why) => lacking.push(why),
            }
        }
        each.push(own);
    }
    Ok(each)
}

fn lack(key: &str, lacking: &mut Vec<String>) {
    let field = find_field(crate::record::spec(Kind::Wbl).own, key);
    let flag = field.map_or_else(|| format!("`--{key}`"), wanted);
    if !lacking.contains(&flag) {
        lacking.push(flag);
    }
}

/// The one enrolment open on that day, else the one that was copied; else what is missing, and why.
fn pathway(
    book: &Book<'_>,
    student: &str,
    starts: Day,
    copied: Option<&str>,
) -> Result<std::result::Result<String, String>> {
    // What a link was read into is always the id of a record.
    let id = Id::new(student).map_err(Fault::misuse)?;
    let record = book
        .get::<Student>(&id)?
        .ok_or_else(|| no_record(Kind::Student, &id))?;
    let open = open_pathways(&book.settings, &record.body, starts);
    let names: Vec<_> = open.iter().map(|one| format!("`{one}`")).collect();
    let of_copy = copied.filter(|copied| open.iter().any(|one| one.as_str() == *copied));
    Ok(match (open.as_slice(), of_copy) {
        ([one], _) => Ok(one.to_string()),
        (_, Some(copied)) => Ok(copied.to_owned()),
        ([], None) => Err(format!("`--pathway` (`{id}` is in none on {starts})")),
        (_, None) => Err(format!(
            "`--pathway` (`{id}` is in {} on {starts})",
            names.join(" and ")
        )),
    })
}

/// The pathways in which a student is enrolled on a day.
pub(super) fn open_pathways(settings: &Settings, student: &Student, day: Day) -> Vec<Id> {
    let open = student.enrolled.iter().filter(|enrolment| {
        Reach::new(
            Some(enrolment.from),
            Some(last_day(settings, student, enrolment.to)),
        )
        .holds(day)
    });
    let mut ids: Vec<_> = open
        .map(|enrolment| enrolment.pathway.id().clone())
        .collect();
    ids.dedup();
    ids
}

/// The last day of an enrolment: its own, else that of the student's last school year.
pub(super) fn last_day(settings: &Settings, student: &Student, to: Option<Day>) -> Day {
    to.unwrap_or_else(|| settings.last_day(SchoolYear::of_graduation(student.grad_year)))
}
