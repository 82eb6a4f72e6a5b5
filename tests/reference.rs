//! examples/reference.md is what the tables say. `WBL_BLESS=1 cargo test --test reference` writes it
//! anew.
#![allow(missing_docs, clippy::expect_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use wbl::check::CHECKS;
use wbl::record::KINDS;

#[test]
fn the_reference_says_what_the_tables_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/reference.md");
    let made = reference();
    if std::env::var_os("WBL_BLESS").is_some() {
        fs::write(&path, &made).expect("the reference is written");
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == made,
        "examples/reference.md is stale; see the top of tests/reference.rs"
    );
}

fn reference() -> String {
    let mut text = String::from(
        "# Reference\n\nMade from the program's own tables by `tests/reference.rs`; do not edit it. Each word has a page: `wbl partner add --help`.\n\n## Commands\n\n",
    );
    let _ = write!(text, "```text\n{}```\n", commands(&["--help"]));
    for kind in KINDS.iter().filter(|kind| kind.has_verbs) {
        let name = kind.kind.name();
        let _ = write!(
            text,
            "\n### wbl {name}\n\n{}.\n\n```text\n{}```\n",
            kind.about,
            commands(&[name, "--help"])
        );
    }
    text.push_str("\n## Fields\n");
    for kind in KINDS {
        let name = kind.kind.name();
        // The private part of a student stands with the rest of the student.
        let ran = wbl(&["fields", name, "--format", "md"]);
        let _ = write!(text, "\n### {name}\n\n{ran}");
    }
    text.push_str("\n## Checks\n");
    for topic in CHECKS {
        let _ = write!(text, "\n### {}\n\n{}.\n\n", topic.name, topic.about);
        for check in topic.checks {
            let _ = writeln!(
                text,
                "- `{}` ({}): {}. Why: {}. To settle it: {}.{}",
                check.id,
                check.severity.name(),
                check.about,
                check.why,
                check.settle,
                check
                    .fixes()
                    .map_or_else(String::new, |does| format!(" `--fix` {does}."))
            );
        }
    }
    text
}

/// The list of commands in a page of help.
fn commands(args: &[&str]) -> String {
    let page = wbl(args);
    let lines = page.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty());
    lines
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}

fn wbl(args: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_wbl"))
        .args(args)
        .env_clear()
        .output()
        .expect("wbl runs");
    String::from_utf8(out.stdout).expect("UTF-8")
}
