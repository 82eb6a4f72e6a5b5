//! Two records of one partner, and one partner after another: `merge`, `succeed`.

use super::*;
use crate::work::{merge, succeed};

/// A second record of Precision, with a contact that both have, a placement, and a signed MOU.
fn twice() -> Memory {
    school_with(&[
        (
            "partners/precision-engineering.toml",
            "name = \"Precision Engineering, Inc.\"\naka = [\"PEI\"]\nphone = \"508-555-0147\"\ntouches = [\n  { id = \"aaaaaa\", on = 2026-10-06, via = \"call\", with = [\"dana\"] },\n]\n",
        ),
        (
            "contacts/dana.toml",
            "name = \"Dana Rivera\"\npartner = \"precision-engineering\"\nemail = \"Dana@precision.example\"\nphone = \"508-555-0148\"\n",
        ),
        (
            "contacts/dana-rivera.toml",
            "name = \"Dana Rivera\"\npartner = \"precision\"\nemail = \"dana@precision.example\"\n",
        ),
        (
            "contacts/sam.toml",
            "name = \"Sam Poe\"\npartner = \"precision-engineering\"\n",
        ),
        (
            "wbl/2026-27/s-k7f2wq-pe.toml",
            "activity = \"internship\"\npartner = \"precision-engineering\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nsupervisors = [\n  { contact = \"dana\" },\n]\n",
        ),
        (
            "mous/pe-2026-27.toml",
            "partners = [\"precision-engineering\", \"precision\"]\nthrough = 2027-06-30\nsignatures = [\n  { party = \"industry\", partner = \"precision-engineering\", name = \"Dana Rivera\", on = 2026-09-08 },\n]\n",
        ),
    ])
}

fn merged(memory: &Memory, old: &str, into: &str) -> crate::fault::Result<Change> {
    merge(&memory.book(), &id(old), &id(into), today(), 7)
}

#[test]
fn links_names_and_touches_go_to_the_one_that_stays() {
    let mut memory = twice();
    let change = merged(&memory, "precision-engineering", "precision").unwrap();
    apply(&mut memory, change);
    let kept = &memory.0["partners/precision.toml"];
    for part in [
        "aka = [\"Precision Engineering, Inc.\", \"PEI\"]",
        "phone = \"508-555-0147\"",
        "via = \"call\", with = [\"dana-rivera\"]",
    ] {
        assert!(kept.contains(part), "{part} in {kept}");
    }
    let tomb = &memory.0["partners/precision-engineering.toml"];
    assert!(tomb.contains("merged_into = \"precision\""), "{tomb}");
    assert!(
        tomb.contains("archived = 2026-11-22") && !tomb.contains("touches"),
        "{tomb}"
    );
    let placement = &memory.0["wbl/2026-27/s-k7f2wq-pe.toml"];
    assert!(
        placement.contains("partner = \"precision\"\n"),
        "{placement}"
    );
    assert!(
        placement.contains("contact = \"dana-rivera\""),
        "{placement}"
    );
    assert!(memory.0["contacts/sam.toml"].contains("partner = \"precision\"\n"));
}

#[test]
fn one_email_is_one_contact_and_a_signed_mou_keeps_the_name() {
    let mut memory = twice();
    let change = merged(&memory, "precision-engineering", "precision").unwrap();
    apply(&mut memory, change);
    assert!(!memory.0.contains_key("contacts/dana.toml"));
    assert!(memory.0["contacts/dana-rivera.toml"].contains("phone = \"508-555-0148\""));
    let mou = &memory.0["mous/pe-2026-27.toml"];
    assert!(mou.contains("partners = [\"precision\"]"), "{mou}");
    assert!(
        mou.contains("partner = \"precision\", name = \"Dana Rivera\""),
        "{mou}"
    );
    assert!(
        mou.contains("signed with Precision Engineering, Inc. (`precision-engineering`)"),
        "{mou}"
    );
}

#[test]
fn nothing_is_merged_with_itself_or_into_what_is_left_of_another() {
    let memory = twice();
    for (old, into) in [
        ("precision", "precision"),
        ("precision-engineering", "old-mill"),
        ("old-mill", "notre-dame"),
    ] {
        let (code, text) = shown(&merged(&memory, old, into).unwrap_err());
        assert_eq!(code, 4, "{text}");
    }
    let fault = merged(&memory, "precision-engineering", "old-mill").unwrap_err();
    assert!(shown(&fault).1.contains("--into precision"));
}

#[test]
fn a_partner_that_was_taken_over_is_closed_and_its_mou_named() {
    let mut memory = twice();
    let follow = |memory: &Memory, old: &str, by: &str| {
        let on = day("2027-01-01");
        succeed(&memory.book(), &id(old), &id(by), on, today(), 7)
    };
    assert_eq!(
        shown(&follow(&memory, "precision", "precision").unwrap_err()).0,
        4
    );
    assert_eq!(
        shown(&follow(&memory, "notre-dame", "old-mill").unwrap_err()).0,
        4
    );
    let change = follow(&memory, "precision-engineering", "notre-dame").unwrap();
    let change = apply(&mut memory, change);
    let old = &memory.0["partners/precision-engineering.toml"];
    assert!(
        old.contains("stage = \"closed\"\nstage_since = 2027-01-01\n"),
        "{old}"
    );
    assert!(old.contains("successor = \"notre-dame\""), "{old}");
    let warned = change.warnings.join("\n");
    assert!(
        warned.contains("`pe-2026-27`") && warned.contains("re-paper it with `notre-dame`"),
        "{warned}"
    );
    assert!(
        memory.0["wbl/2026-27/s-k7f2wq-pe.toml"].contains("partner = \"precision-engineering\"")
    );
    assert_eq!(
        shown(&follow(&memory, "notre-dame", "precision-engineering").unwrap_err()).0,
        4
    );
}
