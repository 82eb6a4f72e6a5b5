//! `check --fix` and `migrate`: shown first, written whole, and nothing else touched.

use crate::sandbox::Sandbox;

const BAD: &str = "# ours\r\nname = 'Jose\u{301}s Mill'\r\ntouches = [\r\n  { on = 2026-10-06, about = \"called\",\r\n    due = 2026-12-01, },\r\n]\r\n[custom]\r\nx = 1";

fn store() -> Sandbox {
    let store = Sandbox::new();
    store.put("partners/mill.toml", BAD);
    store.put(
        "wbl/fair.toml",
        "activity = \"career-fair\"\nstarts = 2025-10-12\n",
    );
    store
}

#[test]
fn what_needs_no_judgement_is_shown_and_then_written() {
    let store = store();
    let before = store.files();
    let shown = store.ok("check --fix --dry-run");
    assert!(
        shown.contains(
            "move: wbl/fair.toml to wbl/2025-26/fair.toml
"
        ),
        "{shown}"
    );
    assert_eq!(store.files(), before, "a dry run writes nothing");
    let ran = store.run("check --fix");
    assert!(
        ran.err.starts_with("change: partners/mill.toml\n"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("Mended 2 files.\n"), "{}", ran.err);
    assert_eq!(
        (ran.code, ran.out.contains("undeclared-key")),
        (0, true),
        "what is left is shown: {}",
        ran.out
    );
    let text = store.text("partners/mill.toml");
    let id = text.split("{ id = \"").nth(1).unwrap().get(..6).unwrap();
    assert_eq!(
        text,
        format!(
            "# ours\r\nname = 'Josés Mill'\r\ntouches = [\r\n  {{ id = \"{id}\", on = 2026-10-06, about = \"called\", due = 2026-12-01 }},\r\n]\r\n[custom]\r\nx = 1\r\n"
        )
    );
    let again = store.run("check --fix");
    assert!(!again.err.contains("Mended"), "{}", again.err);
}

#[test]
fn a_name_limits_what_is_fixed() {
    let store = store();
    store.ok("check misplaced --fix");
    assert_eq!(store.text("partners/mill.toml"), BAD);
    store.text("wbl/2025-26/fair.toml");
}

#[test]
fn settings_that_cannot_be_read_keep_no_record_from_being_mended() {
    let store = store();
    store.put("wbl.toml", "format = \n");
    let ran = store.run("check --fix cut-line");
    assert_eq!(store.text("partners/mill.toml"), format!("{BAD}\r\n"));
    assert!(ran.err.contains("wbl.toml cannot be read"), "{}", ran.err);
}

#[test]
fn a_store_made_by_hand_is_migrated_after_a_yes() {
    let store = Sandbox::new();
    let text = store.text("wbl.toml").replace("format = 1\n", "");
    store.put("wbl.toml", &text);
    let said = store.fails(7, "partner list");
    assert!(said.contains("`wbl migrate`"), "{said}");
    let said = store.run("check").out;
    assert!(
        said.contains("error[older-format]") && !said.contains("required"),
        "{said}"
    );
    let shown = store.ok("migrate --dry-run");
    assert!(shown.contains("+ format = 1\n"), "{shown}");
    let said = store.fails(2, "migrate");
    assert!(
        said.contains("+ format = 1\n") && said.contains("`--yes`"),
        "{said}"
    );
    assert_eq!(
        store.text("wbl.toml"),
        text,
        "nothing is written without a yes"
    );
    let ran = store.run("migrate --yes");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("The store has format 1 now."),
        "{}",
        ran.err
    );
    store.ok("partner list");
    let ran = store.run("migrate");
    assert_eq!(ran.err, "The store has format 1 already.\n");
}

#[test]
fn a_newer_store_is_refused_by_migrate_too() {
    let store = Sandbox::new();
    store.put("wbl.toml", "format = 2\n");
    let said = store.fails(7, "migrate --yes");
    assert!(said.contains("install a newer wbl"), "{said}");
}

#[test]
fn records_in_a_folder_too_deep_are_not_dropped_in_silence() {
    let store = Sandbox::new();
    store.put("partners/old/mill.toml", "name = \"Mill\"\n");
    store.put("wbl/2026-27/x/a.toml", "activity = \"career-fair\"\n");
    store.put("partners/scans/a.pdf", "x");
    let said = store.run("check").out;
    assert!(
        said.contains(" --> partners/old\n") && said.contains(" --> wbl/2026-27/x\n"),
        "{said}"
    );
    assert!(said.contains("1 record in it, which is not read"), "{said}");
    assert!(
        !said.contains("scans"),
        "what is no record is theirs: {said}"
    );
}

#[test]
fn migrating_a_store_that_is_up_to_date_needs_no_lock() {
    let store = Sandbox::new();
    // Nothing can be written where the lock would lie.
    std::fs::remove_dir_all(store.root().join(".wbl")).unwrap_or_default();
    store.put(".wbl", "no folder");
    for line in ["migrate", "migrate --yes"] {
        let ran = store.run(line);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(ran.err, "The store has format 1 already.\n");
    }
    let said = store.fails(1, "partner add Antron");
    assert!(
        said.contains(".wbl should be a folder, and is a file"),
        "{said}"
    );
}
