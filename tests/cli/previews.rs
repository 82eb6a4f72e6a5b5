//! What is shown before a yes to several records, and the order in which people are listed.

use crate::sandbox::Sandbox;
use crate::school::placed;
use crate::terminal::Terminal;

const ANA: &str = "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml";

/// Two placed students with hours that are not verified; the id that comes last is of the name that
/// comes first.
fn two_placed() -> Sandbox {
    let school = placed();
    for line in [
        "student add 'Abe Zola' --id s-zzz999 --pathway healthcare --grad-year 2027 --born 2007-03-05 --from 2026-09-01",
        "wbl add --activity internship --students s-zzz999 --partner notre-dame-healthcare --starts 2026-10-05 --planned 100h --supervisors contact=j-ortiz",
        "wbl log s-k7f2wq 2026-10-06 15:00-18:30 2026-10-08 3h",
        "wbl log s-zzz999 2026-10-07 2h",
    ] {
        school.ok(line);
    }
    school
}

#[test]
fn several_are_verified_after_a_line_for_each() {
    let school = two_placed();
    let line = "verify --where 'status = active' --all --by j-ortiz";
    let said = school.fails(2, line);
    assert_eq!(
        said,
        "s-k7f2wq-notre-dame-healthcare: 2 entries, 6:30, from 2026-10-06 to 2026-10-08\n\
         s-zzz999-notre-dame-healthcare: 1 entry, 2:00, on 2026-10-07\n\
         error: this needs a yes: verify hours in 2 experiences?\n\
         hint: add `--yes` to go on, or `--dry-run` only to look\n"
    );
    let whole = school.ok(&format!("{line} --dry-run"));
    assert!(
        whole.contains(&format!("change: {ANA}\n")) && whole.contains("seen = 210"),
        "{whole}"
    );
    // What is verified already has nothing to show.
    school.ok("verify s-k7f2wq --all --by j-ortiz");
    let said = school.fails(2, line);
    assert!(said.contains("\nNothing to do in 1 more.\n"), "{said}");
    let mut terminal = Terminal::run(school.command(line), 80);
    terminal.sees("Abe Zola at notre-dame-healthcare: 1 entry, 2:00, on 2026-10-07");
    terminal.answers("(y or n", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    assert!(
        school
            .text("wbl/2026-27/s-zzz999-notre-dame-healthcare.toml")
            .contains("seen = 120")
    );
}

#[test]
fn several_are_closed_and_let_go_after_a_line_for_each() {
    let school = two_placed();
    let said = school.fails(
        2,
        "wbl close --where 'status = active' withdrawn --on 2026-11-20",
    );
    assert!(
        said.starts_with("s-k7f2wq-notre-dame-healthcare: withdrawn as of 2026-11-20\ns-zzz999"),
        "{said}"
    );
    let leave =
        "student exit --where 'grad_year = 2027' --on 2026-11-20 --because moved --keep-open";
    let said = school.fails(2, leave);
    assert!(
        said.starts_with("s-k7f2wq: leaves healthcare on 2026-11-20\ns-zzz999: leaves"),
        "{said}"
    );
    let mut terminal = Terminal::run(school.command(leave), 80);
    // By name, on a terminal: Abe before Ana.
    terminal.sees("Abe Zola: leaves healthcare on 2026-11-20");
    terminal.sees("Ana Núñez-O’Brien: leaves healthcare");
    terminal.answers("(y or n", "n");
    terminal.ends();
}

#[test]
fn fields_of_several_are_set_after_the_lines_of_each_under_its_name() {
    let school = two_placed();
    let line = "student set --where 'grad_year = 2027' --plan military";
    let said = school.fails(2, line);
    assert!(
        said.starts_with("change: students/s-k7f2wq.toml\n+ plan"),
        "{said}"
    );
    let mut terminal = Terminal::run(school.command(line), 80);
    terminal.sees("change: students/s-zzz999.toml (Abe Zola)");
    terminal.answers("(y or n", "n");
    terminal.ends();
}

#[test]
fn people_are_listed_by_name_where_the_names_are_and_else_by_id() {
    let school = two_placed();
    school.ok("wbl add --activity career-panel --partner antron-engineering --headcount 45 --starts 2026-09-20");
    let ids = |line: &str| -> Vec<String> {
        let text = school.ok(&format!("{line} --fields id --format plain"));
        text.lines().skip(1).map(str::to_owned).collect()
    };
    let placements = [
        "s-zzz999-notre-dame-healthcare",
        "s-k7f2wq-notre-dame-healthcare",
        "career-panel-antron-engineering-2026-09-20",
    ];
    assert_eq!(ids("student list"), ["s-zzz999", "s-k7f2wq"]);
    assert_eq!(ids("wbl list"), placements);
    assert_eq!(ids("student list --limit 1"), ["s-zzz999"]);
    assert_eq!(ids("student list --sort id"), ["s-k7f2wq", "s-zzz999"]);
    std::fs::remove_dir_all(school.root().join("private")).unwrap();
    assert_eq!(ids("student list"), ["s-k7f2wq", "s-zzz999"]);
    assert_eq!(
        ids("wbl list"),
        [placements[2], placements[1], placements[0]]
    );
}

#[test]
fn an_mou_is_sent_to_those_who_do_not_have_it_yet() {
    let school = placed();
    school.ok("mou add --partners antron-engineering,notre-dame-healthcare --through 2027-06-30 --school-year 2026-27 --id m3");
    let sends_to = |party: &str, partner: Option<&str>| {
        let mut terminal = Terminal::run(school.command("mou send m3"), 80);
        terminal
            .answers("on (", "")
            .answers(&format!("Enter for {party}"), "");
        match partner {
            Some(partner) => terminal.answers(&format!("Enter for {partner}"), ""),
            None => terminal.answers("partner (", ""),
        };
        terminal.answers("(y or n", "y");
        assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    };
    sends_to("industry", Some("antron-engineering"));
    sends_to("industry", Some("notre-dame-healthcare"));
    sends_to("board", None);
    let sendings = school.json("mou show m3")["sent"].clone();
    let parties: Vec<_> = sendings
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["party"].clone())
        .collect();
    assert_eq!(parties, ["industry", "industry", "board"]);
    assert_eq!(sendings[1]["partner"], "notre-dame-healthcare");
}
