//! References: ids, prefixes, names, and students in the place of their experience.

use super::*;
use crate::schema::Kind;
use crate::work::{How, must_be_exact, resolve, resolve_wbl, resolve_worked, typed_value};

#[test]
fn an_id_its_start_or_a_whole_name_will_do() {
    let memory = school();
    let book = memory.book();
    for (kind, text, expected, how) in [
        (Kind::Partner, "precision", "precision", How::Exact),
        (Kind::Partner, " Precision ", "precision", How::Exact),
        (Kind::Partner, "not", "notre-dame", How::Prefix),
        (
            Kind::Partner,
            "notre dame healthcare",
            "notre-dame",
            How::Name,
        ),
        (Kind::Contact, "jose ORTIZ", "j-ortiz", How::Name),
        (Kind::Student, "janie", "s-k7f2wq", How::Name),
        (Kind::Student, "s-k7f2wq", "s-k7f2wq", How::Exact),
    ] {
        let found = resolve(&book, kind, text).unwrap();
        assert_eq!((found.id.as_str(), found.how), (expected, how), "{text}");
    }
}

#[test]
fn a_merged_record_leads_to_the_one_it_became_part_of() {
    let memory = school();
    let book = memory.book();
    let found = resolve(&book, Kind::Partner, "old-mill").unwrap();
    assert_eq!(found.id, id("precision"));
    assert!(found.notice(Kind::Partner).unwrap().contains("`old-mill`"));
    let circle = school_with(&[
        ("partners/aaa.toml", "name = \"A\"\nmerged_into = \"bbb\"\n"),
        ("partners/bbb.toml", "name = \"B\"\nmerged_into = \"aaa\"\n"),
    ]);
    let book = circle.book();
    assert_eq!(resolve(&book, Kind::Partner, "aaa").unwrap().id, id("bbb"));
}

#[test]
fn what_names_nothing_is_told_what_it_might_have_meant() {
    let memory = school();
    let book = memory.book();
    let (code, text) = shown(&resolve(&book, Kind::Partner, "notre dme").unwrap_err());
    assert_eq!(code, 3);
    assert!(text.contains("did you mean `notre-dame`"), "{text}");
    let (code, text) = shown(&resolve(&book, Kind::Partner, "Healthcare").unwrap_err());
    assert_eq!(code, 3, "a part of a name never matches");
    assert!(text.contains("did you mean `notre-dame`"), "{text}");
    assert_eq!(
        resolve(&book, Kind::Partner, "pr")
            .unwrap_err()
            .blame
            .exit_code(),
        3
    );
    assert_eq!(
        resolve(&book, Kind::Partner, "")
            .unwrap_err()
            .blame
            .exit_code(),
        3
    );
}

#[test]
fn several_are_candidates_with_lines_that_tell_them_apart() {
    let memory = school_with(&[("private/students/s-m3m3m3.toml", "name = \"jane DOE\"\n")]);
    let book = memory.book();
    let fault = resolve(&book, Kind::Student, "Jane Doe").unwrap_err();
    assert_eq!(fault.blame.exit_code(), 3);
    let candidates = fault.candidates.unwrap();
    assert_eq!(candidates.choices.len(), 2);
    assert!(candidates.choices[0].1.contains("class of 2027"));
}

#[test]
fn hours_are_worked_in_the_one_placement_that_holds_all_their_days() {
    let memory = school();
    let book = memory.book();
    let found = resolve_worked(&book, "Jane Doe", &[day("2026-10-06")]).unwrap();
    assert_eq!(
        (found.id.as_str(), found.how),
        ("s-k7f2wq-notre-dame", How::Student)
    );
    let fault = resolve_worked(&book, "Jane Doe", &[day("2026-10-06"), day("2026-09-01")]);
    let (code, text) = shown(&fault.unwrap_err());
    assert_eq!(code, 3);
    assert!(
        text.contains("runs from 2026-10-05 to 2027-03-20"),
        "{text}"
    );
    assert!(!text.contains("Jane"), "{text}");
    let found = resolve_worked(&book, "s-k7f2wq", &[day("2026-09-01")]).unwrap();
    assert_eq!(found.how, How::Prefix, "else it is the start of an id");
}

#[test]
fn a_student_stands_for_their_only_placement_whatever_the_day() {
    let memory = school_with(&[(
        "wbl/2026-27/s-k7f2wq-late.toml",
        "activity = \"internship\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nstatus = \"cancelled\"\n",
    )]);
    let book = memory.book();
    for on in ["2026-09-01", "2026-10-06", "2027-06-01"] {
        let found = resolve_wbl(&book, "Jane Doe", &[day(on)]).unwrap();
        assert_eq!(
            (found.id.as_str(), found.how),
            ("s-k7f2wq-notre-dame", How::Student),
            "{on}"
        );
    }
}

#[test]
fn of_several_placements_a_student_stands_for_the_one_that_runs_then() {
    let memory = school_with(&[(
        "wbl/2026-27/spring-clinic.toml",
        "activity = \"clinical\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2027-04-07\nends = 2027-05-01\n",
    )]);
    let book = memory.book();
    let week: Vec<_> = (0..7).map(|add| day("2027-04-05").plus(add)).collect();
    let found = resolve_wbl(&book, "Jane Doe", &week).unwrap();
    assert_eq!(found.id, id("spring-clinic"), "it begins in that week");
    let fault = resolve_wbl(&book, "Jane Doe", &[day("2027-06-01")]).unwrap_err();
    assert_eq!(fault.candidates.as_ref().unwrap().choices.len(), 2);
    let (code, text) = shown(&fault);
    assert_eq!(code, 3);
    assert!(
        text.contains("has 2 individual experiences, and none on 2027-06-01"),
        "{text}"
    );
    let week: Vec<_> = (0..7).map(|add| day("2027-06-07").plus(add)).collect();
    let (_, text) = shown(&resolve_wbl(&book, "Jane Doe", &week).unwrap_err());
    assert!(text.contains("none in the week of 2027-06-07"), "{text}");
}

#[test]
fn two_placements_on_a_day_are_for_a_person_to_choose_from() {
    let memory = school_with(&[(
        "wbl/2026-27/spring-clinic.toml",
        "activity = \"clinical\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\n",
    )]);
    let book = memory.book();
    let fault = resolve_wbl(&book, "s-k7f2wq", &[day("2026-10-06")]).unwrap_err();
    assert_eq!(fault.blame.exit_code(), 3);
    assert_eq!(fault.candidates.unwrap().choices.len(), 2);
    let found = resolve_wbl(&book, "spring", &[day("2026-10-06")]).unwrap();
    assert_eq!(found.id, id("spring-clinic"));
}

#[test]
fn what_cannot_be_taken_back_wants_the_exact_id() {
    let memory = school();
    let book = memory.book();
    assert_eq!(
        must_be_exact(&book, Kind::Partner, "old-mill", "remove").unwrap(),
        id("old-mill")
    );
    let (code, text) = shown(&must_be_exact(&book, Kind::Partner, "notre", "remove").unwrap_err());
    assert_eq!(code, 3);
    assert!(
        text.contains("hint: wbl partner remove notre-dame"),
        "{text}"
    );
}

#[test]
fn a_person_is_found_last_name_first_too() {
    let memory = school();
    let book = memory.book();
    let found = |kind, text: &str| resolve(&book, kind, text).unwrap().id.to_string();
    assert_eq!(found(Kind::Student, "doe, jane"), "s-k7f2wq");
    assert_eq!(found(Kind::Contact, "Ortiz, José"), "j-ortiz");
    assert!(resolve(&book, Kind::Student, "Jane, Doe").is_err());
    assert!(
        resolve(&book, Kind::Student, "jane-doe").is_err(),
        "that would be an id"
    );
    let typed = school_with(&[("private/students/s-k7f2wq.toml", "name = \"Ana O’Brien\"\n")]);
    let typed = resolve(&typed.book(), Kind::Student, "O'Brien, Ana").unwrap();
    assert_eq!(typed.id, id("s-k7f2wq"), "however the apostrophe is typed");
    let turned = school_with(&[("private/students/s-k7f2wq.toml", "name = \"Doe, Jane\"\n")]);
    let book = turned.book();
    let found = resolve(&book, Kind::Student, "Jane Doe").unwrap();
    assert_eq!(found.id, id("s-k7f2wq"));
}

#[test]
fn a_student_stands_for_their_only_evaluation() {
    let eval = |review: &str| {
        format!("experience = \"s-k7f2wq-notre-dame\"\nreview = \"{review}\"\non = 2026-10-20\n")
    };
    let (baseline, interim) = (eval("baseline"), eval("interim"));
    let one = school_with(&[("evals/2026-27/e1.toml", &baseline)]);
    let book = one.book();
    for text in ["Jane Doe", "Doe, Jane", "s-k7f2wq"] {
        let found = resolve(&book, Kind::Eval, text).unwrap();
        assert_eq!(
            (found.id.as_str(), found.how),
            ("e1", How::Student),
            "{text}"
        );
        let said = found.notice(Kind::Eval).unwrap();
        assert_eq!(said, "Took the evaluation `e1`.");
    }
    let (code, text) = shown(&resolve(&book, Kind::Eval, "Jane Roe").unwrap_err());
    assert_eq!(code, 3);
    assert!(text.contains("`s-m3m3m3` has no evaluation yet"), "{text}");
    assert!(
        text.contains("wbl eval add --experience s-m3m3m3"),
        "{text}"
    );
    let (_, text) = shown(&resolve(&book, Kind::Eval, "Jan").unwrap_err());
    assert!(text.contains("did you mean the student `s-"), "{text}");
    let two = school_with(&[
        ("evals/2026-27/e1.toml", &baseline),
        ("evals/2026-27/e2.toml", &interim),
    ]);
    let fault = resolve(&two.book(), Kind::Eval, "Jane Doe").unwrap_err();
    let (code, text) = shown(&fault);
    assert_eq!(code, 3);
    assert!(text.contains("`s-k7f2wq` has 2 evaluations"), "{text}");
    assert!(
        text.contains("baseline") && text.contains("interim"),
        "{text}"
    );
    assert_eq!(fault.candidates.unwrap().choices.len(), 2);
}

#[test]
fn a_comma_does_not_part_the_name_of_a_person() {
    let memory = school();
    let book = memory.book();
    let read = |text: &str| {
        let fields = crate::record::spec(Kind::Wbl).fields();
        let field = fields.find("students").unwrap();
        let node = typed_value(&book, field, &[text.to_owned()], "`--students`", today());
        node.map(|node| {
            node.items()
                .iter()
                .map(|one| one.as_text().unwrap().to_owned())
                .collect()
        })
    };
    let all = |text: &str| -> Vec<String> { read(text).unwrap() };
    assert_eq!(all("Doe, Jane"), ["s-k7f2wq"]);
    assert_eq!(all("Doe, Jane, Roe, Jane"), ["s-k7f2wq", "s-m3m3m3"]);
    assert_eq!(all("s-m3m3m3, Doe, Jane"), ["s-m3m3m3", "s-k7f2wq"]);
    assert_eq!(all("Jane Doe, Jane Roe"), ["s-k7f2wq", "s-m3m3m3"]);
    let fault = read("Jane Doe, Nobody")
        .map(|_: Vec<String>| ())
        .unwrap_err();
    assert_eq!(fault.message, "there is no student `Nobody`");
}
