//! The text of a document is in the file whole, in the order in which it is read.

use super::sample::{self, document, paragraph, text};
use super::*;
use crate::paper::{Inline, Signer, Table};

/// A text without white and hyphens, so that lines may end anywhere.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"-\u{ad}".contains(*c))
        .collect()
}

/// The text of blocks, in order, with the numbers of lists.
fn told(blocks: &[Block], depth: usize, to: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { number, text, .. } => {
                to.extend(number.as_deref());
                to.push_str(&super::text::plain(text));
            }
            Block::Paragraph(text) => to.push_str(&super::text::plain(text)),
            Block::List { start, items } => {
                for (at, item) in items.iter().enumerate() {
                    match start {
                        Some(start) => to.extend([(start + at as u64).to_string().as_str(), "."]),
                        None => to.push_str(if depth.is_multiple_of(2) {
                            "•"
                        } else {
                            "–"
                        }),
                    }
                    told(item, depth + 1, to);
                }
            }
            Block::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    to.extend(row.iter().map(|cell| super::text::plain(cell)));
                }
            }
            Block::Quote(blocks) => told(blocks, depth, to),
            Block::Rule | Block::PageBreak | Block::Signatures(_) => {}
        }
    }
}

/// What is extracted, without the furniture of the pages.
fn body(text: &str, header: &str) -> String {
    let furniture = |line: &str| {
        let line = line.trim_matches(['\u{c}', ' ']);
        (!header.is_empty() && line == header)
            || (line.starts_with("Page ") && line.contains(" of "))
    };
    text.lines()
        .filter(|line| !furniture(line))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_whole_text_is_extracted_in_the_order_in_which_it_is_read() {
    let mut document = sample::memorandum();
    let signatures = document.blocks.pop();
    assert!(matches!(signatures, Some(Block::Signatures(_))));
    let Some(text) = extracted(&pdf(&document)) else {
        return;
    };
    let mut whole = String::new();
    told(&document.blocks, 0, &mut whole);
    // How long a blank is drawn is the writer's own.
    let text = bare(&body(&text, &document.meta.header)).replace('_', "");
    assert_eq!(text, bare(&whole).replace('_', ""));
}

#[test]
fn signers_are_told_one_after_the_other() {
    let signer = |party: &str, name: &str| Signer {
        party: party.into(),
        organization: "Riverbend".into(),
        name: name.into(),
        ..Signer::default()
    };
    let signers = vec![
        signer("Board", "P. Kowalczyk"),
        signer("School", "A. Brooks"),
    ];
    let bytes = pdf(&document(vec![Block::Signatures(signers)]));
    let Some(text) = said("pdfinfo", &["-struct-text"], &bytes, &[]) else {
        return;
    };
    let at = |word: &str| {
        text.find(word)
            .unwrap_or_else(|| panic!("{word} in {text}"))
    };
    assert!(at("Board") < at("P. Kowalczyk") && at("P. Kowalczyk") < at("School"));
    assert!(at("School") < at("A. Brooks"));
    assert_eq!(text.matches("\"Signature\"").count(), 2, "{text}");
}

#[test]
fn each_page_has_its_number_the_header_and_the_mark_of_a_draft() {
    let mut document = document(
        (0..60)
            .map(|_| paragraph(&"Words of a page. ".repeat(20)))
            .collect(),
    );
    document.meta.header = "Riverbend High School".to_owned();
    document.meta.draft = true;
    let bytes = pdf(&document);
    let Some(text) = extracted(&bytes) else {
        return;
    };
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert_eq!(pages.len(), count(&bytes));
    assert!(pages.len() > 3);
    for (at, page) in pages.iter().enumerate() {
        assert!(
            page.contains(&format!("Page {} of {}", at + 1, pages.len())),
            "{page}"
        );
        assert!(
            page.contains("Riverbend High School") && page.contains("DRAFT"),
            "{page}"
        );
    }
}

#[test]
fn a_table_without_a_head_and_short_rows_are_told_whole() {
    let table = Table {
        rows: vec![
            vec![text("Coordinator"), text("M. Silva")],
            vec![text("Telephone")],
        ],
        ..Table::default()
    };
    let bytes = pdf(&document(vec![Block::Table(table)]));
    let Some(structure) = said("pdfinfo", &["-struct-text"], &bytes, &[]) else {
        return;
    };
    assert_eq!(structure.matches("/Scope /Row").count(), 2, "{structure}");
    assert_eq!(structure.matches("TD").count(), 2, "{structure}");
}

#[test]
fn a_link_leads_only_where_a_person_would_go() {
    let link = |to: &str| Inline::Link {
        to: to.into(),
        text: text("here"),
    };
    let safe = [
        link("https://example.org/ä b"),
        Inline::Text(" and ".into()),
        link("mailto:a@example.org"),
    ];
    let bytes = pdf(&document(vec![Block::Paragraph(safe.to_vec())]));
    let file = String::from_utf8_lossy(&bytes);
    assert!(
        file.contains("(https://example.org/%C3%A4%20b)")
            && file.contains("(mailto:a@example.org)")
    );
    let wild = [
        link("javascript:alert(1)"),
        link("file:///etc/passwd"),
        link(""),
    ];
    let bytes = pdf(&document(vec![Block::Paragraph(wild.to_vec())]));
    assert!(!String::from_utf8_lossy(&bytes).contains("/URI"));
}

#[test]
fn spanish_is_divided_and_numbered_as_spanish() {
    let words =
        "La responsabilidad de la organización participante es extraordinariamente amplia. ";
    let mut document = document(vec![paragraph(&words.repeat(12))]);
    document.meta.language = "es".to_owned();
    let Some(text) = extracted(&pdf(&document)) else {
        return;
    };
    assert!(text.contains("Página 1 de 1"), "{text}");
    assert!(text.contains('\u{ad}'), "no word was divided: {text}");
}
