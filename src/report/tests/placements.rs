//! What hours add up to: rounding, several placements, transfers, credit, nights.

use super::*;
use crate::value::Id;

/// Settings over those of the base.
fn policy(text: &str) -> String {
    format!("{}\n[policy]\n{text}\n", BASE[0].1)
}

#[test]
fn a_row_holds_what_the_table_of_columns_says() {
    let text = internship(
        "",
        "on = 2026-10-06, from = 15:00:00, to = 18:30:00, verified = 2026-10-09, seen = 210",
    );
    let memory = store(&[("wbl/2026-27/a.toml", &text)]);
    let report = ask(&memory, &on("2026-10-10"));
    assert_eq!(
        rows(&report),
        [
            "s-jane Jane Doe healthcare 100:00 3:30 0:00 0:00 3:30 96:30 on-track 3:30 2:53 2027-04-21"
        ]
    );
    let keys: Vec<_> = report
        .table
        .columns
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    assert_eq!(
        keys.join(", "),
        "student, name, pathway, required_minutes, verified_minutes, pending_minutes, late_minutes, \
         counted_minutes, short_minutes, status, weekly_pace_minutes, needed_pace_minutes, projected"
    );
    assert_eq!(total(&report, "counted_minutes"), Minutes(210));
}

#[test]
fn logged_hours_are_pending_until_they_are_verified() {
    let text = internship(
        "",
        "on = 2026-10-06, from = 15:00:00, to = 18:30:00, verified = 2026-10-09, seen = 210",
    );
    let memory = store(&[("wbl/2026-27/a.toml", &text)]);
    for (as_of, expected) in [
        ("2026-10-05", "0:00 0:00 0:00 0:00 100:00 at-risk"),
        ("2026-10-06", "0:00 3:30 0:00 0:00 100:00 on-track"),
        ("2026-10-08", "0:00 3:30 0:00 0:00 100:00 on-track"),
        ("2026-10-09", "3:30 0:00 0:00 3:30 96:30 on-track"),
    ] {
        assert_eq!(sums(&ask(&memory, &on(as_of))), [expected], "{as_of}");
    }
}

#[test]
fn ninety_nine_hours_and_three_quarters_are_short_and_never_print_as_a_hundred() {
    let day_after_day: String = (0..57)
        .map(|at| verified(&day("2026-10-01").plus(at).to_string(), 105))
        .collect();
    let text = internship("", &day_after_day);
    let memory = store(&[("wbl/2026-27/a.toml", &text)]);
    let question = term("2027-06-04", "Q4");
    let report = ask(&memory, &question);
    assert_eq!(sums(&report), ["99:45 0:00 0:00 99:45 0:15 short"]);
    let cells = report.table.rows.iter().flatten();
    for cell in cells.chain(report.total.iter().map(|(_, cell)| cell)) {
        if let Cell::Minutes(minutes) = cell {
            let shown = [minutes.to_string(), minutes.decimal()];
            let whole = shown.iter().any(|text| text.starts_with("100"));
            assert_eq!(whole, *minutes == Minutes(6000), "{shown:?}");
        }
    }
    let more = internship("", &format!("{day_after_day}on = 2027-06-01, minutes = 15"));
    let memory = store(&[("wbl/2026-27/a.toml", &more)]);
    assert_eq!(
        sums(&ask(&memory, &question)),
        ["99:45 0:15 0:00 99:45 0:15 met-pending-verification"]
    );
}

#[test]
fn twelve_shifts_of_eight_hours_and_twenty_minutes_are_exactly_a_hundred_hours() {
    let shifts: Vec<_> = (1..=12)
        .map(|at| format!("on = 2026-10-{at:02}, from = 08:00:00, to = 16:20:00, verified = 2026-10-20, seen = 500\n"))
        .collect();
    let text = internship("", &shifts.concat());
    let memory = store(&[("wbl/2026-27/a.toml", &text)]);
    assert_eq!(
        sums(&ask(&memory, &on("2026-11-01"))),
        ["100:00 0:00 0:00 100:00 0:00 met"]
    );
}

#[test]
fn placements_in_one_pathway_add_up_unless_only_the_longest_counts() {
    let sixty =
        verified("2026-10-06", 1440) + &verified("2026-10-07", 1440) + &verified("2026-10-08", 720);
    let a = internship("", &sixty);
    let b = internship("activity = \"capstone\"", &verified("2026-10-12", 1200));
    let both = [
        ("wbl/2026-27/a.toml", a.as_str()),
        ("wbl/2026-27/b.toml", b.as_str()),
    ];
    let sum = ask(&store(&both), &on("2026-11-01"));
    assert_eq!(
        columns(&sum, &["verified_minutes", "counted_minutes"]),
        ["80:00 80:00"]
    );
    let settings = policy("aggregate = \"single\"\nrequired_hours = 60");
    let single = store(&[both[0], both[1], ("wbl.toml", &settings)]);
    let report = ask(&single, &on("2026-11-01"));
    assert_eq!(sums(&report), ["80:00 0:00 0:00 60:00 0:00 met"]);
    assert!(note(&report, "longest").contains("`single`"));
    let settings = policy("aggregate = \"single\"");
    let single = store(&[both[0], both[1], ("wbl.toml", &settings)]);
    assert_eq!(
        columns(
            &ask(&single, &on("2026-11-01")),
            &["counted_minutes", "short_minutes"]
        ),
        ["60:00 40:00"]
    );
}

#[test]
fn of_two_placements_one_that_suffices_alone_goes_before_a_longer_one_that_is_pending() {
    let settings = policy("aggregate = \"single\"\nrequired_hours = 10");
    let enough = internship("", &verified("2026-10-06", 600));
    let longer = internship(
        "",
        &format!(
            "{}on = 2026-10-08, minutes = 300",
            verified("2026-10-07", 540)
        ),
    );
    let memory = store(&[
        ("wbl.toml", &settings),
        ("wbl/2026-27/a.toml", &enough),
        ("wbl/2026-27/b.toml", &longer),
    ]);
    assert_eq!(
        sums(&ask(&memory, &on("2026-10-10"))),
        ["19:00 0:00 0:00 10:00 0:00 met"]
    );
}

#[test]
fn hours_before_and_after_a_lost_placement_add_up() {
    let a = internship(
        "status = \"ended-early\"\nends = 2026-11-20\nended_because = \"sent home\"",
        &(verified("2026-10-06", 1140) + &verified("2026-10-07", 1140)),
    );
    let b = internship(
        "starts = 2026-12-01",
        &(verified("2026-12-02", 1320)
            + &verified("2026-12-03", 1200)
            + &verified("2026-12-04", 1200)),
    );
    let memory = store(&[("wbl/2026-27/a.toml", &a), ("wbl/2026-27/b.toml", &b)]);
    let report = ask(&memory, &on("2026-12-10"));
    assert_eq!(sums(&report), ["100:00 0:00 0:00 100:00 0:00 met"]);
    assert!(!report.notes.concat().contains("sent home"));
}

#[test]
fn travel_and_activities_that_do_not_count_are_verified_and_never_counted_or_pending() {
    let a = internship(
        "",
        &(verified("2026-10-06", 60).replace("minutes = 60", "minutes = 60, kind = \"travel\"")
            + "on = 2026-10-07, minutes = 30, kind = \"travel\"\n"
            + &verified("2026-10-08", 90)),
    );
    let b = internship(
        "activity = \"mentoring\"",
        &(verified("2026-10-09", 45) + "on = 2026-10-09, minutes = 45"),
    );
    let memory = store(&[("wbl/2026-27/a.toml", &a), ("wbl/2026-27/b.toml", &b)]);
    assert_eq!(
        sums(&ask(&memory, &on("2026-10-10"))),
        ["3:15 0:00 0:00 1:30 98:30 at-risk"]
    );
    let pathway = "name = \"H\"\nsector = \"H\"\ncounts = [\"mentoring\"]\nrequired_hours = 1\n";
    let memory = store(&[
        ("pathways/healthcare.toml", pathway),
        ("wbl/2026-27/a.toml", &a),
        ("wbl/2026-27/b.toml", &b),
    ]);
    assert_eq!(
        sums(&ask(&memory, &on("2026-10-10"))),
        ["3:15 0:45 0:00 0:45 0:15 met-pending-verification"]
    );
}

#[test]
fn a_career_panel_touches_nobodys_hours() {
    let panel = "activity = \"career-panel\"\nstarts = 2026-10-01\nstudents = [\"s-jane\"]\nheadcount = 44\nguests = [{ id = \"a\", minutes = 90 }]\n";
    let memory = store(&[("wbl/2026-27/panel.toml", panel)]);
    let report = ask(&memory, &on("2026-10-10"));
    assert_eq!(sums(&report), ["0:00 0:00 0:00 0:00 100:00 no-placement"]);
    assert_eq!(report.notes.len(), 1, "{:?}", report.notes);
}

#[test]
fn a_changed_entry_is_pending_until_it_is_verified_again() {
    let text = internship(
        "",
        "on = 2026-10-06, minutes = 240, verified = 2026-10-09, seen = 210\non = 2026-10-07, minutes = 60, verified = 2026-10-09",
    );
    let memory = store(&[("wbl/2026-27/a.toml", &text)]);
    assert_eq!(
        columns(
            &ask(&memory, &on("2026-10-10")),
            &["verified_minutes", "pending_minutes"]
        ),
        ["0:00 5:00"]
    );
}

#[test]
fn after_a_transfer_the_old_hours_stay_and_the_past_reads_as_it_did() {
    let hours = internship(
        "",
        &(verified("2026-10-06", 1440) + &verified("2026-10-07", 1320)),
    );
    let before = store(&[("wbl/2026-27/a.toml", &hours)]);
    let moved = "grad_year = 2027\nenrolled = [
  { pathway = \"healthcare\", from = 2025-09-01, to = 2027-01-24, exit = \"transferred\" },
  { pathway = \"business\", from = 2027-01-25, credit_minutes = 2760, approved_by = \"P. Lee\" },\n]\n";
    let closed = hours.replace(
        "hours = [",
        "ends = 2027-01-24\nstatus = \"withdrawn\"\nhours = [",
    );
    let after = store(&[
        ("wbl/2026-27/a.toml", &closed),
        ("students/s-jane.toml", moved),
    ]);
    let december = on("2026-12-15");
    assert_eq!(
        rows(&ask(&before, &december)),
        rows(&ask(&after, &december))
    );
    let eve = ask(&after, &on("2027-01-24"));
    assert_eq!(
        sums(&eve),
        ["46:00 0:00 0:00 46:00 54:00 short"],
        "closed: its deadline is its last day"
    );
    let next = ask(&after, &on("2027-01-25"));
    assert_eq!(
        columns(&next, &["pathway", "counted_minutes", "status"]),
        ["business 46:00 no-placement"]
    );
    let year = Question {
        scope: Scope {
            year: SchoolYear::read("2026-27"),
            ..Scope::default()
        },
        ..on("2027-02-01")
    };
    assert_eq!(
        columns(
            &ask(&after, &year),
            &["pathway", "verified_minutes", "counted_minutes", "status"]
        ),
        [
            "business 0:00 46:00 no-placement",
            "healthcare 46:00 46:00 short"
        ]
    );
}

#[test]
fn a_year_of_credit_never_changes_the_sum() {
    let summer = |credit: &str| {
        experience(
            &format!(
                "activity = \"internship\"\nstarts = 2026-06-22\nends = 2026-08-14\npathway = \"healthcare\"\nstudents = [\"s-jane\"]\n{credit}"
            ),
            &(verified("2026-06-30", 480) + &verified("2026-07-01", 300)),
        )
    };
    for credit in [
        "",
        "credit_year = \"2026-27\"",
        "credit_year = \"2025-26\"\ncredit_term = \"Q4\"",
    ] {
        let memory = store(&[("wbl/2025-26/a.toml", &summer(credit))]);
        assert_eq!(
            columns(&ask(&memory, &on("2026-10-10")), &["counted_minutes"]),
            ["13:00"]
        );
        let mut june = on("2026-10-10");
        june.scope.to = Some(day("2026-06-30"));
        assert_eq!(
            columns(&ask(&memory, &june), &["counted_minutes"]),
            ["8:00"],
            "dates decide"
        );
        june.scope = Scope {
            from: Some(day("2026-07-01")),
            ..Scope::default()
        };
        assert_eq!(
            columns(&ask(&memory, &june), &["counted_minutes"]),
            ["5:00"],
            "dates decide"
        );
    }
}

#[test]
fn too_few_hours_on_site_change_no_status_and_are_named() {
    let settings = policy("required_hours = 10\non_site_minimum = 360");
    let entries = verified("2026-10-06", 300)
        + &verified("2026-10-07", 300).replace("seen", "kind = \"remote\", seen");
    let memory = store(&[
        ("wbl.toml", &settings),
        ("wbl/2026-27/a.toml", &internship("", &entries)),
    ]);
    let report = ask(&memory, &on("2026-10-10"));
    assert_eq!(columns(&report, &["status"]), ["met"]);
    assert!(note(&report, "on_site_minimum").contains("s-jane in healthcare (5:00)"));
}

#[test]
fn after_the_years_end_a_note_names_those_who_never_had_a_placement() {
    let placed = "grad_year = 2027\nenrolled = [{ pathway = \"business\", from = 2026-09-01 }]\n";
    let place = experience(
        "pathway = \"business\"\nstudents = [\"s-omar\"]\n",
        &verified("2026-10-06", 60),
    );
    let memory = store(&[
        ("students/s-omar.toml", placed),
        ("wbl/2026-27/a.toml", &place),
    ]);
    let report = ask(&memory, &on("2027-07-02"));
    assert!(report.table.rows.is_empty());
    note(
        &report,
        "2 enrollments that have ended are not shown (1:00 verified)",
    );
    note(
        &report,
        "Ended since 2026-07-01 without a placement: s-jane in healthcare.",
    );
    let mut one = on("2027-07-02");
    one.scope.pathway = Some(Id::new("business").unwrap());
    let business = ask(&memory, &one);
    assert!(!business.notes.iter().any(|note| note.contains("s-jane")));
    let later = ask(&memory, &on("2029-07-02"));
    assert!(!later.notes.iter().any(|note| note.contains("s-jane")));
}
