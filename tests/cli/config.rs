//! `config`: settings shown with where they come from, and changed one at a time.

use crate::sandbox::Sandbox;
use crate::terminal::Terminal;

/// What a command changes in wbl.toml, line by line.
fn changed(school: &Sandbox, line: &str) -> String {
    let before = school.text("wbl.toml");
    school.ok(line);
    let after = school.text("wbl.toml");
    let gone = before
        .lines()
        .filter(|line| !after.lines().any(|l| l == *line));
    let come = after
        .lines()
        .filter(|line| !before.lines().any(|l| l == *line));
    let gone = gone.map(|line| format!("-{line}\n"));
    gone.chain(come.map(|line| format!("+{line}\n"))).collect()
}

#[test]
fn one_setting_is_changed_and_no_other_byte() {
    let school = Sandbox::new();
    assert_eq!(
        changed(
            &school,
            "config set calendar.terms.2026-27.Q2.transcript_due 2027-02-01"
        ),
        "-transcript_due = 2027-01-29\n+transcript_due = 2027-02-01\n"
    );
    assert_eq!(
        changed(&school, "config set policy.required_hours 120h"),
        "-required_hours = 100\n+required_hours = 120\n"
    );
    assert_eq!(
        changed(&school, "config set views.local 'town = Bellingham'"),
        "+local = \"town = Bellingham\"\n"
    );
    assert_eq!(
        changed(&school, "config add equity.groups iep,low-income"),
        "+groups = [\"iep,low-income\"]\n",
        "free text has its commas"
    );
    assert_eq!(
        changed(&school, "config drop equity.groups iep,low-income")
            .matches("groups")
            .count(),
        1
    );
    let before = school.text("wbl.toml");
    school.ok("config set policy.required_hours 120h");
    assert_eq!(
        school.text("wbl.toml"),
        before,
        "what is so already is left"
    );
}

#[test]
fn an_item_of_a_group_comes_and_goes() {
    let school = Sandbox::new();
    let before = school.text("wbl.toml");
    let came = changed(
        &school,
        "config add calendar.terms year=2027-28,name=T1,starts=2027-09-01,ends=2027-11-05",
    );
    assert!(
        came.contains("+name = \"T1\"\n+year = \"2027-28\"\n"),
        "{came}"
    );
    let rows = school.json("config show calendar.terms.2027-28.T1.ends");
    assert_eq!(rows[0]["value"], "2027-11-05");
    school.ok("config unset calendar.terms.2027-28.T1");
    assert_eq!(school.text("wbl.toml"), before);
    school.fails(4, "config add calendar.terms year=2027-28,name=T1");
}

#[test]
fn it_is_told_where_a_setting_comes_from() {
    let school = Sandbox::new();
    let from = |line: &str| {
        let rows = school.json(line);
        let rows = rows.as_array().unwrap().clone();
        move |key: &str| {
            let row = rows.iter().find(|row| row["key"] == key);
            row.map(|row| row["from"].as_str().unwrap().to_owned())
        }
    };
    let told = from("config show");
    assert_eq!(told("policy.aggregate").as_deref(), Some("wbl.toml"));
    assert_eq!(told("(day)").as_deref(), Some("variable WBL_TODAY"));
    assert_eq!(
        from("config show --as-of today")("(day)").as_deref(),
        Some("--as-of")
    );
    school.ok("config unset policy.aggregate");
    assert_eq!(
        from("config show")("policy.aggregate").as_deref(),
        Some("default")
    );
}

#[test]
fn broken_settings_can_be_shown() {
    let school = Sandbox::new();
    school.put("wbl.toml", "format = \n");
    assert!(school.ok("config show").contains("policy.aggregate"));
    school.fails(7, "config set policy.aggregate sum");
}

#[test]
fn the_settings_are_edited_as_text_also_where_they_are_broken() {
    let school = Sandbox::new();
    let edit = |line: &str| {
        school.put("editor.sh", format!("{line}\n"));
        let mut command = school.command("config edit");
        command
            .env("EDITOR", "sh editor.sh")
            .env("PATH", "/usr/bin:/bin");
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), said)
    };
    let before = school.text("wbl.toml");
    assert_eq!(edit("true").0, 0);
    let (code, said) = edit("echo 'oops = [' >> \"$1\"");
    assert_eq!(code, 4, "{said}");
    assert!(
        said.contains("wbl.toml") && said.contains(".wbl/drafts"),
        "{said}"
    );
    assert_eq!(school.text("wbl.toml"), before);
    school.put("wbl.toml", format!("{before}oops = [\n"));
    let (code, said) = edit("sed -i '/^oops/d' \"$1\"");
    assert_eq!(code, 0, "{said}");
    assert_eq!(school.text("wbl.toml"), before);
}

#[test]
fn an_item_of_the_calendar_is_asked_for_at_a_terminal() {
    let school = Sandbox::new();
    let mut terminal = Terminal::run(school.command("config add"), 80);
    terminal
        .answers("setting (which one", "terms")
        .sees("= calendar.terms: ")
        .answers("terms: name (", "Q1")
        .answers("terms: year (", "2027-28")
        .answers("terms: starts (", "2027-09-01")
        .answers("terms: ends (", "2027-11-05")
        .answers("transcript due (", "")
        .answers("save this?", "y")
        .sees("Added to `calendar.terms`.");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    let shown = school.ok("config show calendar.terms.2027-28.Q1");
    assert!(shown.contains("2027-11-05"), "{shown}");
    let mut terminal = Terminal::run(school.command("config set policy.required_hours"), 80);
    terminal
        .answers("required (", "many")
        .sees("! ")
        .answers("required (", "120h")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    assert!(school.text("wbl.toml").contains("required_hours = 120"));
    let said = school.fails(2, "config add terms year=2027-28,name=Q2");
    assert!(said.contains("did you mean `calendar.terms`?"), "{said}");
}
