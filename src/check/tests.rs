//! Every check finds what it looks for, and nothing in a store that is clean.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use super::*;
use crate::book::memory::Memory;
use crate::book::{Disk, Listing};
use crate::record::{SETTINGS, Settings};

/// Files as bytes, some of which cannot be read.
#[derive(Debug, Default, Clone)]
pub(super) struct Bytes(pub(super) BTreeMap<String, Vec<u8>>);

/// Stands for a file that cannot be read.
const LOCKED: &[u8] = b"locked\n";

impl Disk for Bytes {
    fn list(&self, folder: &str, deep: bool) -> io::Result<Listing> {
        let names = self.0.keys().map(|path| (path.clone(), String::new()));
        Memory(names.collect()).list(folder, deep)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.0.get(path) {
            Some(bytes) if bytes == LOCKED => Err(io::ErrorKind::PermissionDenied.into()),
            Some(bytes) => Ok(bytes.clone()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl Bytes {
    /// All that is wrong with these files on 2026-11-22.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let settings = self
            .0
            .get(SETTINGS)
            .and_then(|bytes| toml::from_str(std::str::from_utf8(bytes).ok()?).ok());
        let book = Book::new(self, settings.unwrap_or_default());
        run(&book, Day::iso("2026-11-22").unwrap(), &[]).unwrap()
    }
}

/// The files of a clean store, and for each check a file that it finds something in.
const CLEAN: &str = include_str!("clean.txt");
/// Each case begins with its check, path, line, and what the message or the hint says.
const CASES: &str = include_str!("cases.txt");

/// The parts of a text, each under a heading.
fn parts(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let part = |part: &'static str| part.split_once('\n').unwrap();
    text.split("== ").skip(1).map(part)
}

pub(super) fn clean() -> Bytes {
    let file = |(path, text): (&str, &str)| (path.to_owned(), text.into());
    Bytes(parts(CLEAN).map(file).collect())
}

/// The store of a case: the clean one, the case's file, and what some cases need besides.
fn store(rule: &str, path: &str, text: &str) -> Bytes {
    let mut bytes = clean();
    bytes.0.insert(path.to_owned(), text.into());
    match rule {
        "merged-link" => {
            let text = "name = \"Gone\"\nmerged_into = \"antron\"\n";
            bytes.0.insert("partners/gone.toml".into(), text.into());
        }
        "amends-amendment" => {
            let text =
                "partners = [\"antron\"]\nthrough = 2027-06-30\namends = \"antron-2026-27\"\n";
            bytes.0.insert("mous/amended.toml".into(), text.into());
        }
        "copied-entry" => {
            bytes.0.insert("wbl/2026-27/a.toml".into(), text.into());
        }
        _ => {}
    }
    bytes
}

fn shown(problems: &[Problem]) -> String {
    let mut out = String::new();
    for Problem {
        rule,
        place,
        message,
        hint,
        ..
    } in problems
    {
        let at = format!("{}:{}:{}", place.path, place.line, place.col);
        writeln!(out, "{at} {rule}: {message} [{hint}]").unwrap();
    }
    out
}

#[test]
fn a_clean_store_has_no_findings() {
    assert_eq!(shown(&clean().problems()), "");
}

#[test]
fn every_check_finds_what_it_looks_for() {
    let mut raised = BTreeSet::from(["not-utf-8"]);
    for (heading, text) in parts(CASES) {
        let mut heading = heading.splitn(4, ' ');
        let [rule, path, line, word] = [(); 4].map(|()| heading.next().unwrap());
        let problems = store(rule, path, text).problems();
        let all = shown(&problems);
        let Some(problem) = problems
            .iter()
            .find(|p| p.rule == rule && p.place.path == path)
        else {
            panic!("{rule} is not found:\n{all}");
        };
        assert_eq!(problem.place.line.to_string(), line, "{all}");
        let said = format!("{} {}", problem.message, problem.hint);
        assert!(said.contains(word), "{rule} does not say {word}:\n{all}");
        assert!(!problem.hint.is_empty(), "{rule} says not what to do");
        assert!(!problem.message.ends_with('.'), "{all}");
        for problem in &problems {
            let check = explain(problem.rule).unwrap_or_else(|| panic!("{}", problem.rule));
            assert_eq!(problem.severity, check.severity, "{}", problem.rule);
            raised.insert(problem.rule);
        }
    }
    let all: BTreeSet<_> = checks().map(|check| check.id).collect();
    assert_eq!(raised, all, "each check has a case");
}

#[test]
fn every_id_that_the_code_names_is_in_the_table() {
    // What makes a problem takes its id first.
    const MAKERS: [&str; 8] = [
        "Problem::error(\"",
        "Problem::of_file(\"",
        "self.error(\"",
        ".found(\"",
        ".found_at(\"",
        ".found_under(\"",
        "problem_at(\"",
        "problem_of(\"",
    ];
    let mut named = 0;
    for folder in ["src/schema", "src/check", "src"] {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let code: String = code.split_whitespace().collect();
            for maker in MAKERS {
                for rest in code.split(maker).skip(1) {
                    let id = rest.split('"').next().unwrap();
                    assert!(explain(id).is_some(), "{} names `{id}`", path.display());
                    named += 1;
                }
            }
        }
    }
    assert!(named > 50, "{named}");
}

#[test]
fn bytes_that_are_no_text_are_a_finding() {
    let mut bytes = clean();
    bytes
        .0
        .insert("partners/x.toml".into(), b"name = \"\xff\"\n".to_vec());
    let problems = bytes.problems();
    assert_eq!((problems.len(), problems[0].rule), (1, "not-utf-8"));
}

#[test]
fn an_unreadable_record_is_found_once_and_links_to_it_are_whole() {
    let mut bytes = clean();
    bytes
        .0
        .insert("partners/antron.toml".into(), LOCKED.to_vec());
    bytes
        .0
        .insert("students/s-k7f2wq.toml".into(), b"grad_year = \n".to_vec());
    let problems = bytes.problems();
    let rules: Vec<_> = problems
        .iter()
        .map(|p| (p.place.path.as_str(), p.rule))
        .collect();
    assert_eq!(
        rules,
        [
            ("partners/antron.toml", "unreadable"),
            ("students/s-k7f2wq.toml", "syntax")
        ]
    );
}

#[test]
fn a_reason_excuses_a_doubt_and_no_error() {
    let entry = |reasons: &str| {
        format!(
            "hours = [{{ id = \"zzz\", on = 2026-10-13, minutes = 60, by = \"dana\", verified = 2026-10-14, seen = 60 }}]\nreasons = [{reasons}]\n"
        )
    };
    let reason = |rule: &str, about: &str| {
        format!("{{ rule = \"{rule}\", {about}reason = \"r\", on = 2026-10-14 }}")
    };
    for (reason, found) in [
        (String::new(), true),
        (reason("not-supervisor", "about = \"zzz\", "), false),
        (reason("not-supervisor", "about = \"yyy\", "), true),
        (reason("not-supervisor", ""), false),
        (reason("same-hours-twice", ""), true),
    ] {
        let problems = store("", "wbl/2026-27/x.toml", &entry(&reason)).problems();
        let is_found = problems.iter().any(|p| p.rule == "not-supervisor");
        assert_eq!(is_found, found, "{reason}\n{}", shown(&problems));
    }
    let text = format!(
        "starts = 2026-10-01\nends = 2026-09-01\nactivity = \"career-fair\"\nreasons = [{}]\n",
        reason("day-order", "")
    );
    let problems = store("", "wbl/2026-27/x.toml", &text).problems();
    assert!(problems.iter().any(|p| p.rule == "day-order"));
}

#[test]
fn findings_of_private_files_repeat_no_line_and_no_name() {
    let mut bytes = clean();
    bytes.0.insert(
        "private/students/s-k7f2wq.toml".into(),
        b"name = \"Jane Q. Doe\"\nborn = \"2009-03-01\"\nknown_as = Janie\n".to_vec(),
    );
    bytes.0.insert(
        "partners/x.toml".into(),
        b"name = \"X\"\nnotes = \"for Jane Doe\"\n".to_vec(),
    );
    for problem in bytes.problems() {
        let text = format!("{problem:?}");
        for word in ["Jane", "Doe", "Janie"] {
            assert!(!text.contains(word), "{text}");
        }
    }
}

#[test]
fn names_choose_checks_and_topics() {
    let mut bytes = clean();
    bytes.0.insert(
        "partners/x.toml".into(),
        b"nme = \"X\"\npart_of = \"zzz\"\n".to_vec(),
    );
    let book = Book::new(&bytes, Settings::default());
    let today = Day::iso("2026-11-22").unwrap();
    let rules = |names: &[&str]| {
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        let found = run(&book, today, &names).unwrap();
        let rules: Vec<_> = found
            .iter()
            .map(|p| p.rule)
            .filter(|r| *r != "undeclared-key")
            .collect();
        rules.join(" ")
    };
    assert_eq!(rules(&[]), "required unknown-key dangling-link");
    assert_eq!(rules(&["links"]), "dangling-link");
    assert_eq!(rules(&["required", "unknown-key"]), "required unknown-key");
    let fault = run(&book, today, &["danglin-link".into()]).unwrap_err();
    assert_eq!(fault.blame, crate::fault::Blame::Misuse);
    assert!(
        fault.to_string().contains("did you mean `dangling-link`?"),
        "{fault}"
    );
}

/// Run with `WBL_CHECK=DIR cargo test --lib a_store_on_disk -- --ignored --nocapture`.
#[test]
#[ignore = "looks at a store that only its caller knows"]
fn a_store_on_disk() {
    fn gather(folder: &std::path::Path, within: &str, bytes: &mut Bytes) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{within}{}", path.file_name().unwrap().to_string_lossy());
            if path.is_dir() {
                gather(&path, &format!("{name}/"), bytes);
            } else {
                bytes.0.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let mut bytes = Bytes::default();
    gather(
        std::env::var_os("WBL_CHECK").unwrap().as_ref(),
        "",
        &mut bytes,
    );
    let begun = std::time::Instant::now();
    let problems = bytes.problems();
    println!(
        "{}{} findings in {:?}",
        shown(&problems),
        problems.len(),
        begun.elapsed()
    );
}
