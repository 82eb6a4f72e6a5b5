//! Rows whose cells never wrap: on several lines each where one is too short.

use std::io;

use super::layout::{INDENT, line};
use super::screen::{GAP, Screen, pad};
use super::shown::Sheet;
use super::table::total_texts;

/// Columns in which nothing wraps, on one or more lines a row.
pub(super) struct Shape {
    /// For each line, the width of each of its columns and whether it stands right.
    lines: Vec<Vec<(usize, bool)>>,
}

impl Shape {
    /// Columns of these widths, so many on each line.
    pub(super) fn new(sheet: &Sheet, widths: &[usize], counts: &[usize]) -> Self {
        let mut columns = widths
            .iter()
            .zip(&sheet.columns)
            .map(|(width, column)| (*width, column.right));
        Self {
            lines: counts
                .iter()
                .map(|count| columns.by_ref().take(*count).collect())
                .collect(),
        }
    }

    /// The lines of a row of texts.
    pub(super) fn lay(&self, texts: Vec<String>) -> Vec<String> {
        let mut texts = texts.into_iter();
        self.lay_each(|text| *text = texts.next().unwrap_or_default())
    }

    /// The lines of one row, but for empty ones at its end; `next` puts the text of the next cell
    /// in the place of the last one's.
    fn lay_each(&self, mut next: impl FnMut(&mut String)) -> Vec<String> {
        let mut text = String::new();
        let mut lines = Vec::with_capacity(self.lines.len());
        for (part, columns) in self.lines.iter().enumerate() {
            let mut line = " ".repeat(indent(part));
            for (at, (width, right)) in columns.iter().enumerate() {
                if at > 0 {
                    line.extend([' '; GAP]);
                }
                next(&mut text);
                pad(&text, *width, *right, &mut line);
            }
            lines.push(line);
        }
        while lines.len() > 1 && lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
        lines
    }

    /// Writes the rows.
    pub(super) fn rows(&self, sheet: &Sheet, screen: &mut Screen) -> io::Result<()> {
        let pen = screen.pen;
        let lines = |part: &Sheet| {
            let mut lines = Vec::new();
            for mut cells in part.rows() {
                lines.extend(self.lay_each(|text| {
                    if let Some(cell) = cells.next() {
                        pen.replace(text, cell);
                    }
                }));
            }
            lines
        };
        let mut lines = sheet.stretches(lines).flatten();
        lines.try_for_each(|line| screen.line(&line))
    }

    /// The widths of the parts of a rule: of the columns, or one over all lines of a folded row.
    fn rule(&self) -> Vec<usize> {
        let widths = |columns: &Vec<(usize, bool)>| {
            columns.iter().map(|(width, _)| *width).collect::<Vec<_>>()
        };
        match self.lines.as_slice() {
            [columns] => widths(columns),
            lines => {
                let lengths = lines.iter().enumerate();
                let longest = lengths.map(|(part, columns)| indent(part) + line(&widths(columns)));
                vec![longest.max().unwrap_or(0)]
            }
        }
    }
}

/// How far a line of a folded row stands in.
fn indent(part: usize) -> usize {
    if part == 0 { 0 } else { INDENT }
}

/// Writes rows on several lines each, under a header folded the same way.
pub(super) fn write(
    sheet: &Sheet,
    heads: Vec<String>,
    shape: &Shape,
    screen: &mut Screen,
) -> io::Result<()> {
    shape
        .lay(heads)
        .iter()
        .try_for_each(|line| screen.strong(line))?;
    screen.rule(&shape.rule())?;
    shape.rows(sheet, screen)?;
    if !sheet.totals.is_empty() {
        screen.rule(&shape.rule())?;
        let totals = shape.lay(total_texts(sheet, screen));
        totals.iter().try_for_each(|line| screen.line(line))?;
    }
    Ok(())
}
