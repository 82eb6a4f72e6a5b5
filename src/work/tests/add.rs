//! `add`, of every kind.

use super::*;
use crate::schema::Kind;
use crate::work::{AddRequest, add};

/// A request: a name (or none), and `key=text` pairs.
pub(super) fn request(name: &str, values: &[(&str, &str)]) -> AddRequest {
    let mut request = AddRequest {
        name: (!name.is_empty()).then(|| name.to_owned()),
        ..AddRequest::default()
    };
    for (key, text) in values {
        match request.values.iter_mut().find(|(one, _)| one == key) {
            Some((_, texts)) => texts.push((*text).to_owned()),
            None => request
                .values
                .push(((*key).to_owned(), vec![(*text).to_owned()])),
        }
    }
    request
}

pub(super) fn added(memory: &mut Memory, kind: Kind, request: &AddRequest) -> (Change, String) {
    let change = add(&memory.book(), kind, request, today(), 7);
    let change = change.unwrap_or_else(|fault| panic!("{fault}"));
    let change = apply(memory, change);
    let text = memory.0[&change.made[0].1].clone();
    (change, text)
}

pub(super) fn refused(memory: &Memory, kind: Kind, request: &AddRequest) -> (u8, String) {
    shown(&add(&memory.book(), kind, request, today(), 7).unwrap_err())
}

#[test]
fn a_first_placement_is_made_with_its_doubts() {
    let mut memory = school();
    let new = request(
        "Elm Park Center",
        &[
            ("ownership", "nonprofit"),
            ("sectors", "Healthcare, long-term"),
            ("stage", "committed"),
        ],
    );
    let (change, text) = added(&mut memory, Kind::Partner, &new);
    assert_eq!(change.made[0].1, "partners/elm-park-center.toml");
    assert_eq!(
        text,
        "name = \"Elm Park Center\"\nsectors = [\"Healthcare, long-term\"]\nownership = \"nonprofit\"\nstage = \"committed\"\nstage_since = 2026-11-22\n"
    );
    let values = [
        ("students", "s-m3m3m3"),
        ("partner", "elm park center"),
        ("activity", "internship"),
        ("starts", "2026-10-05"),
        ("planned", "100h"),
        ("supervisors", "contact=Pat Lee,from=2026-10-05"),
        ("schedule", "day=mon,from=3pm,to=18:30,break=30m"),
    ];
    let (change, text) = added(&mut memory, Kind::Wbl, &request("", &values));
    assert_eq!(
        change.made[0].1,
        "wbl/2026-27/s-m3m3m3-elm-park-center.toml"
    );
    assert_eq!(
        text,
        "activity = \"internship\"\npartner = \"elm-park-center\"\npathway = \"business\"\nstudents = [\"s-m3m3m3\"]\nstarts = 2026-10-05\nplanned_minutes = 6000\nschedule = [\n  { day = \"mon\", from = 15:00:00, to = 18:30:00, break_minutes = 30 },\n]\nsupervisors = [\n  { contact = \"p-lee\", from = 2026-10-05 },\n]\n"
    );
    let doubts = change.warnings.join("\n");
    assert!(
        doubts.contains("no MOU with `elm-park-center` for `business`"),
        "{doubts}"
    );
    assert!(!doubts.contains("permit"), "of age: {doubts}");
    let values = [
        ("students", "s-k7f2wq"),
        ("partner", "precision"),
        ("activity", "internship"),
        ("starts", "2026-10-05"),
    ];
    let (change, _) = added(&mut memory, Kind::Wbl, &request("", &values));
    let doubts = change.warnings.join("\n");
    assert!(
        doubts.contains("`s-k7f2wq` is 16 on 2026-10-05"),
        "{doubts}"
    );
    assert!(doubts.contains("no parent has agreed"), "{doubts}");
    memory.0.remove("private/students/s-k7f2wq.toml");
    let (code, text) = refused(&memory, Kind::Wbl, &request("", &values));
    assert!(
        code == 4 && text.contains("has this placement already: `s-k7f2wq-precision`"),
        "{text}"
    );
    let mut again = request("", &values);
    again.reason = Some("two departments".into());
    let (change, _) = added(&mut memory, Kind::Wbl, &again);
    assert_eq!(change.made[0].0, id("s-k7f2wq-precision-2"));
    assert!(
        change.warnings.join("\n").contains("not judged"),
        "{:?}",
        change.warnings
    );
}

#[test]
fn an_mou_that_ends_in_the_middle_is_named() {
    let signatures = ["industry", "board", "school"]
        .map(|party| format!("{{ party = \"{party}\", name = \"N\", on = 2026-09-01 }}"));
    let mou = format!(
        "partners = [\"precision\"]\nthrough = 2026-12-31\nsignatures = [{}]\n",
        signatures.join(", ")
    );
    let mut memory = school_with(&[("mous/m3.toml", &mou)]);
    let values = [
        ("students", "s-m3m3m3"),
        ("partner", "precision"),
        ("activity", "internship"),
        ("starts", "2026-10-12"),
        ("ends", "2027-03-20"),
    ];
    let mut second = request("", &values);
    second.reason = Some("two departments".into());
    let (change, _) = added(&mut memory, Kind::Wbl, &second);
    assert!(
        change.warnings[0].contains("none is in force on 2027-01-01"),
        "{:?}",
        change.warnings
    );
}

#[test]
fn one_placement_is_made_for_each_student() {
    let mut memory = school();
    let values = [
        ("students", "s-k7f2wq,s-m3m3m3"),
        ("partner", "notre-dame"),
        ("activity", "capstone"),
        ("starts", "2026-12-01"),
    ];
    let (change, text) = added(&mut memory, Kind::Wbl, &request("", &values));
    let ids: Vec<_> = change.made.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["s-k7f2wq-notre-dame-2", "s-m3m3m3-notre-dame"]);
    assert!(
        text.contains("pathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\n"),
        "{text}"
    );
    let values = [
        ("students", "s-k7f2wq,s-m3m3m3"),
        ("partner", "notre-dame"),
        ("activity", "site-tour"),
        ("starts", "2026-12-01"),
    ];
    let memory_with = |activity: &str| {
        school_with(&[(
            "rules/massachusetts.toml",
            &format!(
                "name = \"M\"\nactivities = [{{ activity = \"{activity}\", stage = \"exploration\" }}]\n"
            ),
        )])
    };
    let mut memory = memory_with("site-tour");
    let (change, text) = added(&mut memory, Kind::Wbl, &request("", &values));
    assert_eq!(change.made[0].0, id("site-tour-notre-dame-2026-12-01"));
    assert!(
        text.contains("students = [\"s-k7f2wq\", \"s-m3m3m3\"]"),
        "{text}"
    );
    assert!(change.warnings.is_empty());
}

#[test]
fn references_come_before_values_and_values_before_what_is_missing() {
    let memory = school();
    let bad = request(
        "",
        &[
            ("partner", "nowhere"),
            ("starts", "someday"),
            ("planned", "x"),
        ],
    );
    let (code, text) = refused(&memory, Kind::Wbl, &bad);
    assert_eq!(code, 3, "{text}");
    let bad = request(
        "",
        &[
            ("starts", "someday"),
            ("planned", "x"),
            ("activity", "intership"),
            ("colour", "red"),
        ],
    );
    let (code, text) = refused(&memory, Kind::Wbl, &bad);
    assert_eq!((code, text.matches("error:").count()), (2, 4), "{text}");
    assert!(text.contains("did you mean `internship`"), "{text}");
    let (code, text) = refused(&memory, Kind::Wbl, &request("", &[("title", "T")]));
    assert_eq!(code, 2);
    assert!(
        text.contains("`--activity`") && text.contains("`--starts`"),
        "{text}"
    );
    let (_, text) = refused(
        &memory,
        Kind::Wbl,
        &request("", &[("activity", "internship"), ("starts", "2026-10-05")]),
    );
    assert!(text.contains("an experience needs `--students`"), "{text}");
    let two = "grad_year = 2027\nenrolled = [{ pathway = \"healthcare\", from = 2025-09-01 }, { pathway = \"business\", from = 2026-09-01 }]\n";
    let memory = school_with(&[("students/s-k7f2wq.toml", two)]);
    let (code, text) = refused(
        &memory,
        Kind::Wbl,
        &request(
            "",
            &[
                ("activity", "internship"),
                ("starts", "2026-10-05"),
                ("students", "janie"),
            ],
        ),
    );
    assert_eq!(code, 2);
    assert!(
        text.contains(
            "an experience needs `--pathway` (`s-k7f2wq` is in `healthcare` and `business` on 2026-10-05)"
        ),
        "{text}"
    );
    let (code, text) = refused(
        &memory,
        Kind::Wbl,
        &request(
            "",
            &[
                ("activity", "internship"),
                ("starts", "2026-10-05"),
                ("ends", "2026-10-01"),
                ("students", "janie"),
                ("pathway", "business"),
            ],
        ),
    );
    assert_eq!(code, 4);
    assert!(
        text.contains("`ends` 2026-10-01 lies before `starts` 2026-10-05"),
        "{text}"
    );
    assert_eq!(
        refused(&memory, Kind::Partner, &request("", &[])).1,
        "error: a partner needs a NAME\nhint: see examples with `wbl partner add --help`\n"
    );
}

#[test]
fn a_likely_duplicate_needs_a_reason_which_is_recorded() {
    let mut memory = school();
    let mut twin = request("Precision Engineering, Inc.", &[]);
    let (code, text) = refused(&memory, Kind::Partner, &twin);
    assert_eq!(code, 4);
    assert!(
        text.contains("possible duplicate: there is `precision`, Precision (Uxbridge)"),
        "{text}"
    );
    assert!(text.contains("--reason"), "{text}");
    twin.reason = Some("another firm".into());
    let (_, text) = added(&mut memory, Kind::Partner, &twin);
    assert!(
        text.starts_with("name = \"Precision Engineering, Inc.\"\nreasons = [\n  { id = \""),
        "{text}"
    );
    assert!(text.ends_with("rule = \"likely-duplicate\", about = \"precision\", reason = \"another firm\", by = \"Ada Quill\", on = 2026-11-22 },\n]\n"), "{text}");
    let branch = request("Precision North", &[("part_of", "precision")]);
    added(&mut memory, Kind::Partner, &branch);
    let mut other = request("Antron", &[]);
    other.reason = Some("none is needed".into());
    let (_, text) = added(&mut memory, Kind::Partner, &other);
    assert_eq!(
        text, "name = \"Antron\"\n",
        "a reason where no rule is broken is not recorded"
    );
    let (code, _) = refused(
        &memory,
        Kind::Contact,
        &request("jose ortiz", &[("partner", "notre-dame")]),
    );
    assert_eq!(code, 4);
}

#[test]
fn names_of_all_kinds_are_kept_and_give_ids_that_are_safe() {
    let mut memory = school();
    for (name, stored, id) in [
        (
            "Jose\u{301} Nu\u{301}n\u{303}ez-O'Brien ",
            "José Núñez-O'Brien",
            "jose-nunez-obrien",
        ),
        ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh", "nguyen-thi-anh"),
        ("李 伟", "李 伟", "li-wei"),
        ("🏭", "🏭", "factory"),
        ("AUX", "AUX", "aux-contact"),
    ] {
        let (change, text) = added(&mut memory, Kind::Contact, &request(name, &[]));
        assert_eq!(change.made[0].0.as_str(), id);
        assert_eq!(text, format!("name = \"{stored}\"\n"));
    }
    let (code, text) = refused(&memory, Kind::Contact, &request("***", &[]));
    assert_eq!(code, 2);
    assert!(text.contains("--id"), "{text}");
    let mut with_id = request("***", &[]);
    for (typed, code) in [("Bad Id", 2), ("aux", 2), ("p-lee", 4)] {
        with_id.id = Some(typed.into());
        assert_eq!(refused(&memory, Kind::Contact, &with_id).0, code, "{typed}");
    }
}
