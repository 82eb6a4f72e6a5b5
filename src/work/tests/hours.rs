//! `log`, `verify`, `void`: hours worked, vouched for, taken back.

use super::*;
use crate::fault::Result;
use crate::value::{Minutes, Span};
use crate::work::{LogRequest, VerifyRequest, Which, log, verify, void};

pub(super) const JANE: &str = "s-k7f2wq-notre-dame";
pub(super) const PATH: &str = "wbl/2026-27/s-k7f2wq-notre-dame.toml";

/// Rules with a meal break that is owed.
const RULES: (&str, &str) = (
    "rules/massachusetts.toml",
    "name = \"M\"\nactivities = [{ activity = \"internship\", stage = \"immersion\", individual = true }]\nbreaks = [{ break = \"meal\", over_minutes = 360, minutes = 30, source = \"c.149\" }]\n",
);

pub(super) fn worked(pairs: &[(&str, &str)]) -> LogRequest {
    let worked = pairs
        .iter()
        .map(|(on, span)| (day(on), Span::read(span).unwrap()));
    LogRequest {
        worked: worked.collect(),
        ..LogRequest::default()
    }
}

/// Logs, and gives what is refused.
fn log_as_of(memory: &mut Memory, wbl: &str, request: &LogRequest, on: &str) -> Result<Change> {
    let change = log(&memory.book(), &id(wbl), request, day(on), 7)?;
    Ok(apply(memory, change))
}

pub(super) fn logged(memory: &mut Memory, wbl: &str, request: &LogRequest) -> Change {
    log_as_of(memory, wbl, request, TODAY).unwrap_or_else(|fault| panic!("{fault}"))
}

fn refused(memory: &mut Memory, wbl: &str, request: &LogRequest) -> (u8, String) {
    shown(&log_as_of(memory, wbl, request, TODAY).unwrap_err())
}

pub(super) fn by(contact: &str, which: Which) -> VerifyRequest {
    VerifyRequest {
        which,
        by: id(contact),
        on: None,
        reason: None,
    }
}

pub(super) fn verified(memory: &mut Memory, request: &VerifyRequest, on: &str) -> Result<Change> {
    let change = verify(&memory.book(), &[id(JANE)], request, day(on), 7)?;
    Ok(apply(memory, change))
}

pub(super) fn hours(memory: &Memory) -> String {
    let text = &memory.0[PATH];
    text[text.find("hours = [").unwrap_or(text.len())..].to_owned()
}

#[test]
fn hours_are_logged_and_then_verified() {
    let mut memory = school();
    let mut request = worked(&[("2026-10-06", "15:00-18:30")]);
    request.area = Some("dietary".into());
    let change = log_as_of(&mut memory, JANE, &request, "2026-10-06").unwrap();
    assert!(
        change.said[0].starts_with("Logged 3:30 on 2026-10-06"),
        "{:?}",
        change.said
    );
    let text = hours(&memory);
    assert!(text.starts_with("hours = [\n  { id = \""), "{text}");
    assert!(
        text.ends_with(
            "\", on = 2026-10-06, from = 15:00:00, to = 18:30:00, area = \"dietary\" },\n]\n"
        ),
        "{text}"
    );
    assert!(memory.0[PATH].contains("status = \"active\"\n"));
    let change = verified(
        &mut memory,
        &by("j-ortiz", Which::Week(day("2026-10-09"))),
        "2026-10-10",
    )
    .unwrap();
    assert_eq!(
        change.said,
        ["Verified 1 entry (3:30) of `s-k7f2wq-notre-dame` by `j-ortiz`."]
    );
    assert!(hours(&memory).ends_with(
        "area = \"dietary\", by = \"j-ortiz\", verified = 2026-10-10, seen = 210 },\n]\n"
    ));
    let change = verified(&mut memory, &by("j-ortiz", Which::All), "2026-10-10").unwrap();
    assert!(change.is_empty(), "nothing to do is no error");
}

#[test]
fn a_signed_sheet_is_logged_and_verified_in_one_step() {
    let mut memory = school();
    let mut request = worked(&[("2026-10-06", "8:00-16:30"), ("2026-10-07", "3h")]);
    request.by = Some(id("j-ortiz"));
    logged(&mut memory, JANE, &request);
    let text = hours(&memory);
    assert_eq!(
        text.matches("logged = 2026-11-22, by = \"j-ortiz\", verified = 2026-11-22")
            .count(),
        2,
        "{text}"
    );
    assert!(
        text.contains("seen = 510")
            && text.contains("minutes = 180")
            && text.contains("seen = 180"),
        "{text}"
    );
    request.verified = Some(day("2026-10-06"));
    let (code, text) = refused(&mut memory, JANE, &request);
    assert_eq!(code, 4);
    assert!(
        text.contains("before they were worked: 2026-10-07") || text.contains("2026-10-07 3:00"),
        "{text}"
    );
    request.by = None;
    assert_eq!(
        refused(&mut memory, JANE, &request).0,
        2,
        "`--verified` alone says nothing"
    );
}

#[test]
fn what_cannot_be_true_is_refused_all_at_once() {
    let mut memory = school();
    let many = worked(&[
        ("2026-10-06", "18:30-15:00"),
        ("2026-10-07", "25h"),
        ("2026-10-08", "0h"),
        ("2026-10-01", "3h"),
        ("2027-03-21", "3h"),
        ("2026-11-23", "3h"),
    ]);
    let (code, text) = refused(&mut memory, JANE, &many);
    assert_eq!((code, text.matches("error:").count()), (4, 6), "{text}");
    assert!(text.contains("add `--overnight`"), "{text}");
    assert!(
        text.contains("wbl wbl set s-k7f2wq-notre-dame --starts 2026-10-01"),
        "{text}"
    );
    assert!(
        text.contains("2027-03-21 3:00: that day has not come"),
        "{text}"
    );
    let late = log_as_of(
        &mut memory,
        JANE,
        &worked(&[("2027-03-21", "3h")]),
        "2027-04-01",
    )
    .unwrap_err();
    assert!(
        late.to_string()
            .contains("wbl wbl set s-k7f2wq-notre-dame --ends 2027-03-21"),
        "{late}"
    );
    let mut rest = worked(&[("2026-10-06", "15:00-15:30")]);
    rest.rest = Some(Minutes(30));
    assert_eq!(refused(&mut memory, JANE, &rest).0, 4);
    rest.worked = vec![(day("2026-10-06"), Span::read("3h").unwrap())];
    assert_eq!(
        refused(&mut memory, JANE, &rest).0,
        2,
        "a bare length has no break"
    );
    assert_eq!(refused(&mut memory, JANE, &LogRequest::default()).0, 2);
    assert!(!memory.0[PATH].contains("hours"));
}

#[test]
fn a_student_cannot_be_at_two_places() {
    let mut memory = school_with(&[(
        "wbl/2026-27/b.toml",
        "activity = \"capstone\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nhours = [\n  { id = \"k3f9qd\", on = 2026-10-06, from = 15:00:00, to = 17:30:00 },\n  { id = \"vvvvvv\", on = 2026-10-07, from = 15:00:00, to = 17:30:00, void = 2026-10-08 },\n]\n",
    )]);
    let (code, text) = refused(&mut memory, JANE, &worked(&[("2026-10-06", "17:00-19:00")]));
    assert_eq!(code, 4);
    assert!(
        text.contains("2026-10-06 17:00-19:00 overlaps `k3f9qd` of 2026-10-06 15:00-17:30 in `b`"),
        "{text}"
    );
    let (code, _) = refused(
        &mut memory,
        JANE,
        &worked(&[("2026-10-09", "17:00-19:00"), ("2026-10-09", "18:00-20:00")]),
    );
    assert_eq!(code, 4, "nor twice in one call");
    logged(
        &mut memory,
        JANE,
        &worked(&[("2026-10-06", "17:30-19:00"), ("2026-10-07", "15:00-16:00")]),
    );
}

#[test]
fn a_night_is_logged_as_one_shift_and_its_long_day_is_told() {
    let mut memory = school_with(&[RULES]);
    let mut night = worked(&[("2026-10-06", "22:00-06:30")]);
    night.overnight = true;
    night.rest = Some(Minutes(30));
    let change = logged(&mut memory, JANE, &night);
    assert!(
        change.said[0].starts_with("Logged 8:00"),
        "{:?}",
        change.said
    );
    assert!(change.warnings.is_empty());
    assert!(hours(&memory).contains("overnight = true, break_minutes = 30"));
    let change = logged(&mut memory, JANE, &worked(&[("2026-10-08", "8:00-16:20")]));
    assert!(
        change.warnings[0].contains("is longer than 6:00 without a break of 30 minutes (c.149)"),
        "{:?}",
        change.warnings
    );
    let (code, _) = refused(&mut memory, JANE, &worked(&[("2026-10-07", "6:00-7:00")]));
    assert_eq!(code, 4, "the night reaches into the morning");
}

#[test]
fn the_same_length_twice_on_a_day_needs_a_reason() {
    let mut memory = school();
    logged(&mut memory, JANE, &worked(&[("2026-10-06", "3h")]));
    let mut again = worked(&[("2026-10-06", "3h")]);
    let (code, text) = refused(&mut memory, JANE, &again);
    assert_eq!(code, 4);
    assert!(
        text.contains("stands in `s-k7f2wq-notre-dame` already"),
        "{text}"
    );
    again.reason = Some("morning and evening".into());
    logged(&mut memory, JANE, &again);
    let text = &memory.0[PATH];
    assert!(
        text.contains("rule = \"twin-entries\", about = \""),
        "{text}"
    );
    logged(&mut memory, JANE, &worked(&[("2026-10-06", "2h")]));
}

#[test]
fn only_the_supervisor_of_that_day_vouches_without_a_reason() {
    let mut memory = school();
    logged(
        &mut memory,
        JANE,
        &worked(
            &[("2026-10-06", "3h"), ("2026-12-01", "3h")]
                .map(|(d, s)| (if d == "2026-12-01" { "2026-11-20" } else { d }, s)),
        ),
    );
    let mut request = by("p-lee", Which::All);
    let (code, text) = shown(&verified(&mut memory, &request, TODAY).unwrap_err());
    assert_eq!((code, text.matches("error:").count()), (4, 2), "{text}");
    assert!(text.contains("`j-ortiz` was"), "{text}");
    request.reason = Some("stood in".into());
    verified(&mut memory, &request, TODAY).unwrap();
    assert_eq!(
        memory.0[PATH].matches("rule = \"not-supervisor\"").count(),
        2
    );
}

#[test]
fn only_what_is_pending_is_verified_and_what_was_changed_only_by_name() {
    let entries = "hours = [\n  { id = \"aaaaaa\", on = 2026-10-06, minutes = 240, by = \"j-ortiz\", verified = 2026-10-09, seen = 180 },\n  { id = \"bbbbbb\", on = 2026-10-07, minutes = 60, void = 2026-10-08 },\n  { id = \"cccccc\", on = 2026-10-08, minutes = 60 },\n  { id = \"dddddd\", on = 2026-10-15, minutes = 60 },\n]\n";
    let text = format!(
        "{}{entries}",
        SCHOOL.iter().find(|(path, _)| *path == PATH).unwrap().1
    );
    let mut memory = school_with(&[(PATH, &text)]);
    let change = verified(
        &mut memory,
        &by("j-ortiz", Which::Through(day("2026-10-10"))),
        TODAY,
    )
    .unwrap();
    assert!(
        change.said[0].starts_with("Verified 1 entry (1:00)"),
        "{:?}",
        change.said
    );
    assert!(
        hours(&memory)
            .contains("minutes = 240, by = \"j-ortiz\", verified = 2026-10-09, seen = 180")
    );
    let change = verified(
        &mut memory,
        &by("j-ortiz", Which::Entry("aaaaaa".into())),
        TODAY,
    )
    .unwrap();
    assert!(
        change.said[0].starts_with("Verified 1 entry (4:00)"),
        "{:?}",
        change.said
    );
    assert!(hours(&memory).contains("verified = 2026-11-22, seen = 240"));
    for (entry, code) in [("bbbbbb", 4), ("aaaaab", 3)] {
        let fault = verified(
            &mut memory,
            &by("j-ortiz", Which::Entry(entry.into())),
            TODAY,
        )
        .unwrap_err();
        assert_eq!(fault.blame.exit_code(), code, "{fault}");
    }
    let mut early = by("j-ortiz", Which::All);
    early.on = Some(day("2026-10-14"));
    let (code, text) = shown(&verified(&mut memory, &early, TODAY).unwrap_err());
    assert_eq!(code, 4);
    assert!(text.contains("`dddddd` of 2026-10-15"), "{text}");
    early.on = Some(day("2026-11-23"));
    assert_eq!(
        verified(&mut memory, &early, TODAY)
            .unwrap_err()
            .blame
            .exit_code(),
        4
    );
}

#[test]
fn a_void_entry_stays_and_counts_no_more() {
    let mut memory = school();
    logged(&mut memory, JANE, &worked(&[("2026-10-06", "3h")]));
    let text = hours(&memory);
    let entry = text.split('"').nth(1).unwrap().to_owned();
    let run = |memory: &Memory, entry: &str, because: &str| {
        void(&memory.book(), &id(JANE), entry, because, today(), 7)
    };
    assert_eq!(run(&memory, &entry, " ").unwrap_err().blame.exit_code(), 2);
    assert_eq!(
        run(&memory, "zzzzzz", "x").unwrap_err().blame.exit_code(),
        3
    );
    let change = run(&memory, &entry, "typed twice").unwrap();
    apply(&mut memory, change);
    assert!(hours(&memory).ends_with("void = 2026-11-22, because = \"typed twice\" },\n]\n"));
    assert_eq!(run(&memory, &entry, "x").unwrap_err().blame.exit_code(), 4);
    logged(&mut memory, JANE, &worked(&[("2026-10-06", "3h")]));
}

#[test]
fn events_opportunities_and_what_is_called_off_hold_no_hours() {
    let mut memory = school_with(&[
        (
            "wbl/2026-27/fair.toml",
            "activity = \"career-fair\"\nstarts = 2026-10-06\n",
        ),
        (
            "wbl/2026-27/open.toml",
            "activity = \"internship\"\nstarts = 2026-10-06\nstatus = \"posted\"\nslots = 2\n",
        ),
        (
            "wbl/2026-27/off.toml",
            "activity = \"internship\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-06\nstatus = \"cancelled\"\n",
        ),
    ]);
    for wbl in ["fair", "open", "off"] {
        assert_eq!(
            refused(&mut memory, wbl, &worked(&[("2026-10-06", "3h")])).0,
            4,
            "{wbl}"
        );
    }
}
