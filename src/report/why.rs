//! `why`: a student's number of the hours report taken apart, down to each entry.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{HourEntry, Settings};
use crate::rule::ledger::{self, Judged};
use crate::rule::{Detail, Frame, LeftOut, Share, Sum, Sums, Tallied, Verdict, net_minutes, tally};
use crate::value::{Id, Minutes};
use crate::view::{Cell, Column, Report, Table, View};

use super::entries::{stands, sums_of};
use super::hours::{cells_of, frame_of, name_of, narrow};
use super::{Answer, Question};

mod change;

/// The answer's name in JSON.
const NAME: &str = "why";

/// Takes the hours of one student apart: the rows of an enrolment add up to its line in the hours
/// report.
///
/// # Errors
/// As the hours report; no student in the scope (2).
pub fn report(book: &Book<'_>, question: &Question) -> Result<Answer> {
    let (scope, settings) = (&question.scope, &book.settings);
    let student = scope
        .student
        .as_ref()
        .ok_or_else(|| Fault::misuse("whose hours? Name a student"))?;
    let frame = frame_of(settings, scope, question.as_of)?;
    let mut tally = tally::of_student(book, student, &frame, Detail::ALL)?;
    narrow(&mut tally, scope);
    let mut judged = ledger::of_student(book, student, &frame)?;
    judged.retain(|one| {
        let own = one.enrolment.as_ref().map(|(pathway, _)| pathway);
        scope.pathway.is_none() || own.or(one.pathway.as_ref()) == scope.pathway.as_ref()
    });
    let parts: Vec<_> = judged
        .iter()
        .map(|one| Part::of(one, &tally.enrolments, &frame, settings))
        .collect();
    let mut rows = Vec::new();
    for (at, tallied) in tally.enrolments.iter().enumerate() {
        let own = parts.iter().filter(|part| part.enrolment == Some(at));
        rows.extend(own.map(Part::row));
        rows.extend(credit_row(tallied));
    }
    let others = parts.iter().filter(|part| part.enrolment.is_none());
    rows.extend(others.map(Part::row));
    let name = name_of(book, student)?.unwrap_or_else(|| student.to_string());
    let report = Report {
        name: NAME,
        title: match (&scope.term, scope.year) {
            (Some(term), _) => format!("Hours of {name} in {term} of {}", frame.year),
            (None, Some(year)) => format!("Hours of {name} in {year}"),
            (None, None) => format!("Hours of {name}"),
        },
        as_of: question.as_of,
        scope: question.echo(),
        table: Table {
            columns: columns(),
            rows,
        },
        total: total(&tally.enrolments),
        notes: change::notes(&tally.enrolments, &parts, &frame),
    };
    Ok(Answer {
        view: View::Report(report),
        found: false,
    })
}

/// An entry with what it adds to its enrolment.
struct Part<'a> {
    judged: &'a Judged,
    /// The place of its enrolment among those that are shown.
    enrolment: Option<usize>,
    sums: Sums,
    stands: &'static str,
    why: String,
}

impl<'a> Part<'a> {
    fn of(judged: &'a Judged, shown: &[Tallied], frame: &Frame, settings: &Settings) -> Self {
        let enrolment = judged.enrolment.as_ref().and_then(|(pathway, from)| {
            shown
                .iter()
                .position(|one| one.enrolled.pathway == *pathway && one.enrolled.from == *from)
        });
        let mut part = Self {
            judged,
            enrolment,
            sums: sums_of(judged),
            stands: stands(judged, frame.as_of),
            why: why(judged, frame, settings),
        };
        match (enrolment.and_then(|at| shown.get(at)), &judged.enrolment) {
            (Some(tallied), _) if is_shorter(judged, tallied) => {
                (part.sums.counted, part.sums.pending) = (Minutes::ZERO, Minutes::ZERO);
                part.stands = "not-longest";
                "only the longest placement counts (`policy.aggregate` is `single`)"
                    .clone_into(&mut part.why);
            }
            (None, Some((pathway, from))) => {
                part.sums = Sums::default();
                part.stands = "elsewhere";
                part.why = format!(
                    "belongs to the time in {pathway} from {from}, which is not asked about"
                );
            }
            (Some(_), _) | (None, None) => {}
        }
        part
    }

    fn row(&self) -> Vec<Cell> {
        let (one, entry) = (self.judged, &self.judged.entry);
        let pathway = one.enrolment.as_ref().map(|(pathway, _)| pathway);
        let id = |id: Option<&Id>| Cell::maybe(id, |id| Cell::text(id.as_str()));
        let mut row = vec![
            id(pathway.or(one.pathway.as_ref())),
            Cell::text(one.experience.as_str()),
            id(entry.id.as_ref()),
            Cell::Day(entry.on),
            Cell::text(span(entry)),
            Cell::maybe(net_minutes(entry), Cell::Minutes),
        ];
        row.extend(cells_of(self.sums).map(|(_, cell)| cell));
        let is_signed = self.stands != "not-yet" && self.stands != "pending";
        let by = entry.by.as_ref().filter(|_| is_signed);
        row.extend([
            Cell::maybe(by, |by| Cell::text(by.as_str())),
            Cell::maybe(entry.verified.filter(|_| is_signed), Cell::Day),
            Cell::State(self.stands),
            Cell::text(self.why.as_str()),
        ]);
        row
    }
}

/// Whether the entry would count, and does not, since another experience is longer.
fn is_shorter(one: &Judged, tallied: &Tallied) -> bool {
    let would = matches!(one.verdict, Verdict::Summed(summed) if matches!(summed.sum, Sum::Counted | Sum::Pending));
    let adds = |share: &&Share| {
        share.experience.as_ref() == Some(&one.experience)
            && share.sums.counted + share.sums.pending > Minutes::ZERO
    };
    would && !tallied.shares.iter().any(|share| adds(&share))
}

fn span(entry: &HourEntry) -> String {
    let night = if entry.overnight == Some(true) {
        " (next day)"
    } else {
        ""
    };
    let rest = entry.break_minutes.filter(|rest| !rest.is_zero());
    let rest = rest.map_or(String::new(), |rest| format!(" less {rest}"));
    match (entry.from, entry.to, entry.minutes) {
        (Some(from), Some(to), _) => format!("{from}-{to}{night}{rest}"),
        (_, _, Some(minutes)) => minutes.to_string(),
        (Some(_) | None, Some(_) | None, None) => String::new(),
    }
}

/// Why an entry stands where it stands, in words.
fn why(one: &Judged, frame: &Frame, settings: &Settings) -> String {
    let entry = &one.entry;
    let day = |day: Option<crate::value::Day>| day.map_or(String::new(), |day| day.to_string());
    let words = match one.verdict {
        Verdict::Summed(summed) => match summed.sum {
            Sum::Counted => "verified: it counts",
            Sum::Verified if settings.kind_counts(entry.kind.unwrap_or_default()) => {
                "verified, but hours of this activity do not count"
            }
            Sum::Verified => {
                let kind = entry.kind.unwrap_or_default().word();
                return format!("verified, but hours of the kind `{kind}` do not count");
            }
            Sum::Late => {
                let cutoff = day(frame.cutoff);
                return format!("verified on {}, after {cutoff}", day(entry.verified));
            }
            Sum::Pending if stands(one, frame.as_of) == "changed" => {
                let now = net_minutes(entry).unwrap_or_default();
                return match entry.seen {
                    Some(seen) => format!("verified as {seen}, and {now} since it was changed"),
                    None => "verified, but not how long it was".to_owned(),
                };
            }
            Sum::Pending => "not verified yet: no signature is on record",
        },
        Verdict::LeftOut(LeftOut::NotYet) => {
            return format!("worked or typed in after {}", frame.as_of);
        }
        Verdict::LeftOut(LeftOut::Void) => {
            let because = entry.because.as_deref().unwrap_or("no reason given");
            return format!("voided on {}: {because}", day(entry.void));
        }
        Verdict::LeftOut(LeftOut::Impossible) => "its times make no sense",
        Verdict::LeftOut(LeftOut::Event) => "its activity is an event, which has no hours",
        Verdict::LeftOut(LeftOut::NoStudent) => "its experience names no student",
        Verdict::LeftOut(LeftOut::ManyStudents) => "its experience names several students",
        Verdict::LeftOut(LeftOut::UnknownStudent) => "the student's record cannot be read",
        Verdict::LeftOut(LeftOut::NoPathway) => "its experience names no pathway",
        Verdict::LeftOut(LeftOut::OutsideEnrolment) => {
            let pathway = one.pathway.as_ref().map_or("that pathway", Id::as_str);
            return format!("the student was not enrolled in {pathway} on that day");
        }
        Verdict::LeftOut(LeftOut::OutsideDays) => "not worked in the days asked about",
        Verdict::LeftOut(LeftOut::DoesNotCount) => {
            "hours of this kind do not count, verified or not"
        }
    };
    words.to_owned()
}

/// The row of what was credited from elsewhere, which is no entry.
fn credit_row(tallied: &Tallied) -> Option<Vec<Cell>> {
    let credit = tallied.enrolled.credit;
    if credit.is_zero() {
        return None;
    }
    let sums = Sums {
        counted: credit,
        ..Sums::default()
    };
    let mut row = vec![Cell::text(tallied.enrolled.pathway.as_str())];
    row.resize(6, Cell::None);
    row.extend(cells_of(sums).map(|(_, cell)| cell));
    row.extend([
        Cell::None,
        Cell::None,
        Cell::State("credited"),
        Cell::text("credited when the student came to this pathway"),
    ]);
    Some(row)
}

fn columns() -> Vec<Column> {
    vec![
        Column::left("pathway").spare(),
        Column::left("experience").spare(),
        Column::left("entry"),
        Column::left("on"),
        Column::left("span"),
        Column::right("net_minutes"),
        Column::right("verified_minutes").spare(),
        Column::right("pending_minutes").spare(),
        Column::right("late_minutes").spare(),
        Column::right("counted_minutes"),
        Column::left("by").spare(),
        Column::left("verified").spare(),
        Column::left("stands"),
        Column::left("why"),
    ]
}

/// The totals of the hours report; of a single enrolment also how it stands.
fn total(enrolments: &[Tallied]) -> Vec<(String, Cell)> {
    let mut sums = Sums::default();
    for one in enrolments {
        sums += one.sums;
    }
    let required = enrolments.iter().map(|one| one.enrolled.required).sum();
    let short = enrolments.iter().map(Tallied::short).sum();
    let mut total: BTreeMap<usize, (&str, Cell)> = BTreeMap::new();
    total.insert(0, ("required_minutes", Cell::Minutes(required)));
    total.insert(1, ("short_minutes", Cell::Minutes(short)));
    if let [one] = enrolments {
        let pace = one.pace;
        let state = Cell::maybe(one.progress, |progress| Cell::State(progress.word()));
        total.insert(2, ("status", state));
        for (at, key, minutes) in [
            (3, "weekly_pace_minutes", pace.map(|pace| pace.weekly)),
            (4, "needed_pace_minutes", pace.map(|pace| pace.needed)),
        ] {
            total.insert(at, (key, Cell::maybe(minutes, Cell::Minutes)));
        }
        let projected = pace.and_then(|pace| pace.projected);
        total.insert(5, ("projected", Cell::maybe(projected, Cell::Day)));
    }
    let total = total
        .into_values()
        .map(|(key, cell)| (key.to_owned(), cell));
    cells_of(sums).into_iter().chain(total).collect()
}
