//! A store in git: the real program, in repositories of its own, with no settings of whoever runs the tests.

use std::path::Path;
use std::process::Command;

use super::laptops::{Laptops, PLACEMENT};
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
        .args(super::sandbox::words(line))
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
    assert_eq!(driver, "wbl merge-driver %O %A %B %P %S %X %Y\n");
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

#[test]
fn what_two_laptops_added_to_one_record_is_all_there() {
    let laptops = Laptops::new();
    laptops.wbl("one", "log s-k7f2wq-antron 2026-10-06 15:00-18:30");
    laptops.wbl("one", "partner touch antron --via call --about 'the fair'");
    laptops.wbl("two", "log s-k7f2wq-antron 2026-10-08 3h");
    laptops.wbl("two", "partner touch antron --via email --about 'slots'");
    let (is_merged, said) = laptops.meet();
    assert!(is_merged, "{said}");
    let text = laptops.text("two", PLACEMENT);
    assert!(
        text.contains("2026-10-06") && text.contains("2026-10-08"),
        "{text}"
    );
    let partner = laptops.text("two", "partners/antron.toml");
    assert!(
        partner.contains("the fair") && partner.contains("slots"),
        "{partner}"
    );
    let hours: serde_json::Value =
        serde_json::from_str(&laptops.wbl("two", "report hours --format json")).expect("JSON");
    assert_eq!(hours["total"]["pending_minutes"], 390, "{hours}");
    git(&laptops.at("two"), "push -q origin main");
    git(&laptops.at("one"), "pull -q --no-edit origin main");
    assert_eq!(laptops.text("one", PLACEMENT), text);
}

#[test]
fn hours_that_overlap_after_a_merge_are_no_conflict_and_check_finds_them() {
    let laptops = Laptops::new();
    laptops.wbl("one", "log s-k7f2wq-antron 2026-10-06 15:00-18:30");
    laptops.wbl("two", "log s-k7f2wq-antron 2026-10-06 16:00-19:00");
    let (is_merged, said) = laptops.meet();
    assert!(is_merged, "{said}");
    let check = laptops.try_wbl("two", "check");
    assert!(
        check.code == 5 && check.out.contains("overlap"),
        "{}",
        check.out
    );
}

#[test]
fn each_change_is_committed_alone_and_other_work_stays_as_it_was() {
    let sandbox = kept();
    let root = sandbox.root();
    done(&sandbox, "config set git.commit true");
    sandbox.put("notes.org", "staged\n");
    git(root, "add notes.org");
    sandbox.put("pathways/draft.toml", "name = \"Draft\"\nsector = \"x\"\n");
    let before = git(root, "status --porcelain -uall");
    done(&sandbox, "pathway add Manufacturing --sector manufacturing");
    done(
        &sandbox,
        "student add 'Jane Doe' --grad-year 2027 --pathway manufacturing --from 2026-09-01 --id s-k7f2wq",
    );
    done(&sandbox, "partner add 'Antron Engineering'");
    done(&sandbox, "partner rename antron-engineering antron --yes");
    assert_eq!(git(root, "status --porcelain -uall"), before);
    let log = git(root, "log --name-status --format=%B");
    assert!(log.contains("wbl student add: s-k7f2wq\n\nWbl-Verb: wbl student add\nWbl-Records: students/s-k7f2wq\n"), "{log}");
    assert!(
        log.contains("R100\tpartners/antron-engineering.toml\tpartners/antron.toml"),
        "{log}"
    );
    assert!(!log.contains("Jane") && !log.contains("private"), "{log}");
}

#[test]
fn what_keeps_git_from_committing_is_said_and_the_record_is_written() {
    let sandbox = kept();
    let root = sandbox.root();
    done(&sandbox, "config set git.commit true");
    let fails = |name: &str, reason: &str| {
        let status = git(root, "status --porcelain");
        let said = done(&sandbox, &format!("partner add {name} --reason test")).err;
        assert!(
            said.contains("the change is written, but not committed to git: ")
                && said.contains(reason),
            "{said}"
        );
        assert!(root.join(format!("partners/{name}.toml")).exists());
        let now = git(root, "status --porcelain");
        assert_eq!(
            now,
            format!("{status}?? partners/{name}.toml\n"),
            "the index is as it was"
        );
        std::fs::remove_file(root.join(format!("partners/{name}.toml"))).expect("removed");
    };
    done(&sandbox, "partner add first");
    git(root, "config --unset user.email");
    git(root, "config user.useConfigOnly true");
    fails("identity", "git does not know who you are");
    git(root, "config user.email dana@example.org");
    sandbox.put(
        ".git/hooks/pre-commit",
        "#!/bin/sh\necho no, not today >&2\nexit 1\n",
    );
    let hook = root.join(".git/hooks/pre-commit");
    git(root, "config core.hooksPath .git/hooks");
    let _ = Command::new("chmod").arg("755").arg(&hook).status();
    fails("hook", "no, not today");
    std::fs::remove_file(&hook).expect("removed");
    git(root, "checkout -q --detach");
    fails("detached", "no branch is checked out");
    git(root, "checkout -q main");
    sandbox.put(".git/MERGE_HEAD", "");
    let said = done(&sandbox, "partner add merging").err;
    assert!(said.contains("git is in the middle of a merge"), "{said}");
    std::fs::remove_file(root.join(".git/MERGE_HEAD")).expect("removed");
    sandbox.put(".git/index.lock", "");
    let said = done(&sandbox, "partner add locked").err;
    assert!(said.contains("another git is at work"), "{said}");
    std::fs::remove_file(root.join(".git/index.lock")).expect("removed");
    git(root, "config commit.gpgSign true");
    git(root, "config gpg.program false");
    let said = done(&sandbox, "partner add signed").err;
    assert!(!said.contains("not committed"), "{said}");
}

#[test]
fn what_is_undone_and_done_again_is_committed_too() {
    let sandbox = kept();
    let root = sandbox.root();
    done(&sandbox, "config set git.commit true");
    git(root, "commit -qam settings");
    done(&sandbox, "partner add 'Antron Engineering' --id antron");
    done(&sandbox, "undo");
    let tracked = git(root, "ls-files partners");
    assert!(!tracked.contains("antron"), "{tracked}");
    done(&sandbox, "redo");
    done(&sandbox, "partner set antron --town Uxbridge");
    done(&sandbox, "undo");
    assert_eq!(git(root, "status --porcelain"), "");
    let log = git(root, "log --format=%s -5");
    let expected = "\
wbl undo: antron
wbl partner set: antron
wbl redo: antron
wbl undo: antron
wbl partner add: antron
";
    assert_eq!(log, expected);
    let body = git(root, "log --format=%b -1");
    assert!(
        body.contains("Wbl-Verb: wbl undo\nWbl-Records: partners/antron"),
        "{body}"
    );
}

#[test]
fn what_was_interrupted_and_is_finished_by_the_next_command_is_committed_by_it() {
    let sandbox = kept();
    let root = sandbox.root();
    done(&sandbox, "config set git.commit true");
    git(root, "commit -qam settings");
    done(&sandbox, "partner add 'Antron Engineering' --id antron");
    let undo = root.join(".wbl/undo");
    let newest = std::fs::read_dir(undo).expect("an undo log");
    let newest = newest.map(|entry| entry.expect("read").path()).max();
    std::fs::rename(newest.expect("a change"), root.join(".wbl/journal")).expect("renamed");
    git(root, "reset -q --hard HEAD~");
    assert!(!root.join("partners/antron.toml").exists());
    let said = done(&sandbox, "partner list").err;
    assert!(
        said.contains("which was interrupted: 1 file written now."),
        "{said}"
    );
    assert_eq!(git(root, "status --porcelain"), "");
    assert_eq!(
        git(root, "log --format=%s -2"),
        "wbl partner add: antron\nsettings\n"
    );
}

#[test]
fn a_name_that_was_typed_by_hand_is_not_committed_with_the_next_change() {
    let sandbox = kept();
    let root = sandbox.root();
    done(&sandbox, "config set git.commit true");
    git(root, "commit -qam settings");
    done(&sandbox, "pathway add Manufacturing --sector manufacturing");
    done(
        &sandbox,
        "student add 'Jane Doe' --grad-year 2027 --pathway manufacturing --from 2026-09-01 --id s-k7f2wq",
    );
    done(&sandbox, "partner add 'Antron Engineering' --id antron");
    let text = sandbox.text("partners/antron.toml");
    sandbox.put(
        "partners/antron.toml",
        format!("{text}notes = \"call Jane Doe\"\n"),
    );
    let said = done(&sandbox, "partner set antron --town Uxbridge").err;
    assert!(
        said.contains("not committed to git: partners/antron.toml"),
        "{said}"
    );
    assert!(!said.contains("Jane"), "{said}");
    let log = git(root, "log -p --format=%s");
    assert!(!log.contains("Jane"), "{log}");
    let text = sandbox
        .text("partners/antron.toml")
        .replace("Jane Doe", "s-k7f2wq");
    sandbox.put("partners/antron.toml", text);
    done(&sandbox, "partner set antron --town Worcester");
    assert_eq!(git(root, "status --porcelain"), "");
}

#[test]
fn what_is_private_is_never_committed_even_where_nothing_keeps_git_from_it() {
    let sandbox = kept();
    let root = sandbox.root();
    done(&sandbox, "config set git.commit true");
    sandbox.put(".gitignore", "");
    git(root, "commit -qam open");
    done(&sandbox, "pathway add Machining --sector Manufacturing");
    done(
        &sandbox,
        "student add 'Jane Doe' --id s-k7f2wq --pathway machining --grad-year 2027",
    );
    assert_eq!(
        git(root, "log -1 --format=%s"),
        "wbl student add: s-k7f2wq\n"
    );
    let tracked = git(root, "ls-files");
    assert!(tracked.contains("students/s-k7f2wq.toml"), "{tracked}");
    assert!(!tracked.contains("private/"), "{tracked}");
}

#[test]
fn a_record_that_cannot_be_read_is_never_merged_line_by_line() {
    let sandbox = kept();
    let folder = sandbox.root();
    let entry = |from: &str, to: &str| {
        format!(
            "notes = \"\"\"\n>>>>>>> x\n\"\"\"\n\n[[hours]]\nid = \"k3f9qd\"\non = 2026-10-06\nfrom = {from}\nbreak_minutes = 15\narea = \"press\"\nto = {to}\n"
        )
    };
    let versions = [
        ("15:00:00", "18:00:00"),
        ("14:00:00", "18:00:00"),
        ("15:00:00", "19:00:00"),
    ];
    for (name, (from, to)) in ["base", "ours", "theirs"].into_iter().zip(versions) {
        sandbox.put(name, entry(from, to));
    }
    let (is_clean, plain) = try_git(folder, "merge-file -p ours base theirs");
    assert!(
        is_clean && plain.contains("14:00:00") && plain.contains("19:00:00"),
        "{plain}"
    );
    let ran = sandbox.run("merge-driver base ours theirs wbl/2026-27/x.toml");
    assert_eq!(ran.code, 1, "{}", ran.err);
    let text = sandbox.text("ours");
    for (from, to) in versions {
        assert!(text.contains(&entry(from, to)), "{text}");
    }
}

#[test]
fn what_git_cannot_tell_is_never_taken_for_in_order() {
    let sandbox = kept();
    std::fs::write(sandbox.root().join(".git/index"), "no index").expect("written");
    let said = sandbox.fails(1, "conflicts");
    assert!(
        said.contains("git could not list what it could not merge"),
        "{said}"
    );
    let doctor = sandbox.run("doctor");
    assert!(
        doctor.out.contains("git could not list its files"),
        "{}",
        doctor.out
    );
}

#[test]
fn a_history_of_one_of_several_names_them() {
    let sandbox = kept();
    done(&sandbox, "partner add 'Antron Engineering'");
    done(&sandbox, "partner add 'Antique Mill'");
    let said = sandbox.fails(3, "history ant");
    assert!(
        said.contains("antique-mill") && said.contains("antron-engineering"),
        "{said}"
    );
}

#[test]
fn a_fresh_clone_is_told_of_the_merge_driver_and_doctor_sets_it_up() {
    let laptops = Laptops::new();
    let two = laptops.at("two");
    git(&two, "config --unset merge.wbl.driver");
    assert!(
        laptops
            .text("two", ".gitattributes")
            .contains("wbl doctor --fix")
    );
    let row = |check: &str| {
        let rows = laptops.try_wbl("two", "doctor --format json").out;
        let rows: serde_json::Value = serde_json::from_str(&rows).expect("JSON");
        let found = rows
            .as_array()
            .expect("rows")
            .iter()
            .find(|row| row["check"] == check);
        let found = found.expect("a row").clone();
        format!(
            "{}: {}",
            found["state"].as_str().unwrap_or(""),
            found["why"].as_str().unwrap_or("")
        )
    };
    assert!(row("merge driver").starts_with("wrong: "));
    assert!(row("merge program").starts_with("skipped: "));
    laptops.try_wbl("two", "doctor --fix");
    assert!(row("merge driver").starts_with("ok: "));
    assert_eq!(row("merge program"), "ok: git finds `wbl`");
    git(
        &two,
        "config merge.wbl.driver 'no-such-wbl merge-driver %O %A %B %P %S %X %Y'",
    );
    assert!(row("merge program").starts_with("wrong: git calls `no-such-wbl` to merge"));
}
