//! The plan, the timesheet and its code, reviews to print, letters and certificates.

use std::fs;

use crate::sandbox::Sandbox;

const MARIAM: &str = "s-bbdd9j-riverbend-youth-family-center";

fn school() -> Sandbox {
    Sandbox::example().on("2026-05-06")
}

#[test]
fn every_document_that_init_brings_can_be_made() {
    let sandbox = school();
    for (template, record) in [
        ("plan", MARIAM),
        ("review", MARIAM),
        ("timesheet", MARIAM),
        ("thanks-student", MARIAM),
        ("thanks-school", MARIAM),
        ("parents", MARIAM),
        ("certificate", MARIAM),
        ("verification", "s-bbdd9j"),
        ("impact", "riverbend-youth-family-center"),
        ("invitation", "manufacturing-advisory"),
    ] {
        let text = sandbox.ok(&format!("paper render {template} {record}"));
        assert!(
            text.contains("Marlow Falls High School"),
            "{template}: {text}"
        );
        assert!(
            !text.contains("{{") && !text.contains("{%"),
            "{template}: {text}"
        );
    }
}

#[test]
fn the_plan_shows_the_reviews_side_by_side_and_what_is_still_to_come() {
    let text = school().ok(&format!("paper render plan {MARIAM}"));
    assert!(
        text.contains("| Skill | Baseline | Final | Gain |"),
        "{text}"
    );
    assert!(
        text.contains("**Listening**") && text.contains("| 2 |"),
        "{text}"
    );
    assert!(text.contains("Goal: Handles a complaint calmly"), "{text}");
    let later = Sandbox::example().on("2026-06-20");
    let gained = later.ok("paper render plan s-7v9c6p-corvane-biologics");
    assert!(gained.contains("Mean gain over the"), "{gained}");
}

#[test]
fn a_partners_sheet_and_a_schools_thanks_name_no_student() {
    let sandbox = school();
    for line in [
        "paper render impact riverbend-youth-family-center".to_owned(),
        format!("paper render thanks-school {MARIAM}"),
    ] {
        let text = sandbox.ok(&line);
        for name in ["Mariam", "El-Amin"] {
            assert!(!text.contains(name), "{line}: {text}");
        }
    }
}

#[test]
fn a_signed_timesheet_comes_back_by_its_code() {
    let sandbox = Sandbox::example().on("2026-11-13");
    let row = sandbox.json("wbl list --where 'status = active' --fields id,supervisors");
    let placement = row[0]["id"].as_str().expect("an id").to_owned();
    let by = row[0]["supervisors"][0]["contact"]
        .as_str()
        .expect("a contact")
        .to_owned();
    sandbox.ok(&format!("wbl log {placement} 2026-11-12 06:00-06:45"));
    let sheet = sandbox.ok(&format!(
        "paper render timesheet {placement} --week 2026-11-12"
    ));
    let code = sheet.split("verify --sheet ").nth(1).expect("a code");
    let code = code.split_whitespace().next().expect("a code").to_owned();
    let wrong = sandbox.fails(2, &format!("verify --sheet {code}x --by {by}"));
    assert!(wrong.contains("is not the code of a timesheet"), "{wrong}");
    let twice = sandbox.fails(2, &format!("verify --sheet {code} --all --by {by}"));
    assert!(twice.contains("leave `--all` out"), "{twice}");
    let before = sandbox.text(&format!("wbl/2026-27/{placement}.toml"));
    sandbox.ok(&format!("wbl log {placement} 2026-11-13 06:00-06:30"));
    let stale = sandbox.fails(4, &format!("verify --sheet {code} --by {by}"));
    assert!(stale.contains("has changed since the sheet"), "{stale}");
    sandbox.put(&format!("wbl/2026-27/{placement}.toml"), before);
    let ran = sandbox.run(&format!("verify --sheet {} --by {by}", code.to_uppercase()));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("Verified"), "{}", ran.err);
    let nobody = sandbox.fails(3, &format!("verify --sheet k3f9q-2xwz --by {by}"));
    assert!(nobody.contains("no timesheet bears the code"), "{nobody}");
}

#[test]
fn the_guardians_language_picks_the_letter() {
    let sandbox = school();
    let path = "private/students/s-bbdd9j.toml";
    let plain = sandbox.ok(&format!("paper render parents {MARIAM}"));
    assert!(plain.contains("Dear parent or guardian"), "{plain}");
    let spanish = format!("paper render parents {MARIAM} --language es-US");
    assert!(sandbox.ok(&spanish).contains("Estimada familia"));
    let private = sandbox.text(path);
    assert!(private.contains("language = \"Arabic\""), "{private}");
    sandbox.put(path, private.replace("\"Arabic\"", "\"Spanish\""));
    let letter = sandbox.ok(&format!("paper render parents {MARIAM}"));
    assert!(letter.contains("Estimada familia"), "{letter}");
    assert!(letter.contains("2 de febrero de 2026"), "{letter}");
}

#[test]
fn letters_of_a_filter_are_a_file_each_or_one() {
    let sandbox = school();
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().join("letters");
    let filter = "'partner = riverbend-youth-family-center and activity = internship'";
    let line = format!("paper render thanks-school --where {filter}");
    sandbox.ok(&format!("{line} --format docx -o {}", folder.display()));
    let count = fs::read_dir(&folder).expect("the folder").count();
    assert!(count > 2, "{count}");
    let one = out.path().join("all.html");
    sandbox.ok(&format!("{line} -o {}", one.display()));
    let text = fs::read_to_string(&one).expect("the file");
    assert_eq!(text.matches("Dear ").count(), count);
}

#[test]
fn a_blank_review_is_printed_for_a_placement() {
    let sandbox = school();
    let form = sandbox.ok(&format!("eval form {MARIAM} --review final"));
    assert!(
        form.contains("# Final review") && !form.contains("DRAFT"),
        "{form}"
    );
    assert!(form.contains("--review final --on DAY"), "{form}");
    let slip = sandbox.fails(2, &format!("eval form {MARIAM} --review finl"));
    assert!(slip.contains("did you mean `final`?"), "{slip}");
    sandbox.fails(2, &format!("eval form {MARIAM}"));
}

#[test]
fn a_name_that_is_not_on_this_machine_is_a_blank_and_no_letter_is_made() {
    let sandbox = school();
    std::fs::remove_dir_all(sandbox.root().join("private")).expect("private/ is there");
    for template in [
        "parents",
        "parents --language es",
        "timesheet",
        "plan",
        "certificate",
        "thanks-student",
    ] {
        let line = format!("paper render {template} {MARIAM}");
        let said = sandbox.fails(4, &line);
        for words in [
            "name` is blank in the student",
            "is not on this machine",
            "--draft",
        ] {
            assert!(said.contains(words), "{template}: {words}\n{said}");
        }
        let drawn = sandbox.ok(&format!("{line} --draft"));
        assert!(!drawn.contains("not on this machine"), "{drawn}");
    }
    sandbox.ok(&format!("paper render thanks-school {MARIAM}"));
}

#[test]
fn what_the_starter_shows_as_an_example_reaches_no_document() {
    let school = crate::school::school();
    school.ok("config set school.name 'Marlow Falls High School'");
    school.ok("mou add --partners antron-engineering --through 2027-06-30 --school-year 2026-27");
    let mou = "antron-engineering-2026-27";
    let drawn = school.ok(&format!("mou render {mou} --draft"));
    assert!(!drawn.contains("Your "), "{drawn}");
    assert!(drawn.contains("Marlow Falls High School"), "{drawn}");
    let said = school.fails(4, &format!("mou render {mou}"));
    assert!(said.contains("`board.name` is blank"), "{said}");
    let set = school.text("wbl.toml");
    let example = |line: &&str| {
        !line.starts_with('#')
            && ["Your ", "your-", "000-000"]
                .iter()
                .any(|w| line.contains(w))
    };
    assert_eq!(set.lines().find(example), None);
}
