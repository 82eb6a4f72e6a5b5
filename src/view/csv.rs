//! CSV for spreadsheets: a header of keys, rows, LF; nothing in it runs.

use std::io::{self, Write};

use super::cell::{dump, key};
use super::shown::Shown;
use super::{Cell, Look};

/// Writes a header and a line a row; a record is one row. Totals and notes are left out.
///
/// Text that a spreadsheet would run gets a `'` before it unless `raw`. A quantity that is
/// negative, such as `-0:15`, is left alone: it is the program's own and holds no formula.
pub(super) fn write(shown: &Shown, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Lines {
        look,
        out: csv::Writer::from_writer(out),
        text: String::new(),
    };
    match shown {
        Shown::Nothing | Shown::Text(_) => return Ok(()),
        Shown::List(sheet) | Shown::Report(_, sheet) => {
            table.header(sheet.columns.iter().map(|column| column.key.as_str()))?;
            for cells in sheet.rows() {
                table.row(cells)?;
            }
        }
        Shown::Card(leaf) => {
            table.header(leaf.fields.iter().map(|(key, _)| *key))?;
            table.row(leaf.fields.iter().map(|(_, cell)| *cell))?;
        }
    }
    table.out.flush()
}

struct Lines<'a> {
    look: &'a Look,
    out: csv::Writer<&'a mut dyn Write>,
    text: String,
}

impl Lines<'_> {
    fn header<'k>(&mut self, keys: impl Iterator<Item = &'k str>) -> io::Result<()> {
        let mut any = false;
        for name in keys {
            self.text.clear();
            self.text.push_str(key(name, self.look.hours));
            self.field(true)?;
            any = true;
        }
        self.end(any)
    }

    fn row<'c>(&mut self, cells: impl Iterator<Item = &'c Cell>) -> io::Result<()> {
        let mut any = false;
        for cell in cells {
            self.text.clear();
            dump(cell, self.look.hours, &mut self.text);
            self.field(!cell.is_quantity())?;
            any = true;
        }
        self.end(any)
    }

    fn field(&mut self, is_typed: bool) -> io::Result<()> {
        if is_typed && !self.look.raw && runs(&self.text) {
            self.text.insert(0, '\'');
        }
        self.out.write_field(&self.text).map_err(cause)
    }

    fn end(&mut self, any: bool) -> io::Result<()> {
        if any {
            self.out.write_record(None::<&[u8]>).map_err(cause)?;
        }
        Ok(())
    }
}

/// Whether a spreadsheet takes the text for a formula; some take the wide signs for one too, and
/// some skip the blanks before one.
fn runs(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The error of the output below, whose kind says whether its reader has gone.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{card, hours, look, shown, texts};
    use super::super::{Cell, Column, Format, HoursStyle, Table, View};
    use crate::value::Minutes;

    #[test]
    fn a_report_is_its_header_and_rows() {
        let mut look = look(Format::Csv);
        assert_eq!(
            shown(&hours(), &look),
            "student,name,required,short,status,projected\n\
             s-k7f2wq,José Núñez,100:00,0:15,at-risk,2026-11-02\n\
             s-m3x9zt,,100:00,100:00,no-placement,\n"
        );
        look.hours = HoursStyle::Minutes;
        look.fields = Some(vec!["short".into()]);
        assert_eq!(shown(&hours(), &look), "short_minutes\n15\n6000\n");
    }

    #[test]
    fn a_record_is_one_row_and_a_group_one_json_text() {
        let mut look = look(Format::Csv);
        look.fields = Some(vec!["partner".into(), "areas".into(), "hours".into()]);
        assert_eq!(
            shown(&card(), &look),
            "partner,areas,hours\nantron,dietary; nursing,\
             \"[{\"\"id\"\":\"\"k3f9qd\"\",\"\"from\"\":\"\"15:00\"\",\"\"break_minutes\"\":30},\
             {\"\"id\"\":\"\"m2xwzh\"\",\"\"from\"\":null,\"\"break_minutes\"\":null}]\"\n"
        );
    }

    #[test]
    fn nothing_that_someone_typed_runs_in_a_spreadsheet() {
        let hostile = [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "a=1", "x",
        ];
        let view = texts(&hostile);
        let read = |text: &str| -> Vec<String> {
            let mut reader = ::csv::Reader::from_reader(text.as_bytes());
            reader
                .records()
                .map(|row| row.unwrap()[0].to_owned())
                .collect()
        };
        let mut look = look(Format::Csv);
        let safe = read(&shown(&view, &look));
        assert!(
            safe.iter().take(7).all(|cell| cell.starts_with('\'')),
            "{safe:?}"
        );
        assert_eq!(safe[7..], ["a=1", "x"]);
        look.raw = true;
        assert_eq!(read(&shown(&view, &look)), hostile);
    }

    #[test]
    fn a_negative_quantity_stays_a_quantity() {
        let row = vec![Cell::Minutes(Minutes(-15)), Cell::Number(-3)];
        let columns = vec![Column::right("drift_minutes"), Column::right("n")];
        let view = View::List(Table {
            columns,
            rows: vec![row],
        });
        assert_eq!(shown(&view, &look(Format::Csv)), "drift,n\n-0:15,-3\n");
    }
}
