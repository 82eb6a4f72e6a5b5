//! People come and go: `leave`, `enroll`, `transfer`, `exit`.

use super::hours::{JANE, worked};
use super::*;
use crate::fault::Result;
use crate::record::ExitBecause;
use crate::value::Minutes;
use crate::work::{
    Ending, ExitRequest, OpenFate, TransferRequest, VerifyRequest, Which, enroll, exit, leave, log,
    transfer, verify,
};

const PLACEMENT: &str = "wbl/2026-27/s-k7f2wq-notre-dame.toml";

#[test]
fn a_successor_takes_over_and_old_hours_need_a_reason() {
    let mut memory = school_with(&[
        (
            "partners/notre-dame.toml",
            "name = \"Notre Dame Healthcare\"\ntouches = [\n  { id = \"aaaaaa\", on = 2026-10-06, with = [\"j-ortiz\"], next = \"tour\" },\n  { id = \"bbbbbb\", on = 2026-10-07, with = [\"j-ortiz\"], next = \"call\", done = 2026-10-08 },\n]\n",
        ),
        (
            "councils/health.toml",
            "name = \"Health\"\nmembers = [\n  { contact = \"j-ortiz\", role = \"chair\", from = 2025-09-01 },\n]\nactions = [\n  { id = \"cccccc\", what = \"Find a room\", who = \"j-ortiz\" },\n]\n",
        ),
    ]);
    let change = log(
        &memory.book(),
        &id(JANE),
        &worked(&[("2026-10-06", "8h"), ("2026-10-07", "6h")]),
        today(),
        7,
    )
    .unwrap();
    apply(&mut memory, change);
    let change = leave(
        &memory.book(),
        &id("j-ortiz"),
        day("2026-11-30"),
        Some(&id("p-lee")),
        day("2026-12-05"),
        7,
    )
    .unwrap();
    let change = apply(&mut memory, change);
    assert_eq!(
        memory.0["contacts/j-ortiz.toml"],
        "name = \"José Ortiz\"\npartner = \"notre-dame\"\nto = 2026-11-30\nsuccessor = \"p-lee\"\n"
    );
    assert!(memory.0[PLACEMENT].contains("supervisors = [\n  { contact = \"j-ortiz\", to = 2026-11-30 },\n  { contact = \"p-lee\", from = 2026-12-01 },\n]\n"));
    let council = &memory.0["councils/health.toml"];
    assert!(council.contains("{ contact = \"j-ortiz\", role = \"chair\", from = 2025-09-01, to = 2026-11-30 },\n  { contact = \"p-lee\", role = \"chair\", from = 2026-12-01 },\n"), "{council}");
    assert!(council.contains("who = \"p-lee\""), "{council}");
    let partner = &memory.0["partners/notre-dame.toml"];
    assert!(
        partner.contains("with = [\"j-ortiz\", \"p-lee\"], next = \"tour\""),
        "{partner}"
    );
    assert!(
        partner.contains("with = [\"j-ortiz\"], next = \"call\""),
        "{partner}"
    );
    assert!(
        change
            .warnings
            .iter()
            .any(|line| line.contains("14:00 up to 2026-11-30 are unverified (2 entries)")),
        "{:?}",
        change.warnings
    );
    let change = log(
        &memory.book(),
        &id(JANE),
        &worked(&[("2026-12-02", "3h")]),
        day("2026-12-05"),
        8,
    )
    .unwrap();
    apply(&mut memory, change);
    let week = |which| VerifyRequest {
        which,
        by: id("p-lee"),
        on: None,
        reason: None,
    };
    let change = verify(
        &memory.book(),
        &[id(JANE)],
        &week(Which::Week(day("2026-12-02"))),
        day("2026-12-05"),
        7,
    )
    .unwrap();
    apply(&mut memory, change);
    let fault = verify(
        &memory.book(),
        &[id(JANE)],
        &week(Which::All),
        day("2026-12-05"),
        7,
    )
    .unwrap_err();
    assert_eq!(fault.blame.exit_code(), 4);
}

#[test]
fn without_a_successor_what_is_left_undone_is_told() {
    let mut memory = school_with(&[(
        "students/s-m3m3m3.toml",
        "grad_year = 2027\nadvisor = \"j-ortiz\"\n",
    )]);
    let change = leave(
        &memory.book(),
        &id("j-ortiz"),
        day("2026-11-30"),
        None,
        today(),
        7,
    )
    .unwrap();
    let words = apply(&mut memory, change).warnings.join("\n");
    assert!(
        words.contains("has no supervisor from 2026-12-01"),
        "{words}"
    );
    assert!(words.contains("still the advisor of `s-m3m3m3`"), "{words}");
    let book = memory.book();
    let own = leave(&book, &id("p-lee"), today(), Some(&id("p-lee")), today(), 7);
    assert_eq!(own.unwrap_err().blame.exit_code(), 4);
    let gone = leave(
        &book,
        &id("p-lee"),
        day("2026-12-31"),
        Some(&id("j-ortiz")),
        today(),
        7,
    );
    assert_eq!(
        gone.unwrap_err().blame.exit_code(),
        4,
        "who has left comes after nobody"
    );
}

fn moving(to: &str, on: &str) -> TransferRequest {
    TransferRequest {
        to: id(to),
        on: day(on),
        leaving: None,
        credit: None,
        approved_by: None,
    }
}

#[test]
fn a_transfer_leaves_hours_where_they_were_worked() {
    let mut memory = school();
    let run = |memory: &Memory, request: &TransferRequest| {
        transfer(&memory.book(), &id("s-k7f2wq"), request, 7)
    };
    let mut request = moving("business", "2027-01-25");
    request.credit = Some(Minutes::hours(46));
    assert_eq!(
        run(&memory, &request).unwrap_err().blame.exit_code(),
        2,
        "credit needs an approver"
    );
    request.approved_by = Some("Director of CTE".into());
    let change = run(&memory, &request).unwrap();
    let change = apply(&mut memory, change);
    assert_eq!(
        memory.0["students/s-k7f2wq.toml"],
        "grad_year = 2027\nenrolled = [\n  { pathway = \"healthcare\", from = 2025-09-01, to = 2027-01-24, exit = \"transferred\" },\n  { pathway = \"business\", from = 2027-01-25, credit_minutes = 2760, approved_by = \"Director of CTE\" },\n]\n"
    );
    assert!(
        change.warnings[0].contains("`s-k7f2wq-notre-dame` stays with `healthcare`"),
        "{:?}",
        change.warnings
    );
    for (to, on, code) in [
        ("business", "2027-02-01", 4),
        ("healthcare", "2025-08-01", 4),
    ] {
        assert_eq!(
            run(&memory, &moving(to, on)).unwrap_err().blame.exit_code(),
            code,
            "{to} {on}"
        );
    }
    let mut both = school();
    let change = enroll(
        &both.book(),
        &id("s-k7f2wq"),
        &id("business"),
        day("2026-09-01"),
        7,
    )
    .unwrap();
    apply(&mut both, change);
    let (code, text) = shown(&run(&both, &moving("manufacturing", "2027-01-25")).unwrap_err());
    assert_eq!(code, 2);
    assert!(text.contains("missing: `--leaving PATHWAY`"), "{text}");
    let again = enroll(
        &both.book(),
        &id("s-k7f2wq"),
        &id("business"),
        day("2026-10-01"),
        7,
    );
    assert_eq!(again.unwrap_err().blame.exit_code(), 4);
    let late = enroll(
        &both.book(),
        &id("s-k7f2wq"),
        &id("manufacturing"),
        day("2027-07-01"),
        7,
    );
    assert_eq!(late.unwrap_err().blame.exit_code(), 4);
}

#[test]
fn whoever_leaves_says_what_becomes_of_open_experiences() {
    let mut memory = school_with(&[(
        "wbl/2026-27/spring.toml",
        "activity = \"internship\"\npathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2027-02-01\n",
    )]);
    let run = |memory: &mut Memory, request: &ExitRequest| -> Result<Change> {
        let change = exit(&memory.book(), &[id("s-k7f2wq")], request, today(), 7)?;
        Ok(apply(memory, change))
    };
    let mut request = ExitRequest {
        on: day("2026-11-20"),
        because: ExitBecause::Moved,
        pathway: None,
        open: None,
    };
    let (code, text) = shown(&run(&mut memory, &request).unwrap_err());
    assert_eq!(code, 2);
    assert!(
        text.contains("`s-k7f2wq-notre-dame`, `spring`") && text.contains("--keep-open"),
        "{text}"
    );
    let before = memory.clone();
    request.open = Some(OpenFate::Keep);
    run(&mut memory, &request).unwrap();
    assert_eq!(memory.0[PLACEMENT], before.0[PLACEMENT]);
    memory = before;
    request.open = Some(OpenFate::Close(Ending::Withdrawn));
    run(&mut memory, &request).unwrap();
    assert!(memory.0["students/s-k7f2wq.toml"].contains("to = 2026-11-20, exit = \"moved\""));
    assert!(
        memory.0[PLACEMENT].contains("ends = 2026-11-20\n")
            && memory.0[PLACEMENT].contains("status = \"withdrawn\"")
    );
    assert!(memory.0["wbl/2026-27/spring.toml"].contains("status = \"cancelled\""));
    let later = ExitRequest {
        on: day("2026-11-21"),
        ..request
    };
    assert_eq!(
        run(&mut memory, &later).unwrap_err().blame.exit_code(),
        4,
        "nothing is open any more"
    );
}
