//! The transcript, the entries, the partners and `why` over small stores.

use super::*;
use crate::value::Id;

const CREDIT: &str = "format = 1
[calendar]
terms = [{ year = \"2026-27\", name = \"Q2\", starts = 2026-11-07, ends = 2027-01-22, transcript_due = 2027-01-29 }]
[policy]
credit = [{ hours = 75, credit = \"0.5\" }, { hours = 100, credit = \"1.0\" }]
";

fn ask_named(memory: &Memory, name: &str, question: &Question) -> Report {
    let report = report_named(name).unwrap();
    match (report.run)(&memory.book(), question).unwrap().view {
        View::Report(report) => report,
        other => panic!("{other:?}"),
    }
}

fn credit(memory: &Memory, question: &Question) -> Vec<String> {
    let keys = [
        "exit",
        "earned_minutes",
        "credit",
        "reported_credit",
        "to_credit",
    ];
    columns(&ask_named(memory, "transcript", question), &keys)
}

#[test]
fn credit_goes_by_steps_and_what_was_reported_is_taken_off() {
    for (minutes, row) in [
        (5985, "- 99:45 0.5 0.0 0.5"),
        (4499, "- 74:59 0.0 0.0 0.0"),
        (6000, "- 100:00 1.0 0.0 1.0"),
    ] {
        let place = internship("", &days_of(minutes));
        let memory = store(&[("wbl.toml", CREDIT), ("wbl/2026-27/a.toml", &place)]);
        assert_eq!(credit(&memory, &on("2027-02-01")), [row]);
    }
    let place = internship("", &days_of(6000));
    let student = "grad_year = 2027\nenrolled = [{ pathway = \"healthcare\", from = 2025-09-01 }]\ncredits = [{ id = \"k3f9qd\", pathway = \"healthcare\", year = \"2026-27\", term = \"Q2\", on = 2027-01-29, minutes = 4500, credit = \"0.5\" }]\n";
    let memory = store(&[
        ("wbl.toml", CREDIT),
        ("wbl/2026-27/a.toml", &place),
        ("students/s-jane.toml", student),
    ]);
    assert_eq!(credit(&memory, &on("2027-02-01")), ["- 100:00 1.0 0.5 0.5"]);
    assert_eq!(
        credit(&memory, &on("2027-01-28")),
        ["- 100:00 1.0 0.0 1.0"],
        "what was reported later is not known yet"
    );
}

#[test]
fn a_withdrawn_student_is_seen_with_hours_and_without_credit() {
    let place = internship("", &days_of(6000));
    let student = "grad_year = 2027\nenrolled = [{ pathway = \"healthcare\", from = 2025-09-01, to = 2027-01-15, exit = \"withdrew\" }]\n";
    let memory = store(&[
        ("wbl.toml", CREDIT),
        ("wbl/2026-27/a.toml", &place),
        ("students/s-jane.toml", student),
    ]);
    assert_eq!(
        credit(&memory, &on("2027-02-01")),
        ["withdrew 100:00 0.0 0.0 0.0"]
    );
    assert_eq!(
        credit(&memory, &on("2027-01-14")),
        ["- 100:00 1.0 0.0 1.0"],
        "the day before, nobody knew"
    );
}

#[test]
fn without_a_table_credit_is_left_open_and_a_note_says_so() {
    let place = internship("", &days_of(6000));
    let memory = store(&[("wbl/2026-27/a.toml", &place)]);
    assert_eq!(credit(&memory, &on("2027-02-01")), ["- 100:00 - 0.0 -"]);
    let report = ask_named(&memory, "transcript", &on("2027-02-01"));
    note(&report, "has no credit table");
    let mut cut = on("2027-02-01");
    cut.scope.from = Some(day("2026-12-01"));
    let memory = store(&[("wbl.toml", CREDIT), ("wbl/2026-27/a.toml", &place)]);
    let report = ask_named(&memory, "transcript", &cut);
    note(&report, "`--from` and `--to` cut the days");
}

#[test]
fn every_entry_has_a_row_and_voided_ones_too_but_none_from_the_future() {
    let place = internship(
        "partner = \"mill\"",
        "id = \"aaaaa2\", on = 2026-10-06, minutes = 60, verified = 2026-10-09, seen = 60, ref = \"binder 3\"
         id = \"aaaaa3\", on = 2026-10-07, minutes = 60, verified = 2026-10-09, seen = 60, void = 2026-11-01, because = \"twice\"
         id = \"aaaaa4\", on = 2026-12-07, minutes = 60",
    );
    let memory = store(&[("wbl/2026-27/a.toml", &place)]);
    let keys = ["entry", "stands", "verified", "void", "ref"];
    let rows = |as_of| columns(&ask_named(&memory, "entries", &on(as_of)), &keys);
    assert_eq!(
        rows("2026-11-02"),
        [
            "aaaaa2 counted 2026-10-09 - binder 3",
            "aaaaa3 void 2026-10-09 2026-11-01 -"
        ]
    );
    assert_eq!(
        rows("2026-10-08"),
        ["aaaaa2 pending - - binder 3", "aaaaa3 pending - - -"]
    );
    let report = ask_named(&memory, "entries", &on("2026-11-02"));
    assert_eq!(total(&report, "counted_minutes"), Minutes(60));
}

#[test]
fn a_term_of_entries_is_what_was_worked_in_it() {
    let place = internship(
        "",
        &(verified("2026-10-06", 60) + &verified("2026-12-01", 90)),
    );
    let memory = store(&[("wbl/2026-27/a.toml", &place)]);
    let report = ask_named(&memory, "entries", &term("2027-02-01", "Q2"));
    assert_eq!(columns(&report, &["on"]), ["2026-12-01"]);
    note(&report, "Only what was worked in these days");
}

#[test]
fn a_note_says_where_a_night_is_cut_and_the_totals_hold_less_than_the_rows() {
    let night = "on = 2026-10-06, from = 22:00:00, to = 02:00:00, overnight = true\n";
    let place = internship("", night);
    let memory = store(&[("wbl/2026-27/a.toml", &place)]);
    let mut question = on("2026-11-02");
    question.scope.to = Some(day("2026-10-06"));
    let report = ask_named(&memory, "entries", &question);
    assert_eq!(columns(&report, &["net_minutes"]), ["4:00"]);
    assert_eq!(total(&report, "pending_minutes"), Minutes(120));
    note(&report, "1 entry was worked past midnight; only its part");
    question.scope.to = Some(day("2026-10-07"));
    let whole = ask_named(&memory, "entries", &question);
    assert!(!whole.notes.iter().any(|note| note.contains("midnight")));
}

#[test]
fn a_transcript_says_what_a_term_does_not_hold_yet() {
    let entries = "on = 2026-12-01, minutes = 60, verified = 2027-02-03, seen = 60\n\
                   on = 2026-12-02, minutes = 90\n";
    let memory = store(&[
        ("wbl.toml", CREDIT),
        ("wbl/2026-27/a.toml", &internship("", entries)),
    ]);
    for (as_of, words) in [
        ("2026-12-10", "Hours can be worked until 2027-01-22"),
        (
            "2027-01-25",
            "2:30 are pending: they count if they are verified by 2027-01-29",
        ),
        (
            "2027-02-05",
            "1:30 are pending still; they count only if they were verified by 2027-01-29",
        ),
        ("2027-02-05", "1:00 were verified after 2027-01-29"),
    ] {
        let report = ask_named(&memory, "transcript", &term(as_of, "Q2"));
        note(&report, words);
    }
    let over = ask_named(&memory, "transcript", &term("2027-02-05", "Q2"));
    assert!(!over.notes.iter().any(|note| note.contains("can be worked")));
}

#[test]
fn partners_show_whom_they_hosted_and_what_is_promised() {
    let place = internship(
        "partner = \"mill\"",
        &(verified("2026-10-06", 60) + "on = 2026-10-07, minutes = 30\n"),
    );
    let mill = "name = \"Mill\"\nstage = \"active\"\ntouches = [
  { id = \"t2cccc\", on = 2026-09-01, via = \"call\", next = \"send the form\", due = 2026-09-20 },
  { id = \"t3cccc\", on = 2026-10-01, via = \"call\", next = \"visit\", done = 2026-10-05 },
  { id = \"t4cccc\", on = 2027-01-01, via = \"call\" },
]
";
    let memory = store(&[
        ("wbl/2026-27/a.toml", &place),
        ("partners/mill.toml", mill),
        ("partners/idle.toml", "name = \"Idle\"\n"),
        (
            "partners/gone.toml",
            "name = \"Gone\"\narchived = 2026-01-01\n",
        ),
        ("contacts/ann.toml", "name = \"Ann\"\npartner = \"mill\"\n"),
        (
            "contacts/bob.toml",
            "name = \"Bob\"\npartner = \"mill\"\nto = 2026-06-30\n",
        ),
    ]);
    let keys = [
        "partner",
        "stage",
        "contacts",
        "students",
        "hosted_minutes",
        "verified_minutes",
        "last_touch",
        "open_promises",
        "next_due",
        "mou",
    ];
    let rows = |as_of| columns(&ask_named(&memory, "partners", &on(as_of)), &keys);
    assert_eq!(
        rows("2026-11-01"),
        [
            "idle lead 0 0 0:00 0:00 - 0 - -",
            "mill active 1 1 1:30 1:00 2026-10-01 1 2026-09-20 -"
        ]
    );
    assert_eq!(
        rows("2026-10-02")[1],
        "mill active 1 1 0:00 0:00 2026-10-01 2 2026-09-20 -"
    );
}

#[test]
fn what_cannot_be_grouped_says_so() {
    let memory = store(&[]);
    for name in ["transcript", "entries", "partners"] {
        let mut question = on("2027-02-01");
        question.by = vec![By::Term];
        let run = report_named(name).unwrap().run;
        let fault = run(&memory.book(), &question).unwrap_err();
        assert_eq!(fault.blame.exit_code(), 2, "{name}");
        assert!(fault.message.contains("leave out `--by`"), "{name}");
    }
}

#[test]
fn why_adds_up_to_the_hours_report_whatever_is_asked() {
    let first = internship(
        "",
        "on = 2026-10-06, minutes = 600, verified = 2026-10-09, seen = 600
         on = 2026-10-07, minutes = 60
         on = 2026-10-08, minutes = 70, verified = 2026-10-09, seen = 60
         on = 2026-10-09, minutes = 60, verified = 2027-02-01, seen = 60
         on = 2026-10-10, minutes = 60, kind = \"travel\", verified = 2026-10-12, seen = 60
         on = 2026-10-12, minutes = 60, void = 2026-10-13
         on = 2027-01-22, from = 22:00:00, to = 02:00:00, overnight = true",
    );
    let second = internship("", &verified("2026-12-01", 120));
    let student = "grad_year = 2027\nenrolled = [{ pathway = \"healthcare\", from = 2025-09-01, credit_minutes = 90 }]\n";
    let sum = BASE[0].1.to_owned();
    let single = format!("{sum}[policy]\naggregate = \"single\"\n");
    for settings in [sum, single] {
        let memory = store(&[
            ("wbl.toml", &settings),
            ("wbl/2026-27/a.toml", &first),
            ("wbl/2026-27/b.toml", &second),
            ("students/s-jane.toml", student),
        ]);
        for mut question in [on("2027-03-01"), term("2027-03-01", "Q2"), on("2026-10-08")] {
            question.scope.student = Some(Id::new("s-jane").unwrap());
            let hours = ask(&memory, &question);
            let View::Report(apart) = why(&memory.book(), &question).unwrap().view else {
                unreachable!()
            };
            for key in [
                "verified_minutes",
                "pending_minutes",
                "late_minutes",
                "counted_minutes",
            ] {
                let at = apart.table.columns.iter().position(|one| one.key == key);
                let cells = apart.table.rows.iter().map(|row| &row[at.unwrap()]);
                let sum: Minutes = cells
                    .map(|cell| match cell {
                        Cell::Minutes(minutes) => *minutes,
                        other => panic!("{other:?}"),
                    })
                    .sum();
                assert_eq!(sum, total(&hours, key), "{key} {question:?}");
                assert_eq!(sum, total(&apart, key), "{key} {question:?}");
            }
        }
    }
}

/// Verified entries of at most ten hours that add up to so many minutes.
fn days_of(minutes: i64) -> String {
    let mut left = minutes;
    let mut on = day("2026-09-08");
    let mut entries = String::new();
    while left > 0 {
        let own = left.min(600);
        entries += &verified(&on.to_string(), own);
        (left, on) = (left - own, on.plus(1));
    }
    entries
}

#[test]
fn one_student_is_read_by_the_rules_of_all_students() {
    for (person, name) in [
        // Two items that nothing tells apart hide nobody's name.
        (
            "name = \"Jane Doe\"\nguardians = [{ name = \"Ann\" }, { name = \"Ann\" }]\n",
            "Jane Doe",
        ),
        ("name = \"Jane Doe\"\nborn = \"2010-03-04\"\n", "-"),
    ] {
        let memory = store(&[("private/students/s-jane.toml", person)]);
        let mut question = on("2026-10-09");
        let all = ask(&memory, &question);
        question.scope.student = Some(Id::new("s-jane").unwrap());
        let one = ask(&memory, &question);
        assert_eq!(columns(&all, &["name"]), [name]);
        assert_eq!(rows(&all), rows(&one));
        let problems = |question: &Question| {
            let book = memory.book();
            (REPORTS[0].run)(&book, question).unwrap();
            book.problems()
        };
        assert_eq!(problems(&question), problems(&on("2026-10-09")));
    }
}
