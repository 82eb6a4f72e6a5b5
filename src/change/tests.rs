//! A change is made in memory, checked, and empty where nothing changes.

use crate::book::memory::Memory;
use crate::change::Draft;
use crate::fault::Blame;
use crate::schema::{Kind, Node};
use crate::value::Id;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

#[test]
fn a_change_that_changes_nothing_writes_nothing() {
    let memory = Memory::of(&[("partners/a.toml", "name  = 'A'\n")]);
    let book = memory.book();
    let mut draft = Draft::new(&book, 1);
    draft
        .edit(Kind::Partner, &id("a"))
        .unwrap()
        .set("name", Node::text("A"))
        .unwrap();
    assert!(draft.finish().unwrap().is_empty());
}

#[test]
fn what_the_table_does_not_allow_is_refused() {
    let memory = Memory::of(&[("partners/a.toml", "name = \"A\"\n")]);
    let book = memory.book();
    let mut draft = Draft::new(&book, 1);
    draft
        .edit(Kind::Partner, &id("a"))
        .unwrap()
        .set("stage", Node::text("laed"))
        .unwrap();
    let fault = draft.finish().unwrap_err();
    assert_eq!(fault.blame, Blame::Refused);
}

#[test]
fn items_typed_without_an_id_get_one_when_the_file_is_written() {
    let memory = Memory::of(&[(
        "wbl/2026-27/x.toml",
        "activity = \"internship\"\nstarts = 2026-10-05\nhours = [\n  { on = 2026-10-06, minutes = 180 },\n]\n",
    )]);
    let book = memory.book();
    let mut draft = Draft::new(&book, 1);
    draft
        .edit(Kind::Wbl, &id("x"))
        .unwrap()
        .set("notes", Node::text("N"))
        .unwrap();
    let change = draft.finish().unwrap();
    let after = change.edits[0].after.as_ref().unwrap();
    assert!(after.contains("  { id = \""), "{after}");
    let preview = change.preview();
    assert!(
        preview.starts_with("change: wbl/2026-27/x.toml\n- "),
        "{preview}"
    );
    assert!(preview.contains("+ notes = \"N\""), "{preview}");
}
