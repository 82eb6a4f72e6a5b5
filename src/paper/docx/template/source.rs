//! A part as the source of a template: its tags as they are, its text as it reads, and for all
//! other bytes a mark, so that the template engine never sees a byte of XML.

use std::ops::Range;

use super::plan::{Placed, Plan, Spot};
use super::scan::{Scan, SegmentKind};

/// Before and after the number of a chunk. No value that is printed stands in the text itself, and
/// the template's own text is cleaned of them.
pub(super) const OPEN: char = '\u{e002}';
pub(super) const CLOSE: char = '\u{e003}';

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chunk {
    /// A part begins.
    Part(usize),
    /// Bytes of a part.
    Bytes(usize, Range<usize>),
    /// A start tag that keeps the spaces of its text.
    Kept(String),
}

/// Where a tag was typed, for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// The paragraph, from 1 on.
    pub line: usize,
    /// The paragraph's text.
    pub text: String,
    /// The tag in it.
    pub range: Range<usize>,
}

/// The source of all parts.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Each tag begins a line of its own; the first line holds none.
    pub text: String,
    pub chunks: Vec<Chunk>,
    /// One for each tag, in the order of the lines.
    pub typed: Vec<Typed>,
    /// How many paragraphs the parts so far have.
    pub lines: usize,
}

/// One change to a part's bytes.
struct Edit {
    range: Range<usize>,
    /// At the same byte: what ends there comes before what begins there.
    side: u8,
    bits: Vec<Bit>,
}

enum Bit {
    Tag(usize),
    Text(String),
    Bytes(Range<usize>),
    Kept(String),
}

impl Source {
    /// Adds a part; `of` is its number.
    pub(super) fn add(&mut self, of: usize, xml: &str, scan: &Scan<'_>, plan: &Plan) {
        let mut edits = Vec::new();
        for element in &plan.gone {
            edits.push(gone(scan, plan, *element));
        }
        for (index, placed) in plan.tags.iter().enumerate() {
            let edit = match placed.spot {
                Spot::Here => continue,
                Spot::Before(element) | Spot::Behind(element) if plan.gone.contains(&element) => {
                    continue;
                }
                Spot::Before(element) => (scan.elements[element].range.start, 2),
                Spot::Behind(element) => (scan.elements[element].range.end, 1),
            };
            edits.push(Edit {
                range: edit.0..edit.0,
                side: edit.1,
                bits: vec![Bit::Tag(index)],
            });
        }
        for (index, paragraph) in scan.paragraphs.iter().enumerate() {
            let here: Vec<(usize, &Placed)> = plan
                .tags
                .iter()
                .enumerate()
                .filter(|(_, placed)| placed.paragraph == index)
                .collect();
            if !here.is_empty() {
                edits.extend(typed(xml, paragraph, &here));
            }
        }
        edits.sort_by_key(|edit| (edit.range.start, edit.side));
        self.mark(Chunk::Part(of));
        self.pour(of, xml, edits, scan, plan);
        self.lines += scan.paragraphs.len();
    }

    fn pour(&mut self, of: usize, xml: &str, edits: Vec<Edit>, scan: &Scan<'_>, plan: &Plan) {
        let mut from = 0;
        for edit in edits {
            if edit.range.start < from {
                // Within what goes away, which has its tags.
                continue;
            }
            self.bytes(of, from..edit.range.start);
            from = edit.range.end;
            for bit in edit.bits {
                match bit {
                    Bit::Tag(index) => {
                        let placed = &plan.tags[index];
                        self.typed.push(Typed {
                            line: self.lines + placed.paragraph + 1,
                            text: scan.paragraphs[placed.paragraph].text.clone(),
                            range: placed.tag.range.clone(),
                        });
                        self.text.push('\n');
                        self.text.push_str(&placed.tag.text);
                    }
                    Bit::Text(text) => self.text.push_str(&text),
                    Bit::Bytes(range) => self.bytes(of, range),
                    Bit::Kept(tag) => self.mark(Chunk::Kept(tag)),
                }
            }
        }
        self.bytes(of, from..xml.len());
    }

    fn bytes(&mut self, of: usize, range: Range<usize>) {
        if !range.is_empty() {
            self.mark(Chunk::Bytes(of, range));
        }
    }

    fn mark(&mut self, chunk: Chunk) {
        self.text.push(OPEN);
        self.text.push_str(&self.chunks.len().to_string());
        self.text.push(CLOSE);
        self.chunks.push(chunk);
    }
}

/// A row or paragraph that goes away: its tags and its bookmarks stay.
fn gone(scan: &Scan<'_>, plan: &Plan, element: usize) -> Edit {
    let range = scan.elements[element].range.clone();
    let within = |index: usize| scan.is_within(index, element);
    let mut bits: Vec<(usize, Bit)> = Vec::new();
    for (index, placed) in plan.tags.iter().enumerate() {
        let stays = match placed.spot {
            Spot::Here => within(scan.paragraphs[placed.paragraph].element),
            Spot::Before(at) | Spot::Behind(at) => within(at),
        };
        if stays {
            bits.push((super::plan::byte_of(scan, placed), Bit::Tag(index)));
        }
    }
    for paragraph in scan
        .paragraphs
        .iter()
        .filter(|paragraph| within(paragraph.element))
    {
        let marks = paragraph.marks.iter().cloned();
        bits.extend(marks.map(|mark| (mark.start, Bit::Bytes(mark))));
    }
    bits.sort_by_key(|(at, _)| *at);
    Edit {
        range,
        side: 3,
        bits: bits.into_iter().map(|(_, bit)| bit).collect(),
    }
}

/// The texts of a paragraph with each tag whole in the text in which it begins, so that it keeps
/// that text's look.
fn typed(xml: &str, paragraph: &super::scan::Paragraph, here: &[(usize, &Placed)]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let text = &paragraph.text;
    for (index, segment) in paragraph.segments.iter().enumerate() {
        let next = paragraph.segments.get(index + 1);
        let span = segment.at..next.map_or(text.len(), |next| next.at);
        match &segment.kind {
            SegmentKind::Solid => {}
            SegmentKind::Space => {
                let is_inside = |(_, placed): &&(usize, &Placed)| {
                    let tag = &placed.tag.range;
                    tag.start < span.start && span.start < tag.end
                };
                if here.iter().any(|placed| is_inside(&placed)) {
                    edits.push(Edit {
                        range: segment.range.clone(),
                        side: 3,
                        bits: Vec::new(),
                    });
                }
            }
            SegmentKind::Text(start) => {
                let touches = |(_, placed): &(usize, &Placed)| {
                    placed.tag.range.start < span.end && span.start < placed.tag.range.end
                };
                if !here.iter().any(touches) {
                    continue;
                }
                if let Some(start) = start {
                    let tag = xml[start.clone()].trim_end_matches('>');
                    edits.push(Edit {
                        range: start.clone(),
                        side: 3,
                        bits: vec![Bit::Kept(format!("{tag} xml:space=\"preserve\">"))],
                    });
                }
                edits.push(Edit {
                    range: segment.range.clone(),
                    side: 3,
                    bits: pieces(text, span, here),
                });
            }
        }
    }
    edits
}

fn pieces(text: &str, span: Range<usize>, here: &[(usize, &Placed)]) -> Vec<Bit> {
    let mut bits = Vec::new();
    let mut from = span.start;
    let literal = |range: Range<usize>, bits: &mut Vec<Bit>| {
        if !range.is_empty() {
            let ours = |c: char| ('\u{e000}'..='\u{e003}').contains(&c);
            bits.push(Bit::Text(text[range].replace(ours, "\u{fffd}")));
        }
    };
    for (index, placed) in here {
        let tag = &placed.tag.range;
        if tag.end <= span.start || tag.start >= span.end {
            continue;
        }
        if tag.start >= span.start {
            literal(from..tag.start, &mut bits);
            if placed.spot == Spot::Here {
                bits.push(Bit::Tag(*index));
            }
        }
        from = tag.end.min(span.end);
    }
    literal(from..span.end, &mut bits);
    bits
}
