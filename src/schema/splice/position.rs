//! Where things stand in a text: lines and their ends, commas, headers, the place for a new key.

use super::super::node::{Entry, Node, Val};
use super::Splicer;

impl Splicer {
    pub(super) fn newline(&self) -> &'static str {
        match self.doc.text.find('\n') {
            Some(at) if at > 0 && self.doc.text.as_bytes()[at - 1] == b'\r' => "\r\n",
            _ => "\n",
        }
    }

    /// The first byte after a byte order mark.
    pub(super) fn start(&self) -> usize {
        if self.doc.text.starts_with('\u{feff}') {
            3
        } else {
            0
        }
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.doc.text[..at]
            .rfind('\n')
            .map_or(self.start(), |at| at + 1)
    }

    /// The start of the line after the one that `at` stands in.
    pub(super) fn line_after(&self, at: usize) -> usize {
        self.doc.text[at..]
            .find('\n')
            .map_or(self.doc.text.len(), |end| at + end + 1)
    }

    /// The line after the one, or those, in which a key stands commented out, before anything else
    /// that is no comment: there the text itself says what the key is.
    pub(super) fn after_commented(&self, key: &str, from: usize) -> Option<usize> {
        let (mut at, mut depth) = (from, None);
        while at < self.doc.text.len() {
            let end = self.line_after(at);
            let line = self.doc.text[at..end].trim();
            if !line.is_empty() && !line.starts_with('#') {
                return None;
            }
            let line = line.trim_start_matches('#').trim_start();
            let is_it = || line.strip_prefix(key)?.trim_start().strip_prefix('=');
            if depth.is_some() || is_it().is_some() {
                let open = line.matches(['[', '{']).count();
                let sum = depth.unwrap_or(0) + open;
                let left = sum.saturating_sub(line.matches([']', '}']).count());
                if left == 0 {
                    return Some(end);
                }
                depth = Some(left);
            }
            at = end;
        }
        None
    }

    /// What a line that is to begin at `at` needs before it: an end of the last line, where that
    /// has none.
    pub(super) fn lead(&self, at: usize) -> &'static str {
        if at == self.start() || self.doc.text[..at].ends_with('\n') {
            ""
        } else {
            self.newline()
        }
    }

    /// The end of the comma that follows `at`, over white space and comments, before `end`.
    pub(super) fn comma_after(&self, at: usize, end: usize) -> Option<usize> {
        let mut comment = false;
        for (offset, c) in self.doc.text[at..end].char_indices() {
            match c {
                '\n' => comment = false,
                '#' => comment = true,
                ',' if !comment => return Some(at + offset + 1),
                c if comment || c.is_whitespace() => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether a top key is written under headers (`[key]`, `[[key]]`) or as dotted keys.
    pub(super) fn is_headed(&self, key: &str) -> bool {
        let Some(entry) = self.doc.root.entry(key) else {
            return false;
        };
        let from = &self.doc.text[entry.key_span.end..];
        match &entry.node.val {
            Val::Table(_) | Val::List(_) => {
                !from.trim_start().starts_with('=')
                    && !from
                        .trim_start_matches(['"', '\''])
                        .trim_start()
                        .starts_with('=')
            }
            _ => false,
        }
    }

    /// The start of the `[[key]]` line of an item.
    pub(super) fn header_of(&self, item: &Node) -> usize {
        let first = item
            .entries()
            .first()
            .map_or(item.span.start, |entry| entry.key_span.start);
        let header = self.doc.text[..first].rfind("[[").unwrap_or(first);
        self.line_start(header.max(self.start()))
    }

    /// Where a new top key goes: after its nearest predecessor in table order that stands above
    /// every header.
    pub(super) fn place_for(&self, key: &str) -> usize {
        let rank = self.fields.position(key);
        let headed = |entry: &&Entry| !self.is_headed(&entry.key);
        let entries: Vec<_> = self.doc.root.entries().iter().filter(headed).collect();
        let before = entries
            .iter()
            .filter(|entry| self.fields.position(&entry.key) <= rank)
            .max_by_key(|entry| (self.fields.position(&entry.key), entry.key_span.start));
        match (before, entries.first()) {
            (Some(before), _) => self.line_after(before.node.span.end),
            (None, Some(first)) => self.line_start(first.key_span.start),
            (None, None) => match self.doc.root.entries().first() {
                Some(first) => self.line_start(first.key_span.start),
                None => self.doc.text.len(),
            },
        }
    }
}

/// The last byte of a value that may be spread over headers.
pub(super) fn last_end(node: &Node) -> usize {
    match &node.val {
        Val::List(items)
            if node.span.is_empty() || items.iter().any(|item| last_end(item) > node.span.end) =>
        {
            items.iter().map(last_end).max().unwrap_or(node.span.end)
        }
        Val::Table(_) => table_end(node),
        _ => node.span.end,
    }
}

pub(super) fn table_end(node: &Node) -> usize {
    node.entries()
        .iter()
        .map(|entry| last_end(&entry.node))
        .max()
        .unwrap_or(0)
        .max(node.span.end)
}
