//! Verbs that concern a whole record: rename, archive, restore, remove; and who links to it.

use super::*;
use crate::schema::Kind;
use crate::work::{archive, links_to, remove, rename, restore};

#[test]
fn a_renamed_record_takes_its_links_along() {
    let mut memory = school_with(&[
        (
            "partners/precision.toml",
            "name = \"Precision\"\nnotes = \"p-lee knows\"\ntouches = [\n  { id = \"k3f9qd\", on = 2026-10-06, by = \"p-lee\", with = [\"j-ortiz\", \"p-lee\"] },\n]\n",
        ),
        (
            "councils/c.toml",
            "name = \"C\"\nmembers = [{ contact = \"p-lee\" }]\n",
        ),
    ]);
    let links = links_to(&memory.book(), Kind::Contact, &id("p-lee")).unwrap();
    let fields: Vec<_> = links.iter().map(|link| link.field.as_str()).collect();
    assert_eq!(fields, ["touches.by", "touches.with", "members.contact"]);
    let change = rename(&memory.book(), Kind::Contact, &id("p-lee"), "pat-lee", 7).unwrap();
    apply(&mut memory, change);
    assert!(memory.0.contains_key("contacts/pat-lee.toml"));
    assert!(!memory.0.contains_key("contacts/p-lee.toml"));
    assert_eq!(
        memory.0["partners/precision.toml"],
        "name = \"Precision\"\nnotes = \"p-lee knows\"\ntouches = [\n  { id = \"k3f9qd\", on = 2026-10-06, by = \"pat-lee\", with = [\"j-ortiz\", \"pat-lee\"] },\n]\n"
    );
    assert!(memory.0["councils/c.toml"].contains("pat-lee"));
    let change = rename(
        &memory.book(),
        Kind::Wbl,
        &id("s-k7f2wq-notre-dame"),
        "jane-fall",
        7,
    )
    .unwrap();
    apply(&mut memory, change);
    assert!(memory.0.contains_key("wbl/2026-27/jane-fall.toml"));
}

#[test]
fn an_id_that_cannot_be_is_refused() {
    let memory = school();
    let book = memory.book();
    for (kind, old, new, code) in [
        (Kind::Partner, "precision", "notre-dame", 4),
        (Kind::Partner, "precision", "Not Good", 2),
        (Kind::Partner, "nowhere", "somewhere", 3),
        (Kind::Student, "s-k7f2wq", "s-aaaaaa", 4),
    ] {
        let fault = rename(&book, kind, &id(old), new, 7).unwrap_err();
        assert_eq!(fault.blame.exit_code(), code, "{old} {new}");
    }
    assert!(
        rename(&book, Kind::Partner, &id("precision"), "precision", 7)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn what_is_archived_comes_back_as_it_was() {
    let mut memory = school();
    let before = memory.clone();
    let ids = [id("precision"), id("notre-dame")];
    let change = archive(&memory.book(), Kind::Partner, &ids, today(), 7).unwrap();
    assert_eq!(apply(&mut memory, change).said.len(), 2);
    assert!(memory.0["partners/precision.toml"].ends_with("archived = 2026-11-22\n"));
    let again = archive(&memory.book(), Kind::Partner, &ids, today().plus(1), 7).unwrap();
    assert!(again.is_empty());
    let change = restore(&memory.book(), Kind::Partner, &ids, 7).unwrap();
    apply(&mut memory, change);
    assert_eq!(memory.0, before.0);
}

#[test]
fn a_record_goes_only_when_nothing_links_to_it() {
    let mut memory = school();
    let (code, text) =
        shown(&remove(&memory.book(), Kind::Contact, &id("j-ortiz"), 7).unwrap_err());
    assert_eq!(code, 4);
    assert!(
        text.contains("wbl/2026-27/s-k7f2wq-notre-dame.toml: `supervisors.contact`"),
        "{text}"
    );
    let change = remove(&memory.book(), Kind::Wbl, &id("s-k7f2wq-notre-dame"), 7).unwrap();
    apply(&mut memory, change);
    let change = remove(&memory.book(), Kind::Student, &id("s-k7f2wq"), 7).unwrap();
    apply(&mut memory, change);
    assert!(!memory.0.keys().any(|path| path.contains("s-k7f2wq")));
}
