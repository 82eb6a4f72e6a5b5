//! Git's conflict markers: put around the lines in which three texts differ, and read again.

use super::lines::{Stretch, stretches};

/// The three versions that a text with markers holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// What it was when the two parted. Where the markers do not say, what both sides have.
    pub base: String,
    /// What this side has.
    pub ours: String,
    /// What the other side has.
    pub theirs: String,
    /// Whether the markers say what it was.
    pub has_base: bool,
}

const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const MIDDLE: &str = "=======";
const THEIRS: &str = ">>>>>>>";

/// One text of three versions, with markers where they differ. Nothing where that text would
/// not give the same versions back.
pub(super) fn mark(versions: &Sides) -> Option<String> {
    let newline = newline_of(&versions.ours);
    let mut text = String::with_capacity(versions.ours.len() * 2);
    for stretch in stretches(&versions.base, &versions.ours, &versions.theirs) {
        match stretch {
            Stretch::Same(line) => text.push_str(line),
            Stretch::Differ(versions) => {
                put(&mut text, versions.map(|lines| lines.concat()), newline);
            }
        }
    }
    let again = sides(&text)?;
    let is_same = |a: &str, b: &str| a.trim_end() == b.trim_end();
    let is_kept = is_same(&again.base, &versions.base)
        && is_same(&again.ours, &versions.ours)
        && is_same(&again.theirs, &versions.theirs);
    is_kept.then_some(text)
}

/// Markers around three texts as a whole; read again they may be another three, where a line of a
/// text looks like a marker.
pub fn around(versions: [&str; 3]) -> String {
    let mut text = String::new();
    put(&mut text, versions, newline_of(versions[1]));
    text
}

/// Appends what was, what this side has and what the other has, with a marker before each.
fn put<T: AsRef<str>>(text: &mut String, [base, ours, theirs]: [T; 3], newline: &str) {
    let parts = [
        ("<<<<<<< ours", ours.as_ref()),
        ("||||||| base", base.as_ref()),
        ("=======", theirs.as_ref()),
        (">>>>>>> theirs", ""),
    ];
    for (marker, lines) in parts {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(newline);
        }
        text.push_str(marker);
        text.push_str(newline);
        text.push_str(lines);
    }
}

fn newline_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The versions that a text with markers holds; nothing where it has none, or they are not whole.
pub fn sides(text: &str) -> Option<Sides> {
    #[derive(PartialEq)]
    enum In {
        All,
        Ours,
        Base,
        Theirs,
    }
    let mut found = Sides {
        base: String::new(),
        ours: String::new(),
        theirs: String::new(),
        has_base: true,
    };
    let (mut part, mut is_any, mut saw_base) = (In::All, false, false);
    for line in text.split_inclusive('\n') {
        let is = |marker: &str| {
            let rest = line.strip_prefix(marker);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
        };
        match part {
            In::All if is(OURS) => (part, is_any, saw_base) = (In::Ours, true, false),
            In::Ours if is(BASE) => (part, saw_base) = (In::Base, true),
            In::Ours | In::Base if is(MIDDLE) => {
                found.has_base &= saw_base;
                part = In::Theirs;
            }
            In::Theirs if is(THEIRS) => part = In::All,
            _ if is(OURS) || is(THEIRS) => return None,
            In::All => {
                found.base.push_str(line);
                found.ours.push_str(line);
                found.theirs.push_str(line);
            }
            In::Ours => found.ours.push_str(line),
            In::Base => found.base.push_str(line),
            In::Theirs => found.theirs.push_str(line),
        }
    }
    (is_any && part == In::All).then_some(found)
}
