//! The life of an agreement, as the trade's scenarios have it: it ends within a placement, is signed
//! in part, amended, replaced, terminated; a partner is taken over.

use crate::sandbox::Sandbox;
use crate::school::{STUDENT, school};

const PARTNER: &str = "notre-dame-healthcare";

/// A school with an agreement `m3` that nobody has signed, through the end of 2026.
fn agreed_through_december() -> Sandbox {
    let school = school();
    school.ok(&format!("mou add --partners {PARTNER} --pathways healthcare --school-year 2026-27 --through 2026-12-31 --notice-days 30 --id m3"));
    school
}

fn sign(school: &Sandbox, mou: &str, party: &str, on: &str) -> String {
    let ran = school.run(&format!(
        "mou sign {mou} --party {party} --name 'A. {party}' --title Head --on {on}"
    ));
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.err
}

/// The same, signed by all, the last on 2 October.
fn signed_through_december() -> Sandbox {
    let school = agreed_through_december();
    sign(&school, "m3", "industry", "2026-09-08");
    sign(&school, "m3", "school", "2026-09-10");
    sign(&school, "m3", "board", "2026-10-02");
    school
}

fn state(school: &Sandbox, mou: &str, as_of: &str) -> String {
    let shown = school.json(&format!("mou show {mou} --as-of {as_of}"));
    shown["state"].as_str().expect("a state").to_owned()
}

#[test]
fn an_agreement_that_ends_within_a_placement_is_told_and_the_hours_still_count() {
    let school = signed_through_december();
    let ran = school.run(&format!("wbl add --activity internship --students {STUDENT} --partner {PARTNER} --starts 2026-10-05 --ends 2027-03-20 --planned 100h --supervisors contact=j-ortiz"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("ends before the placement does")
            && ran.err.contains("none is in force on 2027-01-01"),
        "{}",
        ran.err
    );
    assert_eq!(state(&school, "m3", "2026-12-31"), "expiring");
    assert_eq!(state(&school, "m3", "2027-01-01"), "expired");
    let later = school.on("2027-01-20");
    later.ok("wbl log s-k7f2wq 2027-01-12 15:00-18:00 --by j-ortiz");
    let report = later.json("report hours");
    assert_eq!(report["rows"][0]["counted_minutes"], 180);
}

#[test]
fn an_agreement_is_in_force_from_its_last_signature_whoever_signs_last() {
    let school = agreed_through_december();
    let said = sign(&school, "m3", "industry", "2026-09-08");
    assert!(
        said.contains("Still to sign: the workforce board; the school."),
        "{said}"
    );
    sign(&school, "m3", "school", "2026-09-10");
    assert_eq!(state(&school, "m3", "2026-10-01"), "partly-signed");
    let said = sign(&school, "m3", "board", "2026-10-02");
    assert!(
        said.contains("it is in force from 2026-10-02 through 2026-12-31."),
        "{said}"
    );
    assert_eq!(state(&school, "m3", "2026-10-01"), "partly-signed");
    assert_eq!(state(&school, "m3", "2026-10-02"), "expiring");
    let other = agreed_through_december();
    other.ok("mou set m3 --effective 2026-09-08 --through 2027-08-31");
    for party in ["industry", "school", "board"] {
        sign(&other, "m3", party, "2026-10-02");
    }
    assert_eq!(
        state(&other, "m3", "2026-10-01"),
        "active",
        "it says itself from when"
    );
}

#[test]
fn an_amendment_keeps_the_agreement_alive_and_a_new_one_takes_its_place() {
    let school = signed_through_december();
    school.ok("mou amend m3 --through 2028-06-30 --id m3-a");
    assert_eq!(state(&school, "m3", "2027-01-01"), "expired");
    for party in ["industry", "school"] {
        sign(&school, "m3-a", party, "2026-11-02");
    }
    assert_eq!(
        state(&school, "m3", "2027-01-01"),
        "expired",
        "one has not signed it"
    );
    let said = sign(&school, "m3-a", "board", "2026-11-04");
    assert!(
        said.contains("its terms stand in `m3` from 2026-11-04."),
        "{said}"
    );
    assert_eq!(state(&school, "m3", "2027-01-01"), "active");
    school.ok(&format!(
        "mou add --partners {PARTNER} --pathways healthcare --through 2029-06-30 --supersedes m3 --id m4"
    ));
    assert_eq!(state(&school, "m3", "2026-11-22"), "active");
    for party in ["industry", "school", "board"] {
        sign(&school, "m4", party, "2026-11-20");
    }
    assert_eq!(state(&school, "m3", "2026-11-19"), "active");
    assert_eq!(state(&school, "m3", "2026-11-22"), "superseded");
    assert_eq!(state(&school, "m4", "2026-11-22"), "active");
    let circle = school.fails(4, "mou set m3 --supersedes m4 --reason 'a slip'");
    assert!(
        circle.contains("`m3` cannot supersede what supersedes it"),
        "{circle}"
    );
}

#[test]
fn an_end_for_safety_is_at_once_and_one_for_convenience_waits_for_its_notice() {
    let early = "mou terminate m3 --on 2027-02-18 --for convenience --notice-given 2027-01-20";
    for (line, code, says) in [
        (early, 4, "hint: the earliest day is `--on 2027-02-19`"),
        (
            "mou terminate m3 --on 2027-02-19 --for convenience --notice-given 2027-01-20",
            0,
            "2027-02-19 is the first day on which it is not in force",
        ),
        (
            "mou terminate m3 --on 2027-02-01 --for safety",
            0,
            "2027-02-01 is the first day on which it is not in force",
        ),
        (
            "mou terminate m3 --on 2027-02-01 --for convenience",
            2,
            "asks for 30 days of notice",
        ),
    ] {
        let school = agreed_through_december();
        school.ok("mou set m3 --through 2028-06-30");
        for party in ["industry", "school", "board"] {
            sign(&school, "m3", party, "2026-10-02");
        }
        let school = school.on("2027-02-01");
        let ran = school.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.err);
        assert!(ran.err.contains(says), "{line}: {}", ran.err);
    }
}

#[test]
fn a_partner_that_is_taken_over_keeps_its_agreement_and_its_name_before_that_day() {
    let school = signed_through_december();
    school.ok("mou set m3 --through 2028-06-30 --reason 'typed wrong'");
    school.ok("partner add 'Acme Care'");
    let ran = school.run(&format!(
        "partner succeed {PARTNER} --by acme-care --on 2027-01-01"
    ));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err
            .contains("the MOU `m3` is with `notre-dame-healthcare`: re-paper it with `acme-care`"),
        "{}",
        ran.err
    );
    let old = school.json(&format!("partner show {PARTNER}"));
    assert_eq!(old["successor"], "acme-care");
    assert_eq!(old["name"], "Notre Dame Healthcare");
    let text = school.ok("mou render m3 --draft --as-of 2026-11-22");
    assert!(text.contains("Notre Dame Healthcare") && !text.contains("Acme"));
    school
        .ok("mou add --copy m3 --partners acme-care --supersedes m3 --through 2028-06-30 --id m5");
    assert_eq!(state(&school, "m5", "2027-01-02"), "draft");
}

#[test]
fn a_scan_that_comes_later_is_put_to_its_signature_and_never_replaced() {
    let school = signed_through_december();
    school.put("scan.pdf", "signed by hand");
    school.put("other.pdf", "another text");
    let line = "mou sign m3 --party school --name 'A. school' --title Head --on 2026-09-10";
    let again = school.fails(4, line);
    assert!(
        again.contains("A. school signed it on 2026-09-10 already"),
        "{again}"
    );
    let ran = school.run(&format!("{line} --document scan.pdf"));
    assert!(
        ran.err
            .contains("the signature of A. school, of 2026-09-10, has its document: scan.pdf."),
        "{}",
        ran.err
    );
    let shown = school.json("mou show m3");
    assert_eq!(shown["signatures"].as_array().expect("some").len(), 3);
    assert_eq!(shown["signatures"][1]["document"], "scan.pdf");
    let another = school.fails(4, &format!("{line} --document other.pdf"));
    assert!(
        another.contains("other.pdf is not the document that A. school signed: that is scan.pdf"),
        "{another}"
    );
    school.fails(
        4,
        &format!("{} --document scan.pdf", line.replace("09-10", "09-11")),
    );
    assert_eq!(school.run("check").code, 0);
}

#[test]
fn an_mou_with_blanks_is_sent_and_signed_with_a_warning() {
    let school = school();
    school.ok("mou add --partners antron-engineering --through 2027-06-30 --school-year 2026-27");
    let mou = "antron-engineering-2026-27";
    let send = format!("mou send {mou} --party industry --on 2026-09-01");
    let sign = format!(
        "mou sign {mou} --party industry --name 'Dana Rivera' --title Manager --on 2026-09-08"
    );
    let told = format!("`wbl mou render {mou}` lists them");
    for line in [&send, &sign] {
        let ran = school.run(&format!("{line} --dry-run"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(
            ran.err.contains(" blanks, ") && ran.err.contains(&told),
            "{}",
            ran.err
        );
    }
    // Where a template is broken the agreement is recorded all the same.
    school.put("templates/mou.md", "+++\nof = \"mou\"\n+++\n{% if %}\n");
    for line in [&send, &sign] {
        let ran = school.run(line);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!ran.err.contains("blank"), "{}", ran.err);
    }
    school.put(
        "templates/mou.md",
        "+++\nof = \"mou\"\n+++\n{{ mou.through }}\n",
    );
    let again = sign.replace("industry", "school");
    let ran = school.run(&again);
    assert!(ran.code == 0 && !ran.err.contains("blank"), "{}", ran.err);
}
