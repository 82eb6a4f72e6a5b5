//! Markdown as GitHub reads it: tables, a heading for a record or a report, notes as a list.

use std::io::{self, Write};

use super::cell::{label, say};
use super::report::headline;
use super::shown::{Leaf, Sheet, Shown};
use super::tame::tame;
use super::{Cell, Look};

/// Writes the view as Markdown; what someone typed stays text.
pub(super) fn write(shown: &Shown, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    match shown {
        Shown::Nothing | Shown::Text(_) => Ok(()),
        Shown::List(sheet) => rows(sheet, look, out),
        Shown::Card(leaf) => record(leaf, look, out),
        Shown::Report(report, sheet) => {
            writeln!(out, "# {}\n", inline(&headline(report)))?;
            rows(sheet, look, out)?;
            for (at, (key, cell)) in sheet.others.iter().enumerate() {
                let before = if at == 0 { "\n" } else { "" };
                let name = inline(&label(key, look.hours));
                writeln!(
                    out,
                    "{before}- {}{name}: {}",
                    sheet.lead(),
                    value(cell, look)
                )?;
            }
            for (at, note) in report.notes.iter().enumerate() {
                let before = if at == 0 { "\n" } else { "" };
                writeln!(out, "{before}- note: {}", inline(note))?;
            }
            Ok(())
        }
    }
}

fn rows(sheet: &Sheet, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if sheet.columns.is_empty() {
        return Ok(());
    }
    let heads = sheet
        .columns
        .iter()
        .map(|column| inline(&label(&column.key, look.hours)));
    line(heads, out)?;
    line(
        sheet
            .columns
            .iter()
            .map(|column| if column.right { "---:" } else { "---" }),
        out,
    )?;
    for cells in sheet.rows() {
        line(cells.map(|cell| value(cell, look)), out)?;
    }
    if sheet.totals.is_empty() {
        return Ok(());
    }
    let totals = sheet
        .totals
        .iter()
        .enumerate()
        .map(|(at, cell)| match value(cell, look) {
            text if !text.is_empty() => format!("**{text}**"),
            _ if at == 0 => "**total**".to_owned(),
            empty => empty,
        });
    line(totals, out)
}

fn record(leaf: &Leaf, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if !leaf.title.is_empty() {
        writeln!(out, "# {}\n", inline(leaf.title))?;
    }
    line(["field", "value"].into_iter(), out)?;
    line(["---", "---"].into_iter(), out)?;
    leaf.fields.iter().try_for_each(|(key, cell)| {
        line(
            [inline(&label(key, look.hours)), items(cell, look)].into_iter(),
            out,
        )
    })
}

fn line(cells: impl Iterator<Item = impl AsRef<str>>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"|")?;
    for cell in cells {
        write!(out, " {} |", cell.as_ref())?;
    }
    out.write_all(b"\n")
}

/// The text of a cell; the items of a group each on its line.
fn items(cell: &Cell, look: &Look) -> String {
    match cell {
        Cell::List(items) if items.iter().any(|item| matches!(item, Cell::Fields(_))) => {
            let items: Vec<String> = items.iter().map(|item| value(item, look)).collect();
            items.join("<br>")
        }
        cell => value(cell, look),
    }
}

fn value(cell: &Cell, look: &Look) -> String {
    let mut text = String::new();
    say(cell, look.hours, &mut text);
    inline(&text)
}

/// The text on one line with nothing in it that Markdown would take for its own.
fn inline(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in tame(text.trim(), "\n").chars() {
        match c {
            '\n' => safe.push_str("<br>"),
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' | '$' | '#' => safe.extend(['\\', c]),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::sample::{card, hours, look, shown, texts};

    #[test]
    fn a_report_has_its_heading_totals_and_notes() {
        assert_eq!(
            shown(&hours(), &look(Format::Md)),
            "\
# Hours toward the requirement, as of 2026-10-06 (pathway manufacturing, year 2026-27)

| student | name | required | short | status | projected |
| --- | --- | ---: | ---: | --- | --- |
| s-k7f2wq | José Núñez | 100:00 | 0:15 | at-risk | 2026-11-02 |
| s-m3x9zt |  | 100:00 | 100:00 | no-placement |  |
| **total** |  |  | **100:15** |  |  |

- students: 2

- note: 1 entry is not verified yet
"
        );
    }

    #[test]
    fn a_record_is_a_table_of_fields() {
        let mut look = look(Format::Md);
        look.fields = Some(vec!["hours".into(), "notes".into(), "ends".into()]);
        assert_eq!(
            shown(&card(), &look),
            "\
# José Núñez at Antron

| field | value |
| --- | --- |
| hours | id k3f9qd, from 15:00, break 0:30<br>id m2xwzh |
| notes | first line<br>second line |
| ends |  |
"
        );
    }

    #[test]
    fn what_someone_typed_stays_text() {
        let view = texts(&[
            "a|b\nc",
            "`x` <img src=x onerror=alert(1)>",
            "[l](javascript:x) ![i](u) \\| &lt;",
            "\u{1b}[31m\u{202e}",
        ]);
        assert_eq!(
            shown(&view, &look(Format::Md)),
            "\
| text |
| --- |
| a\\|b<br>c |
| \\`x\\` &lt;img src=x onerror=alert(1)&gt; |
| \\[l\\](javascript:x) !\\[i\\](u) \\\\\\| &amp;lt; |
| ␛\\[31m\\\\u{202e} |
"
        );
    }
}
