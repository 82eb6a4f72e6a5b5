//! Hours that count nowhere are named, and nobody else is.

use super::*;
use crate::rule::ledger;
use crate::rule::{Frame, Verdict};

const ONE: &str = "on = 2026-10-06, minutes = 60";

/// A report over Jane's good internship and one bad file.
fn with(path: &str, text: &str) -> Report {
    let good = internship("", &verified("2026-10-01", 60));
    ask(
        &store(&[("wbl/2026-27/good.toml", &good), (path, text)]),
        &on("2026-10-10"),
    )
}

#[test]
fn every_hour_that_counts_nowhere_is_named_with_its_reason() {
    let jane = "students = [\"s-jane\"]\npathway = \"healthcare\"";
    for (text, expected) in [
        (
            experience("students = [\"s-jane\"]", ONE),
            "no pathway (`no-pathway`): bad (1 entry, 1:00).",
        ),
        (
            experience("students = [\"s-jane\"]", ""),
            "no pathway (`no-pathway`): bad (no hours yet).",
        ),
        (
            experience("pathway = \"healthcare\"", ONE),
            "names no student (`no-student`): bad (1 entry, 1:00).",
        ),
        (
            experience(
                "students = [\"s-jane\", \"s-abe\"]\npathway = \"healthcare\"",
                ONE,
            ),
            "several students (`many-students`): bad (1 entry, 1:00).",
        ),
        (
            experience("students = [\"s-nobody\"]\npathway = \"healthcare\"", ONE),
            "missing or unreadable (`unknown-student`): bad (1 entry, 1:00).",
        ),
        (
            experience("students = [\"s-jane\"]\npathway = \"business\"", ONE),
            "(`outside-enrolment`): bad (1 entry, 1:00).",
        ),
        (
            experience(jane, "on = 2025-08-31, minutes = 60"),
            "(`outside-enrolment`): bad (1 entry, 1:00).",
        ),
        (
            experience(&format!("activity = \"site-tour\"\n{jane}"), ONE),
            "has no hours (`event`): bad (1 entry, 1:00).",
        ),
        (
            experience(
                jane,
                "on = 2026-10-06\non = 2026-10-06, from = 15:00:00, to = 14:00:00",
            ),
            "(`impossible`): bad (2 entries).",
        ),
    ] {
        let report = with("wbl/2026-27/bad.toml", &text);
        let note = note(&report, "Counted nowhere");
        assert!(note.ends_with(expected), "{note}\nwanted {expected}");
        assert!(!note.contains("Jane"));
        assert_eq!(
            columns(&report, &["verified_minutes", "pending_minutes"]),
            ["1:00 0:00"],
            "{text}"
        );
    }
}

#[test]
fn what_is_void_unknown_yet_or_merely_posted_is_no_mistake() {
    for text in [
        experience("students = [\"s-jane\"]\nstatus = \"posted\"", ""),
        experience("slots = 2\nstatus = \"posted\"", ""),
        experience("students = [\"s-jane\"]\nstatus = \"cancelled\"", ""),
        experience(
            "pathway = \"healthcare\"\nstatus = \"posted\"",
            &format!("{ONE}, void = 2026-10-07"),
        ),
        internship("", "on = 2026-10-06, void = 2026-10-07"),
        internship("", "on = 2026-10-11"),
    ] {
        let report = with("wbl/2026-27/bad.toml", &text);
        assert_eq!(report.notes.len(), 1, "{text}\n{:?}", report.notes);
    }
}

#[test]
fn an_unreadable_record_is_noted_in_the_book_and_its_students_hours_in_the_report() {
    let good = internship("", &verified("2026-10-01", 60));
    let memory = store(&[
        ("wbl/2026-27/good.toml", &good),
        ("wbl/2026-27/bad.toml", "activity = "),
        ("students/s-jane.toml", "grad_year = \"2027\"\n"),
    ]);
    let book = memory.book();
    let View::Report(report) = (REPORTS[0].run)(&book, &on("2026-10-10")).unwrap().view else {
        panic!("a report");
    };
    assert!(report.table.rows.is_empty());
    assert!(note(&report, "unknown-student").contains("good (1 entry, 1:00)"));
    let paths: Vec<_> = book
        .problems()
        .into_iter()
        .map(|one| one.place.path)
        .collect();
    assert_eq!(paths, ["students/s-jane.toml", "wbl/2026-27/bad.toml"]);
}

#[test]
fn a_name_that_cannot_be_read_is_nothing_and_is_noted() {
    let memory = store(&[("private/students/s-jane.toml", "name = 7\n")]);
    for student in [None, Some(Id::new("s-jane").unwrap())] {
        let book = memory.book();
        let mut question = on("2026-10-10");
        question.scope.student = student;
        let View::Report(report) = (REPORTS[0].run)(&book, &question).unwrap().view else {
            panic!("a report");
        };
        assert_eq!(columns(&report, &["student", "name"]), ["s-jane -"]);
        assert_eq!(book.problems().len(), 1);
    }
    let mut memory = memory;
    memory.0.remove("private/students/s-jane.toml");
    let book = memory.book();
    (REPORTS[0].run)(&book, &on("2026-10-10")).unwrap();
    assert!(book.problems().is_empty(), "private/ may be missing");
}

#[test]
fn a_narrow_scope_names_only_what_could_belong_to_its_rows() {
    let abe = "grad_year = 2027\nenrolled = [{ pathway = \"business\", from = 2025-09-01 }]\n";
    let memory = store(&[
        ("students/s-abe.toml", abe),
        (
            "wbl/2026-27/a.toml",
            &experience("students = [\"s-jane\"]", ONE),
        ),
        (
            "wbl/2026-27/b.toml",
            &experience("students = [\"s-abe\"]", ONE),
        ),
        (
            "wbl/2026-27/c.toml",
            &experience("students = [\"s-abe\"]\npathway = \"healthcare\"", ONE),
        ),
    ]);
    let mut question = on("2026-10-10");
    assert_eq!(ask(&memory, &question).notes.len(), 3);
    question.scope.pathway = Some(Id::new("business").unwrap());
    let report = ask(&memory, &question);
    assert_eq!(columns(&report, &["student"]), ["s-abe"]);
    assert_eq!(report.notes.len(), 2, "{:?}", report.notes);
    assert!(note(&report, "no-pathway").ends_with(": b (1 entry, 1:00)."));
}

#[test]
fn why_lists_every_entry_with_what_became_of_it() {
    let a = internship(
        "",
        &(verified("2026-10-02", 60)
            + "on = 2026-10-03, minutes = 30\non = 2026-10-04, minutes = 30, void = 2026-10-04"),
    );
    let b = experience("students = [\"s-jane\"]", "on = 2026-10-01, minutes = 60");
    let memory = store(&[("wbl/2026-27/a.toml", &a), ("wbl/2026-27/b.toml", &b)]);
    let book = memory.book();
    let frame = Frame::on(&book.settings, day("2026-10-10"));
    let judged = ledger::of_student(&book, &Id::new("s-jane").unwrap(), &frame).unwrap();
    let lines: Vec<_> = judged
        .iter()
        .map(|one| match one.verdict {
            Verdict::Summed(summed) => {
                format!("{} {:?} {}", one.entry.on, summed.sum, summed.minutes())
            }
            Verdict::LeftOut(why) => format!("{} {}", one.entry.on, why.word()),
        })
        .collect();
    assert_eq!(
        lines,
        [
            "2026-10-01 no-pathway",
            "2026-10-02 Counted 1:00",
            "2026-10-03 Pending 0:30",
            "2026-10-04 void"
        ]
    );
    assert_eq!(
        judged[1].enrolment.as_ref().unwrap().0.as_str(),
        "healthcare"
    );
}
