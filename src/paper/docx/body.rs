//! The document's blocks as the paragraphs and tables of `word/document.xml`.

use super::numbering::{Mark, Numbering, STEP};
use super::para::{Para, Tab};
use super::run::{self, Look, Room, Runs, plain};
use super::sign;
use super::table::{self, Frame};
use super::xml::Xml;
use crate::paper::labels::{Labels, reads_rtl};
use crate::paper::{Block, Inline, line_to_write};

/// The width of the text on a page, in twentieths of a point: Letter, an inch at each side.
pub(super) const WIDTH: usize = 9_360;
/// How far a quotation is indented.
const QUOTE: usize = 480;

/// Writes blocks, and keeps what they need elsewhere: lists and links.
pub(super) struct Body<'a> {
    pub xml: Xml,
    pub runs: Runs,
    pub numbering: Numbering,
    labels: &'a Labels,
    /// The document's direction.
    rtl: bool,
    /// The next paragraph begins a page.
    new_page: bool,
}

/// Where blocks stand.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    quotes: usize,
    /// How many lists are around; their items' text stands at the deepest one's indent.
    lists: usize,
    /// The deepest one is numbered.
    ordered: bool,
    /// Nothing of the outermost list follows.
    last: bool,
}

impl Place {
    fn left(self) -> usize {
        let list = if self.lists > 0 {
            self.lists * STEP + 72
        } else {
            0
        };
        // Far within there is no width left to give away.
        (self.quotes * QUOTE + list).min(WIDTH / 2)
    }
}

impl<'a> Body<'a> {
    pub(super) fn new(labels: &'a Labels, rtl: bool) -> Self {
        Self {
            xml: Xml::new(),
            runs: Runs::default(),
            numbering: Numbering::default(),
            labels,
            rtl,
            new_page: false,
        }
    }

    /// Writes all blocks.
    pub(super) fn document(&mut self, blocks: &[Block]) {
        self.blocks(blocks, Place::default());
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) {
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1);
            self.block(block, next, place, None);
        }
    }

    /// Writes a block; `mark` is the item's whose first block it is.
    fn block(&mut self, block: &Block, next: Option<&Block>, place: Place, mark: Option<Mark>) {
        match block {
            Block::Heading {
                level,
                number,
                text,
            } => self.heading(*level, number.as_deref(), text),
            Block::Paragraph(text) => {
                let mut para = Para::new(style(place, mark.as_ref()));
                para.keep_next = block.leads_on(next);
                para.indent = indent(place, mark.as_ref());
                para.below = place.last.then_some(120);
                para.mark = mark;
                self.paragraph(para, text);
            }
            Block::List { start, items } => self.list(*start, items, place),
            Block::Table(table) => {
                let frame = Frame {
                    left: place.left(),
                    width: WIDTH - place.left(),
                    rtl: self.rtl,
                    new_page: std::mem::take(&mut self.new_page),
                };
                table::table(&mut self.xml, &mut self.runs, table, frame);
            }
            Block::Quote(inside) => self.blocks(
                inside,
                Place {
                    quotes: place.quotes + 1,
                    ..place
                },
            ),
            Block::Rule => {
                let mut para = Para::new("HorizontalLine");
                para.new_page = std::mem::take(&mut self.new_page);
                para.write(&mut self.xml, |_| {});
            }
            Block::PageBreak => self.new_page = true,
            Block::Signatures(signers) => {
                let new_page = std::mem::take(&mut self.new_page);
                sign::signatures(&mut self.xml, signers, self.labels, self.rtl, new_page);
            }
        }
    }

    fn heading(&mut self, level: u8, number: Option<&str>, text: &[Inline]) {
        let style = match level {
            0 | 1 => "Title",
            2 => "Heading1",
            3 => "Heading2",
            _ => "Heading3",
        };
        let mut para = Para::new(style);
        para.mark = number.map(|number| match level {
            0 | 1 => Mark::Typed(number.to_owned()),
            level => self.numbering.clause(usize::from(level) - 2, number),
        });
        if let (Some(Mark::Typed(number)), 2..) = (&para.mark, level) {
            let hang = Numbering::hang(usize::from(level) - 2, number);
            para.tabs = vec![Tab("left", hang)];
            para.indent = Some((hang, hang));
        }
        self.paragraph(para, text);
    }

    fn paragraph(&mut self, mut para: Para, text: &[Inline]) {
        para.rtl = reads_rtl(plain(text).chars(), self.rtl);
        para.new_page = std::mem::take(&mut self.new_page);
        let (runs, rtl) = (&mut self.runs, para.rtl);
        if let Some(what) = line_to_write(text) {
            para.tabs = vec![Tab("right", WIDTH)];
            return para.write(&mut self.xml, |xml| run::blank(xml, what, Room::Tab, rtl));
        }
        para.write(&mut self.xml, |xml| {
            runs.inlines(xml, text, Look::default(), rtl);
        });
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], place: Place) {
        let depth = place.lists;
        let marks = match start {
            Some(start) => self.numbering.ordered(depth, start, items.len()),
            None => vec![self.numbering.bullet(depth); items.len()],
        };
        let inside = Place {
            lists: depth + 1,
            ordered: start.is_some(),
            ..place
        };
        for (index, (item, mark)) in items.iter().zip(marks).enumerate() {
            let mut blocks = item.as_slice();
            let inside = Place {
                last: depth == 0 && index + 1 == items.len() && blocks.len() == 1,
                ..inside
            };
            // The mark needs a paragraph to stand before.
            let first = match blocks.split_first() {
                Some((first @ Block::Paragraph(_), rest)) => {
                    blocks = rest;
                    first
                }
                Some(_) | None => &Block::Paragraph(Vec::new()),
            };
            self.block(first, blocks.first(), inside, Some(mark));
            self.blocks(blocks, inside);
        }
    }
}

fn style(place: Place, mark: Option<&Mark>) -> &'static str {
    match mark {
        Some(Mark::Counted(..)) if place.ordered => "ListNumber",
        Some(Mark::Counted(..)) if place.lists > 0 => "ListBullet",
        _ if place.lists > 0 => "ListContinue",
        _ if place.quotes > 0 => "Quote",
        _ => "BodyText",
    }
}

/// The indent of a paragraph where neither its style nor its list gives the right one.
fn indent(place: Place, mark: Option<&Mark>) -> Option<(usize, usize)> {
    let hang = if mark.is_some() { STEP } else { 0 };
    match (place.lists, place.quotes, mark) {
        (0, 0 | 1, _) | (1.., 0, Some(Mark::Counted(..))) => None,
        _ => Some((place.left(), hang)),
    }
}
