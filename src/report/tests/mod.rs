//! The hours report over small stores in memory: text in, rows out.

mod groups;
mod naive;
mod placements;
mod properties;
mod statuses;
mod strays;
mod telling;
mod terms;

use super::*;
use crate::book::memory::Memory;
use crate::value::Minutes;
use crate::view::{Cell, Report};

/// A calendar of a year, one pathway and one student, Jane, who graduates in 2027.
const BASE: &[(&str, &str)] = &[
    (
        "wbl.toml",
        "format = 1
[calendar]
years = [{ year = \"2026-27\", closing_day = 2027-06-18, senior_last_day = 2027-06-02 }]
terms = [
  { year = \"2026-27\", name = \"Q1\", starts = 2026-08-31, ends = 2026-11-06, transcript_due = 2026-11-13 },
  { year = \"2026-27\", name = \"Q2\", starts = 2026-11-07, ends = 2027-01-22, transcript_due = 2027-01-29 },
  { year = \"2026-27\", name = \"Q3\", starts = 2027-01-23, ends = 2027-04-02, transcript_due = 2027-04-09 },
  { year = \"2026-27\", name = \"Q4\", starts = 2027-04-03, ends = 2027-06-18, transcript_due = 2027-06-04 },
]
",
    ),
    (
        "pathways/healthcare.toml",
        "name = \"Healthcare\"\nsector = \"Healthcare\"\n",
    ),
    (
        "pathways/business.toml",
        "name = \"Business\"\nsector = \"Business\"\n",
    ),
    (
        "students/s-jane.toml",
        "grad_year = 2027\nenrolled = [{ pathway = \"healthcare\", from = 2025-09-01 }]\n",
    ),
    ("private/students/s-jane.toml", "name = \"Jane Doe\"\n"),
];

/// The base with more files over it.
fn store(files: &[(&str, &str)]) -> Memory {
    let mut memory = Memory::of(BASE);
    memory.0.extend(Memory::of(files).0);
    memory
}

/// An internship of Jane's in healthcare from 2026-09-08 on; entries are one inline table a line.
fn internship(more: &str, entries: &str) -> String {
    experience(
        &format!("pathway = \"healthcare\"\nstudents = [\"s-jane\"]\n{more}"),
        entries,
    )
}

/// An internship with the entries given; `more` may name another activity and start.
fn experience(more: &str, entries: &str) -> String {
    let has = |key| more.lines().any(|line| line.starts_with(key));
    let activity = if has("activity") {
        ""
    } else {
        "activity = \"internship\"\n"
    };
    let starts = if has("starts") {
        ""
    } else {
        "starts = 2026-09-08\n"
    };
    let entries: Vec<_> = entries
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let hours: Vec<_> = entries
        .iter()
        .map(|line| format!("  {{ {line} }},\n"))
        .collect();
    format!("{activity}{starts}{more}\nhours = [\n{}]\n", hours.concat())
}

/// An entry of bare minutes, verified the same day.
fn verified(on: &str, minutes: i64) -> String {
    format!("on = {on}, minutes = {minutes}, verified = {on}, seen = {minutes}\n")
}

fn day(text: &str) -> Day {
    Day::iso(text).unwrap()
}

/// A question about everything on a day.
fn on(as_of: &str) -> Question {
    Question {
        as_of: day(as_of),
        scope: Scope::default(),
        by: Vec::new(),
        fail_if: None,
    }
}

fn term(as_of: &str, name: &str) -> Question {
    let mut question = on(as_of);
    question.scope.term = Some(name.to_owned());
    question
}

/// What `report hours` answers.
fn ask(memory: &Memory, question: &Question) -> Report {
    match (REPORTS[0].run)(&memory.book(), question).unwrap().view {
        View::Report(report) => report,
        other => panic!("{other:?}"),
    }
}

/// The rows as text, cell by cell, `-` for nothing.
fn rows(report: &Report) -> Vec<String> {
    let line = |row: &Vec<Cell>| row.iter().map(text).collect::<Vec<_>>().join(" ");
    report.table.rows.iter().map(line).collect()
}

/// Some columns of the rows as text.
fn columns(report: &Report, keys: &[&str]) -> Vec<String> {
    let at = |key: &&str| {
        let is_it = |column: &crate::view::Column| column.key == **key;
        report.table.columns.iter().position(is_it).unwrap()
    };
    let at: Vec<_> = keys.iter().map(at).collect();
    let line = |row: &Vec<Cell>| {
        at.iter()
            .map(|at| text(&row[*at]))
            .collect::<Vec<_>>()
            .join(" ")
    };
    report.table.rows.iter().map(line).collect()
}

/// Verified, pending, late, counted, short and status of every row.
fn sums(report: &Report) -> Vec<String> {
    let keys = [
        "verified_minutes",
        "pending_minutes",
        "late_minutes",
        "counted_minutes",
        "short_minutes",
        "status",
    ];
    columns(report, &keys)
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::None => "-".to_owned(),
        Cell::Text(text) => text.to_string(),
        Cell::State(word) => (*word).to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Minutes(minutes) => minutes.to_string(),
        Cell::Day(day) => day.to_string(),
        other => panic!("{other:?}"),
    }
}

/// The minutes under a key of the total.
fn total(report: &Report, key: &str) -> Minutes {
    match report.total.iter().find(|(one, _)| one == key) {
        Some((_, Cell::Minutes(minutes))) => *minutes,
        other => panic!("{key}: {other:?}"),
    }
}

/// The note that holds these words.
fn note<'a>(report: &'a Report, words: &str) -> &'a str {
    let found = report.notes.iter().find(|note| note.contains(words));
    found.unwrap_or_else(|| panic!("{words} in {:#?}", report.notes))
}
