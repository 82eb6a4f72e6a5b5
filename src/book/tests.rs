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

#[test]
fn an_id_that_two_files_have_is_found_by_no_command() {
    let text = "activity = \"internship\"\nstarts = 2026-10-05\n";
    let memory = Memory::of(&[
        ("wbl/2025-26/x.toml", text),
        ("wbl/2026-27/x.toml", text),
        ("wbl/2026-27/y.toml", text),
    ]);
    let book = memory.book();
    let find = |id: &str| book.find(Kind::Wbl, &Id::new(id).unwrap());
    assert_eq!(find("x").unwrap_err().blame.exit_code(), 7);
    assert_eq!(find("y").unwrap().unwrap().path, "wbl/2026-27/y.toml");
    assert!(find("z").unwrap().is_none());
}

/// A disk that counts how often each file is read.
#[derive(Default)]
struct Counted(Memory, Mutex<BTreeMap<String, usize>>);

impl Disk for Counted {
    fn list(&self, folder: &str, deep: bool) -> io::Result<Listing> {
        self.0.list(folder, deep)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut counts = self.1.lock().unwrap();
        *counts.entry(path.to_owned()).or_default() += 1;
        self.0.read(path)
    }
}

#[test]
fn a_disk_that_is_read_once_says_the_same_each_time_and_keeps_what_it_is_to_keep() {
    let memory = Memory::of(&[("partners/a.toml", "name = \"A\"\n"), ("wbl/x.toml", "")]);
    let counted = Counted(memory, Mutex::default());
    let once = Once::over(&counted, |path| path.starts_with("partners/"));
    for _ in 0..3 {
        assert_eq!(once.read("partners/a.toml").unwrap(), b"name = \"A\"\n");
        assert_eq!(once.read("wbl/x.toml").unwrap(), b"");
        let gone = once.read("partners/b.toml").unwrap_err();
        assert_eq!(gone.kind(), io::ErrorKind::NotFound);
    }
    let counts = counted.1.lock().unwrap();
    assert_eq!((counts["partners/a.toml"], counts["wbl/x.toml"]), (1, 3));
}

#[test]
fn a_search_by_a_word_reads_each_file_once() {
    let memory = Memory::of(&[
        ("partners/a.toml", "name = \"dana-rivera\"\n"),
        ("partners/b.toml", "name = \"B\"\n"),
    ]);
    let counted = Counted(memory, Mutex::default());
    let book = Book::new(&counted, Settings::default());
    assert_eq!(book.all_with::<Partner>("dana-rivera").unwrap().len(), 1);
    assert!(counted.1.lock().unwrap().values().all(|count| *count == 1));
}
