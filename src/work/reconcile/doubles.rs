//! Entries that may be one and the same, and records that cannot be joined: a person looks at them.

use super::tests::{FIRST, SECOND, THIRD, spots, wbl, with};
use super::*;

/// The base with one entry that has no id.
fn nameless(entry: &str) -> String {
    with(&[
        (FIRST, ""),
        (SECOND, &format!("  {{ on = 2026-10-08, {entry} }},\n")),
    ])
}

#[test]
fn an_item_that_may_have_got_another_key_is_looked_at_and_never_doubled() {
    let base = nameless("minutes = 60");
    let with_id = |id: &str| nameless(&format!("minutes = 60, id = \"{id}\""));
    let deleted = with(&[(FIRST, ""), (SECOND, "")]);
    for (ours, theirs) in [
        (with_id("k3f9qd"), nameless("minutes = 90")),
        (nameless("minutes = 75"), nameless("minutes = 90")),
        (with_id("k3f9qd"), with_id("m2xwzh")),
        (deleted, nameless("minutes = 90")),
    ] {
        assert_eq!(spots(&wbl(&base, &ours, &theirs)), ["hours"]);
        let other_way = wbl(&base, &theirs, &ours);
        assert_eq!(spots(&other_way), ["hours"]);
        let sides = sides(&other_way.text).unwrap();
        let root = |text: &str| Doc::parse("", text.to_owned()).unwrap().root;
        assert!(same_up_to_order(&root(&sides.ours), &root(&theirs)));
        assert!(same_up_to_order(&root(&sides.theirs), &root(&ours)));
    }
    // What both did alike is no question, and what only one added is there.
    let ours = with_id("k3f9qd");
    let theirs = ours.replace("\n]\n", &format!("\n{THIRD}]\n"));
    let merged = wbl(&base, &ours, &theirs);
    assert_eq!((merged.is_clean, &merged.text), (true, &theirs));

    let enrolled =
        |from: &str| format!("enrolled = [{{ pathway = \"machining\", from = {from} }}]\n");
    let [base, ours, theirs] = ["2025-09-01", "2025-09-02", "2025-09-03"].map(enrolled);
    let merged = reconcile(spec(Kind::Student), &base, &ours, &theirs).unwrap();
    assert_eq!(spots(&merged), ["enrolled"]);
}

#[test]
fn what_cannot_be_marked_by_field_stands_whole_on_both_sides() {
    let text = |from: &str| format!("hours = [\n  {{ id = \"k3f9qd\", {from} }},\n]\n");
    let versions = [
        text("minutes = 60"),
        text("minutes = 75"),
        text("minutes = 90"),
    ];
    let [base, ours, theirs] = versions.each_ref().map(String::as_str);
    let marked = whole([base, ours, theirs], Vec::new());
    assert!(!marked.is_clean);
    let read = sides(&marked.text).unwrap();
    assert_eq!(
        [&*read.base, &*read.ours, &*read.theirs],
        [base, ours, theirs]
    );
}
