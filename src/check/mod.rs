//! `wbl check`: everything wrong in a store, found at once, each with its place and its remedy.
//!
//! The checks of one file see that file and what [`Ground`](ground::Ground) knows of the others;
//! they run on all cores, and hand on the little that checks of several files compare.

mod chains;
mod complete;
mod copied;
mod days;
mod doubles;
mod experience;
mod file;
mod files;
mod fix;
#[cfg(test)]
mod fix_tests;
#[cfg(test)]
mod fuzz;
mod ground;
mod hours;
mod links;
mod mous;
mod overlap;
mod own;
mod papers;
mod people;
mod report;
mod settings;
mod spelling;
mod states;
mod table;
#[cfg(test)]
mod tests;
mod verified;

use rayon::prelude::*;

use crate::book::{Book, Located, Once, is_record};
use crate::fault::{Fault, Result};
use crate::record::{KINDS, SETTINGS, spec};
use crate::schema::{self, Doc, Kind, Problem, Severity};
use crate::value::{Day, Id};

use chains::ChainLink;
use copied::Worked;
use experience::Experience;
use file::File;
use ground::Ground;
use overlap::Shift;
use states::Placement;

pub use fix::fix;
pub use report::{Places, report};
pub use table::{CHECKS, CheckSpec, Topic, checks, explain};

/// Runs the checks of the given names — ids or topics of [`CHECKS`], all where none is given —
/// and returns what they find, by path and line.
///
/// # Errors
/// Where a name is no check (exit 2). Nothing in a store is an error: it is a finding.
pub fn run(book: &Book<'_>, today: Day, names: &[String]) -> Result<Vec<Problem>> {
    let wanted = chosen(names)?;
    // Many checks look at all partners, students or MOUs. Experiences are most of a store, and are
    // read a second time only where something is found in them.
    let disk = Once::over(book.disk(), |path| {
        is_record(path) && !path.starts_with("wbl/")
    });
    let book = &Book::new(&disk, book.settings.clone());
    let ground = Ground::of(book, today);
    let mut found = Vec::new();
    files::folders(book, &mut found);
    let mut files = Vec::new();
    for spec in KINDS.iter().filter(|spec| spec.kind != Kind::Settings) {
        let located = book.located(spec.kind).unwrap_or_default();
        files.extend(located.iter().map(|one| (spec.kind, one)));
    }
    let seen: Vec<Seen> = files
        .par_iter()
        .map(|(kind, located)| see(&ground, *kind, located))
        .collect();
    settings_file(&ground, &mut found);
    together(book, seen, &mut found);
    people::parts(&ground, &mut found);
    doubles::look(&ground, &mut found);
    mous::beside(&ground, &mut found);
    found.retain(|problem| wanted.is_empty() || wanted.contains(&problem.rule));
    let key = |problem: &Problem| {
        let place = &problem.place;
        (
            place.path.clone(),
            place.line,
            place.col,
            problem.rule,
            problem.message.clone(),
        )
    };
    found.sort_by_cached_key(key);
    found.dedup();
    Ok(found)
}

/// What is wrong with the settings of a book alone.
pub fn of_settings(book: &Book<'_>, today: Day) -> Vec<Problem> {
    let mut found = Vec::new();
    settings_file(&Ground::of(book, today), &mut found);
    found
}

/// The ids of the checks that names stand for; none where all are meant.
fn chosen(names: &[String]) -> Result<Vec<&'static str>> {
    let mut wanted = Vec::new();
    for name in names {
        let topic = CHECKS.iter().find(|topic| topic.name == name);
        match (topic, explain(name)) {
            (Some(topic), _) => wanted.extend(topic.checks.iter().map(|check| check.id)),
            (None, Some(check)) => wanted.push(check.id),
            (None, None) => {
                let topics: Vec<_> = CHECKS.iter().map(|topic| topic.name).collect();
                let fault = Fault::misuse(format!("there is no check `{name}`"));
                let fault = match table::nearest_name(name) {
                    Some(near) => fault.hint(format!("did you mean `{near}`?")),
                    None => fault,
                };
                let ids: Vec<_> = table::checks().map(|check| check.id).collect();
                return Err(fault
                    .hint(format!("the topics are {}", topics.join(", ")))
                    .hint(format!("the checks are {}", ids.join(", "))));
            }
        }
    }
    Ok(wanted)
}

/// What one file says wrong, and what others are to be held against.
#[derive(Debug, Default)]
struct Seen {
    found: Vec<Problem>,
    links: Vec<ChainLink>,
    shifts: Vec<Shift>,
    worked: Vec<Worked>,
    placement: Option<Placement>,
    /// The experience, where it is completed and should have a final review.
    completed: Option<Id>,
}

/// Looks at one file with every check of one file.
fn see(ground: &Ground<'_, '_>, kind: Kind, located: &Located) -> Seen {
    let sheet = match ground.book.sheet_at(located) {
        Ok(sheet) => sheet,
        Err(found) => {
            return Seen {
                found,
                ..Seen::default()
            };
        }
    };
    let file = File {
        kind,
        id: &located.id,
        path: &located.path,
        doc: &sheet.doc,
    };
    let mut seen = Seen {
        found: each(&file, ground),
        links: chains::links(&file),
        ..Seen::default()
    };
    let found = &mut seen.found;
    files::look(&file, ground.book, found);
    spelling::look(&file, found);
    settings::custom(&file, ground, found);
    people::look(&file, &ground.names, found);
    if kind == Kind::Student {
        states::enrolled_twice(&file, ground, found);
    }
    if kind == Kind::Mou {
        mous::look(&file, found);
        mous::documents(&file, ground.book, found);
    }
    if kind == Kind::Wbl {
        let experience = Experience::of(&file);
        hours::look(&file, ground, &experience, found);
        states::experience(&file, ground, &experience, found);
        papers::look(&file, ground, &experience, found);
        seen.completed = complete::look(&file, ground, &experience, found).then(|| file.id.clone());
        seen.shifts = overlap::shifts(file.id, &experience);
        seen.worked = copied::worked(file.id, &experience).collect();
        seen.placement = states::placement(&file, ground, &experience);
    }
    drop_excused(&file, &mut seen.found);
    seen
}

/// The checks that every file goes through, the settings among them.
fn each(file: &File<'_>, ground: &Ground<'_, '_>) -> Vec<Problem> {
    let mut found = schema::check(file.path, file.doc, spec(file.kind).fields());
    file.each_value(&mut |spot, field, node| {
        let link = links::at(file, ground, spot, field, node);
        if let Some(problem) = link.or_else(|| days::at(file, ground, spot, field, node)) {
            found.push(problem);
        }
    });
    links::look(file, ground, &mut found);
    days::look(file, ground, &mut found);
    found
}

/// A rule broken with a reason is no finding; what cannot be is, whatever the reason.
fn drop_excused(file: &File<'_>, found: &mut Vec<Problem>) {
    found.retain(|p| p.severity == Severity::Error || !file.excuses(p.rule, None));
}

fn settings_file(ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    let bytes = match ground.book.disk().read(SETTINGS) {
        Ok(bytes) => bytes,
        Err(error) => {
            let fault = Fault::io(&error, "read this file");
            let problem = file::problem_of("unreadable", SETTINGS, fault.message);
            return found.push(problem.hint("every store has one; `wbl init` writes it"));
        }
    };
    let doc = match Doc::parse_bytes(SETTINGS, bytes) {
        Ok(doc) => doc,
        Err(problems) => return found.extend(problems),
    };
    // The id is in no message: links do not lead to the settings.
    let Ok(id) = Id::new("wbl") else {
        return;
    };
    let file = File {
        kind: Kind::Settings,
        id: &id,
        path: SETTINGS,
        doc: &doc,
    };
    let mut seen = each(&file, ground);
    spelling::look(&file, &mut seen);
    settings::look(&file, ground, &mut seen);
    own::look(&file, ground, &mut seen);
    drop_excused(&file, &mut seen);
    found.append(&mut seen);
}

/// What shows only where several files are held against each other.
fn together(book: &Book<'_>, seen: Vec<Seen>, found: &mut Vec<Problem>) {
    let (mut links, mut shifts, mut worked) = (Vec::new(), Vec::new(), Vec::new());
    let (mut placements, mut completed) = (Vec::new(), Vec::new());
    for mut seen in seen {
        found.append(&mut seen.found);
        links.append(&mut seen.links);
        shifts.append(&mut seen.shifts);
        worked.append(&mut seen.worked);
        placements.extend(seen.placement);
        completed.extend(seen.completed);
    }
    chains::look(book, &links, found);
    let (overlapping, copied) = rayon::join(
        || overlap::found(book, shifts),
        || copied::found(book, worked),
    );
    found.extend(overlapping);
    found.extend(copied);
    states::twins(book, placements, found);
    complete::reviews(book, &completed, found);
}
