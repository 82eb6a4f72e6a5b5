//! `doctor`: what it sees of a real folder, a real git and a bare machine, and what it puts right.

use std::process::Command;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// Git in a folder, whatever the machine's own settings.
fn git(store: &Sandbox, line: &str) -> String {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=Dana Rivera",
            "-c",
            "user.email=dana@example.org",
        ])
        .args(line.split(' '))
        .current_dir(store.root())
        .output()
        .unwrap();
    assert!(output.status.success(), "git {line}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The state of each thing that is looked at, with why; git is found by `PATH`.
fn seen(store: &Sandbox, line: &str) -> (i32, Vec<Value>) {
    let mut command = store.command(&format!("doctor --format json {line}"));
    let output = command
        .env("PATH", std::env::var_os("PATH").unwrap())
        .output()
        .unwrap();
    let rows = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().unwrap(), rows)
}

fn state(rows: &[Value], check: &str) -> String {
    let row = rows.iter().find(|row| row["check"] == check).unwrap();
    format!(
        "{}: {}",
        row["state"].as_str().unwrap(),
        row["why"].as_str().unwrap()
    )
}

#[test]
fn a_new_store_is_in_order() {
    let store = Sandbox::new();
    let before = store.files();
    let ran = store.run("doctor");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.starts_with("check ") && ran.out.contains("clock"),
        "{}",
        ran.out
    );
    assert_eq!(store.files(), before, "looking writes nothing");
}

#[test]
fn without_a_store_it_tells_what_it_can_and_ends_as_every_command_does() {
    let nowhere = Sandbox::empty();
    let ran = nowhere.run("doctor --format csv");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.out.contains("\nstore,wrong,there is no store here"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("\neditor,"), "{}", ran.out);
    assert!(
        ran.err.contains("hint: make one here with `wbl init`"),
        "{}",
        ran.err
    );
}

#[test]
fn settings_that_cannot_be_read_do_not_stop_it() {
    let store = Sandbox::new();
    store.put("wbl.toml", "format = 1\n[school\n");
    let ran = store.run("doctor");
    assert_eq!(ran.code, 5, "{}", ran.err);
    assert!(ran.out.contains("wbl.toml:2"), "{}", ran.out);
    store.put("wbl.toml", "format = 9\n");
    assert_eq!(store.run("doctor").code, 7);
}

#[test]
fn a_clock_that_is_behind_is_seen() {
    let store = Sandbox::new();
    store.ok("partner add Antron");
    store.ok("partner touch antron --via call --about 'spring'");
    let ran = store.on("2026-01-02").run("doctor");
    assert_eq!(ran.code, 5);
    assert!(ran.out.contains("2026-11-22"), "{}", ran.out);
}

#[test]
fn a_clone_is_set_up_and_names_in_git_are_told() {
    if Command::new("git").arg("--version").output().is_err() {
        super::sandbox::unproven("doctor in a clone: git is not here");
        return;
    }
    let store = Sandbox::new();
    git(&store, "init -q");
    git(
        &store,
        "remote add origin https://github.com/school/store.git",
    );
    store.put(".gitignore", "mine");
    let path = "private/students/s-k7f2wq.toml";
    store.put(path, "name = \"Jane Doe\"\n");
    git(&store, "add -f private");
    let (code, rows) = seen(&store, "");
    assert_eq!(code, 5);
    assert!(
        state(&rows, "merge driver").starts_with("wrong"),
        "{rows:?}"
    );
    assert!(state(&rows, "git lists").contains("private/"), "{rows:?}");
    assert!(
        state(&rows, "private in git").starts_with("wrong: git has 1 file "),
        "{rows:?}"
    );
    assert!(
        state(&rows, "remotes").starts_with("note: `origin` is at github.com"),
        "{rows:?}"
    );
    assert!(
        state(&rows, "own folder in git").starts_with("wrong"),
        "{rows:?}"
    );

    let before = store.files();
    let with_path = |line: &str| {
        let path = std::env::var_os("PATH").unwrap();
        store.command(line).env("PATH", path).output().unwrap()
    };
    let shown = with_path("doctor --fix --dry-run");
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(
        shown.contains("git: merge records of this clone by meaning\n"),
        "{shown}"
    );
    assert!(
        shown.contains("change: .gitignore\n") && shown.contains("+ private/\n"),
        "{shown}"
    );
    assert_eq!(store.files(), before, "a dry run writes nothing");

    with_path("doctor --fix");
    assert!(
        store.text(".gitignore").starts_with("mine\n# "),
        "{}",
        store.text(".gitignore")
    );
    git(&store, "rm -r -q --cached private");
    let (_, rows) = seen(&store, "");
    for check in [
        "merge driver",
        "git lists",
        "private in git",
        "own folder in git",
    ] {
        assert!(state(&rows, check).starts_with("ok"), "{rows:?}");
    }
    let (_, rows) = seen(&store, "--fix");
    assert!(state(&rows, "git lists").starts_with("ok"));
}

#[cfg(unix)]
#[test]
fn rights_are_closed_and_what_was_left_behind_is_swept() {
    use std::os::unix::fs::PermissionsExt as _;
    let store = Sandbox::new();
    let mode = |path: &str| {
        let there = std::fs::metadata(store.root().join(path)).unwrap();
        there.permissions().mode() & 0o777
    };
    store.put("partners/mill.toml", "name = \"Mill\"\n");
    store.put("partners/.a.wbl-tmp", "name = \"M");
    store.put(".wbl/tmp/x", "name = \"M");
    for (path, rights) in [("", 0o755), ("partners/mill.toml", 0o644)] {
        let rights = std::fs::Permissions::from_mode(rights);
        std::fs::set_permissions(store.root().join(path), rights).unwrap();
    }
    let (code, rows) = seen(&store, "");
    assert_eq!(code, 5);
    assert!(
        state(&rows, "rights").starts_with("wrong: others on this machine can read "),
        "{rows:?}"
    );
    assert!(
        state(&rows, "left behind").contains("and 1 more"),
        "{rows:?}"
    );
    let (code, rows) = seen(&store, "--fix");
    assert_eq!(code, 0, "{rows:?}");
    assert_eq!((mode(""), mode("partners/mill.toml")), (0o700, 0o600));
    assert!(!store.root().join("partners/.a.wbl-tmp").exists());
    assert!(state(&rows, "left behind").starts_with("ok"), "{rows:?}");
}

#[cfg(unix)]
#[test]
fn the_private_part_is_looked_at_where_a_link_leads_to_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let store = Sandbox::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let private = store.root().join("private");
    let _ = std::fs::remove_dir_all(&private);
    std::os::unix::fs::symlink(elsewhere.path(), &private).unwrap();
    store.put("private/students/s-k7f2wq.toml", "name = \"Jane Doe\"\n");
    let file = elsewhere.path().join("students/s-k7f2wq.toml");
    let with = |mode| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode));
    store.run("doctor --fix");
    with(0o644).unwrap();
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(elsewhere.path(), open).unwrap();
    let (code, rows) = seen(&store, "");
    assert_eq!(code, 5, "{rows:?}");
    assert!(state(&rows, "rights").starts_with("wrong"), "{rows:?}");
    let (_, rows) = seen(&store, "--fix");
    assert!(state(&rows, "rights").starts_with("ok"), "{rows:?}");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
