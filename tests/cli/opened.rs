//! What a command opens: one that is about one record opens that record and what it must, and
//! does not read the store.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::sandbox::Sandbox;

/// A folder, and how many of its files may be opened; none: all of them.
type Most = (&'static str, Option<usize>);

/// A line, and how many files of which folders it may open; all of a folder where no number stands.
const OPENED: [(&str, &[Most]); 14] = [
    (
        // Read to be changed, read under the lock, and once more right before it is replaced.
        "partner set maes-blue-door-cafe --town Salem",
        &[("partners", Some(4)), ("rules", None)],
    ),
    (
        "partner touch maes-blue-door-cafe --via call --about x",
        &[("partners", Some(4)), ("rules", None)],
    ),
    (
        "student set s-2bwqrt --notes x",
        &[("students", Some(3)), ("private", Some(1)), ("rules", None)],
    ),
    (
        "wbl set s-2bwqrt-corvane-biologics --notes x",
        &[("wbl", Some(3)), ("private", Some(1)), ("rules", None)],
    ),
    // The student's other experiences are looked for: no two shifts may overlap. Hours of a day
    // before the enrollment count nowhere, which is said.
    (
        "log s-33nq5w-saint-brigid-senior-living 2026-11-17 1h",
        &[
            ("wbl", None),
            ("students", Some(2)),
            ("private", Some(1)),
            ("rules", None),
        ],
    ),
    (
        "council show manufacturing-advisory",
        &[("councils", Some(1))],
    ),
    (
        "eval show s-2bwqrt-corvane-biologics-baseline",
        &[("evals", None)],
    ),
    // What links to it is found by reading the kinds that can.
    (
        "mou show corvane-biologics-2025-26",
        &[("mous", None), ("partners", None), ("wbl", None)],
    ),
    (
        "student show s-2bwqrt",
        &[
            ("students", Some(2)),
            ("private", Some(1)),
            ("pathways", None),
            ("wbl", None),
            ("rules", None),
        ],
    ),
    (
        "why s-2bwqrt",
        &[
            ("students", Some(2)),
            ("private", Some(1)),
            ("pathways", None),
            ("wbl", None),
            ("rules", None),
        ],
    ),
    ("partner list", &[("partners", None)]),
    ("complete -- partner show maes", &[("partners", Some(1))]),
    ("complete -- wbl show s-2bw", &[("private", Some(1))]),
    ("complete -- why s-2bw", &[("private", Some(1))]),
];

#[test]
fn a_command_about_one_record_opens_only_what_it_needs() {
    let school = Sandbox::example();
    let log = tempfile::NamedTempFile::new().expect("a file");
    for (line, allowed) in OPENED {
        let own = school.command(line);
        let mut traced = Command::new("strace");
        traced
            .args(["-f", "-qq", "-e", "trace=open,openat", "-o"])
            .arg(log.path());
        traced.arg(own.get_program()).args(own.get_args());
        traced
            .current_dir(school.root())
            .env("WBL_TODAY", "2026-11-22");
        let Ok(out) = traced.output() else {
            super::sandbox::unproven("what is opened: strace is not here");
            return;
        };
        let said = String::from_utf8_lossy(&out.stderr);
        if said.contains("ptrace") {
            super::sandbox::unproven("what is opened: strace may not trace here");
            return;
        }
        assert!(out.status.success(), "wbl {line}\n{said}");
        let opened = opened(&school, &fs::read_to_string(log.path()).expect("a log"));
        for (folder, count) in &opened {
            let most = allowed.iter().find(|(known, _)| known == folder);
            let (_, most) = most.unwrap_or_else(|| panic!("wbl {line} opens {folder}"));
            assert!(
                most.is_none_or(|most| *count <= most),
                "wbl {line}: {count} of {folder}"
            );
        }
    }
}

/// How many records of which folder were opened.
fn opened(school: &Sandbox, log: &str) -> BTreeMap<String, usize> {
    let root = format!("{}/", school.root().display());
    let mut folders = BTreeMap::new();
    for line in log.lines().filter(|line| !line.contains("ENOENT")) {
        let path = line
            .split('"')
            .nth(1)
            .and_then(|path| path.strip_prefix(&root));
        let path = path.filter(|path| path.contains(".toml"));
        if let Some((folder, _)) = path.and_then(|path| path.split_once('/')) {
            *folders.entry(folder.to_owned()).or_default() += 1;
        }
    }
    folders
}
