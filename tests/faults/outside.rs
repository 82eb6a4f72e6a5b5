//! What is written beside the journal: a store that begins, a document, a merge for git, what
//! `doctor` puts right. Each is done or not, can be done again, and what is left over is named.

use std::fs;
use std::path::Path;

use crate::sandbox::Sandbox;
use crate::strace::{self, Step};
use crate::{chosen, school};

const ERRORS: [&str; 5] = ["ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT"];

/// Kills a line, and has it fail, at some of its steps, each time in a copy of a folder; hands each
/// copy on, with the exit code where it was not killed.
fn at_steps(
    ready: &Sandbox,
    line: &str,
    every: usize,
    seen: impl Fn(&Sandbox, Option<i32>, &str),
) -> usize {
    let steps = strace::steps(&ready.copied(), line);
    let some: Vec<Step> = chosen(&steps, every, 3);
    for (turn, step) in some.iter().enumerate() {
        let store = ready.copied();
        strace::killed(&store, line, step);
        seen(&store, None, &format!("wbl {line}, killed at {step:?}"));
        let (store, error) = (ready.copied(), ERRORS[turn % ERRORS.len()]);
        let ran = strace::failed(&store, line, step, error);
        let what = format!(
            "wbl {line}, {error} at {step:?}: exit {}\n{}",
            ran.code, ran.err
        );
        assert!(ran.code == 0 || ran.err.contains("error: "), "{what}");
        seen(&store, Some(ran.code), &what);
    }
    some.len()
}

/// The files of a folder but those that are left over, and how many of these there are.
fn but_left(store: &Sandbox) -> (Vec<(String, Vec<u8>)>, usize) {
    let mut files = store.files();
    let all = files.len();
    files.retain(|(path, _)| !path.ends_with(".wbl-tmp"));
    let left = all - files.len();
    (files, left)
}

#[test]
fn a_store_that_begins_is_no_store_before_it_is_whole_and_can_be_begun_again() {
    if !strace::is_here("a store that begins") {
        return;
    }
    let whole = Sandbox::new().files();
    let empty = Sandbox::empty();
    let tried = at_steps(&empty, "init", 13, |store, code, what| {
        let is_store = store.root().join("wbl.toml").exists();
        assert!(code.is_none_or(|code| (code == 0) == is_store), "{what}");
        if is_store {
            store.fails(4, "init");
        } else {
            store.fails(1, "partner list");
            store.ok("init");
        }
        let (files, left) = but_left(store);
        assert!(files == whole, "{what}: not as a store begins");
        if left > 0 {
            assert!(store.run("doctor").out.contains(".wbl-tmp"), "{what}");
            store.ok("doctor --fix");
        }
        assert_eq!(store.files(), whole, "{what}");
    });
    eprintln!("init: {tried} deaths, {tried} errors");
}

#[test]
fn a_document_is_whole_or_not_there_and_git_ignores_what_is_left_of_it() {
    if !strace::is_here("a document that is written") {
        return;
    }
    let ready = school::placed();
    ready.put("week.md", "an older one");
    let before = ready.files();
    let line = "paper render timesheet s-k7f2wq-notre-dame-healthcare --draft -o week.md";
    let done = ready.copied();
    done.ok(line);
    let after = done.files();
    assert_ne!(before, after);
    let tried = at_steps(&ready, line, 1, |store, code, what| {
        let (files, left) = but_left(store);
        assert!(files == before || files == after, "{what}");
        assert!(
            code.is_none_or(|code| (code == 0) == (files == after)),
            "{what}"
        );
        if left > 0 {
            assert!(code.is_none(), "{what}: only a death leaves something");
            assert!(store.text(".gitignore").contains("\n*.wbl-tmp\n"));
            assert!(store.run("doctor").out.contains(".wbl-tmp"), "{what}");
        }
        store.ok(line);
        store.ok("doctor --fix");
        assert_eq!(store.files(), after, "{what}");
    });
    eprintln!("paper render: {tried} deaths, {tried} errors");
}

#[test]
fn a_merge_for_git_that_is_cut_off_never_passes_for_merged() {
    if !strace::is_here("a merge for git") {
        return;
    }
    let ready = Sandbox::empty();
    let text = |more: &str| {
        format!("activity = \"internship\"\nstarts = 2026-09-14\nhours = [\n{more}]\n")
    };
    let entry = |id: &str| format!("  {{ id = \"{id}\", on = 2026-10-06, minutes = 60 }},\n");
    ready.put("base", text(""));
    ready.put("ours", text(&entry("bbbbbb")));
    ready.put("theirs", text(&entry("cccccc")));
    let line = "merge-driver base ours theirs wbl/2026-27/x.toml";
    let done = ready.copied();
    done.ok(line);
    let merged = done.text("ours");
    assert!(merged.contains("bbbbbb") && merged.contains("cccccc"));
    let tried = at_steps(&ready, line, 1, |store, code, what| {
        // Git takes 0 for merged and anything else for not; it keeps both versions itself.
        assert!(code != Some(0) || store.text("ours") == merged, "{what}");
        for side in ["base", "theirs"] {
            assert_eq!(store.text(side), ready.text(side), "{what}");
        }
    });
    eprintln!("merge-driver: {tried} deaths, {tried} errors");
}

#[test]
fn what_doctor_puts_right_can_be_put_right_again() {
    if !strace::is_here("doctor --fix") {
        return;
    }
    let ready = school::placed();
    let git = |line: &str| {
        let mut command = std::process::Command::new("git");
        let done = command
            .args(line.split(' '))
            .current_dir(ready.root())
            .output();
        done.is_ok_and(|output| output.status.success())
    };
    if !git("init -q") {
        crate::sandbox::unproven("what doctor puts right: git is not here");
        return;
    }
    ready.put(".gitignore", "mine\n");
    ready.put("partners/.tmpabc.wbl-tmp", "half");
    let right = ready.copied();
    // 5: this test's wbl is on no PATH, which nothing here puts right.
    let put_right = |store: &Sandbox| {
        let ran = store.run("doctor --fix");
        assert!([0, 5].contains(&ran.code), "{}{}", ran.out, ran.err);
    };
    put_right(&right);
    let records = |store: &Sandbox| {
        let files = store.files().into_iter();
        files
            .filter(|(path, _)| !path.starts_with(".git/"))
            .collect::<Vec<_>>()
    };
    let tried = at_steps(&ready, "doctor --fix", 8, |store, _, what| {
        put_right(store);
        assert_eq!(records(store), records(&right), "{what}");
        let config = fs::read_to_string(store.root().join(Path::new(".git/config"))).unwrap();
        assert!(config.contains("merge-driver"), "{what}");
    });
    eprintln!("doctor --fix: {tried} deaths, {tried} errors");
}
