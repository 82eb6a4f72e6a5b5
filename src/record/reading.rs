//! The plain readers and the toml crate never disagree: what the one takes, the other reads the same.

use proptest::prelude::*;

use super::{Body, KINDS, Person, Student, Wbl, any, spec};
use crate::schema::{Doc, Kind, Problem, read_plain, record_text};

/// What the plain reader makes of a text, and what the toml crate does, as JSON.
fn both(kind: Kind, text: &str) -> (Option<String>, Option<String>) {
    fn of<T: Body>(text: &str) -> (Option<String>, Option<String>) {
        let json = |body: &T| serde_json::to_string(body).unwrap();
        let plain = read_plain::<T>(text).as_ref().map(json);
        (plain, toml::from_str(text).ok().as_ref().map(json))
    }
    match kind {
        Kind::Student => of::<Student>(text),
        Kind::Person => of::<Person>(text),
        _ => of::<Wbl>(text),
    }
}

/// What a text is parsed as, and what the toml crate alone makes of it: values and their places.
fn parsed_both_ways(text: &str) -> [Result<String, Vec<Problem>>; 2] {
    let skip = text.len() - text.trim_start_matches('\u{feff}').len();
    let skip = skip.min('\u{feff}'.len_utf8());
    let told = |doc: Result<Doc, Vec<Problem>>| doc.map(|doc| format!("{:?}", doc.root));
    [
        told(Doc::parse("x.toml", text.to_owned())),
        told(Doc::parse_any("x.toml", text.to_owned(), skip)),
    ]
}

/// Any record of some kinds, as the program writes it.
fn record(kinds: Vec<Kind>) -> impl Strategy<Value = (Kind, String)> {
    proptest::sample::select(kinds).prop_flat_map(|kind| {
        let fields = spec(kind).fields();
        any::table(fields).prop_map(move |node| (kind, record_text(&node, fields)))
    })
}

/// The kinds that reports read by the thousand.
fn many() -> Vec<Kind> {
    vec![Kind::Wbl, Kind::Student, Kind::Person]
}

fn every() -> Vec<Kind> {
    KINDS.iter().map(|spec| spec.kind).collect()
}

/// A text with a few characters put in or taken out, somewhere.
fn scratched(kinds: Vec<Kind>) -> impl Strategy<Value = (Kind, String)> {
    let put = proptest::sample::select(vec![
        "", "\"", "=", ",", "{", "]", "#", "\n", "\r", "\\", "0", "-", " = 1\n", "'", ".",
        "\u{7f}", "é", "T", "[", "}", "\u{feff}", "[a]\n", "_", ":", "+",
    ]);
    let cut = (any::<prop::sample::Index>(), 0..4usize, put);
    (record(kinds), cut).prop_map(|((kind, text), (at, cut, put))| {
        let mut chars: Vec<char> = text.chars().collect();
        let from = at.index(chars.len() + 1);
        let to = (from + cut).min(chars.len());
        chars.splice(from..to, put.chars());
        (kind, chars.into_iter().collect())
    })
}

proptest! {
    #[test]
    fn any_record_parses_the_same_both_ways((_, text) in record(every())) {
        let [ours, theirs] = parsed_both_ways(&text);
        prop_assert!(ours.is_ok(), "{}", text);
        prop_assert_eq!(ours, theirs, "{}", text);
    }

    #[test]
    fn any_text_parses_the_same_both_ways((_, text) in scratched(every())) {
        let [ours, theirs] = parsed_both_ways(&text);
        prop_assert_eq!(ours, theirs, "{}", text);
    }

    #[test]
    fn any_record_reads_the_same_both_ways((kind, text) in record(many())) {
        let (plain, whole) = both(kind, &text);
        prop_assert!(whole.is_some(), "{}", text);
        prop_assert!(plain.is_none() || plain == whole, "{}", text);
    }

    #[test]
    fn what_the_plain_reader_takes_the_other_reads_the_same((kind, text) in scratched(many())) {
        let (plain, whole) = both(kind, &text);
        prop_assert!(plain.is_none() || plain == whole, "{}", text);
    }
}

#[test]
fn an_experience_as_the_program_writes_it_is_plain() {
    let text = "activity = \"internship\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nwage = \"16.50\"\nstatus = \"ended-early\"\ncredit_year = \"2026-27\"\nschedule = [\n  { day = \"mon\", from = 15:00:00, to = 18:30:00 },\n]\nhours = [\n  { id = \"k3f9qd\", on = 2026-10-06, from = 15:00:00, to = 18:30:00, kind = \"remote\", by = \"j-ortiz\", verified = 2026-10-09, seen = 210 },\n  { id = \"m2xwzh\", on = 2026-10-08, minutes = 180 },\n]\n";
    let (plain, whole) = both(Kind::Wbl, text);
    assert!(plain.is_some());
    assert_eq!(plain, whole);
}
