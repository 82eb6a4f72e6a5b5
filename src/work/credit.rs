//! `credit`: what was reported to the registrar for a term stays on record as it was then.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Credited, Settings, Student, node_of};
use crate::rule::{Credits, Detail, Frame, Sums, earns_none, missing_from, tally};
use crate::schema::Kind;
use crate::value::{Day, Id, Minutes, Ref, SchoolYear, nfc};

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
    let has_table = !book.settings.policy.credit.is_empty();
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
        match Table::of(&book.settings, &student, &pathway, minutes, on) {
            Some(table) => table.tell(&mut draft, id, item.credit.as_deref()),
            None if has_table => draft.warn(format!(
                "`{id}`: what is to be credited is not reckoned: credit that was reported, or a step of the table, is no number such as 0.5"
            )),
            None => {}
        }
        for sentence in missing_from(sums, &frame) {
            draft.warn(format!(
                "`{id}` in `{pathway}`: {}",
                sentence.trim_end_matches('.')
            ));
        }
    }
    if !has_table {
        draft.say(NO_TABLE.to_owned());
    }
    draft.finish()
}

const NO_TABLE: &str = "No credit is reckoned: the settings have no credit table, such as `credit = [{ hours = 75, credit = \"0.5\" }]` under `[policy]` in wbl.toml.";

/// What the credit table of the settings gives for a pathway's hours.
struct Table {
    minutes: Minutes,
    /// For all of the hours.
    all: Credits,
    /// What was reported before.
    before: Credits,
}

impl Table {
    /// Nothing where the settings have no table, or something in it is no number.
    fn of(
        settings: &Settings,
        student: &Student,
        pathway: &Id,
        minutes: Minutes,
        on: Day,
    ) -> Option<Self> {
        let stays = student
            .enrolled
            .iter()
            .filter(|one| one.pathway.id() == pathway);
        let last = stays
            .filter(|one| one.from <= on)
            .max_by_key(|one| one.from);
        let exit = last
            .filter(|one| one.to.is_some_and(|to| to <= on))
            .and_then(|one| one.exit);
        let earning = if earns_none(exit) {
            Minutes::ZERO
        } else {
            minutes
        };
        let before = student
            .credits
            .iter()
            .filter(|one| one.pathway.id() == pathway);
        let before: Option<Vec<_>> = before
            .map(|one| Credits::read(one.credit.as_deref().unwrap_or("0")))
            .collect();
        Some(Self {
            minutes,
            all: settings.credit_for(earning)?,
            before: Credits(before?.iter().map(|one| one.0).sum()),
        })
    }

    /// Says what is to be credited, and where that is not what is recorded.
    fn tell(&self, draft: &mut Draft<'_, '_>, id: &Id, given: Option<&str>) {
        let Self {
            minutes,
            all,
            before,
        } = self;
        let now = Credits((all.0 - before.0).max(0));
        draft.say(format!(
            "The credit table gives {all} for {minutes}, and {before} was reported before: {now} to credit now."
        ));
        match given {
            None if now > Credits(0) => draft.warn(format!(
                "`{id}`: no credit is recorded with it; the credit table gives {now}: add `--credit {now}`"
            )),
            Some(given) if Credits::read(given).is_some_and(|given| given != now) => {
                draft.warn(format!(
                    "`{id}`: a credit of {given} is recorded, and the credit table gives {now}"
                ));
            }
            Some(_) | None => {}
        }
    }
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
            "missing: `--pathway PATHWAY` (`{id}` was in {})",
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
