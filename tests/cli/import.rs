//! `import`: a file of rows, all or none; the same file again changes nothing.

use crate::sandbox::Sandbox;
use crate::school::{STUDENT, placed, school};

/// Imports a file twice: the second time there is nothing to do, and nobody need say yes.
pub fn twice(school: &Sandbox, line: &str) {
    school.ok(&format!("{line} --yes"));
    let before = school.files();
    school.ok(line);
    assert!(school.files() == before, "{line} again changed something");
}

#[test]
fn partners_come_with_their_contacts_and_only_once() {
    let school = school();
    school.put(
        "p.csv",
        "\u{feff}Name;Town;E-Mail;Contact.Name;contact.email;Notes\r\n\
         Oak Hill Farm;Uxbridge;hi@oak.example;Ann Oak;ann@oak.example;\"two\r\nlines\"\r\n\
         Elm Press;Milford;;;;'=SUM(A1)\r\n\
         Oak Hill Farm;Uxbridge;;Ben Oak;;\r\n",
    );
    let before = school.files();
    let said = school.fails(2, "import partner p.csv");
    assert!(school.files() == before, "a preview writes nothing");
    for line in [
        "row 2     create     partner oak-hill-farm",
        "row 2     create     contact ann-oak",
        "row 4     unchanged  partner oak-hill-farm (as row 2)",
        "row 4     create     contact ben-oak",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    twice(&school, "import partner p.csv");
    assert!(
        school
            .text("contacts/ann-oak.toml")
            .contains("partner = \"oak-hill-farm\"")
    );
    assert!(
        school
            .text("partners/elm-press.toml")
            .contains("notes = \"=SUM(A1)\"")
    );
    school.ok("check");
}

#[test]
fn a_record_that_is_there_is_changed_only_when_that_is_asked() {
    let school = school();
    school.put(
        "p.csv",
        "name,phone,town\nAntron Engineering,508-555-0147,Bellingham\n",
    );
    let before = school.files();
    school.ok("import partner p.csv");
    assert!(school.files() == before);
    let shown = school.ok("import partner p.csv --update --dry-run");
    assert!(
        shown.contains("update     partner antron-engineering: phone (none) → \"508-555-0147\""),
        "{shown}"
    );
    twice(&school, "import partner p.csv --update");
    assert!(
        school
            .text("partners/antron-engineering.toml")
            .contains("508-555-0147")
    );
}

#[test]
fn a_class_list_finds_its_students_by_their_numbers() {
    let school = school();
    school.put(
        "s.csv",
        "Name,LASID,Grad Year,Pathway,From\nJane Doe,00123,2027,Healthcare,9/1/2026\nJane Doe,00124,2028,business,9/1/2026\n",
    );
    school.fails(4, "import student s.csv --map LASID=district_id --yes");
    twice(
        &school,
        "import student s.csv --map LASID=district_id --dates mdy",
    );
    let students = school.json("student list");
    assert_eq!(students.as_array().unwrap().len(), 3);
    school.put("s2.csv", "Name,LASID,Born\nJane Q. Doe,00123,2009-03-04\n");
    twice(
        &school,
        "import student s2.csv --map LASID=district_id --key district_id --update",
    );
    assert_eq!(school.json("student list").as_array().unwrap().len(), 3);
}

#[test]
fn a_class_list_as_school_systems_export_it_is_taken_whole() {
    let school = school();
    school.put(
        "s.csv",
        "First Name,Last Name,Grad Year,Pathway,From,Guardian 1 Name,Guardian 1 Email,Guardian 1 Language,Mom Phone\n\
         Jane,Doe,2027,healthcare,2026-09-01,\"Doe, Maria\",maria@mail.example,Spanish,508-555-0142\n\
         Luis,De la Cruz,2028,business,2026-09-01,,,,\n",
    );
    let line = "import student s.csv --map 'Mom Phone=guardians.phone'";
    let said = school.fails(2, line);
    assert!(said.contains("(last name first: put in order)"), "{said}");
    assert!(
        !said.contains("Jane"),
        "off a terminal no name is shown: {said}"
    );
    twice(&school, line);
    let all = school.json("student list --fields id,name,guardians");
    let all = all.as_array().unwrap();
    let jane = all.iter().find(|one| one["name"] == "Jane Doe").unwrap();
    let guardian = &jane["guardians"][0];
    assert_eq!(guardian["name"], "Maria Doe");
    assert_eq!(guardian["email"], "maria@mail.example");
    assert_eq!(guardian["phone"], "508-555-0142");
    assert!(all.iter().any(|one| one["name"] == "Luis De la Cruz"));
    // What else is known of a guardian stays.
    school.put(
        "s2.csv",
        "Name,Grad Year,Guardian Name,Guardian Email\nJane Doe,2027,Maria Doe,m@mail.example\n",
    );
    twice(&school, "import student s2.csv --update");
    let shown = school.json(&format!("student show {}", jane["id"].as_str().unwrap()));
    assert_eq!(shown["guardians"].as_array().unwrap().len(), 1);
    assert_eq!(shown["guardians"][0]["phone"], "508-555-0142");
    assert_eq!(shown["guardians"][0]["email"], "m@mail.example");
}

#[test]
fn half_of_a_name_is_no_name() {
    let school = school();
    for (header, words) in [
        ("Last Name", "`Last Name` is half of a name"),
        ("Name,Surname,First Name", "both say the name"),
        (
            "First Name,Last Name,Guardian 1 Surname",
            "`Guardian 1 Surname` is half of a name",
        ),
    ] {
        school.put("s.csv", format!("{header},Grad Year,Pathway\n"));
        let said = school.fails(2, "import student s.csv");
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn a_student_who_looks_like_one_that_is_there_is_told() {
    let school = school();
    school.ok(&format!("student set {STUDENT} --district-id 00123"));
    school.put(
        "s.csv",
        "Name,district id,Grad Year,Pathway\n\"NUNEZ-O’BRIEN, Ana\",77,2028,business\n",
    );
    let said = school.fails(2, "import student s.csv");
    assert!(said.contains("(of the same name as `s-k7f2wq`)"), "{said}");
    let ran = school.run("import student s.csv --yes");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("has the same name as `s-k7f2wq`"),
        "{}",
        ran.err
    );
    school.put(
        "s.csv",
        "Name,district id,Grad Year,Pathway\nBo Lee,123,2028,business\n",
    );
    let said = school.fails(4, "import student s.csv --yes");
    assert!(
        said.contains("`s-k7f2wq` has the same `district_id` but for leading zeros"),
        "{said}"
    );
    school.ok("import student s.csv --yes --reason 'another district'");
}

#[test]
fn one_bad_row_keeps_all_out_and_every_one_is_named() {
    let school = placed();
    let before = school.files();
    school.put(
        "h.csv",
        "student,day,from,to,break\n\
         s-k7f2wq,10/5/2026,3:30 PM,6:30 PM,\n\
         Nobody,2026-10-06,3:30 PM,6:30 PM,\n\
         s-k7f2wq,2026-10-07,3:30 PM,6:30 PM,\n\
         s-k7f2wq,2026-10-08,half,6:30 PM,\n",
    );
    let said = school.fails(4, "import hours h.csv --yes");
    for place in ["h.csv:2:2", "h.csv:3:1", "h.csv:5:3"] {
        assert!(said.contains(place), "{place}\n{said}");
    }
    assert!(said.contains("2026-10-06, today"), "the forms are named");
    std::fs::remove_file(school.root().join("h.csv")).unwrap();
    assert!(school.files() == before, "none half-applied");
}

#[test]
fn a_list_that_was_written_out_reads_back() {
    let school = school();
    school.ok("partner set antron-engineering --notes '=HYPERLINK(1)'");
    let fields = "id,name,town,sectors,notes";
    school.ok(&format!("partner list --fields {fields} -o p.csv"));
    assert!(school.text("p.csv").contains("'=HYPERLINK"));
    let before = school.files();
    school.ok("import partner p.csv --update");
    assert!(school.files() == before);
}

#[test]
fn whole_lists_of_the_example_school_read_back_groups_and_all() {
    let school = Sandbox::example().on("2027-02-10");
    let before = school.files();
    // One contact's successor and the placements' links are among the school's deliberate findings.
    for (kind, left_out) in [
        ("partner", "custom"),
        ("contact", "successor"),
        ("pathway", "custom"),
        ("student", "custom"),
        ("wbl", "custom"),
    ] {
        let fields: Vec<String> = school
            .json(&format!("fields {kind}"))
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["field"].as_str().unwrap().replace("private ", ""))
            .filter(|key| key != "custom" && key != left_out && !key.contains('.'))
            .collect();
        let fields = fields.join(",");
        let all = school.ok(&format!(
            "{kind} list --archived --fields id,{fields} --format csv"
        ));
        let rows = all.lines().count();
        assert!(rows > 5, "{kind}");
        let elsewhere = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(elsewhere.path(), &all).unwrap();
        let ran = school.run(&format!(
            "import {kind} {} --update",
            elsewhere.path().display()
        ));
        assert_eq!(ran.code, 0, "{kind}: {}", ran.err);
        assert!(
            ran.err.contains("0 created, 0 updated"),
            "{kind}: {}",
            ran.err
        );
        assert!(school.files() == before, "{kind}");
    }
}

#[test]
fn what_only_verbs_write_stays_as_the_record_has_it() {
    let school = school();
    school.put(
        "p.csv",
        "name,capacity,touches\nNotre Dame Healthcare,\"[{\"\"year\"\":\"\"2026-27\"\",\"\"slots\"\":2,\"\"note\"\":null}]\",\n",
    );
    school.ok("import partner p.csv --update --yes");
    let partner = school.json("partner show notre-dame-healthcare");
    assert_eq!(partner["capacity"][0]["slots"], 2);
    for (cell, words) in [
        (
            "[{\"\"on\"\":\"\"2026-10-01\"\",\"\"via\"\":\"\"call\"\"}]",
            "written by commands of its own",
        ),
        ("[{\"\"onn\"\":\"\"2026-10-01\"\"}]", "has no key `onn`"),
        ("[oops]", "cannot be read"),
    ] {
        school.put(
            "t.csv",
            format!("name,touches\nNotre Dame Healthcare,\"{cell}\"\n"),
        );
        let said = school.fails(4, "import partner t.csv --yes --update");
        assert!(said.contains("t.csv:2:2") && said.contains(words), "{said}");
    }
}

#[test]
fn a_column_that_is_unknown_points_to_the_list_of_fields() {
    let school = school();
    school.put("s.csv", "name,shoe\nJane Doe,9\n");
    let said = school.fails(2, "import student s.csv");
    assert!(said.contains("`wbl fields student`"), "{said}");
}

#[test]
fn a_quote_that_is_not_closed_takes_nobody_into_a_note() {
    let school = school();
    let list = "Name,Pathway,Grad Year,From,Notes\n\
        Al Sands,business,2027,2026-09-01,\n\
        Pia Stone,business,2027,2026-09-01,\"likes boats\n\
        Bo Hull,business,2027,2026-09-01,\n";
    let before = school.files();
    for (text, place, words) in [
        (list.to_owned(), "c.csv:3:5", "nothing closes it"),
        (list.replace('\n', "\r\n"), "c.csv:3:5", "nothing closes it"),
        (list.replace(',', ";"), "c.csv:3:5", "nothing closes it"),
        (list.replace(',', "\t"), "c.csv:3:5", "nothing closes it"),
        (format!("\u{feff}{list}"), "c.csv:3:5", "nothing closes it"),
        (
            format!("{list}Di Lamb,business,2027,2026-09-01,\"said \"\"hi\"\"\""),
            "c.csv:3:5",
            "the next one, in line 5",
        ),
        (
            format!("{list}Di Lamb,business,2027,2026-09-01,saw 6\"\n"),
            "c.csv:3:5",
            "takes in line 4",
        ),
    ] {
        school.put("c.csv", text);
        let said = school.fails(4, "import student c.csv --yes");
        assert!(said.contains(place) && said.contains(words), "{said}");
        assert!(!said.contains("Hull"), "nobody is named: {said}");
        std::fs::remove_file(school.root().join("c.csv")).unwrap();
        assert!(school.files() == before);
    }
    school.put(
        "c.csv",
        list.replace("boats\n", "boats,\nand \"\"kites\"\"\"\n"),
    );
    school.ok("import student c.csv --yes");
    let all = school.json("student list --fields name,notes");
    let pia = all
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == "Pia Stone");
    assert_eq!(pia.unwrap()["notes"], "likes boats,\nand \"kites\"");
}
