//! The scenarios of the trade that hours depend on, through the command line.

use serde_json::Value;

use crate::sandbox::Sandbox;
use crate::school::{STUDENT, placed, school};

const PLACEMENT: &str = "s-k7f2wq-notre-dame-healthcare";

fn row(report: &Value, pathway: &str) -> Value {
    let rows = report["rows"].as_array().expect("rows");
    rows.iter()
        .find(|row| row["pathway"] == pathway)
        .unwrap_or_else(|| panic!("{report:#}"))
        .clone()
}

/// Logs and verifies so many minutes of length entries of 500 minutes and a rest, a day each.
fn worked(school: &Sandbox, placement: &str, first_day: u32, minutes: u32) {
    let (mut left, mut day) = (minutes, first_day);
    let mut spans = Vec::new();
    while left > 0 {
        let part = left.min(500);
        spans.push(format!("2026-10-{day:02} {part}m"));
        (left, day) = (left - part, day + 1);
    }
    school.ok(&format!(
        "wbl log {placement} {} --by j-ortiz",
        spans.join(" ")
    ));
}

#[test]
fn a_first_placement_is_made_with_its_warnings() {
    let school = school();
    school.ok(&format!("student set {STUDENT} --born 2009-03-05"));
    let ran = school.run(&format!("wbl add --activity internship --students {STUDENT} --partner notre-dame-healthcare --starts 2026-10-05 --planned 100h"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.out.split_whitespace().collect::<Vec<_>>(),
        [
            "id",
            PLACEMENT,
            "path",
            "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml"
        ]
    );
    for what in ["MOU", "permit", "parent"] {
        assert!(ran.err.contains(what), "{what} in: {}", ran.err);
    }
    let shown = school.json(&format!("wbl show {PLACEMENT}"));
    assert_eq!(shown["pathway"], "healthcare");
    assert_eq!(shown["planned_minutes"], 6000);
    assert_eq!(shown["status"], "planned");
}

#[test]
fn hours_are_logged_then_verified_and_then_count() {
    let school = placed();
    school.ok(&format!(
        "wbl log {PLACEMENT} 2026-10-06 15:00-18:30 --area dietary"
    ));
    let report = school.json("report hours");
    assert_eq!(row(&report, "healthcare")["pending_minutes"], 210);
    assert_eq!(row(&report, "healthcare")["counted_minutes"], 0);
    school.ok(&format!(
        "verify {PLACEMENT} --week 2026-10-05 --by j-ortiz"
    ));
    let report = school.json("report hours");
    assert_eq!(row(&report, "healthcare")["counted_minutes"], 210);
    assert_eq!(
        school.json(&format!("wbl show {PLACEMENT}"))["status"],
        "active",
        "the first entry starts it"
    );
    assert!(
        school
            .ok("report hours --hours decimal --format csv")
            .contains(",3.50,")
    );
}

#[test]
fn a_quarter_short_of_a_hundred_is_short_and_never_printed_as_a_hundred() {
    let school = placed().on("2027-06-30");
    worked(&school, PLACEMENT, 6, 5985);
    let report = school.json("report hours");
    let hours = row(&report, "healthcare");
    assert_eq!(
        (&hours["status"], &hours["short_minutes"]),
        (&"short".into(), &15.into())
    );
    assert_eq!(school.run("report hours --fail-if short").code, 5);
    for format in ["table", "plain", "csv", "md", "html", "jsonl"] {
        for style in ["hm", "decimal"] {
            let out = school.ok(&format!("report hours --format {format} --hours {style}"));
            let required = if style == "hm" { "100:00" } else { "100.00" };
            let most = if format == "table" || format == "md" || format == "html" {
                2
            } else {
                1
            };
            assert!(
                out.matches(required).count() <= most,
                "only what is required is a hundred: {out}"
            );
        }
    }
    school.ok(&format!("wbl log {PLACEMENT} 2026-11-02 15m"));
    let report = school.json("report hours");
    assert_eq!(
        row(&report, "healthcare")["status"],
        "met-pending-verification"
    );
    assert_eq!(school.run("report hours --fail-if short").code, 0);
}

#[test]
fn twelve_shifts_of_eight_hours_twenty_are_exactly_a_hundred() {
    let school = placed();
    let days: Vec<_> = (6..18)
        .map(|day| format!("2026-10-{day:02} 8:00-16:20"))
        .collect();
    school.ok(&format!(
        "wbl log {PLACEMENT} {} --by j-ortiz",
        days.join(" ")
    ));
    let report = school.json("report hours");
    let hours = row(&report, "healthcare");
    assert_eq!(
        (&hours["counted_minutes"], &hours["status"]),
        (&6000.into(), &"met".into())
    );
    assert!(school.ok("report hours").contains("100:00"));
}

#[test]
fn overlapping_hours_are_refused_over_all_placements_and_touching_ones_are_not() {
    let school = placed();
    school.ok(&format!("wbl add --activity capstone --students {STUDENT} --partner antron-engineering --starts 2026-10-05 --pathway healthcare"));
    let first = format!("wbl log {PLACEMENT} 2026-10-06 15:00-17:30");
    school.ok(&first);
    let before = school.files();
    let err = school.fails(
        4,
        "wbl log s-k7f2wq-antron-engineering 2026-10-06 17:00-19:00",
    );
    assert!(err.contains(PLACEMENT) && err.contains("15:00"), "{err}");
    assert_eq!(school.files(), before, "nothing was written");
    school.ok("wbl log s-k7f2wq-antron-engineering 2026-10-06 17:30-19:00");
}

#[test]
fn two_placements_add_up_unless_the_policy_says_single() {
    let school = placed();
    school.ok(&format!("wbl add --activity capstone --students {STUDENT} --partner antron-engineering --starts 2026-10-05 --pathway healthcare --supervisors contact=dana-rivera"));
    worked(&school, PLACEMENT, 6, 3600);
    school.ok("wbl log s-k7f2wq-antron-engineering 2026-10-20 8h 2026-10-21 8h 2026-10-22 8h 2026-10-23 8h 2026-10-24 8h --by dana-rivera");
    let hours = row(&school.json("report hours"), "healthcare");
    assert_eq!(
        (&hours["counted_minutes"], &hours["status"]),
        (&6000.into(), &"met".into())
    );
    let listed = school.json("report hours --by student,partner");
    assert_eq!(
        listed["rows"].as_array().expect("rows").len(),
        2,
        "{listed:#}"
    );
    let settings = school.text("wbl.toml");
    school.put(
        "wbl.toml",
        settings.replace("aggregate = \"sum\"", "aggregate = \"single\""),
    );
    let hours = row(&school.json("report hours"), "healthcare");
    assert_eq!(
        (&hours["counted_minutes"], &hours["short_minutes"]),
        (&3600.into(), &2400.into())
    );
}

#[test]
fn a_night_belongs_to_the_day_it_starts_and_needs_the_word() {
    let school = placed();
    let err = school.fails(
        4,
        &format!("wbl log {PLACEMENT} 2026-10-30 22:00-06:30 --break 30m"),
    );
    assert!(err.contains("--overnight"), "{err}");
    school.ok(&format!(
        "wbl log {PLACEMENT} 2026-10-30 22:00-06:30 --break 30m --overnight --by j-ortiz"
    ));
    assert_eq!(
        row(&school.json("report hours"), "healthcare")["counted_minutes"],
        480
    );
    let day = row(
        &school.json("report hours --from 2026-10-31 --to 2026-10-31"),
        "healthcare",
    );
    assert_eq!(
        (&day["counted_minutes"], &day["status"]),
        (&360.into(), &Value::Null)
    );
}

#[test]
fn a_supervisor_who_leaves_hands_over_and_unverified_hours_are_listed() {
    let school = placed().on("2026-12-05");
    school.ok(&format!("wbl log {PLACEMENT} 2026-11-24 7h 2026-11-25 7h"));
    let ran = school.run("contact leave j-ortiz --on 2026-11-30 --successor p-lee");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("14:00"), "{}", ran.err);
    let text = school.text(&format!("wbl/2026-27/{PLACEMENT}.toml"));
    assert!(
        text.contains("to = 2026-11-30") && text.contains("from = 2026-12-01"),
        "{text}"
    );
    school.ok(&format!("wbl log {PLACEMENT} 2026-12-02 3h --by p-lee"));
    school.fails(4, &format!("verify {PLACEMENT} --all --by p-lee"));
    school.ok(&format!(
        "verify {PLACEMENT} --all --by p-lee --reason 'read the sign-in sheets'"
    ));
    assert!(
        school
            .text(&format!("wbl/2026-27/{PLACEMENT}.toml"))
            .contains("read the sign-in sheets")
    );
}

#[test]
fn hours_stay_with_the_pathway_that_they_were_worked_for() {
    let school = placed().on("2027-01-30");
    worked(&school, PLACEMENT, 6, 46 * 60);
    let before = school.ok("report hours --as-of 2026-12-01 --format json");
    school.ok(&format!(
        "student transfer {STUDENT} business --on 2027-01-25"
    ));
    let report = school.json("report hours");
    assert_eq!(row(&report, "business")["counted_minutes"], 0);
    assert_eq!(
        school.ok("report hours --as-of 2026-12-01 --format json"),
        before,
        "history is unchanged"
    );
    school.ok(&format!(
        "student set {STUDENT} --enrolled pathway=business,credit=46h,approved_by=Principal"
    ));
    assert_eq!(
        row(&school.json("report hours"), "business")["counted_minutes"],
        46 * 60
    );
}

#[test]
fn summer_hours_belong_to_their_days_and_credit_year_is_never_inferred() {
    let school = school().on("2026-12-01");
    school.ok(&format!(
        "student set {STUDENT} --drop enrolled=pathway=healthcare,from=2026-09-01 --enrolled pathway=healthcare,from=2026-06-01"
    ));
    school.ok(&format!("wbl add --activity internship --students {STUDENT} --partner notre-dame-healthcare --starts 2026-06-22 --ends 2026-08-14 --supervisors contact=j-ortiz"));
    assert!(
        school
            .text(&format!("wbl/2025-26/{PLACEMENT}.toml"))
            .starts_with("activity"),
        "the year it was born in"
    );
    school.ok(&format!(
        "wbl log {PLACEMENT} 2026-06-30 4h 2026-07-01 5h --by j-ortiz"
    ));
    let split = |range: &str| {
        row(&school.json(&format!("report hours {range}")), "healthcare")["counted_minutes"].clone()
    };
    assert_eq!(split("--to 2026-06-30"), 240);
    assert_eq!(split("--from 2026-07-01"), 300);
    assert_eq!(
        school.json(&format!("wbl show {PLACEMENT}"))["credit_year"],
        Value::Null
    );
}

#[test]
fn names_of_the_world_are_kept_found_and_aligned() {
    let school = Sandbox::new();
    for (name, id) in [
        ("José Núñez-O'Brien & Söhne", "jose-nunez-obrien-sohne"),
        ("AUX", "aux-partner"),
        ("李 伟 机械", "li-wei-ji-jie"),
        ("Nguye\u{302}\u{303}n Bakery", "nguyen-bakery"),
    ] {
        let out = school.ok(&format!("partner add \"{name}\""));
        assert!(
            out.contains(&format!("partners/{id}.toml")),
            "{name}: {out}"
        );
    }
    assert!(
        school
            .text("partners/nguyen-bakery.toml")
            .contains("\"Nguyễn Bakery\""),
        "stored composed"
    );
    let err = school.fails(2, "partner add '***'");
    assert!(err.contains("--id"), "{err}");
    assert_eq!(
        school.json("partner show 'NGUYEN bakery'")["id"],
        "nguyen-bakery"
    );
    let table = school.ok("partner list --fields name,id");
    let columns: Vec<_> = table
        .lines()
        .skip(2)
        .map(|line| {
            unicode_width::UnicodeWidthStr::width(line.split_once("  ").expect("two columns").0) > 0
        })
        .collect();
    assert_eq!(columns.len(), 4, "{table}");
}

#[test]
fn what_is_verified_after_the_cutoff_is_late_and_the_same_day_gives_the_same_bytes() {
    let school = placed().on("2027-02-15");
    school.ok(&format!(
        "wbl log {PLACEMENT} 2026-10-06 3h --by j-ortiz --verified 2026-10-09"
    ));
    school.ok(&format!(
        "wbl log {PLACEMENT} 2026-10-07 4h --by j-ortiz --verified 2027-02-10"
    ));
    school.ok(&format!(
        "wbl log {PLACEMENT} 2027-02-02 5h --by j-ortiz --verified 2027-02-03"
    ));
    let hours = row(
        &school.json("report hours --term Q2 --year 2026-27"),
        "healthcare",
    );
    assert_eq!(hours["counted_minutes"], 180, "{hours:#}");
    assert_eq!(hours["late_minutes"], 240);
    let first = school.ok("report hours --as-of 2026-11-01 --format json");
    assert_eq!(
        first,
        school.ok("report hours --as-of 2026-11-01 --format json")
    );
}

#[test]
fn fired_then_placed_anew_the_hours_of_both_sites_count() {
    let school = placed();
    worked(&school, PLACEMENT, 6, 38 * 60);
    school.ok(&format!(
        "wbl close {PLACEMENT} ended-early --on 2026-10-31 --because 'not a good fit'"
    ));
    school.ok(&format!("wbl add --activity internship --students {STUDENT} --partner antron-engineering --starts 2026-11-02 --pathway healthcare --supervisors contact=dana-rivera"));
    let days: Vec<_> = (2..10)
        .map(|day| format!("2026-11-{day:02} 7h45m"))
        .collect();
    school.ok(&format!(
        "wbl log s-k7f2wq-antron-engineering {} --by dana-rivera",
        days.join(" ")
    ));
    let hours = row(&school.json("report hours"), "healthcare");
    assert_eq!(
        (&hours["counted_minutes"], &hours["status"]),
        (&6000.into(), &"met".into())
    );
    assert!(
        !school
            .ok("report hours --format json")
            .contains("not a good fit")
    );
}

#[test]
fn a_career_panel_counts_for_nobody() {
    let school = placed();
    school.ok("wbl add --activity career-panel --partner antron-engineering --headcount 45 --starts 2026-10-20 --guests partner=antron-engineering,as=panelist --guests partner=notre-dame-healthcare,as=panelist");
    assert_eq!(
        row(&school.json("report hours"), "healthcare")["counted_minutes"],
        0
    );
    let err = school.fails(
        4,
        "wbl log career-panel-antron-engineering-2026-10-20 2026-10-20 2h",
    );
    assert!(err.contains("event"), "{err}");
}

#[test]
fn moving_a_terms_end_moves_its_hours_and_no_entry_is_edited() {
    let school = placed().on("2027-06-30");
    school.ok(&format!(
        "wbl log {PLACEMENT} 2027-01-25 4h --by j-ortiz --verified 2027-01-26"
    ));
    let term_of_hours = || {
        let rows = school.json("report hours --by term")["rows"]
            .as_array()
            .expect("rows")
            .clone();
        let counted = rows
            .into_iter()
            .find(|row| row["counted_minutes"] == 240)
            .expect("four hours");
        counted["term"].as_str().expect("a term").to_owned()
    };
    assert!(term_of_hours().contains("Q3"));
    let entries = school.text(&format!("wbl/2026-27/{PLACEMENT}.toml"));
    let settings = school.text("wbl.toml");
    let moved = settings
        .replace("ends = 2027-01-22", "ends = 2027-01-29")
        .replace("starts = 2027-01-25", "starts = 2027-02-01");
    school.put("wbl.toml", moved);
    assert!(term_of_hours().contains("Q2"));
    assert_eq!(
        school.text(&format!("wbl/2026-27/{PLACEMENT}.toml")),
        entries
    );
}

#[test]
fn a_students_name_does_not_get_into_tracked_files() {
    let school = placed();
    let before = school.files();
    for line in [
        format!("wbl log {STUDENT} 2026-10-06 3h --task 'ANA NUNEZ-O’BRIEN trained on the line'"),
        format!("wbl set {PLACEMENT} --notes 'Ana Núñez-O’Brien likes the kitchen'"),
        format!("student set {STUDENT} --notes 'called Ana Núñez-O’Brien'"),
        format!(
            "wbl add --id ana-nunez-obrien-antron --activity capstone --students {STUDENT} --partner antron-engineering --starts 2026-10-05"
        ),
    ] {
        let err = school.fails(4, &line);
        // Who typed the name as an id has both: what is said names neither.
        let is_id = line.contains("--id");
        assert!(
            err.contains("goes into git") && err.contains(STUDENT) != is_id,
            "{err}"
        );
    }
    assert_eq!(school.files(), before);
    for (path, bytes) in &before {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            path.starts_with("private/") || !text.contains("Núñez"),
            "{path}"
        );
    }
    school.ok(&format!("student set {STUDENT} --known-as Annie"));
}

#[test]
fn a_day_has_twenty_four_hours_over_all_placements() {
    let school = placed();
    school.ok(&format!("wbl add --activity capstone --students {STUDENT} --partner antron-engineering --starts 2026-10-05 --pathway healthcare"));
    school.ok(&format!("wbl log {PLACEMENT} 2026-10-06 14h"));
    let err = school.fails(4, "wbl log s-k7f2wq-antron-engineering 2026-10-06 11h");
    assert!(err.contains("25:00 of work on 2026-10-06"), "{err}");
    school.ok("wbl log s-k7f2wq-antron-engineering 2026-10-06 10h");
}

#[test]
fn those_who_have_left_are_spoken_of() {
    let school = placed();
    worked(&school, PLACEMENT, 6, 600);
    school.ok(&format!(
        "student exit {STUDENT} --because moved --on 2026-11-13 --close withdrawn"
    ));
    let out = school.ok("report hours");
    assert!(
        out.contains("1 enrollment that has ended is not shown (10:00 verified)"),
        "{out}"
    );
    assert!(school.ok("report hours --year 2026-27").contains("10:00"));
}
