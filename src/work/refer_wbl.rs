//! Which experience is meant: its id, else the student's one placement on that day.

use crate::book::{Book, Record, unreadable};
use crate::fault::{Fault, Result};
use crate::record::Wbl;
use crate::rule::Activities;
use crate::schema::Kind;
use crate::value::{Day, Id, Reach};

use super::refer::{Found, How, by_prefix_or_name, exact, resolve, too_many};

/// On which days a student may stand for their placement.
#[derive(Clone, Copy, Debug)]
enum When<'a> {
    /// It has all of them within its dates: they are worked in it.
    Worked(&'a [Day]),
    /// It is the only one, or the one that has some of them within its dates.
    About(&'a [Day]),
}

/// Finds the experience that a text names. A student will do in its place: their only individual
/// experience, else the one that has some of `days` within its dates.
///
/// # Errors
/// Where it names nothing, or too many (exit 3).
pub fn resolve_wbl(book: &Book<'_>, text: &str, days: &[Day]) -> Result<Found> {
    found(book, text, When::About(days))
}

/// Finds the experience that a text names. A student will do in its place, where just one
/// individual experience of theirs has all of `days` within its dates.
///
/// # Errors
/// Where it names nothing, or too many (exit 3).
pub fn resolve_worked(book: &Book<'_>, text: &str, days: &[Day]) -> Result<Found> {
    found(book, text, When::Worked(days))
}

fn found(book: &Book<'_>, text: &str, when: When<'_>) -> Result<Found> {
    let as_student = |id: &Id| Found {
        id: id.clone(),
        how: How::Student,
        through: None,
    };
    if let Some(id) = exact(book, Kind::Wbl, text)? {
        return Ok(Found {
            id,
            how: How::Exact,
            through: None,
        });
    }
    if let Some(id) = book.chosen_for(Kind::Wbl, text) {
        return Ok(as_student(&id));
    }
    let student =
        match exact(book, Kind::Student, text)?.or_else(|| book.chosen_for(Kind::Student, text)) {
            Some(id) => Ok(id),
            None => by_prefix_or_name(book, Kind::Student, text)?.map(|found| found.id),
        };
    let Ok(student) = student else {
        let several = match by_prefix_or_name(book, Kind::Wbl, text)? {
            Ok(found) => return Ok(found),
            Err(several) => several,
        };
        // A name of several students, or the start of no experience: the students are the choice.
        return match student {
            Err(students) if several.is_empty() && !students.is_empty() => {
                Err(too_many(book, Kind::Student, text, &students))
            }
            Ok(_) | Err(_) => resolve(book, Kind::Wbl, text),
        };
    };
    let all = placements_of(book, &student)?;
    let then: Vec<_> = all
        .iter()
        .filter(|record| when.fits(reach(&record.body)))
        .collect();
    match then.as_slice() {
        [one] => return Ok(as_student(&one.id)),
        [] => {}
        several => {
            let ids: Vec<_> = several.iter().map(|record| record.id.clone()).collect();
            return Err(too_many(book, Kind::Wbl, text, &ids));
        }
    }
    // None has those days: a file that cannot be read may be the one that does.
    if let Some(fault) = unread_first(book, &student) {
        return by_prefix_or_name(book, Kind::Wbl, text)?.map_err(|_| fault);
    }
    match (all.as_slice(), when) {
        ([one], When::About(_)) => Ok(as_student(&one.id)),
        (_, When::About(days) | When::Worked(days)) => by_prefix_or_name(book, Kind::Wbl, text)?
            .map_err(|_| match when {
                When::About(_) if !all.is_empty() => which_of(book, text, &student, &all, days),
                When::About(_) | When::Worked(_) => none_then(&student, &all, days),
            }),
    }
}

impl When<'_> {
    fn fits(self, reach: Reach) -> bool {
        match self {
            Self::Worked(days) => days.iter().all(|day| reach.holds(*day)),
            Self::About(days) => days.iter().any(|day| reach.holds(*day)),
        }
    }
}

/// From an experience's first day to its last.
pub(super) fn reach(wbl: &Wbl) -> Reach {
    Reach::new(Some(wbl.starts), wbl.ends)
}

/// The individual experiences of a student that are, or are to be, theirs; by id.
pub(super) fn placements_of(book: &Book<'_>, student: &Id) -> Result<Vec<Record<Wbl>>> {
    let activities = Activities::of(book)?;
    let mut all = book.all_with::<Wbl>(student.as_str())?;
    all.retain(|record| {
        let wbl = &record.body;
        wbl.students.iter().any(|one| one.id() == student)
            && wbl.status().is_live()
            && activities.is_individual(&wbl.activity)
    });
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(all)
}

/// The fault of a file of the student's that cannot be read: it may be the one that is meant.
fn unread_first(book: &Book<'_>, student: &Id) -> Option<Fault> {
    let mut problems = book.problems();
    problems.retain(|problem| {
        let path = &problem.place.path;
        path.starts_with("wbl/") && path.contains(student.as_str())
    });
    (!problems.is_empty()).then(|| {
        unreadable(&problems).hint("mend that file first: it may be the placement that is meant")
    })
}

/// The fault of a student with several placements, of which none has the days.
fn which_of(book: &Book<'_>, text: &str, student: &Id, all: &[Record<Wbl>], days: &[Day]) -> Fault {
    let ids: Vec<_> = all.iter().map(|record| record.id.clone()).collect();
    let mut fault = too_many(book, Kind::Wbl, text, &ids);
    fault.message = format!(
        "the student `{student}` has {} individual experiences, and none {}",
        all.len(),
        spoken(days)
    );
    fault
}

/// The days as they are said: none could be read, one of them, a week from its first day, or one by one.
fn spoken(days: &[Day]) -> String {
    match days {
        [] => "on any day".to_owned(),
        [first, .., last] if days.len() == 7 && first.plus(6) == *last => {
            format!("in the week of {first}")
        }
        _ => {
            let days: Vec<_> = days.iter().map(ToString::to_string).collect();
            format!("on {}", days.join(" and "))
        }
    }
}

fn none_then(student: &Id, all: &[Record<Wbl>], days: &[Day]) -> Fault {
    let mut fault = Fault::reference(format!(
        "the student `{student}` has no placement {}",
        spoken(days)
    ));
    for record in all {
        let ends = record.body.ends.map(|ends| format!(" to {ends}"));
        let from_to = format!("{}{}", record.body.starts, ends.unwrap_or_default());
        fault = fault.hint(format!("`{}` runs from {from_to}", record.id));
    }
    if all.is_empty() {
        fault = fault.hint(format!(
            "add one with `wbl wbl add --students {student} --activity internship --partner REF --starts DAY`"
        ));
    }
    fault
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let day = |text: &str| Day::iso(text).unwrap();
        let monday = day("2026-10-05");
        let week: Vec<_> = (0..7).map(|days| monday.plus(days)).collect();
        for (days, said) in [
            (&[][..], "on any day"),
            (&[monday], "on 2026-10-05"),
            (&[monday, day("2026-10-07")], "on 2026-10-05 and 2026-10-07"),
            (&week, "in the week of 2026-10-05"),
        ] {
            assert_eq!(spoken(days), said);
        }
    }
}
