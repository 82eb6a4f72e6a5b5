//! The formats that a document is written in, one row each.

use std::collections::BTreeSet;

use crate::fault::Result;

use super::document::Document;
use super::pdf;
use super::{docx, html, md};

/// Fonts of the system that were found for characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fonts {
    /// The bytes of each, best first.
    pub found: Vec<Vec<u8>>,
    /// What is wrong with files that might have drawn some, each with what to type.
    pub unusable: Vec<String>,
}

/// Finds fonts of the system for characters that our own lack.
pub type Finder<'a> = &'a dyn Fn(&BTreeSet<char>) -> Fonts;

/// A format of documents.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its word, which is also the ending of its files.
    pub word: &'static str,
    /// Whether it is text, that may be shown on a terminal.
    pub is_text: bool,
    /// Writes a document; the same document gives the same bytes. The finder of fonts is asked for
    /// characters that our own lack, by those who draw them.
    pub write: fn(&Document, Finder<'_>) -> Result<Vec<u8>>,
}

/// Every format of documents.
pub const FORMATS: &[Format] = &[
    Format {
        word: "md",
        is_text: true,
        write: |document, _| Ok(md::write(document).into_bytes()),
    },
    Format {
        word: "html",
        is_text: true,
        write: |document, _| Ok(html::write(document).into_bytes()),
    },
    Format {
        word: "docx",
        is_text: false,
        write: |document, _| docx::write(document),
    },
    Format {
        word: "pdf",
        is_text: false,
        write: pdf::write,
    },
];

impl Format {
    /// The format of a word or of a file's ending.
    pub fn named(word: &str) -> Option<&'static Self> {
        let word = word.to_ascii_lowercase();
        let word = match word.as_str() {
            "htm" => "html",
            "markdown" => "md",
            other => other,
        };
        FORMATS.iter().find(|format| format.word == word)
    }
}
