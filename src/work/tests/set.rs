//! `set`, of every kind.

use super::*;
use crate::schema::Kind;
use crate::work::{SetRequest, set};

fn pairs(values: &[(&str, &str)]) -> Vec<(String, String)> {
    values
        .iter()
        .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
        .collect()
}

fn values(values: &[(&str, &str)]) -> SetRequest {
    let values = pairs(values)
        .into_iter()
        .map(|(key, text)| (key, vec![text]))
        .collect();
    SetRequest {
        values,
        ..SetRequest::default()
    }
}

fn changed(memory: &mut Memory, kind: Kind, ids: &[&str], request: &SetRequest) -> Change {
    let ids: Vec<_> = ids.iter().map(|text| id(text)).collect();
    let change = set(&memory.book(), kind, &ids, request, today(), 7);
    apply(memory, change.unwrap_or_else(|fault| panic!("{fault}")))
}

fn refused(memory: &Memory, kind: Kind, one: &str, request: &SetRequest) -> (u8, String) {
    shown(&set(&memory.book(), kind, &[id(one)], request, today(), 7).unwrap_err())
}

const PLACEMENT: &str = "wbl/2026-27/s-k7f2wq-notre-dame.toml";

#[test]
fn a_list_flag_replaces_then_adds_then_drops() {
    let mut memory = school_with(&[(
        "partners/precision.toml",
        "name = \"Precision\" # here\npathways = [\"business\"]\ntags = [\n  \"a\", # first\n  \"b\",\n]\n",
    )]);
    let request = SetRequest {
        values: vec![("pathways".into(), vec!["healthcare,business".into()])],
        add: pairs(&[("tags", "c, d"), ("tags", "b")]),
        drop: pairs(&[("tags", "a"), ("pathways", "Business"), ("tags", "z")]),
        ..SetRequest::default()
    };
    let change = changed(&mut memory, Kind::Partner, &["precision"], &request);
    assert_eq!(
        memory.0["partners/precision.toml"],
        "name = \"Precision\" # here\npathways = [\"healthcare\"]\ntags = [\n  \"b\",\n  \"c, d\",\n]\n"
    );
    assert!(
        change.warnings[0].contains("nothing was dropped"),
        "{:?}",
        change.warnings
    );
    let again = changed(
        &mut memory,
        Kind::Partner,
        &["precision"],
        &values(&[("name", "Precision")]),
    );
    assert!(again.is_empty() && again.said.is_empty());
}

#[test]
fn a_group_flag_updates_the_item_with_the_same_key_or_appends() {
    let mut memory = school();
    changed(
        &mut memory,
        Kind::Wbl,
        &["s-k7f2wq-notre-dame"],
        &values(&[("supervisors", "contact=p-lee,from=2026-12-01")]),
    );
    changed(
        &mut memory,
        Kind::Wbl,
        &["s-k7f2wq-notre-dame"],
        &values(&[("supervisors", "contact=José Ortiz,to=2026-11-30")]),
    );
    let expected = "supervisors = [\n  { contact = \"j-ortiz\", to = 2026-11-30 },\n  { contact = \"p-lee\", from = 2026-12-01 },\n]\n";
    assert!(
        memory.0[PLACEMENT].ends_with(expected),
        "{}",
        memory.0[PLACEMENT]
    );
    changed(
        &mut memory,
        Kind::Wbl,
        &["s-k7f2wq-notre-dame"],
        &values(&[("supervisors", "contact=p-lee,from=2027-02-01")]),
    );
    let (code, text) = refused(
        &memory,
        Kind::Wbl,
        "s-k7f2wq-notre-dame",
        &values(&[("supervisors", "contact=p-lee,to=2027-03-01")]),
    );
    assert_eq!(code, 2);
    assert!(text.contains("say which: add `from=…`"), "{text}");
    let request = SetRequest {
        drop: pairs(&[("supervisors", "contact=j-ortiz")]),
        ..SetRequest::default()
    };
    changed(&mut memory, Kind::Wbl, &["s-k7f2wq-notre-dame"], &request);
    assert!(!memory.0[PLACEMENT].contains("j-ortiz"));
    let (code, _) = refused(
        &memory,
        Kind::Wbl,
        "s-k7f2wq-notre-dame",
        &values(&[("supervisors", "to=2027-03-01")]),
    );
    assert_eq!(
        code, 2,
        "an item without its key is a new one, and lacks it"
    );
    let (code, text) = refused(
        &memory,
        Kind::Wbl,
        "s-k7f2wq-notre-dame",
        &values(&[("hours", "on=2026-10-06")]),
    );
    assert_eq!(code, 2);
    assert!(text.contains("written by its verbs"), "{text}");
}

#[test]
fn a_students_fields_lie_in_two_files_and_the_private_one_can_be_made() {
    let mut memory = school();
    let request = values(&[("known_as", "JD"), ("transport", "own")]);
    let change = changed(&mut memory, Kind::Student, &["s-k7f2wq"], &request);
    assert_eq!(change.edits.len(), 2);
    assert!(memory.0["students/s-k7f2wq.toml"].ends_with("transport = \"own\"\n"));
    assert!(memory.0["private/students/s-k7f2wq.toml"].contains("known_as = \"JD\""));
    memory.0.remove("private/students/s-k7f2wq.toml");
    let (code, text) = refused(
        &memory,
        Kind::Student,
        "s-k7f2wq",
        &values(&[("email", "j@x.example")]),
    );
    assert_eq!(code, 2);
    assert!(text.contains("`--name`"), "{text}");
    changed(
        &mut memory,
        Kind::Student,
        &["s-k7f2wq"],
        &values(&[("name", "Jane Doe"), ("born", "2009-11-12")]),
    );
    assert_eq!(
        memory.0["private/students/s-k7f2wq.toml"],
        "name = \"Jane Doe\"\nborn = 2009-11-12\n"
    );
}

#[test]
fn what_a_record_cannot_be_without_stays() {
    let mut memory = school();
    let unset = |key: &str| SetRequest {
        unset: vec![key.to_owned()],
        ..SetRequest::default()
    };
    assert_eq!(
        refused(&memory, Kind::Partner, "precision", &unset("name")).0,
        4
    );
    changed(
        &mut memory,
        Kind::Partner,
        &["precision", "notre-dame"],
        &unset("town"),
    );
    assert_eq!(
        memory.0["partners/precision.toml"],
        "name = \"Precision\"\n"
    );
    assert_eq!(
        refused(&memory, Kind::Partner, "precision", &unset("twon")).0,
        2
    );
    assert_eq!(
        refused(&memory, Kind::Partner, "nowhere", &unset("town")).0,
        3
    );
}

#[test]
fn a_stage_stands_since_the_day_it_was_set() {
    let mut memory = school();
    changed(
        &mut memory,
        Kind::Partner,
        &["precision"],
        &values(&[("stage", "active")]),
    );
    assert_eq!(
        memory.0["partners/precision.toml"],
        "name = \"Precision\"\ntown = \"Uxbridge\"\nstage = \"active\"\nstage_since = 2026-11-22\n"
    );
    let change = changed(
        &mut memory,
        Kind::Partner,
        &["precision"],
        &values(&[("stage", "active")]),
    );
    assert!(change.is_empty(), "the same stage began when it began");
    changed(
        &mut memory,
        Kind::Partner,
        &["precision"],
        &values(&[("stage", "dormant"), ("stage_since", "yesterday")]),
    );
    assert!(memory.0["partners/precision.toml"].ends_with("stage_since = 2026-11-21\n"));
}

#[test]
fn what_a_record_would_become_is_judged_as_a_new_one_is() {
    let hours = "activity = \"internship\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nhours = [\n  { id = \"k3f9qd\", on = 2026-11-06, minutes = 60 },\n]\n";
    let memory = school_with(&[("wbl/2026-27/w.toml", hours)]);
    let (code, text) = refused(&memory, Kind::Wbl, "w", &values(&[("ends", "2026-10-31")]));
    assert_eq!(code, 4);
    assert!(text.contains("`k3f9qd` of 2026-11-06"), "{text}");
    let (code, _) = refused(
        &memory,
        Kind::Wbl,
        "w",
        &values(&[("students", "s-k7f2wq,s-m3m3m3")]),
    );
    assert_eq!(code, 4);
    let (code, text) = refused(
        &memory,
        Kind::Partner,
        "notre-dame",
        &values(&[("name", "Precision LLC")]),
    );
    assert_eq!(code, 4);
    assert!(text.contains("possible duplicate"), "{text}");
    assert_eq!(
        refused(
            &memory,
            Kind::Partner,
            "precision",
            &values(&[("successor", "precision")])
        )
        .0,
        4
    );
}

#[test]
fn an_mou_that_is_signed_changes_by_amendment_and_no_two_supersede_each_other() {
    let signed = "partners = [\"precision\"]\nthrough = 2027-06-30\nsignatures = [{ party = \"school\", name = \"S\", on = 2026-09-10 }]\n";
    let mut memory = school_with(&[
        ("mous/m3.toml", signed),
        (
            "mous/m4.toml",
            "partners = [\"precision\"]\nthrough = 2028-06-30\nsupersedes = [\"m3\"]\n",
        ),
    ]);
    let (code, text) = refused(
        &memory,
        Kind::Mou,
        "m3",
        &values(&[("through", "2028-06-30")]),
    );
    assert_eq!(code, 4);
    assert!(text.contains("wbl mou amend m3 --through"), "{text}");
    let mut with_reason = values(&[("through", "2028-06-30")]);
    with_reason.reason = Some("typed wrong from the paper".into());
    changed(&mut memory, Kind::Mou, &["m3"], &with_reason);
    assert!(memory.0["mous/m3.toml"].contains("rule = \"signed-terms\", about = \"through\""));
    changed(&mut memory, Kind::Mou, &["m3"], &values(&[("notes", "N")]));
    let (code, text) = refused(&memory, Kind::Mou, "m3", &values(&[("supersedes", "m4")]));
    assert_eq!(code, 4);
    assert!(
        text.contains("cannot supersede what supersedes it"),
        "{text}"
    );
}

#[test]
fn hours_are_not_moved_in_passing() {
    let path = "wbl/2026-27/s-k7f2wq-notre-dame.toml";
    let text = "activity = \"internship\"\npartner = \"notre-dame\"\npathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nhours = [\n  { id = \"k3f9qd\", on = 2026-10-06, minutes = 210 },\n]\n";
    let memory = school_with(&[(path, text)]);
    for (key, value) in [
        ("students", "s-m3m3m3"),
        ("partner", "precision"),
        ("pathway", "business"),
    ] {
        let (code, said) = refused(
            &memory,
            Kind::Wbl,
            "s-k7f2wq-notre-dame",
            &values(&[(key, value)]),
        );
        assert!(
            code == 4 && said.contains("holds 3:30 of hours"),
            "{key}: {said}"
        );
    }
    let (code, said) = refused(
        &memory,
        Kind::Wbl,
        "s-k7f2wq-notre-dame",
        &values(&[("status", "completed")]),
    );
    assert!(
        code == 4 && said.contains("wbl wbl close s-k7f2wq-notre-dame completed --on DAY"),
        "{said}"
    );
}

#[test]
fn a_field_is_not_both_set_and_taken_away() {
    let memory = school();
    for (kind, one, key, text) in [
        (Kind::Partner, "precision", "town", "Newtown"),
        (
            Kind::Student,
            "s-m3m3m3",
            "enrolled",
            "pathway=business,from=2026-09-01",
        ),
        (Kind::Student, "s-m3m3m3", "born", "2008-02-02"),
    ] {
        let request = SetRequest {
            unset: vec![key.to_owned()],
            ..values(&[(key, text)])
        };
        let (code, said) = refused(&memory, kind, one, &request);
        assert_eq!(code, 2, "{said}");
        assert!(
            said.contains(&format!("leave `--unset {key}` out")),
            "{said}"
        );
    }
}

#[test]
fn an_opportunity_of_nobody_stays_one() {
    let memory = school_with(&[(
        "wbl/2026-27/opening.toml",
        "activity = \"internship\"\npartner = \"precision\"\nstatus = \"posted\"\nstarts = 2026-10-05\n",
    )]);
    let request = values(&[("status", "paused")]);
    let (code, said) = refused(&memory, Kind::Wbl, "opening", &request);
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("wbl wbl place opening"), "{said}");
}

#[test]
fn a_student_is_in_a_pathway_once_at_a_time_and_its_first_day_can_be_corrected() {
    let mut memory = school_with(&[(
        "students/s-m3m3m3.toml",
        "grad_year = 2027\nenrolled = [\n  { pathway = \"business\", from = 2025-09-01, credit_minutes = 90, approved_by = \"Ada O'Quill\" },\n]\n",
    )]);
    let second = values(&[("enrolled", "pathway=business,from=2026-09-01")]);
    let (code, said) = refused(&memory, Kind::Student, "s-m3m3m3", &second);
    assert_eq!(code, 4, "{said}");
    let way = "wbl student set s-m3m3m3 --drop enrolled=pathway=business,from=2025-09-01 --enrolled 'pathway=business,from=2026-09-01,credit=90m,approved_by=Ada O'\\''Quill'";
    assert!(said.contains(way), "{said}");
    let enrolled = crate::work::enroll(
        &memory.book(),
        &id("s-m3m3m3"),
        &id("business"),
        day("2026-09-01"),
        7,
    );
    let said = enrolled.unwrap_err().to_string();
    assert!(said.contains(way), "{said}");
    let request = SetRequest {
        drop: pairs(&[("enrolled", "pathway=business,from=2025-09-01")]),
        ..values(&[(
            "enrolled",
            "pathway=business,from=2026-09-01,credit=90m,approved_by=Ada O'Quill",
        )])
    };
    changed(&mut memory, Kind::Student, &["s-m3m3m3"], &request);
    assert!(
        memory.0["students/s-m3m3m3.toml"].contains(
            "enrolled = [\n  { pathway = \"business\", from = 2026-09-01, credit_minutes = 90, approved_by = \"Ada O'Quill\" },\n]"
        ),
        "{}",
        memory.0["students/s-m3m3m3.toml"]
    );
    let other = values(&[("enrolled", "pathway=healthcare,from=2026-09-01")]);
    changed(&mut memory, Kind::Student, &["s-m3m3m3"], &other);
}
