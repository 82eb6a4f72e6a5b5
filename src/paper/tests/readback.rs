//! Documents read back by parsers that others wrote: their text, and what it is set in.

use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag};
use quick_xml::Reader;
use quick_xml::events::Event as Xml;

use crate::paper::docx;

/// What a reader of a format finds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// The text without white, which each format has its own ways with.
    pub(super) text: String,
    /// What the text is set in, in order: paragraphs, cells, emphasis.
    pub(super) structure: Vec<String>,
    /// Where links lead.
    pub(super) links: Vec<String>,
}

impl Read {
    fn of(text: &str, structure: Vec<String>, links: Vec<String>) -> Self {
        Self {
            text: bare(text),
            structure,
            links,
        }
    }
}

/// Text without white.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Reads Markdown as its most generous readers do, with all that anyone added to the language.
pub(super) fn markdown(text: &str) -> Read {
    // Typographic quotes would be other characters than those that were written.
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    let (mut words, mut structure, mut links) = (String::new(), Vec::new(), Vec::new());
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Code(text) => {
                structure.push("code".to_owned());
                words.push_str(&text);
            }
            // The comment at the head, which no reader shows.
            Event::SoftBreak | Event::Html(_) => {}
            Event::HardBreak => structure.push("break".to_owned()),
            Event::Start(tag) => {
                if let Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } = &tag {
                    links.push(dest_url.to_string());
                }
                structure.push(named(&tag));
            }
            Event::End(tag) => {
                structure.push(format!("/{tag:?}"));
            }
            other => structure.push(format!("{other:?}")),
        }
    }
    Read::of(&words, structure, links)
}

fn named(tag: &Tag<'_>) -> String {
    match tag {
        Tag::Link { .. } => "Link".to_owned(),
        Tag::Image { .. } => "Image".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Reads a page as a browser does.
pub(super) fn html(text: &str) -> Read {
    let mut emitter = html5gum::emitters::default::DefaultEmitter::default();
    // The text of styles and of the title is not read for tags, as in a browser.
    emitter.naively_switch_states(true);
    let (mut words, mut structure, mut links) = (String::new(), Vec::new(), Vec::new());
    let mut in_style = false;
    for token in Tokenizer::new_with_emitter(text, emitter) {
        match token.unwrap() {
            // Where a long word may be broken.
            Token::StartTag(tag) if tag.name.0 == b"wbr" => {}
            Token::StartTag(tag) => {
                let name = string(&tag.name);
                in_style = name == "style";
                let attributes: Vec<_> = tag.attributes.keys().map(|key| string(key)).collect();
                if let Some(to) = tag.attributes.get(b"href".as_slice()) {
                    links.push(string(to));
                }
                structure.push(format!("{name} {}", attributes.join(" ")));
            }
            Token::EndTag(tag) => {
                let name = string(&tag.name);
                in_style = false;
                structure.push(format!("/{name}"));
            }
            // The style sheet holds the header of the page, which is told with the structure.
            Token::String(text) if in_style => structure.push(rules(&string(&text))),
            Token::String(text) => words.push_str(&string(&text)),
            Token::Comment(_) => structure.push("comment".to_owned()),
            Token::Doctype(_) => {}
            Token::Error(error) => structure.push(format!("error {error:?}")),
        }
    }
    Read::of(&words, structure, links)
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A style sheet with its strings taken out, by the grammar of CSS.
fn rules(sheet: &str) -> String {
    let (mut rules, mut chars, mut quoted) = (String::new(), sheet.chars(), false);
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => {
                chars.next();
            }
            '"' => {
                quoted = !quoted;
                rules.push(c);
            }
            '\n' if quoted => rules.push_str("a string that is cut off"),
            c if !quoted => rules.push(c),
            _ => {}
        }
    }
    rules
}

/// Reads the text of a Word file.
pub(super) fn word(bytes: &[u8]) -> Read {
    let text = docx::tests::part(bytes, "word/document.xml");
    let mut reader = Reader::from_str(&text);
    reader.config_mut().enable_all_checks(true);
    let (mut words, mut structure, mut is_text) = (String::new(), Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Xml::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                is_text = name == "w:t";
                if ["w:p", "w:tbl", "w:tr", "w:tc", "w:hyperlink", "w:sectPr"].contains(&&*name) {
                    structure.push(name);
                }
            }
            Xml::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                if name == "w:br" || name == "w:tab" {
                    words.push(' ');
                    structure.push(name);
                }
            }
            Xml::Text(text) if is_text => words.push_str(&text.xml10_content()),
            Xml::GeneralRef(name) if is_text => {
                let character = name.resolve_char_ref().unwrap();
                let known = quick_xml::escape::resolve_xml_entity(&name);
                words.extend(character);
                words.extend(known);
            }
            Xml::End(_) => is_text = false,
            Xml::Eof => break,
            _ => {}
        }
    }
    Read::of(&words, structure, Vec::new())
}
