//! A document as one HTML page that holds all it needs, reads well on a screen and prints as a paper.

use std::fmt::Write as _;

use super::document::{Align, Block, Document, Inline, Row, Signer, Table, line_to_write};
use super::labels::{self, Labels};

/// How the page looks.
const STYLE: &str = include_str!("paper.css");

/// A word longer than this may be broken, between pieces of so many letters.
const LONG: usize = 30;
const PIECE: usize = 10;

/// Writes a document as a page.
pub fn write(document: &Document) -> String {
    let meta = &document.meta;
    let labels = labels::labels(&meta.language);
    let mut page = Page {
        text: String::new(),
        labels,
    };
    let language = escaped(&meta.language);
    let direction = if labels::is_rtl(&meta.language) {
        " dir=\"rtl\""
    } else {
        ""
    };
    page.push(&format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"{direction}>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    ));
    // Nothing on the page is fetched or run.
    page.push("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    page.property("author", &meta.author);
    for (name, value) in &meta.stamp {
        page.property(&format!("wbl-{name}"), value);
    }
    page.push(&format!(
        "<title>{}</title>\n<style>\n{STYLE}",
        escaped(&meta.title)
    ));
    if !meta.header.is_empty() {
        page.push(&format!(
            "@page {{ @top-right {{ content: \"{}\"; }} }}\n",
            css_text(&meta.header)
        ));
    }
    page.push("</style>\n</head>\n<body>\n");
    if meta.draft {
        let draft = labels.draft;
        page.push(&format!("<div class=\"draft\" role=\"note\">{draft}</div>\n<div class=\"watermark\" aria-hidden=\"true\">{draft}</div>\n"));
    }
    page.push("<main>\n");
    page.blocks(&document.blocks);
    page.push("</main>\n</body>\n</html>\n");
    page.text
}

struct Page {
    text: String,
    /// The few words that the page has beside the document's own.
    labels: &'static Labels,
}

impl Page {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn property(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.push(&format!(
                "<meta name=\"{}\" content=\"{}\">\n",
                escaped(name),
                escaped(value)
            ));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading {
                level,
                number,
                text,
            } => {
                let number = number.as_ref().map_or(String::new(), |number| {
                    let dot = if number.contains('.') { "" } else { "." };
                    format!("<span class=\"number\">{}{dot}</span> ", escaped(number))
                });
                self.push(&format!("<h{level}>{number}{}</h{level}>\n", inlines(text)));
            }
            Block::Paragraph(text) => self.push(&format!("<p>{}</p>\n", whole(text))),
            Block::List { start, items } => {
                let (open, close) = match start {
                    Some(1) => ("<ol>".to_owned(), "</ol>"),
                    Some(first) => (format!("<ol start=\"{first}\">"), "</ol>"),
                    None => ("<ul>".to_owned(), "</ul>"),
                };
                self.push(&format!("{open}\n"));
                for item in items {
                    self.push("<li>");
                    match item.as_slice() {
                        [Block::Paragraph(text)] => self.push(&inlines(text)),
                        blocks => self.blocks(blocks),
                    }
                    self.push("</li>\n");
                }
                self.push(&format!("{close}\n"));
            }
            Block::Table(table) => self.table(table),
            Block::Quote(inner) => {
                self.push("<blockquote>\n");
                self.blocks(inner);
                self.push("</blockquote>\n");
            }
            Block::Rule => self.push("<hr>\n"),
            Block::PageBreak => self.push("<div class=\"page\"></div>\n"),
            Block::Signatures(signers) => {
                self.push("<div class=\"signatures\">\n");
                for signer in signers {
                    self.signer(signer);
                }
                self.push("</div>\n");
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.push("<table>\n");
        if !table.head.is_empty() {
            self.push("<thead>\n");
            self.row(&table.head, table, "th scope=\"col\"");
            self.push("</thead>\n");
        }
        self.push("<tbody>\n");
        for row in &table.rows {
            self.row(row, table, "td");
        }
        self.push("</tbody>\n</table>\n");
    }

    fn row(&mut self, row: &Row, table: &Table, tag: &str) {
        let close = tag.split(' ').next().unwrap_or(tag);
        self.push("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let class = match table.align.get(at).copied().unwrap_or_default() {
                Align::Start => "",
                Align::Center => " class=\"center\"",
                Align::End => " class=\"end\"",
            };
            self.push(&format!("<{tag}{class}>{}</{close}>", whole(cell)));
        }
        self.push("</tr>\n");
    }

    fn signer(&mut self, signer: &Signer) {
        let party = shown(&signer.party);
        let organization = isolated(&signer.organization);
        self.push("<section class=\"signer\">\n<p class=\"party\">");
        self.push(&match (party.is_empty(), signer.organization.is_empty()) {
            (false, false) => format!("<strong>{party}</strong><br>{organization}"),
            (false, true) => format!("<strong>{party}</strong>"),
            (true, _) => format!("<strong>{organization}</strong>"),
        });
        self.push("</p>\n<dl>\n");
        let labels = self.labels;
        let hand = signer.hand();
        let lines = signer.lines(labels);
        for (name, value) in [(labels.signature, hand.as_str())].into_iter().chain(lines) {
            let shown = if value.is_empty() {
                blank(&format!("{name}: {}", labels.blank), "blank")
            } else {
                isolated(value)
            };
            self.push(&format!("<dt>{name}</dt><dd>{shown}</dd>\n"));
        }
        self.push("</dl>\n</section>\n");
    }
}

/// A paragraph or a cell; where it is but a line to write on, that is as wide as there is room.
fn whole(text: &[Inline]) -> String {
    line_to_write(text).map_or_else(|| inlines(text), |what| blank(what, "blank line"))
}

fn inlines(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(words) => shown(words),
        Inline::Strong(inner) => format!("<strong>{}</strong>", inlines(inner)),
        Inline::Emphasis(inner) => format!("<em>{}</em>", inlines(inner)),
        Inline::Link { to, text } => {
            format!("<a href=\"{}\">{}</a>", escaped(to), inlines(text))
        }
        Inline::Blank(label) => blank(label, "blank"),
        Inline::Box(true) => "<span role=\"img\" aria-label=\"ticked\">\u{2612}</span>".to_owned(),
        Inline::Box(false) => {
            "<span role=\"img\" aria-label=\"not ticked\">\u{2610}</span>".to_owned()
        }
        Inline::Break => "<br>\n".to_owned(),
    }
}

/// A line to write on, and what belongs there for whoever cannot see it.
fn blank(label: &str, class: &str) -> String {
    let label = if label.is_empty() { "blank" } else { label };
    format!(
        "<span class=\"{class}\" role=\"img\" aria-label=\"{}\">_____</span>",
        escaped(label)
    )
}

/// A name that may be written in the other direction than the words around it.
fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", shown(text))
}

/// A text that is read: nothing in it is markup, and a word that no column holds may be broken.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    for piece in text.split_inclusive(char::is_whitespace) {
        let is_long = piece.chars().nth(LONG).is_some();
        let mut run = 0;
        for c in piece.chars() {
            // Between letters that are drawn each by itself: others join or lie over one another.
            run = if c.is_ascii_alphanumeric() {
                run + 1
            } else {
                0
            };
            if is_long && run > PIECE {
                shown.push_str("<wbr>");
                run = 1;
            }
            escape(c, &mut shown);
        }
    }
    shown
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    text.chars().for_each(|c| escape(c, &mut escaped));
    escaped
}

/// The text of an attribute as it was before it was escaped.
pub fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

fn escape(c: char, into: &mut String) {
    match c {
        '&' => into.push_str("&amp;"),
        '<' => into.push_str("&lt;"),
        '>' => into.push_str("&gt;"),
        '"' => into.push_str("&quot;"),
        '\'' => into.push_str("&#39;"),
        c => into.push(c),
    }
}

/// Text within quotes of a style sheet, which itself stands within a page.
fn css_text(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || c == ' ' {
            escaped.push(c);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "\\{:06x}", u32::from(c));
        }
    }
    escaped
}
