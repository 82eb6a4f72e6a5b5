//! The items of a list or group, as they are written: added, replaced, taken away.

use std::fmt::Write as _;

use crate::fault::Result;

use super::super::node::{Node, Val};
use super::super::write::{inline, key_text, value_text};
use super::Splicer;
use super::position::{last_end, table_end};
use super::wanted::value_mut;

impl Splicer {
    /// Adds an item at the end of a list or group, which is made if it is not there.
    pub fn push(&mut self, key: &str, item: Node) -> Result<()> {
        self.push_all(key, vec![item])
    }

    /// Adds items at the end of a list or group with one splice.
    pub fn push_all(&mut self, key: &str, more: Vec<Node>) -> Result<()> {
        if more.is_empty() {
            return Ok(());
        }
        let Some(entry) = self.doc.root.entry(key) else {
            return self.set(key, Node::list(more));
        };
        let mut wanted = self.doc.root.clone();
        if let Some(Val::List(items)) = value_mut(&mut wanted, key) {
            items.extend(more.iter().cloned());
        }
        let newline = self.newline();
        if self.is_headed(key) {
            let at = self.line_after(last_end(&entry.node));
            let mut text = self.lead(at).to_owned();
            for item in &more {
                // Writing to a String cannot fail.
                let _ = write!(text, "{newline}[[{}]]{newline}", key_text(key));
                for part in item.entries() {
                    let (key, value) = (key_text(&part.key), inline(&part.node));
                    let _ = write!(text, "{key} = {value}{newline}");
                }
            }
            return self.edit(at..at, &text, &wanted);
        }
        let span = entry.node.span.clone();
        let lines = |indent: &str| {
            more.iter().fold(String::new(), |lines, item| {
                lines + indent + &inline(item) + "," + newline
            })
        };
        let Some(last) = entry.node.items().last().map(|item| item.span.clone()) else {
            let inner = &self.doc.text[span.start + 1..span.end - 1];
            if inner.trim().is_empty() {
                let text = value_text(&Node::list(more), newline);
                return self.edit(span, &text, &wanted);
            }
            // Only comments within: the items go on lines of their own before the bracket.
            let at = span.end - 1;
            let lead = if inner.ends_with('\n') { "" } else { newline };
            return self.edit(at..at, &(lead.to_owned() + &lines("  ")), &wanted);
        };
        let comma = self.comma_after(last.end, span.end);
        if !self.doc.text[span.clone()].contains('\n') {
            let at = last.end;
            let text = more
                .iter()
                .fold(String::new(), |text, item| text + ", " + &inline(item));
            return self.edit(at..at, &text, &wanted);
        }
        let indent_from = self.line_start(last.start);
        let indent: String = self.doc.text[indent_from..]
            .chars()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .collect();
        let indent = if indent_from <= span.start {
            "  ".to_owned()
        } else {
            indent
        };
        let lines = lines(&indent);
        let after = self.line_after(comma.unwrap_or(last.end)).min(span.end - 1);
        let (at, text) = if self.doc.text[..after].ends_with('\n') {
            (after, lines)
        } else {
            (after, format!("{newline}{lines}"))
        };
        if comma.is_none() {
            // The comma that the last item lacks goes in with the same edit.
            let tail = self.doc.text[last.end..at].to_owned();
            return self.edit(last.end..at, &format!(",{tail}{text}"), &wanted);
        }
        self.edit(at..at, &text, &wanted)
    }

    /// Puts another value in the place of an item of a list.
    pub fn set_item(&mut self, key: &str, at: usize, node: Node) -> Result<()> {
        let Some(old) = self.item(key, at).filter(|old| **old != node) else {
            return Ok(());
        };
        let (span, text) = (old.span.clone(), inline(&node));
        let mut wanted = self.doc.root.clone();
        if let Some(Val::List(items)) = value_mut(&mut wanted, key) {
            items[at] = node;
        }
        self.edit(span, &text, &wanted)
    }

    /// Takes an item of a list or group away; an emptied list goes with its key.
    pub fn remove(&mut self, key: &str, at: usize) -> Result<()> {
        let Some(entry) = self.doc.root.entry(key) else {
            return Ok(());
        };
        let items = entry.node.items();
        if items.len() <= 1 {
            return self.unset(key);
        }
        let mut wanted = self.doc.root.clone();
        if let Some(Val::List(items)) = value_mut(&mut wanted, key) {
            items.remove(at);
        }
        let (text, item) = (&self.doc.text, &items[at]);
        if self.is_headed(key) {
            let start = self.header_of(item);
            let end = self.line_after(table_end(item));
            // The blank line behind it goes too; comments of the next item stay.
            let blank = ["\r\n", "\n"]
                .iter()
                .find(|blank| text[end..].starts_with(**blank));
            let end = end + blank.map_or(0, |blank| blank.len());
            return self.edit(start..end, "", &wanted);
        }
        let comma = self.comma_after(item.span.end, entry.node.span.end);
        let line_start = self.line_start(item.span.start);
        let line_end = self.line_after(comma.unwrap_or(item.span.end));
        let next_start = items
            .get(at + 1)
            .map_or(entry.node.span.end - 1, |next| next.span.start);
        let alone = text[line_start..item.span.start].trim().is_empty()
            && line_start > entry.node.span.start
            && line_end <= next_start
            && text[..line_end].ends_with('\n');
        let range = if alone {
            line_start..line_end
        } else if let Some(next) = items.get(at + 1) {
            item.span.start..next.span.start
        } else {
            items[at - 1].span.end..item.span.end
        };
        self.edit(range, "", &wanted)
    }
}
