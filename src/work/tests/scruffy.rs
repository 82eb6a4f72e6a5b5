//! A record written as people write: any order, spacing, remarks, spellings of keys and values, line
//! ends, keys that no table knows.

use fastrand::Rng;

use crate::schema::{Entry, Node, Val, value_text};

/// The record as one of many texts that say the same.
pub(super) fn scruffy(root: &Node, seed: u64) -> String {
    let mut hand = Hand {
        rng: Rng::with_seed(seed),
        newline: "\n",
        out: String::new(),
    };
    if hand.one_in(3) {
        hand.newline = "\r\n";
    }
    if hand.one_in(4) {
        hand.out.push('\u{feff}');
    }
    hand.record(root);
    hand.out
}

/// Keys that no table knows, each with a value as it is written.
const UNKNOWN: [(&str, &str); 5] = [
    ("zz-unknown", "1.50"),
    ("\"Odd Key\"", "{ a = 0x1F, b = [1, 2] }"),
    ("\"it's\"", "nan"),
    ("at", "2026-10-06T15:00:30Z"),
    ("mixed", "[\"a\", 1, { b = true }, [2.0]]"),
];

const REMARKS: [&str; 6] = [
    "# keep me",
    "#",
    "# hours = [ ] } \"\"\" ''' , é",
    "#\tname = \"old\"",
    "# [touches]",
    "# {",
];

/// A table under a header: its key, whether it is one of many, what it holds.
type Headed<'n> = (&'n str, bool, &'n Node);

struct Hand {
    rng: Rng,
    newline: &'static str,
    out: String,
}

impl Hand {
    fn one_in(&mut self, n: u32) -> bool {
        self.rng.u32(0..n) == 0
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn remark(&mut self) -> &'static str {
        REMARKS[self.rng.usize(0..REMARKS.len())]
    }

    fn space(&mut self) -> &'static str {
        ["", " ", " ", "  ", "\t"][self.rng.usize(0..5)]
    }

    fn end_line(&mut self) {
        if self.one_in(4) {
            let (space, remark) = (self.space(), self.remark());
            self.out.push_str(space);
            self.out.push_str(remark);
        } else if self.one_in(6) {
            self.out.push_str("  ");
        }
        self.out.push_str(self.newline);
    }

    fn lines_between(&mut self) {
        while self.one_in(4) {
            if self.one_in(2) {
                let (space, remark) = (self.space(), self.remark());
                self.out.push_str(space);
                self.out.push_str(remark);
            }
            self.out.push_str(self.newline);
        }
    }

    fn record(&mut self, root: &Node) {
        let (mut plain, mut headed) = (Vec::new(), Vec::new());
        for entry in root.entries() {
            let (is_list, may_head) = match &entry.node.val {
                Val::Table(_) => (false, true),
                Val::List(items) => {
                    let is_table = |one: &Node| matches!(one.val, Val::Table(_));
                    (true, !items.is_empty() && items.iter().all(is_table))
                }
                _ => (false, false),
            };
            match self.rng.u32(0..6) {
                0..3 if may_head => {
                    let tables = entry.node.items().iter();
                    headed.push(tables.map(|one| (&*entry.key, is_list, one)).collect());
                }
                3 if may_head && !is_list && !entry.node.entries().is_empty() => {
                    plain.push(Some((Some(&*entry.key), &entry.node.entries()[0])));
                    let rest = entry.node.entries()[1..].iter();
                    plain.extend(rest.map(|inner| Some((Some(&*entry.key), inner))));
                }
                _ => plain.push(Some((None, entry))),
            }
        }
        let mut unknown = UNKNOWN;
        self.rng.shuffle(&mut unknown);
        let mut unknown = unknown.into_iter().take(self.rng.usize(0..3));
        plain.extend(std::iter::repeat_n(None, unknown.len()));
        self.rng.shuffle(&mut plain);
        let headed = self.dealt(headed);
        self.lines_between();
        for entry in plain {
            match entry {
                Some((table, entry)) => {
                    if let Some(table) = table {
                        let table = self.key(table);
                        self.put(&format!("{table}."));
                    }
                    self.pair(entry);
                }
                None => {
                    if let Some((key, value)) = unknown.next() {
                        self.put(&format!("{key} = {value}"));
                    }
                }
            }
            self.end_line();
            self.lines_between();
        }
        for (key, is_list, table) in headed {
            let (open, close) = if is_list { ("[[", "]]") } else { ("[", "]") };
            let spaces = if self.one_in(4) { " " } else { "" };
            let key = self.key(key);
            self.put(&format!("{open}{spaces}{key}{spaces}{close}"));
            self.end_line();
            let mut pairs: Vec<_> = table.entries().iter().collect();
            self.rng.shuffle(&mut pairs);
            for pair in pairs {
                if self.one_in(6) {
                    self.out.push_str("  ");
                }
                self.pair(pair);
                self.end_line();
                self.lines_between();
            }
        }
        if self.one_in(4) {
            // The last line may not end.
            let end = self.out.trim_end_matches(['\r', '\n']).len();
            self.out.truncate(end);
        }
    }

    /// The tables of all groups in one row: those of one group in their order, mostly together.
    fn dealt<'n>(&mut self, mut groups: Vec<Vec<Headed<'n>>>) -> Vec<Headed<'n>> {
        let mut row = Vec::new();
        self.rng.shuffle(&mut groups);
        let together = !self.one_in(4);
        while !groups.is_empty() {
            let at = if together {
                0
            } else {
                self.rng.usize(0..groups.len())
            };
            row.push(groups[at].remove(0));
            groups.retain(|group| !group.is_empty());
        }
        row
    }

    fn key(&mut self, key: &str) -> String {
        let is_bare = !key.is_empty()
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        match self.rng.u32(0..8) {
            0 if is_bare => format!("'{key}'"),
            1 if is_bare => format!("\"{key}\""),
            _ if is_bare => key.to_owned(),
            _ => value_text(&Node::text(key), "\n"),
        }
    }

    fn pair(&mut self, entry: &Entry) {
        let (key, before, after) = (self.key(&entry.key), self.space(), self.space());
        self.put(&format!("{key}{before}={after}"));
        self.value(&entry.node);
    }

    fn value(&mut self, node: &Node) {
        let text = match &node.val {
            Val::Text(text) => self.text(text),
            Val::Int(number) => self.number(*number),
            Val::Clock(clock) if self.one_in(3) => clock.to_string(),
            Val::List(items) => return self.list(items),
            Val::Table(entries) => return self.inline(entries),
            Val::Clock(_) | Val::Flag(_) | Val::Day(_) | Val::Other(_) => value_text(node, "\n"),
        };
        self.out.push_str(&text);
    }

    fn text(&mut self, text: &str) -> String {
        let is_plain = text.chars().all(|c| !c.is_control());
        let newline = self.newline;
        match self.rng.u32(0..6) {
            0 if is_plain && !text.contains('\'') => format!("'{text}'"),
            1 if is_plain && !text.contains('\'') => format!("'''{newline}{text}'''"),
            2 if is_plain && !text.contains(['"', '\\']) => format!("\"\"\"{text}\"\"\""),
            3 if is_plain && !text.contains(['"', '\\']) => {
                format!(
                    "\"\"\"{newline}{}\"\"\"",
                    text.replacen(' ', &format!(" \\{newline}    "), 1)
                )
            }
            _ => value_text(&Node::text(text), "\n"),
        }
    }

    fn number(&mut self, number: i64) -> String {
        match self.rng.u32(0..5) {
            0 if number >= 0 => format!("{number:#x}"),
            1 if number >= 0 => format!("+{number}"),
            2 if (1000..1_000_000).contains(&number) => {
                format!("{}_{:03}", number / 1000, number % 1000)
            }
            3 if number >= 0 => format!("{number:#b}"),
            _ => number.to_string(),
        }
    }

    fn list(&mut self, items: &[Node]) {
        self.out.push('[');
        let over_lines = self.one_in(2);
        let comma_last = self.one_in(2);
        if over_lines && !items.is_empty() {
            self.end_line();
        }
        let indent = ["  ", "", "\t", "    "][self.rng.usize(0..4)];
        for (at, item) in items.iter().enumerate() {
            if over_lines {
                self.lines_between();
                self.out.push_str(indent);
            }
            self.value(item);
            if at + 1 < items.len() || comma_last {
                let space = if self.one_in(6) { " " } else { "" };
                self.out.push_str(space);
                self.out.push(',');
            }
            if over_lines {
                self.end_line();
            } else if at + 1 < items.len() {
                let space = self.space();
                self.out.push_str(space);
            }
        }
        if items.is_empty() && self.one_in(4) {
            self.out.push_str(" # none yet");
            self.out.push_str(self.newline);
        }
        self.out.push(']');
    }

    fn inline(&mut self, entries: &[Entry]) {
        let over_lines = self.one_in(8);
        let mut entries: Vec<_> = entries.iter().collect();
        if self.one_in(3) {
            self.rng.shuffle(&mut entries);
        }
        let space = self.space();
        self.out.push('{');
        for (at, entry) in entries.iter().enumerate() {
            if over_lines {
                self.end_line();
            } else {
                self.out.push_str(space);
            }
            self.pair(entry);
            if at + 1 < entries.len() || over_lines {
                self.out.push(',');
            }
        }
        if over_lines {
            self.end_line();
        } else {
            self.out.push_str(space);
        }
        self.out.push('}');
    }
}
