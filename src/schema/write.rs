//! Values as TOML text in the store's one style: one-line inline tables, one item a line.

use std::fmt::Write as _;

use super::field::Fields;
use super::node::{Node, Val};

/// A value on one line; a list of tables gets a line an item.
pub fn value_text(node: &Node, newline: &str) -> String {
    match &node.val {
        Val::List(items) if items.iter().any(|item| matches!(item.val, Val::Table(_))) => {
            let lines: Vec<_> = items
                .iter()
                .map(|item| format!("  {},{newline}", inline(item)))
                .collect();
            format!("[{newline}{}]", lines.concat())
        }
        _ => inline(node),
    }
}

/// A value on one line, as it would stand in an inline table.
pub fn one_line(node: &Node) -> String {
    inline(node)
}

/// A value on one line, whatever it is.
pub(super) fn inline(node: &Node) -> String {
    match &node.val {
        Val::Text(text) => quoted(text),
        Val::Int(number) => number.to_string(),
        Val::Flag(flag) => flag.to_string(),
        Val::Day(day) => day.to_string(),
        Val::Clock(clock) => format!("{clock}:00"),
        Val::Other(text) => text.to_string(),
        Val::List(items) => {
            let items: Vec<_> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Val::Table(entries) if entries.is_empty() => "{}".to_owned(),
        Val::Table(entries) => {
            let pairs: Vec<_> = entries
                .iter()
                .map(|entry| format!("{} = {}", key_text(&entry.key), inline(&entry.node)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

/// A key, quoted where TOML needs it.
pub(super) fn key_text(key: &str) -> String {
    let bare = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if !key.is_empty() && key.bytes().all(bare) {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// A basic string on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The text of a new record: keys in table order, then unknown keys, free tables last.
pub fn record_text(root: &Node, fields: Fields) -> String {
    let mut entries: Vec<_> = root.entries().iter().collect();
    entries.sort_by_key(|entry| {
        (
            matches!(entry.node.val, Val::Table(_)),
            fields.position(&entry.key),
        )
    });
    let mut out = String::new();
    for entry in entries {
        if let Val::Table(inner) = &entry.node.val {
            if !out.is_empty() {
                out.push('\n');
            }
            // Writing to a String cannot fail.
            let _ = writeln!(out, "[{}]", key_text(&entry.key));
            for item in inner {
                let _ = writeln!(out, "{} = {}", key_text(&item.key), inline(&item.node));
            }
        } else {
            let _ = writeln!(
                out,
                "{} = {}",
                key_text(&entry.key),
                value_text(&entry.node, "\n")
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::doc::Doc;
    use super::*;

    #[test]
    fn any_text_survives_quoting() {
        for text in [
            "",
            "a\"b\\c",
            "tab\there",
            "line\nline\r\n",
            "\u{7f}\u{0}\u{1b}",
            "李 伟 🏭",
        ] {
            let doc = Doc::parse("p", format!("a = {}\n", quoted(text))).unwrap();
            assert_eq!(doc.get("a").unwrap().as_text(), Some(text));
        }
    }

    #[test]
    fn items_of_a_group_stand_on_a_line_each() {
        let text = "hours = [\n  { on = 2026-10-06, from = 15:00:00, \"odd key\" = true },\n  { minutes = 5 },\n]\n";
        let doc = Doc::parse("p", text.to_owned()).unwrap();
        assert_eq!(record_text(&doc.root, Fields::of(&[])), text);
    }
}
