//! Inline pieces as one text with the look of each of its characters.

use std::fmt::Write as _;

use super::faces::{Cut, Faces};
use super::tags::{NodeId, Tags};
use crate::paper::labels::Labels;
use crate::paper::{Inline, line_to_write};

/// The colour of what is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text.
    #[default]
    Black,
    /// A link.
    Blue,
    /// What stands back: header, footer, the labels of lines.
    Grey,
    /// The mark of a draft in the header.
    Red,
    /// The mark of a draft across the page.
    Pale,
    /// What is there only to be extracted.
    White,
}

/// How characters look, and what they belong to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    /// The cut of the letters.
    pub cut: Cut,
    /// The size in points.
    pub size: f32,
    /// Whether letters are small capitals, set apart a little.
    pub small_caps: bool,
    /// The colour.
    pub ink: Ink,
    /// The element that the characters belong to; none for what is no content.
    pub node: Option<NodeId>,
    /// What is told instead to a reader who cannot see it; empty for the text itself.
    pub alt: String,
}

/// A text whose characters each have a look, without a forced line end in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Passage {
    /// The text.
    pub text: String,
    /// The looks.
    pub looks: Vec<Look>,
    /// Which look each character has.
    pub of: Vec<u16>,
}

impl Passage {
    /// A text of one look.
    pub(super) fn plain(text: &str, look: &Look) -> Self {
        let mut passage = Self::default();
        passage.push(text, look);
        passage
    }

    fn push(&mut self, text: &str, look: &Look) {
        if self.looks.last() != Some(look) && u16::try_from(self.looks.len()).is_ok() {
            self.looks.push(look.clone());
        }
        let at = u16::try_from(self.looks.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let before = self.text.len();
        self.text.extend(text.chars().map(shown));
        self.of.extend(self.text[before..].chars().map(|_| at));
    }

    /// Makes passages of inline pieces, one for each line that is forced to end.
    pub(super) fn of(
        pieces: &[Inline],
        look: &Look,
        width: f32,
        cx: &mut Context<'_>,
    ) -> Vec<Self> {
        if let Some(what) = line_to_write(pieces) {
            let line = blank(cx.faces, look.size, width);
            return vec![Self::plain(&line, &blank_look(look, what, cx.labels))];
        }
        let mut passages = vec![Self::default()];
        gather(pieces, look, width, cx, &mut passages);
        // A reader who hears the text hears the last word of a line and the next apart.
        if let Some((_, before)) = passages.split_last_mut() {
            for passage in before {
                passage.push(" ", look);
            }
        }
        passages
    }
}

/// What making passages needs beside the pieces.
pub(super) struct Context<'a> {
    /// For the width of blanks.
    pub faces: &'a Faces,
    /// For links.
    pub tags: &'a mut Tags,
    /// What is told of a blank.
    pub labels: &'a Labels,
}

fn gather(
    pieces: &[Inline],
    look: &Look,
    width: f32,
    cx: &mut Context<'_>,
    passages: &mut Vec<Passage>,
) {
    for piece in pieces {
        let mut push = |text: &str, look: &Look| {
            if let Some(last) = passages.last_mut() {
                last.push(text, look);
            }
        };
        match piece {
            Inline::Text(text) => push(text, look),
            Inline::Strong(inner) => {
                let look = Look {
                    cut: look.cut.bold(),
                    ..look.clone()
                };
                gather(inner, &look, width, cx, passages);
            }
            Inline::Emphasis(inner) => {
                let look = Look {
                    cut: look.cut.italic(),
                    ..look.clone()
                };
                gather(inner, &look, width, cx, passages);
            }
            Inline::Link { to, text } => {
                let look = match (look.node, address(to)) {
                    (Some(node), Some(to)) => Look {
                        ink: Ink::Blue,
                        node: Some(cx.tags.link(node, to)),
                        ..look.clone()
                    },
                    _ => look.clone(),
                };
                gather(text, &look, width, cx, passages);
            }
            Inline::Blank(what) => {
                let line = blank(cx.faces, look.size, BLANK.min(width * 0.9));
                push(&line, &blank_look(look, what, cx.labels));
            }
            Inline::Box(ticked) => push(if *ticked { "☑" } else { "☐" }, look),
            Inline::Break => passages.push(Passage::default()),
        }
    }
}

/// How wide a blank within text is, in points.
const BLANK: f32 = 130.0;

/// A line to write on, as wide as asked, of low lines: it is text that can be extracted.
pub(super) fn blank(faces: &Faces, size: f32, width: f32) -> String {
    let (_, part) = faces.glyph(Cut::Regular, '_');
    let mut line = String::new();
    let mut reached = (part * size).max(1.0);
    while reached <= width || line.len() < 3 {
        line.push('_');
        reached += (part * size).max(1.0);
    }
    line
}

/// The look of a blank for `what`.
pub(super) fn blank_look(look: &Look, what: &str, labels: &Labels) -> Look {
    let alt = if what.is_empty() {
        labels.blank.to_owned()
    } else {
        format!("{}: {what}", labels.blank)
    };
    Look {
        cut: Cut::Regular,
        alt: if look.node.is_some() {
            alt
        } else {
            String::new()
        },
        ..look.clone()
    }
}

/// The address of a link as a file may hold it: only what leads to a page, a letter or a phone.
fn address(to: &str) -> Option<String> {
    let known = ["https://", "http://", "mailto:", "tel:"];
    let lower = to.to_ascii_lowercase();
    if !known.iter().any(|scheme| lower.starts_with(scheme)) || to.len() > 2000 {
        return None;
    }
    let mut address = String::new();
    for byte in to.bytes() {
        match byte {
            b'!'..=b'~' if !b"\"<>\\^`{|}".contains(&byte) => address.push(char::from(byte)),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    Some(address)
}

/// The character as it is shown: a space for a line's end or a tab, a picture for a control
/// character, the sign of replacement for what is no character.
pub(super) fn shown(c: char) -> char {
    match c {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => '\u{fffd}',
        // The mark of byte order in the midst of a text is a word joiner.
        '\u{feff}' => '\u{2060}',
        c if u32::from(c) & 0xfffe == 0xfffe => '\u{fffd}',
        c => c,
    }
}
