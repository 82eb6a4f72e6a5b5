//! `close`: an experience comes to its end, and its record says how.

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Eval, Settings, Status, Wbl};
use crate::rule::tally;
use crate::rule::{Activities, Detail, Frame, Standing, net_minutes, standing};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, Minutes, Reach, nfc};

use super::ground::Grounds;
use super::judge_wbl::{leaves_out, live_entries};
use super::placement::experience;

/// How an experience can be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the statuses of the table, which says what each is"
)]
pub enum Ending {
    Completed,
    Withdrawn,
    EndedEarly,
    Cancelled,
}

impl Ending {
    /// All of them, in the order of the statuses.
    pub const ALL: [Self; 4] = [
        Self::Completed,
        Self::Withdrawn,
        Self::EndedEarly,
        Self::Cancelled,
    ];

    /// The status that the record gets.
    pub fn status(self) -> Status {
        match self {
            Self::Completed => Status::Completed,
            Self::Withdrawn => Status::Withdrawn,
            Self::EndedEarly => Status::EndedEarly,
            Self::Cancelled => Status::Cancelled,
        }
    }
}

/// What is asked of `close`.
#[derive(Clone, Debug)]
pub struct CloseRequest {
    /// How it ended.
    pub ending: Ending,
    /// The last day; where none is named, the one that a completed experience has already.
    pub on: Option<Day>,
    /// Why it ended.
    pub because: Option<String>,
    /// The ground for going past a rule.
    pub reason: Option<String>,
}

/// Closes experiences, in one change.
///
/// # Errors
/// Where no last day is named or known (2); where it has not come, hours lie after it, or a completed one lacks hours or its final review and no
/// reason is given (4).
pub fn close(
    book: &Book<'_>,
    ids: &[Id],
    request: &CloseRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    for id in ids {
        let record = experience(book, id)?;
        let mut grounds = Grounds::default();
        let Some(on) = request
            .on
            .or_else(|| planned_end(&record.body, request.ending, today))
        else {
            return Err(no_last_day(&record, request.ending));
        };
        if on > today {
            let fault = Fault::refused(format!(
                "`{id}` cannot have ended on {on}: that day has not come"
            ));
            grounds.refuse(fault.hint(format!("to plan its end: `wbl wbl set {id} --ends {on}`")));
        }
        can_end(id, &record.body, request.ending, on, &mut grounds);
        if request.ending == Ending::Completed {
            is_complete(book, &record, on, today, &mut grounds)?;
        }
        let reasons = grounds.settle(book, request.reason.as_deref(), today)?;
        let because = request.because.as_deref();
        end(&mut draft, &record, request.ending, on, because)?;
        for reason in reasons {
            draft.edit(Kind::Wbl, id)?.push("reasons", reason)?;
        }
    }
    draft.finish()
}

/// The last day that an experience has, where it ran to it: a completed one did.
pub fn planned_end(wbl: &Wbl, ending: Ending, today: Day) -> Option<Day> {
    wbl.ends
        .filter(|ends| ending == Ending::Completed && *ends <= today)
}

fn no_last_day(record: &Record<Wbl>, ending: Ending) -> Fault {
    let id = &record.id;
    let why = match (ending, record.body.ends) {
        (Ending::Completed, None) => format!(" (`{id}` has no last day yet)"),
        (Ending::Completed, Some(ends)) => {
            format!(" (`{id}` runs to {ends}, and that day has not come)")
        }
        (Ending::Withdrawn | Ending::EndedEarly | Ending::Cancelled, _) => String::new(),
    };
    Fault::misuse(format!("missing: `--on DAY`{why}"))
}

/// Finds what keeps an experience from ending so on a day.
pub(super) fn can_end(id: &Id, wbl: &Wbl, ending: Ending, on: Day, grounds: &mut Grounds) {
    let hours: Vec<_> = live_entries(wbl).collect();
    if ending == Ending::Cancelled {
        let what = "`cancelled` is for what never began, and there are";
        if let Some(fault) = leaves_out(id.as_str(), &hours, what) {
            grounds.refuse(fault.hint(format!(
                "or say how it ended: `wbl wbl close {id} ended-early --on {on}`"
            )));
        }
        return;
    }
    if on < wbl.starts {
        grounds.refuse(
            Fault::refused(format!(
                "`{id}` cannot end on {on}: it starts on {}",
                wbl.starts
            ))
            .hint(format!("if it never began: `wbl wbl close {id} cancelled`")),
        );
        return;
    }
    let after: Vec<_> = hours.into_iter().filter(|entry| entry.on > on).collect();
    if let Some(fault) = leaves_out(id.as_str(), &after, &format!("after {on} there are")) {
        grounds.refuse(fault);
    }
}

/// Writes the end of an experience. One that is called off keeps the dates it was planned for.
pub(super) fn end(
    draft: &mut Draft<'_, '_>,
    record: &Record<Wbl>,
    ending: Ending,
    on: Day,
    because: Option<&str>,
) -> Result<()> {
    let (id, status) = (&record.id, ending.status().word());
    let splicer = draft.edit(Kind::Wbl, id)?;
    let before = splicer.doc().text.clone();
    splicer.set("status", Node::text(status))?;
    if ending != Ending::Cancelled {
        splicer.set("ends", Node::made(Val::Day(on)))?;
    }
    if let Some(because) = because.map(nfc).filter(|because| !because.is_empty()) {
        splicer.set("ended_because", Node::text(because))?;
    }
    if splicer.doc().text == before {
        draft.line(Kind::Wbl, id, "");
        return Ok(());
    }
    let how = match ending {
        Ending::Cancelled => status.to_owned(),
        Ending::Completed | Ending::Withdrawn | Ending::EndedEarly => {
            format!("{status} as of {on}")
        }
    };
    draft.say(format!("`{id}` is {how}."));
    draft.line(Kind::Wbl, id, how);
    Ok(())
}

/// Finds what an individual experience lacks to be completed: its hours, its final review.
fn is_complete(
    book: &Book<'_>,
    record: &Record<Wbl>,
    on: Day,
    today: Day,
    grounds: &mut Grounds,
) -> Result<()> {
    let (id, wbl) = (&record.id, &record.body);
    if !Activities::of(book)?.is_individual(&wbl.activity) || wbl.students.len() != 1 {
        return Ok(());
    }
    let missing = match wbl.planned_minutes {
        Some(needed) => {
            let verified = verified_in(&book.settings, wbl, today);
            (verified < needed).then(|| {
                format!(
                    "`{id}` has {verified} verified of {needed} planned: {} short",
                    needed - verified
                )
            })
        }
        None => required(book, wbl, on, today)?.and_then(|(needed, counted)| {
            (counted < needed).then(|| {
                format!(
                    "`{id}` has {counted} counted of {needed} required: {} short",
                    needed - counted
                )
            })
        }),
    };
    if let Some(missing) = missing {
        let fault = Fault::refused(missing);
        let fault = fault.hint(format!(
            "if hours still wait to be verified: `wbl wbl verify {id} --all --by CONTACT`"
        ));
        grounds.breaks("hours-missing", None, fault);
    }
    let reviews = book.all_with::<Eval>(id.as_str())?;
    let is_final =
        |eval: &Record<Eval>| eval.body.experience.id() == id && eval.body.review == "final";
    if !reviews.iter().any(is_final) {
        let fault = Fault::refused(format!("`{id}` has no final review"));
        let fault = fault.hint(format!(
            "add it: `wbl eval add --experience {id} --review final --on {on} --by CONTACT`"
        ));
        grounds.breaks("review-missing", None, fault);
    }
    Ok(())
}

/// The minutes that the enrolment of an experience's pathway requires, and those that count for it:
/// the tally's, so that this and the hours report cannot part.
fn required(book: &Book<'_>, wbl: &Wbl, on: Day, today: Day) -> Result<Option<(Minutes, Minutes)>> {
    let (Some(pathway), Some(student)) = (&wbl.pathway, wbl.students.first()) else {
        return Ok(None);
    };
    let frame = Frame {
        shown: Reach::new(Some(wbl.starts), Some(on)),
        ..Frame::on(&book.settings, today)
    };
    let tally = tally::of_student(book, student.id(), &frame, Detail::default())?;
    let own = tally.enrolments.into_iter();
    let own = own.filter(|one| one.enrolled.pathway == *pathway.id());
    let last = own.max_by_key(|one| one.enrolled.from);
    Ok(last.map(|one| (one.enrolled.required, one.sums.counted)))
}

/// The verified minutes of an experience, of the kinds that count.
fn verified_in(settings: &Settings, wbl: &Wbl, today: Day) -> Minutes {
    let counts = wbl.hours.iter().filter(|entry| {
        settings.kind_counts(entry.kind.unwrap_or_default())
            && matches!(standing(entry, today), Standing::Verified(_))
    });
    counts.filter_map(net_minutes).sum()
}
