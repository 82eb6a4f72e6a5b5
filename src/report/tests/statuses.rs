//! Every status at its edges, pace, and what makes a report fail.

use super::*;

/// The status of Jane's enrolment with one placement on a day.
fn status(placement: &str, as_of: &str) -> String {
    let memory = store(&[("wbl/2026-27/a.toml", placement)]);
    columns(&ask(&memory, &on(as_of)), &["status"]).concat()
}

fn grade(year: i32) -> Memory {
    let text = format!(
        "grad_year = {year}\nenrolled = [{{ pathway = \"healthcare\", from = 2025-09-01 }}]\n"
    );
    store(&[("students/s-jane.toml", &text)])
}

#[test]
fn without_a_placement_it_is_not_due_until_the_year_of_the_deadline() {
    let memory = grade(2028);
    for (as_of, expected) in [("2027-06-30", "not-due"), ("2027-07-01", "no-placement")] {
        assert_eq!(
            columns(&ask(&memory, &on(as_of)), &["status"]),
            [expected],
            "{as_of}"
        );
    }
    assert_eq!(
        columns(&ask(&grade(2027), &on("2026-09-01")), &["status"]),
        ["no-placement"]
    );
}

#[test]
fn a_term_asks_nothing_of_those_whose_own_deadline_lies_in_a_later_year() {
    let report = ask(&grade(2028), &term("2027-01-29", "Q2"));
    assert_eq!(columns(&report, &["status"]), ["not-due"]);
    let mut question = term("2027-01-29", "Q2");
    question.fail_if = Some(FailIf::AtRisk);
    assert!(
        !(REPORTS[0].run)(&grade(2028).book(), &question)
            .unwrap()
            .found
    );
    assert_eq!(
        columns(&ask(&grade(2027), &term("2027-01-29", "Q2")), &["status"]),
        ["no-placement"]
    );
}

#[test]
fn what_is_posted_cancelled_of_another_pathway_or_does_not_count_is_no_placement() {
    for more in [
        "status = \"posted\"",
        "status = \"cancelled\"",
        "activity = \"mentoring\"",
    ] {
        assert_eq!(
            status(&internship(more, ""), "2026-10-10"),
            "no-placement",
            "{more}"
        );
    }
    let elsewhere = experience("pathway = \"business\"\nstudents = [\"s-jane\"]", "");
    assert_eq!(status(&elsewhere, "2026-10-10"), "no-placement");
    for more in [
        "",
        "status = \"planned\"\nstarts = 2027-05-01",
        "status = \"paused\"",
    ] {
        assert_eq!(
            status(&internship(more, ""), "2026-10-10"),
            "at-risk",
            "{more}"
        );
    }
}

#[test]
fn it_is_short_when_nothing_is_open_until_the_deadline() {
    let ended = internship("ends = 2026-10-09", &verified("2026-10-06", 600));
    assert_eq!(status(&ended, "2026-10-09"), "on-track");
    assert_eq!(status(&ended, "2026-10-10"), "short");
    let later = internship("starts = 2027-06-03", "");
    assert_eq!(
        status(&later, "2026-10-10"),
        "short",
        "it starts after the deadline"
    );
    let last_day = internship("starts = 2027-06-02", "");
    assert_eq!(status(&last_day, "2026-10-10"), "at-risk");
}

#[test]
fn it_is_short_on_the_deadline_and_judged_by_its_pace_the_day_before() {
    let text = internship("", &verified("2027-06-01", 1440));
    assert_eq!(status(&text, "2027-06-01"), "at-risk");
    assert_eq!(
        status(&text, "2027-06-02"),
        "short",
        "the seniors' last day"
    );
    let own = "grad_year = 2027\nenrolled = [{ pathway = \"healthcare\", from = 2025-09-01, due = 2026-12-01, required_hours = 1 }]\n";
    let memory = store(&[
        ("students/s-jane.toml", own),
        ("wbl/2026-27/a.toml", &internship("", "")),
    ]);
    for (as_of, expected) in [
        ("2026-11-30", "at-risk 0:00 7:00 -"),
        ("2026-12-01", "short - - -"),
    ] {
        let keys = [
            "status",
            "weekly_pace_minutes",
            "needed_pace_minutes",
            "projected",
        ];
        assert_eq!(
            columns(&ask(&memory, &on(as_of)), &keys),
            [expected],
            "{as_of}"
        );
    }
}

#[test]
fn the_pace_looks_back_twenty_eight_days_and_counts_what_is_pending() {
    let entries = verified("2026-10-05", 400)
        + "on = 2026-10-06, minutes = 100\n"
        + &verified("2026-11-02", 300);
    let memory = store(&[("wbl/2026-27/a.toml", &internship("", &entries))]);
    let pace = |as_of: &str| columns(&ask(&memory, &on(as_of)), &["weekly_pace_minutes"]).concat();
    assert_eq!(pace("2026-10-05"), "6:40", "the first entry is today");
    assert_eq!(pace("2026-10-12"), "4:10", "two weeks have begun");
    assert_eq!(pace("2026-11-01"), "2:05", "28 days back is the first");
    assert_eq!(
        pace("2026-11-02"),
        "1:40",
        "it has fallen out, today's is in"
    );
    assert_eq!(pace("2026-11-30"), "0:00");
}

#[test]
fn met_has_no_pace_and_met_pending_needs_none() {
    let met = internship(
        "",
        &(0..5)
            .map(|at| verified(&day("2026-10-06").plus(at).to_string(), 1200))
            .collect::<String>(),
    );
    let memory = store(&[("wbl/2026-27/a.toml", &met)]);
    let keys = [
        "status",
        "weekly_pace_minutes",
        "needed_pace_minutes",
        "projected",
    ];
    assert_eq!(
        columns(&ask(&memory, &on("2026-10-12")), &keys),
        ["met - - -"]
    );
    let memory = store(&[(
        "wbl/2026-27/a.toml",
        &met.replacen(", verified = 2026-10-06", "", 1),
    )]);
    assert_eq!(
        columns(&ask(&memory, &on("2026-10-12")), &keys),
        ["met-pending-verification 100:00 0:00 -"]
    );
}

#[test]
fn a_cut_of_days_leaves_status_pace_and_projection_open() {
    let memory = store(&[(
        "wbl/2026-27/a.toml",
        &internship(
            "",
            &(verified("2026-10-06", 60) + &verified("2026-10-07", 90)),
        ),
    )]);
    let mut question = on("2026-10-10");
    question.scope.from = Some(day("2026-10-07"));
    let report = ask(&memory, &question);
    assert_eq!(
        rows(&report),
        ["s-jane Jane Doe healthcare 100:00 1:30 0:00 0:00 1:30 98:30 - - - -"]
    );
    question.fail_if = Some(FailIf::Short);
    let fault = (REPORTS[0].run)(&memory.book(), &question).unwrap_err();
    assert_eq!(fault.blame.exit_code(), 2);
}

#[test]
fn short_includes_no_placement_and_at_risk_includes_both() {
    let found = |memory: &Memory, fail_if| {
        let question = Question {
            fail_if: Some(fail_if),
            ..on("2026-10-10")
        };
        (REPORTS[0].run)(&memory.book(), &question).unwrap().found
    };
    let none = store(&[]);
    let risk = store(&[("wbl/2026-27/a.toml", &internship("", ""))]);
    let short = store(&[("wbl/2026-27/a.toml", &internship("ends = 2026-09-30", ""))]);
    let good = store(&[(
        "wbl/2026-27/a.toml",
        &internship("", &verified("2026-10-06", 600)),
    )]);
    for (memory, is_short, is_at_risk) in [
        (&none, true, true),
        (&short, true, true),
        (&risk, false, true),
        (&good, false, false),
    ] {
        assert_eq!(found(memory, FailIf::Short), is_short);
        assert_eq!(found(memory, FailIf::AtRisk), is_at_risk);
    }
}

#[test]
fn enrolments_are_shown_while_they_are_open_and_sorted() {
    let two = "grad_year = 2027\nenrolled = [\n  { pathway = \"healthcare\", from = 2026-09-01 },\n  { pathway = \"business\", from = 2026-09-01, to = 2026-10-09 },\n]\n";
    let memory = store(&[
        ("students/s-jane.toml", two),
        (
            "students/s-abe.toml",
            "grad_year = 2027\nenrolled = [{ pathway = \"healthcare\", from = 2026-10-10 }]\n",
        ),
    ]);
    let who = |as_of: &str| columns(&ask(&memory, &on(as_of)), &["student", "name", "pathway"]);
    assert_eq!(who("2026-08-31"), Vec::<String>::new());
    assert_eq!(
        who("2026-10-09"),
        ["s-jane Jane Doe business", "s-jane Jane Doe healthcare"]
    );
    assert_eq!(
        who("2026-10-10"),
        ["s-abe - healthcare", "s-jane Jane Doe healthcare"]
    );
    assert_eq!(who("2027-06-30").len(), 2);
    assert_eq!(who("2027-07-01").len(), 0);
}
