//! Whether two entries of one student share a minute, over all placements.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::rule::{Stretch, net_minutes, stretch};
use crate::schema::{Kind, Problem};
use crate::value::Id;

use super::experience::{Experience, name_of, of_one, place_of};
use super::file::File;

/// When a student was at work: the time, and the entry's place in its experience.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shift {
    student: Id,
    stretch: Stretch,
    experience: Id,
    entry: usize,
}

/// The shifts of an experience that make sense.
pub(super) fn shifts(id: &Id, experience: &Experience<'_>) -> Vec<Shift> {
    let [student] = &experience.students[..] else {
        return Vec::new();
    };
    let entries = experience.entries.iter().enumerate();
    entries
        .filter(|(_, (entry, _))| entry.void.is_none() && net_minutes(entry).is_some())
        .filter_map(|(at, (entry, _))| {
            Some(Shift {
                student: student.clone(),
                stretch: stretch(entry)?,
                experience: id.clone(),
                entry: at,
            })
        })
        .collect()
}

/// Finds each entry that begins while an earlier one of the same student still runs.
pub(super) fn found(book: &Book<'_>, mut shifts: Vec<Shift>) -> Vec<Problem> {
    shifts.sort();
    let mut pairs: BTreeMap<Id, Vec<(usize, Shift)>> = BTreeMap::new();
    let mut running: Option<&Shift> = None;
    for shift in &shifts {
        let same = running.filter(|running| running.student == shift.student);
        if let Some(running) = same.filter(|running| running.stretch.overlaps(shift.stretch)) {
            let of = pairs.entry(shift.experience.clone()).or_default();
            of.push((shift.entry, running.clone()));
        }
        if same.is_none_or(|running| running.stretch.to < shift.stretch.to) {
            running = Some(shift);
        }
    }
    let each = pairs.iter().map(|(id, pairs)| in_file(book, id, pairs));
    each.flatten().collect()
}

fn in_file(book: &Book<'_>, id: &Id, pairs: &[(usize, Shift)]) -> Vec<Problem> {
    of_one(book, id, |file, here| {
        let problem = |(at, other): &(usize, Shift)| {
            let (entry, item) = here.entries.get(*at)?;
            let message = format!(
                "{} overlaps the same student's {}",
                name_of(entry),
                described(book, here, id, other)?
            );
            let own = entry.id.as_ref().map_or("ENTRY", |id| id.as_str());
            let hint = format!("correct the times, or: wbl wbl void {id} {own} --because \"…\"");
            Some(file.found_at("overlap", place_of(item), message).hint(hint))
        };
        pairs.iter().filter_map(problem).collect()
    })
}

/// The other entry with its times, and its file where that is another.
fn described(book: &Book<'_>, here: &Experience<'_>, id: &Id, other: &Shift) -> Option<String> {
    let named = |experience: &Experience<'_>| {
        let (entry, _) = experience.entries.get(other.entry)?;
        let (from, to) = entry.from.zip(entry.to)?;
        Some(format!("{} ({from}-{to})", name_of(entry)))
    };
    if other.experience == *id {
        return named(here);
    }
    let sheet = book.sheet(Kind::Wbl, &other.experience).ok()??;
    let file = File {
        kind: Kind::Wbl,
        id: &other.experience,
        path: &sheet.path,
        doc: &sheet.doc,
    };
    Some(format!(
        "{} in {}",
        named(&Experience::of(&file))?,
        sheet.path
    ))
}
