//! Verbs that add an item: `touch`, `ask`, `earn`, `course`, `paper`, `note`, `meet`, `act`, and `done`.

use super::*;
use crate::fault::Result;
use crate::schema::Kind;
use crate::work::{ItemRequest, ItemVerb, add_items, done};

/// Keys with what was typed for them.
type Pairs<'a> = &'a [(&'a str, &'a str)];

/// Runs a verb by its row, on records by id.
fn run(
    memory: &Memory,
    kind: Kind,
    name: &str,
    ids: &[&str],
    words: &[&str],
    values: &[(&str, &str)],
) -> Result<Change> {
    let verb = ItemVerb::of(name, kind).unwrap();
    let ids: Vec<_> = ids.iter().map(|text| id(text)).collect();
    let texts = |(key, text): &(&str, &str)| ((*key).to_owned(), vec![(*text).to_owned()]);
    let request = ItemRequest {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        values: values.iter().map(texts).collect(),
        is_new: false,
        reason: None,
    };
    add_items(&memory.book(), verb, &ids, &request, today(), 7)
}

#[test]
fn a_touch_goes_to_several_partners_in_one_change() {
    let mut memory = school();
    let change = run(
        &memory,
        Kind::Partner,
        "touch",
        &["notre-dame", "precision"],
        &[],
        &[
            ("via", "call"),
            ("about", "interns"),
            ("next", "send the plan"),
            ("due", "+1w"),
        ],
    )
    .unwrap();
    assert_eq!(change.edits.len(), 2);
    let change = apply(&mut memory, change);
    for path in ["partners/notre-dame.toml", "partners/precision.toml"] {
        let text = &memory.0[path];
        assert!(text.contains("on = 2026-11-22, via = \"call\", about = \"interns\", next = \"send the plan\", due = 2026-11-29 }"), "{text}");
    }
    assert!(change.said[0].starts_with("Noted the call with `notre-dame` on 2026-11-22 (touch `"));
}

#[test]
fn what_is_missing_is_named_at_once_with_an_example() {
    let fault = run(&school(), Kind::Partner, "touch", &["precision"], &[], &[]).unwrap_err();
    let (code, text) = shown(&fault);
    assert_eq!(code, 2);
    for part in ["--via", "--about", "wbl partner touch antron"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn nothing_has_happened_on_a_day_to_come() {
    let values = [("via", "call"), ("about", "x"), ("on", "2026-11-23")];
    let fault = run(
        &school(),
        Kind::Partner,
        "touch",
        &["precision"],
        &[],
        &values,
    )
    .unwrap_err();
    assert_eq!(shown(&fault).0, 4);
}

#[test]
fn a_promise_is_done_once_and_not_before_it_was_made() {
    let mut memory = school_with(&[(
        "partners/precision.toml",
        "name = \"Precision\"\ntouches = [\n  { id = \"aaaaaa\", on = 2026-10-06, next = \"tour\" },\n]\n",
    )]);
    let finish = |memory: &Memory, item: &str, on: &str| {
        let p = id("precision");
        done(&memory.book(), Kind::Partner, &p, item, day(on), today(), 7)
    };
    assert_eq!(
        shown(&finish(&memory, "aaaaab", "2026-10-07").unwrap_err()).0,
        3
    );
    assert_eq!(
        shown(&finish(&memory, "aaaaaa", "2026-10-05").unwrap_err()).0,
        4
    );
    assert_eq!(
        shown(&finish(&memory, "aaaaaa", "2026-11-23").unwrap_err()).0,
        4
    );
    let change = finish(&memory, "aaaaaa", "2026-10-07").unwrap();
    apply(&mut memory, change);
    assert!(memory.0["partners/precision.toml"].contains("next = \"tour\", done = 2026-10-07 }"));
    assert_eq!(
        shown(&finish(&memory, "aaaaaa", "2026-10-08").unwrap_err()).0,
        4
    );
}

const RULES: (&str, &str) = (
    "rules/massachusetts.toml",
    include_str!("../../../data-template/rules/massachusetts.toml"),
);

#[test]
fn the_newest_open_ask_of_an_activity_moves() {
    let mut memory = school_with(&[
        RULES,
        (
            "partners/precision.toml",
            "name = \"Precision\"\nasks = [\n  { id = \"aaaaaa\", activity = \"internship\", status = \"asked\", on = 2026-10-06 },\n  { id = \"bbbbbb\", activity = \"internship\", status = \"declined\", on = 2026-10-07 },\n]\n",
        ),
    ]);
    let agreed = [("status", "agreed"), ("note", "two")];
    let change = run(
        &memory,
        Kind::Partner,
        "ask",
        &["precision"],
        &["internship"],
        &agreed,
    );
    apply(&mut memory, change.unwrap());
    let text = memory.0["partners/precision.toml"].clone();
    assert!(text.contains("{ id = \"aaaaaa\", activity = \"internship\", status = \"agreed\", on = 2026-10-06, note = \"two\" }"), "{text}");
    let again = run(
        &memory,
        Kind::Partner,
        "ask",
        &["precision"],
        &["internship"],
        &[],
    )
    .unwrap();
    assert!(again.is_empty());
    assert!(again.said[0].contains("agreed already"), "{:?}", again.said);
    let two = ["job-shadow", "site-tour"];
    let change = run(&memory, Kind::Partner, "ask", &["precision"], &two, &[]).unwrap();
    apply(&mut memory, change);
    let text = &memory.0["partners/precision.toml"];
    assert_eq!(
        text.matches("status = \"asked\", on = 2026-11-22").count(),
        2,
        "{text}"
    );
}

#[test]
fn credentials_courses_and_papers_go_into_the_student() {
    let mut memory = school();
    let steps: [(&str, &[&str], Pairs); 4] = [
        (
            "earn",
            &["OSHA 10"],
            &[("earned", "2026-11-20"), ("expires", "2031-11-20")],
        ),
        ("earn", &["OSHA 10"], &[("expires", "2032-11-20")]),
        (
            "course",
            &["Engineering I"],
            &[("kind", "technical"), ("done", "2026-06-12")],
        ),
        (
            "paper",
            &["physical"],
            &[("on", "2026-09-02"), ("ref", "drawer 2")],
        ),
    ];
    for (name, words, values) in steps {
        let change = run(&memory, Kind::Student, name, &["s-k7f2wq"], words, values).unwrap();
        let change = apply(&mut memory, change);
        assert!(!change.said.concat().contains("Jane"), "{:?}", change.said);
    }
    let text = &memory.0["students/s-k7f2wq.toml"];
    for line in [
        "{ name = \"OSHA 10\", earned = 2026-11-22, expires = 2032-11-20 }",
        "{ name = \"Engineering I\", kind = \"technical\", done = 2026-06-12 }",
        "{ kind = \"physical\", on = 2026-09-02, ref = \"drawer 2\" }",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let twisted = [("earned", "2026-11-20"), ("expires", "2026-11-19")];
    let fault = run(
        &memory,
        Kind::Student,
        "earn",
        &["s-k7f2wq"],
        &["CNA"],
        &twisted,
    );
    assert_eq!(shown(&fault.unwrap_err()).0, 4);
}

#[test]
fn a_note_and_a_paper_go_into_an_experience() {
    let mut memory = school();
    let placement = ["s-k7f2wq-notre-dame"];
    let note = [("kind", "visit"), ("about", "well"), ("with", "j-ortiz")];
    let change = run(&memory, Kind::Wbl, "note", &placement, &[], &note).unwrap();
    apply(&mut memory, change);
    let change = run(&memory, Kind::Wbl, "paper", &placement, &["permit"], &[]).unwrap();
    apply(&mut memory, change);
    let text = &memory.0["wbl/2026-27/s-k7f2wq-notre-dame.toml"];
    assert!(
        text.contains("on = 2026-11-22, kind = \"visit\", about = \"well\", with = \"j-ortiz\" }"),
        "{text}"
    );
    assert!(
        text.contains("{ kind = \"permit\", on = 2026-11-22 }"),
        "{text}"
    );
    let fault = run(&memory, Kind::Wbl, "paper", &placement, &["permt"], &[]).unwrap_err();
    assert!(shown(&fault).1.contains("did you mean `permit`"));
}

#[test]
fn a_council_meets_and_gives_someone_something_to_do() {
    let mut memory = school_with(&[("councils/health.toml", "name = \"Health\"\n")]);
    let meet = [
        ("on", "2026-11-18"),
        ("attended", "j-ortiz,p-lee"),
        ("decisions", "yes"),
    ];
    let change = run(&memory, Kind::Council, "meet", &["health"], &[], &meet).unwrap();
    apply(&mut memory, change);
    let act = [
        ("who", "j-ortiz"),
        ("due", "2026-12-04"),
        ("quick_win", "yes"),
    ];
    let change = run(
        &memory,
        Kind::Council,
        "act",
        &["health"],
        &["Find a room"],
        &act,
    )
    .unwrap();
    apply(&mut memory, change);
    let text = memory.0["councils/health.toml"].clone();
    assert!(
        text.contains(
            "on = 2026-11-18, attended = [\"j-ortiz\", \"p-lee\"], decisions = \"yes\" }"
        ),
        "{text}"
    );
    assert!(
        text.contains(
            "what = \"Find a room\", who = \"j-ortiz\", due = 2026-12-04, quick_win = true }"
        ),
        "{text}"
    );
    let wrong = [
        ("who", "j-ortiz"),
        ("due", "2026-12-04"),
        ("attended", "nobody"),
    ];
    let fault = run(
        &memory,
        Kind::Council,
        "meet",
        &["health"],
        &[],
        &wrong[2..],
    )
    .unwrap_err();
    assert_eq!(shown(&fault).0, 3);
}
