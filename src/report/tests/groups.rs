//! Grouped rows, and reports about one partner.

use super::*;

fn school() -> Memory {
    let abe = "grad_year = 2027\nenrolled = [{ pathway = \"business\", from = 2025-09-01, credit_minutes = 600 }]\n";
    let at =
        |partner: &str, entries: &str| internship(&format!("partner = \"{partner}\""), entries);
    store(&[
        ("students/s-abe.toml", abe),
        (
            "students/s-zoe.toml",
            "grad_year = 2027\nenrolled = [{ pathway = \"business\", from = 2025-09-01 }]\n",
        ),
        (
            "wbl/2026-27/a.toml",
            &at(
                "hospital",
                &(verified("2026-10-06", 60) + &verified("2026-12-01", 120)),
            ),
        ),
        (
            "wbl/2026-27/b.toml",
            &at("clinic", "on = 2026-12-02, minutes = 30"),
        ),
        (
            "wbl/2026-27/c.toml",
            &at("clinic", &verified("2026-08-01", 45))
                .replace("s-jane", "s-abe")
                .replace("healthcare", "business"),
        ),
        (
            "wbl/2026-27/d.toml",
            &at("bank", "")
                .replace("s-jane", "s-abe")
                .replace("healthcare", "business"),
        ),
    ])
}

fn grouped(by: &[By]) -> Report {
    ask(
        &school(),
        &Question {
            by: by.to_vec(),
            ..on("2026-12-10")
        },
    )
}

#[test]
fn rows_are_grouped_by_one_thing_or_several() {
    assert_eq!(
        rows(&grouped(&[By::Pathway])),
        [
            "business 2 0:45 0:00 0:00 10:45",
            "healthcare 1 3:00 0:30 0:00 3:00"
        ]
    );
    assert_eq!(
        rows(&grouped(&[By::Partner])),
        [
            "bank 1 0:00 0:00 0:00 0:00",
            "clinic 2 0:45 0:30 0:00 0:45",
            "hospital 1 3:00 0:00 0:00 3:00",
            "- 1 0:00 0:00 0:00 10:00"
        ]
    );
    assert_eq!(
        rows(&grouped(&[By::Term])),
        [
            "2026-27 Q1 1 1:00 0:00 0:00 1:00",
            "2026-27 Q2 1 2:00 0:30 0:00 2:00",
            "outside any term 1 0:45 0:00 0:00 10:45"
        ]
    );
    assert_eq!(
        rows(&grouped(&[By::Student, By::Term])),
        [
            "s-abe - outside any term 1 0:45 0:00 0:00 10:45",
            "s-jane Jane Doe 2026-27 Q1 1 1:00 0:00 0:00 1:00",
            "s-jane Jane Doe 2026-27 Q2 1 2:00 0:30 0:00 2:00"
        ]
    );
    let keys: Vec<_> = grouped(&[By::Student])
        .table
        .columns
        .into_iter()
        .map(|one| one.key)
        .collect();
    assert_eq!(
        keys.join(" "),
        "student name students verified_minutes pending_minutes late_minutes counted_minutes"
    );
}

#[test]
fn the_total_says_how_many_students_there_are_and_what_was_asked() {
    let report = grouped(&[By::Term, By::Partner]);
    assert_eq!(report.total[0], ("students".to_owned(), Cell::Number(2)));
    assert_eq!(report.scope, [("by".to_owned(), "term,partner".to_owned())]);
    assert_eq!(total(&report, "counted_minutes"), Minutes(825));
}

#[test]
fn a_partner_selects_enrolments_and_cuts_none_of_their_hours() {
    let mut question = on("2026-12-10");
    question.scope.partner = Some(Id::new("clinic").unwrap());
    let report = ask(&school(), &question);
    assert_eq!(
        columns(&report, &["student", "counted_minutes"]),
        ["s-abe 10:45", "s-jane 3:00"]
    );
    assert!(note(&report, "`clinic`").contains("at other partners are summed too"));
    question.scope.partner = Some(Id::new("bank").unwrap());
    assert_eq!(
        columns(&ask(&school(), &question), &["student"]),
        ["s-abe"],
        "placed, no hours yet"
    );
    question.scope.partner = Some(Id::new("nowhere").unwrap());
    assert_eq!(rows(&ask(&school(), &question)).len(), 0);
}
