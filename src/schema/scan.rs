//! Steps through plain TOML: keys, strings, words, numbers, the ends of lines; unsure of anything else.

use std::fmt;

use serde::de;

/// The reader is not sure of this text. It never reaches a person.
#[derive(Debug)]
pub(super) struct Unsure;

impl fmt::Display for Unsure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not plain")
    }
}

impl std::error::Error for Unsure {}

impl de::Error for Unsure {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What a text says, or that it is not plain.
pub(super) type Sure<T> = Result<T, Unsure>;

/// A text and how far it has been read, in bytes; always between two characters.
pub(super) struct Scan<'de> {
    text: &'de str,
    at: usize,
}

impl<'de> Scan<'de> {
    /// A scan of a text from a byte on.
    pub(super) fn of(text: &'de str, from: usize) -> Self {
        Self { text, at: from }
    }

    /// The bytes that have been read so far.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The byte that comes next.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over a byte of ASCII if it comes next.
    pub(super) fn takes(&mut self, byte: u8) -> bool {
        let comes = self.peek() == Some(byte);
        self.at += usize::from(comes);
        comes
    }

    /// Steps over a byte of ASCII that must come next.
    pub(super) fn take(&mut self, byte: u8) -> Sure<()> {
        if self.takes(byte) {
            Ok(())
        } else {
            Err(Unsure)
        }
    }

    /// Takes all bytes up to the first that does not fit, which is ASCII or the end.
    fn take_while(&mut self, fits: impl Fn(u8) -> bool) -> Sure<&'de str> {
        let rest = self.text.get(self.at..).ok_or(Unsure)?;
        let length = rest
            .bytes()
            .position(|byte| !fits(byte))
            .unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).ok_or(Unsure)
    }

    /// Skips spaces and tabs.
    pub(super) fn skip_spaces(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Skips spaces and a comment up to the end of the line, and the line's end if it is there.
    pub(super) fn skip_line(&mut self) -> Sure<()> {
        self.skip_spaces();
        if self.takes(b'#') {
            self.take_while(is_shown)?;
        }
        let ends = self.takes(b'\r');
        if self.takes(b'\n') || (!ends && self.peek().is_none()) {
            Ok(())
        } else {
            Err(Unsure)
        }
    }

    /// Skips spaces, comments and line ends.
    pub(super) fn skip_lines(&mut self) -> Sure<()> {
        loop {
            self.skip_spaces();
            match self.peek() {
                Some(b'#' | b'\r' | b'\n') => self.skip_line()?,
                _ => return Ok(()),
            }
        }
    }

    /// A bare key and the `=` after it.
    pub(super) fn key(&mut self) -> Sure<&'de str> {
        let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let key = self.take_while(is_bare)?;
        self.skip_spaces();
        self.take(b'=')?;
        self.skip_spaces();
        if key.is_empty() { Err(Unsure) } else { Ok(key) }
    }

    /// A string on one line, without escapes.
    pub(super) fn string(&mut self) -> Sure<&'de str> {
        self.take(b'"')?;
        let text = self.take_while(|byte| is_shown(byte) && !matches!(byte, b'"' | b'\\'))?;
        self.take(b'"')?;
        // An empty string and a quote more open a text of many lines.
        if text.is_empty() && self.peek() == Some(b'"') {
            return Err(Unsure);
        }
        Ok(text)
    }

    /// What stands unquoted: a number, a day, a time, a flag.
    pub(super) fn word(&mut self) -> Sure<&'de str> {
        self.take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'.' | b'+' | b'_')
        })
    }

    /// A whole number in plain digits.
    pub(super) fn number(&mut self) -> Sure<i64> {
        number(self.word()?)
    }
}

/// A word that is a whole number in plain digits.
pub(super) fn number(word: &str) -> Sure<i64> {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let leads_with_zero = digits.starts_with('0') && word.len() > 1;
    if !is_plain || leads_with_zero {
        return Err(Unsure);
    }
    word.parse().map_err(|_| Unsure)
}

/// Whether a word is a day or a time and nothing more: `2026-10-06` or `15:00:00`; anything longer
/// has a zone, a fraction or both.
pub(super) fn is_moment(word: &str) -> bool {
    let is_day = word.len() == 10 && word.as_bytes()[4] == b'-';
    is_day || (word.len() == 8 && word.ends_with(":00"))
}

/// Whether a byte may stand in a comment or a string: no control characters but the tab.
fn is_shown(byte: u8) -> bool {
    byte == b'\t' || (byte >= b' ' && byte != 0x7f)
}
