//! Tables: columns as wide as what stands in them, a head that is repeated, rows that stay whole.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::para::{Para, Tab};
use super::run::{self, Look, Room, Runs, plain};
use super::xml::Xml;
use crate::paper::columns::divide;
use crate::paper::{Align, Inline, Row, Table, line_to_write};

/// Where a table stands and how wide it may be, in twentieths of a point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub left: usize,
    pub width: usize,
    /// Its first column is at the right.
    pub rtl: bool,
    pub new_page: bool,
}

/// The narrowest line to write on.
const LINE: usize = 900;
/// What a line to write on is made of; it is not divided.
const HARD_SPACE: char = '\u{a0}';
/// What a cell leaves free at both sides together.
const MARGINS: usize = 216;
/// The narrowest column.
const NARROWEST: usize = 560;
/// The most text that a row may hold to be kept on one page: a row taller than the page must split.
const WHOLE: usize = 1_500;

/// The lines that a table may have to be kept on one page.
const TOGETHER: usize = 12;

/// Writes a table and the small space below it, which also keeps it apart from a table that follows.
pub(super) fn table(xml: &mut Xml, runs: &mut Runs, table: &Table, frame: Frame) {
    let widths = widths(table, frame.width);
    xml.node("w:tbl", &[], |xml| {
        properties(xml, &frame, !table.head.is_empty());
        grid(xml, &widths);
        let mut first = frame.new_page;
        let together = lines(table, &widths) <= TOGETHER;
        if !table.head.is_empty() {
            row(
                xml,
                runs,
                &table.head,
                table,
                &widths,
                (true, first, true),
                frame.rtl,
            );
            first = false;
        }
        for (at, cells) in table.rows.iter().enumerate() {
            // The last two rows stay together, as the last two lines of a text do.
            let keep = at + 2 == table.rows.len() || (together && at + 1 < table.rows.len());
            let how = (false, first, keep);
            row(xml, runs, cells, table, &widths, how, frame.rtl);
            first = false;
        }
        if table.head.is_empty() && table.rows.is_empty() {
            row(
                xml,
                runs,
                &Row::new(),
                table,
                &widths,
                (false, first, false),
                frame.rtl,
            );
        }
    });
    Para::new("TableEnd").write(xml, |_| {});
}

fn properties(xml: &mut Xml, frame: &Frame, has_head: bool) {
    xml.node("w:tblPr", &[], |xml| {
        xml.val("w:tblStyle", "AgreementTable");
        if frame.rtl {
            xml.leaf("w:bidiVisual", &[]);
        }
        let width = frame.width.to_string();
        xml.leaf("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
        if frame.left > 0 {
            let left = frame.left.to_string();
            xml.leaf("w:tblInd", &[("w:w", &left), ("w:type", "dxa")]);
        }
        xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
        let head = if has_head { "1" } else { "0" };
        let look = [
            ("w:val", if has_head { "0420" } else { "0400" }),
            ("w:firstRow", head),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "0"),
            ("w:noVBand", "1"),
        ];
        xml.leaf("w:tblLook", &look);
    });
}

/// Writes the columns' widths.
pub(super) fn grid(xml: &mut Xml, widths: &[usize]) {
    xml.node("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.leaf("w:gridCol", &[("w:w", &width.to_string())]);
        }
    });
}

fn row(
    xml: &mut Xml,
    runs: &mut Runs,
    cells: &Row,
    table: &Table,
    widths: &[usize],
    (is_head, new_page, keep): (bool, bool, bool),
    rtl: bool,
) {
    let length = cells.iter().map(|cell| plain(cell).width()).max();
    xml.node("w:tr", &[], |xml| {
        let whole = length.unwrap_or(0) <= WHOLE;
        if whole || is_head {
            xml.node("w:trPr", &[], |xml| {
                if whole {
                    xml.leaf("w:cantSplit", &[]);
                }
                if is_head {
                    xml.leaf("w:tblHeader", &[]);
                }
            });
        }
        for (column, width) in widths.iter().enumerate() {
            let nothing = Vec::new();
            let inlines: &Vec<Inline> = cells.get(column).unwrap_or(&nothing);
            cell(xml, *width, |xml| {
                if let Some(what) = line_to_write(inlines) {
                    let end = width.saturating_sub(MARGINS);
                    let para = Para {
                        keep_next: keep,
                        new_page: new_page && column == 0,
                        rtl,
                        tabs: vec![Tab("right", end)],
                        align: Some("left"),
                        ..Para::new("TableText")
                    };
                    return para.write(xml, |xml| run::blank(xml, what, Room::Tab, rtl));
                }
                let para = Para {
                    keep_next: keep,
                    new_page: new_page && column == 0,
                    rtl,
                    align: match table.align.get(column).copied().unwrap_or_default() {
                        Align::Start => None,
                        Align::Center => Some("center"),
                        Align::End => Some("right"),
                    },
                    ..Para::new(if is_head { "TableHead" } else { "TableText" })
                };
                para.write(xml, |xml| runs.inlines(xml, inlines, Look::default(), rtl));
            });
        }
    });
}

/// Writes a cell of a width.
pub(super) fn cell(xml: &mut Xml, width: usize, inside: impl FnOnce(&mut Xml)) {
    xml.node("w:tc", &[], |xml| {
        xml.node("w:tcPr", &[], |xml| {
            let width = width.to_string();
            xml.leaf("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
        });
        inside(xml);
    });
}

/// The columns' widths, which add up to `whole`.
fn widths(table: &Table, whole: usize) -> Vec<usize> {
    let rows = || std::iter::once(&table.head).chain(&table.rows);
    let columns = rows().map(Vec::len).max().unwrap_or(0).max(1);
    let (mut words, mut lines) = (vec![NARROWEST; columns], vec![NARROWEST; columns]);
    for (column, cell) in rows().flat_map(|row| row.iter().enumerate()) {
        let text = match line_to_write(cell) {
            Some(what) => {
                lines[column] = lines[column].max(to_write(what));
                words[column] = words[column].max(LINE);
                continue;
            }
            None => plain(cell),
        };
        let word = text.split(|c: char| c.is_whitespace() && c != HARD_SPACE);
        let longest = word.map(breadth).max().unwrap_or(0);
        words[column] = words[column].max(longest + MARGINS);
        let line = text.lines().map(breadth).max().unwrap_or(0);
        lines[column] = lines[column].max(line + MARGINS);
    }
    #[expect(clippy::cast_precision_loss, reason = "a table is not so wide")]
    let points = |widths: &[usize]| -> Vec<f32> { widths.iter().map(|one| *one as f32).collect() };
    #[expect(clippy::cast_precision_loss, reason = "a page is not so wide")]
    let room = whole as f32;
    let divided = divide(&points(&words), &points(&lines), room);
    let all: f32 = divided.iter().sum();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "parts of a page's width"
    )]
    let mut widths: Vec<usize> = divided
        .iter()
        .map(|width| (width * room / all) as usize)
        .collect();
    let short = whole.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += short;
    }
    widths
}

/// How wide a line to write on is: more is written where it takes more to say what.
fn to_write(what: &str) -> usize {
    (what.width() * 60 + MARGINS).clamp(LINE, 4_800)
}

/// About how many lines all its rows have.
fn lines(table: &Table, widths: &[usize]) -> usize {
    let cell = |(cell, width): (&Vec<Inline>, &usize)| {
        let lines = plain(cell);
        let room = width.saturating_sub(MARGINS).max(1);
        let lines = lines.lines().map(|line| breadth(line).div_ceil(room));
        lines.sum::<usize>()
    };
    let row = |row: &Row| row.iter().zip(widths).map(cell).max().unwrap_or(0).max(1);
    table.rows.iter().map(row).sum()
}

/// About how wide a line of a table's text is, rather too wide than too narrow.
fn breadth(line: &str) -> usize {
    let letter = |c: char| match c {
        ' ' | HARD_SPACE => 58,
        'i' | 'j' | 'l' | 't' | 'f' | '.' | ',' | ';' | ':' | '\'' | '(' | ')' | '|' => 75,
        'm' | 'w' | '@' => 185,
        c if c.is_uppercase() => 165,
        c => 116 * c.width().unwrap_or(0),
    };
    line.chars().map(letter).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let cell = |text: &&str| vec![Inline::Text((*text).into())];
        Table {
            rows: rows
                .iter()
                .map(|row| row.iter().map(cell).collect())
                .collect(),
            ..Table::default()
        }
    }

    #[test]
    fn no_word_of_a_narrow_column_is_divided() {
        let skill = "Understanding Workplace Culture, Policy and Safety: keeps the rules of it.";
        let widths = widths(
            &table(&[&["Skill", "Baseline", "Gain"], &[skill, "3", "n/a"]]),
            6_000,
        );
        // The bold words of Times, at 10 points, and the white at both sides.
        assert!(
            widths[1] >= 760 + MARGINS && widths[2] >= 430 + MARGINS,
            "{widths:?}"
        );
        let rows = lines(&table(&[&[skill, "3"]]), &[2_000, 600]);
        assert!((4..=6).contains(&rows), "{rows}");
    }

    #[test]
    fn columns_fill_the_page_and_keep_whole_words_where_they_can() {
        let word = "x".repeat(500);
        for (rows, narrow_first) in [
            (
                vec![
                    &[
                        "Year",
                        "a long story about what the partner does for the school, at length",
                    ][..],
                ],
                true,
            ),
            (vec![&["a", "b", "c"][..]], false),
            (vec![&[word.as_str(), "y"][..]], false),
            (vec![&[""; 20][..]], false),
            (vec![], false),
        ] {
            let widths = widths(&table(&rows), 9_360);
            assert_eq!(widths.iter().sum::<usize>(), 9_360, "{widths:?}");
            assert!(widths.iter().all(|width| *width > 300), "{widths:?}");
            assert!(!narrow_first || widths[0] < 1_500, "{widths:?}");
        }
    }
}
