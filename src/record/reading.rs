//! The plain reader and the toml crate never disagree: what the one takes, the other reads the same.

use proptest::prelude::*;

use super::{Body, Person, Student, Wbl, any, spec};
use crate::schema::{Kind, read_plain, record_text};

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

/// Any record of the kinds that reports read by the thousand, as the program writes it.
fn record() -> impl Strategy<Value = (Kind, String)> {
    let kinds = vec![Kind::Wbl, Kind::Student, Kind::Person];
    proptest::sample::select(kinds).prop_flat_map(|kind| {
        let fields = spec(kind).fields();
        any::table(fields).prop_map(move |node| (kind, record_text(&node, fields)))
    })
}

proptest! {
    #[test]
    fn any_record_reads_the_same_both_ways((kind, text) in record()) {
        let (plain, whole) = both(kind, &text);
        prop_assert!(whole.is_some(), "{}", text);
        prop_assert!(plain.is_none() || plain == whole, "{}", text);
    }

    #[test]
    fn what_the_plain_reader_takes_the_other_reads_the_same(
        (kind, text) in record(),
        at in any::<prop::sample::Index>(),
        cut in 0..4usize,
        put in proptest::sample::select(vec!["", "\"", "=", ",", "{", "]", "#", "\n", "\r", "\\", "0", "-", " = 1\n", "'", ".", "\u{7f}", "é", "T"]),
    ) {
        let mut chars: Vec<char> = text.chars().collect();
        let from = at.index(chars.len() + 1);
        let to = (from + cut).min(chars.len());
        chars.splice(from..to, put.chars());
        let text: String = chars.into_iter().collect();
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
