//! Tables: columns as wide as their text wants, rules above, below the head and at the end.

use super::flow::{Flow, Room};
use super::line::{Line, Stand};
use super::passage::Look;
use super::shape::Shaped;
use super::strip::{Mark, Strip};
use super::tags::{NodeId, Role};
use super::text::{Manner, baseline};
use crate::paper::{Align, Row, Table};

/// The size of text in tables, and its leading.
const SIZE: f32 = 10.0;
const LEADING: f32 = 13.0;
/// Above and below a row.
const PAD: f32 = 3.2;
/// The height that a row may have before it is split; a page holds it and the head.
const TALLEST: f32 = 440.0;
/// The height of a head that is repeated.
const HEAD: f32 = 150.0;

/// Cells in glyphs, each with its element.
type Cells = Vec<(NodeId, Vec<Shaped>)>;

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
    fn cells(
        &mut self,
        row: &Row,
        count: usize,
        group: NodeId,
        width: f32,
        role: impl Fn(usize) -> Role,
    ) -> Cells {
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
            cells.push((cell, self.shaped(text, &look, width.min(120.0))));
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
        for (at, ((_, shaped), (_, width))) in cells.iter().zip(columns).enumerate() {
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
            for piece in shaped {
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
            for ((node, _), (lines, (inset, width))) in cells.iter().zip(set.iter().zip(columns)) {
                strip.marks.push(Mark::Element(*node));
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
fn columns<'a>(rows: impl Iterator<Item = &'a Cells>, count: usize, width: f32) -> Vec<(f32, f32)> {
    let mut least = vec![1.0_f32; count];
    let mut natural = vec![1.0_f32; count];
    for row in rows {
        for (at, (_, shaped)) in row.iter().enumerate() {
            for piece in shaped {
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
    let widths = divide(&least, &natural, room);
    let mut x = 0.0;
    let place = |width: f32| {
        let at = x;
        x += width + gutter;
        (at, width + 0.02)
    };
    widths.into_iter().map(place).collect()
}

/// The widths of columns: what fits into an equal share has its own, the others share what is left.
fn divide(least: &[f32], natural: &[f32], room: f32) -> Vec<f32> {
    let all: f32 = natural.iter().sum();
    if all <= room {
        // A table that nearly fills the page does so, a small one stays small.
        let grow = if all > room * 0.7 { room / all } else { 1.0 };
        return natural.iter().map(|natural| natural * grow).collect();
    }
    let mut widths: Vec<Option<f32>> = vec![None; natural.len()];
    let (mut left, mut open) = (room, natural.len());
    loop {
        #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
        let share = left / open.max(1) as f32;
        let small = (0..widths.len()).filter(|at| widths[*at].is_none() && natural[*at] <= share);
        let small: Vec<usize> = small.collect();
        if small.is_empty() {
            break;
        }
        for at in small {
            widths[at] = Some(natural[at]);
            left -= natural[at];
            open -= 1;
        }
    }
    let wide = || (0..widths.len()).filter(|at| widths[*at].is_none());
    let words: f32 = wide().map(|at| least[at]).sum();
    let level = level(wide().map(|at| least[at]).collect(), left);
    let wish: f32 = wide().map(|at| natural[at] - least[at]).sum();
    let width = |at: usize| match widths[at] {
        Some(width) => width,
        None if words > left => least[at].min(level),
        // Each has room for its longest word, and of the rest as its length asks, but not all to
        // the longest: a square root makes rows of more even height.
        None if wish <= 0.0 => least[at],
        None => {
            let want = |at: usize| (natural[at] - least[at]).max(0.0).sqrt();
            let wants: f32 = wide().map(want).sum();
            least[at] + (left - words) * want(at) / wants.max(0.01)
        }
    };
    (0..widths.len()).map(width).collect()
}

/// What each may have at most so that all together have no more than there is: a word as long as the
/// page leaves the other columns theirs.
fn level(mut least: Vec<f32>, mut left: f32) -> f32 {
    least.sort_by(f32::total_cmp);
    let mut open = least.len();
    for word in least {
        #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
        let share = left / open as f32;
        if word > share {
            return share;
        }
        left -= word;
        open -= 1;
    }
    f32::INFINITY
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_as_long_as_the_page_leaves_the_other_columns_their_words() {
        let widths = divide(&[900.0, 50.0, 80.0], &[900.0, 160.0, 170.0], 400.0);
        assert!(widths[1] >= 50.0 && widths[2] >= 80.0, "{widths:?}");
        assert!(
            (widths.iter().sum::<f32>() - 400.0).abs() < 0.1,
            "{widths:?}"
        );
        let level = level(vec![900.0, 50.0, 80.0], 400.0);
        assert!((level - 270.0).abs() < 0.1, "{level}");
    }
}
