//! `--where` and `@VIEW`: of lists, of changes, of reports, of flags that hold lists of links.

use crate::sandbox::Sandbox;
use crate::school::placed;

/// The ids of a list.
fn ids(school: &Sandbox, line: &str) -> Vec<String> {
    let rows = school.json(line);
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_list_shows_what_fits_and_views_have_names() {
    let school = placed();
    assert_eq!(
        ids(&school, "partner list --where 'town = bellingham'"),
        ["antron-engineering"]
    );
    let settings = school.text("wbl.toml") + "local = 'town = Bellingham'\n";
    school.put("wbl.toml", settings);
    assert_eq!(ids(&school, "partner list @local"), ["antron-engineering"]);
    let both = "partner list @local --where 'sectors ~ health'";
    assert!(ids(&school, both).is_empty(), "all filters must hold");
    let fault = school.fails(2, "partner list local");
    assert!(fault.contains("takes no word `local`"), "{fault}");
}

#[test]
fn what_is_derived_can_be_filtered_sorted_and_shown() {
    let school = placed();
    school.ok("mou add --partners antron-engineering --through 2027-06-30");
    assert_eq!(
        ids(&school, "mou list --where 'state = draft'"),
        ["antron-engineering-2026-27"]
    );
    assert!(ids(&school, "mou list --where 'state = active'").is_empty());
    let table = school.ok("partner list --fields id,linked --sort -linked --format plain");
    assert_eq!(
        table,
        "id\tlinked\nnotre-dame-healthcare\t3\nantron-engineering\t2\n"
    );
    assert_eq!(
        ids(&school, "contact list --where 'partner.linked >= 3'"),
        ["j-ortiz", "p-lee"]
    );
    let list = school.json("partner list");
    assert!(
        list[0].get("linked").is_none(),
        "only where it is asked for"
    );
}

#[test]
fn students_are_found_by_how_their_hours_stand_on_the_day() {
    let school = placed();
    let report = |line: &str| school.json(&format!("report hours {line}"))["rows"].clone();
    let all = report("");
    let status = all[0]["status"].as_str().unwrap();
    let short = all[0]["short_minutes"].as_i64().unwrap();
    assert!(short > 0);
    for filter in [
        format!("status = {status}"),
        format!("short_minutes = {short}m"),
        "counted_minutes < 100h and not status = met".to_owned(),
    ] {
        assert_eq!(report(&format!("--where '{filter}'")), all, "{filter}");
        let students = ids(&school, &format!("student list --where '{filter}'"));
        assert_eq!(students.len(), all.as_array().unwrap().len(), "{filter}");
    }
    assert_eq!(report("--where 'status = met'"), serde_json::json!([]));
    assert!(ids(&school, "wbl list --where 'students.status = met'").is_empty());
    let other_time = school.fails(2, "report hours --to today --where 'status = met'");
    assert!(
        other_time.contains("`--to` is about another time"),
        "{other_time}"
    );
}

#[test]
fn set_changes_all_that_fit_after_a_yes() {
    let school = placed();
    let line = "contact set --where 'partner = notre-dame-healthcare' --tags nursing";
    let before = school.files();
    let asked = school.fails(2, line);
    assert!(asked.contains("+ tags = [\"nursing\"]"), "{asked}");
    assert!(asked.contains("change 2 contacts?"), "{asked}");
    assert_eq!(school.files(), before);
    school.ok(&format!("{line} --yes"));
    assert_eq!(
        ids(&school, "contact list --where 'tags = nursing'"),
        ["j-ortiz", "p-lee"]
    );
    let one = school.run("contact set --where 'id = p-lee' --title Nurse");
    assert_eq!(one.code, 0, "one record needs no yes: {}", one.err);
    let none = school.run("contact set --where 'title = Boss' --title Chief");
    assert_eq!((none.code, none.err.trim()), (0, "No contact fits."));
}

#[test]
fn archived_records_are_changed_only_where_the_filter_speaks_of_them() {
    let school = placed();
    school.ok("contact archive p-lee");
    let line = "contact set --where 'partner = notre-dame-healthcare' --title Nurse --dry-run";
    assert!(!school.ok(line).contains("p-lee"));
    assert_eq!(
        ids(&school, "contact list --where 'archived : any'"),
        ["p-lee"]
    );
}

#[test]
fn the_hours_report_takes_a_filter_of_students() {
    let school = placed();
    let report = school.json("report hours --where 'grad_year = 2027'");
    assert_eq!(report["rows"].as_array().unwrap().len(), 1);
    assert_eq!(report["scope"]["where"], "grad_year = 2027");
    let report = school.json("report hours --where 'grad_year = 2028'");
    assert_eq!(report["rows"].as_array().unwrap().len(), 0);
}

#[test]
fn a_list_of_links_takes_a_filter() {
    let school = placed();
    school.ok(
        "wbl add --activity site-tour --starts 2026-11-12 --partner antron-engineering --students 'where:enrolled.pathway = healthcare'",
    );
    let tour = school.json("wbl show site-tour-antron-engineering-2026-11-12");
    assert_eq!(tour["students"][0], "s-k7f2wq");
    school.ok("partner set antron-engineering --add 'pathways=where:name ~ health'");
    let partner = school.json("partner show antron-engineering");
    assert_eq!(
        partner["pathways"],
        serde_json::json!(["business", "healthcare"])
    );
}

#[test]
fn every_verb_of_several_takes_a_filter_as_one_change() {
    for (line, question, done) in [
        (
            "partner archive --where 'name ~ e'",
            "archive 2 partners?",
            "partner list --where 'archived : any'",
        ),
        (
            "partner touch --where 'name ~ e' --via email --about dates",
            "note it with 2 partners?",
            "partner list --where 'touches.about = dates'",
        ),
        (
            "student paper --where 'grad_year = 2027' handbook",
            "put the paper on file for 2 students?",
            "student list --where 'papers.kind = handbook'",
        ),
        (
            "student exit --where 'grad_year = 2027' --on 2026-11-20 --because moved --keep-open",
            "end the enrollment of 2 students?",
            "student list --where 'enrolled.exit = moved'",
        ),
        (
            "student credit --where 'grad_year = 2027' --term Q1 --year 2026-27",
            "credit the term to 2 students?",
            "student list --where 'count(credits) = 1'",
        ),
        (
            "verify --where 'partner = notre-dame-healthcare' --all --by j-ortiz",
            "verify hours in 2 experiences?",
            "wbl list --where 'hours.by = j-ortiz'",
        ),
        (
            "wbl close --where 'partner = notre-dame-healthcare' withdrawn --on 2026-11-20",
            "close 2 experiences?",
            "wbl list --where 'status = withdrawn'",
        ),
        (
            "wbl paper --where 'partner = notre-dame-healthcare' permit",
            "put the paper on file for 2 experiences?",
            "wbl list --where 'papers.kind = permit'",
        ),
        (
            "mou renew --where 'state = draft' --through 2028-06-30",
            "renew 2 MOUs?",
            "mou list --where 'supersedes : any'",
        ),
    ] {
        let school = placed();
        school.ok("student add 'Bo Lund' --id s-m4t9xz --pathway healthcare --grad-year 2027 --born 2007-04-04 --from 2026-09-01");
        school.ok("wbl add --activity internship --students s-m4t9xz --partner notre-dame-healthcare --starts 2026-10-05 --planned 100h --supervisors contact=j-ortiz");
        school.ok("wbl log s-m4t9xz 2026-10-06 3h");
        school.ok("wbl log s-k7f2wq 2026-10-06 4h");
        school.ok("mou add --partners antron-engineering --through 2027-06-30");
        school.ok("mou add --partners notre-dame-healthcare --through 2027-06-30");
        let before = school.files();
        let asked = school.fails(2, line);
        assert!(asked.contains(question), "{line}: {asked}");
        assert_eq!(school.files(), before, "{line}");
        school.ok(&format!("{line} --yes"));
        assert_eq!(ids(&school, done).len(), 2, "{line}");
        let both = line.replacen("--where", "one-more --where", 1);
        let fault = school.fails(2, &both);
        assert!(fault.contains("not both"), "{both}: {fault}");
    }
}

#[test]
fn an_mou_is_found_by_every_clause_of_its_text() {
    let school = placed();
    school.ok("mou add --partners antron-engineering --through 2027-06-30 --clauses insurance");
    let other = "mou add --partners notre-dame-healthcare --through 2027-06-30 --clauses";
    school.ok(&format!("{other} confidentiality-strict"));
    let found = |filter: &str| ids(&school, &format!("mou list --where '{filter}'"));
    let (antron, notre_dame) = (
        "antron-engineering-2026-27",
        "notre-dame-healthcare-2026-27",
    );
    assert_eq!(found("clauses = confidentiality"), [antron], "by default");
    assert_eq!(found("clauses ~ strict"), [notre_dame], "by name");
    assert_eq!(found("clauses = termination"), [antron, notre_dame]);
    assert_eq!(found("clauses = insurance"), [antron]);
    assert!(found("clauses ~ mutual").is_empty());
    let by_link = ids(&school, "wbl list --where 'mou.clauses = confidentiality'");
    assert!(by_link.is_empty(), "no experience names an MOU here");
    let shown = school.json("mou list --where 'clauses = termination'");
    assert_eq!(
        shown[0]["clauses"],
        serde_json::json!(["insurance"]),
        "as recorded"
    );
    // The store's own template asks for other topics.
    school.put("templates/mou.md", "# MOU\n\nof {{ mou.through }}\n");
    assert!(found("clauses = termination").is_empty());
}
