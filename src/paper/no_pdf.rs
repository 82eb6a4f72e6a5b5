//! What stands for the writer of PDF in a build that left it out.

use std::collections::BTreeSet;

use super::Document;
use crate::fault::{Fault, Result};

/// Finds fonts of the system for characters; nobody asks here.
pub type Finder<'a> = &'a dyn Fn(&BTreeSet<char>) -> Vec<Vec<u8>>;

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

fn absent() -> Fault {
    Fault::could("this wbl was built without PDF")
        .hint("cargo install --path . --features pdf")
        .hint("or choose another format: `--format docx`")
}
