//! Git as it is on this machine: repositories found, settings kept, whatever surrounds them.

use std::path::Path;
use std::process::Command;

use super::*;

/// Runs git in a folder; gives what it wrote.
pub(super) fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=Dana Rivera",
            "-c",
            "user.email=dana@example.org",
        ])
        .args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "protocol.file.allow=always",
        ])
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "git {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn real(path: &Path) -> std::path::PathBuf {
    path.canonicalize().unwrap()
}

#[test]
fn a_store_outside_any_repository_has_none() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(repository(dir.path()).unwrap(), None);
    assert!(is_installed());
}

#[test]
fn a_store_is_found_inside_a_bigger_repository_in_a_worktree_and_as_a_submodule() {
    let dir = tempfile::tempdir().unwrap();
    let big = dir.path().join("big");
    std::fs::create_dir_all(big.join("records/school")).unwrap();
    git(&big, &["init", "-q"]);
    let found = repository(&big.join("records/school")).unwrap().unwrap();
    assert_eq!(
        (real(&found.top), found.prefix.as_str()),
        (real(&big), "records/school/")
    );

    std::fs::write(big.join("records/school/wbl.toml"), "format = 1\n").unwrap();
    git(&big, &["add", "."]);
    git(&big, &["commit", "-qm", "begin"]);
    git(&big, &["worktree", "add", "-q", "../tree", "-b", "tree"]);
    let tree = repository(&dir.path().join("tree/records/school"))
        .unwrap()
        .unwrap();
    assert_eq!(real(&tree.top), real(&dir.path().join("tree")));
    register_driver(&tree).unwrap();
    assert!(
        driver_is_registered(&found).unwrap(),
        "a worktree shares the settings of its clone"
    );

    git(dir.path(), &["clone", "-q", "big", "outer"]);
    let outer = dir.path().join("outer");
    git(&outer, &["submodule", "--quiet", "add", "../big", "inner"]);
    let inner = repository(&outer.join("inner/records/school"))
        .unwrap()
        .unwrap();
    assert_eq!(real(&inner.top), real(&outer.join("inner")));
    assert!(!driver_is_registered(&inner).unwrap());
}

#[test]
fn the_driver_is_registered_once_and_stays() {
    let dir = tempfile::tempdir().unwrap();
    git(dir.path(), &["init", "-q"]);
    let found = repository(dir.path()).unwrap().unwrap();
    assert!(!driver_is_registered(&found).unwrap());
    register_driver(&found).unwrap();
    register_driver(&found).unwrap();
    assert!(driver_is_registered(&found).unwrap());
    let kept = git(dir.path(), &["config", "--get-all", "merge.wbl.driver"]);
    assert_eq!(kept, "wbl merge-driver %O %A %B %P %S %X %Y\n");
}

#[test]
fn what_is_underway_is_known_by_git_s_own_files() {
    let dir = tempfile::tempdir().unwrap();
    git(dir.path(), &["init", "-q"]);
    let found = repository(dir.path()).unwrap().unwrap();
    assert_eq!(found.underway(), None);
    std::fs::write(found.own.join("MERGE_HEAD"), "").unwrap();
    assert_eq!(found.underway(), Some(Underway::Merge));
    std::fs::create_dir(found.own.join("rebase-merge")).unwrap();
    assert_eq!(found.underway(), Some(Underway::Rebase));
}

#[test]
fn what_is_ignored_and_what_git_has_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    git(dir.path(), &["init", "-q"]);
    let write = |path: &str, text: &str| std::fs::write(dir.path().join(path), text).unwrap();
    write(".gitignore", "private/\n");
    std::fs::create_dir(dir.path().join("private")).unwrap();
    write("private/a", "a");
    write("b", "b");
    let repository = repository(dir.path()).unwrap().unwrap();
    assert!(repository.ignores("private/a").unwrap());
    assert!(!repository.ignores("b").unwrap());
    assert_eq!(repository.tracked("private").unwrap(), 0);
    git(dir.path(), &["add", "-f", "private/a"]);
    assert_eq!(repository.tracked("private").unwrap(), 1);
}

#[cfg(unix)]
#[test]
fn a_folder_with_spaces_and_a_line_break_in_its_name_is_a_repository_too() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["our school", "two\nlines"] {
        let folder = dir.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        git(&folder, &["init", "-q"]);
        let found = repository(&folder).unwrap().unwrap();
        assert_eq!(real(&found.top), real(&folder));
        assert_eq!((found.prefix.as_str(), found.own.is_dir()), ("", true));
    }
}
