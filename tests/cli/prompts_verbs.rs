//! Every verb of the trade asked for by its name alone, and answered at the keyboard.

use crate::sandbox::Sandbox;
use crate::school::placed;
use crate::terminal::Terminal;

/// Answers a command's questions one after the other, saves, and looks at what that changed.
fn asked(school: &Sandbox, line: &str, answers: &[(&str, &str)]) -> String {
    let mut terminal = Terminal::run(school.command(line), 80);
    for (question, keys) in answers {
        terminal.answers(question, keys);
    }
    terminal.answers("(y or n", "y");
    assert_eq!(terminal.ends(), 0, "{line}\n{}", terminal.raw());
    terminal.raw()
}

const DONE: (&str, &str) = ("anything else (", "");

#[test]
fn a_partner_is_touched_asked_and_answered() {
    let school = placed();
    asked(
        &school,
        "partner touch",
        &[
            ("partner (which one)", "antron"),
            ("on (", ""),
            ("via (", "cal\t"),
            ("with (", "dana"),
            ("about (", "two interns, in spring"),
            ("next (", "send the plan"),
            ("due (", "+1w"),
            ("anything else (", "thanks"),
            ("thanks (", "yes"),
            DONE,
        ],
    );
    let partner = school.json("partner show antron-engineering");
    let touch = &partner["touches"][0];
    assert_eq!(touch["about"], "two interns, in spring");
    assert_eq!(touch["with"][0], "dana-rivera");
    assert_eq!(touch["thanks"], true);
    assert_eq!(touch["due"], "2026-11-29");
    asked(
        &school,
        "partner done",
        &[
            ("record (whose it was)", "antron"),
            ("what (what was done)", "send"),
            ("on (the day it was done; Enter for today)", ""),
        ],
    );
    let partner = school.json("partner show antron-engineering");
    assert_eq!(partner["touches"][0]["done"], "2026-11-22");
    asked(
        &school,
        "partner ask antron-engineering",
        &[
            ("activity (", "job-shadow, internship"),
            ("on (", ""),
            ("status (", ""),
            ("note (", "after the fair"),
            DONE,
        ],
    );
    let partner = school.json("partner show antron-engineering");
    assert_eq!(partner["asks"].as_array().unwrap().len(), 2);
    assert_eq!(partner["asks"][1]["status"], "asked");
}

#[test]
fn a_student_enrols_transfers_and_leaves() {
    let school = placed();
    asked(
        &school,
        "student transfer",
        &[
            ("student (who)", "nunez"),
            ("pathway (the pathway to go to)", "busi"),
            ("on (the first day there; Enter for today)", "2026-11-20"),
            ("anything else (", "credit"),
            ("credit (", "46h"),
            ("anything else (", "approved"),
            ("approved-by (", "M. Okafor"),
            DONE,
        ],
    );
    let student = school.json("student show s-k7f2wq");
    assert_eq!(student["enrolled"][1]["credit_minutes"], 2760);
    asked(
        &school,
        "student enroll",
        &[
            ("student (who)", "s-k7f2wq"),
            ("pathway (", "healthcare"),
            ("from (", "2026-11-21"),
        ],
    );
    asked(
        &school,
        "student exit",
        &[
            ("student (who)", "s-k7f2wq"),
            ("on (the last day; Enter for today)", ""),
            ("because (", "mov"),
            ("open experiences (", "keep-open"),
            ("anything else (", "pathway"),
            ("pathway (", "business"),
        ],
    );
    let student = school.json("student show s-k7f2wq");
    assert_eq!(student["enrolled"][1]["exit"], "moved");
}

#[test]
fn what_a_student_earns_takes_and_hands_in_is_asked_for() {
    let school = placed();
    asked(
        &school,
        "student earn",
        &[
            ("student (which one)", "ana"),
            ("name (", "OSHA 10"),
            ("on (", ""),
            ("expires (", "2031-11-20"),
        ],
    );
    asked(
        &school,
        "student course s-k7f2wq",
        &[("name (", "Anatomy"), ("on (", ""), ("kind (", "tech")],
    );
    asked(
        &school,
        "student paper s-k7f2wq",
        &[
            ("kind (", "physical"),
            ("on (", ""),
            ("expires (", ""),
            ("ref (", "drawer 2"),
        ],
    );
    asked(
        &school,
        "wbl paper s-k7f2wq",
        &[
            ("kind (", "perm"),
            ("on (", ""),
            ("expires (", ""),
            ("ref (", ""),
            DONE,
        ],
    );
    asked(
        &school,
        "student credit",
        &[
            ("student (who)", "nunez"),
            ("term (", "Q1"),
            ("credit (", "0.5"),
            ("mark (", "P"),
            ("course (", ""),
            DONE,
        ],
    );
    let student = school.json("student show s-k7f2wq");
    assert_eq!(student["credentials"][0]["expires"], "2031-11-20");
    assert_eq!(student["courses"][0]["kind"], "technical");
    assert_eq!(student["papers"][0]["ref"], "drawer 2");
    assert_eq!(student["credits"][0]["mark"], "P");
    let placement = school.json("wbl show s-k7f2wq-notre-dame-healthcare");
    assert_eq!(placement["papers"][0]["kind"], "permit");
}

#[test]
fn an_opportunity_is_applied_for_and_filled_at_the_keyboard() {
    let school = placed();
    school.ok("wbl add --activity capstone --partner antron-engineering --starts 2027-01-11 --status posted --slots 2 --pathway healthcare");
    asked(
        &school,
        "wbl apply",
        &[
            ("experience (which one)", "capstone"),
            ("student (", "nunez"),
            ("on (", ""),
            ("status (", "interv"),
            DONE,
        ],
    );
    asked(
        &school,
        "wbl place",
        &[
            ("opportunity (which one)", "capstone"),
            ("student (who gets a place)", "nunez"),
            ("anything else (", "supervisors"),
            ("supervisors: contact (", "dana"),
            ("supervisors: from (", ""),
            ("supervisors: to (", ""),
            DONE,
        ],
    );
    let placement = school.json("wbl show s-k7f2wq-antron-engineering");
    assert_eq!(placement["supervisors"][0]["contact"], "dana-rivera");
    asked(
        &school,
        "wbl note s-k7f2wq-notre-dame-healthcare",
        &[
            ("on (", ""),
            ("kind (", "vis"),
            ("about (", "doing well"),
            ("with (", "ortiz"),
            ("next (", ""),
            ("due (", ""),
            DONE,
        ],
    );
    let placement = school.json("wbl show s-k7f2wq-notre-dame-healthcare");
    assert_eq!(placement["journal"][0]["kind"], "visit");
    school.ok("wbl log s-k7f2wq-notre-dame-healthcare 2026-10-06 3h");
    asked(
        &school,
        "wbl void",
        &[
            ("experience (which one)", "notre-dame"),
            ("entry (", "2026-10-06"),
            ("because (", "typed twice"),
        ],
    );
}

#[test]
fn every_skill_of_the_form_is_asked_with_its_rating_key() {
    let school = placed();
    let mut terminal = Terminal::run(school.command("eval add"), 200);
    terminal
        .answers("experience (", "notre-dame")
        .answers("review (", "basel")
        .answers("on (", "today")
        .answers("by (", "ortiz")
        .answers("anything else (", "")
        .sees("Attendance")
        .sees("> ")
        .types("7\r")
        .sees("! ")
        .answers("Attendance", "3");
    for skill in [
        "Communication",
        "Teamwork",
        "Motivation",
        "Critical thinking",
        "Understanding workplace",
    ] {
        terminal.answers(skill, "");
    }
    terminal.answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    let evals = school.json("eval list");
    let id = evals[0]["id"].as_str().unwrap();
    let eval = school.json(&format!("eval show {id}"));
    assert_eq!(eval["ratings"][0]["skill"], "attendance");
    assert_eq!(eval["ratings"][0]["rating"], 3);
    assert_eq!(eval["ratings"].as_array().unwrap().len(), 1);
}

#[test]
fn an_mou_goes_its_way_at_the_keyboard() {
    let school = placed();
    school.ok("mou add --partners antron-engineering --pathways business --through 2027-06-30 --parties industry");
    let mou = ("MOU (which one)", "antron");
    asked(
        &school,
        "mou send",
        &[mou, ("on (", ""), ("party (", "ind"), ("partner (", "")],
    );
    asked(
        &school,
        "mou sign",
        &[
            mou,
            ("party (", "industry"),
            ("partner (", ""),
            ("name (", "Dana Rivera"),
            ("title (", "Plant manager"),
            ("on (", ""),
            ("method (", "pap"),
            DONE,
        ],
    );
    asked(
        &school,
        "mou amend",
        &[mou, ("anything else (", "slots"), ("slots (", "4"), DONE],
    );
    asked(
        &school,
        "mou renew",
        &[
            ("MOU (which one)", "antron-engineering-2026-27"),
            ("through (", "2028-06-30"),
        ],
    );
    asked(
        &school,
        "mou terminate",
        &[
            ("MOU (which one)", "antron-engineering-2026-27"),
            ("on (", ""),
            ("for (", "saf"),
            ("notice-given (", ""),
            DONE,
        ],
    );
    let list = school.json("mou list");
    assert_eq!(list.as_array().unwrap().len(), 3, "{list}");
}

#[test]
fn a_council_meets_and_two_partners_become_one() {
    let school = placed();
    school.ok("council add 'Health Advisory' --pathways healthcare");
    let council = ("council (which one)", "health");
    asked(
        &school,
        "council meet",
        &[
            council,
            ("on (", ""),
            ("place (", "Room 12"),
            ("attended (", "ortiz, lee"),
            ("decisions (", ""),
            DONE,
        ],
    );
    asked(
        &school,
        "council act",
        &[
            council,
            ("what (", "Find a room"),
            ("who (", "j-ortiz"),
            ("due (", "+2w"),
            ("priority (", ""),
            DONE,
        ],
    );
    asked(
        &school,
        "council done",
        &[
            ("record (whose it was)", "health"),
            ("what (", "find"),
            ("on (", ""),
        ],
    );
    let council = school.json("council show health-advisory");
    assert_eq!(
        council["meetings"][0]["attended"].as_array().unwrap().len(),
        2
    );
    assert_eq!(council["actions"][0]["done"], "2026-11-22");
    school.ok("partner add 'Antron Eng.' --id antron-eng --reason 'to be merged'");
    asked(
        &school,
        "partner merge",
        &[
            ("partner (the record that goes)", "antron-eng"),
            ("into (", "antron-engineering"),
        ],
    );
    asked(
        &school,
        "partner succeed",
        &[
            (
                "partner (the one that was taken over)",
                "antron-engineering",
            ),
            ("by (", "notre"),
            ("on (", ""),
        ],
    );
    asked(
        &school,
        "contact leave",
        &[("contact (who leaves)", "lee"), ("on (", "")],
    );
}

#[test]
fn items_of_groups_are_asked_one_at_a_time_with_a_way_back() {
    let school = placed();
    let mut terminal = Terminal::run(school.command("wbl set s-k7f2wq-notre-dame-healthcare"), 60);
    while !terminal.raw().contains("anything else (") {
        terminal.sees("> ").types("\r");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    terminal
        .answers("anything else (", "schedule")
        .answers("schedule: day (", "mon")
        .answers("schedule: from (", "3pm")
        .answers("schedule: to (", "<")
        .answers("schedule: from (", "<")
        .answers("Enter for mon", "")
        .answers("Enter for 3pm", "")
        .answers("schedule: to (", "18:30")
        .answers("schedule: break (", "")
        .answers("schedule: starts (", "")
        .answers("schedule: ends (", "")
        // What was chosen last stands first: another one.
        .answers("anything else (", "\t")
        .answers("schedule: day (", "wed")
        .answers("schedule: from (", "15:00")
        .answers("schedule: to (", "17:00")
        .answers("schedule: break (", "")
        .answers("schedule: starts (", "")
        .answers("schedule: ends (", "")
        // Chosen by mistake: back, and for nothing after all.
        .answers("anything else (", "skills")
        .answers("skills: skill (", "<")
        .answers("Enter for skills", "-")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    let placement = school.json("wbl show s-k7f2wq-notre-dame-healthcare");
    let days: Vec<_> = placement["schedule"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["day"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(days, ["mon", "wed"]);
    assert_eq!(placement["schedule"][0]["from"], "15:00");
    assert!(placement["skills"].as_array().unwrap().is_empty());
}
