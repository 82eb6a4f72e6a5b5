//! README.md and the guide say what is true: every console block is run, in order, in one folder,
//! and what it shows must come out. Random ids are compared by where they stand, not by their letters.
#![allow(missing_docs, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The day on which the README's week begins.
const DAY: &str = "2026-10-09";

#[test]
fn the_readmes_first_week_runs_as_written() {
    let readme = text("README.md");
    let week = readme.split("## The first week").nth(1);
    run_as_written(week.expect("the first week"));
}

#[test]
fn the_guide_runs_as_written() {
    run_as_written(&text("examples/guide.md"));
}

fn text(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(root.join(path)).expect("a text")
}

fn run_as_written(text: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut here = folder.path().to_owned();
    let mut ids = (Ids::default(), Ids::default());
    let mut commands = 0;
    for block in text.split("```console\n").skip(1) {
        let block = block.split("```").next().expect("a block");
        for step in block.split("$ ").skip(1) {
            let (line, shown) = step.split_once('\n').expect("a line");
            if let Some(into) = line.strip_prefix("cd ") {
                here = here.join(into);
                continue;
            }
            // What the README shows for a random id stands for the one that came out.
            let line = ids.0.translate(line, &ids.1);
            let out = Command::new("sh")
                .args(["-c", &format!("{line} 2>&1")])
                .current_dir(&here)
                .env("WBL_TODAY", DAY)
                .env("PATH", path())
                .env("HOME", folder.path())
                .output()
                .expect("sh runs");
            let came = String::from_utf8(out.stdout).expect("UTF-8");
            assert_eq!(
                ids.1.plain(&came),
                ids.0.plain(shown),
                "\n$ {line}\n--- came out:\n{came}\n--- README:\n{shown}"
            );
            commands += 1;
        }
    }
    assert!(commands >= 8, "only {commands} commands were run");
}

/// The folder of the program under test, before everything else.
fn path() -> String {
    let bin = Path::new(env!("CARGO_BIN_EXE_wbl"))
        .parent()
        .expect("a folder");
    format!("{}:{}", bin.display(), std::env::var("PATH").expect("PATH"))
}

/// Random ids in the order in which they were first seen.
#[derive(Default)]
struct Ids {
    seen: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl Ids {
    /// The text with each random id replaced by its number.
    fn plain(&mut self, text: &str) -> String {
        let mut out = String::new();
        for line in text.lines() {
            let mut rest = line.trim_end();
            while let Some((at, lead)) = first_lead(rest) {
                let from = at + lead.len();
                out.push_str(&rest[..from]);
                rest = &rest[from..];
                if let Some(code) = rest.get(..6).filter(|code| is_code(code)) {
                    let number = self.number(code);
                    out.push_str(&["<", &number.to_string(), ">"].concat());
                    rest = &rest[6..];
                }
            }
            out.push_str(rest);
            out.push('\n');
        }
        out.trim_end().to_owned()
    }

    fn number(&mut self, code: &str) -> usize {
        let next = self.seen.len();
        *self.numbers.entry(code.to_owned()).or_insert_with(|| {
            self.seen.push(code.to_owned());
            next
        })
    }

    fn translate(&self, line: &str, other: &Self) -> String {
        self.seen
            .iter()
            .zip(&other.seen)
            .fold(line.to_owned(), |line, (mine, theirs)| {
                line.replace(mine, theirs)
            })
    }
}

/// Where the next random id may begin: after what leads to one.
fn first_lead(text: &str) -> Option<(usize, &'static str)> {
    let at = |lead: &'static str| text.find(lead).map(|at| (at, lead));
    [at("s-"), at("entry `")].into_iter().flatten().min()
}

fn is_code(text: &str) -> bool {
    text.bytes()
        .all(|b| b"23456789bcdfghjkmnpqrstvwxz".contains(&b))
}
