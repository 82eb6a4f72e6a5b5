//! What a PDF of ours must be.

mod hostile;
mod pages;
mod sample;
mod scripts;
mod structure;
mod words;

use std::io::Write as _;
use std::process::Command;

use super::*;
use crate::paper::Fonts;

/// No system's fonts.
fn none(_: &BTreeSet<char>) -> Fonts {
    Fonts::default()
}

/// The document as a PDF, with our own fonts alone.
fn pdf(document: &Document) -> Vec<u8> {
    write(document, &none).unwrap()
}

/// What a program says of a PDF, or none where the machine has no such program.
fn said(program: &str, before: &[&str], bytes: &[u8], after: &[&str]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::with_suffix(".pdf").unwrap();
    file.write_all(bytes).unwrap();
    let output = Command::new(program)
        .args(before)
        .arg(file.path())
        .args(after)
        .output();
    let Ok(output) = output else {
        eprintln!("no `{program}` on this machine: nothing was proved with it");
        return None;
    };
    assert!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The text of a PDF as it is drawn.
pub(in crate::paper) fn extracted(bytes: &[u8]) -> Option<String> {
    said("pdftotext", &["-enc", "UTF-8"], bytes, &["-"])
}

/// What is seen of a text, sorted: a reader puts lines and letters that run the other way in an
/// order of its own.
pub(in crate::paper) fn letters(text: &str) -> Vec<char> {
    // The reader drops a hyphen at a line's end: it takes it for one that divides a word.
    let hidden = |c: &char| c.is_whitespace() || *c == '-' || faces::is_unseen(*c);
    let mut all: Vec<_> = text
        .chars()
        .map(passage::shown)
        .filter(|c| !hidden(c))
        .collect();
    all.sort_unstable();
    all
}

/// How many pages a PDF has.
fn count(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    text.matches("<</Type/Page/").count()
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let document = sample::memorandum();
    assert!(pdf(&document) == pdf(&document));
}

#[test]
fn what_the_document_was_made_from_is_read_back() {
    let document = sample::memorandum();
    assert_eq!(stamp(&pdf(&document)).unwrap(), document.meta.stamp);
}

#[test]
fn a_document_of_nothing_is_a_page_with_a_title() {
    let bytes = pdf(&Document::default());
    assert_eq!(count(&bytes), 1);
    if let Some(info) = said("pdfinfo", &[], &bytes, &[]) {
        assert!(info.contains("Title:           wbl\n"), "{info}");
    }
}

#[test]
fn the_file_says_what_it_is() {
    let mut document = sample::memorandum();
    document.meta.language = "es-US".to_owned();
    let bytes = pdf(&document);
    if let Some(info) = said("pdfinfo", &[], &bytes, &[]) {
        assert!(
            info.contains("Title:           Memorandum of Understanding, 2026–27\n"),
            "{info}"
        );
        assert!(
            info.contains("Author:          Riverbend High School\n"),
            "{info}"
        );
        assert!(info.contains("Tagged:          yes\n"), "{info}");
        assert!(!info.contains("CreationDate"), "{info}");
    }
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("/Lang(es-US)") && text.contains("<pdfuaid:part>1</pdfuaid:part>"));
}
