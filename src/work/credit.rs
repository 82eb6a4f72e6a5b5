//! `credit`: what was reported to the registrar for a term stays on record as it was then.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Credited, node_of};
use crate::rule::{Detail, Frame, Sums, missing_from, tally};
use crate::schema::Kind;
use crate::value::{Day, Id, Ref, SchoolYear, nfc};

use super::judge::group_fields;
use super::transfer::the_student;

/// What is asked of `credit`.
#[derive(Clone, Debug, Default)]
pub struct CreditRequest {
    /// The term.
    pub term: String,
    /// Its school year; that of today where none is named.
    pub year: Option<SchoolYear>,
    /// The pathway, where the student was in several.
    pub pathway: Option<Id>,
    /// The day of the report; today where none is named.
    pub on: Option<Day>,
    /// The credit awarded.
    pub credit: Option<String>,
    /// The mark.
    pub mark: Option<String>,
    /// The course on the transcript.
    pub course: Option<String>,
    /// Why it is reported once more.
    pub because: Option<String>,
}

/// Records what is reported for students, in one change: the minutes that count for the term now.
///
/// # Errors
/// Where the term is not known or the pathway not named (2); where a student was in none, or the
/// term was reported before and nothing is said for doing it again (4).
pub fn credit(
    book: &Book<'_>,
    ids: &[Id],
    request: &CreditRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let frame =
        Frame::on(&book.settings, today).of_term(&book.settings, request.year, &request.term)?;
    let named = book.settings.terms_of(frame.year);
    let wanted = crate::value::fold(&request.term);
    let term = named
        .iter()
        .find(|one| crate::value::fold(&one.name) == wanted);
    let term = term.map_or_else(|| request.term.clone(), |term| term.name.clone());
    let on = request.on.unwrap_or(today);
    if on > today {
        return Err(Fault::refused(format!(
            "{on} has not come: nothing can have been reported on it"
        ))
        .hint("leave the day out: it is today's"));
    }
    let mut draft = Draft::new(book, seed);
    for id in ids {
        let (pathway, sums) = sums_of(book, id, request, &frame, &term)?;
        let minutes = sums.counted;
        let student = the_student(book, id)?;
        let before =
            student.credits.iter().rev().find(|one| {
                *one.pathway.id() == pathway && one.year == frame.year && one.term == term
            });
        let because = request.because.as_deref().map(nfc);
        let because = because.filter(|because| !because.is_empty());
        if let (Some(before), None) = (before, &because) {
            return Err(Fault::refused(format!(
                "`{id}`: {term} of {} was reported for `{pathway}` on {}, with {}",
                frame.year, before.on, before.minutes
            ))
            .hint("to report it once more, say why: add `--because \"…\"`"));
        }
        let item = Credited {
            id: None,
            pathway: Ref::to(pathway.clone()),
            year: frame.year,
            term: term.clone(),
            on,
            minutes,
            credit: request.credit.as_deref().map(nfc),
            mark: request.mark.as_deref().map(nfc),
            course: request.course.as_deref().map(nfc),
            because: because.filter(|_| before.is_some()),
        };
        let node = node_of(&item, group_fields(Kind::Student, "credits"));
        draft.edit(Kind::Student, id)?.push("credits", node)?;
        draft.say(format!(
            "Recorded {minutes} for `{id}` in `{pathway}`, {term} of {}.",
            frame.year
        ));
        for sentence in missing_from(sums, &frame) {
            draft.warn(format!(
                "`{id}` in `{pathway}`: {}",
                sentence.trim_end_matches('.')
            ));
        }
    }
    draft.finish()
}

/// The pathway that is meant, and its sums in the frame.
fn sums_of(
    book: &Book<'_>,
    id: &Id,
    request: &CreditRequest,
    frame: &Frame,
    term: &str,
) -> Result<(Id, Sums)> {
    let mut stays = tally::of_student(book, id, frame, Detail::default())?.enrolments;
    if let Some(pathway) = &request.pathway {
        stays.retain(|one| one.enrolled.pathway == *pathway);
    }
    let Some(first) = stays.first() else {
        let which = request.pathway.as_ref().map_or_else(
            || "no pathway".to_owned(),
            |pathway| format!("`{pathway}` not at all"),
        );
        return Err(
            Fault::refused(format!("`{id}` was in {which} in {term} of {}", frame.year))
                .hint(format!("see the enrollments with `wbl student show {id}`")),
        );
    };
    let pathway = first.enrolled.pathway.clone();
    let mut names: Vec<_> = stays
        .iter()
        .map(|one| format!("`{}`", one.enrolled.pathway))
        .collect();
    names.dedup();
    if names.len() > 1 {
        return Err(Fault::misuse(format!(
            "missing: --pathway PATHWAY (`{id}` was in {})",
            names.join(" and ")
        ))
        .hint(format!("add `--pathway {pathway}`")));
    }
    let mut sums = Sums::default();
    for one in &stays {
        sums += one.sums;
    }
    Ok((pathway, sums))
}
