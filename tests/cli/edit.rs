//! `edit` through an editor that is a shell script: `$1` is the draft.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::sandbox::Sandbox;

const PARTNER: &str = "# by hand\nname = \"Antron\"   # their spelling\nstage = \"lead\"\n";

fn school() -> Sandbox {
    let school = Sandbox::new();
    school.put("partners/antron.toml", PARTNER);
    school
}

/// Runs `edit` with a script for an editor; gives exit code, stdout and stderr.
fn edit(school: &Sandbox, line: &str, script: &str) -> (i32, String) {
    school.put("editor.sh", script);
    let mut command = school.command(line);
    command
        .env("EDITOR", "sh editor.sh")
        .env("PATH", "/usr/bin:/bin");
    let output = command.output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), err)
}

/// The drafts that are left.
fn drafts(school: &Sandbox) -> Vec<std::path::PathBuf> {
    let folder = fs::read_dir(school.root().join(".wbl/drafts"));
    folder.map_or(Vec::new(), |files| {
        files.map(|file| file.unwrap().path()).collect()
    })
}

#[test]
fn the_text_is_taken_as_it_was_typed() {
    let school = school();
    let script = "sed -i 's/lead/active/; $a town=\\x27Marlow Falls\\x27 # new' \"$1\"\nstat -c %a \"$1\" > mode";
    let (code, err) = edit(&school, "partner edit ant", script);
    assert_eq!(code, 0, "{err}");
    assert!(
        err.contains("Took the partner `antron`.") && err.contains("Changed partners/antron.toml."),
        "{err}"
    );
    let wanted = PARTNER.replace("lead", "active") + "town='Marlow Falls' # new\n";
    assert_eq!(school.text("partners/antron.toml"), wanted);
    assert_eq!(
        school.text("mode").trim(),
        "600",
        "the draft is the user's alone"
    );
    assert!(drafts(&school).is_empty());
}

#[test]
fn a_text_that_is_not_changed_is_not_written() {
    let school = school();
    let path = school.root().join("partners/antron.toml");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    let (code, err) = edit(&school, "partner edit antron", "true");
    assert_eq!((code, err.as_str()), (0, "Nothing was changed.\n"));
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
    assert!(drafts(&school).is_empty());
}

#[test]
fn deleting_everything_stops_it() {
    let school = school();
    let (code, err) = edit(&school, "partner edit antron", ": > \"$1\"");
    assert_eq!(code, 1, "{err}");
    assert!(
        err.contains("all text was deleted") && err.contains("wbl partner remove antron"),
        "{err}"
    );
    assert_eq!(school.text("partners/antron.toml"), PARTNER);
    assert!(drafts(&school).is_empty());
}

#[test]
fn what_is_refused_is_kept_as_a_draft_and_named() {
    let school = school();
    let script = "sed -i 's/lead/laed/; $a pathways = [\"nowhere\"]' \"$1\"";
    let (code, err) = edit(&school, "partner edit antron", script);
    assert_eq!(code, 4, "{err}");
    for part in [
        "partners/antron.toml:3:9",
        "did you mean \"lead\"?",
        "there is no pathway `nowhere`",
        "your text is kept in .wbl/drafts/antron-",
    ] {
        assert!(err.contains(part), "{part} in:\n{err}");
    }
    assert_eq!(school.text("partners/antron.toml"), PARTNER);
    let [draft] = drafts(&school).try_into().unwrap();
    assert!(fs::read_to_string(&draft).unwrap().contains("laed"));
    assert_eq!(
        fs::metadata(&draft).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[test]
fn what_breaks_toml_is_kept_as_well() {
    let school = school();
    let (code, err) = edit(
        &school,
        "partner edit antron",
        "echo 'town = = 1' >> \"$1\"",
    );
    assert_eq!(code, 4, "{err}");
    assert!(err.contains("partners/antron.toml:4:"), "{err}");
    assert_eq!(drafts(&school).len(), 1);
}

#[test]
fn a_file_that_is_broken_can_be_mended() {
    let school = school();
    school.put("partners/antron.toml", "name = \"Antron\"\ntown = = 1\n");
    let (code, err) = edit(&school, "partner edit antron", "sed -i '/= =/d' \"$1\"");
    assert_eq!(code, 0, "{err}");
    assert_eq!(school.text("partners/antron.toml"), "name = \"Antron\"\n");
}

#[test]
fn a_rule_of_the_trade_is_held_against_it_too() {
    let school = school();
    school.ok("pathway add Manufacturing --sector x");
    school
        .ok("wbl add --activity site-tour --partner antron --starts 2026-11-12 --ends 2026-11-13");
    let script = "sed -i 's/2026-11-13/2026-11-01/' \"$1\"";
    let (code, err) = edit(&school, "wbl edit site-tour-antron-2026-11-12", script);
    assert_eq!(code, 4, "{err}");
    assert!(err.contains("lies before"), "{err}");
}

#[test]
fn both_parts_of_a_student_are_edited_together() {
    let school = school();
    school.ok("pathway add Manufacturing --sector x");
    school.ok("student add 'Jane Doe' --id s-k7f2wq --pathway manufacturing --grad-year 2027");
    let script = "cp \"$1\" seen\nsed -i 's/2027/2028/; s/Jane Doe/Jane Q. Doe/' \"$1\"";
    let (code, err) = edit(&school, "student edit s-k7f2wq", script);
    assert_eq!(code, 0, "{err}");
    assert!(
        school
            .text("students/s-k7f2wq.toml")
            .contains("grad_year = 2028")
    );
    assert!(
        school
            .text("private/students/s-k7f2wq.toml")
            .contains("Jane Q. Doe")
    );
    let seen = school.text("seen");
    let heads: Vec<_> = seen
        .lines()
        .filter(|line| line.starts_with("# ="))
        .collect();
    assert_eq!(heads.len(), 2, "{seen}");
    assert!(
        heads[0].contains("students/s-k7f2wq.toml (shared"),
        "{seen}"
    );
    assert!(
        heads[1].contains("private/students/s-k7f2wq.toml (private"),
        "{seen}"
    );
    assert_eq!(school.run("check").code, 0);
}

#[test]
fn a_file_that_changed_meanwhile_is_left_alone_and_the_draft_kept() {
    let school = school();
    let script =
        "sed -i 's/lead/active/' \"$1\"\necho 'town = \"Elsewhere\"' >> partners/antron.toml";
    let (code, err) = edit(&school, "partner edit antron", script);
    assert_eq!(code, 6, "{err}");
    assert!(
        err.contains("has changed since it was opened") && err.contains("kept in"),
        "{err}"
    );
    assert!(
        school
            .text("partners/antron.toml")
            .ends_with("town = \"Elsewhere\"\n")
    );
    assert_eq!(drafts(&school).len(), 1);
}

#[test]
fn it_works_where_the_settings_cannot_be_read() {
    let school = school();
    school.put("wbl.toml", "format = 1\nthis is no TOML\n");
    let (code, err) = edit(
        &school,
        "partner edit antron",
        "sed -i 's/lead/active/' \"$1\"",
    );
    assert_eq!(code, 0, "{err}");
    assert!(school.text("partners/antron.toml").contains("active"));
}

#[test]
fn without_a_terminal_or_an_editor_it_says_so() {
    let school = school();
    let err = school.fails(2, "partner edit antron");
    assert!(err.contains("no editor is named"), "{err}");
    let mut command = school.command("partner edit antron");
    let output = command
        .env("VISUAL", "no-such-editor --wait")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(drafts(&school).is_empty());
}

#[test]
fn a_draft_that_was_refused_is_taken_up_again() {
    let school = school();
    let (code, err) = edit(
        &school,
        "partner edit antron",
        "sed -i 's/lead/laed/; $a size=12' \"$1\"",
    );
    assert_eq!(code, 4, "{err}");
    let way = err
        .lines()
        .find_map(|line| line.strip_prefix("hint: to go on with it: `wbl "));
    let line = way.unwrap().trim_end_matches('`');
    assert!(
        line.starts_with("partner edit antron --draft .wbl/drafts/antron-"),
        "{line}"
    );
    let (code, err) = edit(&school, line, "sed -i 's/laed/active/' \"$1\"");
    assert_eq!(code, 0, "{err}");
    let wanted = PARTNER.replace("lead", "active") + "size=12\n";
    assert_eq!(school.text("partners/antron.toml"), wanted);
    assert!(drafts(&school).is_empty(), "what is written needs no draft");
    // The editor was closed at once: there is one draft still, and it is the first.
    let (_, err) = edit(&school, "partner edit antron", "echo x >> \"$1\"");
    assert!(err.contains("--draft"), "{err}");
    let kept = drafts(&school);
    let shown = kept[0]
        .strip_prefix(school.root())
        .unwrap()
        .display()
        .to_string();
    let (code, _) = edit(
        &school,
        &format!("partner edit antron --draft {shown}"),
        "exit 1",
    );
    assert_eq!(code, 1);
    assert_eq!(drafts(&school), kept);
}
