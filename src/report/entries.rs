//! `report entries`: a row an entry, voided ones too, for whoever must hold each against its sheet.

use std::collections::BTreeSet;

use crate::book::Book;
use crate::fault::Result;
use crate::record::HourEntry;
use crate::rule::ledger::{self, Judged, in_order};
use crate::rule::{Frame, LeftOut, Standing, Sum, Sums, Verdict, net_minutes, standing};
use crate::value::{Day, Id, Minutes, Reach};
use crate::view::{Cell, Column, Report, Table, View};

use super::hours::{Names, cells_of, frame_of, names_of};
use super::{Answer, Question, Scope};

/// The report's name.
pub(super) const NAME: &str = "entries";

/// Makes the report.
///
/// # Errors
/// As the hours report; `--by` and `--fail-if` (2).
pub(super) fn report(book: &Book<'_>, question: &Question) -> Result<Answer> {
    question.no_groups(NAME, "a row for each entry")?;
    let scope = &question.scope;
    let mut frame = frame_of(&book.settings, scope, question.as_of)?;
    if scope.year.is_some() || scope.term.is_some() {
        // An auditor who asks for a term means what was worked in it.
        let first = [frame.days.from, frame.shown.from].into_iter().flatten();
        frame.days = Reach::new(first.max(), frame.days.to);
    }
    let mut judged = match &scope.student {
        Some(student) => ledger::of_student(book, student, &frame)?,
        None => ledger::of_all(book, &frame)?,
    };
    judged.retain(|one| fits(one, scope, &frame));
    let mut rows: Vec<_> = judged.iter().collect();
    rows.sort_by(|a, b| a.student.cmp(&b.student).then_with(|| in_order(a, b)));
    let shown: BTreeSet<&Id> = judged
        .iter()
        .filter_map(|one| one.student.as_ref())
        .collect();
    let names = names_of(book, |id| shown.contains(id), scope)?;
    let mut total = vec![("entries".to_owned(), Cell::Number(count(&judged)))];
    total.extend(cells_of(sums(&judged)));
    let report = Report {
        name: NAME,
        title: match (&scope.term, scope.year) {
            (Some(term), _) => format!("Entries worked in {term} of {}", frame.year),
            (None, Some(year)) => format!("Entries worked in {year}"),
            (None, None) => "Entries".to_owned(),
        },
        as_of: question.as_of,
        scope: question.echo(),
        table: Table {
            columns: columns(),
            rows: rows.iter().map(|one| row(one, &names, &frame)).collect(),
        },
        total,
        notes: notes(&judged, &frame),
    };
    Ok(Answer {
        view: View::Report(report),
        found: false,
    })
}

fn fits(one: &Judged, scope: &Scope, frame: &Frame) -> bool {
    let known = !matches!(
        one.verdict,
        Verdict::LeftOut(LeftOut::NotYet | LeftOut::OutsideDays)
    );
    let within = match one.verdict {
        Verdict::Summed(_) => true,
        Verdict::LeftOut(_) => frame.days.holds(one.entry.on),
    };
    let same = |wanted: &Option<Id>, own: &Option<Id>| wanted.is_none() || wanted == own;
    known && within && same(&scope.pathway, &one.pathway) && same(&scope.partner, &one.partner)
}

fn columns() -> Vec<Column> {
    vec![
        Column::left("student").spare(),
        Column::left("name"),
        Column::left("pathway").spare(),
        Column::left("partner").spare(),
        Column::left("experience").spare(),
        Column::left("entry"),
        Column::left("on"),
        Column::left("from"),
        Column::left("to"),
        Column::right("break_minutes").spare(),
        Column::right("net_minutes"),
        Column::left("kind").spare(),
        Column::left("area").spare(),
        Column::left("task").spare(),
        Column::left("stands"),
        Column::left("logged").spare(),
        Column::left("by").spare(),
        Column::left("verified").spare(),
        Column::left("void").spare(),
        Column::left("because").spare(),
        Column::left("ref").spare(),
    ]
}

fn row(one: &Judged, names: &Names, frame: &Frame) -> Vec<Cell> {
    let entry = &one.entry;
    let text = |text: &Option<String>| Cell::maybe(text.as_deref(), Cell::text);
    let id = |id: &Option<Id>| Cell::maybe(id.as_ref(), |id| Cell::text(id.as_str()));
    let known = |day: Option<Day>| Cell::maybe(day.filter(|day| *day <= frame.as_of), Cell::Day);
    let is_signed = entry.verified.is_some_and(|day| day <= frame.as_of);
    let is_void = entry.void.is_some_and(|day| day <= frame.as_of);
    let signer = entry.by.as_ref().filter(|_| is_signed);
    vec![
        id(&one.student),
        Cell::maybe(
            one.student.as_ref().and_then(|id| names.get(id)),
            Cell::text,
        ),
        id(&one.pathway),
        id(&one.partner),
        Cell::text(one.experience.as_str()),
        id(&entry.id),
        Cell::Day(entry.on),
        Cell::maybe(entry.from, Cell::Clock),
        Cell::maybe(entry.to, Cell::Clock),
        Cell::maybe(entry.break_minutes, Cell::Minutes),
        Cell::maybe(net_minutes(entry), Cell::Minutes),
        Cell::text(entry.kind.unwrap_or_default().word()),
        text(&entry.area),
        text(&entry.task),
        Cell::State(stands(one, frame.as_of)),
        Cell::Day(entry.logged.unwrap_or(entry.on)),
        Cell::maybe(signer, |by| Cell::text(by.as_str())),
        known(entry.verified),
        known(entry.void),
        if is_void {
            text(&entry.because)
        } else {
            Cell::None
        },
        text(&entry.reference),
    ]
}

/// How an entry stands, in a word: the sum that it is in, or why it is in none.
pub(super) fn stands(one: &Judged, as_of: Day) -> &'static str {
    match one.verdict {
        Verdict::Summed(summed) => match summed.sum {
            Sum::Counted => "counted",
            Sum::Verified => "verified",
            Sum::Pending if standing(&one.entry, as_of) == Standing::Changed => "changed",
            Sum::Pending => "pending",
            Sum::Late => "late",
        },
        Verdict::LeftOut(why) => why.word(),
    }
}

/// What an entry adds to the sums.
pub(super) fn sums_of(one: &Judged) -> Sums {
    let mut sums = Sums::default();
    if let Verdict::Summed(summed) = one.verdict {
        let minutes: Minutes = summed.minutes();
        match summed.sum {
            Sum::Counted => (sums.verified, sums.counted) = (minutes, minutes),
            Sum::Verified => sums.verified = minutes,
            Sum::Pending => sums.pending = minutes,
            Sum::Late => sums.late = minutes,
        }
    }
    sums
}

fn sums(judged: &[Judged]) -> Sums {
    let mut all = Sums::default();
    for one in judged {
        all += sums_of(one);
    }
    all
}

fn count(judged: &[Judged]) -> i64 {
    i64::try_from(judged.len()).unwrap_or(i64::MAX)
}

fn notes(judged: &[Judged], frame: &Frame) -> Vec<String> {
    let mut notes = Vec::new();
    let without = |one: &&Judged| {
        matches!(one.verdict, Verdict::Summed(summed) if matches!(summed.sum, Sum::Counted | Sum::Verified | Sum::Late))
            && lacks_sheet(&one.entry)
    };
    match judged.iter().filter(without).count() {
        0 => {}
        1 => notes.push("1 verified entry does not say where its signed sheet lies.".to_owned()),
        many => notes.push(format!(
            "{many} verified entries do not say where their signed sheets lie."
        )),
    }
    if judged
        .iter()
        .any(|one| stands(one, frame.as_of) == "changed")
    {
        notes.push(
            "Entries that stand as `changed` were altered after they were verified, and are pending until they are verified again.".to_owned(),
        );
    }
    let is_cut = |one: &&Judged| matches!(one.verdict, Verdict::Summed(summed) if net_minutes(&one.entry) != Some(summed.minutes()));
    match judged.iter().filter(is_cut).count() {
        0 => {}
        1 => notes.push(
            "1 entry was worked past midnight; only its part that lies in these days is in the totals.".to_owned(),
        ),
        many => notes.push(format!(
            "{many} entries were worked past midnight; only their parts that lie in these days are in the totals."
        )),
    }
    if frame.days != Reach::default() {
        notes.push(
            "Only what was worked in these days is shown; `report hours` adds up all that was worked before, too.".to_owned(),
        );
    }
    notes.push("Whether hours count follows the settings and enrollments as they are recorded now; the totals are before `policy.aggregate`, and without credit from elsewhere.".to_owned());
    notes
}

fn lacks_sheet(entry: &HourEntry) -> bool {
    entry.reference.is_none()
}
