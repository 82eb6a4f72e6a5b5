//! `report hours`: verified, pending and counted hours of each enrolment, and how it stands.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{Person, Settings};
use crate::rule::tally::{self, Tally};
use crate::rule::{Detail, Frame, Progress, Sums, Tallied};
use crate::value::{Day, Id, Minutes};
use crate::view::{Cell, Column, Report, Table, View};

use super::{Answer, By, FailIf, Question, Scope, by, notes};

/// The report's name.
pub(super) const NAME: &str = "hours";

/// Names of students, from their private parts; those without one are absent.
pub(super) type Names = BTreeMap<Id, String>;

/// Makes the report.
///
/// # Errors
/// An unknown term, days in the wrong order, `fail_if` with days cut (2); a folder that cannot be
/// listed (1); with `student`, that student's unreadable record (7).
pub(super) fn report(book: &Book<'_>, question: &Question) -> Result<Answer> {
    let (scope, settings) = (&question.scope, &book.settings);
    let frame = frame_of(settings, scope, question.as_of)?;
    if frame.is_cut && question.fail_if.is_some() {
        let fault =
            Fault::misuse("`--fail-if` looks at the status, which `--from` and `--to` leave open");
        return Err(fault.hint("leave out `--from` and `--to`, or name a `--term`"));
    }
    let detail = Detail {
        experiences: false,
        partners: scope.partner.is_some() || question.by.contains(&By::Partner),
        terms: question.by.contains(&By::Term),
    };
    let mut tally = match &scope.student {
        Some(student) => tally::of_student(book, student, &frame, detail)?,
        None => tally::of_all(book, &frame, detail)?,
    };
    narrow(&mut tally, scope);
    let names = if question.by.is_empty() || question.by.contains(&By::Student) {
        let shown = |id: &Id| is_among(&tally.enrolments, id);
        names_of(book, shown, scope)?
    } else {
        Names::new()
    };
    let fails = |fail_if| tally.enrolments.iter().any(|one| fails(one, fail_if));
    let found = question.fail_if.is_some_and(fails);
    let notes = notes::of(&tally, &frame, scope, settings);
    let (table, total) = if question.by.is_empty() {
        let total = total(&tally.enrolments);
        (rows(tally.enrolments, &names), total)
    } else {
        by::grouped(&tally.enrolments, &question.by, &names, settings)
    };
    let report = Report {
        name: NAME,
        title: title(&frame, scope),
        as_of: question.as_of,
        scope: question.echo(),
        table,
        total,
        notes,
    };
    let view = View::Report(report);
    Ok(Answer { view, found })
}

/// The stretch of time that a scope means for hours.
pub(super) fn frame_of(settings: &Settings, scope: &Scope, as_of: Day) -> Result<Frame> {
    let frame = Frame::on(settings, as_of);
    let frame = match (&scope.term, scope.year) {
        (Some(term), year) => frame.of_term(settings, year, term)?,
        (None, Some(year)) => frame.of_year(settings, year),
        (None, None) => frame,
    };
    frame.cut(scope.from, scope.to)
}

/// Leaves what the scope is about. Strays stay where they could belong to a row that is shown.
pub(super) fn narrow(tally: &mut Tally, scope: &Scope) {
    let Scope {
        pathway,
        partner,
        fitting,
        ..
    } = scope;
    let is_meant = |id: &Id| {
        fitting
            .as_ref()
            .is_none_or(|(_, students)| students.binary_search(id).is_ok())
    };
    let fits = |one: &Tallied| {
        pathway
            .as_ref()
            .is_none_or(|it| one.enrolled.pathway == *it)
            && partner.as_ref().is_none_or(|it| one.is_at(it))
            && is_meant(&one.student)
    };
    tally.enrolments.retain(fits);
    tally
        .strays
        .retain(|stray| stray.students.is_empty() || stray.students.iter().any(is_meant));
    if pathway.is_none() && partner.is_none() {
        return;
    }
    let shown = |id: &Id| tally.enrolments.binary_search_by(|one| one.student.cmp(id));
    tally.strays.retain(|stray| {
        let elsewhere = pathway.is_some() && stray.pathway.is_some() && stray.pathway != *pathway;
        !elsewhere && stray.students.iter().any(|id| shown(id).is_ok())
    });
}

/// Whether a student has one of these enrolments, which stand in the order of their ids.
pub(super) fn is_among(enrolments: &[Tallied], id: &Id) -> bool {
    let found = enrolments.binary_search_by(|one| one.student.cmp(id));
    found.is_ok()
}

/// The names of the students that are shown, as far as they are known on this machine.
pub(super) fn names_of(
    book: &Book<'_>,
    shown: impl Fn(&Id) -> bool + Sync + Send,
    scope: &Scope,
) -> Result<Names> {
    if let Some(student) = &scope.student {
        let name = name_of(book, student)?;
        return Ok(name
            .map(|name| (student.clone(), name))
            .into_iter()
            .collect());
    }
    let names = book.fold::<Person, Vec<(Id, String)>>(
        Vec::new,
        |names, record| {
            if shown(&record.id) {
                names.push((record.id, record.body.name));
            }
        },
        |mut names, mut more| {
            names.append(&mut more);
            names
        },
    )?;
    Ok(names.into_iter().collect())
}

/// The name of one student; an unreadable private part is noted and has none.
pub(super) fn name_of(book: &Book<'_>, student: &Id) -> Result<Option<String>> {
    let person = book.readable::<Person>(student)?;
    Ok(person.map(|person| person.body.name))
}

fn title(frame: &Frame, scope: &Scope) -> String {
    match (&scope.term, scope.year) {
        (Some(term), _) => format!("Hours by the end of {term} of {}", frame.year),
        (None, Some(year)) => format!("Hours by the end of {year}"),
        (None, None) => "Hours".to_owned(),
    }
}

fn fails(tallied: &Tallied, fail_if: FailIf) -> bool {
    match tallied.progress {
        Some(Progress::Short | Progress::NoPlacement) => true,
        Some(Progress::AtRisk) => fail_if == FailIf::AtRisk,
        Some(
            Progress::Met | Progress::MetPendingVerification | Progress::NotDue | Progress::OnTrack,
        )
        | None => false,
    }
}

/// The rows of the report. Each takes the place of what it is made from: a store may have many.
fn rows(enrolments: Vec<Tallied>, names: &Names) -> Table {
    let columns = vec![
        Column::left("student").spare(),
        Column::left("name"),
        Column::left("pathway").spare(),
        Column::right("required_minutes"),
        Column::right("verified_minutes").spare(),
        Column::right("pending_minutes"),
        Column::right("late_minutes").spare(),
        Column::right("counted_minutes"),
        Column::right("short_minutes"),
        Column::left("status"),
        Column::right("weekly_pace_minutes").spare(),
        Column::right("needed_pace_minutes").spare(),
        Column::left("projected").spare(),
    ];
    Table {
        columns,
        rows: enrolments.into_iter().map(|one| row(&one, names)).collect(),
    }
}

fn row(one: &Tallied, names: &Names) -> Vec<Cell> {
    vec![
        Cell::text(one.student.as_str()),
        Cell::maybe(names.get(&one.student), Cell::text),
        Cell::text(one.enrolled.pathway.as_str()),
        Cell::Minutes(one.enrolled.required),
        Cell::Minutes(one.sums.verified),
        Cell::Minutes(one.sums.pending),
        Cell::Minutes(one.sums.late),
        Cell::Minutes(one.sums.counted),
        Cell::Minutes(one.short()),
        Cell::maybe(one.progress, |progress| Cell::State(progress.word())),
        Cell::maybe(one.pace, |pace| Cell::Minutes(pace.weekly)),
        Cell::maybe(one.pace, |pace| Cell::Minutes(pace.needed)),
        Cell::maybe(one.pace.and_then(|pace| pace.projected), Cell::Day),
    ]
}

fn total(enrolments: &[Tallied]) -> Vec<(String, Cell)> {
    let mut sums = Sums::default();
    let (mut required, mut short) = (Minutes::ZERO, Minutes::ZERO);
    for one in enrolments {
        sums += one.sums;
        required += one.enrolled.required;
        short += one.short();
    }
    let mut total = vec![("required_minutes".to_owned(), Cell::Minutes(required))];
    total.extend(cells_of(sums));
    total.push(("short_minutes".to_owned(), Cell::Minutes(short)));
    total
}

/// The sums that every view of this report shows, under their keys.
pub(super) fn cells_of(sums: Sums) -> [(String, Cell); 4] {
    [
        ("verified_minutes", sums.verified),
        ("pending_minutes", sums.pending),
        ("late_minutes", sums.late),
        ("counted_minutes", sums.counted),
    ]
    .map(|(key, minutes)| (key.to_owned(), Cell::Minutes(minutes)))
}
