//! The verbs that note, promise, place, rate, sign: through the command line.

use crate::sandbox::Sandbox;
use crate::school::{STUDENT, placed, school};

const PLACEMENT: &str = "s-k7f2wq-notre-dame-healthcare";

/// The last item of a group, as JSON.
fn last(school: &Sandbox, show: &str, group: &str) -> serde_json::Value {
    let shown = school.json(show);
    let items = shown[group].as_array().expect("a group");
    items.last().expect("an item").clone()
}

#[test]
fn a_promise_is_noted_and_kept() {
    let school = school();
    let ran = school.run("partner touch antron notre-dame --via call --about 'two interns' --next 'send the plan' --due +1w");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("Took the partner `antron-engineering`."));
    let touch = last(&school, "partner show antron-engineering", "touches");
    assert_eq!(touch["due"], "2026-11-29");
    let code = touch["id"].as_str().expect("an id");
    assert!(ran.err.contains(code), "{}", ran.err);
    school.ok(&format!(
        "partner done antron-engineering {code} --on today"
    ));
    let touch = last(&school, "partner show antron-engineering", "touches");
    assert_eq!(touch["done"], "2026-11-22");
    school
        .ok("partner touch antron --via email --about thanks --thanks --with dana --on 2026-11-20");
    let touch = last(&school, "partner show antron-engineering", "touches");
    assert_eq!(
        (&touch["thanks"], &touch["with"][0]),
        (&true.into(), &"dana-rivera".into())
    );
    let said = school.fails(2, "partner touch antron");
    assert!(said.contains("--via") && said.contains("--about"), "{said}");
    school.fails(3, "partner touch nobody");
}

#[test]
fn an_ask_moves_until_it_is_done() {
    let school = school();
    school.ok("partner ask antron internship job-shadow --due +2w");
    school.ok("partner ask antron internship --status agreed --note 'two in spring'");
    school.ok("partner ask antron internship --status done");
    school.ok("partner ask antron internship --new");
    let shown = school.json("partner show antron-engineering");
    let asks = shown["asks"].as_array().expect("asks");
    let each: Vec<_> = asks
        .iter()
        .map(|one| format!("{} {}", one["activity"], one["status"]))
        .collect();
    assert_eq!(
        each,
        [
            "\"internship\" \"done\"",
            "\"job-shadow\" \"asked\"",
            "\"internship\" \"asked\""
        ]
    );
}

#[test]
fn a_student_has_credentials_courses_and_papers() {
    let school = school();
    for line in [
        "student earn s-k7f2wq 'OSHA 10' --on 2026-11-20 --expires 2031-11-20",
        "student course s-k7f2wq 'Anatomy I' --kind technical --done 2026-06-12",
        "student paper s-k7f2wq physical --on 2026-09-02 --ref 'drawer 2'",
    ] {
        let ran = school.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.err);
        assert!(!ran.err.contains("Núñez"), "no name is said: {}", ran.err);
    }
    let text = school.text("students/s-k7f2wq.toml");
    for part in ["OSHA 10", "Anatomy I", "ref = \"drawer 2\""] {
        assert!(text.contains(part), "{part} in {text}");
    }
    school.fails(2, "student course s-k7f2wq 'Anatomy I'");
    school.fails(2, "student paper s-k7f2wq");
}

#[test]
fn a_term_is_credited_once_with_what_counts_for_it() {
    let school = placed();
    let terms = "\n[[calendar.terms]]\nyear = \"2026-27\"\nname = \"Q7\"\nstarts = 2026-08-31\nends = 2026-11-06\n";
    school.put("wbl.toml", school.text("wbl.toml") + terms);
    school.ok(&format!(
        "wbl log {PLACEMENT} 2026-10-06 15:00-18:30 --by j-ortiz --verified 2026-10-09"
    ));
    school.ok(&format!(
        "wbl log {PLACEMENT} 2026-10-07 15:00-16:00 --by j-ortiz --verified 2026-11-20"
    ));
    let said = school.run("student credit s-k7f2wq --term Q7 --credit 0.5 --mark P");
    assert_eq!(said.code, 0, "{}", said.err);
    // The transcript tells the same.
    let late = "1:00 were verified after 2026-11-06, too late for it; they count the next time";
    assert!(said.err.contains(late), "{}", said.err);
    assert!(school.ok("report transcript --term Q7").contains(late));
    let item = last(&school, "student show s-k7f2wq", "credits");
    assert_eq!(
        (&item["minutes"], &item["term"]),
        (&210.into(), &"Q7".into())
    );
    school.fails(4, "student credit s-k7f2wq --term Q7");
    school.ok("student credit s-k7f2wq --term Q7 --because 'a late sheet'");
    school.fails(2, "student credit s-k7f2wq");
}

#[test]
fn what_happened_at_a_placement_is_noted() {
    let school = placed();
    school.ok("wbl note s-k7f2wq --kind visit --about 'doing well' --with j-ortiz --on 2026-11-10");
    school.ok("wbl paper s-k7f2wq permit --not-needed '18 on the first day'");
    let note = last(&school, &format!("wbl show {PLACEMENT}"), "journal");
    assert_eq!(
        (&note["on"], &note["with"]),
        (&"2026-11-10".into(), &"j-ortiz".into())
    );
    school.fails(2, "wbl note s-k7f2wq --kind vist --about x");
}

#[test]
fn an_opportunity_is_applied_for_and_filled() {
    let school = school();
    school.ok("wbl add --activity internship --partner antron-engineering --pathway business --starts 2027-01-11 --ends 2027-05-28 --status posted --slots 1 --id machining");
    school.ok(&format!("wbl apply machining {STUDENT}"));
    school.ok(&format!(
        "wbl apply machining {STUDENT} --status interviewed --on 2026-11-20"
    ));
    let out = school.ok(&format!(
        "wbl place machining {STUDENT} --pathway healthcare --planned 100h"
    ));
    assert!(out.contains("s-k7f2wq-antron-engineering"), "{out}");
    let made = school.json("wbl show s-k7f2wq-antron-engineering");
    assert_eq!(
        (&made["posting"], &made["pathway"]),
        (&"machining".into(), &"healthcare".into())
    );
    assert_eq!(
        (&made["starts"], &made["status"]),
        (&"2027-01-11".into(), &"planned".into())
    );
    assert_eq!(
        last(&school, "wbl show machining", "applicants")["status"],
        "placed"
    );
    school.ok(
        "student add 'Bo Lark' --id s-bcdfgh --pathway business --grad-year 2027 --from 2026-09-01",
    );
    let said = school.fails(4, "wbl place machining s-bcdfgh");
    assert!(
        said.contains("is full") && said.contains("--slots 2"),
        "{said}"
    );
}

#[test]
fn reviews_are_rated_and_the_gain_is_of_skills_rated_twice() {
    let school = placed();
    school.ok(&format!("eval add --experience {PLACEMENT} --review baseline --on 2026-10-20 --rate attendance=2 --rate teamwork=3"));
    school.ok(&format!(
        "eval rate {PLACEMENT}-baseline communication=2 initiative=-"
    ));
    for (text, code) in [
        ("attendance=6", 4),
        ("attendance=0", 4),
        ("attendance=3.5", 2),
        ("atendance=3", 2),
    ] {
        school.fails(code, &format!("eval rate {PLACEMENT}-baseline {text}"));
    }
    school.fails(
        4,
        &format!("eval add --experience {PLACEMENT} --review final --on 2026-10-19"),
    );
    school.ok(&format!("eval add --experience {PLACEMENT} --review final --on 2026-11-20 --rate attendance=4 --rate teamwork=4 --rate 'Wound care=5'"));
    for show in [
        format!("eval show {PLACEMENT}-final"),
        format!("wbl show {PLACEMENT}"),
    ] {
        let gain = school.json(&show)["gain"].clone();
        assert_eq!(
            (&gain["n"], &gain["mean"]),
            (&2.into(), &"1.50".into()),
            "{gain}"
        );
        let skills = gain["skills"].as_array().expect("skills");
        let own = skills
            .iter()
            .find(|one| one["skill"] == "Wound care")
            .expect("the skill");
        assert!(own["gain"].is_null() && own["to"] == 5, "{own}");
    }
    let ran = school.run(&format!(
        "eval add --experience {PLACEMENT} --review interim --on 2026-11-10 --form wblp-8"
    ));
    assert!(
        ran.code == 0 && ran.err.contains("only skills of both are compared"),
        "{}",
        ran.err
    );
}

#[test]
fn a_council_meets_and_acts() {
    let school = school();
    school.ok("council add 'Health Advisory' --members contact=j-ortiz,role=chair");
    school.ok(
        "council meet health-advisory --on 2026-11-18 --attended j-ortiz,p-lee --place library",
    );
    school
        .ok("council act health-advisory 'Find a room' --who j-ortiz --due 2026-12-04 --quick-win");
    let action = last(&school, "council show health-advisory", "actions");
    let code = action["id"].as_str().expect("an id").to_owned();
    school.ok(&format!("council done health-advisory {code}"));
    school.fails(4, &format!("council done health-advisory {code}"));
    school.fails(3, "council done health-advisory zzzzzz");
}
