//! Changes to a record's text that touch only the bytes they mean: comments, order, unknown keys,
//! line ends and spelling of everything else stay. Each edit is parsed again and held against what
//! it should have become.

use std::ops::Range;

use crate::fault::{Fault, Result};

use super::doc::{Doc, Entry, Node, Val};
use super::field::{Field, Fields};
use super::write::{inline, key_text, value_text};

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
            Some(old) if *old == node => return Ok(()),
            Some(_) if self.is_headed(key) => {
                self.unset(key)?;
                return self.set(key, node);
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
                let at_line_start = at == self.start() || self.doc.text[..at].ends_with('\n');
                let text = if at_line_start {
                    line
                } else {
                    format!("{newline}{line}")
                };
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

    /// Adds an item at the end of a list or group, which is made if it is not there.
    pub fn push(&mut self, key: &str, item: Node) -> Result<()> {
        let Some(entry) = self.doc.root.entry(key) else {
            return self.set(key, Node::list(vec![item]));
        };
        let mut wanted = self.doc.root.clone();
        if let Some(Val::List(items)) = value_mut(&mut wanted, key) {
            items.push(item.clone());
        }
        let newline = self.newline();
        if self.is_headed(key) {
            let at = self.line_after(last_end(&entry.node));
            let mut text = format!("{newline}[[{}]]{newline}", key_text(key));
            for part in item.entries() {
                text += &format!("{} = {}{newline}", key_text(&part.key), inline(&part.node));
            }
            return self.edit(at..at, &text, &wanted);
        }
        let span = entry.node.span.clone();
        let Some(last) = entry.node.items().last().map(|item| item.span.clone()) else {
            let inner = &self.doc.text[span.start + 1..span.end - 1];
            if inner.trim().is_empty() {
                let text = value_text(&Node::list(vec![item]), newline);
                return self.edit(span, &text, &wanted);
            }
            // Only comments within: the item goes on a line of its own before the bracket.
            let at = span.end - 1;
            let lead = if inner.ends_with('\n') { "" } else { newline };
            let text = format!("{lead}  {},{newline}", inline(&item));
            return self.edit(at..at, &text, &wanted);
        };
        let comma = self.comma_after(last.end, span.end);
        if !self.doc.text[span.clone()].contains('\n') {
            let at = last.end;
            return self.edit(at..at, &format!(", {}", inline(&item)), &wanted);
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
        let line = format!("{indent}{},{newline}", inline(&item));
        let after = self.line_after(comma.unwrap_or(last.end)).min(span.end - 1);
        let (at, text) = if self.doc.text[..after].ends_with('\n') {
            (after, line)
        } else {
            (after, format!("{newline}{line}"))
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
            let end = items.get(at + 1).map_or_else(
                || self.line_after(table_end(item)),
                |next| self.header_of(next),
            );
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

    /// Sets a key of a group's item.
    pub fn set_in(&mut self, key: &str, at: usize, part: &str, node: Node) -> Result<()> {
        let Some(item) = self.item(key, at) else {
            return Ok(());
        };
        let item = item.clone();
        let mut wanted = self.doc.root.clone();
        if let Some(Val::List(items)) = value_mut(&mut wanted, key) {
            put(&mut items[at], part, Some(node.clone()));
        }
        if let Some(old) = item.get(part) {
            if *old == node {
                return Ok(());
            }
            return self.edit(old.span.clone(), &inline(&node), &wanted);
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
        let pair = format!("{} = {}", key_text(part), inline(&node));
        if self.is_headed(key) {
            let newline = self.newline();
            let at = match before.or_else(|| item.entries().first()) {
                Some(entry) => self.line_after(entry.node.span.end),
                None => self.line_after(item.span.end),
            };
            return self.edit(at..at, &format!("{pair}{newline}"), &wanted);
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

    fn item(&self, key: &str, at: usize) -> Option<&Node> {
        self.doc.get(key)?.items().get(at)
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

    fn newline(&self) -> &'static str {
        match self.doc.text.find('\n') {
            Some(at) if at > 0 && self.doc.text.as_bytes()[at - 1] == b'\r' => "\r\n",
            _ => "\n",
        }
    }

    /// The first byte after a byte order mark.
    fn start(&self) -> usize {
        if self.doc.text.starts_with('\u{feff}') {
            3
        } else {
            0
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.doc.text[..at]
            .rfind('\n')
            .map_or(self.start(), |at| at + 1)
    }

    /// The start of the line after the one that `at` stands in.
    fn line_after(&self, at: usize) -> usize {
        self.doc.text[at..]
            .find('\n')
            .map_or(self.doc.text.len(), |end| at + end + 1)
    }

    /// The end of the comma that follows `at`, over white space and comments, before `end`.
    fn comma_after(&self, at: usize, end: usize) -> Option<usize> {
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
    fn is_headed(&self, key: &str) -> bool {
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
    fn header_of(&self, item: &Node) -> usize {
        let first = item
            .entries()
            .first()
            .map_or(item.span.start, |entry| entry.key_span.start);
        let header = self.doc.text[..first].rfind("[[").unwrap_or(first);
        self.line_start(header.max(self.start()))
    }

    fn unset_headed(&mut self, key: &str, wanted: &Node) -> Result<()> {
        let Some(entry) = self.doc.root.entry(key) else {
            return Ok(());
        };
        let start = self.line_start(entry.key_span.start);
        let end = self.line_after(last_end(&entry.node).max(entry.key_span.end));
        self.edit(start..end, "", wanted)
    }

    /// Where a new top key goes: after its nearest predecessor in table order that stands above
    /// every header.
    fn place_for(&self, key: &str) -> usize {
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
fn last_end(node: &Node) -> usize {
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

fn table_end(node: &Node) -> usize {
    node.entries()
        .iter()
        .map(|entry| last_end(&entry.node))
        .max()
        .unwrap_or(0)
        .max(node.span.end)
}

fn value_mut<'a>(root: &'a mut Node, key: &str) -> Option<&'a mut Val> {
    match &mut root.val {
        Val::Table(entries) => entries
            .iter_mut()
            .find(|entry| entry.key == key)
            .map(|entry| &mut entry.node.val),
        _ => None,
    }
}

/// Puts a value at a key of a table, or takes the key away.
fn put(table: &mut Node, key: &str, node: Option<Node>) {
    let Val::Table(entries) = &mut table.val else {
        return;
    };
    let at = entries.iter().position(|entry| entry.key == key);
    match (at, node) {
        (Some(at), Some(node)) => entries[at].node = node,
        (Some(at), None) => {
            entries.remove(at);
        }
        (None, Some(node)) => entries.push(Entry {
            key: key.to_owned(),
            key_span: 0..0,
            node,
        }),
        (None, None) => {}
    }
}

/// Whether two values are the same, whatever the order of keys in their tables.
fn same(a: &Node, b: &Node) -> bool {
    match (&a.val, &b.val) {
        (Val::Table(a), Val::Table(b)) => {
            a.len() == b.len()
                && a.iter().all(|one| {
                    b.iter()
                        .any(|other| one.key == other.key && same(&one.node, &other.node))
                })
        }
        (Val::List(a), Val::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::Shape;
    use super::*;
    use crate::value::Day;

    const ITEM: &[Field] = &[
        Field::new("id", Shape::Code, ""),
        Field::new("on", Shape::Day, ""),
        Field::new("minutes", Shape::Minutes, ""),
        Field::new("verified", Shape::Day, ""),
    ];
    const FIELDS: &[Field] = &[
        Field::new("name", Shape::Text, ""),
        Field::new("town", Shape::Text, ""),
        Field::list("tags", Shape::Text, ""),
        Field::group("hours", &["id"], ITEM, ""),
        Field::new("notes", Shape::Text, ""),
    ];

    fn after(text: &str, change: impl FnOnce(&mut Splicer) -> Result<()>) -> String {
        let doc = Doc::parse("p.toml", text.to_owned()).unwrap();
        let mut splicer = Splicer::new("p.toml", doc, Fields::of(FIELDS));
        change(&mut splicer).unwrap();
        splicer.into_text()
    }

    fn item(id: &str) -> Node {
        Node::table([
            ("id".to_owned(), Node::text(id)),
            ("minutes".to_owned(), Node::made(Val::Int(5))),
        ])
    }

    #[test]
    fn a_value_changes_and_nothing_else() {
        let text = "# mine\nname  =  'A'   # keep\nunknown = 1\n";
        assert_eq!(
            after(text, |s| s.set("name", Node::text("B"))),
            "# mine\nname  =  \"B\"   # keep\nunknown = 1\n"
        );
        assert_eq!(
            after(text, |s| s.set("name", Node::text("A"))),
            text,
            "spelling of the same value stays"
        );
    }

    #[test]
    fn a_new_key_goes_after_its_nearest_predecessor() {
        let text = "name = \"A\" # c\nhours = [\n  { id = \"a\" },\n]\n\n[custom]\nx = 1\n";
        assert_eq!(
            after(text, |s| s.set("town", Node::text("T"))),
            "name = \"A\" # c\ntown = \"T\"\nhours = [\n  { id = \"a\" },\n]\n\n[custom]\nx = 1\n"
        );
        assert_eq!(
            after(text, |s| s.set("notes", Node::text("N"))),
            "name = \"A\" # c\nhours = [\n  { id = \"a\" },\n]\nnotes = \"N\"\n\n[custom]\nx = 1\n"
        );
        assert_eq!(
            after("name = \"A\"", |s| s.set("town", Node::text("T"))),
            "name = \"A\"\ntown = \"T\"\n"
        );
        assert_eq!(
            after("[custom]\nx = 1\n", |s| s.set("name", Node::text("A"))),
            "name = \"A\"\n[custom]\nx = 1\n"
        );
        assert_eq!(
            after("", |s| s.set("name", Node::text("A"))),
            "name = \"A\"\n"
        );
    }

    #[test]
    fn line_ends_and_byte_order_mark_stay() {
        let text = "\u{feff}name = \"A\"\r\nhours = [\r\n  { id = \"a\" },\r\n]\r\n";
        let expected = "\u{feff}name = \"A\"\r\nhours = [\r\n  { id = \"a\" },\r\n  { id = \"b\", minutes = 5 },\r\n]\r\n";
        assert_eq!(after(text, |s| s.push("hours", item("b"))), expected);
    }

    #[test]
    fn items_are_added_in_every_way_people_write_lists() {
        let b = "{ id = \"b\", minutes = 5 }";
        for (before, expected) in [
            ("hours = []\n", format!("hours = [\n  {b},\n]\n")),
            (
                "hours = [{ id = \"a\" }]\n",
                format!("hours = [{{ id = \"a\" }}, {b}]\n"),
            ),
            (
                "hours = [{ id = \"a\" },]\n",
                format!("hours = [{{ id = \"a\" }}, {b},]\n"),
            ),
            (
                "hours = [\n  { id = \"a\" }, # x, y\n]\n",
                format!("hours = [\n  {{ id = \"a\" }}, # x, y\n  {b},\n]\n"),
            ),
            (
                "hours = [\n  { id = \"a\" } # x\n]\n",
                format!("hours = [\n  {{ id = \"a\" }}, # x\n  {b},\n]\n"),
            ),
            (
                "hours = [\n  { id = \"a\" }]\n",
                format!("hours = [\n  {{ id = \"a\" }},\n  {b},\n]\n"),
            ),
            (
                "hours = [ # none yet\n]\n",
                format!("hours = [ # none yet\n  {b},\n]\n"),
            ),
            (
                "[[hours]]\nid = \"a\"\n",
                format!("[[hours]]\nid = \"a\"\n\n[[hours]]\nid = \"b\"\nminutes = 5\n"),
            ),
            (
                "name = \"A\"\n",
                format!("name = \"A\"\nhours = [\n  {b},\n]\n"),
            ),
        ] {
            assert_eq!(
                after(before, |s| s.push("hours", item("b"))),
                expected,
                "{before}"
            );
        }
    }

    #[test]
    fn items_are_removed_with_their_comma() {
        for (before, at, expected) in [
            (
                "tags = [\"a\", \"b\", \"c\"]\n",
                1,
                "tags = [\"a\", \"c\"]\n",
            ),
            ("tags = [\"a\", \"b\"]\n", 1, "tags = [\"a\"]\n"),
            ("tags = [\"a\"]\nname = \"A\"\n", 0, "name = \"A\"\n"),
            (
                "tags = [\n  \"a\", # first\n  \"b\", # second\n]\n",
                0,
                "tags = [\n  \"b\", # second\n]\n",
            ),
            (
                "tags = [\n  \"a\",\n  \"b\"\n]\n",
                1,
                "tags = [\n  \"a\",\n]\n",
            ),
        ] {
            assert_eq!(
                after(before, |s| s.remove("tags", at)),
                expected,
                "{before}"
            );
        }
        let headed = "[[hours]]\nid = \"a\"\n\n[[hours]]\nid = \"b\"\n\n[[hours]]\nid = \"c\"\n";
        assert_eq!(
            after(headed, |s| s.remove("hours", 1)),
            "[[hours]]\nid = \"a\"\n\n[[hours]]\nid = \"c\"\n"
        );
    }

    #[test]
    fn keys_of_an_item_are_set_and_unset() {
        let day = || Node::made(Val::Day(Day::iso("2026-10-09").unwrap()));
        let text = "hours = [\n  { id = \"a\",  minutes = 0x10 }, # x\n]\n";
        assert_eq!(
            after(text, |s| s.set_in("hours", 0, "verified", day())),
            "hours = [\n  { id = \"a\",  minutes = 0x10, verified = 2026-10-09 }, # x\n]\n"
        );
        assert_eq!(
            after(text, |s| s.set_in("hours", 0, "on", day())),
            "hours = [\n  { id = \"a\", on = 2026-10-09,  minutes = 0x10 }, # x\n]\n"
        );
        assert_eq!(
            after(text, |s| s.unset_in("hours", 0, "minutes")),
            "hours = [\n  { id = \"a\" }, # x\n]\n"
        );
        assert_eq!(
            after(text, |s| s.unset_in("hours", 0, "id")),
            "hours = [\n  { minutes = 0x10 }, # x\n]\n"
        );
        let headed = "[[hours]]\nid = \"a\"\nminutes = 5 # x\n";
        assert_eq!(
            after(headed, |s| s.set_in("hours", 0, "verified", day())),
            "[[hours]]\nid = \"a\"\nminutes = 5 # x\nverified = 2026-10-09\n"
        );
    }

    #[test]
    fn an_item_of_a_list_is_replaced_where_it_stands() {
        let text = "tags = [\n  'a', # first\n  \"b\",\n]\n";
        assert_eq!(
            after(text, |s| s.set_item("tags", 0, Node::text("c"))),
            "tags = [\n  \"c\", # first\n  \"b\",\n]\n"
        );
        assert_eq!(
            after(text, |s| s.set_item("tags", 0, Node::text("a"))),
            text
        );
    }

    #[test]
    fn unset_takes_the_line_and_no_more() {
        let text = "name = \"A\"\n# about the town\ntown = \"T\" # here\ntags = [\n  \"a\",\n]\n";
        assert_eq!(
            after(text, |s| s.unset("town")),
            "name = \"A\"\n# about the town\ntags = [\n  \"a\",\n]\n"
        );
        assert_eq!(
            after(text, |s| s.unset("tags")),
            "name = \"A\"\n# about the town\ntown = \"T\" # here\n"
        );
    }
}
