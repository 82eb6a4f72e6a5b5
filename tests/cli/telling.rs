//! `why`, and the reports beside it: every number can be taken apart, and adds up again.

use std::collections::BTreeMap;

use crate::sandbox::Sandbox;
use crate::school::{STUDENT, placed};

const SUMS: [&str; 4] = [
    "verified_minutes",
    "pending_minutes",
    "late_minutes",
    "counted_minutes",
];

#[test]
fn why_adds_up_to_the_hours_report_for_every_student_of_the_example() {
    let school = Sandbox::example();
    let asked = "--year 2025-26 --as-of 2026-06-03";
    let hours = school.json(&format!("report hours {asked}"));
    let mut expected: BTreeMap<String, [i64; 4]> = BTreeMap::new();
    for row in hours["rows"].as_array().unwrap() {
        let sums = expected
            .entry(row["student"].as_str().unwrap().to_owned())
            .or_default();
        for (sum, key) in sums.iter_mut().zip(SUMS) {
            *sum += row[key].as_i64().unwrap();
        }
    }
    assert!(expected.len() > 60);
    for (student, expected) in expected {
        let why = school.json(&format!("why {student} {asked}"));
        let mut sums = [0; 4];
        for row in why["rows"].as_array().unwrap() {
            for (sum, key) in sums.iter_mut().zip(SUMS) {
                *sum += row[key].as_i64().unwrap();
            }
        }
        assert_eq!(sums, expected, "{student}");
        for (sum, key) in sums.iter().zip(SUMS) {
            assert_eq!(why["total"][key], *sum, "{student} {key}");
        }
    }
}

#[test]
fn why_says_what_to_type_and_that_works() {
    let school = placed();
    school.ok(&format!("wbl log {STUDENT} 2026-10-06 15:00-18:30"));
    let said = school.ok(&format!("why {STUDENT}"));
    let (_, rest) = said.split_once("when they are: `wbl ").unwrap();
    let (command, _) = rest.split_once('`').unwrap();
    school.ok(command);
    let why = school.json(&format!("why {STUDENT}"));
    assert_eq!(why["rows"][0]["stands"], "counted");
    assert_eq!(why["rows"][0]["by"], "j-ortiz");
    assert_eq!(why["total"]["pending_minutes"], 0);
    assert_eq!(why["report"], "why");
}
