//! Hours that only a merge or a hand can have written so, and hours that count nowhere.

use super::hours::{JANE, PATH, by, hours, logged, verified, worked};
use super::*;
use crate::work::{Which, void};

#[test]
fn entries_that_overlap_are_not_verified() {
    let here = school().0[PATH].clone()
        + "hours = [\n  { id = \"c2c2c2\", on = 2026-10-06, from = 15:00:00, to = 17:30:00 },\n  { id = \"d2d2d2\", on = 2026-10-06, from = 17:00:00, to = 18:00:00 },\n  { id = \"f2f2f2\", on = 2026-10-07, from = 15:00:00, to = 16:00:00 },\n  { id = \"g2g2g2\", on = 2026-10-08, from = 15:00:00, to = 16:00:00 },\n]\n";
    let mut memory = school_with(&[
        (PATH, &here),
        (
            "wbl/2026-27/b.toml",
            "activity = \"capstone\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nhours = [\n  { id = \"k3f9qd\", on = 2026-10-07, from = 15:30:00, to = 17:30:00 },\n  { id = \"vvvvvv\", on = 2026-10-08, from = 15:00:00, to = 17:30:00, void = 2026-10-09 },\n]\n",
        ),
    ]);
    let (code, text) =
        shown(&verified(&mut memory, &by("j-ortiz", Which::All), TODAY).unwrap_err());
    assert_eq!(code, 4);
    for said in [
        "`c2c2c2` of 2026-10-06 15:00-17:30 overlaps `d2d2d2` of 2026-10-06 17:00-18:00 in `s-k7f2wq-notre-dame`",
        "`f2f2f2` of 2026-10-07 15:00-16:00 overlaps `k3f9qd` of 2026-10-07 15:30-17:30 in `b`",
        "wbl wbl void b k3f9qd",
    ] {
        assert!(text.contains(said), "{text}");
    }
    assert!(!text.contains("g2g2g2"), "{text}");
    let one = |code: &str| by("j-ortiz", Which::Entry(code.to_owned()));
    verified(&mut memory, &one("d2d2d2"), TODAY).unwrap_err();
    verified(&mut memory, &one("g2g2g2"), TODAY).unwrap();
    let voided = void(
        &memory.book(),
        &id(JANE),
        "c2c2c2",
        "typed twice",
        today(),
        7,
    )
    .unwrap();
    apply(&mut memory, voided);
    verified(&mut memory, &one("d2d2d2"), TODAY).unwrap();
}

#[test]
fn hours_before_the_enrolment_are_logged_and_said_to_count_nowhere() {
    let mut memory = school_with(&[(
        "students/s-k7f2wq.toml",
        "grad_year = 2027\nenrolled = [\n  { pathway = \"healthcare\", from = 2026-10-08 },\n]\n",
    )]);
    let early = logged(&mut memory, JANE, &worked(&[("2026-10-07", "3h")]));
    assert_eq!(early.warnings.len(), 1, "{:?}", early.warnings);
    assert!(
        early.warnings[0].contains("2026-10-07 counts nowhere")
            && early.warnings[0].contains("--enrolled pathway=healthcare,from=2026-10-07`"),
        "{:?}",
        early.warnings
    );
    assert!(hours(&memory).contains("2026-10-07"));
    let later = logged(&mut memory, JANE, &worked(&[("2026-10-08", "3h")]));
    assert!(later.warnings.is_empty(), "{:?}", later.warnings);
}
