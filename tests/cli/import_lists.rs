//! `import` of lists as school systems, spreadsheets and hands write them: what is read, what is asked.

use crate::import::twice;
use crate::sandbox::Sandbox;
use crate::school::{STUDENT, placed, school};

/// What a file and a line say in a preview.
fn previewed(school: &Sandbox, text: &str, line: &str) -> String {
    school.put("l.csv", text);
    let ran = school.run(&format!("{line} --dry-run"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out + &ran.err
}

#[test]
fn the_headers_of_school_systems_are_read_and_said() {
    let school = school();
    for (text, flags, read) in [
        (
            "Name,LASID,SASID,YOG,DOB,Pathway,from\n\"Doe, Jane\",00123,1010101010,2027,3/4/2009,Business,9/1/2026\n",
            "--dates mdy",
            "read: `LASID` as district_id, `SASID` as state_id, `YOG` as grad_year, `DOB` as born",
        ),
        (
            "Student_Number\tState_StudentNumber\tLast_Name\tFirst_Name\tSched_YearOfGraduation\tHome_Phone\tPathway\n00123\t1010101010\tDoe\tJane\t2027\t508-555-0142\tbusiness\n",
            "",
            "read: `Student_Number` as district_id, `State_StudentNumber` as state_id, `Sched_YearOfGraduation` as grad_year, `Home_Phone` as phone",
        ),
        (
            "Student ID;Last Name;First Name;Class of;Birth Date;Parent/Guardian;Parent Email;Parent/Guardian 2;Parent/Guardian 2 Cell Phone;Pathway\r\n00123;Doe;Jane;2027;2009-03-04;Maria Doe;m@mail.example;Sam Doe;508-555-0143;business\r\n",
            "",
            "read: `Student ID` as district_id, `Class of` as grad_year, `Birth Date` as born, `Parent/Guardian` as guardians.name",
        ),
    ] {
        let said = previewed(&school, text, &format!("import student l.csv {flags}"));
        assert!(said.contains(read), "{said}");
    }
    twice(&school, "import student l.csv");
    let all = school.json("student list --fields name,district_id,grad_year,born,guardians");
    let all = all.as_array().unwrap();
    let jane = all.iter().find(|one| one["name"] == "Jane Doe").unwrap();
    assert_eq!(jane["district_id"], "00123");
    assert_eq!(jane["grad_year"], 2027);
    assert_eq!(jane["born"], "2009-03-04");
    assert_eq!(jane["guardians"][0]["email"], "m@mail.example");
    assert_eq!(jane["guardians"][1]["name"], "Sam Doe");
    assert_eq!(jane["guardians"][1]["phone"], "508-555-0143");
}

#[test]
fn the_lists_of_hands_and_spreadsheets_are_read_too() {
    let school = placed();
    let said = previewed(
        &school,
        "Company,Contact Person,Contact Email,Phone Number,City,Web Site,Industry,Comments\n\
         Oak Hill Farm,Ann Oak,ann@oak.example,508-555-0101,Uxbridge,oak.example,agriculture,call first\n",
        "import partner l.csv",
    );
    assert!(
        said.contains("read: `Company` as name, `Contact Person` as contact.name, `Contact Email` as contact.email, `Phone Number` as phone, `City` as town, `Industry` as sectors, `Comments` as notes"),
        "{said}"
    );
    twice(&school, "import partner l.csv");
    school.ok(&format!("student set {STUDENT} --district-id 00123"));
    let said = previewed(
        &school,
        "LASID,Date,Start Time,End Time,Lunch,Total Hours\n00123,10/6/2026,12:30 PM,4:00 PM,30,3\n",
        "import hours l.csv --dates mdy",
    );
    assert!(
        said.contains("`Start Time` as from, `End Time` as to, `Lunch` as break"),
        "{said}"
    );
    twice(&school, "import hours l.csv --dates mdy");
    let said = previewed(
        &school,
        "LASID,Employer,Activity,Start Date,Planned Hours,Pathway\n00123,Antron Engineering,internship,2027-01-11,100,healthcare\n",
        "import wbl l.csv",
    );
    assert!(
        said.contains("`LASID` as students, `Employer` as partner"),
        "{said}"
    );
    twice(&school, "import wbl l.csv");
}

#[test]
fn what_a_header_may_be_is_asked_with_the_flag_that_says_so() {
    let school = school();
    school.put(
        "s.csv",
        "Name,LASID,YOG,Grade,Entry Date,Counselor,Homeroom,Gender,Pathway\nJane Doe,00123,2027,12,2026-09-01,,,,business\n",
    );
    let said = school.fails(2, "import student s.csv");
    for words in [
        "hint: if it is the day on which the student's pathway begins, and not the school: `--map 'Entry Date=from'`",
        "`--map Counselor=advisor`",
        "write the year of graduation in its place, as `grad_year`",
        "the columns `Homeroom`, `Gender` are no fields of a student",
        "leave them out: `--map Homeroom=- --map Gender=-`",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(!said.contains("LASID"), "{said}");
    let rest = "--map Grade=- --map Counselor=- --map Homeroom=- --map Gender=-";
    twice(
        &school,
        &format!("import student s.csv --map 'Entry Date=enrolled.from' {rest}"),
    );
    let all = school.json("student list --fields name,enrolled");
    let all = all.as_array().unwrap();
    let jane = all.iter().find(|one| one["name"] == "Jane Doe").unwrap();
    assert_eq!(jane["enrolled"][0]["from"], "2026-09-01");
    let said = school.fails(
        2,
        &format!("import student s.csv --map 'Entry Date=courses.done' {rest}"),
    );
    assert!(
        said.contains("write whole items in one column `courses`: `name=…,kind=…`"),
        "{said}"
    );
    school.put(
        "p.csv",
        "Company,State,Status,Title\nOak Hill,MA,Active,Owner\n",
    );
    let said = school.fails(2, "import partner p.csv");
    for words in [
        "`--map Status=stage`",
        "`--map Title=contact.title`",
        "`--map State=FIELD`",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    school.put("p.csv", "Company,Name\nOak Hill,Ann Oak\n");
    let said = school.fails(2, "import partner p.csv");
    assert!(said.contains("--map Name=contact.name"), "{said}");
}

#[test]
fn two_rows_that_nothing_tells_apart_are_never_one_in_silence() {
    let school = school();
    let student = "Name,Grad Year,Pathway,From\nJane Doe,2027,business,2026-09-01\n";
    let wbl = format!(
        "students,partner,activity,starts,pathway\n{STUDENT},antron,internship,2026-10-05,healthcare\n"
    );
    for (kind, text, words) in [
        ("student", student.to_owned() + "Jane Doe,2027,business,2026-09-01\n", "row 2 is the same student by all that the file says"),
        ("student", student.to_owned() + "Jane Doe,2027,healthcare,2026-09-01\n", "and differs: pathway"),
        ("contact", "name,title\nAnn Oak,Manager\nAnn Oak,Manager\n".to_owned(), "a column `email`, `partner`"),
        ("wbl", format!("{wbl}{}", wbl.lines().nth(1).unwrap()), "row 2 is the same experience"),
        ("wbl", "activity,partner,starts,headcount\nguest-speaker,antron,2026-10-05,30\nguest-speaker,antron,2026-10-05,30\n".to_owned(), "tell them apart in a column `title` or `id`"),
        ("partner", "name,phone\nAntron Engineering,1\nAntron Engineering,2\n".to_owned(), "and differs: phone \"1\" → \"2\""),
    ] {
        school.put("t.csv", &text);
        let said = school.fails(4, &format!("import {kind} t.csv --yes --update"));
        assert!(said.contains("t.csv:3:1") && said.contains(words), "{words}\n{said}");
    }
    // Where more than a name says who it is, the second row has nothing new, and that is said.
    for (kind, text) in [
        (
            "student",
            "Name,LASID,Grad Year,Pathway,From\nJane Doe,1,2027,business,2026-09-01\nJane Doe,1,2027,business,2026-09-01\n",
        ),
        (
            "contact",
            "name,email\nAnn Oak,a@oak.example\nAnn Oak,a@oak.example\n",
        ),
        ("partner", "name,town\nOak Hill,Hull\nOak Hill,Hull\n"),
    ] {
        school.put("t.csv", text);
        let ran = school.run(&format!("import {kind} t.csv --yes"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(
            ran.err
                .contains("row 3 says the same as row 2: each was taken once"),
            "{}",
            ran.err
        );
        twice(&school, &format!("import {kind} t.csv"));
    }
}

#[test]
fn a_student_who_is_there_is_said_not_to_be_in_the_pathway_of_the_row() {
    let school = school();
    school.put(
        "s.csv",
        "Name,Grad Year,Pathway,From\nAna Núñez-O’Brien,2027,business,2026-11-01\n",
    );
    let ran = school.run("import student s.csv --yes --update");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err
            .contains("`wbl student enroll s-k7f2wq business --from 2026-11-01`"),
        "{}",
        ran.err
    );
    school.put(
        "s.csv",
        "Name,Grad Year,Pathway\nAna Núñez-O’Brien,2027,healthcare\n",
    );
    let ran = school.run("import student s.csv --yes --update");
    assert!(!ran.err.contains("enroll"), "{}", ran.err);
}

#[test]
fn what_is_private_is_not_told_off_a_terminal() {
    let school = school();
    school.ok(&format!("student set {STUDENT} --district-id 00123"));
    school.put("s.csv", "LASID,Name,DOB\n00123,Ana Brien,2007-03-06\n");
    let said = school.fails(2, "import student s.csv --update");
    assert!(
        said.contains("update     student s-k7f2wq: born; name"),
        "{said}"
    );
    assert!(!said.contains("Brien") && !said.contains("2007"), "{said}");
}

#[test]
fn what_is_there_and_otherwise_is_shown_without_a_write() {
    let school = school();
    school.put("p.csv", "name,phone\nAntron Engineering,508-555-0147\n");
    let ran = school.run("import partner p.csv --dry-run");
    for words in [
        "row 2     differs    partner antron-engineering: phone (none) → \"508-555-0147\"",
        "1 there but different (`--update` would change them, `--dry-run` shows which)",
        "nothing would change",
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
}

#[test]
fn a_number_of_the_school_is_no_id_of_a_student() {
    let school = school();
    school.put(
        "s.csv",
        "ID,Name,YOG,Pathway,from\n4711,Bo Lamb,2027,business,2026-09-01\n",
    );
    let said = school.fails(4, "import student s.csv --yes");
    assert!(said.contains("`--map ID=district_id`"), "{said}");
    twice(&school, "import student s.csv --map ID=district_id");
}
