//! Whatever lies in a store, reading it and checking it come to an end without a panic.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};

use super::tests::clean;
use crate::record::{KINDS, KindSpec, SETTINGS, any};
use crate::schema::{Kind, record_text};

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    })
}

/// Where a record of a kind would lie under a file name.
fn path_of(spec: &KindSpec, name: &str) -> String {
    match (spec.kind, spec.by_year) {
        (Kind::Settings, _) => SETTINGS.to_owned(),
        (_, true) => format!("{}/2026-27/{name}", spec.folder),
        (_, false) => format!("{}/{name}", spec.folder),
    }
}

/// Names of files, good and bad, some of records of the clean store.
fn name() -> BoxedStrategy<String> {
    const KNOWN: [&str; 5] = [
        "antron.toml",
        "s-k7f2wq.toml",
        "s-k7f2wq-antron.toml",
        "massachusetts.toml",
        "m.toml",
    ];
    prop_oneof![
        2 => proptest::sample::select(&KNOWN[..]).prop_map(str::to_owned),
        1 => Just("x.toml".to_owned()),
        1 => "[^/]{0,8}\\.toml".prop_map(|name| name),
        1 => any::any_text().prop_map(|text| text.replace('/', "")),
    ]
    .boxed()
}

fn spec() -> impl Strategy<Value = KindSpec> {
    proptest::sample::select(KINDS)
}

/// Puts bytes into the clean store and has it checked.
fn check_with(spec: &KindSpec, name: &str, bytes: Vec<u8>) -> TestCaseResult {
    let mut store = clean();
    let path = path_of(spec, name);
    store.0.insert(path.clone(), bytes);
    for problem in store.problems() {
        prop_assert!(!problem.message.is_empty());
        prop_assert!(problem.place.path != path || problem.place.line < 1_000_000);
    }
    Ok(())
}

#[test]
fn any_bytes_in_any_file_are_at_most_a_finding() {
    let bytes = proptest::collection::vec(any::<u8>(), 0..200);
    let result = runner(150).run(&(spec(), name(), bytes), |(spec, name, bytes)| {
        check_with(&spec, &name, bytes)
    });
    result.unwrap();
}

#[test]
fn any_record_that_a_table_allows_can_be_checked() {
    for spec in KINDS {
        let records = (name(), any::table(spec.fields()));
        let result = runner(16).run(&records, |(name, node)| {
            check_with(spec, &name, record_text(&node, spec.fields()).into_bytes())
        });
        if let Err(error) = result {
            panic!("{}: {error}", spec.kind);
        }
    }
}

#[test]
fn a_record_with_bytes_changed_can_be_checked() {
    /// Where, how many bytes go, and what comes instead.
    type Cut = (prop::sample::Index, usize, Vec<u8>);
    let hostile = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..4),
        any::any_text().prop_map(String::into_bytes),
    ];
    let cuts = proptest::collection::vec((any::<prop::sample::Index>(), 0usize..6, hostile), 1..4);
    for spec in KINDS {
        let changed = (name(), any::table(spec.fields()), cuts.clone());
        let result = runner(16).run(&changed, |(name, node, cuts): (_, _, Vec<Cut>)| {
            let mut bytes = record_text(&node, spec.fields()).into_bytes();
            for (at, gone, instead) in cuts {
                let at = at.index(bytes.len() + 1);
                let end = (at + gone).min(bytes.len());
                bytes.splice(at..end, instead);
            }
            check_with(spec, &name, bytes)
        });
        if let Err(error) = result {
            panic!("{}: {error}", spec.kind);
        }
    }
}

/// A problem of every line of a huge file is told of only so many times.
const MOST: usize = 60;

#[test]
fn a_large_file_of_anything_is_read_to_its_end() {
    for of in [
        "\0", "= = =\n", "a", "\"", "# c\r\n", "[", "{", "x = [", "<<<<<< ", "a.", "'''",
        "[[a]]\n", "“”\n", "a = {b", "x = 1\n", "\u{feff}",
    ] {
        let bytes: Vec<u8> = of.bytes().cycle().take(10_000).collect();
        let mut store = clean();
        store.0.insert("partners/x.toml".into(), bytes);
        let problems = store.problems();
        assert!(
            (1..=MOST).contains(&problems.len()),
            "{of:?}: {}",
            problems.len()
        );
    }
}

#[test]
fn ten_megabytes_of_garbage_are_one_finding() {
    let mut random = fastrand::Rng::with_seed(1);
    let bytes: Vec<u8> = (0..10_000_000).map(|_| random.u8(..)).collect();
    let mut store = clean();
    store.0.insert("partners/x.toml".into(), bytes);
    let begun = Instant::now();
    let problems = store.problems();
    assert_eq!((problems.len(), problems[0].rule), (1, "not-utf-8"));
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn what_editors_and_spreadsheets_make_of_a_file_is_read_or_explained() {
    let record = "name = \"Borel\"\nkind = \"employer\"\n";
    for (text, line, word) in [
        (record.replace('\n', "\r\n"), 0, ""),
        (format!("\u{feff}{record}"), 0, ""),
        (format!("\u{feff}{record}town = X\r\n"), 3, "town = \"X\""),
        (
            format!("{record}stage_since = \"2026-10-06\"\n"),
            3,
            "stage_since = 2026-10-06",
        ),
        (
            format!("{record}stage_since = 10/6/2026\n"),
            3,
            "stage_since = 2026-10-06",
        ),
        (format!("{record}phone = 00123\n"), 3, "phone = \"00123\""),
        (format!("{record}<<<<<<< HEAD\n"), 3, "`wbl conflicts`"),
        (
            format!("{record}town = “Uxbridge”\n"),
            3,
            "town = \"Uxbridge\"",
        ),
    ] {
        let mut store = clean();
        store
            .0
            .insert("partners/borel.toml".into(), text.clone().into_bytes());
        let problems = store.problems();
        let said: Vec<_> = problems
            .iter()
            .map(|p| (p.place.line, &p.message, &p.hint))
            .collect();
        assert_eq!(problems.len(), usize::from(line > 0), "{text:?} {said:?}");
        if let [problem] = &problems[..] {
            assert_eq!(problem.place.line, line, "{said:?}");
            assert!(problem.hint.contains(word), "{said:?}");
        }
    }
}
