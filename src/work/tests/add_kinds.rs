//! `add` of students, agreements, evaluations and councils; and of copies.

use super::add::{added, refused, request};
use super::*;
use crate::schema::Kind;

#[test]
fn a_student_has_two_files_and_an_id_that_tells_nothing() {
    let mut memory = school();
    let values = [
        ("grad_year", "2028"),
        ("born", "2010-05-01"),
        ("pathway", "Business"),
        ("from", "2026-09-02"),
        ("guardians", "name=A. Doe, Sr.,relation=father"),
    ];
    let (change, text) = added(&mut memory, Kind::Student, &request("Lena Fox", &values));
    let (id, path) = &change.made[0];
    assert!(
        id.as_str().starts_with("s-") && id.as_str().len() == 8,
        "{id}"
    );
    assert_eq!(path, &format!("students/{id}.toml"));
    assert_eq!(
        text,
        "grad_year = 2028\nenrolled = [\n  { pathway = \"business\", from = 2026-09-02 },\n]\n"
    );
    assert_eq!(
        memory.0[&format!("private/students/{id}.toml")],
        "name = \"Lena Fox\"\nborn = 2010-05-01\nguardians = [\n  { name = \"A. Doe, Sr.\", relation = \"father\" },\n]\n"
    );
    assert!(!change.said.join(" ").contains("Lena"));
    let (code, text) = refused(&memory, Kind::Student, &request("Lena Fox", &[]));
    assert_eq!(code, 2);
    assert!(
        text.contains("`--grad-year`") && text.contains("`--pathway`"),
        "{text}"
    );
    for (typed, code) in [("s-fox1", 4), ("lena", 4), ("s-k7f2wq", 4), ("S X", 2)] {
        let mut with_id = request("Lena Fox", &values);
        with_id.id = Some(typed.into());
        assert_eq!(refused(&memory, Kind::Student, &with_id).0, code, "{typed}");
    }
}

#[test]
fn agreements_evaluations_and_councils_are_made_by_their_tables() {
    let mut memory = school();
    let (change, text) = added(
        &mut memory,
        Kind::Mou,
        &request(
            "",
            &[
                ("partners", "precision"),
                ("pathways", "business,healthcare"),
                ("school_year", "2026-27"),
                ("through", "2027-06-30"),
                ("signers", "party=school,n=2"),
            ],
        ),
    );
    assert_eq!(change.made[0].1, "mous/precision-2026-27.toml");
    assert!(
        text.contains("pathways = [\"business\", \"healthcare\"]"),
        "{text}"
    );
    let (change, _) = added(
        &mut memory,
        Kind::Mou,
        &request("", &[("amends", "precision-2026-27"), ("slots", "3")]),
    );
    assert_eq!(change.made[0].0, id("precision-2026-27-2"));
    let (code, _) = refused(
        &memory,
        Kind::Mou,
        &request("", &[("amends", "precision-2026-27-2")]),
    );
    assert_eq!(code, 4, "an amendment amends the original");

    let values = [
        ("experience", "Jane Doe"),
        ("review", "final"),
        ("on", "2027-03-01"),
        ("by", "j-ortiz"),
        ("rate", "attendance=4"),
        ("rate", "Data, entry=-"),
    ];
    let (change, text) = added(&mut memory, Kind::Eval, &request("", &values));
    assert_eq!(
        change.made[0].1,
        "evals/2026-27/s-k7f2wq-notre-dame-final.toml"
    );
    assert!(text.ends_with("ratings = [\n  { skill = \"attendance\", rating = 4 },\n  { skill = \"Data, entry\" },\n]\n"), "{text}");
    for (rating, code) in [("6", 4), ("0", 4), ("3.5", 2), ("x", 2)] {
        let text = format!("attendance={rating}");
        let values = [
            ("experience", "s-k7f2wq-notre-dame"),
            ("review", "interim"),
            ("on", "2027-01-01"),
            ("rate", text.as_str()),
        ];
        assert_eq!(
            refused(&memory, Kind::Eval, &request("", &values)).0,
            code,
            "{rating}"
        );
    }
    let values = [
        ("experience", "s-k7f2wq-notre-dame"),
        ("review", "baseline"),
        ("on", "2027-03-05"),
    ];
    let (code, text) = refused(&memory, Kind::Eval, &request("", &values));
    assert_eq!(code, 4);
    assert!(
        text.contains("would lie before the baseline review of 2027-03-05"),
        "{text}"
    );

    let (_, text) = added(
        &mut memory,
        Kind::Council,
        &request(
            "Health Advisory",
            &[
                ("members", "contact=p-lee,role=chair"),
                ("members", "contact=j-ortiz"),
            ],
        ),
    );
    assert!(
        text.contains(
            "  { contact = \"p-lee\", role = \"chair\" },\n  { contact = \"j-ortiz\" },\n"
        ),
        "{text}"
    );
    let (code, text) = refused(
        &memory,
        Kind::Council,
        &request("C", &[("members", "role=chair")]),
    );
    assert_eq!(code, 2);
    assert!(text.contains("`--members` needs `contact=…`"), "{text}");
}

#[test]
fn a_copy_takes_the_plan_and_not_what_happened() {
    let old = "activity = \"internship\"\npartner = \"notre-dame\"\npathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2025-10-05\nends = 2026-03-20\nduties = \"D\"\nsupervisors = [\n  { contact = \"j-ortiz\", to = 2025-11-30 },\n  { contact = \"p-lee\", from = 2025-12-01 },\n]\nstatus = \"completed\"\nagreed = [{ party = \"parent\" }]\nhours = [\n  { id = \"k3f9qd\", on = 2025-10-06, minutes = 60 },\n]\n";
    let mut memory = school_with(&[("wbl/2025-26/old.toml", old)]);
    let mut copy = request("", &[("students", "s-m3m3m3"), ("starts", "2026-10-05")]);
    copy.copy = Some(id("old"));
    let (_, text) = added(&mut memory, Kind::Wbl, &copy);
    assert_eq!(
        text,
        "activity = \"internship\"\npartner = \"notre-dame\"\npathway = \"business\"\nstudents = [\"s-m3m3m3\"]\nstarts = 2026-10-05\nduties = \"D\"\nsupervisors = [\n  { contact = \"p-lee\" },\n]\n"
    );
}
