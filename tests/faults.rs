//! Faults: every writing command killed, or failed by the disk, at every step that touches the store.
//! By default a sample of the steps; all of them with `WBL_FAULTS=all`.
#![cfg(target_os = "linux")]
#![allow(
    missing_docs,
    dead_code,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::must_use_candidate,
    reason = "a test that panics has failed; the sandbox is shared with the other tests"
)]

#[path = "faults/full_disk.rs"]
mod full_disk;
#[path = "faults/lines.rs"]
mod lines;
#[path = "faults/outside.rs"]
mod outside;
#[path = "cli/sandbox.rs"]
mod sandbox;
#[path = "cli/school.rs"]
mod school;
#[path = "faults/strace.rs"]
mod strace;
#[path = "faults/trial.rs"]
mod trial;

use std::fs;

use lines::{FIRST, OF_ALL_KINDS, OTHERS, REST, Writer};
use sandbox::Sandbox;
use strace::Step;
use trial::Trial;
use wbl::record::KINDS;

/// Whether every step is to be tried.
fn all() -> bool {
    std::env::var_os("WBL_FAULTS").is_some_and(|value| value == "all")
}

/// The one change that has a link to rewrite in several files.
const RENAME: Writer = Writer {
    command: "contact rename",
    files: &[],
    earlier: &[],
    line: "contact rename j-ortiz ortiz",
};

/// Every so many steps one is tried by default; another one in each command.
fn chosen(steps: &[Step], every: usize, from: usize) -> Vec<Step> {
    some(steps, if all() { 1 } else { every }, from)
}

fn some(steps: &[Step], every: usize, from: usize) -> Vec<Step> {
    steps
        .iter()
        .skip(from % every)
        .step_by(every)
        .cloned()
        .collect()
}

#[test]
fn death_at_any_step_leaves_all_or_nothing() {
    if !strace::is_here("death at any step") {
        return;
    }
    let (mut deaths, mut second) = (0, 0);
    let (mut befores, mut afters) = (0, 0);
    for (number, writer) in FIRST.iter().enumerate() {
        let trial = Trial::of(writer);
        let line = &trial.line;
        for (turn, step) in chosen(&trial.steps, 5, number).into_iter().enumerate() {
            let what = format!("wbl {line}, killed at {step:?}");
            let store = trial.ready.copied();
            strace::killed(&store, line, &step);
            deaths += 1;
            if store.root().join(".wbl/journal").exists() && (all() || turn % 3 == 0) {
                let once = store.copied();
                let recovery = strace::steps(&store.copied(), "check");
                // Each step of each recovery would be tens of thousands: others in each.
                for again in some(&recovery, if all() { 20 } else { 7 }, turn) {
                    let twice = once.copied();
                    strace::killed(&twice, "check", &again);
                    second += 1;
                    let what = format!("{what}, its recovery at {again:?}");
                    assert!(
                        trial.is_whole(&twice, &what),
                        "{what}: what was journalled is lost"
                    );
                    Trial::leaves_nothing(&twice, &what);
                }
            }
            let is_after = trial.is_whole(&store, &what);
            befores += usize::from(!is_after);
            afters += usize::from(is_after);
            trial.ends_well(&store, is_after, &what);
        }
    }
    eprintln!(
        "{deaths} deaths ({befores} left all as before, {afters} all as after), {second} second deaths"
    );
    assert!(befores > 5 && afters > 5);
}

#[test]
fn an_error_at_any_step_is_told_and_leaves_the_store_as_its_exit_code_says() {
    if !strace::is_here("an error at any step") {
        return;
    }
    let errors = ["ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT"];
    let (mut tried, mut refused) = (0, 0);
    for (number, writer) in FIRST.iter().enumerate() {
        let trial = Trial::of(writer);
        let line = &trial.line;
        for (turn, step) in chosen(&trial.steps, 5, number + 2).into_iter().enumerate() {
            let some = if all() {
                &errors[..]
            } else {
                std::slice::from_ref(&errors[turn % 5])
            };
            for error in some {
                let what = format!("wbl {line}, {error} at {step:?}");
                let store = trial.ready.copied();
                let ran = strace::failed(&store, line, &step, error);
                tried += 1;
                let is_after = trial.is_whole(&store, &what);
                let what = format!("{what}: exit {}\n{}", ran.code, ran.err);
                assert_eq!(ran.code == 0, is_after, "{what}");
                assert!(ran.code == 0 || ran.err.contains("error: "), "{what}");
                assert!(!step.writes || ran.code <= 1, "{what}");
                refused += usize::from(!is_after);
                trial.ends_well(&store, is_after, &what);
            }
        }
    }
    eprintln!("{tried} errors, {refused} refused with the store as before");
    assert!(refused > 5);
}

/// Each other writing command dies, and fails, at some of its steps: another one in each.
#[test]
fn no_writing_command_leaves_half_a_change() {
    if !strace::is_here("the other writing commands") {
        return;
    }
    let errors = ["ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT"];
    let (mut deaths, mut failed) = (0, 0);
    for (number, writer) in REST.iter().enumerate() {
        let trial = Trial::of(writer);
        let line = &trial.line;
        for (turn, step) in chosen(&trial.steps, trial.steps.len().min(40), number * 7)
            .iter()
            .enumerate()
        {
            let what = format!("wbl {line}, killed at {step:?}");
            let store = trial.ready.copied();
            strace::killed(&store, line, step);
            let is_after = trial.is_whole(&store, &what);
            trial.ends_well(&store, is_after, &what);
            deaths += 1;
            let error = errors[(number + turn) % errors.len()];
            let what = format!("wbl {line}, {error} at {step:?}");
            let store = trial.ready.copied();
            let ran = strace::failed(&store, line, step, error);
            let is_after = trial.is_whole(&store, &what);
            let what = format!("{what}: exit {}\n{}", ran.code, ran.err);
            assert_eq!(ran.code == 0, is_after, "{what}");
            assert!(ran.code == 0 || ran.err.contains("error: "), "{what}");
            trial.ends_well(&store, is_after, &what);
            failed += 1;
        }
    }
    eprintln!("{} commands: {deaths} deaths, {failed} errors", REST.len());
}

/// Each command of the program is in one of the lists: one that is new cannot be forgotten.
#[test]
fn every_command_of_the_program_is_tried_or_only_reads() {
    let store = Sandbox::empty();
    let words = |page: &str| {
        let lines = page.lines().skip_while(|line| *line != "Commands:").skip(1);
        let lines = lines.take_while(|line| !line.is_empty());
        let words = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        let first = |line: &str| line.split_whitespace().next().map(str::to_owned);
        words.filter_map(first).collect::<Vec<_>>()
    };
    let is_listed = |command: &str| {
        let tried = FIRST
            .iter()
            .chain(REST)
            .any(|writer| writer.command == command);
        tried || OTHERS.iter().any(|(name, _)| *name == command)
    };
    let mut unknown = Vec::new();
    for command in words(&store.ok("--help")) {
        let page = store.run(&format!("{command} --help")).out;
        let verbs = words(&page);
        if verbs.is_empty() && !is_listed(&command) {
            unknown.push(command);
            continue;
        }
        for verb in verbs {
            let own = format!("{command} {verb}");
            let is_kind = KINDS.iter().any(|kind| kind.kind.name() == command);
            let stands_for = OF_ALL_KINDS
                .iter()
                .find(|(name, _)| is_kind && *name == verb);
            let known = match stands_for {
                Some((_, line)) => is_listed(line),
                None => is_listed(&own) || OTHERS.iter().any(|(name, _)| *name == verb),
            };
            if !known {
                unknown.push(own);
            }
        }
    }
    assert_eq!(
        unknown,
        Vec::<String>::new(),
        "give each a line in tests/faults/lines.rs: in `REST` if it writes, in `OTHERS` if it only reads"
    );
}

/// A reader on a store that cannot be written reads the journal's texts.
#[test]
fn where_nothing_can_be_written_the_journal_stands_for_the_files() {
    if !strace::is_here("a journal that cannot be finished") {
        return;
    }
    let trial = Trial::of(&RENAME);
    // The count is raised once the journal stands, and before any file is touched.
    let mut counted = trial
        .steps
        .iter()
        .filter(|step| step.text.contains("/.wbl/turn"));
    let step = counted.next_back().unwrap();
    let store = trial.ready.copied();
    strace::killed(&store, &trial.line, step);
    let half = store.files();
    // Every attempt to write fails, as on a read-only file system.
    let ran = strace::ran_with(
        &store,
        "contact list --format json",
        &[
            "-e",
            "inject=openat:error=EROFS:when=1+",
            "-P",
            &format!("{}/.wbl/lock", store.root().display()),
        ],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("\"ortiz\"") && !ran.out.contains("\"j-ortiz\""),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("read from the journal"), "{}", ran.err);
    assert_eq!(store.files(), half, "and nothing was written");
    assert!(trial.is_whole(&store, "later"));
}

#[test]
fn what_was_changed_by_hand_after_a_death_is_named_and_never_written_over() {
    if !strace::is_here("a hand edit after a death") {
        return;
    }
    let trial = Trial::of(&RENAME);
    let step = trial
        .steps
        .iter()
        .rev()
        .find(|step| step.text.contains("/contacts/ortiz.toml"));
    for (flag, kept) in [("redo --unfinished", true), ("undo --unfinished", false)] {
        let store = trial.ready.copied();
        strace::killed(&store, &trial.line, step.unwrap());
        let path = "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml";
        let hand = format!("# by hand\n{}", store.text(path));
        store.put(path, &hand);
        for line in ["contact list", "contact set p-lee --title Cook"] {
            let err = store.fails(6, line);
            assert!(err.contains(path) && err.contains(flag), "{err}");
        }
        store.ok(flag);
        assert_eq!(store.text(path), hand, "{flag}");
        assert_eq!(
            store.root().join("contacts/ortiz.toml").exists(),
            kept,
            "{flag}"
        );
        store.ok("contact list");
        Trial::leaves_nothing(&store, flag);
    }
}

/// A link, within or without, is written through; what lies on another file system too.
#[test]
fn a_record_behind_a_link_to_another_file_system_is_written_there() {
    use std::os::unix::fs::{MetadataExt as _, symlink};
    let store = school::placed();
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else {
        eprintln!("skipped: there is no second file system at /dev/shm");
        return;
    };
    if fs::metadata(other.path()).unwrap().dev() == fs::metadata(store.root()).unwrap().dev() {
        eprintln!("skipped: /dev/shm is on the same file system");
        return;
    }
    let record = store.root().join("partners/antron-engineering.toml");
    let real = other.path().join("real.toml");
    fs::copy(&record, &real).unwrap();
    fs::remove_file(&record).unwrap();
    symlink(&real, &record).unwrap();
    store.ok("partner set antron-engineering --town Milford");
    assert!(fs::read_to_string(&real).unwrap().contains("Milford"));
    assert!(fs::symlink_metadata(&record).unwrap().is_symlink());
    store.ok("undo");
    assert!(fs::read_to_string(&real).unwrap().contains("Bellingham"));
    let left: Vec<_> = fs::read_dir(other.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left beside it");
}
