//! How records are named, and what is said of a name: by whom, last name first, by half of it.

use crate::school::{placed, school};

#[test]
fn an_id_that_would_hold_a_students_name_is_refused_with_one_that_can_be_pasted() {
    let school = school();
    let said = school.fails(4, "partner add 'Ana Núñez-O’Brien Bakery'");
    assert!(said.contains("`--id bakery`"), "{said}");
    assert!(!said.to_lowercase().contains("nunez"), "{said}");
    assert!(!said.contains("s-k7f2wq"), "{said}");
    school.ok("partner add 'Ana Núñez-O’Brien Bakery' --id bakery");
    assert_eq!(
        school.ok("check name-in-tracked"),
        "",
        "the firm's own name is let be"
    );
    school.ok("mou add --partners bakery --through 2028-06-30");
    school.put(
        "partners/ana-nunez-o-brien-mill.toml",
        "name = \"Mill\"\nnotes = \"Ana Nunez-O'Brien\"\n",
    );
    let ran = school.run("check name-in-tracked");
    let all = ran.out + &ran.err;
    assert_eq!(all.matches("[name-in-tracked]").count(), 2, "{all}");
    assert!(
        all.contains("wbl partner rename ana-nunez-o-brien-mill NEW-ID"),
        "{all}"
    );
    assert!(
        !all.contains("s-k7f2wq"),
        "whose name it is is kept back: {all}"
    );
}

#[test]
fn half_a_name_is_answered_with_the_whole_line() {
    let school = placed();
    let said = school.fails(3, "log Ana 2026-10-06 3h --task 'lunch round'");
    assert!(
        said.contains("did you mean the student `s-k7f2wq`"),
        "{said}"
    );
    assert!(
        said.ends_with("hint: wbl log s-k7f2wq 2026-10-06 3h --task 'lunch round'\n"),
        "{said}"
    );
}

#[test]
fn a_student_is_named_as_schools_write_them() {
    let school = school();
    let line = "wbl add --activity internship --partner antron-engineering --pathway healthcare --starts 2026-10-05";
    school.ok(&format!("{line} --students \"Núñez-O'Brien, Ana\""));
    let said = school.fails(3, &format!("{line} --students 'Nobody, Else'"));
    assert!(said.contains("there is no student `Else`"), "{said}");
}

#[test]
fn a_student_stands_for_their_only_evaluation() {
    let school = placed();
    let name = "\"Ana Nunez-O'Brien\"";
    let said = school.fails(3, &format!("eval rate {name} attendance=4"));
    assert!(
        said.contains("wbl eval add --experience s-k7f2wq"),
        "{said}"
    );
    let add = "eval add --experience s-k7f2wq --on 2026-10-20 --review";
    school.ok(&format!("{add} baseline"));
    let ran = school.run(&format!("eval rate {name} attendance=4"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err
            .contains("Took the evaluation `s-k7f2wq-notre-dame-healthcare-baseline`."),
        "{}",
        ran.err
    );
    school.ok(&format!("{add} interim"));
    let said = school.fails(3, &format!("eval rate {name} attendance=5"));
    for review in ["baseline", "interim"] {
        let line = format!("wbl eval rate s-k7f2wq-notre-dame-healthcare-{review} attendance=5");
        assert!(said.contains(&line), "{said}");
    }
}

#[test]
fn a_signature_above_blanks_says_that_they_are_closed_now() {
    let school = school();
    school.ok("mou add --partners antron-engineering --through 2028-06-30 --id m1");
    let sign = "mou sign m1 --name X --title Y --on 2026-11-20 --party";
    let said = |line: &str| school.run(line).err;
    let sent = said("mou send m1 --party board");
    assert!(
        sent.contains("blanks, to be filled before anyone signs"),
        "{sent}"
    );
    let first = said(&format!("{sign} board"));
    assert!(
        first.contains("closed to changes now that a signature stands"),
        "{first}"
    );
    assert!(
        first.contains("`wbl undo`") && first.contains("`wbl mou render m1` lists them"),
        "{first}"
    );
    let next = said(&format!("{sign} industry"));
    assert!(
        next.contains("closed to changes, for a signature stands"),
        "{next}"
    );
    let listed = school.fails(4, "mou render m1");
    assert!(listed.contains("is blank"), "{listed}");
}

#[test]
fn what_no_list_could_show_is_no_name_and_no_text() {
    let school = placed();
    let before = school.files();
    let long = "x".repeat(10_000);
    let said = school.fails(4, &format!("partner add '{long}'"));
    assert!(
        said.contains("has 10000 characters, and a name has 200 at most"),
        "{said}"
    );
    let mut command = school.command("student add");
    command.args([
        "Zora\nOkafor",
        "--pathway",
        "healthcare",
        "--grad-year",
        "2027",
    ]);
    let ran = crate::sandbox::ran(command.output().expect("wbl runs"));
    assert_eq!(ran.code, 4, "{}", ran.err);
    assert!(ran.err.contains("`name` has a line break"), "{}", ran.err);
    let bell = "log s-k7f2wq 2026-10-06 3h --task 'lunch\u{7}'";
    let said = school.fails(4, bell);
    assert!(
        said.contains("`task` has a control character (U+0007)"),
        "{said}"
    );
    assert_eq!(school.files(), before, "nothing was written");
    let mut command = school.command("log s-k7f2wq 2026-10-06 3h --task");
    command.arg("lunch\n\tand tea");
    assert_eq!(
        crate::sandbox::ran(command.output().expect("wbl runs")).code,
        0
    );
    // What stands in a file already stops no change of it.
    school.put("partners/odd.toml", format!("name = \"{long}\"\n"));
    let ran = school.run("check odd-text");
    assert_eq!(
        (ran.code, ran.out.contains("`wbl partner edit odd`")),
        (0, true),
        "{}",
        ran.out
    );
    school.ok("partner set odd --town Uxbridge");
}

#[test]
fn an_empty_find_is_a_header_where_a_program_reads_it() {
    let school = school();
    let ran = school.run("find zzqq --private");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out.starts_with("kind  id  field  excerpt\n"),
        "{}",
        ran.out
    );
}
