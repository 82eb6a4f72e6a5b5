//! A store in git: the real program, in repositories of its own, with no settings of whoever runs the tests.

use std::path::Path;
use std::process::Command;

use super::sandbox::{Ran, Sandbox};

/// Runs git in a folder as Dana Rivera; gives whether it ended well and what it wrote.
pub fn try_git(folder: &Path, line: &str) -> (bool, String) {
    let bin = Path::new(env!("CARGO_BIN_EXE_wbl"))
        .parent()
        .expect("a folder");
    let path = format!(
        "{}:{}",
        bin.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let output = Command::new("git")
        .args(line.split(' '))
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("WBL_TODAY", "2026-11-22")
        .output()
        .expect("git runs");
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8(text).expect("UTF-8"),
    )
}

/// Runs git, which must end well.
pub fn git(folder: &Path, line: &str) -> String {
    let (is_ok, text) = try_git(folder, line);
    assert!(is_ok, "git {line}\n{text}");
    text
}

/// Makes a folder a repository of somebody.
pub fn repository(folder: &Path) {
    git(folder, "init -q -b main");
    git(folder, "config user.name Dana");
    git(folder, "config user.email dana@example.org");
}

/// A store in a repository, everything committed.
pub fn kept() -> Sandbox {
    let sandbox = Sandbox::empty();
    repository(sandbox.root());
    sandbox.ok("init");
    git(sandbox.root(), "add .");
    git(sandbox.root(), "commit -qm begin");
    sandbox
}

/// Runs a line that must succeed; gives all that it did.
pub fn done(sandbox: &Sandbox, line: &str) -> Ran {
    let ran = sandbox.run(line);
    assert_eq!(ran.code, 0, "wbl {line}\n{}{}", ran.out, ran.err);
    ran
}

#[test]
fn init_in_a_repository_sets_up_merging_by_meaning_and_says_so() {
    let sandbox = Sandbox::empty();
    repository(sandbox.root());
    let said = done(&sandbox, "init school").err;
    assert!(
        said.contains("Set up git in this clone to merge records by meaning"),
        "{said}"
    );
    let driver = git(sandbox.root(), "config merge.wbl.driver");
    assert_eq!(driver, "wbl merge-driver %O %A %B %P\n");
    let attributes = git(sandbox.root(), "check-attr merge school/partners/a.toml");
    assert_eq!(attributes, "school/partners/a.toml: merge: wbl\n");
}

#[test]
fn init_without_a_repository_makes_none_and_says_how() {
    let sandbox = Sandbox::empty();
    let said = done(&sandbox, "init").err;
    assert!(
        said.contains("hint: to keep its history with git: `git init`"),
        "{said}"
    );
    assert!(!sandbox.root().join(".git").exists());
}

#[test]
fn a_writing_command_in_a_clone_without_the_driver_says_so() {
    let sandbox = kept();
    let said = done(&sandbox, "partner add \"Antron Engineering\"").err;
    assert!(!said.contains("by meaning"), "{said}");
    git(sandbox.root(), "config --unset merge.wbl.driver");
    let said = done(&sandbox, "partner add \"Bellmere Foods\"").err;
    assert!(
        said.contains(
            "warning: git in this clone does not merge records by meaning yet; `wbl doctor --fix` sets that up"
        ),
        "{said}"
    );
    let said = done(&sandbox, "partner list").err;
    assert_eq!(said, "", "reading says nothing of it");
}
