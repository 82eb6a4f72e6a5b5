//! A problem in a file: which rule, where, what, and how to settle it.

use std::ops::Range;

use crate::fault::{Blame, Fault, Place};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// What the program would refuse to write.
    Error,
    /// A rule broken without a reason, or a doubt.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One thing wrong in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The stable id of the rule, such as `unknown-key`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where: the file and, if known, the line.
    pub place: Place,
    /// What is wrong; lower case, no final period.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl Problem {
    /// An error at a byte range of a file's text.
    pub fn error(
        rule: &'static str,
        path: &str,
        text: &str,
        at: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        let place = place_of(path, text, at);
        Self {
            rule,
            severity: Severity::Error,
            place,
            message: message.into(),
            hint: String::new(),
        }
    }

    /// An error that concerns a whole file.
    pub fn of_file(rule: &'static str, path: &str, message: impl Into<String>) -> Self {
        let place = Place {
            path: path.to_owned(),
            line: 0,
            col: 0,
            excerpt: String::new(),
            width: 1,
        };
        Self {
            rule,
            severity: Severity::Error,
            place,
            message: message.into(),
            hint: String::new(),
        }
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The problem as a fault of the given blame.
    pub fn fault(&self, blame: Blame) -> Fault {
        let fault = Fault::new(blame, self.message.clone()).at(self.place.clone());
        if self.hint.is_empty() {
            fault
        } else {
            fault.hint(self.hint.clone())
        }
    }
}

/// Finds line, column and excerpt of a byte range; lines of private files are never repeated.
pub fn place_of(path: &str, text: &str, at: Range<usize>) -> Place {
    let start = floor(text, at.start);
    let end = floor(text, at.end).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = text[..start].bytes().filter(|b| *b == b'\n').count() + 1;
    let col = text[line_start..start].chars().count() + 1;
    let width = text[start..end.min(line_end).max(start)]
        .chars()
        .count()
        .max(1);
    let whole = text[line_start..line_end].trim_end();
    let (excerpt, width) = if path.starts_with("private/")
        || whole.chars().count() > 160
        || whole.chars().any(char::is_control)
    {
        (String::new(), 1)
    } else {
        (whole.to_owned(), width)
    };
    Place {
        path: path.to_owned(),
        line,
        col,
        excerpt,
        width,
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let text = "a = 1\nname = \"é\" x\n";
        let place = place_of("f.toml", text, 18..19);
        assert_eq!((place.line, place.col, place.width), (2, 12, 1));
        assert_eq!(place.excerpt, "name = \"é\" x");
        assert_eq!(place_of("f.toml", text, 999..1000).line, 3);
    }
}
