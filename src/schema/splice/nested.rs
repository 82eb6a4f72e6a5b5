//! Keys deep in a text, under headers or in inline tables: set, taken away, lists added to.

use std::fmt::Write as _;

use crate::fault::{Fault, Result};

use super::super::node::{Entry, Node, Val};
use super::super::write::{inline, key_text, value_text};
use super::Splicer;
use super::position::last_end;
use super::wanted::put;

/// One step from the top of a document to a value deep in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a table, by key.
    Key(String),
    /// Into a list, by place.
    At(usize),
}

impl Splicer {
    /// The value at the end of a path.
    pub fn at(&self, path: &[Step]) -> Option<&Node> {
        node_at(&self.doc.root, path)
    }

    /// Sets a key deep in the document; the tables on the way are made where they are missing. A
    /// new key of a table goes after the nearest of `before` that is there.
    pub fn set_at(&mut self, path: &[Step], node: Node, before: &[&str]) -> Result<()> {
        let Some((Step::Key(key), parents)) = path.split_last() else {
            return Err(self.too_deep(path));
        };
        if parents.is_empty() {
            return self.set(key, node);
        }
        let newline = self.newline();
        let mut wanted = self.doc.root.clone();
        if !put_at(&mut wanted, path, Some(node.clone())) {
            return Err(self.too_deep(path));
        }
        if let Some(old) = self.at(path) {
            if *old == node {
                return Ok(());
            }
            let range = old.span.clone();
            if self.is_header(old) {
                return Err(self.too_deep(path));
            }
            return self.edit(range, &value_text(&node, newline), &wanted);
        }
        let pair = format!("{} = {}", key_text(key), value_text(&node, newline));
        if let Some((lead, last)) = self.dotted(parents) {
            let at = self.line_after(last_end(&last.node));
            let text = format!("{}{lead}.{pair}{newline}", self.lead(at));
            return self.edit(at..at, &text, &wanted);
        }
        let table = self.at(parents).filter(|table| !self.is_implied(table));
        let Some(table) = table else {
            let Some(header) = header(parents) else {
                return Err(self.too_deep(path));
            };
            let text = &self.doc.text;
            let lead = if text.ends_with('\n') || text.is_empty() {
                newline.to_owned()
            } else {
                format!("{newline}{newline}")
            };
            let at = text.len();
            let text = format!("{lead}[{header}]{newline}{pair}{newline}");
            return self.edit(at..at, &text, &wanted);
        };
        if self.is_header(table) {
            let own: Vec<&Entry> = table
                .entries()
                .iter()
                .filter(|entry| self.is_pair(entry))
                .collect();
            let rank = |entry: &&&Entry| before.iter().position(|key| *key == entry.key);
            let known = own.iter().filter(|entry| rank(entry).is_some());
            let after = match (known.max_by_key(rank), before.is_empty()) {
                (Some(entry), _) => Some(*entry),
                (None, true) => own.last().copied(),
                (None, false) => None,
            };
            let end = after.map_or(table.span.end, |entry| entry.node.span.end);
            let at = self.line_after(end);
            let at = self.after_commented(key, at).unwrap_or(at);
            let lead = self.lead(at);
            return self.edit(at..at, &format!("{lead}{pair}{newline}"), &wanted);
        }
        let pair = format!("{} = {}", key_text(key), inline(&node));
        match table.entries().last() {
            Some(last) => {
                let at = last.node.span.end;
                self.edit(at..at, &format!(", {pair}"), &wanted)
            }
            None => self.edit(table.span.clone(), &format!("{{ {pair} }}"), &wanted),
        }
    }

    /// Takes a key, or an item of a list, away; a list or a table under headers goes with them.
    pub fn unset_at(&mut self, path: &[Step]) -> Result<()> {
        let (Some(old), Some((last, parents))) = (self.at(path), path.split_last()) else {
            return Ok(());
        };
        let mut wanted = self.doc.root.clone();
        // A table of which only such lines speak is gone with its last.
        let is_last = self.dotted(parents).is_some()
            && self
                .at(parents)
                .is_some_and(|table| table.entries().len() == 1);
        let gone = if is_last { parents } else { path };
        if !put_at(&mut wanted, gone, None) {
            return Err(self.too_deep(path));
        }
        if self.is_header(old) {
            let start = self.line_start(old.span.start);
            let end = self.line_after(last_end(old).max(old.span.end));
            // The empty line above it parted it from what is before.
            let above = self.line_start(start.saturating_sub(1));
            let is_empty = self.doc.text[above..start].trim().is_empty();
            let start = if is_empty { above } else { start };
            return self.edit(start..end, "", &wanted);
        }
        let Some(holder) = self.at(parents) else {
            return Ok(());
        };
        // Where each part begins and ends: pairs of a table, items of a list.
        let (parts, at): (Vec<_>, _) = match last {
            Step::Key(key) => {
                let entries = holder.entries();
                let at = entries.iter().position(|entry| entry.key == *key);
                let part = |entry: &Entry| entry.key_span.start..entry.node.span.end;
                (entries.iter().map(part).collect(), at)
            }
            Step::At(at) => {
                let spans = holder.items().iter().map(|item| item.span.clone());
                (spans.collect(), Some(*at))
            }
        };
        let Some(at) = at else {
            return Ok(());
        };
        let part = &parts[at];
        let lines = self.line_start(part.start)..self.line_after(part.end);
        let on_top = parents.is_empty() || self.is_header(holder) || self.dotted(parents).is_some();
        let text = &self.doc.text;
        // An item on lines of its own goes with them and with its comment.
        let alone = text[lines.start..part.start].trim().is_empty()
            && lines.start > holder.span.start
            && lines.end < holder.span.end
            && parts.get(at + 1).is_none_or(|next| next.start >= lines.end)
            && (at + 1 < parts.len() || self.comma_after(part.end, holder.span.end).is_some());
        let range = if on_top || alone {
            lines
        } else if let Some(next) = parts.get(at + 1) {
            part.start..next.start
        } else if at > 0 {
            parts[at - 1].end..part.end
        } else {
            part.clone()
        };
        self.edit(range, "", &wanted)
    }

    /// Adds an item at the end of a list deep in the document, which is made if it is not there.
    pub fn push_at(&mut self, path: &[Step], item: Node, before: &[&str]) -> Result<()> {
        let newline = self.newline();
        let Some(list) = self.at(path) else {
            return self.set_at(path, Node::list(vec![item]), before);
        };
        let mut items = list.items().to_vec();
        items.push(item.clone());
        let mut wanted = self.doc.root.clone();
        if !put_at(&mut wanted, path, Some(Node::list(items))) {
            return Err(self.too_deep(path));
        }
        let Some(end) = list.items().last() else {
            let span = list.span.clone();
            let text = value_text(&Node::list(vec![item]), newline);
            return self.edit(span, &text, &wanted);
        };
        if self.is_header(list) {
            let Some(header) = header(path) else {
                return Err(self.too_deep(path));
            };
            let at = self.line_after(last_end(list));
            let lead = self.lead(at);
            let mut text = format!("{lead}{newline}[[{header}]]{newline}");
            for part in item.entries() {
                let (key, value) = (key_text(&part.key), value_text(&part.node, newline));
                // Writing to a String cannot fail.
                let _ = write!(text, "{key} = {value}{newline}");
            }
            return self.edit(at..at, &text, &wanted);
        }
        let line_start = self.line_start(end.span.start);
        let (end, text) = (end.span.end, inline(&item));
        if line_start <= list.span.start {
            return self.edit(end..end, &format!(", {text}"), &wanted);
        }
        let indent: String = self.doc.text[line_start..]
            .chars()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .collect();
        let after = self.line_after(end);
        match self.comma_after(end, list.span.end) {
            Some(comma) if comma <= after && after < list.span.end => {
                let line = format!("{indent}{text},{newline}");
                self.edit(after..after, &line, &wanted)
            }
            _ => self.edit(end..end, &format!(",{newline}{indent}{text}"), &wanted),
        }
    }

    /// Whether a table or a list stands under a header of its own: `[a]`, `[[a]]`.
    fn is_header(&self, node: &Node) -> bool {
        let text = self.doc.text.get(node.span.clone()).unwrap_or_default();
        match &node.val {
            Val::Table(_) => text.starts_with('['),
            Val::List(items) => {
                text.starts_with("[[")
                    && items
                        .first()
                        .is_some_and(|item| item.span.start == node.span.start)
            }
            _ => false,
        }
    }

    /// Whether a table stands nowhere itself, but only in the headers of others: `[a.b]`.
    fn is_implied(&self, node: &Node) -> bool {
        let text = self.doc.text.get(node.span.clone()).unwrap_or_default();
        matches!(node.val, Val::Table(_)) && !text.starts_with(['[', '{'])
    }

    /// Where a top table is written as `table.key = value`, a line a key: the table's name, and the
    /// key that stands last.
    fn dotted(&self, parents: &[Step]) -> Option<(String, &Entry)> {
        let [Step::Key(name)] = parents else {
            return None;
        };
        let table = self.doc.root.entry(name)?;
        let behind = self.doc.text[table.key_span.end..].trim_start_matches(['"', '\'']);
        let line = &self.doc.text[self.line_start(table.key_span.start)..];
        let is_dotted = behind.trim_start().starts_with('.') && !line.trim_start().starts_with('[');
        let last = table.node.entries().last().filter(|_| is_dotted)?;
        Some((key_text(name), last))
    }

    fn is_pair(&self, entry: &Entry) -> bool {
        let from = &self.doc.text[entry.key_span.end..];
        from.trim_start_matches(['"', '\''])
            .trim_start()
            .starts_with('=')
    }

    fn too_deep(&self, path: &[Step]) -> Fault {
        let shown = header(path).unwrap_or_else(|| "this".to_owned());
        Fault::could(format!(
            "`{shown}` cannot be changed safely as {} is written; nothing was written",
            self.path
        ))
        .hint("edit the file by hand, and run `wbl check`")
    }
}

/// The keys of a path as a header has them; nothing where it leads through a list.
fn header(path: &[Step]) -> Option<String> {
    let keys: Option<Vec<_>> = path
        .iter()
        .map(|step| match step {
            Step::Key(key) => Some(key_text(key)),
            Step::At(_) => None,
        })
        .collect();
    keys.map(|keys| keys.join("."))
}

/// The value at the end of a path.
pub fn node_at<'n>(root: &'n Node, path: &[Step]) -> Option<&'n Node> {
    path.iter().try_fold(root, |node, step| match step {
        Step::Key(key) => node.get(key),
        Step::At(at) => match &node.val {
            Val::List(items) => items.get(*at),
            _ => None,
        },
    })
}

/// Puts a value at the end of a path, or takes what is there away; tables on the way are made.
fn put_at(node: &mut Node, path: &[Step], value: Option<Node>) -> bool {
    match (path, &mut node.val) {
        ([Step::Key(key)], Val::Table(_)) => {
            put(node, key, value);
            true
        }
        ([Step::At(at)], Val::List(items)) if *at < items.len() => {
            match value {
                Some(value) => items[*at] = value,
                None => {
                    items.remove(*at);
                }
            }
            true
        }
        ([Step::Key(key), rest @ ..], Val::Table(entries)) => {
            if !entries.iter().any(|entry| entry.key == *key) {
                put(node, key, Some(Node::empty()));
            }
            let Val::Table(entries) = &mut node.val else {
                return false;
            };
            let entry = entries.iter_mut().find(|entry| entry.key == *key);
            entry.is_some_and(|entry| put_at(&mut entry.node, rest, value))
        }
        ([Step::At(at), rest @ ..], Val::List(items)) => items
            .get_mut(*at)
            .is_some_and(|item| put_at(item, rest, value)),
        _ => false,
    }
}
