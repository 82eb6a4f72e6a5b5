//! A part of a Word file as elements and paragraphs, each with the place of its bytes.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub name: &'a str,
    /// The element around it; the first element is its own.
    pub parent: usize,
    /// All of it, its tags included.
    pub range: Range<usize>,
}

/// A piece of what a paragraph shows.
#[derive(Debug)]
pub(super) struct Segment {
    /// Where it begins in the paragraph's text.
    pub at: usize,
    /// Its bytes: a text's content, all of anything else.
    pub range: Range<usize>,
    pub kind: SegmentKind,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum SegmentKind {
    /// Text; its start tag where that does not keep spaces.
    Text(Option<Range<usize>>),
    /// A line's end or a tab.
    Space,
    /// A picture, a field, a page's end: what must stay.
    Solid,
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// Its element.
    pub element: usize,
    /// What it shows, a `U+FFFC` for what is no text.
    pub text: String,
    pub segments: Vec<Segment>,
    /// It holds what must not go with it: a section's end, deleted text that is kept for review.
    pub holds: bool,
    /// Bookmarks and the like, which may stand beside it as well.
    pub marks: Vec<Range<usize>>,
}

/// A part.
#[derive(Debug, Default)]
pub(super) struct Scan<'a> {
    pub elements: Vec<Element<'a>>,
    /// In the order of their first bytes.
    pub paragraphs: Vec<Paragraph>,
}

impl<'a> Scan<'a> {
    /// Reads a part; nothing where it is no XML.
    pub(super) fn of(xml: &'a str) -> Option<Self> {
        let mut scan = Self::default();
        let mut reader = Reader::from_str(xml);
        let (mut open, mut paragraphs) = (Vec::new(), Vec::new());
        // Within it nothing is shown.
        let mut hidden = 0_usize;
        loop {
            let from = usize::try_from(reader.buffer_position()).ok()?;
            let event = reader.read_event().ok()?;
            let range = from..usize::try_from(reader.buffer_position()).ok()?;
            match event {
                Event::Start(tag) => {
                    let index = scan.add(xml, &tag, range.clone(), open.last().copied());
                    hidden += usize::from(is_hidden(scan.elements[index].name));
                    open.push(index);
                    scan.start(index, range, &tag, hidden > 0, &mut paragraphs);
                }
                Event::Empty(tag) => {
                    let index = scan.add(xml, &tag, range.clone(), open.last().copied());
                    // An empty text shows nothing.
                    if scan.elements[index].name != "w:t" {
                        scan.start(index, range, &tag, hidden > 0, &mut paragraphs);
                        scan.end(index, &mut paragraphs);
                    }
                }
                Event::End(_) => {
                    let index = open.pop()?;
                    scan.elements[index].range.end = range.end;
                    hidden -= usize::from(is_hidden(scan.elements[index].name));
                    scan.end(index, &mut paragraphs);
                    scan.closed_text(index, xml, from, &paragraphs)?;
                }
                Event::Eof if open.is_empty() => return Some(scan),
                Event::Eof => return None,
                Event::Text(_)
                | Event::GeneralRef(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
    }

    fn add(
        &mut self,
        xml: &'a str,
        tag: &BytesStart<'_>,
        range: Range<usize>,
        parent: Option<usize>,
    ) -> usize {
        let name = range.start + 1..range.start + 1 + tag.name().as_ref().len();
        let index = self.elements.len();
        self.elements.push(Element {
            name: xml.get(name).unwrap_or_default(),
            parent: parent.unwrap_or(index),
            range,
        });
        index
    }

    /// Takes note of an element that begins.
    fn start(
        &mut self,
        index: usize,
        range: Range<usize>,
        tag: &BytesStart<'_>,
        hidden: bool,
        open: &mut Vec<usize>,
    ) {
        let element = &self.elements[index];
        let (name, parent) = (element.name, self.elements[element.parent].name);
        if name == "w:p" {
            open.push(self.paragraphs.len());
            self.paragraphs.push(Paragraph {
                element: index,
                text: String::new(),
                segments: Vec::new(),
                holds: false,
                marks: Vec::new(),
            });
            return;
        }
        let Some(paragraph) = open.last().map(|open| &mut self.paragraphs[*open]) else {
            return;
        };
        if hidden || is_hidden(name) || name == "w:sectPr" {
            paragraph.holds = true;
            return;
        }
        if name.ends_with("RangeStart") || name.ends_with("RangeEnd") || is_mark(name) {
            paragraph.marks.push(range);
            return;
        }
        let is_shown = parent == "w:r" || parent == "w:p";
        let (shown, kind) = match name {
            "w:t" if parent == "w:r" => {
                let keeps = tag.attributes_raw().contains("preserve");
                ("", SegmentKind::Text((!keeps).then_some(range.clone())))
            }
            "w:tab" if parent == "w:r" => ("\t", SegmentKind::Space),
            "w:br" if parent == "w:r" && !tag.attributes_raw().contains("w:type") => {
                ("\n", SegmentKind::Space)
            }
            "w:cr" if parent == "w:r" => ("\n", SegmentKind::Space),
            "w:noBreakHyphen" if parent == "w:r" => ("\u{2011}", SegmentKind::Space),
            "w:softHyphen" if parent == "w:r" => ("\u{ad}", SegmentKind::Space),
            name if is_shown && !is_frame(name) => ("\u{fffc}", SegmentKind::Solid),
            _ => return,
        };
        paragraph.segments.push(Segment {
            at: paragraph.text.len(),
            range,
            kind,
        });
        paragraph.text.push_str(shown);
    }

    fn end(&self, index: usize, open: &mut Vec<usize>) {
        if self.elements[index].name == "w:p" {
            open.pop();
        }
    }

    /// Takes the content of a text that has just ended.
    fn closed_text(&mut self, index: usize, xml: &str, end: usize, open: &[usize]) -> Option<()> {
        let element = &self.elements[index];
        if element.name != "w:t" {
            return Some(());
        }
        let start = element.range.start;
        let Some(paragraph) = open.last().map(|open| &mut self.paragraphs[*open]) else {
            return Some(());
        };
        // The last one, unless the text is hidden.
        if let Some(segment) = paragraph
            .segments
            .last_mut()
            .filter(|s| s.range.start == start)
        {
            segment.range = segment.range.end..end;
            let text = quick_xml::escape::unescape(&xml[segment.range.clone()]).ok()?;
            // A text's own line ends are spaces.
            paragraph.text.push_str(&text.replace(['\n', '\r'], " "));
        }
        Some(())
    }

    /// Whether an element lies in another, or is it.
    pub(super) fn is_within(&self, inner: usize, outer: usize) -> bool {
        let outer = &self.elements[outer].range;
        let inner = &self.elements[inner].range;
        outer.start <= inner.start && inner.end <= outer.end
    }

    /// The elements around one, from itself outwards.
    pub(super) fn around(&self, index: usize) -> impl Iterator<Item = usize> {
        let mut next = Some(index);
        std::iter::from_fn(move || {
            let at = next?;
            let parent = self.elements[at].parent;
            next = (parent != at).then_some(parent);
            Some(at)
        })
    }
}

/// What was deleted or moved away, and is only kept for review.
fn is_hidden(name: &str) -> bool {
    matches!(name, "w:del" | "w:moveFrom")
}

fn is_mark(name: &str) -> bool {
    matches!(
        name,
        "w:bookmarkStart" | "w:bookmarkEnd" | "w:permStart" | "w:permEnd"
    )
}

/// What shows nothing itself, in a paragraph or in a run.
fn is_frame(name: &str) -> bool {
    matches!(
        name,
        "w:pPr"
            | "w:rPr"
            | "w:r"
            | "w:ins"
            | "w:moveTo"
            | "w:hyperlink"
            | "w:smartTag"
            | "w:customXml"
            | "w:sdt"
            | "w:fldSimple"
            | "w:dir"
            | "w:bdo"
            | "w:proofErr"
            | "w:lastRenderedPageBreak"
            | "w:commentReference"
    )
}
