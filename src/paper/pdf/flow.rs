//! Blocks as strips, from the top of the document to its end.

use hypher::Lang;

use super::faces::{Cut, Faces};
use super::hyphen;
use super::line::{Line, Stand};
use super::passage::Look;
use super::shape::Glyphs;
use super::strip::{Mark, Strip};
use super::tags::{NodeId, ROOT, Role, Tags};
use super::text::{Manner, TEXT, baseline, plain, text_look};
use crate::paper::labels::{self, Labels};
use crate::paper::{Block, Inline};

/// The width of the text on a page, in points.
pub(super) const WIDTH: f32 = 432.0;
/// The size of text.
pub(super) const SIZE: f32 = 11.5;
/// From one baseline of text to the next.
pub(super) const LEADING: f32 = 15.2;
/// Between paragraphs.
const GAP: f32 = 7.0;
/// How far a list or a quotation is set in.
const INDENT: f32 = 20.0;
/// How wide a number in the margin may be, and how far from the text it ends.
const MARGIN: f32 = 60.0;
const OFF: f32 = 9.0;
/// What is not set in further, however deep a list is.
const NARROWEST: f32 = 110.0;

/// Sets a document.
pub(super) struct Flow<'a> {
    pub faces: &'a Faces,
    pub labels: &'static Labels,
    pub glyphs: Glyphs,
    pub tags: Tags,
    /// Whether the document is read from right to left.
    pub rtl: bool,
    pub strips: Vec<Strip>,
    /// The heads of tables.
    pub heads: Vec<Vec<Strip>>,
    /// The headings: level and words.
    pub headings: Vec<(u8, String)>,
    /// The patterns that words are divided by.
    pub lang: Option<Lang>,
    /// The space that the last block leaves below it.
    below: f32,
    /// Whether the next strip begins a page.
    new_page: bool,
}

/// The room that blocks are set in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// How far it is set in from the edge where lines begin.
    pub inset: f32,
    /// How wide it is.
    pub width: f32,
    /// The element that the blocks belong to.
    pub node: NodeId,
    /// How deep in lists it is.
    pub depth: usize,
}

impl<'a> Flow<'a> {
    /// Begins a document in a language.
    pub(super) fn new(faces: &'a Faces, language: &str) -> Self {
        Self {
            faces,
            labels: labels::labels(language),
            glyphs: Glyphs::new(language),
            tags: Tags::new(),
            rtl: labels::is_rtl(language),
            strips: Vec::new(),
            heads: Vec::new(),
            headings: Vec::new(),
            lang: hyphen::patterns(language),
            below: 0.0,
            new_page: false,
        }
    }

    /// The room of a page.
    pub(super) fn page() -> Room {
        Room {
            inset: 0.0,
            width: WIDTH,
            node: ROOT,
            depth: 0,
        }
    }

    /// Sets blocks one below the other.
    pub(super) fn blocks(&mut self, blocks: &[Block], room: Room) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, room);
            if block.leads_on(blocks.get(at + 1))
                && let Some(last) = self.strips.last_mut()
            {
                last.keep = true;
            }
        }
    }

    fn block(&mut self, block: &Block, room: Room) {
        match block {
            Block::Heading {
                level,
                number,
                text,
            } => {
                self.heading(*level, number.as_deref(), text, room);
            }
            Block::Paragraph(text) => {
                let node = self.tags.add(room.node, Role::Paragraph);
                let strips = self.paragraph(text, &text_look(node), TEXT, room);
                self.push(strips, GAP, GAP);
            }
            Block::List { start, items } => self.list(*start, items, room),
            Block::Table(table) => self.table(table, room),
            Block::Quote(blocks) => {
                let node = self.tags.add(room.node, Role::Quote);
                let inner = narrow(room, INDENT);
                let inner = Room {
                    width: (inner.width - INDENT).max(NARROWEST.min(inner.width)),
                    node,
                    ..inner
                };
                self.blocks(blocks, inner);
            }
            Block::Rule => {
                let mark = Mark::Rule {
                    x: self.x(room.inset, room.width),
                    y: 0.0,
                    width: room.width,
                    weight: 0.5,
                };
                let strip = Strip {
                    height: 1.0,
                    marks: vec![mark],
                    ..Strip::default()
                };
                self.push(vec![strip], 12.0, 12.0);
            }
            Block::PageBreak => self.new_page = !self.strips.is_empty(),
            Block::Signatures(signers) => self.signatures(signers, room),
        }
    }

    /// Adds strips with the space that they want above and below them.
    pub(super) fn push(&mut self, mut strips: Vec<Strip>, above: f32, below: f32) {
        if let Some(first) = strips.first_mut() {
            first.above = above.max(self.below);
            first.new_page = std::mem::take(&mut self.new_page);
            self.below = below;
        }
        self.strips.append(&mut strips);
    }

    /// The left edge of what is `inset` from where lines begin and so wide.
    pub(super) fn x(&self, inset: f32, width: f32) -> f32 {
        if self.rtl {
            WIDTH - inset - width
        } else {
            inset
        }
    }

    fn heading(&mut self, level: u8, number: Option<&str>, text: &[Inline], room: Room) {
        let words = plain(text);
        let full = match number {
            Some(number) => format!("{number} {words}"),
            None => words,
        };
        let title: String = full.chars().take(200).collect();
        let node = self
            .tags
            .add(room.node, Role::Heading(level.clamp(1, 4), title.clone()));
        let (size, leading, above, below) = match level {
            1 => (20.0, 25.0, 6.0, 14.0),
            2 => (13.0, 17.0, 17.0, 5.0),
            3 => (11.5, LEADING, 12.0, 4.0),
            _ => (11.5, LEADING, 10.0, 3.0),
        };
        let look = Look {
            cut: match level {
                1 => Cut::Regular,
                2 | 3 => Cut::Bold,
                _ => Cut::Italic,
            },
            size,
            small_caps: level == 1,
            node: Some(node),
            ..Look::default()
        };
        let stand = (level == 1).then_some(Stand::Middle);
        let manner = Manner {
            stand,
            justify: false,
            divide: false,
            leading,
        };
        let label = number.map(|number| self.label(number, &look));
        let mut strips = match label {
            // A number stands in the margin, so that all text has one edge; the title's does not,
            // nor one that is wider than the margin.
            Some(label) if level > 1 && label.width <= MARGIN => {
                let mut strips = self.paragraph(text, &look, manner, room);
                self.put_label(&mut strips, label, room.inset - OFF, leading);
                strips
            }
            Some(_) => {
                let mut whole = vec![Inline::Text(format!("{} ", number.unwrap_or_default()))];
                whole.extend_from_slice(text);
                self.paragraph(&whole, &look, manner, room)
            }
            None => self.paragraph(text, &look, manner, room),
        };
        for strip in &mut strips {
            strip.keep = true;
        }
        if let Some(first) = strips.first_mut() {
            first.marks.insert(0, Mark::Heading(self.headings.len()));
            self.headings.push((level, title));
        }
        self.push(strips, above, below);
    }

    /// Puts a label into the first strip, its end at `inset` from where lines begin.
    fn put_label(&mut self, strips: &mut [Strip], label: Line, inset: f32, leading: f32) {
        let Some(first) = strips.first_mut() else {
            return;
        };
        let x = self.x(inset - label.width, label.width);
        let mark = Mark::Line {
            x,
            baseline: baseline(leading),
            line: label,
        };
        first.marks.insert(0, mark);
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], room: Room) {
        let list = self.tags.add(room.node, Role::List(start.is_some()));
        let highest = start.map(|start| start.saturating_add(items.len() as u64));
        let digits = highest.map_or(0, |last| last.to_string().len());
        let reach = INDENT.max(11.0 + SIZE * 0.5 * f32::from(u8::try_from(digits).unwrap_or(20)));
        let tight = items.iter().all(|item| item.len() <= 1);
        for (at, item) in items.iter().enumerate() {
            let element = self.tags.add(list, Role::Item);
            let label_node = self.tags.add(element, Role::Label);
            let sign = match start {
                Some(start) => format!("{}.", start.saturating_add(at as u64)),
                None if room.depth.is_multiple_of(2) => "•".to_owned(),
                None => "–".to_owned(),
            };
            let label = self.label(&sign, &text_look(label_node));
            let body = self.tags.add(element, Role::Body);
            let inner = Room {
                node: body,
                depth: room.depth + 1,
                ..narrow(room, reach)
            };
            let from = self.strips.len();
            if tight && at > 0 {
                self.below = 0.0;
            }
            let before = (self.below, self.new_page);
            self.blocks(item, inner);
            if self.strips.len() == from {
                // An item of nothing still has its sign.
                (self.below, self.new_page) = before;
                let strip = Strip {
                    height: LEADING,
                    ..Strip::default()
                };
                self.push(vec![strip], GAP, GAP);
            }
            if tight && at > 0 {
                self.strips[from].above = 2.5;
            }
            let mut first = std::mem::take(&mut self.strips[from]);
            self.put_label(
                std::slice::from_mut(&mut first),
                label,
                inner.inset - 6.5,
                LEADING,
            );
            self.strips[from] = first;
        }
    }
}

/// The room further in.
fn narrow(room: Room, reach: f32) -> Room {
    let reach = reach.min((room.width - NARROWEST).max(0.0));
    Room {
        inset: room.inset + reach,
        width: room.width - reach,
        ..room
    }
}
