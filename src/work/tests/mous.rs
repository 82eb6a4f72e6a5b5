//! An MOU is sent, signed, amended, renewed, terminated.

use super::*;
use crate::fault::Result;
use crate::record::Party;
use crate::rule::{MouState, MouStates};
use crate::schema::Kind;
use crate::work::{
    AddRequest, Ground, ItemRequest, ItemVerb, SignRequest, TerminateRequest, add_items, amend,
    renew, sign, terminate,
};

const MOU: &str = "mous/m3.toml";

fn store(more: &str) -> Memory {
    let text = format!(
        "partners = [\"precision\"]\nschool_year = \"2026-27\"\nthrough = 2027-06-30\nnotice_days = 30\nbreach_days = 10\n{more}"
    );
    let mut memory = school();
    memory.0.insert(MOU.to_owned(), text);
    memory
}

/// Signed by all on 2026-09-10.
fn signed() -> Memory {
    store(
        "signatures = [\n  { party = \"industry\", name = \"A\", on = 2026-09-08 },\n  { party = \"board\", name = \"B\", on = 2026-09-09 },\n  { party = \"school\", name = \"C\", on = 2026-09-10 },\n]\n",
    )
}

fn request(party: Party, partner: Option<&str>, name: &str, on: &str) -> SignRequest {
    SignRequest {
        party,
        partner: partner.map(id),
        name: name.to_owned(),
        title: "Manager".to_owned(),
        on: day(on),
        method: None,
        document: None,
    }
}

fn signing(memory: &Memory, request: &SignRequest) -> Result<Change> {
    sign(&memory.book(), &id("m3"), request, today(), 7)
}

fn state(memory: &Memory, mou: &str, on: &str) -> MouState {
    let states = MouStates::of(&memory.book()).unwrap();
    states.state(&id(mou), day(on)).unwrap()
}

#[test]
fn the_last_signature_puts_it_in_force() {
    let mut memory = store("");
    for (party, on, left) in [
        (
            Party::Industry,
            "2026-09-08",
            "the workforce board; the school.",
        ),
        (Party::School, "2026-09-10", "the workforce board."),
        (
            Party::Board,
            "2026-10-02",
            "it is in force from 2026-10-02 through 2027-06-30.",
        ),
    ] {
        let change = signing(&memory, &request(party, None, "A. Name", on)).unwrap();
        let change = apply(&mut memory, change);
        assert!(change.said[1].contains(left), "{:?}", change.said);
    }
    assert!(memory.0[MOU].contains("{ party = \"industry\", partner = \"precision\", name = \"A. Name\", title = \"Manager\", on = 2026-09-08 }"));
    assert_eq!(state(&memory, "m3", "2026-10-01"), MouState::PartlySigned);
    assert_eq!(state(&memory, "m3", "2026-10-02"), MouState::Active);
    let twice = signing(
        &memory,
        &request(Party::Board, None, "A. Name", "2026-10-03"),
    );
    assert_eq!(shown(&twice.unwrap_err()).0, 4);
    let ahead = signing(&memory, &request(Party::Board, None, "B", "2026-11-23"));
    assert_eq!(shown(&ahead.unwrap_err()).0, 4);
}

#[test]
fn of_several_partners_the_one_who_signs_is_named() {
    let mut memory = store("");
    let two = memory.0[MOU].replace("[\"precision\"]", "[\"precision\", \"notre-dame\"]");
    memory.0.insert(MOU.to_owned(), two);
    let (code, text) =
        shown(&signing(&memory, &request(Party::Industry, None, "A", "2026-09-08")).unwrap_err());
    assert!(code == 2 && text.contains("--partner precision"), "{text}");
    let school = signing(&memory, &request(Party::School, None, "C", "2026-09-08"));
    assert!(school.is_ok(), "no partner signs for the school");
    let other = request(Party::Industry, Some("old-mill"), "A", "2026-09-08");
    assert_eq!(shown(&signing(&memory, &other).unwrap_err()).0, 4);
    let party = request(Party::Board, Some("precision"), "A", "2026-09-08");
    assert!(
        shown(&signing(&memory, &party).unwrap_err())
            .1
            .contains("--party industry")
    );
    let one = request(Party::Industry, Some("notre-dame"), "A", "2026-09-08");
    let change = signing(&memory, &one).unwrap();
    assert!(
        change.said[1].contains("the industry partner `precision`; board; school"),
        "{:?}",
        change.said
    );
}

#[test]
fn it_is_sent_to_its_own_partners() {
    let mut memory = store("");
    let send = |memory: &Memory, partner: &str| {
        let pair = |key: &str, text: &str| (key.to_owned(), vec![text.to_owned()]);
        let request = ItemRequest {
            values: vec![
                pair("party", "industry"),
                pair("partner", partner),
                pair("on", "2026-09-01"),
            ],
            ..ItemRequest::default()
        };
        let verb = ItemVerb::of("send", Kind::Mou).unwrap();
        add_items(&memory.book(), verb, &[id("m3")], &request, today(), 7)
    };
    assert_eq!(shown(&send(&memory, "notre-dame").unwrap_err()).0, 4);
    for _ in 0..2 {
        let change = send(&memory, "precision").unwrap();
        apply(&mut memory, change);
    }
    assert_eq!(
        memory.0[MOU]
            .matches("{ party = \"industry\", partner = \"precision\", on = 2026-09-01 }")
            .count(),
        1
    );
    assert_eq!(state(&memory, "m3", "2026-09-02"), MouState::Sent);
}

#[test]
fn an_amendment_holds_only_what_changes() {
    let mut memory = signed();
    let change = |values: &[(&str, &str)]| AddRequest {
        values: values
            .iter()
            .map(|(key, text)| ((*key).to_owned(), vec![(*text).to_owned()]))
            .collect(),
        ..AddRequest::default()
    };
    let of = |memory: &Memory, mou: &str, values: &[(&str, &str)]| {
        amend(&memory.book(), &id(mou), &change(values), today(), 7)
    };
    assert_eq!(shown(&of(&memory, "m3", &[]).unwrap_err()).0, 2);
    let made = of(&memory, "m3", &[("through", "2028-06-30")]).unwrap();
    apply(&mut memory, made);
    assert_eq!(
        memory.0["mous/m3-2.toml"],
        "through = 2028-06-30\namends = \"m3\"\n"
    );
    let again = of(&memory, "m3-2", &[("slots", "3")]).unwrap_err();
    assert!(shown(&again).1.contains("--amends m3"), "{again}");
}

#[test]
fn a_renewal_is_a_draft_of_the_next_year_and_waits_for_the_last_day() {
    let mut memory = signed();
    let go = |memory: &Memory, mou: &str, through: &str| {
        renew(&memory.book(), &[id(mou)], day(through), None, today(), 7)
    };
    assert_eq!(shown(&go(&memory, "m3", "2027-06-30").unwrap_err()).0, 4);
    let change = go(&memory, "m3", "2028-06-30").unwrap();
    apply(&mut memory, change);
    assert_eq!(
        memory.0["mous/precision-2027-28.toml"],
        "partners = [\"precision\"]\nschool_year = \"2027-28\"\nthrough = 2028-06-30\nnotice_days = 30\nbreach_days = 10\nsupersedes = [\"m3\"]\n"
    );
    assert_eq!(
        state(&memory, "precision-2027-28", "2026-11-22"),
        MouState::Draft
    );
    assert_eq!(state(&memory, "m3", "2026-11-22"), MouState::Active);
    assert_eq!(shown(&go(&memory, "m3", "2029-06-30").unwrap_err()).0, 4);
    let path = "mous/precision-2027-28.toml";
    let part = memory.0[path].replace("notice_days", "pathways = [\"business\"]\nnotice_days");
    memory.0.insert(path.to_owned(), part);
    assert!(
        go(&memory, "m3", "2029-06-30").is_ok(),
        "the other covers one pathway only"
    );
}

fn ending(on: &str, ground: Ground, notice: Option<&str>) -> TerminateRequest {
    TerminateRequest {
        on: day(on),
        ground,
        notice_given: notice.map(day),
        partner: None,
        by: None,
    }
}

#[test]
fn notice_must_have_run_unless_it_is_for_safety() {
    let later = day("2027-02-01");
    let end = |memory: &Memory, request: &TerminateRequest| {
        terminate(&memory.book(), &id("m3"), request, later, 7)
    };
    let mut memory = signed();
    let missing = end(&memory, &ending("2027-02-19", Ground::Convenience, None)).unwrap_err();
    assert_eq!(shown(&missing).0, 2);
    let early = ending("2027-02-18", Ground::Convenience, Some("2027-01-20"));
    let (code, text) = shown(&end(&memory, &early).unwrap_err());
    assert!(code == 4 && text.contains("--on 2027-02-19"), "{text}");
    let early = ending("2027-01-29", Ground::Breach, Some("2027-01-20"));
    assert!(
        shown(&end(&memory, &early).unwrap_err())
            .1
            .contains("--on 2027-01-30")
    );
    let on_time = ending("2027-02-19", Ground::Convenience, Some("2027-01-20"));
    let change = end(&memory, &on_time).unwrap();
    assert!(
        change.warnings[0].contains("`s-m3m3m3-precision` goes on"),
        "{:?}",
        change.warnings
    );
    apply(&mut memory, change);
    assert!(
        memory.0[MOU]
            .contains("{ on = 2027-02-19, for = \"convenience\", notice_given = 2027-01-20 }")
    );
    assert_eq!(state(&memory, "m3", "2027-02-18"), MouState::Active);
    assert_eq!(state(&memory, "m3", "2027-02-19"), MouState::Terminated);
    let again = end(&memory, &ending("2027-03-01", Ground::Safety, None)).unwrap_err();
    assert_eq!(shown(&again).0, 4);
    let at_once = end(&signed(), &ending("2027-02-01", Ground::Safety, None));
    assert!(at_once.is_ok());
    let draft = end(&store(""), &ending("2027-02-01", Ground::Safety, None)).unwrap_err();
    assert!(shown(&draft).1.contains("wbl mou archive m3"));
}
