//! A document as Markdown that any reader of it shows as it is meant: every value escaped.

use super::document::{Align, Block, Document, Inline, Signer, Table};
use super::labels::{self, Labels};

/// Writes a document as Markdown, its properties in a comment at the head.
pub fn write(document: &Document) -> String {
    let meta = &document.meta;
    let own = [
        ("title", &meta.title),
        ("language", &meta.language),
        ("author", &meta.author),
    ];
    let own = own.map(|(name, value)| (name.to_owned(), value));
    let stamp = meta.stamp.iter();
    let stamp = stamp.map(|(name, value)| (format!("wbl-{name}"), value));
    let labels = labels::labels(&meta.language);
    let mut text = "<!--\n".to_owned();
    for (name, value) in own.into_iter().chain(stamp) {
        if !value.is_empty() {
            text.extend([name.as_str(), ": ", &comment(value), "\n"]);
        }
    }
    text.push_str("-->\n");
    if meta.draft {
        text.extend(["\n**", labels.draft, "**\n"]);
    }
    Writer { labels }.blocks(&document.blocks, "", &mut text);
    text
}

/// Text within a comment cannot end it; [`uncommented`] gives it back.
fn comment(text: &str) -> String {
    let text = text.replace("&#", "&#38;#").replace('>', "&#62;");
    text.replace("--", "-&#45;").replace('\n', " ")
}

/// The text of a value in the comment at the head.
pub fn uncommented(text: &str) -> String {
    let text = text.replace("&#45;", "-").replace("&#62;", ">");
    text.replace("&#38;", "&")
}

/// Writes blocks, one below the other with an empty line between.
struct Writer {
    /// The few words that a document has beside its own.
    labels: &'static Labels,
}

impl Writer {
    fn blocks(&self, blocks: &[Block], indent: &str, text: &mut String) {
        for block in blocks {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&self.block(block, indent));
        }
    }

    fn block(&self, block: &Block, indent: &str) -> String {
        match block {
            Block::Heading {
                level,
                number,
                text,
            } => {
                let marks = "#".repeat(usize::from(*level));
                let number = number.as_ref().map(|number| {
                    let dot = if number.contains('.') { "" } else { "." };
                    format!("{number}{dot} ")
                });
                let number = number.unwrap_or_default();
                format!("{indent}{marks} {number}{}\n", inlines(text, " "))
            }
            Block::Paragraph(text) => {
                // A text's own line ends are spaces here: these are its breaks.
                let text = inlines(text, "\n");
                let lines: Vec<_> = text.split('\n').map(start).collect();
                format!("{indent}{}\n", lines.join(&format!("\\\n{indent}")))
            }
            Block::Rule => format!("{indent}---\n"),
            Block::PageBreak => format!("{indent}<!-- page -->\n"),
            Block::Quote(inner) => {
                let mut quoted = String::new();
                self.blocks(inner, "", &mut quoted);
                let line = |line: &str| {
                    let line = format!("{indent}> {line}");
                    line.trim_end_matches(' ').to_owned() + "\n"
                };
                quoted.lines().map(line).collect()
            }
            Block::List { start, items } => self.list(*start, items, indent),
            Block::Table(inner) => table(inner, indent),
            Block::Signatures(signers) => {
                let places = signers.iter().map(|one| self.signature(one, indent));
                places.collect::<Vec<_>>().join("\n")
            }
        }
    }

    fn list(&self, start: Option<u64>, items: &[Vec<Block>], indent: &str) -> String {
        let mut text = String::new();
        for (at, item) in (0..).zip(items) {
            let mark = start.map_or("- ".to_owned(), |first| format!("{}. ", first + at));
            let inner = format!("{indent}{}", " ".repeat(mark.len()));
            let mut body = String::new();
            self.blocks(item, &inner, &mut body);
            let body = body.trim_end_matches('\n');
            let body = body.strip_prefix(&inner).unwrap_or(body);
            text.extend([indent, &mark, body, "\n"]);
        }
        text
    }

    fn signature(&self, signer: &Signer, indent: &str) -> String {
        let line = "\\_".repeat(24);
        let filled = |value: &str| match value {
            "" => line.clone(),
            value => escaped(value),
        };
        let strong = |words: &str| around("**", &escaped(words));
        let head = match (signer.party.as_str(), signer.organization.as_str()) {
            (party, "") => strong(party),
            ("", organization) => strong(organization),
            (party, organization) => {
                let party = around("**", &format!("{}:", escaped(party)));
                format!("{party} {}", escaped(organization))
            }
        };
        let labels = self.labels;
        let by = format!("{}: {}", labels.signature, filled(&signer.hand()));
        let below = signer.lines(labels).into_iter();
        let below = below.map(|(word, value)| format!("{word}: {}", filled(value)));
        let lines: Vec<_> = [head, by].into_iter().chain(below).collect();
        format!("{indent}{}\n", lines.join(&format!("\\\n{indent}")))
    }
}

fn table(table: &Table, indent: &str) -> String {
    let width = table.align.len().max(table.head.len());
    let row = |cells: &[Vec<Inline>]| {
        let cell = |at: usize| {
            cells
                .get(at)
                .map_or(String::new(), |cell| inlines(cell, "<br>"))
        };
        let cells: Vec<String> = (0..width).map(cell).collect();
        format!("{indent}| {} |\n", cells.join(" | "))
    };
    let rule = |at| match table.align.get(at).copied().unwrap_or_default() {
        Align::Start => "---",
        Align::Center => ":---:",
        Align::End => "---:",
    };
    let rules: Vec<_> = (0..width).map(rule).collect();
    let rule = format!("{indent}| {} |\n", rules.join(" | "));
    let rows: String = table.rows.iter().map(|cells| row(cells)).collect();
    row(&table.head) + &rule + &rows
}

fn inlines(inlines: &[Inline], broken: &str) -> String {
    inlines.iter().map(|one| inline(one, broken)).collect()
}

fn inline(inline: &Inline, broken: &str) -> String {
    match inline {
        Inline::Text(words) => escaped(words),
        Inline::Strong(inner) => around("**", &inlines(inner, broken)),
        Inline::Emphasis(inner) => around("*", &inlines(inner, broken)),
        Inline::Link { to, text } => {
            let to = to.replace(['<', '>', '\n', '\\'], "");
            format!("[{}](<{to}>)", inlines(text, broken))
        }
        Inline::Blank(_) => "\\_\\_\\_\\_\\_".to_owned(),
        Inline::Box(true) => "\u{2612}".to_owned(),
        Inline::Box(false) => "\u{2610}".to_owned(),
        Inline::Break => broken.to_owned(),
    }
}

/// Emphasis holds only around what neither begins nor ends with a space.
fn around(mark: &str, inner: &str) -> String {
    let bare = inner.trim();
    if bare.is_empty() {
        return inner.to_owned();
    }
    let (before, rest) = inner.split_at(inner.len() - inner.trim_start().len());
    let after = &rest[bare.len()..];
    format!("{before}{mark}{bare}{mark}{after}")
}

/// Text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' => escaped.push(' '),
            // An `&` between words is no entity.
            '&' if rest
                .peek()
                .is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#') =>
            {
                escaped.push_str("&amp;");
            }
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$'
            | '^' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line's first characters, where they would begin something else, or be left out.
fn start(words: &str) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &words[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &words[..digits]);
    }
    if words.starts_with(['-', '+', '=', ':']) {
        return format!("\\{words}");
    }
    if let Some(rest) = words.strip_prefix([' ', '\t']) {
        return format!("&#32;{rest}");
    }
    words.to_owned()
}
