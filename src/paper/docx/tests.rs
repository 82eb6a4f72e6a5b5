//! The whole file: its parts, the bytes of a second run, and texts that mean harm.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{package, stamp, write};
use crate::paper::{Align, Block, Document, Inline, Meta, Signer, Table};

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

pub(in crate::paper) fn part(bytes: &[u8], name: &str) -> String {
    package::part(&mut package::open(bytes).unwrap(), name)
        .unwrap()
        .unwrap()
}

/// Everything that a document can hold, with `words` wherever words stand.
fn all(words: &str) -> Document {
    let inlines = vec![
        Inline::Text(words.into()),
        Inline::Strong(vec![Inline::Emphasis(text(words))]),
        Inline::Link {
            to: format!("https://antron.example/{words}"),
            text: text(words),
        },
        Inline::Blank(words.into()),
        Inline::Box(true),
        Inline::Break,
    ];
    let heading = |level, number: &str| Block::Heading {
        level,
        number: Some(number.into()),
        text: inlines.clone(),
    };
    let list = |start| Block::List {
        start,
        items: vec![
            vec![Block::Paragraph(inlines.clone()), Block::Rule],
            vec![Block::List {
                start: Some(3),
                items: vec![vec![]],
            }],
        ],
    };
    Document {
        meta: Meta {
            title: words.into(),
            language: words.into(),
            author: words.into(),
            header: words.into(),
            draft: true,
            stamp: vec![("template".into(), words.into())],
        },
        blocks: vec![
            heading(1, words),
            heading(2, "1"),
            heading(3, words),
            Block::PageBreak,
            list(None),
            list(Some(2)),
            Block::Quote(vec![list(Some(1)), Block::Paragraph(inlines.clone())]),
            Block::Table(Table {
                head: vec![inlines.clone(), text("b")],
                align: vec![Align::End],
                rows: vec![vec![inlines.clone()], vec![], vec![text("a"); 3]],
            }),
            Block::Table(Table::default()),
            Block::Signatures(vec![
                Signer {
                    party: words.into(),
                    organization: words.into(),
                    name: words.into(),
                    title: words.into(),
                    on: words.into(),
                    signed: true,
                },
                Signer::default(),
                Signer::default(),
            ]),
        ],
    }
}

/// Every part reads to its end.
fn is_well_formed(bytes: &[u8]) {
    let mut package = package::open(bytes).unwrap();
    let names: Vec<_> = package
        .file_names()
        .map(|n| n.unwrap().into_owned())
        .collect();
    for name in names {
        let text = package::part(&mut package, &name).unwrap().unwrap();
        assert!(text.chars().all(super::xml::is_allowed), "{name}");
        let mut reader = Reader::from_str(&text);
        reader.config_mut().enable_all_checks(true);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => {
                    assert!(
                        tag.attributes().all(|attribute| attribute.is_ok()),
                        "{name}"
                    );
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = all("Antron");
    assert_eq!(write(&document).unwrap(), write(&document).unwrap());
}

#[test]
fn the_stamp_is_read_back_as_it_was_written() {
    let mut document = all("Antron");
    document.meta.stamp = vec![
        ("template".into(), "mou <1> & \"a\"\nb ".into()),
        ("record".into(), String::new()),
    ];
    let bytes = write(&document).unwrap();
    assert_eq!(stamp(&bytes).unwrap(), document.meta.stamp);
}

#[test]
fn clauses_are_numbered_by_word_and_headings_stay_with_their_text() {
    let document = Document {
        blocks: vec![
            Block::Heading {
                level: 2,
                number: Some("1".into()),
                text: text("Purpose"),
            },
            Block::Paragraph(text("a & b")),
        ],
        ..Document::default()
    };
    let bytes = write(&document).unwrap();
    let body = part(&bytes, "word/document.xml");
    let body = body.split("<w:body>").nth(1).unwrap();
    let body = body.split("<w:sectPr>").next().unwrap();
    assert_eq!(
        body,
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/><w:numPr><w:ilvl w:val=\"0\"/>\
         <w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r>\
         <w:t xml:space=\"preserve\">Purpose</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r>\
         <w:t xml:space=\"preserve\">a &amp; b</w:t></w:r></w:p>"
    );
    assert!(part(&bytes, "word/numbering.xml").contains("<w:lvlText w:val=\"%1\"/>"));
}

#[test]
fn a_draft_says_so_on_every_page_and_a_final_text_does_not() {
    let mut document = all("Antron");
    assert!(part(&write(&document).unwrap(), "word/header1.xml").contains("DRAFT"));
    document.meta.draft = false;
    assert!(!part(&write(&document).unwrap(), "word/header1.xml").contains("DRAFT"));
}

#[test]
fn a_text_from_right_to_left_is_set_so() {
    let document = Document {
        blocks: vec![
            Block::Paragraph(text("شركة النور LLC")),
            Block::Paragraph(text("شركة النور")),
        ],
        ..Document::default()
    };
    let body = part(&write(&document).unwrap(), "word/document.xml");
    let turned = "<w:pStyle w:val=\"BodyText\"/><w:bidi/>";
    assert_eq!(body.matches(turned).count(), 1, "only where all of it is");
    assert!(body.contains("<w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\">شركة النور</w:t>"));
    assert!(body.contains("<w:r><w:t xml:space=\"preserve\"> LLC</w:t></w:r>"));
}

#[test]
fn a_small_table_and_the_signatures_stay_on_one_page_and_a_line_to_write_fills_its_room() {
    let cell = |words: &str| text(words);
    let table = Table {
        head: vec![cell("Party"), cell("Gain")],
        rows: vec![
            vec![cell("a"), vec![Inline::Blank("a rating".into())]],
            vec![cell("b"), cell("b")],
            vec![cell("c"), cell("c")],
        ],
        ..Table::default()
    };
    let document = Document {
        blocks: vec![
            Block::Table(table),
            Block::Paragraph(vec![Inline::Blank("comments".into())]),
            Block::Signatures(vec![Signer::default(); 5]),
        ],
        ..Document::default()
    };
    let body = part(&write(&document).unwrap(), "word/document.xml");
    let rows: Vec<&str> = body.split("<w:tr>").skip(1).collect();
    let kept = |row: &str| row.matches("<w:keepNext/>").count();
    let is_kept: Vec<bool> = rows.iter().map(|row| kept(row) > 1).collect();
    // Of a table the last row is free; signers keep their own lines together.
    assert_eq!(is_kept[..4], [true, true, true, false]);
    let last = |row: &str| row.contains("Date:") && row.matches("<w:p>").count() > 4;
    assert!(
        last(rows[4]) && kept(rows[4]) > kept(rows[6]),
        "all of a row but the last"
    );
    assert!(
        body.contains("<w:tab w:val=\"right\" w:pos=\"9360\"/>"),
        "as wide as the page"
    );
}

#[test]
fn a_very_long_text_is_written_whole() {
    let long = "Åé & <b> ".repeat(6_000);
    let bytes = write(&all(&long)).unwrap();
    is_well_formed(&bytes);
    assert!(part(&bytes, "word/document.xml").contains(&"Åé &amp; &lt;b&gt; ".repeat(6_000)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_breaks_a_document(words in "(\\PC|[\u{0}-\u{20}<>&\"'{}%|א中\u{fffe}\u{202e}]){0,24}") {
        is_well_formed(&write(&all(&words)).unwrap());
    }
}
