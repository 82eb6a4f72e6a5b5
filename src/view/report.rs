//! A report for people: what was asked and as of when, the rows, the totals, the notes.

use std::io;

use super::screen::Screen;
use super::shown::Sheet;
use super::tame::tame;
use super::{Report, card, table};

/// Writes the report.
pub(super) fn write(report: &Report, sheet: &Sheet, screen: &mut Screen) -> io::Result<()> {
    screen.heading(&headline(report))?;
    screen.line("")?;
    table::write(sheet, screen)?;
    if !sheet.others.is_empty() {
        if sheet.totals.is_empty() {
            screen.line("")?;
        }
        let labels: Vec<String> = sheet
            .others
            .iter()
            .map(|(key, _)| format!("{}{}", sheet.lead(), screen.pen.label(key)))
            .collect();
        let cells = sheet.others.iter().map(|(_, cell)| *cell);
        card::pairs(
            &labels
                .iter()
                .map(String::as_str)
                .zip(cells)
                .collect::<Vec<_>>(),
            screen,
        )?;
    }
    if !report.notes.is_empty() {
        screen.line("")?;
    }
    for note in &report.notes {
        screen.paragraph("note: ", &tame(note, "\n"))?;
    }
    Ok(())
}

/// What the report is about, as of when, and its scope: one line.
pub(super) fn headline(report: &Report) -> String {
    let scope = scope(report);
    let scope = if scope.is_empty() {
        scope
    } else {
        format!(" ({scope})")
    };
    format!("{}, as of {}{scope}", report.title, report.as_of)
}

/// What the report was asked for.
fn scope(report: &Report) -> String {
    let parts: Vec<String> = report
        .scope
        .iter()
        .map(|(key, value)| format!("{key} {value}"))
        .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{hours, look, shown};
    use super::super::{Format, View};

    #[test]
    fn a_report_says_what_it_is_and_what_must_be_known() {
        assert_eq!(
            shown(&hours(), &look(Format::Table)),
            "\
Hours toward the requirement, as of 2026-10-06 (pathway manufacturing, year 2026-27)

student   name        required   short  status        projected
────────  ──────────  ────────  ──────  ────────────  ──────────
s-k7f2wq  José Núñez    100:00    0:15  at-risk       2026-11-02
s-m3x9zt                100:00  100:00  no-placement
────────  ──────────  ────────  ──────  ────────────  ──────────
total                           100:15
students  2

note: 1 entry is not verified yet
"
        );
    }

    #[test]
    fn without_rows_the_header_stands() {
        let View::Report(mut report) = hours() else {
            unreachable!()
        };
        report.table.rows.clear();
        report.total.clear();
        report.scope.clear();
        report.notes.clear();
        assert_eq!(
            shown(&View::Report(report), &look(Format::Table)),
            "\
Hours toward the requirement, as of 2026-10-06

student  name  required  short  status  projected
───────  ────  ────────  ─────  ──────  ─────────
"
        );
    }

    #[test]
    fn read_aloud_every_value_has_its_label() {
        let mut look = look(Format::Table);
        look.linear = true;
        look.fields = Some(vec!["student".into(), "short".into()]);
        assert_eq!(
            shown(&hours(), &look),
            "\
Hours toward the requirement, as of 2026-10-06 (pathway manufacturing, year 2026-27)

student: s-k7f2wq
short: 0:15

student: s-m3x9zt
short: 100:00

total
short: 100:15
students: 2

note: 1 entry is not verified yet
"
        );
    }
}
