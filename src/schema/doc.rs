//! A record's text, parsed: values with the bytes that they stand at.

use std::ops::Range;

use compact_str::{CompactString, ToCompactString as _};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::pasted;
use crate::value::{Clock, Day};

use super::mend::{Mend, mend};
use super::plain_tree::read_tree;
use super::problem::Problem;

/// A parsed text; spans count bytes from its start, a byte order mark included.
#[derive(Clone, Debug)]
pub struct Doc {
    /// The text as it is on disk.
    pub text: String,
    /// The top table.
    pub root: Node,
}

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

/// The most problems of syntax that are told of one file: what has more is no record at all.
const MOST: usize = 50;

const BOM: &str = "\u{feff}";

impl Doc {
    /// Parses a file's text.
    ///
    /// # Errors
    /// Every problem of syntax at once; conflict markers are named as such.
    pub fn parse(path: &str, text: String) -> Result<Self, Vec<Problem>> {
        let skip = if text.starts_with(BOM) { BOM.len() } else { 0 };
        if let Some(root) = read_tree(&text, skip) {
            return Ok(Self { text, root });
        }
        Self::parse_any(path, text, skip)
    }

    /// Parses a text as the toml crate does, a mark of `skip` bytes before it; whose word is the last.
    pub(crate) fn parse_any(path: &str, text: String, skip: usize) -> Result<Self, Vec<Problem>> {
        if let Some(problem) = conflict(path, &text) {
            return Err(vec![problem]);
        }
        let (table, errors) = DeTable::parse_recoverable(&text[skip..]);
        if !errors.is_empty() {
            if let Some(problem) = zero(path, &text) {
                return Err(vec![problem]);
            }
            // Whoever shares the screen or the log of a check is not to read it there.
            let is_private = path.starts_with("private/");
            let problem = |error: &toml::de::Error| {
                let at = error.span().unwrap_or(0..0);
                let at = at.start + skip..at.end + skip;
                let Mend { message, hint } = mend(&text, &at, error.message(), is_private);
                Problem::error("syntax", path, &text, at, message).hint(hint)
            };
            return Err(errors.iter().take(MOST).map(problem).collect());
        }
        let root = Node::of_table(table.into_inner(), skip);
        Ok(Self { text, root })
    }

    /// Parses a file's bytes.
    ///
    /// # Errors
    /// As [`Doc::parse`]; also where the bytes are not UTF-8.
    pub fn parse_bytes(path: &str, bytes: Vec<u8>) -> Result<Self, Vec<Problem>> {
        Self::parse(path, text_of(path, bytes)?)
    }

    /// The value at a top key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.root.get(key)
    }
}

/// A file's bytes as text.
pub(crate) fn text_of(path: &str, bytes: Vec<u8>) -> Result<String, Vec<Problem>> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let message = "this is not UTF-8 text";
        vec![
            Problem::error("not-utf-8", path, &text, good..good + 1, message)
                .hint("save the file as UTF-8 in your editor (Notepad: Save As, Encoding: UTF-8)"),
        ]
    })
}

/// A zero byte: it stands in no text, and in many a file that a loss of power has damaged.
fn zero(path: &str, text: &str) -> Option<Problem> {
    let at = text.find('\0')?;
    let message = "this file is not all text: it was damaged, as by a loss of power, or saved in another encoding than UTF-8";
    let hint = if text.bytes().all(|byte| byte == 0) {
        format!(
            "nothing of it is left: get it back from a backup, or from git with `git checkout HEAD -- {}`",
            pasted(path)
        )
    } else {
        "save it as UTF-8 in your editor (Notepad: Save As, Encoding: UTF-8), or get it back from a backup or from git".to_owned()
    };
    let mut problem = Problem::error("not-utf-8", path, text, at..at + 1, message);
    problem.place.excerpt = String::new();
    Some(problem.hint(hint))
}

/// A line that git left in a file that it could not merge.
fn conflict(path: &str, text: &str) -> Option<Problem> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
            let message = "git left conflict markers in this file";
            return Some(
                Problem::error("conflict-markers", path, text, at..at + 7, message)
                    .hint("settle it field by field: `wbl conflicts`"),
            );
        }
        at += line.len();
    }
    None
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

    fn of_table(table: DeTable<'_>, skip: usize) -> Self {
        let mut entries: Vec<Entry> = table
            .into_iter()
            .map(|(key, value)| {
                let key_span = key.span();
                Entry {
                    key_span: key_span.start + skip..key_span.end + skip,
                    key: key.into_inner().into(),
                    node: Self::of_value(value, skip),
                }
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        Self::made(Val::Table(entries))
    }

    fn of_value(value: Spanned<DeValue<'_>>, skip: usize) -> Self {
        let span = value.span();
        let span = span.start + skip..span.end + skip;
        let val = match value.into_inner() {
            DeValue::String(text) => Val::Text(text.into()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| Val::Other(number.to_compact_string()), Val::Int),
            DeValue::Float(float) => Val::Other(float.as_str().into()),
            DeValue::Boolean(flag) => Val::Flag(flag),
            DeValue::Datetime(moment) => moment_of(&moment.to_string()),
            DeValue::Array(items) => Val::List(
                items
                    .into_iter()
                    .map(|item| Self::of_value(item, skip))
                    .collect(),
            ),
            DeValue::Table(table) => Self::of_table(table, skip).val,
        };
        Self { val, span }
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

fn moment_of(text: &str) -> Val {
    if let Some(day) = Day::iso(text) {
        return Val::Day(day);
    }
    Clock::toml(text).map_or_else(|| Val::Other(text.into()), Val::Clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_text_has_them() {
        let text = "\u{feff}name = \"Antron\"\r\nhours = [\r\n  { on = 2026-10-06, from = 15:00:00, minutes = 5 },\r\n]\r\n";
        let doc = Doc::parse("p.toml", text.to_owned()).unwrap();
        let name = doc.get("name").unwrap();
        assert_eq!(&doc.text[name.span.clone()], "\"Antron\"");
        let entry = &doc.get("hours").unwrap().items()[0];
        assert_eq!(entry.day_at("on"), Day::iso("2026-10-06"));
        assert!(
            doc.text[entry.span.clone()].starts_with("{ on"),
            "{:?}",
            entry.span
        );
        assert_eq!(
            &doc.text[entry.entry("from").unwrap().key_span.clone()],
            "from"
        );
    }

    #[test]
    fn every_problem_of_syntax_is_found_at_once() {
        let problems = Doc::parse("p.toml", "a = \nb = 1\nc = = 2\n".to_owned()).unwrap_err();
        let lines: Vec<_> = problems.iter().map(|problem| problem.place.line).collect();
        assert!(lines.contains(&1) && lines.contains(&3), "{problems:?}");
    }

    #[test]
    fn conflict_markers_are_named_at_their_line() {
        let text = "a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> other\n";
        let problems = Doc::parse("p.toml", text.to_owned()).unwrap_err();
        assert_eq!(
            (problems[0].rule, problems[0].place.line),
            ("conflict-markers", 2)
        );
    }

    #[test]
    fn bytes_that_are_not_text_are_named_at_their_line() {
        let problems = Doc::parse_bytes("p.toml", b"a = 1\nb = \"\xff\"\n".to_vec()).unwrap_err();
        assert_eq!(
            (
                problems[0].rule,
                problems[0].place.line,
                problems[0].place.col
            ),
            ("not-utf-8", 2, 6)
        );
    }

    #[test]
    fn what_no_field_holds_is_kept_as_written() {
        let doc = Doc::parse(
            "p",
            "a = 1.50\nb = 15:00:30\nc = 2026-10-06T15:00:00Z\nd = 99999999999999999999\n".into(),
        );
        let doc = doc.unwrap();
        for key in ["a", "b", "c", "d"] {
            assert!(matches!(doc.get(key).unwrap().val, Val::Other(_)), "{key}");
        }
    }
}
