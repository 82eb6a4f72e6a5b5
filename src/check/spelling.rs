//! How a text is written, whatever it says: as every TOML reader takes it, to the end of its last
//! line, with accents in one form and an id in each item that needs one.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use crate::change::{illegible_in, without_id};
use crate::record::spec;
use crate::schema::{Doc, Entry, Node, Problem, Shape, Val};

use super::file::File;
use super::fix::Fix;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::warning(
        "newer-toml",
        "what only the newest TOML readers take: a time without seconds, an item over several lines, a comma behind its last value, the escapes \\e and \\x",
        "other programs that read the folder, such as Python's, refuse the whole file",
        "write the time as 15:30:00, and the item on one line, without a comma before its end",
    )
    .fixed(Fix::Text {
        does: "writes seconds behind such times, and such items on one line; an item with a remark inside is left to you",
        rewrites: |file| newer(file.doc).into_iter().flat_map(|one| one.rewrites).collect(),
    }),
    CheckSpec::warning(
        "not-nfc",
        "a name whose accents are spelled as separate signs (not in NFC)",
        "it looks the same as another spelling and is not found by it",
        "type the name again with `wbl KIND set ID --name …`",
    )
    .fixed(Fix::Text {
        does: "puts each accent and its letter together; what is read stays the same",
        rewrites: |file| accents(file).into_iter().map(|(_, one)| one).collect(),
    }),
    CheckSpec::warning(
        "odd-text",
        "a name of over 200 characters or over several lines, or a text with a control character",
        "no list can show it, and a control character may steer the terminal that it is shown on",
        "type it anew, with `wbl KIND set REF --name …` or in the file",
    ),
    CheckSpec::warning(
        "cut-line",
        "a file whose last line does not end: it may have been cut off there",
        "whatever is added behind it would run into that line",
        "see whether the file is whole, and end its last line with Enter",
    )
    .fixed(Fix::Text {
        does: "ends the last line",
        rewrites: |file| cut_line(file.doc).into_iter().collect(),
    }),
    CheckSpec::warning(
        "no-id",
        "an entry typed by hand without the id that tells it from the others",
        "until it has one no command can name it, and no merge can tell it from another",
        "nothing: it gets one as soon as a command writes the file",
    )
    .fixed(Fix::Ids {
        does: "gives it one",
    }),
];

/// Bytes of a text, and what is to stand there.
pub(super) type Rewrite = (Range<usize>, String);

/// Looks at how a text is written.
pub(super) fn look(file: &File<'_>, found: &mut Vec<Problem>) {
    const FIX: &str = "`wbl check --fix` puts it right, and shows first what it will write";
    for place in newer(file.doc) {
        let hint = if place.rewrites.is_empty() {
            "write the item on one line, and its remark above it or behind it"
        } else {
            FIX
        };
        let problem = file.found_at("newer-toml", place.at, place.message);
        found.push(problem.hint(hint));
    }
    for (message, (at, _)) in accents(file) {
        found.push(file.found_at("not-nfc", at, message).hint(FIX));
    }
    for (key, node, why) in illegible_in(&file.doc.root) {
        let mut problem = file.found("odd-text", node, format!("`{key}` {why}"));
        problem.place.excerpt = String::new();
        found.push(problem.hint(format!(
            "type it anew: `wbl {} edit {}`",
            file.kind, file.id
        )));
    }
    if let Some((at, _)) = cut_line(file.doc) {
        let problem = file.found_at("cut-line", at, "the last line of this file does not end");
        found.push(problem.hint(FIX));
    }
    let fields = spec(file.kind).fields();
    for (group, items) in without_id(&file.doc.root, fields) {
        let (count, nodes) = (items.len(), file.items(group));
        let message = match count {
            1 => format!("an item of `{group}` has no id"),
            _ => format!("{count} items of `{group}` have no id"),
        };
        let first = items.first().and_then(|at| nodes.get(*at));
        found.extend(first.map(|node| file.found("no-id", node, message).hint(FIX)));
    }
}

/// A spelling that TOML 1.0 does not know.
struct Newer {
    at: Range<usize>,
    message: &'static str,
    rewrites: Vec<Rewrite>,
}

fn newer(doc: &Doc) -> Vec<Newer> {
    let mut found = Vec::new();
    let has_escapes = doc.text.contains('\\');
    each_node(&doc.root, &mut |node| {
        let text = || doc.text.get(node.span.clone()).unwrap_or_default();
        let whole = |message, text| (message, vec![(node.span.clone(), text)]);
        let newer = match &node.val {
            Val::Clock(_) | Val::Other(_) => with_seconds(text())
                .map(|text| whole("this time has no seconds; many readers want them", text)),
            Val::Text(_) if has_escapes => with_old_escapes(text()).map(|text| {
                whole("this text has an escape that many readers do not know", text)
            }),
            Val::Table(entries) if text().starts_with('{') => {
                gaps(doc, node, entries).map(|rewrites| {
                    ("this item is written as many readers cannot read it: on several lines, or with a comma behind its last value", rewrites)
                })
            }
            Val::Text(_)
            | Val::Table(_)
            | Val::Int(_)
            | Val::Flag(_)
            | Val::Day(_)
            | Val::List(_) => None,
        };
        if let Some((message, rewrites)) = newer {
            let at = node.span.clone();
            found.push(Newer {
                at,
                message,
                rewrites,
            });
        }
    });
    found
}

fn each_node(node: &Node, visit: &mut dyn FnMut(&Node)) {
    visit(node);
    match &node.val {
        Val::List(items) => items.iter().for_each(|item| each_node(item, visit)),
        Val::Table(entries) => entries.iter().for_each(|one| each_node(&one.node, visit)),
        Val::Text(_) | Val::Int(_) | Val::Flag(_) | Val::Day(_) | Val::Clock(_) | Val::Other(_) => {
        }
    }
}

/// A time, or a day with one, with the seconds that it lacks.
pub(super) fn with_seconds(text: &str) -> Option<String> {
    let colon = text.find(':')?;
    let end = colon + 3;
    let lacks = text.is_char_boundary(end) && !text[end..].starts_with(':');
    lacks.then(|| format!("{}:00{}", &text[..end], &text[end..]))
}

/// A text in double quotes with `\e` and `\x1b` spelled `\u001b`.
fn with_old_escapes(text: &str) -> Option<String> {
    let is_plain = !text.starts_with('"') || !text.contains('\\');
    if is_plain || !text.contains("\\e") && !text.contains("\\x") {
        return None;
    }
    let (mut out, mut rest) = (String::with_capacity(text.len() + 8), text);
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let mut after = escape[1..].chars();
        match after.next() {
            Some('e') => out.push_str("\\u001b"),
            Some('x') => out.push_str("\\u00"),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
        rest = after.as_str();
    }
    out.push_str(rest);
    (out != text).then_some(out)
}

/// What makes an inline table one line without a comma at its end; nothing where it is so already,
/// no rewrites where there is more than space between its values.
fn gaps(doc: &Doc, table: &Node, entries: &[Entry]) -> Option<Vec<Rewrite>> {
    let text = &doc.text;
    let inner = table.span.start + 1..table.span.end - 1;
    if entries.is_empty() {
        let has_lines = text[inner.clone()].contains('\n');
        let is_empty = text[inner.clone()].trim().is_empty();
        let rewrites = if is_empty {
            vec![(inner, String::new())]
        } else {
            Vec::new()
        };
        return has_lines.then_some(rewrites);
    }
    let end = entries.iter().map(|entry| entry.node.span.end).max()?;
    if !text[inner.clone()].contains('\n') && !text[end.min(inner.end)..inner.end].contains(',') {
        return None;
    }
    let (mut from, mut rewrites, mut is_newer, mut is_clear) =
        (inner.start, Vec::new(), false, true);
    for (at, entry) in entries.iter().enumerate() {
        let quote = usize::from(text[..entry.key_span.start].ends_with(['"', '\'']));
        let gap = from..entry.key_span.start.max(from + quote) - quote;
        let comma = at > 0;
        let key = text.get(entry.key_span.end..entry.node.span.start);
        // A dotted key, or a key told from its value by more than `=`, is left to people.
        is_clear &= key.is_some_and(|key| key.trim_matches(['"', '\'', ' ', '\t']) == "=");
        is_clear &= is_gap(&text[gap.clone()], comma);
        if text[gap.clone()].contains('\n') {
            is_newer = true;
            rewrites.push((gap, if comma { ", " } else { " " }.to_owned()));
        }
        from = entry.node.span.end.max(from);
    }
    let gap = from..inner.end.max(from);
    let tail = &text[gap.clone()];
    is_clear &= is_gap(tail, tail.contains(','));
    if tail.contains(['\n', ',']) {
        is_newer = true;
        rewrites.push((gap, " ".to_owned()));
    }
    if !is_clear {
        rewrites.clear();
    }
    is_newer.then_some(rewrites)
}

/// Whether there is nothing but space, and a comma if there should be one.
fn is_gap(text: &str, comma: bool) -> bool {
    let is_space = |text: &str| text.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n'));
    match text.split_once(',') {
        Some((before, after)) => comma && is_space(before) && is_space(after),
        None => !comma && is_space(text),
    }
}

/// Texts with accents as signs of their own: what is said of each, and how it is to be spelled.
fn accents(file: &File<'_>) -> Vec<(String, Rewrite)> {
    let mut found = Vec::new();
    if file.doc.text.is_ascii() && !file.doc.text.contains('\\') {
        return found;
    }
    file.each_value(&mut |spot, field, node| {
        if !matches!(field.shape, Shape::Text | Shape::Person) {
            return;
        }
        let is_composed = |text: &str| text.is_ascii() || unicode_normalization::is_nfc(text);
        let Some(value) = node.as_text().filter(|text| !is_composed(text)) else {
            return;
        };
        let message = format!("`{spot}` spells an accent as a sign of its own");
        let written = file.doc.text.get(node.span.clone()).unwrap_or_default();
        let composed: String = written.nfc().collect();
        // Where the accent is an escape, the text is written anew.
        let composed = if composed == written {
            let value: String = value.nfc().collect();
            crate::schema::value_text(&Node::text(value), "\n")
        } else {
            composed
        };
        found.push((message, (node.span.clone(), composed)));
    });
    found
}

/// The line end that the last line lacks.
fn cut_line(doc: &Doc) -> Option<Rewrite> {
    let text = &doc.text;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lacks = !text.trim_start_matches('\u{feff}').is_empty() && !text.ends_with('\n');
    lacks.then(|| (text.len()..text.len(), newline.to_owned()))
}
