//! Opportunities are filled, evaluations rated, terms credited: `apply`, `place`, `rate`, `credit`.

use super::*;
use crate::fault::Result;
use crate::schema::Kind;
use crate::work::{
    AddRequest, CreditRequest, ItemRequest, ItemVerb, add, add_items, credit, place, rate,
};

const RULES: (&str, &str) = (
    "rules/massachusetts.toml",
    include_str!("../../../data-template/rules/massachusetts.toml"),
);

const OFFER: &str = "wbl/2026-27/internship-precision.toml";

fn offers() -> Memory {
    school_with(&[
        RULES,
        (
            OFFER,
            "activity = \"internship\"\npartner = \"precision\"\ntitle = \"Machining\"\nstarts = 2027-01-11\nends = 2027-05-28\nplanned_minutes = 6000\nstatus = \"posted\"\nslots = 1\ncriteria = \"keen\"\n",
        ),
    ])
}

fn applying(memory: &Memory, offer: &str, status: Option<&str>) -> Result<Change> {
    let values = status.map(|status| ("status".to_owned(), vec![status.to_owned()]));
    let request = ItemRequest {
        words: vec!["s-m3m3m3".to_owned()],
        values: values.into_iter().collect(),
        ..ItemRequest::default()
    };
    let verb = ItemVerb::of("apply", Kind::Wbl).unwrap();
    add_items(&memory.book(), verb, &[id(offer)], &request, today(), 7)
}

fn placing(memory: &Memory, offer: &str, student: &str) -> Result<Change> {
    let request = AddRequest {
        values: vec![("starts".to_owned(), vec!["2027-01-18".to_owned()])],
        reason: Some("a second department".into()),
        ..AddRequest::default()
    };
    place(
        &memory.book(),
        &id(offer),
        &id(student),
        &request,
        today(),
        7,
    )
}

#[test]
fn a_student_applies_move_by_move() {
    let mut memory = offers();
    for status in [None, Some("interviewed")] {
        let change = applying(&memory, "internship-precision", status).unwrap();
        apply(&mut memory, change);
    }
    let text = &memory.0[OFFER];
    assert!(text.contains("applicants = [\n  { student = \"s-m3m3m3\", status = \"applied\", on = 2026-11-22 },\n  { student = \"s-m3m3m3\", status = \"interviewed\", on = 2026-11-22 },\n]"), "{text}");
    let again = applying(&memory, "internship-precision", Some("interviewed"));
    assert_eq!(shown(&again.unwrap_err()).0, 4);
    let placed = applying(&memory, "internship-precision", Some("placed")).unwrap_err();
    assert!(
        shown(&placed)
            .1
            .contains("wbl wbl place internship-precision s-m3m3m3")
    );
    let taken = applying(&memory, "s-k7f2wq-notre-dame", None).unwrap_err();
    assert!(shown(&taken).1.contains("only an opportunity"));
}

#[test]
fn a_placement_is_made_from_an_opportunity_until_it_is_full() {
    let mut memory = offers();
    let change = placing(&memory, "internship-precision", "s-m3m3m3").unwrap();
    let path = "wbl/2026-27/s-m3m3m3-precision-2.toml";
    let change = apply(&mut memory, change);
    let (plan, reasons) = memory.0[path].split_once("reasons = ").unwrap();
    assert!(reasons.contains("twin-placements"), "{reasons}");
    assert_eq!(
        plan,
        "activity = \"internship\"\npartner = \"precision\"\ntitle = \"Machining\"\npathway = \"business\"\nstudents = [\"s-m3m3m3\"]\nstarts = 2027-01-18\nends = 2027-05-28\nplanned_minutes = 6000\nposting = \"internship-precision\"\n"
    );
    assert!(
        memory.0[OFFER]
            .contains("{ student = \"s-m3m3m3\", status = \"placed\", on = 2026-11-22 }")
    );
    assert!(
        change
            .said
            .iter()
            .any(|line| line.contains("1 of 1 places")),
        "{:?}",
        change.said
    );
    let full = placing(&memory, "internship-precision", "s-k7f2wq").unwrap_err();
    let (code, text) = shown(&full);
    assert!(
        code == 4 && text.contains("is full") && text.contains("--slots 2"),
        "{text}"
    );
    let withdrawn = memory.0[path].replace("posting =", "status = \"cancelled\"\nposting =");
    memory.0.insert(path.to_owned(), withdrawn);
    assert!(
        placing(&memory, "internship-precision", "s-k7f2wq").is_ok(),
        "the place is free"
    );
    let none = placing(&memory, "s-k7f2wq-notre-dame", "s-m3m3m3").unwrap_err();
    assert!(shown(&none).1.contains("no opportunity"));
}

fn rated() -> Memory {
    school_with(&[
        RULES,
        (
            "forms/wblp-6.toml",
            include_str!("../../../data-template/forms/wblp-6.toml"),
        ),
        (
            "forms/wblp-8.toml",
            include_str!("../../../data-template/forms/wblp-8.toml"),
        ),
        (
            "evals/2026-27/e1.toml",
            "experience = \"s-k7f2wq-notre-dame\"\nreview = \"baseline\"\non = 2026-10-20\nratings = [\n  { skill = \"attendance\", rating = 2 },\n]\n",
        ),
    ])
}

fn rating(memory: &Memory, texts: &[&str]) -> Result<Change> {
    let texts: Vec<_> = texts.iter().map(|text| (*text).to_owned()).collect();
    rate(&memory.book(), &id("e1"), &texts, None, today(), 7)
}

#[test]
fn skills_are_rated_by_the_ids_of_the_form_or_in_words_of_their_own() {
    let mut memory = rated();
    let change = rating(
        &memory,
        &["attendance=3", "teamwork=-", "Blueprint reading=1"],
    )
    .unwrap();
    apply(&mut memory, change);
    let text = memory.0["evals/2026-27/e1.toml"].clone();
    assert!(text.ends_with("ratings = [\n  { skill = \"attendance\", rating = 3 },\n  { skill = \"teamwork\" },\n  { skill = \"Blueprint reading\", rating = 1 },\n]\n"), "{text}");
    let change = rating(&memory, &["attendance=-"]).unwrap();
    apply(&mut memory, change);
    assert!(memory.0["evals/2026-27/e1.toml"].contains("{ skill = \"attendance\" }"));
}

#[test]
fn ratings_that_cannot_be_are_refused() {
    let memory = rated();
    for (text, code) in [
        ("attendance=6", 4),
        ("attendance=0", 4),
        ("attendance=3.5", 2),
        ("attendance", 2),
        ("attendence=3", 2),
        ("Attendance=3", 2),
        ("welding=3", 2),
    ] {
        let fault = rating(&memory, &[text]).unwrap_err();
        assert_eq!(shown(&fault).0, code, "{text}: {fault}");
    }
    let fault = rating(&memory, &["attendence=3"]).unwrap_err();
    assert!(shown(&fault).1.contains("did you mean `attendance`"));
}

#[test]
fn a_final_review_comes_after_the_baseline_and_another_form_is_named() {
    let memory = rated();
    let final_review = |on: &str, form: Option<&str>| {
        let mut values = vec![
            (
                "experience".to_owned(),
                vec!["s-k7f2wq-notre-dame".to_owned()],
            ),
            ("review".to_owned(), vec!["final".to_owned()]),
            ("on".to_owned(), vec![on.to_owned()]),
        ];
        values.extend(form.map(|form| ("form".to_owned(), vec![form.to_owned()])));
        let request = AddRequest {
            values,
            ..AddRequest::default()
        };
        add(&memory.book(), Kind::Eval, &request, today(), 7)
    };
    assert_eq!(shown(&final_review("2026-10-19", None).unwrap_err()).0, 4);
    assert_eq!(final_review("2026-11-20", None).unwrap().warnings.len(), 0);
    let other = final_review("2026-11-20", Some("wblp-8")).unwrap();
    assert!(
        other.warnings[0].contains("only skills of both are compared"),
        "{:?}",
        other.warnings
    );
}

fn terms() -> Memory {
    let mut memory = school_with(&[
        RULES,
        (
            "wbl.toml",
            "format = 1\n\n[calendar]\nterms = [\n  { year = \"2026-27\", name = \"Q1\", starts = 2026-08-31, ends = 2026-11-06, transcript_due = 2026-11-13 },\n]\n",
        ),
    ]);
    let path = "wbl/2026-27/s-k7f2wq-notre-dame.toml";
    let hours = "hours = [\n  { id = \"aaaaaa\", on = 2026-10-06, minutes = 210, by = \"j-ortiz\", verified = 2026-10-09, seen = 210 },\n  { id = \"bbbbbb\", on = 2026-10-07, minutes = 60 },\n]\n";
    let text = memory.0[path].clone() + hours;
    memory.0.insert(path.to_owned(), text);
    memory
}

#[test]
fn what_counts_for_a_term_is_credited_once() {
    let mut memory = terms();
    let go = |memory: &Memory, because: Option<&str>, term: &str| {
        let request = CreditRequest {
            term: term.to_owned(),
            credit: Some("0.5".to_owned()),
            because: because.map(str::to_owned),
            ..CreditRequest::default()
        };
        credit(&memory.book(), &[id("s-k7f2wq")], &request, today(), 7)
    };
    assert_eq!(shown(&go(&memory, None, "Q9").unwrap_err()).0, 2);
    let change = go(&memory, None, "q1").unwrap();
    apply(&mut memory, change);
    let text = &memory.0["students/s-k7f2wq.toml"];
    assert!(text.contains("pathway = \"healthcare\", year = \"2026-27\", term = \"Q1\", on = 2026-11-22, minutes = 210, credit = \"0.5\" }"), "{text}");
    let (code, text) = shown(&go(&memory, None, "Q1").unwrap_err());
    assert!(code == 4 && text.contains("--because"), "{text}");
    let change = go(&memory, Some("a late sheet"), "Q1").unwrap();
    apply(&mut memory, change);
    let text = &memory.0["students/s-k7f2wq.toml"];
    assert!(text.contains("because = \"a late sheet\""), "{text}");
}
