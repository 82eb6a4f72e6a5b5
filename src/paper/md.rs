//! A document as Markdown that any reader of it shows as it is meant: every value escaped.

use super::document::{Align, Block, Document, Inline, Signer, Table};

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
    let mut text = "<!--\n".to_owned();
    for (name, value) in own.into_iter().chain(stamp) {
        if !value.is_empty() {
            text.extend([name.as_str(), ": ", &comment(value), "\n"]);
        }
    }
    text.push_str("-->\n");
    if meta.draft {
        text.push_str("\n**DRAFT**\n");
    }
    blocks(&document.blocks, "", &mut text);
    text
}

/// Text within a comment cannot end it.
fn comment(text: &str) -> String {
    let text = text.replace("--", "-\u{2010}").replace('>', "\u{203a}");
    text.replace('\n', " ")
}

fn blocks(blocks: &[Block], indent: &str, text: &mut String) {
    for block in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        self::block(block, indent, text);
    }
}

fn block(block: &Block, indent: &str, text: &mut String) {
    let mut line = |content: &str| {
        if !content.is_empty() {
            text.push_str(indent);
            text.push_str(content);
        }
        text.push('\n');
    };
    match block {
        Block::Heading {
            level,
            number,
            text: words,
        } => {
            let number = number
                .as_ref()
                .map_or(String::new(), |number| format!("{number}. "));
            let words = inlines(words, " ");
            line(&format!(
                "{} {number}{words}",
                "#".repeat(usize::from(*level))
            ));
        }
        Block::Paragraph(words) => {
            let broken = format!("  \n{indent}");
            let words = inlines(words, &broken);
            line(&start(&words));
        }
        Block::Rule => line("---"),
        Block::PageBreak => line("<!-- page -->"),
        Block::Quote(inner) => {
            let mut quoted = String::new();
            blocks(inner, "", &mut quoted);
            for one in quoted.lines() {
                line(format!("> {one}").trim_end());
            }
        }
        Block::List { start, items } => list(*start, items, indent, text),
        Block::Table(table) => self::table(table, indent, text),
        Block::Signatures(signers) => {
            for (at, signer) in signers.iter().enumerate() {
                if at > 0 {
                    text.push('\n');
                }
                signature(signer, indent, text);
            }
        }
    }
}

fn list(start: Option<u64>, items: &[Vec<Block>], indent: &str, text: &mut String) {
    for (at, item) in items.iter().enumerate() {
        let mark = match start {
            Some(first) => format!("{}. ", first + at as u64),
            None => "- ".to_owned(),
        };
        let inner = format!("{indent}{}", " ".repeat(mark.len()));
        let mut body = String::new();
        blocks(item, &inner, &mut body);
        let body = body.trim_end_matches('\n');
        let body = body.strip_prefix(&inner).unwrap_or(body);
        text.push_str(indent);
        text.push_str(&mark);
        text.push_str(body);
        text.push('\n');
    }
}

fn table(table: &Table, indent: &str, text: &mut String) {
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
    text.push_str(&row(&table.head));
    text.push_str(&rule);
    text.extend(table.rows.iter().map(|cells| row(cells)));
}

fn signature(signer: &Signer, indent: &str, text: &mut String) {
    const LINE: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";
    let filled = |value: &str| {
        if value.is_empty() {
            LINE.to_owned()
        } else {
            escaped(value)
        }
    };
    let head = match (signer.party.as_str(), signer.organization.as_str()) {
        (party, "") => format!("**{}**", escaped(party)),
        ("", organization) => format!("**{}**", escaped(organization)),
        (party, organization) => format!("**{}:** {}", escaped(party), escaped(organization)),
    };
    let by = if signer.signed {
        format!("/s/ {}", filled(&signer.name))
    } else {
        LINE.to_owned()
    };
    let lines = [
        head,
        format!("Signature: {by}"),
        format!("Name: {}", filled(&signer.name)),
        format!("Title: {}", filled(&signer.title)),
        format!("Date: {}", filled(&signer.on)),
    ];
    text.push_str(indent);
    text.push_str(&lines.join(&format!("  \n{indent}")));
    text.push('\n');
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
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// A paragraph's first characters, where they would begin something else.
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
