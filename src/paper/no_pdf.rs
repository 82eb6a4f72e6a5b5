//! What stands for the writer of PDF in a build that left it out.

use std::collections::BTreeSet;

use super::{Document, Finder};
use crate::fault::{Fault, Result};

/// Says how to build with the writer of PDF.
///
/// # Errors
///
/// Always.
pub fn write(_: &Document, _: Finder<'_>) -> Result<Vec<u8>> {
    Err(absent())
}

/// Says how to build with what reads a PDF's stamp.
///
/// # Errors
///
/// Always.
pub fn stamp(_: &[u8]) -> Result<Vec<(String, String)>> {
    Err(absent())
}

/// The characters that a font draws: none, as nobody asks here.
pub fn covered(_: &[u8], _: &BTreeSet<char>) -> BTreeSet<char> {
    BTreeSet::new()
}

/// Whether bytes are a font; nobody asks here.
pub fn is_font(_: &[u8]) -> bool {
    true
}

fn absent() -> Fault {
    Fault::could("this wbl was built without PDF")
        .hint("cargo install --path . --features pdf")
        .hint("or choose another format: `--format docx`")
}

#[cfg(test)]
mod tests {
    use super::super::{FORMATS, Fonts};
    use super::*;

    #[test]
    fn a_build_without_pdf_says_how_to_get_it_and_what_to_do_instead() {
        let pdf = FORMATS.iter().find(|format| format.word == "pdf").unwrap();
        let made = (pdf.write)(&Document::default(), &|_| Fonts::default());
        let fault = made.unwrap_err();
        assert_eq!(fault.message, "this wbl was built without PDF");
        assert_eq!(fault.hints[0], "cargo install --path . --features pdf");
        assert!(fault.hints[1].contains("--format docx"));
        assert_eq!(fault.blame.exit_code(), 1);
        assert_eq!(stamp(b"%PDF").unwrap_err().message, fault.message);
        let other = FORMATS.iter().filter(|format| format.word != "pdf");
        for format in other {
            (format.write)(&Document::default(), &|_| Fonts::default()).unwrap();
        }
    }
}
