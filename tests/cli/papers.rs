//! What is signed with partners, and what becomes of them: MOUs, `merge`, `succeed`.

use crate::sandbox::Sandbox;
use crate::school::{placed, school};

/// The last item of a group, as JSON.
fn last(school: &Sandbox, show: &str, group: &str) -> serde_json::Value {
    let shown = school.json(show);
    let items = shown[group].as_array().expect("a group");
    items.last().expect("an item").clone()
}

#[test]
fn an_mou_is_sent_signed_amended_renewed_and_terminated() {
    let school = school();
    school.ok("mou add --partners antron-engineering --through 2027-06-30 --school-year 2026-27 --notice-days 30");
    let mou = "antron-engineering-2026-27";
    let state =
        |as_of: &str| school.json(&format!("mou show {mou} --as-of {as_of}"))["state"].clone();
    school.ok(&format!("mou send {mou} --party industry --on 2026-09-01"));
    assert_eq!(state("2026-09-02"), "sent");
    school.put("scan.pdf", "abc");
    school.ok(&format!("mou sign {mou} --party industry --name 'Dana Rivera' --title Manager --on 2026-09-08 --method paper --document scan.pdf"));
    let signature = last(&school, &format!("mou show {mou}"), "signatures");
    assert_eq!(signature["document"], "scan.pdf");
    assert_eq!(
        signature["sha256"],
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    school.ok(&format!(
        "mou sign {mou} --party school --name 'M. Okafor' --title Principal --on 2026-09-10"
    ));
    assert_eq!(state("2026-09-30"), "partly-signed");
    school.ok(&format!(
        "mou sign {mou} --party board --name 'R. Bell' --title Director --on 2026-10-02"
    ));
    assert_eq!(
        (state("2026-10-01"), state("2026-10-02")),
        ("partly-signed".into(), "active".into())
    );
    school.fails(2, &format!("mou sign {mou} --party school"));
    school.ok(&format!("mou amend {mou} --through 2028-06-30"));
    school.ok(&format!("mou renew {mou} --through 2029-06-30"));
    assert_eq!(
        school.json("mou show antron-engineering-2027-28")["state"],
        "draft"
    );
    let later = school.on("2027-02-01");
    let early =
        format!("mou terminate {mou} --on 2027-02-18 --for convenience --notice-given 2027-01-20");
    assert!(later.fails(4, &early).contains("--on 2027-02-19"));
    later.ok(&early.replace("--on 2027-02-18", "--on 2027-02-19"));
    assert_eq!(
        later.json(&format!("mou show {mou} --as-of 2027-02-19"))["state"],
        "terminated"
    );
}

#[test]
fn a_partner_that_cannot_be_read_makes_no_state_look_certain() {
    let school = school();
    school.ok("mou add --partners antron-engineering --through 2027-06-30");
    school.ok("mou list");
    school.put(
        "partners/antron-engineering.toml",
        "name = \"Antron\nkind = 1\n",
    );
    let list = school.run("mou list");
    assert_eq!(list.code, 7, "{}{}", list.out, list.err);
    assert!(
        list.err.contains("partners/antron-engineering.toml:1"),
        "{}",
        list.err
    );
}

#[test]
fn of_two_partners_the_one_who_signs_is_named() {
    let school = school();
    school.ok("mou add --partners antron-engineering,notre-dame-healthcare --through 2027-06-30 --school-year 2026-27 --id m3");
    let line = "mou sign m3 --party industry --name 'Dana Rivera' --title Manager --on 2026-09-08";
    assert!(school.fails(2, line).contains("--partner"));
    school.ok(&format!("{line} --partner antron"));
}

#[test]
fn two_records_of_a_partner_become_one_and_it_can_be_taken_over() {
    let school = placed();
    school.ok("partner add 'Antron' --id antron --reason 'typed twice' --phone 508-555-0147");
    school.ok("contact add 'Lou Ray' --partner antron");
    school.fails(3, "partner merge antron-eng --into antron --yes");
    school.fails(2, "partner merge antron --into antron-engineering");
    school.ok("partner merge antron --into antron-engineering --yes");
    assert!(
        school
            .text("contacts/lou-ray.toml")
            .contains("partner = \"antron-engineering\"")
    );
    assert!(
        school
            .text("partners/antron.toml")
            .contains("merged_into = \"antron-engineering\"")
    );
    assert!(
        school
            .run("partner show antron")
            .out
            .contains("antron-engineering")
    );
    school.fails(
        4,
        "partner merge antron-engineering --into antron-engineering --yes",
    );
    school.fails(4, "partner merge notre-dame-healthcare --into antron --yes");
    school.ok(
        "mou add --partners antron-engineering --through 2027-06-30 --school-year 2026-27 --id m3",
    );
    school.ok("partner add 'Acme Gears'");
    let ran = school.run("partner succeed antron-engineering --by acme-gears --on 2027-01-01");
    assert!(ran.code == 0 && ran.err.contains("`m3`"), "{}", ran.err);
    assert_eq!(
        school.json("partner show antron-engineering")["stage"],
        "closed"
    );
    school.fails(2, "partner succeed notre-dame-healthcare");
}

#[test]
fn a_merge_keeps_what_was_signed_and_says_that_there_is_one_employer_less() {
    let school = placed();
    let refused = school.fails(4, "partner add 'Antron Engineering, Inc.' --town Uxbridge");
    assert!(
        refused.contains("possible duplicate") && refused.contains("`antron-engineering`"),
        "{refused}"
    );
    school.ok(
        "partner add 'Antron Engineering, Inc.' --id antron-inc --reason 'two records came in'",
    );
    school.ok("contact set dana-rivera --email dana@antron.example");
    school.ok("contact add 'D. Rivera' --partner antron-inc --email dana@antron.example --reason 'hers too'");
    for (partner, start) in [
        ("antron-inc", "2026-09-14"),
        ("antron-engineering", "2026-10-12"),
    ] {
        school.ok(&format!("wbl add --activity career-fair --partner {partner} --starts {start} --headcount 20 --brokered"));
    }
    school.ok("mou add --partners antron-inc --through 2027-06-30 --id m1");
    school.ok("mou sign m1 --party industry --name 'Dana Rivera' --title Manager --on 2026-09-08");
    let ran = school.run("partner merge antron-inc --into antron-engineering --yes");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err
            .contains("The number of employers with brokered placements in 2026-27 falls by one"),
        "{}",
        ran.err
    );
    let contacts = school.json("contact list --where 'partner = antron-engineering'");
    assert_eq!(
        contacts.as_array().unwrap().len(),
        1,
        "one contact an address"
    );
    let mou = school.text("mous/m1.toml");
    assert!(
        mou.contains("signed with Antron Engineering, Inc."),
        "{mou}"
    );
    let partner = school.json("partner show antron-engineering");
    assert_eq!(partner["aka"][0], "Antron Engineering, Inc.");
    school.fails(
        4,
        "partner merge antron-engineering --into antron-inc --yes",
    );
}
