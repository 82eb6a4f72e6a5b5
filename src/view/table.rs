//! Rows for people, as their layout says: a header, a rule under it, the rows, the totals under a rule.

use std::io;

use super::fold::{self, Shape};
use super::layout::{Extent, Layout, in_full};
use super::screen::{Screen, fit};
use super::shown::Sheet;
use super::{Cell, card};

/// So many rows are laid out at once, to bound the memory.
const BATCH: usize = 512;

/// Writes the rows under a header, and the totals under a rule.
pub(super) fn write(sheet: &Sheet, screen: &mut Screen) -> io::Result<()> {
    if sheet.columns.is_empty() {
        return Ok(());
    }
    let heads = heads(sheet, screen);
    if screen.linear {
        return blocks(sheet, &heads, screen);
    }
    let extents = measure(sheet, &heads, screen);
    let layout = Layout::of(&extents, screen.room());
    if layout.is_a_line_a_row() || sheet.spare().is_none() {
        lay_out(sheet, heads, layout, screen)
    } else {
        narrowed(sheet, &heads, &extents, screen)
    }
}

/// Writes rows without some of the columns that can be spared, the last first: as many as are too
/// many for a line a row in which nothing wraps, else for a line a row; tells which.
fn narrowed(
    whole: &Sheet,
    heads: &[String],
    extents: &[Extent],
    screen: &mut Screen,
) -> io::Result<()> {
    let room = screen.room();
    let mut ways = vec![Narrow::none(whole, heads, extents)];
    while let Some(next) = ways.last().and_then(Narrow::next) {
        ways.push(next);
    }
    let fits = |way: &&Narrow| in_full(&way.extents, room).is_some();
    let wraps = |way: &&Narrow| Layout::of(&way.extents, room).is_a_line_a_row();
    let way = ways.iter().find(fits).or_else(|| ways.iter().find(wraps));
    let Some(way) = way.or(ways.last()) else {
        return Ok(());
    };
    let layout = Layout::of(&way.extents, room);
    if matches!(layout, Layout::Blocks) {
        // A block a row has room for everything.
        return blocks(whole, heads, screen);
    }
    lay_out(&way.sheet, way.heads.clone(), layout, screen)?;
    screen.paragraph(
        "no room for: ",
        &format!(
            "{} (a wider window or `--fields` shows them)",
            way.left_out.join(", ")
        ),
    )
}

/// A table without some of its columns.
struct Narrow<'a> {
    sheet: Sheet<'a>,
    heads: Vec<String>,
    extents: Vec<Extent>,
    /// The headers of the columns that are left out.
    left_out: Vec<String>,
}

impl<'a> Narrow<'a> {
    fn none(sheet: &Sheet<'a>, heads: &[String], extents: &[Extent]) -> Self {
        Self {
            sheet: sheet.clone(),
            heads: heads.to_owned(),
            extents: extents.to_owned(),
            left_out: Vec::new(),
        }
    }

    /// The same without one column more, if one more can be spared.
    fn next(&self) -> Option<Self> {
        let column = self.sheet.spare()?;
        let mut next = Self::none(&self.sheet, &self.heads, &self.extents);
        next.sheet.leave_out(column);
        next.extents.remove(column);
        next.left_out = vec![next.heads.remove(column)];
        next.left_out.extend(self.left_out.iter().cloned());
        Some(next)
    }
}

fn lay_out(
    sheet: &Sheet,
    heads: Vec<String>,
    layout: Layout,
    screen: &mut Screen,
) -> io::Result<()> {
    match layout {
        Layout::Whole(widths, counts) => {
            fold::write(sheet, heads, &Shape::new(sheet, &widths, &counts), screen)
        }
        Layout::Wrapped(widths) => wrapped(sheet, &heads, &widths, screen),
        Layout::Blocks => blocks(sheet, &heads, screen),
    }
}

/// Writes a header and rows without a rule if they fit in full; says whether they did.
pub(super) fn write_if_it_fits(sheet: &Sheet, screen: &mut Screen) -> io::Result<bool> {
    let heads = heads(sheet, screen);
    let Some(widths) = in_full(&measure(sheet, &heads, screen), screen.room()) else {
        return Ok(false);
    };
    let shape = Shape::new(sheet, &widths, &[widths.len()]);
    shape
        .lay(heads)
        .iter()
        .try_for_each(|line| screen.line(line))?;
    shape.rows(sheet, screen)?;
    Ok(true)
}

fn heads(sheet: &Sheet, screen: &Screen) -> Vec<String> {
    sheet
        .columns
        .iter()
        .map(|column| screen.pen.label(&column.key))
        .collect()
}

fn measure(sheet: &Sheet, heads: &[String], screen: &Screen) -> Vec<Extent> {
    let heads: Vec<Extent> = heads.iter().map(|head| Extent::of(head)).collect();
    let pen = screen.pen;
    let of_stretch = |part: &Sheet| {
        let (mut extents, mut text) = (heads.clone(), String::new());
        for cells in part.rows() {
            for (extent, cell) in extents.iter_mut().zip(cells) {
                pen.replace(&mut text, cell);
                extent.add(&text);
            }
        }
        extents
    };
    let mut extents = heads.clone();
    for more in sheet.stretches(of_stretch) {
        let both = extents.iter_mut().zip(more);
        both.for_each(|(one, other)| one.join(other));
    }
    for (extent, text) in extents.iter_mut().zip(total_texts(sheet, screen)) {
        extent.add(&text);
    }
    extents
}

/// The texts of the totals, of which the first says what the line is if nothing else stands there.
pub(super) fn total_texts(sheet: &Sheet, screen: &Screen) -> Vec<String> {
    let mut texts: Vec<String> = sheet
        .totals
        .iter()
        .map(|cell| screen.pen.line_of(cell))
        .collect();
    if let Some(first) = texts.first_mut().filter(|first| first.is_empty()) {
        "total".clone_into(first);
    }
    texts
}

/// Writes rows in columns, in which longer cells wrap.
fn wrapped(
    sheet: &Sheet,
    heads: &[String],
    widths: &[usize],
    screen: &mut Screen,
) -> io::Result<()> {
    let columns: Vec<(usize, bool)> = widths
        .iter()
        .zip(&sheet.columns)
        .map(|(width, column)| (*width, column.right))
        .collect();
    let head = fit(&columns, std::iter::once(heads.to_vec()));
    head.iter().try_for_each(|line| screen.strong(line))?;
    screen.rule(widths)?;
    let mut rows = sheet.rows();
    for _ in 0..sheet.len().div_ceil(BATCH) {
        let batch = rows.by_ref().take(BATCH);
        let texts = batch.map(|cells| cells.map(|cell| screen.pen.line_of(cell)).collect());
        let lines = fit(&columns, texts);
        lines.iter().try_for_each(|line| screen.line(line))?;
    }
    if !sheet.totals.is_empty() {
        screen.rule(widths)?;
        let totals = fit(&columns, std::iter::once(total_texts(sheet, screen)));
        totals.iter().try_for_each(|line| screen.line(line))?;
    }
    Ok(())
}

/// Writes a block a row; without rows, the header on one line.
fn blocks(sheet: &Sheet, heads: &[String], screen: &mut Screen) -> io::Result<()> {
    if sheet.len() == 0 {
        screen.paragraph("", &heads.join("  "))?;
    }
    let block = |cells: &mut dyn Iterator<Item = &Cell>, screen: &mut Screen| {
        let pairs: Vec<_> = heads.iter().map(String::as_str).zip(cells).collect();
        card::pairs(&pairs, screen)
    };
    for (at, mut cells) in sheet.rows().enumerate() {
        if at > 0 {
            screen.line("")?;
        }
        block(&mut cells, screen)?;
    }
    if !sheet.totals.is_empty() {
        screen.line("")?;
        screen.strong("total")?;
        block(&mut sheet.totals.iter().copied(), screen)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{hours, look, shown, texts};
    use super::super::{Cell, Column, Format, Look, Table, View};

    fn on(width: usize) -> Look {
        Look {
            width: Some(width),
            ..look(Format::Table)
        }
    }

    #[test]
    fn wide_combining_and_joined_characters_keep_the_columns() {
        let row = |name: &str| vec![Cell::text(name), Cell::Number(1)];
        let columns = vec![Column::left("name"), Column::right("n")];
        let names = ["日本語", "Jose\u{301}", "👩‍👩‍👧 x", "José", "a\nb"];
        let rows = names.map(row).to_vec();
        assert_eq!(
            shown(&View::List(Table { columns, rows }), &look(Format::Table)),
            "\
name    n
──────  ─
日本語  1
Jose\u{301}    1
👩‍👩‍👧 x    1
José    1
a ⏎ b   1
"
        );
    }

    #[test]
    fn a_terminal_that_is_narrower_wraps_then_folds_then_makes_blocks() {
        let table = |width| {
            let text = shown(&hours(), &on(width));
            text.split("\n\n").nth(1).unwrap().to_owned()
        };
        assert_eq!(
            table(64),
            "\
student   name        required   short  status        projected
────────  ──────────  ────────  ──────  ────────────  ──────────
s-k7f2wq  José Núñez    100:00    0:15  at-risk       2026-11-02
s-m3x9zt                100:00  100:00  no-placement
────────  ──────────  ────────  ──────  ────────────  ──────────
total                           100:15
students  2"
        );
        assert_eq!(
            table(50),
            "\
student   name        required   short
  status        projected
──────────────────────────────────────
s-k7f2wq  José Núñez    100:00    0:15
  at-risk       2026-11-02
s-m3x9zt                100:00  100:00
  no-placement
──────────────────────────────────────
total                           100:15
students  2"
        );
        assert_eq!(
            table(20),
            "\
student    s-k7f2wq
name
  José Núñez
required   100:00
short      0:15
status     at-risk
projected
  2026-11-02"
        );
    }

    #[test]
    fn a_narrow_terminal_leaves_out_what_can_be_spared_and_says_so() {
        let mut view = hours();
        let View::Report(report) = &mut view else {
            unreachable!()
        };
        for column in &mut report.table.columns {
            column.spare = ["student", "short_minutes", "projected"].contains(&&*column.key);
        }
        let table = |look: &Look| {
            let text = shown(&view, look);
            text.split("\n\n").nth(1).unwrap().to_owned()
        };
        assert_eq!(table(&on(64)), table(&on(100)), "it fits");
        assert_eq!(
            table(&on(52)),
            "\
student   name        required   short  status
────────  ──────────  ────────  ──────  ────────────
s-k7f2wq  José Núñez    100:00    0:15  at-risk
s-m3x9zt                100:00  100:00  no-placement
────────  ──────────  ────────  ──────  ────────────
total                           100:15
no room for: projected (a wider window or `--fields`
             shows them)
students  2"
        );
        assert_eq!(
            table(&on(34)),
            "\
name        required  status
──────────  ────────  ────────────
José Núñez    100:00  at-risk
              100:00  no-placement
no room for: student, short,
             projected (a wider
             window or `--fields`
             shows them)
students  2"
        );
        let chosen = Look {
            fields: Some(vec!["name".into(), "status".into(), "projected".into()]),
            ..on(34)
        };
        assert!(table(&chosen).contains("2026-11-02"), "asked for, shown");
        assert!(table(&on(20)).contains("projected"), "blocks have room");
    }

    #[test]
    fn running_text_wraps_between_words() {
        let view = texts(&["one two three four five six"]);
        assert_eq!(
            shown(&view, &on(22)),
            "text\n──────────────────────\none two three four\nfive six\n"
        );
    }

    #[test]
    fn states_are_coloured_where_colours_are_wanted() {
        let mut look = look(Format::Table);
        look.colour = true;
        look.fields = Some(vec!["status".into(), "student".into()]);
        let text = shown(&hours(), &look);
        assert!(text.contains("\u{1b}[33mat-risk\u{1b}[0m       s-k7f2wq\n"));
        assert!(text.contains("\u{1b}[31mno-placement\u{1b}[0m  s-m3x9zt\n"));
        assert!(text.contains("\u{1b}[1mstatus        student\u{1b}[0m\n"));
    }

    #[test]
    fn without_rows_there_is_a_header() {
        assert_eq!(shown(&texts(&[]), &look(Format::Table)), "text\n────\n");
        let mut look = look(Format::Table);
        look.linear = true;
        assert_eq!(shown(&texts(&[]), &look), "text\n");
    }
}
