//! Who may import whom, and what only some rooms may do: the walls of the design, kept by reading the source.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::fmt::Write as _;

// Not a file of its own beside this one: cargo would take it for a test.
#[path = "layers/source.rs"]
mod source;

use source::{Source, bare, is_word, sources, without_tests};

/// A room of the code and the rooms that it may import.
struct Room {
    name: &'static str,
    may: &'static [&'static [&'static str]],
}

const fn room(name: &'static str, may: &'static [&'static [&'static str]]) -> Room {
    Room { name, may }
}

const BASE: &[&str] = &["value", "fault", "schema", "record", "book", "change"];

const ROOMS: &[Room] = &[
    room("value", &[]),
    room("fault", &[&["value"]]),
    room("schema", &[&["value", "fault"]]),
    room("record", &[&["value", "fault", "schema"]]),
    room("book", &[&["value", "fault", "schema", "record"]]),
    room("change", &[&["value", "fault", "schema", "record", "book"]]),
    room("view", &[&["value", "fault"]]),
    room("store", &[BASE]),
    room(
        "ui",
        &[&["value", "fault", "schema", "record", "book", "view"]],
    ),
    room("git", &[&["value", "fault"]]),
    room("query", &[BASE]),
    room("rule", &[BASE]),
    room("work", &[BASE, &["rule"]]),
    // The design's table has no `view` and `query` here; what `check` found is shown by its
    // `report`, and a view of wbl.toml is held against the filter language.
    room("check", &[BASE, &["rule", "query", "view"]]),
    room("doctor", &[BASE, &["view"]]),
    room("report", &[BASE, &["rule", "query", "view"]]),
    room("remind", &[BASE, &["rule", "query", "view"]]),
    room("paper", &[BASE, &["rule", "view"]]),
    room("exchange", &[BASE, &["rule", "work", "query", "view"]]),
    room(
        "cli",
        &[
            BASE,
            &[
                "view", "store", "ui", "git", "query", "rule", "work", "check", "report", "remind",
                "doctor",
            ],
            &["paper", "exchange"],
        ],
    ),
    room("lib", &[&["cli", "fault"]]),
    room("main", &[]),
];

/// Who opens files: the store its own; the others what a person names or the system has, a CSV file,
/// a font, a scan, a Word file, a draft, the three texts that git hands over.
const READERS: &[&str] = &[
    "store",
    "main",
    "src/cli/command/doctor.rs",
    "src/cli/command/import.rs",
    "src/cli/command/merge_driver.rs",
    "src/cli/command/paper.rs",
    "src/cli/fonts.rs",
    "src/cli/kind/edit/draft.rs",
    "src/cli/kind/mou.rs",
    "src/cli/papers.rs",
    "src/cli/papers/word.rs",
];

/// Whether a file is one of these, or in one of these rooms.
fn is_one_of(source: &Source, rooms: &[&str]) -> bool {
    let own = [source.room.as_str(), source.path.as_str()];
    rooms.iter().any(|room| own.contains(room))
}

/// What only some rooms may write.
struct Kept {
    /// Any of these, as the source has them.
    words: &'static [&'static str],
    /// The rooms or files that may.
    rooms: &'static [&'static str],
    why: &'static str,
}

const KEPT: &[Kept] = &[
    Kept {
        words: &["println!", "eprintln!", "print!", "eprint!", "dbg!"],
        rooms: &["cli", "main"],
        why: "commands return a `View`; only the command line prints",
    },
    Kept {
        words: &["process::exit"],
        rooms: &["main"],
        why: "the only exit is in main.rs",
    },
    Kept {
        words: &["std::fs"],
        rooms: READERS,
        why: "only the store touches files",
    },
    Kept {
        words: &["SystemTime::now", "Instant::now", "Local::now", "Utc::now"],
        rooms: &["main", "store"],
        why: "the only clock is in main.rs, and in the store's lock; take a `Day`",
    },
    Kept {
        words: &["unsafe "],
        rooms: &[],
        why: "nothing here needs it",
    },
];

/// The most lines that a file may have.
const LONGEST: usize = 400;

/// The rooms that a file names, each with the byte at which it does.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let code = &source.code;
    let is_room = |name: &str| ROOMS.iter().any(|room| room.name == name);
    let whole = |at: usize| !code[..at].ends_with(|c: char| is_word(c) || c == ':');
    for (at, _) in code.match_indices("crate::").filter(|(at, _)| whole(*at)) {
        found.extend(names(code, at + "crate::".len()));
    }
    // As many `super`s as the module is deep lead to the root.
    for (at, _) in code.match_indices("super::").filter(|(at, _)| whole(*at)) {
        let mut rest = at;
        let mut count = 0;
        while code[rest..].starts_with("super::") {
            rest += "super::".len();
            count += 1;
        }
        if count >= source.depth {
            found.extend(
                names(code, rest)
                    .into_iter()
                    .filter(|(_, name)| is_room(name)),
            );
        }
    }
    if source.room == "lib" || source.room == "main" {
        for room in ROOMS {
            let path = format!("{}::", room.name);
            let uses = code.match_indices(&path).filter(|(at, _)| {
                !code[..*at].ends_with(is_word) && (whole(*at) || code[..*at].ends_with("wbl::"))
            });
            found.extend(uses.map(|(at, _)| (at, room.name.to_owned())));
        }
    }
    found.retain(|(_, name)| *name != source.room);
    found.sort();
    found.dedup();
    found
}

/// The first name of the path at `at`, or of each path of the group there.
fn names(code: &str, at: usize) -> Vec<(usize, String)> {
    let rest = &code[at..];
    if !rest.starts_with('{') {
        let name: String = rest.chars().take_while(|c| is_word(*c)).collect();
        return vec![(at, name)];
    }
    let (mut depth, mut begins, mut found) = (0, false, Vec::new());
    for (offset, c) in rest.char_indices() {
        match c {
            '{' | ',' if depth <= 1 => {
                depth += usize::from(c == '{');
                begins = true;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if begins && is_word(c) && depth == 1 => {
                let name: String = rest[offset..].chars().take_while(|c| is_word(*c)).collect();
                found.push((at + offset, name));
                begins = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Fails with every broken wall at once.
fn none(broken: &[String], rule: &str) {
    let mut message = format!("{rule}\n");
    for line in broken {
        writeln!(message, "  {line}").unwrap();
    }
    assert!(broken.is_empty(), "{message}");
}

#[test]
fn rooms_import_only_what_lies_below_them() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test) {
        let Some(room) = ROOMS.iter().find(|room| room.name == source.room) else {
            broken.push(format!(
                "{}: `{}` is no room of the design",
                source.path, source.room
            ));
            continue;
        };
        for (at, name) in imports(source) {
            let is_room = ROOMS.iter().any(|room| room.name == name);
            if is_room && !room.may.iter().any(|rooms| rooms.contains(&name.as_str())) {
                let line = line_of(&source.code, at);
                let may = room.may.concat().join(" ");
                broken.push(format!(
                    "{}:{line}: `{}` may not import `{name}`, only: {may}",
                    source.path, room.name
                ));
            }
        }
    }
    none(&broken, "who may import whom is in the design, section 7");
}

#[test]
fn what_few_may_do_is_done_by_them_alone() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test) {
        for kept in KEPT.iter().filter(|kept| !is_one_of(source, kept.rooms)) {
            for word in kept.words {
                let whole = |at: &usize| !source.code[..*at].ends_with(is_word);
                let uses = source
                    .code
                    .match_indices(word)
                    .map(|(at, _)| at)
                    .filter(whole);
                for at in uses {
                    let line = line_of(&source.code, at);
                    let word = word.trim();
                    broken.push(format!("{}:{line}: `{word}`: {}", source.path, kept.why));
                }
            }
        }
        let grouped = source.code.split("std::{").skip(1).any(|rest| {
            let group = rest.split(';').next().unwrap_or_default();
            group.split(|c: char| !is_word(c)).any(|word| word == "fs")
        });
        if grouped && !is_one_of(source, READERS) {
            broken.push(format!(
                "{}: `std::{{fs}}`: only the store touches files",
                source.path
            ));
        }
    }
    none(&broken, "what only some rooms may do");
}

#[test]
fn no_file_is_too_long() {
    let long = sources().into_iter().filter_map(|source| {
        let lines = source.text.lines().count();
        (lines > LONGEST).then(|| format!("{}: {lines} lines", source.path))
    });
    let long: Vec<_> = long.collect();
    none(
        &long,
        "a file holds one idea, in 300 lines or so, never more than 400: split it by idea",
    );
}

#[test]
fn every_file_says_first_what_it_holds() {
    let silent = sources().into_iter().filter_map(|source| {
        let says = source.text.starts_with("//! ");
        (!says).then(|| {
            format!(
                "{}:1: begin with `//! ` and the idea of the file",
                source.path
            )
        })
    });
    let silent: Vec<_> = silent.collect();
    none(&silent, "the first line of a file says what it holds");
}

#[test]
fn the_reader_of_source_sees_code_and_nothing_else() {
    let text = r##"use crate::{value::{Day, Id}, fault}; // crate::cli
/* crate::cli /* nested */ crate::cli */ let a = "crate::cli \" crate::cli"; let b = r#"crate::cli"#;
fn f<'a>(x: &'a str) -> char { '"' } use super::super::store::X;
#[cfg(test)]
mod tests { use crate::cli; mod inner { } }
#[cfg(test)]
pub(crate) mod any;
let c = crate::git::run();
"##;
    let (code, modules) = without_tests(&bare(text));
    assert_eq!(modules, ["any"]);
    assert_eq!(code.matches('\n').count(), text.matches('\n').count());
    let source = Source {
        path: String::new(),
        room: "work".into(),
        depth: 2,
        text: text.into(),
        code,
        is_test: false,
    };
    let names: Vec<_> = imports(&source)
        .into_iter()
        .map(|(at, name)| format!("{}:{name}", line_of(text, at)))
        .collect();
    assert_eq!(names, ["1:value", "1:fault", "3:store", "8:git"]);
}
