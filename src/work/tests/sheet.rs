//! Signed timesheets that come back.

use super::hours::{JANE, worked};
use super::*;
use crate::record::Wbl;
use crate::rule::SheetCode;
use crate::schema::Kind;
use crate::work::{Which, log, sheet_named, verify, void};

fn printed(memory: &Memory, week: &str) -> SheetCode {
    let record = memory.book().get::<Wbl>(&id(JANE)).unwrap().unwrap();
    SheetCode::of(&record.id, &record.body.hours, day(week), today())
}

fn logged(memory: &mut Memory, pairs: &[(&str, &str)]) {
    let change = log(&memory.book(), &id(JANE), &worked(pairs), today(), 7).unwrap();
    apply(memory, change);
}

#[test]
fn a_code_leads_to_the_week_that_was_printed() {
    let mut memory = school();
    logged(
        &mut memory,
        &[("2026-10-06", "15:00-18:30"), ("2026-10-13", "3h")],
    );
    let code = printed(&memory, "2026-10-06");
    let found = sheet_named(&memory.book(), &code, today()).unwrap();
    assert_eq!(found, (id(JANE), day("2026-10-05")));
    let request = super::hours::by("j-ortiz", Which::Sheet(found.1));
    let change = verify(&memory.book(), &[found.0], &request, today(), 7).unwrap();
    assert!(change.said[0].starts_with("Verified 1 entry (3:30)"));
    apply(&mut memory, change);
    // Verifying changes nothing on the sheet: it still names its week, and there is nothing to do.
    assert!(sheet_named(&memory.book(), &code, today()).is_ok());
}

#[test]
fn a_sheet_whose_week_has_changed_since_is_refused() {
    let mut memory = school();
    logged(&mut memory, &[("2026-10-06", "15:00-18:30")]);
    let code = printed(&memory, "2026-10-06");
    logged(&mut memory, &[("2026-10-07", "1h")]);
    let (exit, said) = shown(&sheet_named(&memory.book(), &code, today()).unwrap_err());
    assert_eq!(exit, 4);
    assert!(said.contains("has changed since the sheet"), "{said}");
    let entry = memory.book().get::<Wbl>(&id(JANE)).unwrap().unwrap();
    let second = entry.body.hours[1].id.clone().unwrap();
    let change = void(
        &memory.book(),
        &id(JANE),
        second.as_str(),
        "twice",
        today(),
        7,
    )
    .unwrap();
    apply(&mut memory, change);
    assert!(sheet_named(&memory.book(), &code, today()).is_ok());
}

#[test]
fn a_code_that_no_sheet_bears_names_nothing() {
    let memory = school();
    let code = SheetCode::read("k3f9q-2xwz").unwrap();
    let (exit, said) = shown(&sheet_named(&memory.book(), &code, today()).unwrap_err());
    assert_eq!(exit, 3);
    assert!(said.contains("k3f9q-2xwz"), "{said}");
}

#[test]
fn a_sheet_vouches_for_what_was_changed_since_it_was_verified() {
    let mut memory = school();
    logged(&mut memory, &[("2026-10-06", "15:00-18:30")]);
    let path = memory
        .book()
        .find(Kind::Wbl, &id(JANE))
        .unwrap()
        .unwrap()
        .path
        .clone();
    let verified = |memory: &mut Memory, which: Which| {
        let request = super::hours::by("j-ortiz", which);
        let change = verify(&memory.book(), &[id(JANE)], &request, today(), 7).unwrap();
        let said = change.said.join("\n");
        apply(memory, change);
        said
    };
    verified(&mut memory, Which::All);
    let text = memory.0[&path].replace("18:30:00", "18:00:00");
    memory.0.insert(path, text);
    let week = day("2026-10-05");
    assert!(verified(&mut memory, Which::Week(week)).contains("Nothing to verify"));
    let said = verified(&mut memory, Which::Sheet(week));
    assert!(said.contains("Verified 1 entry (3:00)"), "{said}");
    assert!(verified(&mut memory, Which::Sheet(week)).contains("Nothing to verify"));
}
