//! Writings that our own fonts lack: from right to left, Han; with fonts for them and without.

use super::sample::{document, paragraph, text};
use super::*;
use crate::paper::{Align, Signer, Table};

const ARABIC: &[u8] = include_bytes!("fonts/NotoNaskhArabic-Regular.ttf");
const HEBREW: &[u8] = include_bytes!("fonts/NotoSerifHebrew-Regular.ttf");
const HAN: &[u8] = include_bytes!("fonts/NotoSerifCJKsc-Regular.otf");

/// The fonts that have some of what is wanted, as the command line finds them.
pub(super) fn all(wanted: &BTreeSet<char>) -> Fonts {
    let has = |font: &&[u8]| !covered(font, wanted).is_empty();
    let fonts = [ARABIC, HEBREW, HAN].into_iter().filter(has);
    Fonts {
        found: fonts.map(<[u8]>::to_vec).collect(),
        unusable: Vec::new(),
    }
}

/// A paper with names from everywhere.
pub(super) fn names() -> Document {
    let names = [
        "محمد العربي",
        "王小明",
        "Nguyễn Thị Minh Khai",
        "דנה ריבֶרה",
        "Владимир Ильин",
    ];
    let rows = names.map(|name| vec![text(name), text("4")]).to_vec();
    let sign = |name: &str| Signer {
        party: "School".into(),
        name: name.into(),
        ..Signer::default()
    };
    document(vec![
        paragraph("The supervisors are محمد العربي of 上海机械制造有限公司, and others (in 2026)."),
        Block::Table(Table {
            head: vec![text("Name"), text("Places")],
            align: vec![Align::Start, Align::End],
            rows,
        }),
        Block::Signatures(names.map(sign).to_vec()),
    ])
}

#[test]
fn a_character_that_no_font_has_is_an_error_that_names_it_and_what_to_install() {
    let fault = write(&names(), &none).unwrap_err();
    assert_eq!(fault.blame.exit_code(), 1);
    assert!(
        fault.message.contains("`ا` (U+0627)") && fault.message.contains("more"),
        "{fault}"
    );
    assert_eq!(
        fault.hints[0],
        "sudo apt install fonts-noto-core fonts-noto-cjk fonts-symbola"
    );
    let one = write(&document(vec![paragraph("a 😀 b")]), &all).unwrap_err();
    assert_eq!(
        one.message,
        "no font on this machine draws the character `😀` (U+1F600)"
    );
}

#[test]
fn fonts_are_looked_for_only_where_ours_lack_something() {
    let found = |_: &BTreeSet<char>| -> Fonts { panic!("nobody needs it") };
    write(
        &document(vec![paragraph(
            "Ελλάδα, Україна, São Paulo, Phạm Thị ☐ ☑ → “quoted” – 40 €",
        )]),
        &found,
    )
    .unwrap();
}

#[test]
fn found_fonts_draw_what_ours_lack_and_the_text_is_whole() {
    let bytes = write(&names(), &all).unwrap();
    assert!(bytes == write(&names(), &all).unwrap());
    let Some(text) = extracted(&bytes) else {
        return;
    };
    for name in [
        "王小明",
        "上海机械制造有限公司",
        "Nguyễn Thị Minh Khai",
        "Владимир Ильин",
    ] {
        assert!(text.contains(name), "{name} in {text}");
    }
    // Shaped letters come back as letters, in the order in which they are read.
    let marks = |text: &str| {
        text.chars()
            .filter(|c| {
                !('\u{5b0}'..='\u{5c7}').contains(c) && !"\u{202a}\u{202b}\u{202c}".contains(*c)
            })
            .collect::<String>()
    };
    assert!(marks(&text).contains(&marks("محمد")), "{text}");
    assert!(marks(&text).contains(&marks("דנה")), "{text}");
}

#[test]
fn what_is_no_font_is_passed_over() {
    let broken: [&[u8]; 3] = [b"", b"\0\x01\0\0not a font", &HAN[..2000]];
    let found = |wanted: &BTreeSet<char>| {
        let mut fonts = all(wanted);
        fonts.found.splice(0..0, broken.map(<[u8]>::to_vec));
        fonts
    };
    write(&names(), &found).unwrap();
    assert!(covered(b"OTTO", &BTreeSet::from(['a'])).is_empty());
    assert!(broken.iter().all(|bytes| !is_font(bytes)));
    assert!([ARABIC, HEBREW, HAN].iter().all(|bytes| is_font(bytes)));
}

#[test]
fn a_font_that_could_not_be_used_is_told_where_a_character_is_lacking() {
    let unusable = || Fonts {
        unusable: vec!["the font file a.ttf is damaged".to_owned(); 5],
        ..Fonts::default()
    };
    let fault = write(&names(), &|_| unusable()).unwrap_err();
    assert_eq!(fault.hints[2], "the font file a.ttf is damaged");
    assert_eq!(fault.hints.len(), 5, "three of them, and what always helps");
}

/// The lines of a document: where each begins and its width.
fn lines(document: &Document, fonts: &[&[u8]]) -> Vec<(f32, f32)> {
    let mut faces = Faces::own();
    for font in fonts {
        faces.add(font.to_vec(), &document.meta.language);
    }
    let set = Set::new(document, &document.meta, &faces);
    let marks = set.flow.strips.iter().flat_map(|strip| &strip.marks);
    let line = |mark: &strip::Mark| match mark {
        strip::Mark::Line { x, line, .. } => {
            let first = line
                .runs
                .iter()
                .map(|run| run.x)
                .fold(f32::INFINITY, f32::min);
            Some((x + first, line.width))
        }
        _ => None,
    };
    marks.filter_map(line).collect()
}

#[test]
fn arabic_stands_at_the_right_edge_and_its_lines_are_full() {
    let words = "مذكرة تفاهم بين المدرسة والشركة، في عام ٢٠٢٦ ".repeat(12);
    let mut document = document(vec![paragraph(words.trim())]);
    document.meta.language = "ar".to_owned();
    let lines = lines(&document, &[ARABIC]);
    assert!(lines.len() > 3);
    let (last, full) = lines.split_last().unwrap();
    for (x, width) in full {
        // The white at the end of a line hangs out at its left.
        assert!(
            (width - flow::WIDTH).abs() < 0.1 && *x > -4.0 && *x < 0.1,
            "{x} {width}"
        );
    }
    assert!(last.0 + last.1 > flow::WIDTH - 4.0, "{last:?}");
}

#[test]
fn a_hebrew_name_does_not_turn_an_english_sentence_around() {
    let english = document(vec![
        paragraph("שלום Ltd., with its place of business at 5 Elm Street"),
        paragraph("שלום"),
    ]);
    let lines = lines(&english, &[HEBREW]);
    assert!(lines[0].0.abs() < 1.0, "{lines:?}");
    assert!(
        lines[1].0 > flow::WIDTH / 2.0,
        "a whole paragraph does: {lines:?}"
    );
}

#[test]
fn han_is_broken_between_its_characters() {
    let words = "上海机械制造有限公司与学校双方同意在学生实习期间保护其个人信息。".repeat(9);
    let mut document = document(vec![paragraph(&words)]);
    document.meta.language = "zh-Hans".to_owned();
    let lines = lines(&document, &[HAN]);
    assert!(lines.len() > 6);
    let (_, full) = lines.split_last().unwrap();
    assert!(
        full.iter().all(|(x, width)| *x == 0.0
            && *width <= flow::WIDTH + 0.1
            && *width > flow::WIDTH - 30.0)
    );
}

#[test]
fn a_document_from_right_to_left_has_its_columns_and_numbers_at_the_right() {
    let table = Table {
        head: vec![text("محمد"), text("٢٠٢٦")],
        rows: vec![],
        ..Table::default()
    };
    let list = Block::List {
        start: Some(1),
        items: vec![vec![paragraph("مدرسة")]],
    };
    let mut document = document(vec![Block::Table(table), list]);
    document.meta.language = "ar".to_owned();
    let lines = lines(&document, &[ARABIC]);
    assert!(
        lines[0].0 > lines[1].0,
        "the first column is right of the second: {lines:?}"
    );
    assert!(
        lines[2].0 > lines[3].0,
        "the number is right of its text: {lines:?}"
    );
}
