//! Tables: columns as wide as their text wants, rules above, below the head and at the end.

use super::flow::{Flow, Room};
use super::line::{Line, Stand};
use super::passage::Look;
use super::shape::Shaped;
use super::strip::{Mark, Strip};
use super::tags::{NodeId, Role};
use super::text::{Manner, baseline};
use crate::paper::columns::divide;
use crate::paper::{Align, Inline, Row, Table, line_to_write};

/// The size of text in tables, and its leading.
const SIZE: f32 = 10.0;
const LEADING: f32 = 13.0;
/// Above and below a row.
const PAD: f32 = 3.2;
/// The height that a row may have before it is split; a page holds it and the head.
const TALLEST: f32 = 440.0;
/// The height of a table that is kept on one page.
const SMALL: f32 = 170.0;
/// The height of a head that is repeated.
const HEAD: f32 = 150.0;

/// How wide a line to write on is in a cell before the column is.
const LINE: std::ops::RangeInclusive<f32> = 36.0..=160.0;

/// A cell in glyphs.
struct Cell<'t> {
    node: NodeId,
    shaped: Vec<Shaped>,
    /// Its text, where that is but a line to write on, which becomes as wide as the column.
    line: Option<&'t [Inline]>,
}

/// The cells of a row.
type Cells<'t> = Vec<Cell<'t>>;

impl Flow<'_> {
    /// Sets a table.
    pub(super) fn table(&mut self, table: &Table, room: Room) {
        let count = table
            .rows
            .iter()
            .map(Vec::len)
            .chain([table.head.len()])
            .max()
            .unwrap_or(0);
        if count == 0 {
            return;
        }
        let node = self.tags.add(room.node, Role::Table);
        let head = (!table.head.is_empty()).then(|| {
            let group = self.tags.add(node, Role::Head);
            self.cells(&table.head, count, group, room.width, |_| Role::ColumnHead)
        });
        let group = self.tags.add(node, Role::Rows);
        // In a table without a head, the first cell says what its row is about.
        let names = head.is_none() && count > 1;
        let role = |at| {
            if names && at == 0 {
                Role::RowHead
            } else {
                Role::Cell
            }
        };
        let rows: Vec<Cells> = table
            .rows
            .iter()
            .map(|row| self.cells(row, count, group, room.width, role))
            .collect();
        let columns = columns(head.iter().chain(&rows), count, room.width);
        let width = columns.last().map_or(0.0, |(x, width)| x + width);

        let mut strips = Vec::new();
        let mut repeated = None;
        if let Some(head) = &head {
            let height = self.row(head, &columns, table, room, &mut strips);
            for strip in &mut strips {
                strip.keep = true;
            }
            self.rule(strips.last_mut(), room, width, height, 0.5);
            if strips.len() == 1 && height <= HEAD {
                self.rule(strips.first_mut(), room, width, 0.0, 0.9);
                repeated = Some(self.heads.len());
                self.heads.push(strips.clone());
            }
        }
        let first = strips.len();
        let mut tall = false;
        for (at, row) in rows.iter().enumerate() {
            let from = strips.len();
            let height = self.row(row, &columns, table, room, &mut strips);
            tall |= height > LEADING + 2.0 * PAD + 0.1;
            for strip in &mut strips[from..] {
                strip.head = repeated;
                // The last two rows stay together, as the last two lines of a text do.
                strip.keep = at + 2 == rows.len();
            }
            if at + 1 < rows.len() {
                self.rule(strips.last_mut(), room, width, height, 0.0);
            } else {
                self.rule(strips.last_mut(), room, width, height, 0.9);
            }
        }
        if let Some(strip) = strips.get_mut(first) {
            strip.head = None;
        }
        // A small table is read at a glance, so on one page.
        if strips.iter().map(|strip| strip.height).sum::<f32>() <= SMALL
            && let Some((_, upper)) = strips.split_last_mut()
        {
            for strip in upper {
                strip.keep = true;
            }
        }
        if repeated.is_none() {
            self.rule(strips.first_mut(), room, width, 0.0, 0.9);
        }
        for mark in strips.iter_mut().flat_map(|strip| &mut strip.marks) {
            // Between rows of several lines the eye needs a hair's line.
            if let Mark::Rule { weight, .. } = mark
                && *weight == 0.0
                && tall
            {
                *weight = 0.25;
            }
        }
        self.push(strips, 10.0, 12.0);
    }

    /// The cells of a row in glyphs; a row that is too short has empty ones.
    fn cells<'t>(
        &mut self,
        row: &'t Row,
        count: usize,
        group: NodeId,
        width: f32,
        role: impl Fn(usize) -> Role,
    ) -> Cells<'t> {
        let node = self.tags.add(group, Role::Row);
        let mut cells = Vec::new();
        for at in 0..count {
            let role = role(at);
            let bold = matches!(role, Role::ColumnHead);
            let cell = self.tags.add(node, role);
            let look = Look {
                size: SIZE,
                node: Some(cell),
                ..Look::default()
            };
            let look = Look {
                cut: if bold { look.cut.bold() } else { look.cut },
                ..look
            };
            let text = row.get(at).map_or(&[][..], Vec::as_slice);
            let line = line_to_write(text);
            let width = width.min(line.map_or(120.0, to_write));
            cells.push(Cell {
                node: cell,
                shaped: self.shaped(text, &look, width),
                line: line.map(|_| text),
            });
        }
        cells
    }

    /// Adds the strips of a row, one unless it is taller than may be; returns the last's height.
    fn row(
        &mut self,
        cells: &Cells,
        columns: &[(f32, f32)],
        table: &Table,
        room: Room,
        strips: &mut Vec<Strip>,
    ) -> f32 {
        let mut set: Vec<Vec<Line>> = Vec::new();
        for (at, (cell, (_, width))) in cells.iter().zip(columns).enumerate() {
            let align = table.align.get(at).copied().unwrap_or_default();
            let stand = match align {
                Align::Start if self.rtl => Some(Stand::Right),
                Align::Start => Some(Stand::Left),
                Align::Center => Some(Stand::Middle),
                Align::End if self.rtl => Some(Stand::Left),
                Align::End => Some(Stand::Right),
            };
            let manner = Manner {
                stand,
                justify: false,
                divide: true,
                leading: LEADING,
            };
            let mut lines = Vec::new();
            let wide = cell.line.map(|line| {
                let look = Look {
                    size: SIZE,
                    node: Some(cell.node),
                    ..Look::default()
                };
                self.shaped(line, &look, *width)
            });
            for piece in wide.as_ref().unwrap_or(&cell.shaped) {
                self.fill(piece, manner, *width, &mut lines);
            }
            set.push(lines);
        }
        let most = set.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut height = 0.0;
        let mut from = 0;
        while from < most {
            let mut strip = Strip::default();
            let mut y = PAD;
            let mut to = from;
            while to < most && (to == from || y + LEADING + PAD <= TALLEST) {
                y += LEADING;
                to += 1;
            }
            for (cell, (lines, (inset, width))) in cells.iter().zip(set.iter().zip(columns)) {
                strip.marks.push(Mark::Element(cell.node));
                let x = self.x(room.inset + inset, *width);
                let part = lines.iter().enumerate().skip(from).take(to - from);
                strip.marks.extend(part.map(|(at, line)| Mark::Line {
                    x,
                    #[expect(clippy::cast_precision_loss, reason = "a page holds few lines")]
                    baseline: PAD + LEADING * (at - from) as f32 + baseline(LEADING),
                    line: line.clone(),
                }));
            }
            height = y + PAD;
            strip.height = height;
            strips.push(strip);
            from = to;
        }
        height
    }

    /// Adds a rule to a strip.
    fn rule(&self, strip: Option<&mut Strip>, room: Room, width: f32, y: f32, weight: f32) {
        if let Some(strip) = strip {
            let x = self.x(room.inset, width);
            strip.marks.push(Mark::Rule {
                x,
                y,
                width,
                weight,
            });
        }
    }
}

/// The room of each column: how far in, how wide.
fn columns<'a, 't: 'a>(
    rows: impl Iterator<Item = &'a Cells<'t>>,
    count: usize,
    width: f32,
) -> Vec<(f32, f32)> {
    let mut least = vec![1.0_f32; count];
    let mut natural = vec![1.0_f32; count];
    let mut wide = vec![false; count];
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            wide[at] |= cell.line.is_some();
            for piece in &cell.shaped {
                let (word, whole) = extents(piece);
                least[at] = least[at].max(word);
                natural[at] = natural[at].max(whole);
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
    let gutter = 14.0_f32.min(width * 0.3 / count as f32);
    #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
    let room = width - gutter * (count - 1) as f32;
    // What is to be written by hand takes all the room that there is.
    let lines = wide.iter().filter(|is| **is).count();
    let free = room - natural.iter().sum::<f32>();
    if lines > 0 && free > 0.0 {
        #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
        let part = free / lines as f32;
        let columns = natural.iter_mut().zip(&wide).filter(|(_, is)| **is);
        columns.for_each(|(natural, _)| *natural += part);
    }
    let widths = divide(&least, &natural, room);
    let mut x = 0.0;
    let place = |width: f32| {
        let at = x;
        x += width + gutter;
        (at, width + 0.02)
    };
    widths.into_iter().map(place).collect()
}

/// How wide a line to write on asks to be: more is written where it takes more to say what.
fn to_write(what: &str) -> f32 {
    let letters = u8::try_from(what.chars().count()).unwrap_or(u8::MAX);
    (f32::from(letters) * 3.0).clamp(*LINE.start(), *LINE.end())
}

/// The widest part that is not divided, and the whole.
fn extents(shaped: &Shaped) -> (f32, f32) {
    let (mut widest, mut word, mut whole, mut seen) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    for cluster in &shaped.clusters {
        if cluster.may_break {
            word = 0.0;
        }
        whole += cluster.advance;
        if !cluster.is_white() {
            word += cluster.advance;
            seen = whole;
        }
        widest = widest.max(word);
    }
    (widest, seen)
}
