//! A student's way through pathways: `enroll`, `transfer`, `exit`.

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Enrolment, ExitBecause, Status, Student, Wbl};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, Minutes, Ref};

use super::close::{CloseRequest, close_one};
use super::item::item;
use super::refer::resolve;
use super::refer_wbl::placements_of;

/// Opens an enrolment.
///
/// # Errors
/// References (exit 3); an enrolment in the same pathway that lies over it (4).
pub fn enroll(
    book: &Book<'_>,
    student: &str,
    pathway: &str,
    from: Day,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    let (id, pathway) = (
        meant(&mut draft, Kind::Student, student)?,
        meant(&mut draft, Kind::Pathway, pathway)?,
    );
    let record = student_record(book, &id)?;
    let new = Enrolment {
        pathway: Ref::to(pathway.clone()),
        from,
        to: None,
        exit: None,
        due: None,
        required_hours: None,
        credit_minutes: None,
        approved_by: None,
    };
    open(&mut draft, &record, &new, today)?;
    draft.say(format!("Enrolled `{id}` in `{pathway}` from {from} on."));
    draft.finish()
}

/// Adds an enrolment, unless one in the same pathway lies over it.
fn open(
    draft: &mut Draft<'_, '_>,
    record: &Record<Student>,
    new: &Enrolment,
    today: Day,
) -> Result<()> {
    let over =
        |old: &&Enrolment| old.pathway == new.pathway && old.to.is_none_or(|to| to >= new.from);
    if let Some(old) = record.body.enrolled.iter().find(over) {
        let until = old
            .to
            .map_or("has not ended".to_owned(), |to| format!("ended on {to}"));
        return Err(Fault::refused(format!(
            "`{}` is enrolled in `{}` already: it began on {} and {until}",
            record.id, new.pathway, old.from
        ))
        .hint(format!(
            "end that one first: wbl student exit {} --pathway {} --on {today} --because other",
            record.id, new.pathway
        )));
    }
    draft
        .edit(Kind::Student, &record.id)?
        .push("enrolled", item(Kind::Student, "enrolled", new))
}

/// What `transfer` was asked.
#[derive(Clone, Debug)]
pub struct TransferRequest {
    /// The student.
    pub student: String,
    /// The pathway to go to.
    pub to: String,
    /// The first day there.
    pub on: Day,
    /// The pathway to leave, where several are open.
    pub leaving: Option<String>,
    /// Minutes that are credited there.
    pub credit: Option<Minutes>,
    /// Who approved that.
    pub approved_by: Option<String>,
}

/// Moves a student to another pathway: the old enrolment ends on the day before, the new one opens.
///
/// # Errors
/// Missing words (exit 2); references (3); a day before the old enrolment began (4).
pub fn transfer(
    book: &Book<'_>,
    request: &TransferRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    let (id, to) = (
        meant(&mut draft, Kind::Student, &request.student)?,
        meant(&mut draft, Kind::Pathway, &request.to)?,
    );
    let leaving = request
        .leaving
        .as_ref()
        .map(|text| meant(&mut draft, Kind::Pathway, text))
        .transpose()?;
    if request.credit.is_some() && request.approved_by.is_none() {
        return Err(Fault::misuse(
            "`--credit` needs `--approved-by`: who approved it?",
        ));
    }
    let record = student_record(book, &id)?;
    let at = the_open(&record, leaving.as_ref(), request.on, "--leaving")?;
    let old = &record.body.enrolled[at];
    if *old.pathway.id() == to {
        return Err(Fault::refused(format!("`{id}` is in `{to}` already")));
    }
    let last = request.on.plus(-1);
    if last < old.from {
        return Err(Fault::refused(format!(
            "`{id}` began in `{}` on {}; a transfer must lie after it",
            old.pathway, old.from
        )));
    }
    let splicer = draft.edit(Kind::Student, &id)?;
    splicer.set_in("enrolled", at, "to", Node::made(Val::Day(last)))?;
    splicer.set_in("enrolled", at, "exit", Node::text("transferred"))?;
    let new = Enrolment {
        pathway: Ref::to(to.clone()),
        from: request.on,
        to: None,
        exit: None,
        due: None,
        required_hours: None,
        credit_minutes: request.credit,
        approved_by: request.approved_by.clone(),
    };
    open(&mut draft, &record, &new, today)?;
    let from = &old.pathway;
    draft.say(format!(
        "Moved `{id}` from `{from}` to `{to}` on {}; hours worked before stay with `{from}`.",
        request.on
    ));
    for other in open_placements(book, &id, Some(from.id()), request.on)? {
        draft.warn(format!("`{}` goes on for `{from}`; its hours from {} on count nowhere until you set its pathway or close it", other.id, request.on));
    }
    draft.finish()
}

/// What `exit` was asked.
#[derive(Clone, Debug)]
pub struct ExitRequest {
    /// The students.
    pub students: Vec<String>,
    /// The last day.
    pub on: Day,
    /// Why.
    pub because: ExitBecause,
    /// The pathway to leave, where several are open.
    pub pathway: Option<String>,
    /// What becomes of open experiences.
    pub experiences: Option<OpenOnes>,
    /// The ground for going past a rule.
    pub reason: Option<String>,
}

/// What becomes of open experiences when their student leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenOnes {
    /// They are closed with this status.
    Close(Status),
    /// They stay open.
    Keep,
}

/// Ends enrolments, and what hangs on them as it was asked.
///
/// # Errors
/// Missing words (exit 2); references (3); days that cannot be (4).
pub fn exit(book: &Book<'_>, request: &ExitRequest, today: Day, seed: u64) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    let pathway = request
        .pathway
        .as_ref()
        .map(|text| meant(&mut draft, Kind::Pathway, text))
        .transpose()?;
    for text in &request.students {
        let id = meant(&mut draft, Kind::Student, text)?;
        let record = student_record(book, &id)?;
        let at = the_open(&record, pathway.as_ref(), request.on, "--pathway")?;
        let old = &record.body.enrolled[at];
        let placements = open_placements(book, &id, Some(old.pathway.id()), request.on)?;
        let splicer = draft.edit(Kind::Student, &id)?;
        splicer.set_in("enrolled", at, "to", Node::made(Val::Day(request.on)))?;
        splicer.set_in("enrolled", at, "exit", Node::text(word(request.because)))?;
        draft.say(format!("`{id}` left `{}` on {}.", old.pathway, request.on));
        match request.experiences {
            Some(OpenOnes::Keep) => {}
            Some(OpenOnes::Close(status)) => {
                for placement in &placements {
                    let close = CloseRequest {
                        experiences: Vec::new(),
                        status,
                        on: request.on,
                        because: None,
                        reason: request.reason.clone(),
                    };
                    close_one(book, &mut draft, &placement.id, &close, today)?;
                }
            }
            None if placements.is_empty() => {}
            None => {
                let ids: Vec<_> = placements
                    .iter()
                    .map(|one| format!("`{}`", one.id))
                    .collect();
                return Err(Fault::misuse(format!(
                    "what becomes of {}, still open?",
                    ids.join(", ")
                ))
                .hint("close them with `--close withdrawn` or `--close ended-early`")
                .hint("or leave them open with `--keep-open`"));
            }
        }
    }
    draft.finish()
}

/// The word on disk.
fn word(because: ExitBecause) -> &'static str {
    match because {
        ExitBecause::Completed => "completed",
        ExitBecause::Transferred => "transferred",
        ExitBecause::Moved => "moved",
        ExitBecause::Withdrew => "withdrew",
        ExitBecause::LeftPathway => "left-pathway",
        ExitBecause::GraduatedIncomplete => "graduated-incomplete",
        ExitBecause::Other => "other",
    }
}

/// Resolves a reference, and says which record was taken.
fn meant(draft: &mut Draft<'_, '_>, kind: Kind, text: &str) -> Result<Id> {
    let found = resolve(draft.book(), kind, text)?;
    found
        .notice(kind)
        .into_iter()
        .for_each(|notice| draft.say(notice));
    Ok(found.id)
}

fn student_record(book: &Book<'_>, id: &Id) -> Result<Record<Student>> {
    book.get::<Student>(id)?
        .ok_or_else(|| crate::change::no_record(Kind::Student, id))
}

/// The place of the one enrolment that is open on a day, in the pathway if one is named.
fn the_open(record: &Record<Student>, pathway: Option<&Id>, on: Day, flag: &str) -> Result<usize> {
    let open = |one: &Enrolment| {
        one.from <= on
            && one.to.is_none_or(|to| on <= to)
            && one.exit.is_none()
            && pathway.is_none_or(|id| one.pathway.id() == id)
    };
    let enrolled = &record.body.enrolled;
    let places: Vec<_> = (0..enrolled.len())
        .filter(|at| open(&enrolled[*at]))
        .collect();
    match places.as_slice() {
        [at] => Ok(*at),
        [] => Err(Fault::refused(format!(
            "`{}` has no enrolment that is open on {on}",
            record.id
        ))
        .hint(format!("see them with `wbl student show {}`", record.id))),
        several => {
            let pathways: Vec<_> = several
                .iter()
                .map(|at| enrolled[*at].pathway.to_string())
                .collect();
            Err(Fault::misuse(format!(
                "`{}` is in several pathways: {}",
                record.id,
                pathways.join(", ")
            ))
            .hint(format!("say which with `{flag} PATHWAY`")))
        }
    }
}

/// The student's placements in a pathway that go on after a day.
fn open_placements(
    book: &Book<'_>,
    student: &Id,
    pathway: Option<&Id>,
    on: Day,
) -> Result<Vec<Record<Wbl>>> {
    let mut placements = placements_of(book, student)?;
    placements.retain(|record| {
        let wbl = &record.body;
        let of_pathway = pathway.is_none_or(|id| {
            wbl.pathway
                .as_ref()
                .is_some_and(|pathway| pathway.id() == id)
        });
        of_pathway
            && !wbl.status().is_closed()
            && wbl.status() != Status::Posted
            && wbl.ends.is_none_or(|ends| ends > on)
    });
    Ok(placements)
}
