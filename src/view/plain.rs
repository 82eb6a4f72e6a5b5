//! Values between tabs under a header, for scripts: a row is one line, whatever it holds.

use std::io::{self, Write};

use super::cell::{dump, key};
use super::shown::Shown;
use super::tame::tame;
use super::{Cell, Look};

/// Writes a header and a line a row; a record is one row. Totals and notes are left out.
///
/// Tabs and line breaks in a value are spaces, other control characters are shown.
pub(super) fn write(shown: &Shown, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    match shown {
        Shown::Nothing | Shown::Text(_) => Ok(()),
        Shown::List(sheet) | Shown::Report(_, sheet) => {
            header(
                sheet.columns.iter().map(|column| column.key.as_str()),
                look,
                out,
            )?;
            let mut line = String::new();
            sheet
                .rows()
                .try_for_each(|cells| row(cells, look, &mut line, out))
        }
        Shown::Card(leaf) => {
            header(leaf.fields.iter().map(|(key, _)| *key), look, out)?;
            row(
                leaf.fields.iter().map(|(_, cell)| *cell),
                look,
                &mut String::new(),
                out,
            )
        }
    }
}

fn header<'k>(
    keys: impl Iterator<Item = &'k str>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let keys: Vec<_> = keys.map(|name| tame(key(name, look.hours), " ")).collect();
    if keys.is_empty() {
        Ok(())
    } else {
        writeln!(out, "{}", keys.join("\t"))
    }
}

fn row<'c>(
    cells: impl Iterator<Item = &'c Cell>,
    look: &Look,
    text: &mut String,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.write_all(b"\t")?;
        }
        text.clear();
        dump(cell, look.hours, text);
        out.write_all(tame(text, " ").as_bytes())?;
    }
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{hours, look, shown, texts};
    use super::super::{Format, HoursStyle};

    #[test]
    fn a_row_is_one_line_of_values_between_tabs() {
        let mut look = look(Format::Plain);
        look.hours = HoursStyle::Decimal;
        assert_eq!(
            shown(&hours(), &look),
            "student\tname\trequired\tshort\tstatus\tprojected\n\
             s-k7f2wq\tJosé Núñez\t100.00\t0.25\tat-risk\t2026-11-02\n\
             s-m3x9zt\t\t100.00\t100.00\tno-placement\t\n"
        );
    }

    #[test]
    fn no_value_breaks_its_line_or_steers_the_terminal() {
        let view = texts(&["a\tb\r\nc", "\u{1b}]0;x\u{7}", "=1"]);
        let look = look(Format::Plain);
        assert_eq!(shown(&view, &look), "text\na b c\n␛]0;x␇\n=1\n");
    }
}
