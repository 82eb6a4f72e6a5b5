//! A record's text, parsed: values with the bytes that they stand at.

use compact_str::ToCompactString as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::pasted;
use crate::value::{Clock, Day};

use super::mend::{Mend, mend};
use super::node::{Entry, Node, Val};
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
