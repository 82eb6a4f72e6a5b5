//! Tables: columns as wide as what stands in them, a head that is repeated, rows that stay whole.

use unicode_width::UnicodeWidthStr;

use super::para::Para;
use super::run::{Look, Runs, plain};
use super::script::is_rtl;
use super::xml::Xml;
use crate::paper::{Align, Inline, Row, Table};

/// Where a table stands and how wide it may be, in twentieths of a point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub left: usize,
    pub width: usize,
    /// Its first column is at the right.
    pub rtl: bool,
    pub new_page: bool,
}

/// The average width of a character of a table's text.
const CHARACTER: usize = 100;
/// What a cell leaves free at both sides together.
const MARGINS: usize = 216;
/// The narrowest column.
const NARROWEST: usize = 560;
/// The most text that a row may hold to be kept on one page: a row taller than the page must split.
const WHOLE: usize = 1_500;

/// Writes a table and the small space below it, which also keeps it apart from a table that follows.
pub(super) fn table(xml: &mut Xml, runs: &mut Runs, table: &Table, frame: Frame) {
    let widths = widths(table, frame.width);
    xml.node("w:tbl", &[], |xml| {
        properties(xml, &frame, !table.head.is_empty());
        grid(xml, &widths);
        let mut first = frame.new_page;
        if !table.head.is_empty() {
            row(
                xml,
                runs,
                &table.head,
                table,
                &widths,
                (true, first),
                frame.rtl,
            );
            first = false;
        }
        for cells in &table.rows {
            row(xml, runs, cells, table, &widths, (false, first), frame.rtl);
            first = false;
        }
        if table.head.is_empty() && table.rows.is_empty() {
            row(
                xml,
                runs,
                &Row::new(),
                table,
                &widths,
                (false, first),
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
    (is_head, new_page): (bool, bool),
    rtl: bool,
) {
    let texts: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
    let length: usize = texts.iter().map(|text| text.width()).max().unwrap_or(0);
    xml.node("w:tr", &[], |xml| {
        let whole = length <= WHOLE;
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
            let text = texts.get(column).map_or("", String::as_str);
            cell(xml, *width, |xml| {
                let para = Para {
                    keep_next: is_head,
                    new_page: new_page && column == 0,
                    rtl: is_rtl(text).unwrap_or(rtl),
                    align: match table.align.get(column).copied().unwrap_or_default() {
                        Align::Start => None,
                        Align::Center => Some("center"),
                        Align::End => Some("right"),
                    },
                    ..Para::new(if is_head { "TableHead" } else { "TableText" })
                };
                let rtl = para.rtl;
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

/// The columns' widths, which add up to `whole`: each at least its longest word where that can be,
/// the rest shared by how much text there is.
fn widths(table: &Table, whole: usize) -> Vec<usize> {
    let rows = || std::iter::once(&table.head).chain(&table.rows);
    let columns = rows().map(Vec::len).max().unwrap_or(0).max(1);
    let most_of_one = whole / columns * 5 / 4;
    let (mut least, mut wanted) = (vec![NARROWEST; columns], vec![NARROWEST; columns]);
    for (column, cell) in rows().flat_map(|row| row.iter().enumerate()) {
        let text = plain(cell);
        let words = text.split_whitespace().map(UnicodeWidthStr::width);
        let room = |characters: usize| characters * CHARACTER + MARGINS;
        let word = room(words.max().unwrap_or(0)).min(most_of_one);
        let line = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        least[column] = least[column].max(word);
        wanted[column] = wanted[column].max(room(line).min(whole * 2)).max(word);
    }
    let sum = |widths: &[usize]| widths.iter().sum::<usize>();
    let (needed, free) = (sum(&least), whole.saturating_sub(sum(&least)));
    let extra: Vec<usize> = wanted
        .iter()
        .zip(&least)
        .map(|(want, least)| want - least)
        .collect();
    let mut widths: Vec<usize> = if needed > whole {
        least.iter().map(|least| least * whole / needed).collect()
    } else if sum(&extra) > free {
        let all = sum(&extra);
        let shares = extra.iter().map(|extra| extra * free / all);
        least
            .iter()
            .zip(shares)
            .map(|(least, share)| least + share)
            .collect()
    } else {
        wanted
            .iter()
            .map(|want| want * whole / sum(&wanted))
            .collect()
    };
    let short = whole.saturating_sub(sum(&widths));
    if let Some(last) = widths.last_mut() {
        *last += short;
    }
    widths
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
