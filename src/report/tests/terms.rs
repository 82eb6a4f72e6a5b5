//! Terms, cutoffs, late verification, nights over an edge, and the same answer twice.

use super::*;

#[test]
fn late_verification_is_shown_and_counts_in_no_other_sum() {
    let entries = verified("2027-01-10", 60)
        + "on = 2027-01-20, minutes = 120, verified = 2027-01-29, seen = 120\n"
        + "on = 2027-01-21, minutes = 180, verified = 2027-01-30, seen = 180\n"
        + "on = 2027-01-22, minutes = 240\n"
        + &verified("2027-01-23", 300);
    let memory = store(&[("wbl/2026-27/a.toml", &internship("", &entries))]);
    let keys = [
        "verified_minutes",
        "pending_minutes",
        "late_minutes",
        "counted_minutes",
    ];
    let sums = |question: &Question| columns(&ask(&memory, question), &keys).concat();
    assert_eq!(sums(&term("2027-01-22", "Q2")), "1:00 9:00 0:00 1:00");
    assert_eq!(sums(&term("2027-01-29", "Q2")), "3:00 7:00 0:00 3:00");
    assert_eq!(sums(&term("2027-02-15", "Q2")), "3:00 4:00 3:00 3:00");
    assert_eq!(
        sums(&on("2027-02-15")),
        "11:00 4:00 0:00 11:00",
        "no cutoff, nothing late"
    );
    let late = ask(&memory, &term("2027-02-15", "Q2"));
    assert!(
        note(&late, "pending still").contains(
            "4:00 are pending still; they count only if they were verified by 2027-01-29"
        )
    );
    assert_eq!(late.title, "Hours by the end of Q2 of 2026-27");
    assert_eq!(late.scope, [("term".to_owned(), "Q2".to_owned())]);
}

#[test]
fn the_sum_of_a_term_is_cumulative_over_the_enrolment() {
    let entries =
        verified("2026-10-06", 60) + &verified("2026-12-01", 120) + &verified("2027-02-01", 240);
    let memory = store(&[("wbl/2026-27/a.toml", &internship("", &entries))]);
    for (name, counted) in [("Q1", "1:00"), ("Q2", "3:00"), ("Q3", "7:00")] {
        let report = ask(&memory, &term("2027-04-09", name));
        assert_eq!(columns(&report, &["counted_minutes"]), [counted], "{name}");
    }
    let mut year = on("2027-04-09");
    year.scope.year = SchoolYear::read("2026-27");
    assert_eq!(
        columns(&ask(&memory, &year), &["counted_minutes"]),
        ["7:00"]
    );
}

#[test]
fn the_deadline_of_a_term_is_its_transcript_day() {
    let memory = store(&[(
        "wbl/2026-27/a.toml",
        &internship("", &verified("2027-01-28", 60)),
    )]);
    for (as_of, expected) in [("2027-01-28", "at-risk"), ("2027-01-29", "short")] {
        assert_eq!(
            columns(&ask(&memory, &term(as_of, "Q2")), &["status"]),
            [expected],
            "{as_of}"
        );
    }
}

#[test]
fn a_night_over_the_edge_of_a_term_is_split_at_midnight() {
    let night = "on = 2027-01-22, from = 22:00:00, to = 06:30:00, overnight = true, break_minutes = 30, verified = 2027-01-25, seen = 480";
    let memory = store(&[("wbl/2026-27/a.toml", &internship("", night))]);
    let counted =
        |question: &Question| columns(&ask(&memory, question), &["counted_minutes"]).concat();
    assert_eq!(
        counted(&on("2027-01-31")),
        "8:00",
        "it belongs to the day it starts"
    );
    assert_eq!(counted(&on("2027-01-25")), "8:00");
    assert_eq!(counted(&term("2027-01-31", "Q2")), "2:00");
    assert_eq!(counted(&term("2027-01-31", "Q3")), "8:00");
    let mut days = on("2027-01-31");
    days.scope.to = Some(day("2027-01-22"));
    assert_eq!(counted(&days), "2:00");
    days.scope = Scope {
        from: Some(day("2027-01-23")),
        ..Scope::default()
    };
    assert_eq!(counted(&days), "6:00");
    let by = Question {
        by: vec![By::Term],
        ..on("2027-01-31")
    };
    assert_eq!(
        columns(&ask(&memory, &by), &["term", "counted_minutes"]),
        ["2026-27 Q2 2:00", "2026-27 Q3 6:00"]
    );
}

#[test]
fn a_moved_edge_of_a_term_moves_hours_and_no_record() {
    let text = internship(
        "",
        &(verified("2027-01-20", 60) + &verified("2027-01-25", 120)),
    );
    let by = Question {
        by: vec![By::Term],
        ..on("2027-02-15")
    };
    let keys = ["term", "counted_minutes"];
    let memory = store(&[("wbl/2026-27/a.toml", &text)]);
    assert_eq!(
        columns(&ask(&memory, &by), &keys),
        ["2026-27 Q2 1:00", "2026-27 Q3 2:00"]
    );
    let moved = BASE[0]
        .1
        .replace("ends = 2027-01-22", "ends = 2027-01-29")
        .replace("starts = 2027-01-23", "starts = 2027-01-30");
    let memory = store(&[("wbl/2026-27/a.toml", &text), ("wbl.toml", &moved)]);
    assert_eq!(columns(&ask(&memory, &by), &keys), ["2026-27 Q2 3:00"]);
    let renamed = BASE[0].1.replace("\"Q3\"", "\"Spring\"");
    let memory = store(&[("wbl/2026-27/a.toml", &text), ("wbl.toml", &renamed)]);
    assert_eq!(
        columns(&ask(&memory, &by), &keys),
        ["2026-27 Q2 1:00", "2026-27 Spring 2:00"]
    );
}

#[test]
fn an_unknown_term_names_those_that_there_are() {
    let fault = (REPORTS[0].run)(&store(&[]).book(), &term("2026-10-10", "Q5")).unwrap_err();
    assert_eq!(fault.blame.exit_code(), 2);
    assert!(fault.to_string().contains("Q1, Q2, Q3, Q4"), "{fault}");
}

#[test]
fn a_past_day_gives_the_same_answer_whatever_came_after() {
    let entries = verified("2026-10-06", 60)
        + "on = 2026-10-07, minutes = 30, verified = 2026-10-20, seen = 30, void = 2026-11-02, because = \"x\"\n";
    let then = store(&[("wbl/2026-27/a.toml", &internship("", &entries))]);
    let later = entries.clone()
        + "on = 2026-10-08, minutes = 45, logged = 2026-10-21\n"
        + &verified("2026-10-21", 90);
    let now = store(&[("wbl/2026-27/a.toml", &internship("", &later))]);
    let question = on("2026-10-20");
    assert_eq!(ask(&then, &question), ask(&now, &question));
    assert_eq!(ask(&now, &question), ask(&now, &question));
    let keys = ["verified_minutes", "pending_minutes"];
    assert_eq!(columns(&ask(&now, &on("2026-10-10")), &keys), ["1:00 0:30"]);
    assert_eq!(columns(&ask(&now, &question), &keys), ["1:30 0:00"]);
    assert_eq!(columns(&ask(&now, &on("2026-10-21")), &keys), ["3:00 0:45"]);
    assert_eq!(columns(&ask(&now, &on("2026-11-02")), &keys), ["2:30 0:45"]);
}

#[test]
fn one_student_alone_reads_as_among_all() {
    let memory = store(&[
        (
            "wbl/2026-27/a.toml",
            &internship("", &verified("2026-10-06", 60)),
        ),
        (
            "wbl/2026-27/b.toml",
            &internship("", &verified("2026-10-07", 60)).replace("s-jane", "s-abe"),
        ),
        (
            "wbl/2026-27/post.toml",
            "activity = \"internship\"\nstarts = 2026-09-08\nstatus = \"posted\"\napplicants = [{ student = \"s-jane\", status = \"applied\" }]\n",
        ),
        (
            "students/s-abe.toml",
            "grad_year = 2027\nenrolled = [{ pathway = \"healthcare\", from = 2025-09-01 }]\n",
        ),
    ]);
    let mut question = on("2026-10-10");
    let all = rows(&ask(&memory, &question));
    question.scope.student = Some(Id::new("s-jane").unwrap());
    assert_eq!(rows(&ask(&memory, &question)), all[1..]);
    question.scope.student = Some(Id::new("s-nobody").unwrap());
    assert_eq!(rows(&ask(&memory, &question)).len(), 0);
}
