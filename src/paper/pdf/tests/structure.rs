//! The structure that a screen reader goes through.

use super::sample;
use super::*;

/// The names of the elements in a file and how often each is there.
fn elements(bytes: &[u8]) -> std::collections::BTreeMap<String, usize> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = std::collections::BTreeMap::new();
    for element in text.split("/Type/StructElem").skip(1) {
        let role = element.split("/S/").nth(1).unwrap_or_default();
        let role: String = role
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        *found.entry(role).or_insert(0) += 1;
    }
    found
}

#[test]
fn every_block_is_an_element_of_its_kind() {
    let found = elements(&pdf(&sample::memorandum()));
    let count = |role: &str| found.get(role).copied().unwrap_or(0);
    assert_eq!(count("Document"), 1);
    assert_eq!((count("H1"), count("H2"), count("H3")), (1, 15, 1));
    assert_eq!(
        (count("L"), count("LI"), count("Lbl"), count("LBody")),
        (3, 8, 8, 8)
    );
    assert_eq!((count("Table"), count("THead"), count("TBody")), (1, 1, 1));
    assert_eq!((count("TR"), count("TH"), count("TD")), (5, 4, 16));
    assert_eq!(
        (count("Link"), count("BlockQuote"), count("Sect")),
        (1, 1, 5)
    );
}

#[test]
fn a_blank_tells_what_belongs_there() {
    let bytes = pdf(&sample::memorandum());
    assert!(String::from_utf8_lossy(&bytes).contains("/StructTreeRoot"));
    let Some(text) = said("pdfinfo", &["-struct-text"], &bytes, &[]) else {
        return;
    };
    assert!(
        text.contains("Object"),
        "the link is in its element: {text}"
    );
}
