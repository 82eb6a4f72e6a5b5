//! A value and where it stands: the tree that a record's text is read into.

use std::ops::Range;

use compact_str::CompactString;

use crate::value::{Clock, Day};

/// A value and where it stands; what the program made itself stands nowhere (`0..0`).
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub val: Val,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

/// A value as TOML has it, in the words of the trade.
#[derive(Clone, Debug, PartialEq)]
pub enum Val {
    /// A string.
    Text(CompactString),
    /// A whole number.
    Int(i64),
    /// True or false.
    Flag(bool),
    /// A date.
    Day(Day),
    /// A time of whole minutes.
    Clock(Clock),
    /// What no field holds: floats, times with seconds, dates with times, numbers out of range;
    /// as it is written.
    Other(CompactString),
    /// A list.
    List(Vec<Node>),
    /// A table: keys in the order of the text.
    Table(Vec<Entry>),
}

/// A key of a table with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key; hardly one is too long to stand here itself.
    pub key: CompactString,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

/// Two nodes are the same where their values are, wherever they stand.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.val == other.val
    }
}

/// Two entries are the same where key and value are, wherever they stand.
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.node == other.node
    }
}

impl Node {
    /// A value that the program made: it stands nowhere yet.
    pub fn made(val: Val) -> Self {
        Self { val, span: 0..0 }
    }

    /// A made text.
    pub fn text(text: impl Into<CompactString>) -> Self {
        Self::made(Val::Text(text.into()))
    }

    /// A made list.
    pub fn list(items: Vec<Self>) -> Self {
        Self::made(Val::List(items))
    }

    /// A made table of keys and values.
    pub fn table(entries: impl IntoIterator<Item = (impl Into<CompactString>, Self)>) -> Self {
        let mut own = Vec::new();
        for (key, node) in entries {
            own.push(Entry {
                key: key.into(),
                key_span: 0..0,
                node,
            });
        }
        Self::made(Val::Table(own))
    }

    /// A made table without an entry.
    pub fn empty() -> Self {
        Self::made(Val::Table(Vec::new()))
    }

    /// The value at a key, where this is a table.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// Key and value at a key, where this is a table.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The entries, where this is a table.
    pub fn entries(&self) -> &[Entry] {
        match &self.val {
            Val::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items, where this is a list; a lone value is its own only item.
    pub fn items(&self) -> &[Self] {
        match &self.val {
            Val::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The text, where this is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.val {
            Val::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day, where this is one.
    pub fn as_day(&self) -> Option<Day> {
        match self.val {
            Val::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The time, where this is one.
    pub fn as_clock(&self) -> Option<Clock> {
        match self.val {
            Val::Clock(clock) => Some(clock),
            _ => None,
        }
    }

    /// The whole number, where this is one.
    pub fn as_int(&self) -> Option<i64> {
        match self.val {
            Val::Int(number) => Some(number),
            _ => None,
        }
    }

    /// The flag, where this is one.
    pub fn as_flag(&self) -> Option<bool> {
        match self.val {
            Val::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// The text at a key.
    pub fn text_at(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }

    /// The day at a key.
    pub fn day_at(&self, key: &str) -> Option<Day> {
        self.get(key)?.as_day()
    }
}
