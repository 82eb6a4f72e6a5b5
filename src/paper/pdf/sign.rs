//! Where the parties sign: two beside each other, each a block that no page splits.

use super::faces::Cut;
use super::flow::{Flow, LEADING, Room, SIZE};
use super::line::Stand;
use super::passage::{Ink, Look, Passage, blank, blank_look};
use super::shape::Shaped;
use super::strip::{Mark, Strip};
use super::tags::{NodeId, Role};
use super::text::{Manner, baseline};
use crate::paper::{Inline, Signer};

/// Between two blocks beside each other.
const GUTTER: f32 = 32.0;
/// Above a block, and above the line that a hand signs on.
const ABOVE: f32 = 20.0;
const HAND: f32 = 22.0;
/// The size of the words under and before lines.
const SMALL: f32 = 8.5;
/// The height of a block that a page surely holds.
const TALLEST: f32 = 500.0;
/// The height of all blocks that a page holds below a heading and a few lines.
const TOGETHER: f32 = 550.0;

/// A block's lines, as strips of their own.
type Lines = Vec<Strip>;

/// Where one signs.
struct Signing {
    lines: Lines,
    /// The line that a hand signs on.
    hand: usize,
}

impl Flow<'_> {
    /// Sets the blocks of signers.
    pub(super) fn signatures(&mut self, signers: &[Signer], room: Room) {
        // A page of signatures alone says nothing of what was signed.
        if let Some(text) = self.strips.last_mut() {
            text.keep = true;
        }
        let half = (room.width - GUTTER) / 2.0;
        let beside = signers.len() > 1 && half > 150.0;
        let width = if beside { half } else { room.width.min(260.0) };
        let first = self.strips.len();
        for pair in signers.chunks(if beside { 2 } else { 1 }) {
            let right = Room {
                inset: room.inset + half + GUTTER,
                width,
                ..room
            };
            let rooms = [Room { width, ..room }, right];
            let mut blocks: Vec<Signing> = pair
                .iter()
                .zip(rooms)
                .map(|(signer, room)| self.signer(signer, room))
                .collect();
            // Both sign at one height, however long the names above are.
            let above = |block: &Signing| height(&block.lines[..block.hand]);
            let lowest = blocks.iter().map(above).fold(0.0_f32, f32::max);
            for block in &mut blocks {
                let down = lowest - above(block);
                if let Some(line) = block.lines.get_mut(block.hand) {
                    line.above += down;
                }
            }
            let whole = |block: &Signing| height(&block.lines);
            let tallest = blocks.iter().map(whole).fold(0.0_f32, f32::max);
            if tallest > TALLEST {
                // No page holds it: line by line, one signer after the other.
                for block in blocks {
                    self.push(block.lines, ABOVE, ABOVE);
                }
                continue;
            }
            let mut strip = Strip {
                height: tallest,
                ..Strip::default()
            };
            for block in blocks {
                let mut y = 0.0;
                for mut line in block.lines {
                    y += line.above;
                    line.marks.iter_mut().for_each(|mark| mark.lower(y));
                    strip.marks.append(&mut line.marks);
                    y += line.height;
                }
            }
            self.push(vec![strip], ABOVE, ABOVE);
        }
        self.keep_together(first);
    }

    /// Keeps the rows from this strip on together: all where a page holds them, else the last two.
    fn keep_together(&mut self, first: usize) {
        let rows = self.strips.get_mut(first..).unwrap_or_default();
        let fit = height(rows) <= TOGETHER;
        if let Some((_, upper)) = rows.split_last_mut() {
            let from = if fit {
                0
            } else {
                upper.len().saturating_sub(1)
            };
            upper[from..].iter_mut().for_each(|row| row.keep = true);
        }
    }

    /// One signer's lines.
    fn signer(&mut self, signer: &Signer, room: Room) -> Signing {
        let part = self.tags.add(room.node, Role::Part);
        let room = Room { node: part, ..room };
        let labels = self.labels;
        let mut lines = Vec::new();
        let bold = Look {
            cut: Cut::Bold,
            size: 10.5,
            ..Look::default()
        };
        self.said(&signer.party, &bold, room, &mut lines);
        let plain = Look {
            size: SIZE,
            ..Look::default()
        };
        self.said(&signer.organization, &plain, room, &mut lines);
        let hand = lines.len();
        if signer.signed {
            // As a copy shows a signature that the original bears.
            let italic = Look {
                cut: Cut::Italic,
                size: SIZE + 1.0,
                ..Look::default()
            };
            self.said(&signer.hand(), &italic, room, &mut lines);
        } else {
            let node = self.tags.add(room.node, Role::Paragraph);
            let look = Look {
                size: SIZE,
                node: Some(node),
                ..Look::default()
            };
            let line = blank(self.faces, SIZE, room.width);
            let look = blank_look(&look, labels.signature, labels);
            self.put(Passage::plain(&line, &look), LEADING, room, 0.0, &mut lines);
        }
        if let Some(first) = lines.get_mut(hand) {
            first.above = HAND;
        }
        let grey = Look {
            size: SMALL,
            ink: Ink::Grey,
            ..Look::default()
        };
        self.said(labels.signature, &grey, room, &mut lines);
        if let Some(label) = lines.last_mut() {
            label.height = 15.0;
        }
        self.fields(signer, room, &mut lines);
        Signing { lines, hand }
    }

    /// Name, title and day, each after its word; a line where there is none yet.
    fn fields(&mut self, signer: &Signer, room: Room, lines: &mut Lines) {
        let labels = self.labels;
        let fields = signer.lines(labels);
        let small = |node: NodeId| Look {
            size: SMALL,
            ink: Ink::Grey,
            node: Some(node),
            ..Look::default()
        };
        let mut before = Vec::new();
        for (word, _) in &fields {
            let node = self.tags.add(room.node, Role::Paragraph);
            before.push((node, self.label(word, &small(node))));
        }
        let reach = before
            .iter()
            .map(|(_, label)| label.width)
            .fold(0.0_f32, f32::max)
            + 8.0;
        for ((word, value), (node, label)) in fields.into_iter().zip(before) {
            let look = Look {
                size: SIZE,
                node: Some(node),
                ..Look::default()
            };
            let passage = if value.is_empty() {
                let line = blank(self.faces, SIZE, room.width - reach);
                Passage::plain(&line, &blank_look(&look, word, labels))
            } else {
                Passage::plain(value, &look)
            };
            let from = lines.len();
            let leading = LEADING + 3.5;
            self.put(passage, leading, room, reach, lines);
            if let Some(first) = lines.get_mut(from) {
                let x = self.x(room.inset, label.width);
                let mark = Mark::Line {
                    x,
                    baseline: baseline(leading),
                    line: label,
                };
                first.marks.insert(0, mark);
            }
        }
    }

    /// Adds a paragraph that says something, if it does.
    fn said(&mut self, text: &str, look: &Look, room: Room, lines: &mut Lines) {
        if !text.is_empty() {
            let node = self.tags.add(room.node, Role::Paragraph);
            let look = Look {
                node: Some(node),
                ..look.clone()
            };
            let text = [Inline::Text(text.to_owned())];
            // A name that runs the other way stands over the line like the others.
            let stand = if self.rtl { Stand::Right } else { Stand::Left };
            let manner = Manner {
                stand: Some(stand),
                justify: false,
                divide: false,
                leading: look.size * 1.3,
            };
            lines.extend(self.paragraph(&text, &look, manner, room));
        }
    }

    /// Adds the lines of a passage, set in.
    fn put(&mut self, passage: Passage, leading: f32, room: Room, reach: f32, lines: &mut Lines) {
        let width = (room.width - reach).max(20.0);
        let shaped: Shaped = self.glyphs.shape(passage, self.faces, Some(self.rtl));
        let manner = Manner {
            stand: None,
            justify: false,
            divide: false,
            leading,
        };
        let mut set = Vec::new();
        self.fill(&shaped, manner, width, &mut set);
        let x = self.x(room.inset + reach, width);
        lines.extend(set.into_iter().map(|line| Strip {
            height: leading,
            marks: vec![Mark::Line {
                x,
                baseline: baseline(leading),
                line,
            }],
            ..Strip::default()
        }));
    }
}

/// The height of lines one below the other.
fn height(lines: &[Strip]) -> f32 {
    lines.iter().map(|line| line.above + line.height).sum()
}
