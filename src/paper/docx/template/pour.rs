//! A template's source, filled in, back into the parts of a Word file: every text escaped, every
//! mark its bytes, and what a loop over nothing leaves behind made whole.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::partial_escape;
use quick_xml::events::Event;

use super::super::xml::allowed;
use super::source::{CLOSE, Chunk, OPEN};

/// Before and after the number of what a template printed.
const PRINT: char = '\u{e000}';
const PRINTED: char = '\u{e001}';

/// What a template prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Poured {
    /// Text, as it is to be read.
    Text(String),
    /// A line for a hand to write on.
    Line,
    /// A box to tick, ticked or not.
    Box(bool),
}

/// A blank in a text whose look is not ours to change.
const LINE: &str = "____________________";

/// The parts' texts, by their numbers.
pub(super) fn pour(
    filled: &str,
    chunks: &[Chunk],
    parts: &[&str],
    prints: &mut dyn FnMut(&str) -> Vec<Poured>,
) -> Vec<String> {
    let mut poured: Vec<String> = vec![String::new(); parts.len()];
    let mut part = 0;
    let mut rest = filled;
    while let Some(c) = rest.chars().next() {
        let close = match c {
            OPEN => CLOSE,
            PRINT => PRINTED,
            _ => {
                let end = rest.find([OPEN, PRINT]).unwrap_or(rest.len());
                // A line's end is ours: each tag has a line of its own.
                let text = rest[..end].replace('\n', "");
                poured[part].push_str(&escaped(&text));
                rest = &rest[end..];
                continue;
            }
        };
        let Some(end) = rest.find(close) else {
            rest = &rest[c.len_utf8()..];
            continue;
        };
        let whole = &rest[..end + close.len_utf8()];
        rest = &rest[whole.len()..];
        if c == PRINT {
            for print in prints(whole) {
                push(&mut poured[part], &print);
            }
            continue;
        }
        let number = whole[OPEN.len_utf8()..end].parse().ok();
        match number.and_then(|number: usize| chunks.get(number)) {
            Some(Chunk::Part(number)) => part = *number,
            Some(Chunk::Bytes(number, range)) => {
                poured[part].push_str(&parts[*number][range.clone()]);
            }
            Some(Chunk::Kept(tag)) => poured[part].push_str(tag),
            None => {}
        }
    }
    poured
}

fn push(xml: &mut String, print: &Poured) {
    match print {
        Poured::Text(text) => {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    xml.push_str("</w:t><w:br/><w:t xml:space=\"preserve\">");
                }
                xml.push_str(&escaped(line));
            }
        }
        Poured::Line => xml.push_str(LINE),
        Poured::Box(ticked) => xml.push(if *ticked { '☑' } else { '☐' }),
    }
}

fn escaped(text: &str) -> String {
    match allowed(text) {
        Cow::Borrowed(text) => partial_escape(text).into_owned(),
        Cow::Owned(text) => partial_escape(text).into_owned(),
    }
}

/// Makes a part whole again where loops and conditions left nothing: a cell ends with a paragraph,
/// a table has a row, a header has something in it. Nothing where the part is no XML any more.
pub(super) fn mended(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Holder<'_>> = Vec::new();
    // Each a place, how many bytes go there, and what comes.
    let mut edits: Vec<(usize, usize, &str)> = Vec::new();
    loop {
        let from = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event().ok()? {
            Event::Start(tag) => open.push(Holder::new(xml, from, tag.name().as_ref().len())?),
            Event::Empty(tag) => {
                let held = Holder::new(xml, from, tag.name().as_ref().len())?;
                note(&mut open, held.name);
            }
            Event::End(_) => {
                let end = usize::try_from(reader.buffer_position()).ok()?;
                let held = open.pop()?;
                if held.name == "w:tbl" && !held.has_row {
                    edits.retain(|(at, ..)| *at < held.start);
                    edits.push((held.start, end - held.start, ""));
                    continue;
                }
                if held.lacks() {
                    edits.push((from, 0, "<w:p/>"));
                }
                note(&mut open, held.name);
            }
            Event::Eof if open.is_empty() => break,
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
    let (mut whole, mut from) = (String::with_capacity(xml.len()), 0);
    for (at, goes, comes) in edits {
        whole.push_str(&xml[from..at]);
        whole.push_str(comes);
        from = at + goes;
    }
    whole.push_str(&xml[from..]);
    Some(whole)
}

/// An element that is open, and what was in it.
struct Holder<'a> {
    name: &'a str,
    start: usize,
    last: &'a str,
    has_row: bool,
}

impl<'a> Holder<'a> {
    fn new(xml: &'a str, start: usize, name: usize) -> Option<Self> {
        Some(Self {
            name: xml.get(start + 1..start + 1 + name)?,
            start,
            last: "",
            has_row: false,
        })
    }

    /// Whether it lacks the paragraph that must be in it.
    fn lacks(&self) -> bool {
        let is_empty = self.last.is_empty();
        match self.name {
            "w:tc" => self.last != "w:p",
            "w:hdr" | "w:ftr" | "w:txbxContent" | "w:footnote" | "w:endnote" => is_empty,
            _ => false,
        }
    }
}

fn note<'a>(open: &mut [Holder<'a>], name: &'a str) {
    let is_block = !matches!(name, "w:tcPr") && !name.starts_with("w:bookmark");
    if let Some(holder) = open.last_mut().filter(|_| is_block) {
        holder.last = name;
    }
    if name == "w:tr" {
        let table = open.iter_mut().rev().find(|holder| holder.name == "w:tbl");
        if let Some(table) = table {
            table.has_row = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_loop_over_nothing_leaves_is_made_whole() {
        let xml = "<w:tc><w:tcPr/><w:tbl><w:tblPr/></w:tbl></w:tc>";
        assert_eq!(mended(xml).as_deref(), Some("<w:tc><w:tcPr/><w:p/></w:tc>"));
        let whole = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
        assert_eq!(mended(whole).as_deref(), Some(whole));
        assert_eq!(
            mended("<w:hdr></w:hdr>").as_deref(),
            Some("<w:hdr><w:p/></w:hdr>")
        );
        assert_eq!(mended("<w:p></w:r>"), None);
        assert_eq!(mended("<w:p>"), None);
    }
}
