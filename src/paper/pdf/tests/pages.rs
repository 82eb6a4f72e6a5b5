//! Where pages break: no lone heading, no lone line, no split signer, a table's head again.

use super::sample::{clause, document, paragraph, text};
use super::*;
use crate::paper::{Inline, Signer, Table};
use strip::What;

const WORDS: &str = "Each party keeps its own records of what it has agreed to do in this clause. ";

/// What stands on each page: the strips' numbers.
fn set(blocks: Vec<Block>) -> (Vec<Vec<What>>, usize) {
    let faces = Faces::own();
    let document = document(blocks);
    let set = Set::new(&document, &document.meta, &faces);
    let heads = set.flow.heads.len();
    fits(&set);
    for (page, placed) in set.pages.iter().enumerate() {
        for placed in placed {
            let height = match placed.what {
                What::Strip(at) => set.flow.strips[at].height,
                What::Head(at) => set.flow.heads[at].iter().map(|strip| strip.height).sum(),
            };
            assert!(
                placed.y + height <= draw::HEIGHT + 0.1,
                "page {page} overflows"
            );
        }
    }
    (
        set.pages
            .iter()
            .map(|page| page.iter().map(|placed| placed.what).collect())
            .collect(),
        heads,
    )
}

/// No line is wider than its page.
fn fits(set: &Set<'_>) {
    for mark in set.flow.strips.iter().flat_map(|strip| &strip.marks) {
        if let strip::Mark::Line { x, line, .. } = mark {
            let right = x + line.runs.iter().map(|run| run.x).fold(0.0, f32::min) + line.width;
            assert!(right <= flow::WIDTH + 0.5, "a line ends at {right}");
            assert!(*x >= -60.0, "a line begins at {x}");
        }
    }
}

#[test]
fn a_word_wider_than_its_line_is_broken() {
    let word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(9);
    let cell = || vec![text(&word), text("in"), text(&word), text(&word)];
    let table = Table {
        head: cell(),
        rows: vec![cell()],
        ..Table::default()
    };
    let list = Block::List {
        start: Some(1),
        items: vec![vec![paragraph(&word)]],
    };
    set(vec![
        clause("1", &word),
        paragraph(&word),
        list,
        Block::Table(table),
    ]);
}

#[test]
fn the_last_line_of_a_paragraph_fits_as_the_others_do() {
    let words: Vec<&str> = WORDS
        .split_whitespace()
        .chain(["incomparably", "a", "of"])
        .collect();
    let length = |n: usize| {
        words
            .iter()
            .cycle()
            .skip(n % 7)
            .take(n)
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    };
    set((10..200).map(|n| paragraph(&length(n))).collect());
}

#[test]
fn a_heading_stands_above_two_lines_of_its_text_at_least() {
    // Whatever the height at which the heading comes.
    for lines in 28..46 {
        let mut blocks: Vec<Block> = (0..lines).map(|_| paragraph("A line.")).collect();
        let before = blocks.len();
        blocks.push(clause("1", "A heading"));
        blocks.push(paragraph(&WORDS.repeat(8)));
        let (pages, _) = set(blocks);
        for page in &pages {
            if let Some(at) = page.iter().position(|what| *what == What::Strip(before)) {
                assert!(page.len() > at + 2, "{lines} lines: {page:?}");
            }
        }
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone() {
    for lines in 20..46 {
        let mut blocks: Vec<Block> = (0..lines).map(|_| paragraph("A line.")).collect();
        let first = blocks.len();
        blocks.push(paragraph(&WORDS.repeat(5)));
        let (pages, _) = set(blocks);
        let whole = pages.iter().flatten().count() - first;
        assert!(whole >= 4);
        for page in &pages {
            let here = page
                .iter()
                .filter(|what| matches!(what, What::Strip(at) if *at >= first))
                .count();
            assert_ne!(here, 1, "{lines} lines: {page:?}");
        }
    }
}

#[test]
fn a_signers_block_is_on_one_page() {
    let signers: Vec<Signer> = (0..9)
        .map(|n| Signer {
            party: format!("Party {n}"),
            organization: "Riverbend".repeat(n),
            ..Signer::default()
        })
        .collect();
    let (pages, _) = set(vec![paragraph(WORDS), Block::Signatures(signers)]);
    // A strip is never split, and two signers are one.
    assert_eq!(pages.iter().flatten().count(), 1 + 5);
    assert!(pages.len() > 1);
}

#[test]
fn signatures_that_a_page_holds_are_on_one_page_with_their_heading() {
    for lines in 0..40 {
        let mut blocks: Vec<Block> = (0..lines).map(|_| paragraph("A line.")).collect();
        let first = blocks.len();
        blocks.push(clause("1", "Signatures"));
        blocks.push(paragraph("Each signs for itself."));
        blocks.push(Block::Signatures(vec![Signer::default(); 6]));
        let (pages, _) = set(blocks);
        let page = pages.iter().find(|page| page.contains(&What::Strip(first)));
        assert!(
            page.unwrap().contains(&What::Strip(first + 4)),
            "{lines} lines"
        );
    }
}

#[test]
fn a_line_to_write_on_stays_with_its_question_and_fills_its_room() {
    let line = vec![Inline::Blank("comments".into())];
    let faces = Faces::own();
    for lines in 25..46 {
        let mut blocks: Vec<Block> = (0..lines).map(|_| paragraph("A line.")).collect();
        blocks.push(paragraph("What to work on next:"));
        blocks.push(Block::Paragraph(line.clone()));
        let (pages, _) = set(blocks);
        assert!(pages.last().unwrap().len() > 1, "{lines} lines");
    }
    let table = Table {
        rows: vec![vec![text("Day"), line.clone()]],
        ..Table::default()
    };
    let document = document(vec![Block::Paragraph(line), Block::Table(table)]);
    let set = Set::new(&document, &document.meta, &faces);
    let right = |strip: &strip::Strip| {
        let end = strip.marks.iter().map(|mark| match mark {
            strip::Mark::Line { x, line, .. } => x + line.width,
            _ => 0.0,
        });
        end.fold(0.0_f32, f32::max)
    };
    for strip in &set.flow.strips {
        assert!(right(strip) > flow::WIDTH - 8.0, "{}", right(strip));
    }
}

#[test]
fn the_head_of_a_table_is_repeated_and_a_row_stays_whole() {
    let rows = (0..120)
        .map(|n| vec![text(&format!("Row {n}")), text(WORDS)])
        .collect();
    let table = Table {
        head: vec![text("Number"), text("What")],
        rows,
        ..Table::default()
    };
    let (pages, heads) = set(vec![paragraph(WORDS), Block::Table(table)]);
    assert_eq!(heads, 1);
    assert!(pages.len() > 2);
    for page in &pages[1..] {
        assert_eq!(page[0], What::Head(0));
    }
    assert_eq!(
        pages
            .iter()
            .flatten()
            .filter(|what| matches!(what, What::Strip(_)))
            .count(),
        1 + 1 + 120
    );
}

#[test]
fn a_row_taller_than_a_page_is_split_and_nothing_of_it_lost() {
    let long = WORDS.repeat(120);
    let table = Table {
        head: vec![text("What"), text("Who")],
        rows: vec![vec![text(&long), text("all")]],
        ..Table::default()
    };
    let (pages, _) = set(vec![Block::Table(table.clone())]);
    assert!(pages.len() > 1);
    let Some(text) = extracted(&pdf(&document(vec![Block::Table(table)]))) else {
        return;
    };
    assert_eq!(
        text.split_whitespace()
            .filter(|word| *word == "records")
            .count(),
        120
    );
}

#[test]
fn a_page_break_breaks_once_and_never_leaves_a_page_empty() {
    let (pages, _) = set(vec![
        Block::PageBreak,
        paragraph("one"),
        Block::PageBreak,
        Block::PageBreak,
        paragraph("two"),
        Block::PageBreak,
    ]);
    assert_eq!(pages, [vec![What::Strip(0)], vec![What::Strip(1)]]);
}

#[test]
fn a_hundred_pages_are_set_in_time_that_grows_as_they_do() {
    let blocks = |count: usize| -> Vec<Block> {
        (0..count)
            .flat_map(|n| {
                [
                    clause(&n.to_string(), "A clause"),
                    paragraph(&WORDS.repeat(12)),
                ]
            })
            .collect()
    };
    let timed = |count: usize| {
        let document = document(blocks(count));
        let start = std::time::Instant::now();
        let bytes = pdf(&document);
        (start.elapsed().as_secs_f64(), super::count(&bytes))
    };
    timed(5);
    let (short, _) = timed(60);
    let (long, pages) = timed(600);
    assert!(pages > 100, "{pages}");
    // Ten times the text: with room for a busy machine, but far from a hundred times.
    assert!(
        long < short * 30.0,
        "{short} s, then {long} s for ten times the text"
    );
}
