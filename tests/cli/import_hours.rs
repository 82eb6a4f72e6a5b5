//! `import hours`: each shift once, and two of them two; what can be meant in two ways is asked.

use crate::import::twice;
use crate::school::{STUDENT, placed};

#[test]
fn a_timesheet_is_taken_once_however_often_it_is_imported() {
    let school = placed();
    school.put(
        "h.csv",
        "Student\tDate\tTime In\tTime Out\tBreak\tArea\tBy\tVerified\n\
         Ana Núñez-O’Brien\t10/5/2026\t3:30 PM\t6:30 PM\t\tdietary\tJ. Ortiz\t10/9/2026\n\
         s-k7f2wq\t10/6/2026\t3:30 PM\t6:30 PM\t30\t\t\t\n",
    );
    twice(&school, "import hours h.csv --dates mdy");
    let hours = school.json(&format!("report hours --student {STUDENT}"));
    assert_eq!(hours["rows"][0]["counted_minutes"], 180);
    assert_eq!(hours["rows"][0]["pending_minutes"], 150);
}

#[test]
fn two_rows_that_are_the_same_are_one_typed_twice_or_two_shifts() {
    let school = placed();
    let sheet = "student,day,minutes\ns-k7f2wq,2026-10-06,150\ns-k7f2wq,2026-10-06,2h30m\n";
    school.put("h.csv", sheet);
    let said = school.fails(4, "import hours h.csv --yes");
    for words in [
        "this is the same as row 2: 2026-10-06 2:30",
        "h.csv:3:1",
        "typed twice, leave it out",
        "columns `from` and `to`",
        "add `--reason",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let pending = || {
        let hours = school.json(&format!("report hours --student {STUDENT}"));
        hours["rows"][0]["pending_minutes"].as_i64().unwrap()
    };
    twice(&school, "import hours h.csv --reason 'morning and evening'");
    assert_eq!(pending(), 300, "two shifts are two");
    let placement = school.text("wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml");
    assert!(
        placement.contains("rule = \"twin-entries\", about = \""),
        "{placement}"
    );
    // A third is one more than the store has.
    school.put("h.csv", format!("{sheet}s-k7f2wq,2026-10-06,150\n"));
    let said = school.fails(4, "import hours h.csv --yes");
    assert!(
        said.contains("h.csv:4:1") && !said.contains("h.csv:3:1"),
        "{said}"
    );
    // Times tell them apart; two rows with the same are one.
    let sheet =
        "student,day,from,to\ns-k7f2wq,2026-10-07,9am,11:30am\ns-k7f2wq,2026-10-07,1pm,3:30pm\n";
    school.put("t.csv", sheet);
    twice(&school, "import hours t.csv");
    assert_eq!(pending(), 600);
    school.put("t.csv", format!("{sheet}s-k7f2wq,2026-10-07,9am,11:30am\n"));
    let said = school.fails(4, "import hours t.csv --yes --reason two");
    assert!(
        said.contains("t.csv:4:1") && said.contains("this is the same as row 2"),
        "{said}"
    );
    school.ok("check");
}

#[test]
fn an_entry_that_is_there_and_otherwise_is_told_and_left() {
    let school = placed();
    school.ok("wbl log s-k7f2wq 2026-10-06 15:00-18:00");
    school.put(
        "h.csv",
        "student,day,from,to,area,by,verified\ns-k7f2wq,2026-10-06,15:00,18:00,dietary,j-ortiz,2026-10-09\n",
    );
    let before = school.files();
    let ran = school.run("import hours h.csv --yes");
    assert_eq!(ran.code, 0, "{}", ran.err);
    for words in [
        "row 2 (there with another `area`, `by`, `verified`)",
        "an import leaves hours as they are",
        "verified with `wbl verify`",
    ] {
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
    assert!(school.files() == before);
}

#[test]
fn hours_that_count_nowhere_are_told() {
    let school = placed();
    let early = "wbl set s-k7f2wq-notre-dame-healthcare --starts 2026-08-24";
    school.ok(early);
    school.put("h.csv", "student,day,minutes\ns-k7f2wq,2026-08-25,3h\n");
    let ran = school.run("import hours h.csv --yes");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("2026-08-25 counts nowhere"), "{}", ran.err);
}

#[test]
fn a_day_has_24_hours_in_a_file_too() {
    let school = placed();
    school.put(
        "h.csv",
        "student,day,minutes\ns-k7f2wq,2026-10-06,13h\ns-k7f2wq,2026-10-06,12h\n",
    );
    let said = school.fails(4, "import hours h.csv --yes");
    assert!(
        said.contains("h.csv:3:1") && said.contains("25:00 of work on 2026-10-06"),
        "{said}"
    );
}

#[test]
fn a_shift_of_the_afternoon_is_not_taken_as_one_of_the_night() {
    let school = placed();
    for (row, words) in [
        (
            "3:00,6:00",
            "write 15:00-18:00 or 3:00pm-6:00pm, or 03:00-06:00 for the night",
        ),
        ("9:00,1:00", "write 09:00-13:00 or 9:00am-1:00pm"),
        ("2:30,6pm", "write am or pm at both times"),
    ] {
        school.put(
            "h.csv",
            format!("student,day,from,to\ns-k7f2wq,2026-10-06,{row}\n"),
        );
        let said = school.fails(4, "import hours h.csv --yes");
        assert!(
            said.contains("h.csv:2:1") && said.contains("two ways") && said.contains(words),
            "{said}"
        );
        let span = row.replace(',', "-");
        let said = school.fails(2, &format!("wbl log s-k7f2wq 2026-10-06 {span}"));
        assert!(said.contains(words), "{said}");
    }
    school.put(
        "h.csv",
        "student,day,from,to\ns-k7f2wq,2026-10-06,03:00,06:00\n",
    );
    school.ok("import hours h.csv --yes");
}

#[test]
fn a_row_of_hours_that_contradicts_itself_is_told_and_not_settled() {
    let school = placed();
    let header = "student,day,from,to,minutes,break,span";
    let taken = |row: &str| {
        school.put("h.csv", format!("{header}\ns-k7f2wq,2026-10-06,{row}\n"));
        school.run("import hours h.csv --dry-run")
    };
    for row in [
        "15:00,18:00,150,30,",
        "15:00,18:00,180,30,",
        "15:00,18:00,180,,3h",
        "15:00,18:00,2h30m,30,15:00-18:00",
        ",,180,,3h",
        ",,45,,",
        ",,3h30m,,",
        ",,210,,",
    ] {
        let ran = taken(row);
        assert_eq!(ran.code, 0, "{row}\n{}", ran.err);
    }
    for (row, place, words) in [
        (
            "15:00,18:00,60,30,",
            "h.csv:2:5",
            "this says `60`, and the rest of the row 2:30",
        ),
        ("15:00,18:00,,,4h", "h.csv:2:7", "this says `4h`"),
        (
            "15:00,18:00,,,15:00-17:00",
            "h.csv:2:7",
            "this says `15:00-17:00`",
        ),
        ("15:00,18:00,,,oops", "h.csv:2:7", "`oops` is not a span"),
        (",,60,,3h", "h.csv:2:5", "the rest of the row 3:00"),
        (",,3.5,,", "h.csv:2:5", "write 3h30m, or 210"),
        ("15:00,18:30,3.5,,", "h.csv:2:5", "write 3h30m, or 210"),
    ] {
        let ran = taken(row);
        assert_eq!(ran.code, 4, "{row}\n{}", ran.err);
        assert!(
            ran.err.contains(place) && ran.err.contains(words),
            "{row}\n{}",
            ran.err
        );
    }
    let odd = taken("15:00,18:20,,,3.33");
    assert!(
        odd.err.contains("leave the column out with `--map span=-`"),
        "{}",
        odd.err
    );
    let night = taken("22:00,02:00,,,");
    assert_eq!(night.code, 4);
    assert!(night.err.contains("a column `overnight`"), "{}", night.err);
    assert!(!night.err.contains("--overnight"), "{}", night.err);
}
