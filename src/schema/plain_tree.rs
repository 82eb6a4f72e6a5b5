//! Reads plain TOML into a tree of values with their places; anything else is left to the toml crate.
//!
//! The toml crate makes a tree of its own, sorted by key and with every way that TOML knows to
//! write a value, of which ours is then made; that is most of the time of whatever looks at all
//! records. Like its twin that reads structs, this reader takes only what it is sure of.

use crate::value::{Clock, Day};

use super::node::{Entry, Node, Val};
use super::scan::{Scan, Sure, Unsure, is_moment, number};

/// Lists and tables within one another; no record has as many.
const DEEPEST: usize = 8;
/// Keys of one table; no record has as many.
const MOST_KEYS: usize = 200;

/// Reads a text from a byte on into its top table, or gives up.
pub(super) fn read_tree(text: &str, from: usize) -> Option<Node> {
    let mut scan = Scan::of(text, from);
    let entries = lines(&mut scan).ok()?;
    Some(Node::made(Val::Table(entries)))
}

fn lines(scan: &mut Scan<'_>) -> Sure<Vec<Entry>> {
    let mut entries = Vec::new();
    loop {
        scan.skip_lines()?;
        if scan.peek().is_none() {
            return Ok(entries);
        }
        entry(scan, &mut entries, DEEPEST)?;
        scan.skip_line()?;
    }
}

/// A key, which stands once in its table, and its value.
fn entry(scan: &mut Scan<'_>, entries: &mut Vec<Entry>, deep: usize) -> Sure<()> {
    let start = scan.at();
    let key = scan.key()?;
    if entries.len() >= MOST_KEYS || entries.iter().any(|one| one.key == key) {
        return Err(Unsure);
    }
    entries.push(Entry {
        key: key.into(),
        key_span: start..start + key.len(),
        node: value(scan, deep)?,
    });
    Ok(())
}

fn value(scan: &mut Scan<'_>, deep: usize) -> Sure<Node> {
    let deeper = || deep.checked_sub(1).ok_or(Unsure);
    let start = scan.at();
    let val = match scan.peek() {
        Some(b'"') => Val::Text(scan.string()?.into()),
        Some(b'[') => Val::List(list(scan, deeper()?)?),
        Some(b'{') => Val::Table(table(scan, deeper()?)?),
        _ => word(scan.word()?)?,
    };
    Ok(Node {
        val,
        span: start..scan.at(),
    })
}

/// What stands unquoted.
fn word(word: &str) -> Sure<Val> {
    match word {
        "true" => Ok(Val::Flag(true)),
        "false" => Ok(Val::Flag(false)),
        _ if is_moment(word) => Day::iso(word)
            .map(Val::Day)
            .or_else(|| Clock::toml(word).map(Val::Clock))
            .ok_or(Unsure),
        _ => number(word).map(Val::Int),
    }
}

/// The items of a list, over as many lines as it has.
fn list(scan: &mut Scan<'_>, deep: usize) -> Sure<Vec<Node>> {
    scan.take(b'[')?;
    let mut items = Vec::new();
    loop {
        scan.skip_lines()?;
        if scan.takes(b']') {
            return Ok(items);
        }
        items.push(value(scan, deep)?);
        scan.skip_lines()?;
        if !scan.takes(b',') {
            scan.take(b']')?;
            return Ok(items);
        }
    }
}

/// The fields of an inline table, on one line.
fn table(scan: &mut Scan<'_>, deep: usize) -> Sure<Vec<Entry>> {
    scan.take(b'{')?;
    scan.skip_spaces();
    let mut entries = Vec::new();
    if scan.takes(b'}') {
        return Ok(entries);
    }
    loop {
        scan.skip_spaces();
        entry(scan, &mut entries, deep)?;
        scan.skip_spaces();
        if !scan.takes(b',') {
            scan.take(b'}')?;
            return Ok(entries);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::doc::Doc;
    use super::*;

    #[test]
    fn what_the_program_writes_is_read_with_its_places() {
        for text in [
            "",
            "# a remark\n\n",
            "name = \"José 李\"",
            "name=\"\"\r\ncount = -7 # so many\r\n",
            "flag = true\nno = false\non = 2026-10-06\nfrom = 15:00:00\n",
            "list = [ ]\nother = [\"a\", [ \"b\" ], ]\n",
            "list = [\n  \"a\", # one\n\n  \"b\",\n]\n",
            "inner = [\n  { on = 2026-10-06, deep = { count = 3 } },\n  {},\n  {name = \"x\"} ]",
        ] {
            let tree = read_tree(text, 0).map(|root| format!("{root:?}"));
            let doc = Doc::parse_any("x.toml", text.to_owned(), 0);
            assert_eq!(
                tree,
                doc.ok().map(|doc| format!("{:?}", doc.root)),
                "{text:?}"
            );
        }
    }

    #[test]
    fn it_gives_up_where_it_is_not_sure() {
        let deep = format!("a = {}1{}", "[".repeat(9), "]".repeat(9));
        let many = (0..=MOST_KEYS).fold(String::new(), |many, n| many + &format!("k{n} = 1\n"));
        for text in [
            "[table]\na = 1\n",
            "\"name\" = \"a\"",
            "inner.name = \"a\"",
            "name = 'a'",
            "name = \"a\\n\"",
            "name = \"\"\"a\"\"\"",
            "name = \"a",
            "name = \"a\" count = 1",
            "count = 01",
            "count = 1_000",
            "count = 1.0",
            "count = 99999999999999999999",
            "count =",
            "a = 1\na = 2",
            "table = { a = 1, a = 2 }",
            "table = { a = 1, }",
            "table = { a = 1,\n b = 2 }",
            "list = [1 2]",
            "list = [,]",
            "on = 2026-02-30",
            "on = 2026-10-06T15:00:00",
            "on = 2026-10-06 15:00:00",
            "from = 15:00:30",
            "from = 24:00:00",
            "<<<<<<< HEAD\na = 1\n",
            "a = [\n<<<<<<< HEAD\n1 ]",
            &deep,
            &many,
        ] {
            assert!(read_tree(text, 0).is_none(), "{text:?}");
        }
    }
}
