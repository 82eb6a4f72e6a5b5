//! From a filled template to a document: Markdown read, marks put back to what they stand for.

mod inline;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::document::{Align, Block, Document, Inline, Meta, Row, Signer, Table};
use super::fill::{Blank, Filled, Ink, Print};
use inline::Writing;

/// What a document is given besides its text.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// The language of its text.
    pub language: String,
    /// Whether its headings are numbered.
    pub numbered: bool,
    /// Who issues it.
    pub author: String,
    /// Whether it is a draft.
    pub draft: bool,
}

/// A document, and every field that it lacks.
#[derive(Debug)]
pub struct Composed {
    /// The document, blanks drawn as lines.
    pub document: Document,
    /// The fields that are not set, each once, in the order of the text.
    pub blanks: Vec<Blank>,
}

/// Composes a document from a filled template.
pub fn compose(filled: &Filled, ink: &Ink, setting: &Setting) -> Composed {
    let mut composer = Composer {
        events: Parser::new_ext(&filled.text, options()),
        ink,
        blanks: Vec::new(),
        numbers: setting.numbered.then(Numbers::default),
    };
    let blocks = composer.blocks(None);
    let document = Document {
        meta: Meta {
            title: composer.line(&filled.title),
            language: setting.language.clone(),
            author: setting.author.clone(),
            header: composer.line(&filled.header),
            draft: setting.draft,
            stamp: Vec::new(),
        },
        blocks,
    };
    Composed {
        document,
        blanks: composer.blanks,
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// The numbers of the headings so far: sections, and clauses within the section.
#[derive(Debug, Default)]
struct Numbers([u32; 3]);

impl Numbers {
    /// The number of the next heading of a level; the title has none.
    fn next(&mut self, level: u8) -> Option<String> {
        let depth = usize::from(level.checked_sub(2)?);
        *self.0.get_mut(depth)? += 1;
        self.0[depth + 1..].fill(0);
        let parts: Vec<_> = self.0[..=depth].iter().map(u32::to_string).collect();
        Some(parts.join("."))
    }
}

struct Composer<'a> {
    events: Parser<'a>,
    ink: &'a Ink,
    blanks: Vec<Blank>,
    numbers: Option<Numbers>,
}

impl Composer<'_> {
    /// The blocks up to an end.
    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Text that stands in a list item without a paragraph of its own.
        let mut loose = Writing::default();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Start(tag) if is_inline(&tag) => self.span(tag, &mut loose),
                Event::Start(tag) => {
                    settle(&mut loose, &mut blocks);
                    self.block(tag, &mut blocks);
                }
                Event::Rule => {
                    settle(&mut loose, &mut blocks);
                    blocks.push(Block::Rule);
                }
                other => self.leaf(other, &mut loose),
            }
        }
        settle(&mut loose, &mut blocks);
        blocks
    }

    fn block(&mut self, tag: Tag<'_>, blocks: &mut Vec<Block>) {
        let end = tag.to_end();
        match tag {
            Tag::Paragraph => blocks.extend(
                self.inlines(end)
                    .paragraphs()
                    .into_iter()
                    .map(Block::Paragraph),
            ),
            Tag::Heading { level, classes, .. } => {
                let level = level_of(level);
                let bare = classes.iter().any(|class| &**class == "unnumbered");
                let number = self
                    .numbers
                    .as_mut()
                    .filter(|_| !bare)
                    .and_then(|numbers| numbers.next(level));
                let text = self.inlines(end).line();
                blocks.push(Block::Heading {
                    level,
                    number,
                    text,
                });
            }
            Tag::BlockQuote(_) => blocks.push(Block::Quote(self.blocks(Some(end)))),
            Tag::CodeBlock(CodeBlockKind::Fenced(word)) => {
                let text = self.verbatim(end);
                self.fenced(word.trim(), &text, blocks);
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                let text = self.verbatim(end);
                blocks.push(Block::Paragraph(self.printed(&text).line()));
            }
            Tag::List(start) => {
                let mut items = Vec::new();
                while let Some(event) = self.events.next() {
                    match event {
                        Event::End(tag) if tag == end => break,
                        Event::Start(Tag::Item) => items.push(self.blocks(Some(TagEnd::Item))),
                        _ => {}
                    }
                }
                blocks.push(Block::List { start, items });
            }
            Tag::Table(align) => blocks.push(Block::Table(self.table(&align, end))),
            // A comment of the template's author is not part of the document.
            _ => {
                self.blocks(Some(end));
            }
        }
    }

    /// What a fenced block means, by its word.
    fn fenced(&mut self, word: &str, text: &str, blocks: &mut Vec<Block>) {
        match word {
            "page" => blocks.push(Block::PageBreak),
            "signatures" => {
                for print in self.ink.read(text) {
                    if let Print::Blank(blank) = print {
                        self.lacks(blank);
                    }
                }
                let lines = text.lines().filter(|line| !line.trim().is_empty());
                let signers: Vec<_> = lines.map(|line| self.signer(line)).collect();
                blocks.push(Block::Signatures(signers));
            }
            _ => blocks.push(Block::Paragraph(self.printed(text).line())),
        }
    }

    /// `party | organization | name | title | on`; what is empty is left for a hand.
    fn signer(&mut self, line: &str) -> Signer {
        let mut parts = line.split('|').map(|part| self.line(part));
        let mut part = || parts.next().unwrap_or_default();
        let mut signer = Signer {
            party: part(),
            organization: part(),
            name: part(),
            title: part(),
            on: part(),
            signed: false,
        };
        signer.signed = !signer.on.is_empty();
        signer
    }

    fn table(&mut self, align: &[Alignment], end: TagEnd) -> Table {
        let mut table = Table {
            align: align.iter().map(|one| align_of(*one)).collect(),
            ..Table::default()
        };
        while let Some(event) = self.events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Start(Tag::TableHead) => {
                    let head = self.cells(TagEnd::TableHead);
                    if head.iter().any(|cell| !cell.is_empty()) {
                        table.head = head;
                    }
                }
                Event::Start(Tag::TableRow) => {
                    let row = self.cells(TagEnd::TableRow);
                    table.rows.push(row);
                }
                _ => {}
            }
        }
        table
    }

    fn cells(&mut self, end: TagEnd) -> Row {
        let mut row = Row::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Start(Tag::TableCell) => row.push(self.inlines(TagEnd::TableCell).line()),
                _ => {}
            }
        }
        row
    }

    fn inlines(&mut self, end: TagEnd) -> Writing {
        let mut writing = Writing::default();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Start(tag) => self.span(tag, &mut writing),
                other => self.leaf(other, &mut writing),
            }
        }
        writing
    }

    fn span(&mut self, tag: Tag<'_>, writing: &mut Writing) {
        let end = tag.to_end();
        match tag {
            Tag::Emphasis => {
                let inner = self.inlines(end).line();
                writing.push(Inline::Emphasis(inner));
            }
            Tag::Strong => {
                let inner = self.inlines(end).line();
                writing.push(Inline::Strong(inner));
            }
            Tag::Link { dest_url, .. } => {
                let to = plain(&self.ink.read(&dest_url));
                let text = self.inlines(end).line();
                if inline::leads_somewhere_safe(&to) {
                    writing.push(Inline::Link { to, text });
                } else {
                    writing.append(text);
                }
            }
            _ => {
                let inner = self.inlines(end).line();
                writing.append(inner);
            }
        }
    }

    fn leaf(&mut self, event: Event<'_>, writing: &mut Writing) {
        match event {
            Event::Text(text) | Event::Code(text) => self.print_into(&text, writing),
            Event::SoftBreak => writing.text(" "),
            Event::HardBreak => writing.push(Inline::Break),
            Event::TaskListMarker(ticked) => {
                writing.push(Inline::Box(ticked));
                writing.text(" ");
            }
            // HTML is no part of a template's language; its comments are for whoever edits it.
            _ => {}
        }
    }

    fn verbatim(&mut self, end: TagEnd) -> String {
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(part) => text.push_str(&part),
                _ => {}
            }
        }
        text
    }

    fn printed(&mut self, marked: &str) -> Writing {
        let mut writing = Writing::default();
        self.print_into(marked, &mut writing);
        writing
    }

    fn print_into(&mut self, marked: &str, writing: &mut Writing) {
        for print in self.ink.read(marked) {
            match print {
                Print::Text(text) => writing.text(&text),
                Print::Line(label) => writing.push(Inline::Blank(label)),
                Print::Box(ticked) => writing.push(Inline::Box(ticked)),
                Print::Blank(blank) => {
                    writing.push(Inline::Blank(blank.label.clone()));
                    self.lacks(blank);
                }
            }
        }
    }

    /// Notes a blank, once.
    fn lacks(&mut self, blank: Blank) {
        let is_it = |one: &Blank| one.fill == blank.fill && one.key == blank.key;
        if !self.blanks.iter().any(is_it) {
            self.blanks.push(blank);
        }
    }

    /// A text on one line, for the properties of a file and where someone signs.
    fn line(&self, marked: &str) -> String {
        plain(&self.ink.read(marked))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn settle(loose: &mut Writing, blocks: &mut Vec<Block>) {
    let written = std::mem::take(loose).paragraphs();
    blocks.extend(written.into_iter().map(Block::Paragraph));
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// Prints as text; a blank is a line in it.
fn plain(prints: &[Print]) -> String {
    let text = prints.iter().map(|print| match print {
        Print::Text(text) => text.as_str(),
        Print::Line(_) | Print::Blank(_) => "",
        Print::Box(true) => "[x]",
        Print::Box(false) => "[ ]",
    });
    text.collect()
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => 4,
    }
}

fn align_of(align: Alignment) -> Align {
    match align {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}
