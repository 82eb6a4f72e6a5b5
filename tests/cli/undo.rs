//! `undo` and `redo`: what was done is taken back, done once more, or refused where it was changed since.

use crate::sandbox::Sandbox;
use crate::school::{STUDENT, placed};

#[test]
fn undo_and_redo_walk_through_the_last_changes() {
    let school = placed();
    let start = school.files();
    school.ok("partner set antron-engineering --town Milford");
    let first = school.files();
    school.ok("contact rename j-ortiz ortiz");
    let second = school.files();
    assert!(school.ok("undo --dry-run").contains("contacts/ortiz.toml"));
    assert_eq!(school.files(), second);
    let ran = school.run("undo");
    assert!(
        ran.err.contains("remove: contacts/ortiz.toml")
            && ran.err.contains("Undid `wbl contact rename`"),
        "{}",
        ran.err
    );
    assert_eq!(school.files(), first);
    school.ok("undo");
    assert_eq!(school.files(), start);
    school.ok("redo");
    assert_eq!(school.files(), first);
    school.ok("redo");
    assert_eq!(school.files(), second);
    school.fails(1, "redo");
    school.ok("undo");
    school.ok("partner set antron-engineering --town Grafton");
    assert!(
        school.fails(1, "redo").contains("nothing to redo"),
        "a new change empties it"
    );
}

#[test]
fn undo_refuses_where_a_file_was_changed_since_and_names_it() {
    let school = placed();
    school.ok("partner set antron-engineering --town Milford");
    let path = "partners/antron-engineering.toml";
    let hand = format!("{}notes = \"mine\"\n", school.text(path));
    school.put(path, &hand);
    let err = school.fails(6, "undo");
    assert!(
        err.contains(path) && err.contains("nothing was written"),
        "{err}"
    );
    assert_eq!(school.text(path), hand);
}

#[test]
fn the_list_of_changes_names_no_student_and_what_is_private_is_not_shown() {
    let school = placed();
    school.ok(&format!("student set {STUDENT} --known-as Annie"));
    let list = school.ok("undo --list");
    assert!(
        list.contains("wbl student set") && list.contains(STUDENT),
        "{list}"
    );
    let shown = school.run("undo");
    for text in [&list, &shown.out, &shown.err] {
        assert!(!text.contains("Ana") && !text.contains("Annie"), "{text}");
    }
    assert!(shown.err.contains("(private: not shown)"), "{}", shown.err);
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_for_the_user_alone_and_is_bounded() {
    use std::os::unix::fs::PermissionsExt as _;
    let school = Sandbox::new();
    for turn in 0..103 {
        school.ok(&format!("config set school.name S{turn}"));
    }
    let kept: Vec<_> = std::fs::read_dir(school.root().join(".wbl/undo"))
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().permissions().mode() & 0o777)
        .collect();
    assert_eq!(kept, [0o600; 100]);
}

/// A change of three files that died after its commit point, with so many of them written.
fn died(written: usize) -> Sandbox {
    let sandbox = Sandbox::new();
    let paths = ["a", "b", "c"].map(|id| {
        sandbox.ok(&format!(
            "partner add 'Firm {id}' --id {id} --reason another"
        ));
        format!("partners/{id}.toml")
    });
    let before = paths.each_ref().map(|path| sandbox.text(path));
    sandbox.ok("partner set a b c --town Uxbridge --yes");
    let undo = std::fs::read_dir(sandbox.root().join(".wbl/undo")).unwrap();
    let newest = undo.map(|entry| entry.unwrap().path()).max().unwrap();
    std::fs::rename(newest, sandbox.root().join(".wbl/journal")).unwrap();
    for (path, text) in paths.iter().zip(before).skip(written) {
        sandbox.put(path, text);
    }
    sandbox
}

#[test]
fn the_next_command_finishes_what_died_and_says_how_much_was_left() {
    for (written, left) in [
        (3, "all its 3 files were written already"),
        (2, "the last of its 3 files written now"),
        (1, "the last 2 of its 3 files written now"),
        (0, "3 files written now"),
    ] {
        let sandbox = died(written);
        let ran = sandbox.run("partner list --fields town --format plain");
        assert_eq!(
            ran.out, "town\nUxbridge\nUxbridge\nUxbridge\n",
            "{}",
            ran.err
        );
        assert!(
            ran.err.starts_with("Finished `wbl partner set` of "),
            "{}",
            ran.err
        );
        let end = format!("which was interrupted: {left}.\n");
        assert!(ran.err.ends_with(&end), "{}", ran.err);
        // Once is enough: the next one has nothing to finish.
        assert_eq!(sandbox.run("partner list").err, "");
    }
}

#[test]
fn what_died_is_finished_or_taken_back_around_a_file_that_was_changed_since() {
    for (line, said, town) in [
        ("redo --unfinished", "Finished", "Uxbridge"),
        ("undo --unfinished", "Took back", ""),
    ] {
        let sandbox = died(1);
        sandbox.put("partners/b.toml", "name = \"Firm b\"\nphone = \"1\"\n");
        let fault = sandbox.fails(6, "partner list");
        assert!(
            fault.contains("partners/b.toml has been changed since"),
            "{fault}"
        );
        let ran = sandbox.run(line);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(
            ran.err
                .starts_with(&format!("{said} `wbl partner set` of "))
                && ran.err.contains("; 1 file left as found."),
            "{}",
            ran.err
        );
        assert_eq!(
            sandbox.ok("partner list --fields town,phone --format plain"),
            format!("town\tphone\n{town}\t\n\t1\n{town}\t\n")
        );
    }
}
