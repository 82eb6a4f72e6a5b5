//! Reading: a bad file hides no other, twins are read once.

use super::memory::Memory;
use super::*;
use crate::record::{Partner, Wbl};

#[test]
fn a_bad_file_is_noted_and_hides_no_other() {
    let memory = Memory::of(&[
        ("partners/a.toml", "name = \"A\"\n"),
        ("partners/b.toml", "name = \n"),
        (
            "partners/c.toml",
            "name = \"C\"\narchived = \"2026-10-06\"\n",
        ),
        ("partners/D E.toml", "name = \"D\"\n"),
    ]);
    let book = memory.book();
    let all = book.all::<Partner>().unwrap();
    assert_eq!(
        all.iter()
            .map(|record| record.id.as_str())
            .collect::<Vec<_>>(),
        ["a"]
    );
    let problems = book.problems();
    let places: Vec<_> = problems
        .iter()
        .map(|p| (p.place.path.as_str(), p.rule))
        .collect();
    assert_eq!(
        places,
        [
            ("partners/D E.toml", "file-name"),
            ("partners/b.toml", "syntax"),
            ("partners/c.toml", "type")
        ]
    );
}

#[test]
fn a_record_that_lies_in_two_years_is_read_once_and_noted() {
    let text = "activity = \"internship\"\nstarts = 2026-10-05\n";
    let memory = Memory::of(&[("wbl/2025-26/x.toml", text), ("wbl/2026-27/x.toml", text)]);
    let book = memory.book();
    assert_eq!(book.all::<Wbl>().unwrap().len(), 1);
    assert_eq!(book.problems()[0].rule, "duplicate-id");
}

#[test]
fn only_files_that_hold_the_word_are_parsed() {
    let memory = Memory::of(&[
        ("partners/a.toml", "name = \n"),
        ("partners/b.toml", "name = \"dana-rivera\"\n"),
    ]);
    let book = memory.book();
    assert_eq!(
        book.sheets_with(Kind::Partner, "dana-rivera")
            .unwrap()
            .len(),
        1
    );
    assert!(book.problems().is_empty());
}
