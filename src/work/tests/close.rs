//! `close`, and a student who goes on at another site.

use super::hours::{JANE, worked};
use super::*;
use crate::fault::Result;
use crate::work::{CloseRequest, Ending, close, log};

pub(super) fn closing(ending: Ending, on: &str) -> CloseRequest {
    CloseRequest {
        ending,
        on: Some(day(on)),
        because: None,
        reason: None,
    }
}

fn closed(memory: &mut Memory, wbl: &str, request: &CloseRequest) -> Result<Change> {
    let change = close(&memory.book(), &[id(wbl)], request, today(), 7)?;
    Ok(apply(memory, change))
}

fn log_hours(memory: &mut Memory, wbl: &str, on: &str, length: &str) {
    let mut request = worked(&[(on, length)]);
    request.by = Some(id("j-ortiz"));
    request.reason = Some("test".into());
    let change = log(
        &memory.book(),
        &id(wbl),
        &request,
        today(),
        on.len() as u64 + length.len() as u64,
    );
    apply(memory, change.unwrap());
}

#[test]
fn a_placement_is_completed_with_its_hours_and_its_final_review() {
    let planned = "activity = \"internship\"\npathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nplanned_minutes = 240\n";
    let mut memory = school_with(&[("wbl/2026-27/w.toml", planned)]);
    let mut request = closing(Ending::Completed, "2026-11-20");
    let (code, text) = shown(&closed(&mut memory, "w", &request).unwrap_err());
    assert_eq!((code, text.matches("error:").count()), (4, 2), "{text}");
    assert!(
        text.contains("`w` has 0:00 verified of 4:00 planned: 4:00 short"),
        "{text}"
    );
    log_hours(&mut memory, "w", "2026-11-06", "4h");
    memory.0.insert(
        "evals/2026-27/w-final.toml".into(),
        "experience = \"w\"\nreview = \"final\"\non = 2026-11-18\n".into(),
    );
    closed(&mut memory, "w", &request).unwrap();
    let text = &memory.0["wbl/2026-27/w.toml"];
    assert!(
        text.contains("ends = 2026-11-20\n") && text.contains("status = \"completed\"\n"),
        "{text}"
    );
    let (code, text) = shown(&closed(&mut memory, JANE, &request).unwrap_err());
    assert_eq!(code, 4, "{text}");
    request.reason = Some("credit by portfolio".into());
    closed(&mut memory, JANE, &request).unwrap();
    let text = &memory.0["wbl/2026-27/s-k7f2wq-notre-dame.toml"];
    assert!(
        text.contains("rule = \"hours-missing\"") && text.contains("rule = \"review-missing\""),
        "{text}"
    );
}

#[test]
fn a_completed_placement_ended_on_the_last_day_that_it_has() {
    let open = "activity = \"internship\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\n";
    let with_end = |ends: &str| format!("{open}ends = {ends}\n");
    let mut request = closing(Ending::Completed, "2026-11-20");
    (request.on, request.reason) = (None, Some("test".into()));
    let mut memory = school_with(&[("wbl/2026-27/w.toml", &with_end("2026-11-13"))]);
    closed(&mut memory, "w", &request).unwrap();
    let text = &memory.0["wbl/2026-27/w.toml"];
    assert!(
        text.contains("ends = 2026-11-13\nstatus = \"completed\"\n"),
        "{text}"
    );
    for (text, why) in [
        (
            with_end("2026-11-23"),
            "runs to 2026-11-23, and that day has not come",
        ),
        (open.to_owned(), "has no last day yet"),
    ] {
        let mut memory = school_with(&[("wbl/2026-27/w.toml", &text)]);
        let (code, text) = shown(&closed(&mut memory, "w", &request).unwrap_err());
        assert_eq!(code, 2);
        assert!(
            text.contains("missing: `--on DAY`") && text.contains(why),
            "{text}"
        );
    }
    request.ending = Ending::Withdrawn;
    let mut memory = school_with(&[("wbl/2026-27/w.toml", &with_end("2026-11-13"))]);
    let (code, _) = shown(&closed(&mut memory, "w", &request).unwrap_err());
    assert_eq!(code, 2);
}

#[test]
fn without_a_plan_the_enrolment_says_how_much_is_required() {
    let text = "activity = \"internship\"\npathway = \"business\"\nstudents = [\"s-m3m3m3\"]\nstarts = 2026-10-05\n";
    let student = "grad_year = 2027\nenrolled = [{ pathway = \"business\", from = 2025-09-01, required_hours = 5, credit_minutes = 60 }]\n";
    let mut memory = school_with(&[
        ("wbl/2026-27/w.toml", text),
        ("students/s-m3m3m3.toml", student),
        (
            "evals/2026-27/w-final.toml",
            "experience = \"w\"\nreview = \"final\"\non = 2026-11-18\n",
        ),
    ]);
    log_hours(&mut memory, "w", "2026-11-06", "2h");
    let request = closing(Ending::Completed, "2026-11-20");
    let (_, text) = shown(&closed(&mut memory, "w", &request).unwrap_err());
    assert!(text.contains("3:00 counted of 5:00 required"), "{text}");
    log_hours(&mut memory, "s-m3m3m3-precision", "2026-11-05", "2h");
    closed(&mut memory, "w", &request).unwrap();
}

#[test]
fn hours_after_the_last_day_keep_a_placement_open() {
    let mut memory = school();
    log_hours(&mut memory, JANE, "2026-11-06", "4h");
    let (code, text) = shown(
        &closed(
            &mut memory,
            JANE,
            &closing(Ending::EndedEarly, "2026-11-01"),
        )
        .unwrap_err(),
    );
    assert_eq!(code, 4);
    assert!(text.contains("after 2026-11-01 there are hours"), "{text}");
    assert!(text.contains("of 2026-11-06 4:00"), "{text}");
    assert_eq!(
        closed(&mut memory, JANE, &closing(Ending::Withdrawn, "2026-10-01"))
            .unwrap_err()
            .blame
            .exit_code(),
        4
    );
    assert_eq!(
        closed(&mut memory, JANE, &closing(Ending::Cancelled, "2026-10-01"))
            .unwrap_err()
            .blame
            .exit_code(),
        4
    );
    let mut request = closing(Ending::EndedEarly, "2026-11-06");
    request.because = Some("laid off".into());
    closed(&mut memory, JANE, &request).unwrap();
    let text = &memory.0["wbl/2026-27/s-k7f2wq-notre-dame.toml"];
    assert!(
        text.contains("status = \"ended-early\"\nended_because = \"laid off\"\n"),
        "{text}"
    );
    let change = closed(&mut memory, JANE, &request).unwrap();
    assert!(change.is_empty() && change.said.is_empty());
}

#[test]
fn nothing_has_ended_on_a_day_that_has_not_come() {
    let mut memory = school();
    let request = closing(Ending::EndedEarly, "2026-12-01");
    let (code, text) = shown(&closed(&mut memory, JANE, &request).unwrap_err());
    assert_eq!(code, 4);
    assert!(
        text.contains("wbl wbl set s-k7f2wq-notre-dame --ends 2026-12-01"),
        "{text}"
    );
}

#[test]
fn what_never_began_is_cancelled_and_keeps_its_dates() {
    let mut memory = school();
    closed(&mut memory, JANE, &closing(Ending::Cancelled, "2026-10-01")).unwrap();
    let text = &memory.0["wbl/2026-27/s-k7f2wq-notre-dame.toml"];
    assert!(
        text.contains("ends = 2027-03-20\n") && text.contains("status = \"cancelled\"\n"),
        "{text}"
    );
}

#[test]
fn a_student_let_go_at_one_site_goes_on_at_the_next() {
    let mut memory = school();
    log_hours(&mut memory, JANE, "2026-10-06", "8h");
    closed(
        &mut memory,
        JANE,
        &closing(Ending::EndedEarly, "2026-10-30"),
    )
    .unwrap();
    let second = super::add::request(
        "",
        &[
            ("activity", "internship"),
            ("students", "Jane Doe"),
            ("partner", "precision"),
            ("starts", "2026-11-02"),
            ("supervisors", "contact=p-lee"),
        ],
    );
    let change = crate::work::add(
        &memory.book(),
        crate::schema::Kind::Wbl,
        &second,
        today(),
        7,
    )
    .unwrap();
    apply(&mut memory, change);
    let found = crate::work::resolve_wbl(&memory.book(), "Jane Doe", &[day("2026-11-03")]).unwrap();
    assert_eq!(found.id, id("s-k7f2wq-precision"));
    let found = crate::work::resolve_wbl(&memory.book(), "Jane Doe", &[day("2026-10-30")]).unwrap();
    assert_eq!(found.id, id(JANE));
    log_hours(&mut memory, "s-k7f2wq-precision", "2026-11-03", "7h");
    let (code, _) = shown(
        &log(
            &memory.book(),
            &id(JANE),
            &worked(&[("2026-11-03", "1h")]),
            today(),
            7,
        )
        .unwrap_err(),
    );
    assert_eq!(code, 4, "the first site is over");
}

#[test]
fn hours_of_an_activity_that_does_not_count_complete_nothing() {
    let open = |activity: &str| {
        format!(
            "activity = \"{activity}\"\npathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nhours = [\n  {{ id = \"k3f9qd\", on = 2026-10-06, minutes = 600, verified = 2026-10-09, seen = 600 }},\n]\n"
        )
    };
    let mut memory = school_with(&[
        ("wbl/2026-27/v.toml", &open("mentoring")),
        ("wbl/2026-27/w.toml", &open("internship")),
    ]);
    let request = closing(Ending::Completed, "2026-11-20");
    let (_, text) = shown(&closed(&mut memory, "w", &request).unwrap_err());
    assert!(
        text.contains("has 10:00 counted of 100:00 required"),
        "{text}"
    );
}

#[test]
fn with_single_only_the_longest_placement_completes_as_in_the_hours_report() {
    let open = |hours: u32, entry: &str| {
        format!(
            "activity = \"internship\"\npathway = \"business\"\nstudents = [\"s-m3m3m3\"]\nstarts = 2026-10-05\nhours = [\n  {{ id = \"{entry}\", on = 2026-10-06, minutes = {}, verified = 2026-10-09, seen = {} }},\n]\n",
            hours * 60,
            hours * 60
        )
    };
    let student = "grad_year = 2027\nenrolled = [{ pathway = \"business\", from = 2025-09-01, required_hours = 5 }]\n";
    for (aggregate, counted) in [("sum", None), ("single", Some("4:00 counted of 5:00"))] {
        let mut memory = school_with(&[
            ("wbl/2026-27/v.toml", &open(4, "k3f9qd")),
            ("wbl/2026-27/w.toml", &open(3, "m2xwzh")),
            ("students/s-m3m3m3.toml", student),
        ]);
        let settings = memory.0["wbl.toml"].clone();
        let settings = settings + &format!("\n[policy]\naggregate = \"{aggregate}\"\n");
        memory.0.insert("wbl.toml".into(), settings);
        let request = closing(Ending::Completed, "2026-11-20");
        let (_, text) = shown(&closed(&mut memory, "w", &request).unwrap_err());
        assert!(text.contains("no final review"), "{text}");
        let short = text.lines().find(|line| line.contains("short"));
        match counted {
            None => assert_eq!(short, None),
            Some(counted) => assert!(short.is_some_and(|line| line.contains(counted)), "{text}"),
        }
    }
}
