//! Runs: the pieces of text within a paragraph, with their look, links, blanks and boxes.

use super::script::{Script, pieces};
use super::uri;
use super::xml::{Xml, is_allowed};
use crate::paper::Inline;

/// How text looks, as given by what surrounds it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub strong: bool,
    pub emphasis: bool,
    /// The character style: `Hyperlink`, `PlaceholderText`.
    pub style: Option<&'static str>,
    pub underlined: bool,
}

/// Writes runs; collects where the links lead.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// The addresses of the links, each once; the first is `rIdLink1`.
    pub links: Vec<String>,
}

impl Runs {
    /// Writes a paragraph's pieces; `rtl` is the paragraph's direction.
    pub(super) fn inlines(&mut self, xml: &mut Xml, inlines: &[Inline], look: Look, rtl: bool) {
        for inline in inlines {
            match inline {
                Inline::Text(words) => text(xml, words, look, rtl),
                Inline::Strong(inside) => {
                    let strong = Look {
                        strong: true,
                        ..look
                    };
                    self.inlines(xml, inside, strong, rtl);
                }
                Inline::Emphasis(inside) => {
                    let emphasis = Look {
                        emphasis: true,
                        ..look
                    };
                    self.inlines(xml, inside, emphasis, rtl);
                }
                Inline::Link { to, text } => self.link(xml, to, text, look, rtl),
                Inline::Blank(what) => blank(xml, what, Room::Inline, rtl),
                Inline::Box(ticked) => tick(xml, *ticked, look),
                Inline::Break => run(xml, look, Script::Plain, |xml| xml.leaf("w:br", &[])),
            }
        }
    }

    /// A link that leads somewhere; where the address is none, its text alone.
    fn link(&mut self, xml: &mut Xml, to: &str, text: &[Inline], look: Look, rtl: bool) {
        let (Some(to), None) = (uri::clean(to), look.style) else {
            return self.inlines(xml, text, look, rtl);
        };
        let known = self.links.iter().position(|link| *link == to);
        let index = known.unwrap_or_else(|| {
            self.links.push(to);
            self.links.len() - 1
        });
        let id = link_id(index);
        let look = Look {
            style: Some("Hyperlink"),
            ..look
        };
        xml.node("w:hyperlink", &[("r:id", &id), ("w:history", "1")], |xml| {
            self.inlines(xml, text, look, rtl);
        });
    }
}

/// The id of a link's relationship.
pub(super) fn link_id(index: usize) -> String {
    format!("rIdLink{}", index + 1)
}

/// Writes text as runs, one for each piece of one script.
pub(super) fn text(xml: &mut Xml, text: &str, look: Look, rtl: bool) {
    for (script, piece) in pieces(text, rtl) {
        run(xml, look, script, |xml| characters(xml, piece));
    }
}

/// Writes what a run holds: text, with line ends and tabs as the elements that they are.
fn characters(xml: &mut Xml, text: &str) {
    let text = text.replace("\r\n", "\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r', '\t']).unwrap_or(rest.len());
        if end > 0 {
            xml.node("w:t", &[("xml:space", "preserve")], |xml| {
                xml.text(&rest[..end]);
            });
        }
        let mut after = rest[end..].chars();
        match after.next() {
            Some('\t') => xml.leaf("w:tab", &[]),
            Some(_) => xml.leaf("w:br", &[]),
            None => {}
        }
        rest = after.as_str();
    }
}

fn run(xml: &mut Xml, look: Look, script: Script, inside: impl FnOnce(&mut Xml)) {
    xml.node("w:r", &[], |xml| {
        properties(xml, look, script);
        inside(xml);
    });
}

/// The run's properties, in the order that the schema asks for.
fn properties(xml: &mut Xml, look: Look, script: Script) {
    let fonts: &[(&str, &str)] = match script {
        Script::Plain | Script::Rtl => &[],
        Script::Han => &[("w:hint", "eastAsia")],
        Script::Kana => &[("w:hint", "eastAsia"), ("w:eastAsia", "MS Mincho")],
        Script::Hangul => &[("w:hint", "eastAsia"), ("w:eastAsia", "Batang")],
    };
    let plain = !look.strong && !look.emphasis && !look.underlined && look.style.is_none();
    if plain && script == Script::Plain {
        return;
    }
    xml.node("w:rPr", &[], |xml| {
        if let Some(style) = look.style {
            xml.val("w:rStyle", style);
        }
        if !fonts.is_empty() {
            xml.leaf("w:rFonts", fonts);
        }
        if look.strong {
            xml.leaf("w:b", &[]);
            xml.leaf("w:bCs", &[]);
        }
        if look.emphasis {
            xml.leaf("w:i", &[]);
            xml.leaf("w:iCs", &[]);
        }
        if look.underlined {
            xml.val("w:u", "single");
        }
        if script == Script::Rtl {
            xml.leaf("w:rtl", &[]);
        }
    });
}

/// A line to write on within a sentence: 28 spaces that are not divided, underlined.
const BLANK: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\
                     \u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// How much of the line a blank takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// A stretch within a sentence.
    Inline,
    /// Up to the next tab stop.
    Tab,
}

/// Writes a blank: a line that can be written on by hand, and a field that can be typed into,
/// which tells a screen reader what belongs there.
pub(super) fn blank(xml: &mut Xml, what: &str, room: Room, rtl: bool) {
    // Word takes 64 characters at most here.
    let title: String = what.chars().filter(|c| is_allowed(*c)).take(64).collect();
    let look = Look {
        underlined: true,
        ..Look::default()
    };
    let script = if rtl { Script::Rtl } else { Script::Plain };
    xml.node("w:sdt", &[], |xml| {
        xml.node("w:sdtPr", &[], |xml| {
            // What is typed keeps the line.
            xml.node("w:rPr", &[], |xml| xml.val("w:u", "single"));
            if !title.trim().is_empty() {
                xml.val("w:alias", &title);
            }
            xml.leaf("w:showingPlcHdr", &[]);
        });
        xml.node("w:sdtContent", &[], |xml| {
            run(xml, look, script, |xml| match room {
                Room::Inline => {
                    let line = BLANK;
                    xml.node("w:t", &[("xml:space", "preserve")], |xml| xml.text(line));
                }
                Room::Tab => xml.leaf("w:tab", &[]),
            });
        });
    });
}

/// Writes a line to sign on, up to the next tab stop.
pub(super) fn line(xml: &mut Xml, rtl: bool) {
    let look = Look {
        underlined: true,
        ..Look::default()
    };
    let script = if rtl { Script::Rtl } else { Script::Plain };
    run(xml, look, script, |xml| xml.leaf("w:tab", &[]));
}

/// Writes a box that can be ticked with a click.
fn tick(xml: &mut Xml, ticked: bool, look: Look) {
    const FONT: &str = "MS Gothic";
    let fonts = [
        ("w:ascii", FONT),
        ("w:hAnsi", FONT),
        ("w:eastAsia", FONT),
        ("w:hint", "eastAsia"),
    ];
    xml.node("w:sdt", &[], |xml| {
        xml.node("w:sdtPr", &[], |xml| {
            xml.node("w14:checkbox", &[], |xml| {
                xml.leaf(
                    "w14:checked",
                    &[("w14:val", if ticked { "1" } else { "0" })],
                );
                xml.leaf(
                    "w14:checkedState",
                    &[("w14:val", "2611"), ("w14:font", FONT)],
                );
                xml.leaf(
                    "w14:uncheckedState",
                    &[("w14:val", "2610"), ("w14:font", FONT)],
                );
            });
        });
        xml.node("w:sdtContent", &[], |xml| {
            xml.node("w:r", &[], |xml| {
                xml.node("w:rPr", &[], |xml| {
                    xml.leaf("w:rFonts", &fonts);
                    if look.strong {
                        xml.leaf("w:b", &[]);
                    }
                });
                xml.node("w:t", &[], |xml| {
                    xml.text(if ticked { "☑" } else { "☐" });
                });
            });
        });
    });
}

/// What is read of a paragraph's pieces, for its direction and its width.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Strong(inside)
            | Inline::Emphasis(inside)
            | Inline::Link { text: inside, .. } => text.push_str(&plain(inside)),
            Inline::Blank(_) => text.push_str(BLANK),
            Inline::Box(_) => text.push('☐'),
            Inline::Break => text.push('\n'),
        }
    }
    text
}
