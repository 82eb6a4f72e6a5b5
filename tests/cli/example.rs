//! The example school: it is whole in a fresh clone, its hours are known, its reports look as they
//! looked when they were last read.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::sandbox::{Sandbox, example};

const DAY: &str = "2026-06-03";

#[test]
fn a_fresh_clone_has_the_private_part_too() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let clone = folder.path().join("clone");
    let cloned = Command::new("git")
        .args(["clone", "-q", "--no-hardlinks"])
        .arg(root)
        .arg(&clone)
        .status();
    let students = if cloned.is_ok_and(|status| status.success()) {
        clone.join("examples/marlow-falls/private/students")
    } else {
        eprintln!(
            "not run on a clone: this is no git checkout, or git is missing; looking at the folder itself"
        );
        example().join("private/students")
    };
    assert_eq!(fs::read_dir(students).unwrap().count(), 120);
}

#[test]
fn the_hours_of_known_students_are_exact() {
    let school = Sandbox::example();
    for (student, day, pathway, verified, pending, counted, short, status) in [
        (
            "s-w3ztr6",
            "2026-01-30",
            "allied-health",
            3210,
            0,
            3210,
            2790,
            "",
        ),
        ("s-w3ztr6", DAY, "allied-health", 5985, 0, 5985, 15, "short"),
        (
            "s-53jqdm",
            "2026-01-30",
            "manufacturing",
            3260,
            350,
            3260,
            2740,
            "",
        ),
        (
            "s-53jqdm",
            DAY,
            "manufacturing",
            5985,
            15,
            5985,
            15,
            "met-pending-verification",
        ),
        (
            "s-z28vsb",
            "2026-01-30",
            "business",
            1500,
            0,
            1500,
            4500,
            "",
        ),
        ("s-z28vsb", DAY, "business", 6000, 0, 6000, 0, "met"),
        ("s-jq72xk", DAY, "business", 3300, 0, 6060, 0, "met"),
        (
            "s-c4g2pm",
            "2026-05-15",
            "construction",
            6000,
            0,
            6000,
            0,
            "met",
        ),
    ] {
        let report = school.json(&format!("report hours --student {student} --as-of {day}"));
        let rows = report["rows"].as_array().unwrap();
        let row = rows
            .iter()
            .find(|row| row["pathway"] == pathway)
            .unwrap_or_else(|| panic!("{report:#}"));
        let minutes = |key: &str| row[key].as_i64().unwrap();
        let sums = (
            minutes("verified_minutes"),
            minutes("pending_minutes"),
            minutes("counted_minutes"),
            minutes("short_minutes"),
        );
        assert_eq!(
            sums,
            (verified, pending, counted, short),
            "{student} on {day}"
        );
        assert!(
            status.is_empty() || row["status"] == status,
            "{student} on {day}"
        );
    }
}

#[test]
fn check_finds_what_is_wrong_on_purpose_and_no_more() {
    let school = Sandbox::example();
    let found: serde_json::Value =
        serde_json::from_str(&school.run("check --format json").out).unwrap();
    let rules: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["rule"].as_str().unwrap())
        .collect();
    let listed = school.text("FINDINGS.md");
    for rule in &rules {
        assert!(
            listed.contains(&format!("`{rule}`")),
            "{rule} is found and not listed in FINDINGS.md"
        );
    }
    let meant = listed
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains(".toml"))
        .count();
    assert_eq!(rules.len(), meant, "{rules:?}");
}

#[test]
fn the_hours_report_looks_as_it_was_last_read() {
    let by = "--term Q3 --year 2025-26 --by pathway,term";
    look_as_last_read(&[
        (
            "hours.table.txt".to_owned(),
            "report hours --pathway allied-health".to_owned(),
        ),
        (
            "hours.plain.txt".to_owned(),
            "report hours --pathway allied-health --format plain".to_owned(),
        ),
        (
            "hours.csv".to_owned(),
            "report hours --pathway allied-health --format csv".to_owned(),
        ),
        (
            "hours.decimal.csv".to_owned(),
            "report hours --pathway allied-health --format csv --hours decimal".to_owned(),
        ),
        (
            "hours.json".to_owned(),
            "report hours --pathway allied-health --format json".to_owned(),
        ),
        (
            "hours.jsonl".to_owned(),
            "report hours --pathway allied-health --format jsonl".to_owned(),
        ),
        (
            "hours.md".to_owned(),
            "report hours --pathway allied-health --format md".to_owned(),
        ),
        (
            "hours.html".to_owned(),
            "report hours --pathway allied-health --format html".to_owned(),
        ),
        (
            "hours.term.table.txt".to_owned(),
            "report hours --term Q2 --year 2025-26 --pathway business".to_owned(),
        ),
        (
            "hours.by.table.txt".to_owned(),
            format!("report hours {by}"),
        ),
        (
            "hours.by.json".to_owned(),
            format!("report hours {by} --format json"),
        ),
    ]);
}

#[test]
fn the_other_reports_look_as_they_were_last_read() {
    let mut all = Vec::new();
    for (name, line) in [
        ("transcript", "report transcript --pathway business"),
        ("entries", "report entries --student s-32pdnm"),
        ("partners", "report partners --pathway biotechnology"),
        ("why", "why s-32pdnm"),
    ] {
        for (format, ending) in [
            ("table", "table.txt"),
            ("plain", "plain.txt"),
            ("csv", "csv"),
            ("json", "json"),
            ("jsonl", "jsonl"),
            ("md", "md"),
            ("html", "html"),
        ] {
            all.push((
                format!("{name}.{ending}"),
                format!("{line} --format {format}"),
            ));
        }
    }
    for (name, line) in [
        (
            "transcript.term.table.txt",
            "report transcript --term Q2 --year 2025-26 --pathway manufacturing",
        ),
        (
            "why.term.table.txt",
            "why s-53jqdm --term Q2 --year 2025-26",
        ),
        ("why.transferred.table.txt", "why s-jq72xk --year 2025-26"),
    ] {
        all.push((name.to_owned(), line.to_owned()));
    }
    look_as_last_read(&all);
}

/// The text that every partner signs: a change of it is to be seen, and meant.
#[test]
fn an_agreement_reads_as_it_was_last_read() {
    let render = "mou render harlow-machine-tool-2026-27 --as-of 2026-08-20";
    look_as_last_read(&[
        ("mou.md".to_owned(), render.to_owned()),
        ("mou.html".to_owned(), format!("{render} --format html")),
    ]);
}

#[test]
fn every_agreement_that_was_signed_can_be_printed() {
    let school = Sandbox::example();
    for state in ["active", "expiring", "expired", "superseded", "terminated"] {
        let filter = format!("'state = {state} and amends : none'");
        let known = school.json(&format!("mou list --where {filter}"));
        school.ok(&format!("paper render mou --where {filter} -o {state}.md"));
        let text = school.text(&format!("{state}.md"));
        let count = text.matches("\n# Memorandum of Understanding\n").count();
        assert!(count > 0, "{state}");
        assert_eq!(count, known.as_array().unwrap().len(), "{state}");
    }
}

/// Compares answers over the example school with their snapshots, or writes these anew.
///
/// The checksums of what a document was made from are left out: they change with every edit of
/// a record or a template, whether or not a word of the text does.
fn look_as_last_read(all: &[(String, String)]) {
    let school = Sandbox::example();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/snapshots");
    let mut changed = Vec::new();
    for (name, line) in all {
        let day = if line.contains("--as-of") {
            String::new()
        } else {
            format!(" --as-of {DAY}")
        };
        let came = school.ok(&format!("{line}{day}"));
        let stamp =
            |line: &&str| !line.starts_with("wbl-") && !line.starts_with("<meta name=\"wbl-");
        let came: String = came.split_inclusive('\n').filter(stamp).collect();
        let path = folder.join(name);
        if std::env::var_os("WBL_BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &came).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != came {
            changed.push(name);
        }
    }
    assert!(
        changed.is_empty(),
        "read the difference, then WBL_BLESS=1: {changed:?}"
    );
}
