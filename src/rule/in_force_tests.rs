//! The states of MOUs: the scenarios of a coordinator's year.

use super::*;
use crate::book::memory::Memory;

const INDUSTRY: &str =
    "{ party = \"industry\", partner = \"mill\", name = \"I\", on = 2026-09-08 }";
const SCHOOL: &str = "{ party = \"school\", name = \"S\", on = 2026-09-10 }";
const BOARD: &str = "{ party = \"board\", name = \"B\", on = 2026-10-02 }";

fn day(text: &str) -> Day {
    Day::iso(text).unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn mou(keys: &str, signatures: &[&str]) -> String {
    format!("{keys}\nsignatures = [{}]\n", signatures.join(", "))
}

/// The first MOU, through the end of the school year, signed by all as of 2026-10-02.
fn first(keys: &str) -> String {
    let keys = format!(
        "partners = [\"mill\"]\npathways = [\"healthcare\"]\nschool_year = \"2026-27\"\nthrough = 2027-06-30\n{keys}"
    );
    mou(&keys, &[INDUSTRY, SCHOOL, BOARD])
}

fn states(mous: &[(&str, &str)]) -> MouStates {
    let mut memory = Memory::of(&[
        ("partners/mill.toml", "name = \"Mill\"\n"),
        (
            "partners/clinic.toml",
            "name = \"Clinic\"\nkind = \"municipal\"\n",
        ),
        (
            "partners/college.toml",
            "name = \"College\"\nkind = \"college\"\n",
        ),
    ]);
    for (id, text) in mous {
        memory
            .0
            .insert(format!("mous/{id}.toml"), (*text).to_owned());
    }
    let book = memory.book();
    let states = MouStates::of(&book).unwrap();
    assert_eq!(book.problems(), []);
    states
}

fn state(states: &MouStates, mou: &str, on: &str) -> &'static str {
    states.state(&id(mou), day(on)).unwrap().word()
}

fn in_force<'a>(states: &'a MouStates, pathway: &str, on: &str) -> Option<&'a str> {
    let found = states.in_force(&id("mill"), Some(&id(pathway)), day(on));
    found.map(|record| record.id.as_str())
}

#[test]
fn an_mou_is_in_force_from_the_last_signature_that_it_needs() {
    let keys = "partners = [\"mill\"]\nthrough = 2027-06-30\nsent = [{ party = \"school\", on = 2026-09-05 }]";
    let part = states(&[("m3", &mou(keys, &[INDUSTRY, SCHOOL]))]);
    for (on, word) in [
        ("2026-09-01", "draft"),
        ("2026-09-05", "sent"),
        ("2026-09-08", "partly-signed"),
        ("2026-12-01", "partly-signed"),
    ] {
        assert_eq!(state(&part, "m3", on), word, "{on}");
    }
    let wanting = part.wanting(&id("m3"), day("2026-12-01"));
    assert_eq!((wanting.len(), wanting[0].party), (1, Party::Board));
    let whole = states(&[("m3", &mou(keys, &[INDUSTRY, SCHOOL, BOARD]))]);
    assert_eq!(state(&whole, "m3", "2026-10-01"), "partly-signed");
    assert_eq!(state(&whole, "m3", "2026-10-02"), "active");
    assert_eq!(in_force(&whole, "healthcare", "2026-10-01"), None);
    assert_eq!(in_force(&whole, "healthcare", "2026-10-02"), Some("m3"));
    let earlier = states(&[("m3", &first("effective = 2026-09-08"))]);
    assert_eq!(in_force(&earlier, "healthcare", "2026-09-08"), Some("m3"));
}

#[test]
fn an_mou_expires_after_warning_for_ninety_days() {
    let states = states(&[("m3", &first(""))]);
    for (on, word) in [
        ("2027-03-31", "active"),
        ("2027-04-01", "expiring"),
        ("2027-06-30", "expiring"),
        ("2027-07-01", "expired"),
    ] {
        assert_eq!(state(&states, "m3", on), word, "{on}");
    }
    assert_eq!(
        in_force(&states, "business", "2026-12-01"),
        None,
        "another pathway"
    );
}

#[test]
fn every_partner_signs_as_the_party_that_its_kind_names() {
    let keys = "partners = [\"mill\", \"clinic\", \"college\"]\nthrough = 2027-06-30";
    let unnamed = "{ party = \"industry\", name = \"C\", on = 2026-11-01 }";
    let college = "{ party = \"college\", name = \"D\", on = 2026-11-03 }";
    let part = states(&[(
        "m",
        &mou(keys, &[INDUSTRY, SCHOOL, BOARD, unnamed, college]),
    )]);
    assert_eq!(
        part.wanting(&id("m"), day("2026-12-01"))[0].partner,
        Some(id("clinic")),
        "a signature that names none of two partners is neither's"
    );
    let clinic = "{ party = \"industry\", partner = \"clinic\", name = \"C\", on = 2026-11-01 }";
    let whole = states(&[("m", &mou(keys, &[INDUSTRY, SCHOOL, BOARD, clinic, college]))]);
    assert_eq!(whole.begins(&id("m")), Some(day("2026-11-03")));
    let two = first("signers = [{ party = \"school\", n = 2 }]");
    assert_eq!(
        state(&states(&[("m", &two)]), "m", "2026-12-01"),
        "partly-signed"
    );
}

#[test]
fn an_amendment_keeps_the_original_alive_once_all_have_signed() {
    let on = |day: &str| {
        [INDUSTRY, SCHOOL, BOARD]
            .map(|one| format!("{}on = {day} }}", &one[..one.find("on =").unwrap()]))
    };
    let signed = on("2027-05-01").join(", ");
    let amendment = format!("amends = \"m3\"\nthrough = 2028-06-30\nsignatures = [{signed}]\n");
    let both = states(&[("m3", &first("slots = 2")), ("m3-2", &amendment)]);
    assert_eq!(in_force(&both, "healthcare", "2027-09-01"), Some("m3"));
    assert_eq!(state(&both, "m3", "2027-09-01"), "active");
    let terms = both.terms(&id("m3"), day("2027-05-01")).unwrap();
    assert_eq!(
        (terms.through, terms.slots),
        (Some(day("2028-06-30")), Some(2))
    );
    let before = both.terms(&id("m3"), day("2027-04-30")).unwrap();
    assert_eq!(before.through, Some(day("2027-06-30")));
    let unsigned = states(&[
        ("m3", &first("")),
        ("m3-2", "amends = \"m3\"\nthrough = 2028-06-30\n"),
    ]);
    assert_eq!(in_force(&unsigned, "healthcare", "2027-09-01"), None);
    assert_eq!(state(&unsigned, "m3-2", "2027-09-01"), "draft");
}

#[test]
fn a_replacement_takes_over_only_what_it_covers() {
    let old = first("").replace("[\"healthcare\"]", "[\"healthcare\", \"business\"]");
    let new = |pathways: &str| {
        let keys = format!(
            "partners = [\"mill\"]\npathways = [{pathways}]\nthrough = 2028-06-30\nsupersedes = [\"m3\"]\neffective = 2027-02-01"
        );
        mou(&keys, &[INDUSTRY, SCHOOL, BOARD])
    };
    let part = states(&[("m3", &old), ("m4", &new("\"business\""))]);
    assert_eq!(in_force(&part, "business", "2027-01-31"), Some("m3"));
    assert_eq!(in_force(&part, "business", "2027-02-01"), Some("m4"));
    assert_eq!(in_force(&part, "healthcare", "2027-02-01"), Some("m3"));
    assert_eq!(state(&part, "m3", "2027-02-01"), "active");
    let whole = states(&[("m3", &old), ("m4", &new("\"business\", \"healthcare\""))]);
    assert_eq!(state(&whole, "m3", "2026-11-01"), "active");
    assert_eq!(state(&whole, "m3", "2027-02-01"), "superseded");
    assert_eq!(in_force(&whole, "healthcare", "2027-02-01"), Some("m4"));
}

#[test]
fn a_renewal_begins_when_the_old_one_ends() {
    let keys = "partners = [\"mill\"]\nschool_year = \"2027-28\"\nthrough = 2028-06-30\nsupersedes = [\"m3\"]";
    let early = [INDUSTRY, SCHOOL, BOARD].map(|one| {
        one.replace("2026-", "2027-0")
            .replace("-010-", "-05-")
            .replace("-009-", "-05-")
    });
    let early: Vec<_> = early.iter().map(String::as_str).collect();
    let states = states(&[("m3", &first("")), ("m4", &mou(keys, &early))]);
    assert_eq!(states.begins(&id("m4")), Some(day("2027-07-01")));
    assert_eq!(in_force(&states, "healthcare", "2027-06-30"), Some("m3"));
    assert_eq!(in_force(&states, "healthcare", "2027-07-01"), Some("m4"));
    assert_eq!(state(&states, "m3", "2027-07-01"), "expired");
}

#[test]
fn a_termination_ends_the_whole_or_one_partners_part() {
    let states = states(&[
        ("m3", &first("terminated = [{ on = 2027-02-01, for = \"safety\" }]")),
        ("m5", &first("terminated = [{ partner = \"clinic\", on = 2027-02-01 }]").replace("[\"mill\"]", "[\"mill\", \"clinic\"]").replace("signatures = [", "signatures = [{ party = \"industry\", partner = \"clinic\", name = \"C\", on = 2026-09-01 }, ")),
    ]);
    assert_eq!(state(&states, "m3", "2027-01-31"), "active");
    assert_eq!(state(&states, "m3", "2027-02-01"), "terminated");
    assert_eq!(state(&states, "m5", "2027-02-01"), "active");
    assert_eq!(in_force(&states, "healthcare", "2027-02-01"), Some("m5"));
    let clinic = states.in_force(&id("clinic"), None, day("2027-02-01"));
    assert!(clinic.is_none());
}
