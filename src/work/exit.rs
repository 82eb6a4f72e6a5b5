//! `exit`: students leave a pathway or the school; what they had open is closed or kept by name.

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{ExitBecause, Student, Wbl};
use crate::schema::Kind;
use crate::value::{Day, Id};

use super::close::{Ending, can_end, end};
use super::ground::Grounds;
use super::refer_wbl::placements_of;
use super::transfer::{close_enrolment, open_on, the_student};

/// What becomes of experiences that are still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenFate {
    /// They are closed on the same day; what has not begun is cancelled.
    Close(Ending),
    /// They go on.
    Keep,
}

/// What is asked of `exit`.
#[derive(Clone, Debug)]
pub struct ExitRequest {
    /// The last day.
    pub on: Day,
    /// Why.
    pub because: ExitBecause,
    /// The pathway that is left; all that are open where none is named.
    pub pathway: Option<Id>,
    /// What becomes of open experiences; needed where there are any.
    pub open: Option<OpenFate>,
}

/// Ends enrolments of students, in one change.
///
/// # Errors
/// Where it is not said what becomes of open experiences, or which of several pathways is left (2);
/// where a student is in none, or hours lie after the last day (4).
pub fn exit(
    book: &Book<'_>,
    ids: &[Id],
    request: &ExitRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    for id in ids {
        exit_one(&mut draft, id, request, today)?;
    }
    draft.finish()
}

fn exit_one(draft: &mut Draft<'_, '_>, id: &Id, request: &ExitRequest, today: Day) -> Result<()> {
    let book = draft.book();
    let (student, on) = (the_student(book, id)?, request.on);
    let left = left(book, id, &student, request)?;
    for at in &left {
        close_enrolment(draft, id, *at, on, request.because)?;
        let pathway = &student.enrolled[*at].pathway;
        draft.line(Kind::Student, id, format!("leaves {pathway} on {on}"));
        draft.say(format!("`{id}` left `{pathway}` on {on}."));
    }
    let of_left = |record: &Record<Wbl>| {
        let pathway = record.body.pathway.as_ref();
        left.iter()
            .any(|at| Some(&student.enrolled[*at].pathway) == pathway)
    };
    let mut open = placements_of(book, id)?;
    open.retain(|record| {
        let wbl = &record.body;
        of_left(record) && !wbl.status().is_closed() && wbl.ends.is_none_or(|ends| ends > on)
    });
    match request.open {
        None if open.is_empty() => {}
        None => return Err(undecided(id, &open, on)),
        Some(OpenFate::Keep) => {
            for record in &open {
                draft.warn(format!(
                    "`{}` goes on: its hours after {on} count nowhere",
                    record.id
                ));
            }
        }
        Some(OpenFate::Close(ending)) => close_all(draft, &open, ending, on, today)?,
    }
    Ok(())
}

/// The places of the enrolments that end.
fn left(book: &Book<'_>, id: &Id, student: &Student, request: &ExitRequest) -> Result<Vec<usize>> {
    let on = request.on;
    let mut open = open_on(book, student, on);
    if let Some(pathway) = &request.pathway {
        open.retain(|at| student.enrolled[*at].pathway.id() == pathway);
    }
    if open.is_empty() {
        let which = request.pathway.as_ref().map_or_else(
            || "in no pathway".to_owned(),
            |pathway| format!("not in `{pathway}`"),
        );
        return Err(Fault::refused(format!("`{id}` is {which} on {on}"))
            .hint(format!("see the enrollments with `wbl student show {id}`")));
    }
    let leaves_one = match request.because {
        ExitBecause::Completed | ExitBecause::Transferred | ExitBecause::LeftPathway => true,
        ExitBecause::Moved
        | ExitBecause::Withdrew
        | ExitBecause::GraduatedIncomplete
        | ExitBecause::Other => false,
    };
    if leaves_one && open.len() > 1 {
        let names: Vec<_> = open
            .iter()
            .map(|at| student.enrolled[*at].pathway.to_string())
            .collect();
        return Err(Fault::misuse(format!(
            "missing: `--pathway PATHWAY` (`{id}` is in {})",
            names.join(" and ")
        )));
    }
    Ok(open)
}

fn undecided(id: &Id, open: &[Record<Wbl>], on: Day) -> Fault {
    let names: Vec<_> = open
        .iter()
        .map(|record| format!("`{}`", record.id))
        .collect();
    Fault::misuse(format!(
        "`{id}` has experiences that are open on {on}: {}; say what becomes of them",
        names.join(", ")
    ))
    .hint("add `--close withdrawn`, `--close ended-early` or `--keep-open`")
}

fn close_all(
    draft: &mut Draft<'_, '_>,
    open: &[Record<Wbl>],
    ending: Ending,
    on: Day,
    today: Day,
) -> Result<()> {
    let mut grounds = Grounds::default();
    for record in open {
        let begun = record.body.starts <= on;
        let ending = if begun { ending } else { Ending::Cancelled };
        can_end(&record.id, &record.body, ending, on, &mut grounds);
        end(draft, record, ending, on, None)?;
    }
    grounds.settle(draft.book(), None, today).map(drop)
}
