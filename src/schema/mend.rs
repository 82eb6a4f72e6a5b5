//! What is wrong with a line that is not TOML, in words for someone who is no programmer, and what
//! to type instead.

use std::ops::Range;

use crate::value::{Clock, Day};

use super::write::quoted;

/// A fault of syntax: what it is, and how to mend it.
pub(super) struct Mend {
    pub(super) message: String,
    pub(super) hint: String,
}

/// Explains what the parser says of the bytes `at`. Where `is_private`, nothing with letters in it is
/// repeated: it may be a name.
pub(super) fn mend(text: &str, at: &Range<usize>, parser: &str, is_private: bool) -> Mend {
    let parser = parser.lines().next().unwrap_or_default().trim();
    let line = Line::around(text, at.start);
    let (message, general, exact) = line
        .by_value(parser)
        .or_else(|| line.by_words(parser))
        .unwrap_or_else(|| {
            let message = format!("this cannot be read as TOML: {parser}");
            (
                message,
                "open the file in a text editor and mend that line".into(),
                None,
            )
        });
    let has_letters = |exact: &String| {
        let (_, value) = exact.split_once('=').unwrap_or_default();
        value.chars().any(char::is_alphabetic)
    };
    let hint = exact
        .filter(|exact| !is_private || !has_letters(exact))
        .unwrap_or(general);
    Mend { message, hint }
}

/// What is wrong, what to do about it, and the very words to type where they are known.
type Remedy = (String, String, Option<String>);

/// The line that a fault is in, with the key and the value that it is about.
struct Line<'t> {
    whole: &'t str,
    key: &'t str,
    /// What stands behind the key; nothing where there is no `=`.
    value: Option<&'t str>,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, at: usize) -> Self {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        // A fault at the very end of a line is a fault of that line.
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let whole = text[start..end]
            .trim_end_matches('\r')
            .trim_start_matches('\u{feff}');
        let skipped =
            text[start..end].len() - text[start..end].trim_start_matches('\u{feff}').len();
        let within = (at - start).saturating_sub(skipped).min(whole.len());
        let Some(equals) = whole[..within].rfind('=').or_else(|| whole.find('=')) else {
            return Self {
                whole,
                key: whole.trim(),
                value: None,
            };
        };
        let (before, behind) = (&whole[..equals], &whole[equals + 1..]);
        let is_item = before.contains('{');
        let key = before.rsplit(['{', ',']).next().unwrap_or(before).trim();
        let ends: &[char] = if is_item { &[',', '}', '#'] } else { &['#'] };
        let value = behind.split(ends).next().unwrap_or(behind);
        Self {
            whole,
            key: if is_item { key } else { before.trim() },
            value: Some(value.trim()),
        }
    }

    /// By what the value looks like.
    fn by_value(&self, parser: &str) -> Option<Remedy> {
        let (key, value) = (self.key, self.value?);
        let write = |value: String| Some(format!("write {key} = {value}"));
        let remedy = |message: &str, general: &str, exact: Option<String>| {
            Some((message.to_owned(), general.to_owned(), exact))
        };
        if self.whole.contains(['“', '”', '„', '‘', '’']) && !value.starts_with(['"', '\''])
        {
            let text = value.trim_matches(['“', '”', '„', '‘', '’', '"', '\'']);
            let message = "these are the quotes of a word processor, not those of TOML";
            return remedy(message, "write straight quotes: \"…\"", write(quoted(text)));
        }
        if parser.contains("duplicate key") || parser.contains("unquoted key") {
            return None;
        }
        if value.is_empty() {
            let message = "this key has no value".to_owned();
            let hint = "write a value behind the `=`, or delete the line".to_owned();
            return Some((message, hint, None));
        }
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if value.len() > 1 && value.starts_with('0') && digits(value) {
            let message = "a number cannot begin with 0";
            return remedy(
                message,
                "put it in quotes, so that no leading zero is lost",
                write(format!("\"{value}\"")),
            );
        }
        if let Some(day) = day_of(value) {
            let message = "this is not how a day is written here";
            return remedy(message, "write a day as 2026-10-06", write(day.to_string()));
        }
        if is_day_like(value) {
            let message = "the calendar has no such day".to_owned();
            return Some((message, "correct the day".to_owned(), None));
        }
        if let Some(clock) = Clock::read(value) {
            let message = "this is not how a time is written here";
            return remedy(
                message,
                "write a time as 15:00:00",
                write(format!("{clock}:00")),
            );
        }
        if is_clock_like(value) {
            let message = "the clock has no such time".to_owned();
            let hint = "a day ends at 24:00, which is written 00:00:00; a shift that goes on ends on the next day: 00:30:00, with overnight = true";
            return Some((message, hint.to_owned(), None));
        }
        match value.to_ascii_lowercase().as_str() {
            "yes" | "true" => {
                return remedy("yes is `true` here", "write true", write("true".into()));
            }
            "no" | "false" => {
                return remedy("no is `false` here", "write false", write("false".into()));
            }
            _ => {}
        }
        let plain = value.replace(',', "");
        if value.contains(',') && digits(&plain) {
            let message = "a number has no commas";
            return remedy(message, "write the number without commas", write(plain));
        }
        if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            return self.by_quotes(quote, value, parser);
        }
        if value.starts_with(['[', '{']) {
            return None;
        }
        let value = value.trim_end_matches(['"', '\'']);
        if Day::iso(value).is_some() {
            let message = "a day stands without quotes";
            return remedy(
                message,
                "write the day without quotes",
                write(value.to_owned()),
            );
        }
        let money = value.strip_prefix('$').unwrap_or(value);
        remedy(
            "text stands in quotes",
            "put the text in quotes: \"…\"",
            write(quoted(money)),
        )
    }

    /// By the quotes of a text that has some.
    fn by_quotes(&self, quote: char, value: &str, parser: &str) -> Option<Remedy> {
        if parser.contains("escape") {
            let message = "a backslash means something in quotes".to_owned();
            let hint = "write two backslashes, or put the text in single quotes: '…'".to_owned();
            return Some((message, hint, None));
        }
        let inner = value[1..].matches(quote).count();
        let (message, general, text) = match inner {
            0 => (
                "the quote is not closed",
                format!("close it with {quote}"),
                &value[1..],
            ),
            1 => return None,
            _ => (
                "there are quotes within the quotes",
                "put a backslash before a quote that belongs to the text: \\\"".to_owned(),
                value[1..].trim_end_matches(quote),
            ),
        };
        let exact = format!("write {} = {}", self.key, quoted(text));
        Some((message.to_owned(), general, Some(exact)))
    }

    /// By what the parser says.
    fn by_words(&self, parser: &str) -> Option<Remedy> {
        let key = self.key;
        let told = |message: String, hint: &str| Some((message, hint.to_owned(), None));
        if parser.contains("duplicate key") {
            return told(
                "this key stands twice in the same table".to_owned(),
                "keep one of the two, and delete the other",
            );
        }
        if parser.contains("unclosed array") || parser.contains("missing comma") {
            return told(
                "a list is not closed, or a comma between its items is missing".to_owned(),
                "end the list with ], and each item before the next with a comma",
            );
        }
        if parser.contains("unclosed inline table") || parser.contains("inline table element") {
            return told(
                "an item is not closed".to_owned(),
                "end the item with }, and keep it on one line",
            );
        }
        if parser.contains("unclosed table") {
            return told(
                "a heading is not closed".to_owned(),
                "end the heading with ]",
            );
        }
        if parser.contains("unquoted key") {
            return told(
                "a key is made of letters, digits, `-` and `_`".to_owned(),
                "each line is `key = value`; a remark begins with #",
            );
        }
        if self.value.is_none() {
            let message = "this line says neither key nor value".to_owned();
            let hint = "each line is `key = value`; a remark begins with #".to_owned();
            let word = key
                .split_whitespace()
                .next()
                .filter(|word| word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
            let rest = word.map(|word| key[word.len()..].trim().trim_matches('"'));
            let exact = word
                .zip(rest.filter(|rest| !rest.is_empty()))
                .map(|(word, rest)| {
                    format!("write {word} = {}, or # before a remark", quoted(rest))
                });
            return Some((message, hint, exact));
        }
        None
    }
}

/// A day as people write it: 10/6/2026 (month first), 2026-1-2, 2026/10/06.
fn day_of(value: &str) -> Option<Day> {
    let parts: Vec<&str> = value.split(['/', '-', '.']).collect();
    let [a, b, c] = parts[..] else {
        return None;
    };
    let number = |text: &str| -> Option<u32> {
        let short = (1..=4).contains(&text.len());
        (short && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let (year, month, day) = match (a.len(), c.len()) {
        (4, _) => (number(a)?, number(b)?, number(c)?),
        (_, 4) => (number(c)?, number(a)?, number(b)?),
        (1..=2, 2) if value.contains('/') => (2000 + number(c)?, number(a)?, number(b)?),
        _ => return None,
    };
    Day::new(i32::try_from(year).ok()?, month, day)
}

/// Whether a value has the form 2026-10-06, whatever its numbers.
fn is_day_like(value: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<_> = value.split('-').collect();
    matches!(parts[..], [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2)
        && parts.iter().all(|part| digits(part))
}

/// Whether a value has the form 24:30:00, whatever its numbers.
fn is_clock_like(value: &str) -> bool {
    let two =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<_> = value.split(':').collect();
    (2..=3).contains(&parts.len()) && parts.into_iter().all(two)
}

#[cfg(test)]
mod tests;
