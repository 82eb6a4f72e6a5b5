//! Any text at all: nothing panics, and no character is lost.

use proptest::prelude::*;

use super::sample::{document, paragraph, text};
use super::*;
use crate::paper::{Inline, Signer, Table};

/// All places where a text may come from a person.
fn everywhere(words: &str) -> Document {
    let name = || words.to_owned();
    let mut document = document(vec![
        Block::Heading {
            level: 1,
            number: Some(name()),
            text: text(words),
        },
        Block::Heading {
            level: 2,
            number: Some(name()),
            text: text(words),
        },
        Block::Paragraph(vec![
            Inline::Strong(text(words)),
            Inline::Emphasis(text(words)),
            Inline::Link {
                to: name(),
                text: text(words),
            },
            Inline::Link {
                to: format!("https://example.org/{words}"),
                text: text(words),
            },
            Inline::Blank(name()),
        ]),
        Block::List {
            start: Some(u64::MAX),
            items: vec![vec![paragraph(words)], vec![]],
        },
        Block::Table(Table {
            head: vec![text(words)],
            rows: vec![vec![text(words), text(words)], vec![]],
            ..Table::default()
        }),
        Block::Quote(vec![paragraph(words)]),
        Block::Signatures(vec![
            Signer {
                party: name(),
                organization: name(),
                name: name(),
                title: name(),
                on: name(),
                signed: true,
            },
            Signer {
                party: name(),
                ..Signer::default()
            },
        ]),
    ]);
    document.meta.title = name();
    document.meta.header = name();
    document.meta.author = name();
    document.meta.language = name();
    document.meta.stamp = vec![(name(), name())];
    document
}

#[test]
fn fifty_thousand_characters_without_a_space_fit_the_page() {
    let word = "Wörcester".repeat(5_600);
    assert!(word.chars().count() > 50_000);
    let bytes = pdf(&document(vec![paragraph(&word)]));
    let Some(text) = extracted(&bytes) else {
        return;
    };
    let found = text.chars().filter(|c| *c == 'ö').count();
    assert_eq!(found, 5_600);
}

#[test]
fn a_very_long_text_in_every_place_is_written() {
    for words in [
        "x".repeat(4_000),
        "\u{200b}".repeat(4_000),
        "e\u{301} ".repeat(2_000),
    ] {
        assert!(!pdf(&everywhere(&words)).is_empty());
    }
}

#[test]
fn a_letter_with_a_thousand_accents_is_written() {
    let words = format!("a{}b", "\u{301}".repeat(1_000));
    assert!(!pdf(&everywhere(&words)).is_empty());
}

#[test]
fn what_looks_like_markup_or_a_pdf_is_text() {
    let words = "{{ x }} <script> & \"quotes\" 'and' (par\\ens) %PDF-1.7 endobj stream /S /JavaScript \r\n\t end";
    let Some(text) = extracted(&pdf(&document(vec![paragraph(words)]))) else {
        return;
    };
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = squeezed(&text).replace("Page 1 of 1 ", "");
    assert!(text.starts_with(&squeezed(words)), "{text}");
}

#[test]
fn lists_in_lists_in_lists_keep_room_for_their_text() {
    let mut block = paragraph("deep down");
    for _ in 0..60 {
        block = Block::List {
            start: None,
            items: vec![vec![block]],
        };
    }
    let Some(text) = extracted(&pdf(&document(vec![block]))) else {
        return;
    };
    assert!(text.contains("deep down"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn any_string_is_written_or_its_characters_named(words in any::<String>()) {
        match write(&everywhere(&words), &none) {
            Ok(bytes) => prop_assert_eq!(stamp(&bytes).unwrap(), vec![(words.clone(), words)]),
            Err(fault) => prop_assert!(fault.message.starts_with("no font on this machine draws"), "{}", fault),
        }
    }

    #[test]
    fn any_text_that_our_fonts_draw_is_extracted_whole(words in "[ -~À-ɏА-я\u{1ea0}-\u{1ef9}\u{ad}\u{200d}\u{0}\n]{0,400}") {
        let bytes = pdf(&document(vec![paragraph(&words)]));
        if let Some(text) = extracted(&bytes) {
            prop_assert_eq!(letters(&text.replace("Page 1 of 1", "")), letters(&words));
        }
    }
}
