//! The keys of one item of a group: set and taken away.

use crate::fault::Result;

use super::super::field::Field;
use super::super::node::{Node, Val};
use super::super::write::{inline, key_text};
use super::Splicer;
use super::wanted::{put, value_mut};

impl Splicer {
    /// Sets a key of a group's item.
    pub fn set_in(&mut self, key: &str, at: usize, part: &str, node: Node) -> Result<()> {
        let Some(item) = self.item(key, at) else {
            return Ok(());
        };
        let item = item.clone();
        let old = item.get(part);
        if old.is_some_and(|old| *old == node) {
            return Ok(());
        }
        let text = inline(&node);
        let mut wanted = self.doc.root.clone();
        if let Some(Val::List(items)) = value_mut(&mut wanted, key) {
            put(&mut items[at], part, Some(node));
        }
        if let Some(old) = old {
            return self.edit(old.span.clone(), &text, &wanted);
        }
        let fields = self
            .fields
            .find(key)
            .and_then(Field::group_fields)
            .unwrap_or(&[]);
        let rank = |key: &str| {
            fields
                .iter()
                .position(|field| field.key == key)
                .unwrap_or(usize::MAX)
        };
        let before = item
            .entries()
            .iter()
            .filter(|entry| rank(&entry.key) < rank(part))
            .max_by_key(|entry| rank(&entry.key));
        let pair = format!("{} = {text}", key_text(part));
        if self.is_headed(key) {
            let newline = self.newline();
            let at = match before.or_else(|| item.entries().first()) {
                Some(entry) => self.line_after(entry.node.span.end),
                None => self.line_after(item.span.end),
            };
            let lead = self.lead(at);
            return self.edit(at..at, &format!("{lead}{pair}{newline}"), &wanted);
        }
        match (before, item.entries().first()) {
            (Some(before), _) => {
                let at = before.node.span.end;
                self.edit(at..at, &format!(", {pair}"), &wanted)
            }
            (None, Some(first)) => {
                let at = first.key_span.start;
                self.edit(at..at, &format!("{pair}, "), &wanted)
            }
            (None, None) => self.edit(item.span.clone(), &format!("{{ {pair} }}"), &wanted),
        }
    }

    /// Takes a key of a group's item away.
    pub fn unset_in(&mut self, key: &str, at: usize, part: &str) -> Result<()> {
        let Some(item) = self.item(key, at) else {
            return Ok(());
        };
        let entries = item.entries();
        let Some(index) = entries.iter().position(|entry| entry.key == part) else {
            return Ok(());
        };
        let mut wanted = self.doc.root.clone();
        if let Some(Val::List(items)) = value_mut(&mut wanted, key) {
            put(&mut items[at], part, None);
        }
        let entry = &entries[index];
        let range = if self.is_headed(key) {
            self.line_start(entry.key_span.start)..self.line_after(entry.node.span.end)
        } else if let Some(next) = entries.get(index + 1) {
            entry.key_span.start..next.key_span.start
        } else if index > 0 {
            entries[index - 1].node.span.end..entry.node.span.end
        } else {
            entry.key_span.start..entry.node.span.end
        };
        self.edit(range, "", &wanted)
    }

    pub(super) fn item(&self, key: &str, at: usize) -> Option<&Node> {
        self.doc.get(key)?.items().get(at)
    }
}
