//! `enroll` and `transfer`: a student comes into a pathway, or changes to another.

use crate::book::Book;
use crate::change::{Change, Draft, no_record};
use crate::fault::{Fault, Result, pasted};
use crate::record::{Enrolment, ExitBecause, Student, node_of};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, Minutes, Reach, Ref, nfc};

use super::add_wbl::last_day;
use super::ground::Grounds;
use super::judge::{Case, group_fields};
use super::refer_wbl::placements_of;

/// What is asked of `transfer`.
#[derive(Clone, Debug)]
pub struct TransferRequest {
    /// The pathway that the student comes into.
    pub to: Id,
    /// The first day there.
    pub on: Day,
    /// The pathway that is left, where the student has several.
    pub leaving: Option<Id>,
    /// Time that is credited from before.
    pub credit: Option<Minutes>,
    /// Who approved that credit.
    pub approved_by: Option<String>,
}

/// Enrols a student in a pathway from a day on, beside any other.
///
/// # Errors
/// Where they are in it already, or will have graduated (4).
pub fn enroll(book: &Book<'_>, id: &Id, pathway: &Id, from: Day, seed: u64) -> Result<Change> {
    let student = the_student(book, id)?;
    let mut draft = Draft::new(book, seed);
    begin(&mut draft, id, &student, &beginning(pathway, from))?;
    draft.say(format!("Enrolled `{id}` in `{pathway}` from {from}."));
    draft.finish()
}

/// Moves a student from one pathway to another: the old enrolment ends on the day before. Hours
/// stay with the pathway of their experience; only credit goes along.
///
/// # Errors
/// Where the pathway to leave or the approver is missing (2), or the student cannot move so (4).
pub fn transfer(book: &Book<'_>, id: &Id, request: &TransferRequest, seed: u64) -> Result<Change> {
    let student = the_student(book, id)?;
    let (on, last) = (request.on, request.on.plus(-1));
    let approved = request
        .approved_by
        .as_deref()
        .map(nfc)
        .filter(|by| !by.is_empty());
    if request.credit.is_some() && approved.is_none() {
        return Err(Fault::misuse(
            "credit needs `--approved-by NAME`: who approved it",
        ));
    }
    let at = leaving(book, id, &student, request, last)?;
    let old = &student.enrolled[at];
    if *old.pathway.id() == request.to {
        return Err(
            Fault::refused(format!("`{id}` is in `{}` already", request.to))
                .hint(format!("see the enrollments with `wbl student show {id}`")),
        );
    }
    let mut draft = Draft::new(book, seed);
    close_enrolment(&mut draft, id, at, last, ExitBecause::Transferred)?;
    let mut new = beginning(&request.to, on);
    new.credit_minutes = request.credit;
    new.approved_by = approved.filter(|_| request.credit.is_some());
    begin(&mut draft, id, &student, &new)?;
    draft.say(format!(
        "Moved `{id}` from `{}` to `{}` on {on}.",
        old.pathway, request.to
    ));
    for record in placements_of(book, id)? {
        let wbl = &record.body;
        let goes_on = !wbl.status().is_closed() && wbl.ends.is_none_or(|ends| ends >= on);
        if goes_on && wbl.pathway.as_ref() == Some(&old.pathway) {
            draft.warn(format!(
                "`{}` stays with `{}`: its hours from {on} on count nowhere (`wbl wbl close {} ended-early --on {last}`, or let it count for the new one: `wbl wbl set {} --pathway {}`)",
                record.id, old.pathway, record.id, record.id, request.to
            ));
        }
    }
    draft.finish()
}

/// The place of the enrolment that is left.
fn leaving(
    book: &Book<'_>,
    id: &Id,
    student: &Student,
    request: &TransferRequest,
    last: Day,
) -> Result<usize> {
    let open = open_on(book, student, last);
    let name = |at: &usize| student.enrolled[*at].pathway.to_string();
    if let Some(pathway) = &request.leaving {
        let at = open
            .iter()
            .find(|at| student.enrolled[**at].pathway.id() == pathway);
        return at.copied().ok_or_else(|| {
            Fault::refused(format!("`{id}` is not in `{pathway}` on {last}"))
                .hint(format!("see the enrollments with `wbl student show {id}`"))
        });
    }
    match open.as_slice() {
        [at] => Ok(*at),
        [] => Err(
            Fault::refused(format!("`{id}` is in no pathway on {last}")).hint(format!(
                "wbl student enroll {id} {} --from {}",
                request.to, request.on
            )),
        ),
        several => {
            let names: Vec<_> = several.iter().map(name).collect();
            Err(Fault::misuse(format!(
                "missing: `--leaving PATHWAY` (`{id}` is in {})",
                names.join(" and ")
            ))
            .hint(format!(
                "wbl student transfer {id} {} --on {} --leaving {}",
                request.to, request.on, names[0]
            )))
        }
    }
}

/// The places of the enrolments that are open on a day.
pub(super) fn open_on(book: &Book<'_>, student: &Student, day: Day) -> Vec<usize> {
    let open = |one: &Enrolment| reach(book, student, one).holds(day);
    let all = student.enrolled.iter().enumerate();
    all.filter(|(_, one)| open(one)).map(|(at, _)| at).collect()
}

pub(super) fn reach(book: &Book<'_>, student: &Student, one: &Enrolment) -> Reach {
    Reach::new(
        Some(one.from),
        Some(last_day(&book.settings, student, one.to)),
    )
}

pub(super) fn the_student(book: &Book<'_>, id: &Id) -> Result<Student> {
    let record = book
        .get::<Student>(id)?
        .ok_or_else(|| no_record(Kind::Student, id))?;
    Ok(record.body)
}

/// Ends an enrolment on its last day.
pub(super) fn close_enrolment(
    draft: &mut Draft<'_, '_>,
    id: &Id,
    at: usize,
    last: Day,
    because: ExitBecause,
) -> Result<()> {
    // The word of a choice is what its JSON is.
    let word = serde_json::to_value(because).unwrap_or_default();
    let word = word.as_str().unwrap_or("other").to_owned();
    let splicer = draft.edit(Kind::Student, id)?;
    splicer.set_in("enrolled", at, "to", Node::made(Val::Day(last)))?;
    splicer.set_in("enrolled", at, "exit", Node::text(word))
}

/// How the first day of an enrolment is corrected, with all else that it holds.
pub(super) fn other_day(id: &Id, there: &Enrolment, from: Day) -> String {
    let own = node_of(there, group_fields(Kind::Student, "enrolled"));
    let others = own.entries().iter().filter_map(|entry| {
        let key = entry.key.as_str();
        match &entry.node.val {
            Val::Text(text) if key != "pathway" => Some(format!(",{key}={text}")),
            Val::Day(day) if key != "from" => Some(format!(",{key}={day}")),
            // The only whole number besides minutes is `required_hours`, in hours.
            Val::Int(count) if key == "credit_minutes" => Some(format!(",credit={count}m")),
            Val::Int(count) => Some(format!(",{key}={count}")),
            _ => None,
        }
    });
    let others: String = others.collect();
    let pathway = &there.pathway;
    format!(
        "if the first day is another: `wbl student set {id} --drop enrolled=pathway={pathway},from={} --enrolled {}`",
        there.from,
        pasted(&format!("pathway={pathway},from={from}{others}"))
    )
}

/// A pathway that a student would be in twice at once: its hours could count for either.
pub(super) fn enrolled_twice(book: &Book<'_>, case: &Case<'_>, grounds: &mut Grounds) {
    let Some(student) = case
        .body::<Student>()
        .filter(|_| case.has_changed(&["enrolled"]))
    else {
        return;
    };
    let old = case.old.and_then(|old| old.get("enrolled"));
    let old = old.map_or(&[][..], Node::items);
    let items = case.new.get("enrolled").map_or(&[][..], Node::items);
    for (at, one) in student.enrolled.iter().enumerate() {
        for (before, other) in student.enrolled[..at].iter().enumerate() {
            let was_so = [at, before]
                .iter()
                .all(|at| items.get(*at).is_some_and(|item| old.contains(item)));
            let both = one.pathway == other.pathway
                && reach(book, &student, one).meets(reach(book, &student, other));
            if both && !was_so {
                let fault = Fault::refused(format!(
                    "`{}` would be in `{}` twice at once, from {} and from {}",
                    case.id_text(),
                    one.pathway,
                    other.from,
                    one.from
                ));
                grounds.refuse(match case.id {
                    Some(id) => fault.hint(other_day(id, other, one.from)),
                    None => fault.hint("leave one of the two out"),
                });
            }
        }
    }
}

fn beginning(pathway: &Id, from: Day) -> Enrolment {
    Enrolment {
        pathway: Ref::to(pathway.clone()),
        from,
        to: None,
        exit: None,
        due: None,
        required_hours: None,
        credit_minutes: None,
        approved_by: None,
    }
}

/// Adds an enrolment, unless the student is in the pathway then, or has left school.
fn begin(draft: &mut Draft<'_, '_>, id: &Id, student: &Student, new: &Enrolment) -> Result<()> {
    let book = draft.book();
    let last = last_day(&book.settings, student, None);
    if new.from > last {
        return Err(Fault::refused(format!(
            "`{id}` cannot begin on {}: the last day of the class of {} is {last}",
            new.from, student.grad_year
        ))
        .hint(format!(
            "if they graduate later: `wbl student set {id} --grad-year {}`",
            student.grad_year + 1
        )));
    }
    let reaches = Reach::new(Some(new.from), Some(last));
    let twice = student
        .enrolled
        .iter()
        .find(|one| one.pathway == new.pathway && reach(book, student, one).meets(reaches));
    if let Some(there) = twice {
        return Err(Fault::refused(format!(
            "`{id}` is in `{}` already, from {}",
            new.pathway, there.from
        ))
        .hint(other_day(id, there, new.from)));
    }
    let node = node_of(new, group_fields(Kind::Student, "enrolled"));
    draft.edit(Kind::Student, id)?.push("enrolled", node)
}
