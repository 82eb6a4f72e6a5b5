//! Groups the hours of enrolments by pathway, partner, term or student; no minute is lost or doubled.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::Settings;
use crate::rule::{Sums, Tallied};
use crate::value::{Day, Id, Minutes};
use crate::view::{Cell, Column, Table};

use super::By;
use super::hours::{Names, cells_of};

/// Where hours stand that no term holds: between two of them, or from elsewhere.
const OUTSIDE: &str = "outside any term";

/// A part of an enrolment's hours, with all that it can be grouped by.
struct Part<'a> {
    enrolment: &'a Tallied,
    partner: Option<&'a Id>,
    term: Option<usize>,
    sums: Sums,
}

/// What a row is grouped by, in the order that rows stand in; what has no value comes last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Id(&'a Id),
    Term(Day, usize),
    None,
}

/// Rows of sums, one for each group, and the total of all; the rows add up to it.
pub(super) fn grouped(
    enrolments: &[Tallied],
    by: &[By],
    names: &Names,
    settings: &Settings,
) -> (Table, Vec<(String, Cell)>) {
    let mut groups: BTreeMap<Vec<Key>, (BTreeSet<&Id>, Sums)> = BTreeMap::new();
    let (mut students, mut all) = (BTreeSet::new(), Sums::default());
    for part in enrolments.iter().flat_map(|one| parts(one, by)) {
        let keys = by.iter().map(|by| part.key(*by, settings)).collect();
        let group = groups.entry(keys).or_default();
        group.0.insert(&part.enrolment.student);
        group.1 += part.sums;
        students.insert(&part.enrolment.student);
        all += part.sums;
    }
    let rows = groups
        .iter()
        .map(|(keys, (students, sums))| {
            let keys = by.iter().zip(keys);
            let mut row: Vec<_> = keys
                .flat_map(|(by, key)| cells(*by, key, names, settings))
                .collect();
            row.extend(
                measures(students.len(), *sums)
                    .into_iter()
                    .map(|(_, cell)| cell),
            );
            row
        })
        .collect();
    let total = measures(students.len(), all);
    let mut columns: Vec<_> = by.iter().flat_map(|by| headings(*by)).collect();
    columns.extend(total.iter().map(|(key, _)| Column::right(key.as_str())));
    (Table { columns, rows }, total)
}

/// The parts of an enrolment: the whole where nothing finer is asked for, else what each
/// experience adds, and the credit from elsewhere, which has neither partner nor term.
fn parts<'a>(enrolment: &'a Tallied, by: &[By]) -> Vec<Part<'a>> {
    let part = |partner, term, sums| Part {
        enrolment,
        partner,
        term,
        sums,
    };
    let by_term = by.contains(&By::Term);
    if !by_term && !by.contains(&By::Partner) {
        return vec![part(None, None, enrolment.sums)];
    }
    let shares = enrolment.shares.iter().filter(|share| {
        let is_placed = share.is_live && !by_term;
        is_placed || share.sums != Sums::default()
    });
    let mut parts: Vec<_> = shares
        .map(|share| part(share.partner.as_ref(), share.term, share.sums))
        .collect();
    if enrolment.enrolled.credit > Minutes::ZERO {
        let credit = Sums {
            counted: enrolment.enrolled.credit,
            ..Sums::default()
        };
        parts.push(part(None, None, credit));
    }
    parts
}

impl<'a> Part<'a> {
    fn key(&self, by: By, settings: &Settings) -> Key<'a> {
        match by {
            By::Pathway => Key::Id(&self.enrolment.enrolled.pathway),
            By::Student => Key::Id(&self.enrolment.student),
            By::Partner => self.partner.map_or(Key::None, Key::Id),
            By::Term => {
                let term = self
                    .term
                    .and_then(|at| Some((settings.calendar.terms.get(at)?, at)));
                term.map_or(Key::None, |(term, at)| Key::Term(term.starts, at))
            }
        }
    }
}

/// The columns of one thing to group by; a student's name stands beside the id.
fn headings(by: By) -> Vec<Column> {
    match by {
        By::Pathway | By::Partner | By::Term => vec![Column::left(by.word())],
        By::Student => vec![Column::left(by.word()), Column::left("name")],
    }
}

fn cells(by: By, key: &Key, names: &Names, settings: &Settings) -> Vec<Cell> {
    match (by, key) {
        (By::Student, Key::Id(id)) => {
            vec![
                Cell::text(id.as_str()),
                Cell::maybe(names.get(*id), Cell::text),
            ]
        }
        (_, Key::Id(id)) => vec![Cell::text(id.as_str())],
        (_, Key::Term(_, at)) => {
            let term = settings.calendar.terms.get(*at);
            vec![Cell::maybe(term, |term| {
                Cell::text(format!("{} {}", term.year, term.name))
            })]
        }
        (By::Term, Key::None) => vec![Cell::text(OUTSIDE)],
        (_, Key::None) => vec![Cell::None],
    }
}

fn measures(students: usize, sums: Sums) -> Vec<(String, Cell)> {
    let students = i64::try_from(students).unwrap_or(i64::MAX);
    let mut measures = vec![("students".to_owned(), Cell::Number(students))];
    measures.extend(cells_of(sums));
    measures
}
