//! `report transcript`: what the registrar is told of each student and pathway.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::fault::Result;
use crate::record::{Credited, Enrolment, ExitBecause, Person, Settings, Student};
use crate::rule::tally::{self, Tally};
use crate::rule::{Credits, Detail, Frame, Sums, Tallied, missing_from};
use crate::value::{Day, Id, Minutes, Reach};
use crate::view::{Cell, Column, Report, Table, View};

use super::hours::{frame_of, is_among, names_of, narrow};
use super::{Answer, Question};

/// The report's name.
pub(super) const NAME: &str = "transcript";

/// What a line needs beside the tally.
#[derive(Default)]
struct Beside {
    /// The students' enrolments and what was reported of them.
    students: BTreeMap<Id, (Vec<Enrolment>, Vec<Credited>)>,
    /// Their numbers in the district's system.
    district: BTreeMap<Id, String>,
}

/// A line, reckoned.
struct Line {
    exit: Option<ExitBecause>,
    /// The credit that the hours earn; nothing without a table.
    credit: Option<Credits>,
    credited_minutes: Minutes,
    credited: Option<Credits>,
    to_credit: Option<Credits>,
}

/// What a note is about.
type Fits<'a> = &'a dyn Fn(&Line) -> bool;

/// Makes the report: an enrolment open on some day of this school year so far (with `--year` or
/// `--term`: of it) has a line, so that those who left are seen.
///
/// # Errors
/// As the hours report; `--by` and `--fail-if` (2).
pub(super) fn report(book: &Book<'_>, question: &Question) -> Result<Answer> {
    question.no_groups(NAME, "a line for each student and pathway")?;
    let (scope, settings) = (&question.scope, &book.settings);
    let mut frame = frame_of(settings, scope, question.as_of)?;
    if scope.year.is_none() && scope.term.is_none() {
        let first = settings.first_day(frame.year);
        frame.shown = Reach::new(Some(first), Some(question.as_of));
    }
    let mut tally = match &scope.student {
        Some(student) => tally::of_student(book, student, &frame, Detail::ALL)?,
        None => tally::of_all(book, &frame, Detail::ALL)?,
    };
    narrow(&mut tally, scope);
    let names = names_of(book, |id| is_among(&tally.enrolments, id), scope)?;
    let beside = beside(book, &tally, question.as_of);
    let lines: Vec<_> = tally
        .enrolments
        .iter()
        .map(|one| (one, line(one, &beside, &frame, settings)))
        .collect();
    let rows = lines.iter().map(|(one, line)| {
        let id = &one.student;
        let credit = |credit: Option<Credits>| Cell::maybe(credit, |it| Cell::text(it.to_string()));
        vec![
            Cell::text(id.as_str()),
            Cell::maybe(names.get(id), Cell::text),
            Cell::maybe(beside.district.get(id), Cell::text),
            Cell::text(one.enrolled.pathway.as_str()),
            Cell::maybe(line.exit, |exit| Cell::text(word(exit))),
            Cell::Minutes(one.sums.counted),
            Cell::Minutes(one.sums.pending),
            Cell::Minutes(one.sums.late),
            Cell::Minutes(line.credited_minutes),
            credit(line.credit),
            credit(line.credited),
            credit(line.to_credit),
        ]
    });
    let report = Report {
        name: NAME,
        title: match (&scope.term, scope.year) {
            (Some(term), _) => format!("Transcript for {term} of {}", frame.year),
            (None, _) => format!("Transcript for {}", frame.year),
        },
        as_of: question.as_of,
        scope: question.echo(),
        table: Table {
            columns: columns(),
            rows: rows.collect(),
        },
        total: total(&lines),
        notes: notes(&lines, &frame, settings),
    };
    Ok(Answer {
        view: View::Report(report),
        found: false,
    })
}

fn columns() -> Vec<Column> {
    vec![
        Column::left("student").spare(),
        Column::left("name"),
        Column::left("district_id"),
        Column::left("pathway").spare(),
        Column::left("exit").spare(),
        Column::right("earned_minutes"),
        Column::right("pending_minutes").spare(),
        Column::right("late_minutes").spare(),
        Column::right("reported_minutes").spare(),
        Column::right("credit"),
        Column::right("reported_credit"),
        Column::right("to_credit"),
    ]
}

fn beside(book: &Book<'_>, tally: &Tally, as_of: Day) -> Beside {
    let shown: BTreeSet<&Id> = tally.enrolments.iter().map(|one| &one.student).collect();
    let mut beside = Beside::default();
    for id in &shown {
        if let Ok(Some(record)) = book.get::<Student>(id) {
            let mut credits = record.body.credits;
            credits.retain(|one| one.on <= as_of);
            let both = (record.body.enrolled, credits);
            beside.students.insert((*id).clone(), both);
        }
        // A private part that cannot be read was noted when the name was sought in it.
        if let Ok(Some(person)) = book.get::<Person>(id) {
            let number = person.body.district_id;
            let own = number.map(|number| ((*id).clone(), number));
            beside.district.extend(own);
        }
    }
    beside
}

fn line(one: &Tallied, beside: &Beside, frame: &Frame, settings: &Settings) -> Line {
    let none = (Vec::new(), Vec::new());
    let (enrolled, credits) = beside.students.get(&one.student).unwrap_or(&none);
    let stay = &one.enrolled;
    let exit = enrolled
        .iter()
        .find(|it| it.pathway.id() == &stay.pathway && it.from == stay.from)
        .filter(|it| it.to.is_some_and(|to| to <= frame.as_of))
        .and_then(|it| it.exit);
    let reported = || credits.iter().filter(|credit| is_of(credit, one, enrolled));
    let known: Option<Vec<_>> = reported()
        .map(|it| Credits::read(it.credit.as_deref().unwrap_or("0")))
        .collect();
    let credited = known.map(|all| Credits(all.iter().map(|it| it.0).sum()));
    let credit = if frame.is_cut {
        None
    } else if gives_none(exit) {
        settings.credit_for(Minutes::ZERO)
    } else {
        settings.credit_for(one.sums.counted)
    };
    Line {
        exit,
        credit,
        credited_minutes: reported().map(|it| it.minutes).sum(),
        credited,
        to_credit: credit
            .zip(credited)
            .map(|(all, before)| Credits((all.0 - before.0).max(0))),
    }
}

/// Whether what was reported was reported of this stay: the last that had begun by then, of those
/// in its pathway.
fn is_of(credit: &Credited, one: &Tallied, enrolled: &[Enrolment]) -> bool {
    let stay = &one.enrolled;
    let same = enrolled
        .iter()
        .filter(|it| it.pathway.id() == &stay.pathway)
        .map(|it| it.from);
    let begun = same.clone().filter(|from| *from <= credit.on).max();
    credit.pathway.id() == &stay.pathway && begun.or(same.min()) == Some(stay.from)
}

/// Whether a stay that ended so earns no credit of its own: the student left school, or took the
/// hours along.
fn gives_none(exit: Option<ExitBecause>) -> bool {
    match exit {
        Some(ExitBecause::Withdrew | ExitBecause::Transferred) => true,
        Some(
            ExitBecause::Completed
            | ExitBecause::Moved
            | ExitBecause::LeftPathway
            | ExitBecause::GraduatedIncomplete
            | ExitBecause::Other,
        )
        | None => false,
    }
}

fn word(exit: ExitBecause) -> &'static str {
    match exit {
        ExitBecause::Completed => "completed",
        ExitBecause::Transferred => "transferred",
        ExitBecause::Moved => "moved",
        ExitBecause::Withdrew => "withdrew",
        ExitBecause::LeftPathway => "left-pathway",
        ExitBecause::GraduatedIncomplete => "graduated-incomplete",
        ExitBecause::Other => "other",
    }
}

fn total(lines: &[(&Tallied, Line)]) -> Vec<(String, Cell)> {
    let sum = |of: fn(&Tallied) -> Minutes| lines.iter().map(|(one, _)| of(one)).sum::<Minutes>();
    let minutes = [
        ("earned_minutes", sum(|one| one.sums.counted)),
        ("pending_minutes", sum(|one| one.sums.pending)),
        ("late_minutes", sum(|one| one.sums.late)),
    ];
    let minutes = minutes.map(|(key, minutes)| (key.to_owned(), Cell::Minutes(minutes)));
    let reported = lines.iter().map(|(_, line)| line.credited_minutes).sum();
    let mut total = minutes.to_vec();
    total.push(("reported_minutes".to_owned(), Cell::Minutes(reported)));
    for (key, of) in [
        ("credit", (|line| line.credit) as fn(&Line) -> _),
        ("reported_credit", |line| line.credited),
        ("to_credit", |line| line.to_credit),
    ] {
        let all: Option<Vec<Credits>> = lines.iter().map(|(_, line)| of(line)).collect();
        let sum = all.map(|all| Credits(all.iter().map(|one| one.0).sum()));
        total.push((
            key.to_owned(),
            Cell::maybe(sum, |sum| Cell::text(sum.to_string())),
        ));
    }
    total
}

fn notes(lines: &[(&Tallied, Line)], frame: &Frame, settings: &Settings) -> Vec<String> {
    let mut notes = Vec::new();
    let steps = &settings.policy.credit;
    if frame.is_cut {
        notes.push(
            "Credit is left open: `--from` and `--to` cut the days, and credit is for all of them."
                .to_owned(),
        );
    } else if steps.is_empty() {
        notes.push("No credit is reckoned: `[policy]` in wbl.toml has no credit table, such as `credit = [{ hours = 75, credit = \"0.5\" }]`.".to_owned());
    } else {
        let mut steps: Vec<_> = steps.iter().collect();
        steps.sort_by_key(|step| step.hours);
        let steps: Vec<_> = steps
            .iter()
            .map(|step| format!("{} from {}:00", step.credit, step.hours))
            .collect();
        notes.push(format!(
            "Credit goes by steps, with nothing between them: {}.",
            steps.join(", ")
        ));
    }
    let named = |fits: Fits<'_>| -> Option<String> {
        let fitting = lines.iter().filter(|(_, line)| fits(line));
        let named: Vec<_> = fitting
            .map(|(one, _)| format!("{} in {}", one.student, one.enrolled.pathway))
            .collect();
        (!named.is_empty()).then(|| named.join(", "))
    };
    let notices: [(&str, Fits<'_>); 4] = [
        (
            "Withdrew, so their hours are shown and earn no credit",
            &|line| line.exit == Some(ExitBecause::Withdrew),
        ),
        (
            "Changed to another pathway, where hours that were taken along are credited",
            &|line| line.exit == Some(ExitBecause::Transferred),
        ),
        (
            "More credit was reported than the hours earn now",
            &|line| line.credit < line.credited && line.credit.is_some(),
        ),
        (
            "Credit that was reported, or a step of the table, is no number such as 0.5, so none can be taken off",
            &|line| {
                line.credited.is_none()
                    || (line.credit.is_none() && !frame.is_cut && !steps.is_empty())
            },
        ),
    ];
    for (words, fits) in notices {
        notes.extend(named(fits).map(|list| format!("{words}: {list}.")));
    }
    let mut sums = Sums::default();
    for (one, _) in lines {
        sums += one.sums;
    }
    notes.extend(missing_from(sums, frame));
    notes.push("What carries no day is as it is recorded now: the credit table, credit from elsewhere, the calendar.".to_owned());
    notes
}
