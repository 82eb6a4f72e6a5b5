//! A file that is to be imported: its header and rows, and where in it something is wrong.

use crate::fault::{Blame, Fault, Place};
use crate::value::Day;

/// A table of texts from a file.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The file, as it was named.
    pub file: String,
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows below them.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its number, as a spreadsheet counts: the header is row 1.
    pub number: usize,
    /// Its cells; those that are missing at the end are empty.
    pub cells: Vec<String>,
}

/// In which order a file writes the parts of a day such as `10/5/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum DayOrder {
    Mdy,
    Dmy,
    Ymd,
}

impl Sheet {
    /// The place of a cell: its row and column, as a spreadsheet counts.
    pub fn place(&self, row: &Row, column: usize) -> Place {
        Place {
            path: self.file.clone(),
            line: row.number,
            col: column + 1,
            excerpt: String::new(),
            width: 0,
        }
    }

    /// A fault of a cell: refused, whatever it would be on a command line.
    pub(super) fn fault(&self, row: &Row, column: usize, mut fault: Fault) -> Fault {
        fault.blame = Blame::Refused;
        fault.candidates = None;
        fault.message = fault.message.replace("`--", "`");
        let name = self.header.get(column).map_or("", |name| name.trim());
        fault.place = Some(Box::new(self.place(row, column)));
        if !fault.message.contains(&format!("`{name}`")) {
            fault.message = format!("`{name}`: {}", fault.message);
        }
        fault
    }

    /// A fault of a row as a whole.
    pub(super) fn row_fault(&self, row: &Row, mut fault: Fault) -> Fault {
        let also = std::mem::take(&mut fault.also);
        fault.blame = Blame::Refused;
        fault.candidates = None;
        fault.message = fault.message.replace("`--", "`");
        fault.place = Some(Box::new(self.place(row, 0)));
        fault.also = also
            .into_iter()
            .map(|one| self.row_fault(row, one))
            .collect();
        fault
    }
}

impl Row {
    /// The text of a cell; nothing where it is empty. A `'` that keeps a spreadsheet from running
    /// the text is taken off.
    pub(super) fn text(&self, column: usize) -> Option<&str> {
        let text = self.cells.get(column)?.trim();
        let text = match text.strip_prefix('\'') {
            Some(rest)
                if rest
                    .trim_start()
                    .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) =>
            {
                rest
            }
            Some(_) | None => text,
        };
        (!text.is_empty()).then_some(text)
    }
}

impl DayOrder {
    /// The words on the command line.
    pub const ALL: [(&'static str, Self); 3] =
        [("mdy", Self::Mdy), ("dmy", Self::Dmy), ("ymd", Self::Ymd)];

    /// A day written in numbers, in this order; nothing where it is none.
    pub(super) fn read(self, text: &str) -> Option<Day> {
        let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
        let [a, b, c] = parts.as_slice() else {
            return None;
        };
        let (year, month, day) = match self {
            Self::Mdy => (c, a, b),
            Self::Dmy => (c, b, a),
            Self::Ymd => (a, b, c),
        };
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return None;
        }
        Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

/// Whether a text is a day written in numbers whose order must be told.
pub(super) fn is_numbers(text: &str) -> bool {
    let parts: Vec<_> = text.split(['/', '-', '.']).collect();
    let number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_a_day_is_told_and_never_guessed() {
        let day = |order: DayOrder, text| order.read(text).map(|day| day.to_string());
        assert_eq!(day(DayOrder::Mdy, "10/5/2026").unwrap(), "2026-10-05");
        assert_eq!(day(DayOrder::Dmy, "10.5.2026").unwrap(), "2026-05-10");
        assert_eq!(day(DayOrder::Ymd, "2026/10/05").unwrap(), "2026-10-05");
        assert_eq!(day(DayOrder::Mdy, "13/5/2026"), None);
        assert_eq!(day(DayOrder::Mdy, "10/5/26"), None, "which century?");
    }

    #[test]
    fn a_cell_that_was_kept_from_running_reads_back() {
        let row = Row {
            number: 2,
            cells: ["'=1+1", "'tis", " ", "'-x"].map(str::to_owned).to_vec(),
        };
        let texts: Vec<_> = (0..5).map(|at| row.text(at)).collect();
        assert_eq!(texts, [Some("=1+1"), Some("'tis"), None, Some("-x"), None]);
    }
}
