//! A text of inline pieces as lines and strips, in a width.

use super::breaks::{self, Measure};
use super::faces::Cut;
use super::flow::{Flow, LEADING, Room, SIZE};
use super::hyphen;
use super::line::{self, Line, Setting, Stand};
use super::passage::{self, Context, Ink, Look, Passage};
use super::shape::Shaped;
use super::strip::{Mark, Strip};
use super::tags::NodeId;
use crate::paper::Inline;
use crate::paper::labels::reads_rtl;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// Where its lines stand; none as the text is read.
    pub stand: Option<Stand>,
    /// Whether both edges are straight.
    pub justify: bool,
    /// Whether words are divided.
    pub divide: bool,
    /// From baseline to baseline.
    pub leading: f32,
}

/// Text of paragraphs.
pub(super) const TEXT: Manner = Manner {
    stand: None,
    justify: true,
    divide: true,
    leading: LEADING,
};

impl Flow<'_> {
    /// The strips of a paragraph; its first two and its last two lines stay together.
    pub(super) fn paragraph(
        &mut self,
        text: &[Inline],
        look: &Look,
        manner: Manner,
        room: Room,
    ) -> Vec<Strip> {
        let lines = self.lines(text, look, manner, room.width);
        let count = lines.len();
        let x = self.x(room.inset, room.width);
        let strip = |(at, line)| Strip {
            height: manner.leading,
            keep: at + 1 < count && (at == 0 || at + 2 >= count),
            marks: vec![Mark::Line {
                x,
                baseline: baseline(manner.leading),
                line,
            }],
            ..Strip::default()
        };
        lines.into_iter().enumerate().map(strip).collect()
    }

    /// The lines of a text in a width.
    pub(super) fn lines(
        &mut self,
        text: &[Inline],
        look: &Look,
        manner: Manner,
        width: f32,
    ) -> Vec<Line> {
        let mut lines = Vec::new();
        for shaped in self.shaped(text, look, width) {
            self.fill(&shaped, manner, width, &mut lines);
        }
        lines
    }

    /// A text in glyphs, a piece for each line that is forced to end.
    pub(super) fn shaped(&mut self, text: &[Inline], look: &Look, width: f32) -> Vec<Shaped> {
        let mut cx = Context {
            faces: self.faces,
            tags: &mut self.tags,
            labels: self.labels,
        };
        let passages = Passage::of(text, look, width, &mut cx);
        let letters = passages.iter().flat_map(|passage| passage.text.chars());
        let rtl = reads_rtl(letters, self.rtl);
        let shape = |passage| self.glyphs.shape(passage, self.faces, Some(rtl));
        passages.into_iter().map(shape).collect()
    }

    /// Adds the lines of a piece.
    pub(super) fn fill(&self, shaped: &Shaped, manner: Manner, width: f32, lines: &mut Vec<Line>) {
        if shaped.clusters.is_empty() {
            lines.push(Line::default());
            return;
        }
        let hyphens = match self.lang {
            Some(lang) if manner.divide => hyphen::points(&shaped.text, lang),
            _ => Vec::new(),
        };
        let size = shaped.looks.first().map_or(SIZE, |look| look.size);
        let hyphen = self.faces.glyph(Cut::Regular, '\u{ad}').1 * size;
        let measure = Measure {
            width,
            justify: manner.justify,
            hyphen,
        };
        let stand = match manner.stand {
            Some(stand) => stand,
            None if shaped.rtl => Stand::Right,
            None => Stand::Left,
        };
        let ends = breaks::ends(&shaped.clusters, &hyphens, measure);
        let mut from = 0;
        for (index, end) in ends.iter().enumerate() {
            let last = index + 1 == ends.len();
            let setting = Setting {
                room: width,
                stand,
                justify: manner.justify && !last,
                hyphen: end.hyphen,
            };
            lines.push(line::set(shaped, from..end.at, self.faces, setting));
            from = end.at;
        }
    }

    /// A number or a sign before a text, on one line however long it is.
    pub(super) fn label(&mut self, text: &str, look: &Look) -> Line {
        let passage = Passage::plain(&format!("{text} "), look);
        let shaped = self.glyphs.shape(passage, self.faces, Some(self.rtl));
        let setting = Setting {
            room: 0.0,
            stand: Stand::Left,
            justify: false,
            hyphen: false,
        };
        let whole = 0..shaped.clusters.len();
        line::set(&shaped, whole, self.faces, setting)
    }
}

/// The look of text that belongs to an element.
pub(super) fn text_look(node: NodeId) -> Look {
    Look {
        size: SIZE,
        node: Some(node),
        ink: Ink::Black,
        ..Look::default()
    }
}

/// Where the baseline of a line stands in its strip.
pub(super) fn baseline(leading: f32) -> f32 {
    leading * 0.74
}

/// The words of inline pieces.
pub(super) fn plain(text: &[Inline]) -> String {
    let mut words = String::new();
    for piece in text {
        match piece {
            Inline::Text(text) => words.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
                words.push_str(&plain(inner));
            }
            Inline::Blank(_) => words.push_str("____"),
            Inline::Box(ticked) => words.push(if *ticked { '☑' } else { '☐' }),
            Inline::Break => words.push(' '),
        }
    }
    words.chars().map(passage::shown).collect()
}
