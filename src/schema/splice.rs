//! Changes to a record's text that touch only the bytes they mean: comments, order, unknown keys,
//! line ends and spelling of everything else stay. Each edit is parsed again and held against what
//! it should have become.

mod item;
mod list;
mod nested;
#[cfg(test)]
mod nested_tests;
mod position;
#[cfg(test)]
mod tests;
mod wanted;

use std::ops::Range;

use crate::fault::{Fault, Result};

use super::doc::Doc;
use super::field::Fields;
use super::node::Node;
use super::write::{key_text, value_text};

pub use nested::{Step, node_at};
use position::last_end;
use wanted::put;
pub use wanted::same;

/// A text under change.
#[derive(Debug)]
pub struct Splicer {
    path: String,
    doc: Doc,
    fields: Fields,
}

impl Splicer {
    /// Begins to change a document of the kind whose table is given.
    pub fn new(path: &str, doc: Doc, fields: Fields) -> Self {
        Self {
            path: path.to_owned(),
            doc,
            fields,
        }
    }

    /// The document as changed so far.
    pub fn doc(&self) -> &Doc {
        &self.doc
    }

    /// The table of its kind.
    pub fn fields(&self) -> Fields {
        self.fields
    }

    /// The text as changed.
    pub fn into_text(self) -> String {
        self.doc.text
    }

    /// Sets a top key; a value that is the same already is left as it is spelled.
    pub fn set(&mut self, key: &str, node: Node) -> Result<()> {
        let mut wanted = self.doc.root.clone();
        match self.doc.get(key) {
            Some(old) if *old == node => Ok(()),
            Some(_) if self.is_headed(key) => {
                self.unset(key)?;
                self.set(key, node)
            }
            Some(old) => {
                let span = old.span.clone();
                let text = value_text(&node, self.newline());
                put(&mut wanted, key, Some(node));
                self.edit(span, &text, &wanted)
            }
            None => {
                let newline = self.newline();
                let line = format!(
                    "{} = {}{newline}",
                    key_text(key),
                    value_text(&node, newline)
                );
                let at = self.place_for(key);
                let text = format!("{}{line}", self.lead(at));
                put(&mut wanted, key, Some(node));
                self.edit(at..at, &text, &wanted)
            }
        }
    }

    /// Takes a top key away, with the rest of its line.
    pub fn unset(&mut self, key: &str) -> Result<()> {
        let Some(entry) = self.doc.root.entry(key) else {
            return Ok(());
        };
        let mut wanted = self.doc.root.clone();
        put(&mut wanted, key, None);
        if self.is_headed(key) {
            return self.unset_headed(key, &wanted);
        }
        let start = self.line_start(entry.key_span.start);
        let end = self.line_after(entry.node.span.end);
        self.edit(start..end, "", &wanted)
    }

    fn unset_headed(&mut self, key: &str, wanted: &Node) -> Result<()> {
        let Some(entry) = self.doc.root.entry(key) else {
            return Ok(());
        };
        let start = self.line_start(entry.key_span.start);
        let end = self.line_after(last_end(&entry.node).max(entry.key_span.end));
        self.edit(start..end, "", wanted)
    }

    /// Replaces bytes, parses again, and holds the result against what was wanted.
    fn edit(&mut self, range: Range<usize>, text: &str, wanted: &Node) -> Result<()> {
        let mut changed = self.doc.text.clone();
        changed.replace_range(range, text);
        let wrong = || {
            Fault::could(format!(
                "the change to {} could not be made safely; nothing was written",
                self.path
            ))
            .hint("edit the file by hand, and run `wbl check`")
        };
        let doc = Doc::parse(&self.path, changed).map_err(|_| wrong())?;
        if !same(&doc.root, wanted) {
            return Err(wrong());
        }
        self.doc = doc;
        Ok(())
    }
}
