//! A filter's text, word by word: what ends a field, an operator and a value differs, so the
//! grammar asks for the one that it expects.

use std::ops::Range;

use crate::fault::Result;

use super::error::Source;

/// A word as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// What it says, without quotes.
    pub(super) text: String,
    /// Where it stands, quotes included.
    pub(super) at: Range<usize>,
    /// Whether it stood in quotes.
    pub(super) quoted: bool,
}

/// The words that join comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    /// `and`
    And,
    /// `or`
    Or,
    /// `not`
    Not,
}

/// Reads a text from left to right.
#[derive(Clone, Debug)]
pub(super) struct Scanner<'a> {
    source: Source<'a>,
    at: usize,
}

/// What operators are made of, known ones and others.
pub(super) fn is_operator(c: char) -> bool {
    matches!(
        c,
        '=' | '!' | '<' | '>' | '~' | ':' | '&' | '|' | '≤' | '≥' | '≠'
    )
}

/// The quote that closes the one given; pasted text has curly ones.
fn closer(open: char) -> Option<char> {
    match open {
        '"' | '\'' => Some(open),
        '“' => Some('”'),
        '‘' => Some('’'),
        _ => None,
    }
}

impl<'a> Scanner<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        Self { source, at: 0 }
    }

    /// Where the next word starts, white space skipped.
    pub(super) fn here(&mut self) -> usize {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.at
    }

    /// The next character that is no white space.
    pub(super) fn peek(&mut self) -> Option<char> {
        self.here();
        self.rest().chars().next()
    }

    /// Takes the next character if it is this one.
    pub(super) fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    /// Takes a field's name, a keyword or another bare word; it may be empty.
    pub(super) fn name(&mut self) -> Word {
        let ends = |c: char| {
            c.is_whitespace()
                || is_operator(c)
                || closer(c).is_some()
                || matches!(c, '(' | ')' | ',')
        };
        self.run(|c| !ends(c))
    }

    /// Takes a run of the characters that operators are made of; it may be empty.
    pub(super) fn operator(&mut self) -> Word {
        self.run(is_operator)
    }

    /// Takes a value as far as white space or a parenthesis; it may be empty.
    pub(super) fn plain_value(&mut self) -> Word {
        self.run(|c| !c.is_whitespace() && !matches!(c, '(' | ')'))
    }

    /// Takes a text in quotes, if one stands here; a quote written twice stands for itself.
    pub(super) fn quoted(&mut self) -> Result<Option<Word>> {
        let start = self.here();
        let mut chars = self.rest().char_indices().peekable();
        let Some(close) = chars.next().and_then(|(_, open)| closer(open)) else {
            return Ok(None);
        };
        let mut text = String::new();
        while let Some((offset, c)) = chars.next() {
            if c != close {
                text.push(c);
            } else if chars.next_if(|(_, next)| *next == close).is_some() {
                text.push(close);
            } else {
                self.at = start + offset + c.len_utf8();
                let at = start..self.at;
                return Ok(Some(Word {
                    text,
                    at,
                    quoted: true,
                }));
            }
        }
        let fault = self
            .source
            .fault(start..start + 1, "this quote is not closed");
        Err(fault.hint(format!("put {close} behind the last word of the value")))
    }

    /// The keyword that stands here, if one does; it is not taken.
    pub(super) fn keyword(&self) -> Option<Keyword> {
        match self.clone().name().text.to_lowercase().as_str() {
            "and" => Some(Keyword::And),
            "or" => Some(Keyword::Or),
            "not" => Some(Keyword::Not),
            _ => None,
        }
    }

    fn rest(&self) -> &'a str {
        self.source.slice(self.at..self.source.text.len())
    }

    fn run(&mut self, holds: impl Fn(char) -> bool) -> Word {
        let start = self.here();
        let rest = self.rest();
        let length = rest.find(|c| !holds(c)).unwrap_or(rest.len());
        self.at = start + length;
        let at = start..self.at;
        Word {
            text: self.source.slice(at.clone()).to_owned(),
            at,
            quoted: false,
        }
    }
}
