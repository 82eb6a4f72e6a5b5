//! Questions on a terminal: by keyboard alone, in wide and narrow ones, and never elsewhere.

use crate::sandbox::Sandbox;
use crate::school::placed;
use crate::terminal::Terminal;

fn school() -> Sandbox {
    let school = Sandbox::new();
    school.ok("partner add 'Antron Engineering' --id antron --town Bellingham");
    school.ok("partner add 'Salmon Run Bakery' --id salmon-run");
    school
}

fn at_terminal(school: &Sandbox, line: &str) -> Terminal {
    Terminal::run(school.command(line), 80)
}

#[test]
fn a_record_is_added_by_keyboard_alone_in_any_width() {
    for columns in [80, 60] {
        let school = school();
        let mut terminal = Terminal::run(school.command("contact add"), columns);
        terminal
            .answers("name (the person's name)", "")
            .sees("! this is needed")
            .answers("name", "Dana Rivera")
            // Type-ahead over names: a part of one, completed by Tab.
            .answers("partner (", "bellingh\t")
            .sees("= antron: Antron Engineering, Bellingham")
            .answers("title (", "Shop lead")
            .answers("email (", "dana@antron.example")
            .answers("phone (", "")
            .answers("roles (", "primary, supervisor")
            .answers("anything else (", "")
            .sees("new: contacts/dana-rivera.toml")
            .answers("save this? (y or n, < to go back)", "y")
            .sees("Added the contact `dana-rivera`.");
        assert_eq!(terminal.ends(), 0);
        assert_eq!(
            school.text("contacts/dana-rivera.toml"),
            "name = \"Dana Rivera\"\npartner = \"antron\"\ntitle = \"Shop lead\"\nemail = \"dana@antron.example\"\nroles = [\"primary\", \"supervisor\"]\n"
        );
        assert!(
            terminal.widest() <= usize::from(columns),
            "{}",
            terminal.raw()
        );
    }
}

#[test]
fn a_new_experience_is_asked_for_as_on_a_form() {
    let school = crate::school::school();
    let mut terminal = at_terminal(&school, "wbl add");
    terminal
        .answers("activity (", "internship")
        .answers("students (", "nunez")
        .answers("partner (", "dame")
        .answers("supervisors (who supervises at the workplace", "ortiz")
        .answers("starts (", "2026-10-05")
        .answers("ends (", "2027-05-28")
        .answers("planned (", "100h")
        .answers("pathway (", "")
        .answers("status (", "")
        // A second supervisor is a second item.
        .answers("anything else (", "supervisors")
        .answers("supervisors: contact (", "lee")
        .answers("supervisors: from (", "2027-01-11")
        .answers("supervisors: to (", "")
        .answers("anything else (", "")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    let text = school.text("wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml");
    assert_eq!(
        text,
        "activity = \"internship\"\npartner = \"notre-dame-healthcare\"\npathway = \"healthcare\"\n\
         students = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nends = 2027-05-28\nplanned_minutes = 6000\n\
         supervisors = [\n  { contact = \"j-ortiz\" },\n  { contact = \"p-lee\", from = 2027-01-11 },\n]\n"
    );
}

#[test]
fn an_answer_that_names_no_record_is_asked_for_again_at_once() {
    let empty = Sandbox::new();
    let mut terminal = at_terminal(&empty, "contact add");
    terminal
        .answers("name (", "Dana Rivera")
        .answers("partner (", "antron")
        .sees("! there is no partner yet: `wbl partner add` makes the first")
        .answers("partner (", "")
        .answers("title (", "<")
        .answers("partner (", "");
    let school = school();
    let mut terminal = at_terminal(&school, "contact add");
    terminal
        .answers("name (", "Dana Rivera")
        .answers("partner (", "salmn-run")
        .sees("did you mean `salmon-run`?")
        .answers("partner (", "salmon")
        .sees("= salmon-run");
}

#[test]
fn a_step_back_keeps_what_was_answered() {
    let school = school();
    let mut terminal = at_terminal(&school, "partner add");
    terminal
        .answers("name (", "Zebra Wroks")
        .answers("kind (", "college")
        .answers("town (", "<")
        .answers("kind (", "<")
        .answers("Enter for Zebra Wroks", "Zebra Works")
        .answers("Enter for college", "")
        .answers("town (", "")
        .answers("stage (", "")
        .answers("pathways (", "")
        .answers("anything else (", "")
        .answers("save this?", "<")
        .answers("anything else (", "<")
        .answers("pathways (", "<")
        .answers("stage (", "active")
        .answers("pathways (", "")
        .answers("anything else (", "")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0);
    let text = school.text("partners/zebra-works.toml");
    assert!(
        text.contains("kind = \"college\"\nstage = \"active\""),
        "{text}"
    );
}

#[test]
fn whoever_goes_away_has_written_nothing() {
    for (keys, at_review) in [
        ("\u{3}", false),
        ("\u{1b}", false),
        ("\u{4}", false),
        ("\u{3}", true),
    ] {
        let school = school();
        let before = school.files();
        let mut terminal = at_terminal(&school, "partner add");
        terminal
            .answers("name (", "Zebra Works")
            .sees("kind (")
            .sees("> ");
        if at_review {
            terminal
                .types("\r")
                .answers("town (", "")
                .answers("stage (", "")
                .answers("pathways (", "")
                .answers("anything else (", "");
            terminal
                .sees("save this?")
                .sees("> ")
                .types(keys)
                .sees("Nothing was changed.");
            assert_eq!(terminal.ends(), 0);
        } else {
            terminal
                .types(keys)
                .sees("error: stopped; nothing was written");
            assert_eq!(terminal.ends(), 1, "{keys:?}");
        }
        assert_eq!(school.files(), before, "{keys:?}");
    }
}

#[test]
fn days_are_said_back_and_asked_for_until_they_can_be_read() {
    let school = placed();
    let mut terminal = at_terminal(&school, "log");
    terminal
        .answers("experience (which one)", "nunez")
        .sees("= s-k7f2wq-notre-dame-healthcare")
        .answers("day (the day worked)", "10/6/2026")
        .sees("is not a day")
        .answers("day (", "2026-10-06")
        .sees("= Tuesday, 6 October 2026")
        .answers("span (", "6pm-3pm")
        .sees("ends before it begins")
        .answers("span (", "3pm-6:30pm")
        .sees("= 15:00 to 18:30: 3:30 hours")
        .answers("anything else (", "area")
        .answers("area (the department or rotation", "dietary")
        .answers("anything else (", "")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    let shown = school.json("wbl show s-k7f2wq-notre-dame-healthcare");
    assert_eq!(shown["pending_minutes"], 210);
}

#[test]
fn a_verb_asks_for_just_what_it_lacks() {
    let school = placed();
    school.ok("wbl log s-k7f2wq 2026-10-06 3h");
    let mut terminal = at_terminal(&school, "verify s-k7f2wq");
    terminal
        .answers("entries (", "")
        .answers("by (who signed)", "ortiz")
        .answers("on (the day they signed; Enter for today)", "")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    assert!(!terminal.raw().contains("experience ("));
    let mut terminal = at_terminal(&school, "wbl close s-k7f2wq --because moved");
    terminal
        .answers("state (how it ended)", "withdr")
        .answers("on (the last day; Enter for today)", "today")
        .sees("= Sunday, 22 November 2026")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    let text = school.text("wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml");
    assert!(
        text.contains("status = \"withdrawn\"") && text.contains("\"moved\""),
        "{text}"
    );
}

#[test]
fn late_hours_are_verified_where_the_placement_is_over_and_none_are_logged() {
    let school = placed();
    school.ok("wbl log s-k7f2wq 2026-10-06 3h");
    school.ok("wbl close s-k7f2wq withdrawn --on 2026-11-20 --because moved");
    let mut terminal = at_terminal(&school, "log");
    terminal.sees("experience (");
    assert!(
        !terminal.raw().contains("s-k7f2wq-notre"),
        "{}",
        terminal.raw()
    );
    let mut terminal = at_terminal(&school, "verify");
    terminal
        .answers("experience (", "Ana")
        .answers("entries (", "")
        .answers("by (who signed)", "ortiz")
        .answers("on (the day they signed; Enter for today)", "")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
}

#[test]
fn what_is_refused_can_be_mended_or_given_a_reason() {
    let school = school();
    let mut terminal = at_terminal(
        &school,
        "partner add 'Antron Engineering' --town Elsewhere --kind employer",
    );
    // Nothing is missing: the fault stands, and nothing is asked.
    assert_eq!(terminal.ends(), 4, "{}", terminal.raw());
    let mut terminal = at_terminal(&school, "partner add --town Elsewhere");
    terminal
        .answers("name (", "Antron Engineering")
        .answers("kind (", "")
        .answers("stage (", "")
        .answers("pathways (", "")
        .answers("anything else (", "")
        .sees("error: possible duplicate")
        .answers("reason (", "a branch of its own")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    assert!(
        school
            .text("partners/antron-engineering.toml")
            .contains("a branch of its own")
    );
}

#[test]
fn set_shows_what_there_is_and_changes_what_is_answered() {
    let school = school();
    let before = school.text("partners/antron.toml");
    let mut terminal = at_terminal(&school, "partner set antron");
    terminal
        .answers("Enter for Antron Engineering", "")
        .answers("kind (", "")
        .answers("Enter for Bellingham", "Marlow Falls")
        .answers("stage (", "")
        .answers("pathways (", "")
        .answers("anything else (", "")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    let after = before.replace("Bellingham", "Marlow Falls");
    assert_eq!(school.text("partners/antron.toml"), after);
}

#[test]
fn what_was_shown_and_has_changed_is_not_written() {
    let school = school();
    let mut terminal = at_terminal(&school, "partner set antron");
    terminal
        .answers("name (", "")
        .answers("kind (", "")
        .answers("town (", "Marlow Falls")
        .answers("stage (", "")
        .answers("pathways (", "")
        .answers("anything else (", "")
        .sees("save this?");
    let by_hand = "name = \"Antron Engineering\"\ntown = \"By Hand\"\n";
    school.put("partners/antron.toml", by_hand);
    terminal
        .sees("> ")
        .types("y\r")
        .sees("have changed since they were shown");
    assert_eq!(terminal.ends(), 6);
    assert_eq!(school.text("partners/antron.toml"), by_hand);
    // What was not shown may change.
    let mut terminal = at_terminal(&school, "partner set antron");
    let questions = [
        "name (",
        "kind (",
        "town (",
        "stage (",
        "pathways (",
        "anything else (",
    ];
    for question in questions {
        terminal.answers(
            question,
            if question == "town (" {
                "Marlow Falls"
            } else {
                ""
            },
        );
    }
    terminal.sees("save this?");
    school.put("partners/salmon-run.toml", "name = \"Salmon Run\"\n");
    terminal.sees("> ").types("y\r");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
}

#[test]
fn a_plain_terminal_gets_lines_and_nothing_else() {
    let school = school();
    let mut command = school.command("partner add");
    command.env("TERM", "dumb");
    let mut terminal = Terminal::run(command, 60);
    terminal
        .answers("name (", "Zebra Works")
        .sees("2 board")
        .answers("anything else", "2")
        .sees("= board")
        .answers("town (", "")
        .answers("8 closed", "5")
        .sees("= active")
        .answers("pathways (", "")
        .answers("anything else (", "")
        .answers("save this?", "y");
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    assert!(!terminal.raw().contains('\u{1b}'), "{:?}", terminal.raw());
    assert!(school.text("partners/zebra-works.toml").contains("active"));
}

#[test]
fn nothing_is_asked_with_no_input() {
    let school = school();
    for line in [
        "partner add --no-input",
        "wbl void --no-input",
        "partner set antron --no-input",
    ] {
        let mut terminal = at_terminal(&school, line);
        assert_eq!(terminal.ends(), 2, "{}", terminal.raw());
        assert!(terminal.raw().contains("error:"), "{}", terminal.raw());
    }
    let mut command = school.command("wbl void");
    command.env("WBL_NO_INPUT", "1");
    let mut terminal = Terminal::run(command, 80);
    assert_eq!(terminal.ends(), 2);
    assert!(
        terminal.raw().contains("missing: EXPERIENCE, ENTRY"),
        "{}",
        terminal.raw()
    );
}

#[test]
fn an_edit_that_is_refused_opens_again_with_the_reasons() {
    let school = school();
    let script = "cp \"$1\" seen$(ls seen* 2>/dev/null | wc -l)\nif grep -q '#!! error' \"$1\"; then sed -i 's/actve/active/' \"$1\"; else echo 'stage = \"actve\"' >> \"$1\"; fi\n";
    school.put("editor.sh", script);
    let mut command = school.command("partner edit antron");
    command
        .env("EDITOR", "sh editor.sh")
        .env("PATH", "/usr/bin:/bin");
    let mut terminal = Terminal::run(command, 80);
    assert_eq!(terminal.ends(), 0, "{}", terminal.raw());
    let text = school.text("partners/antron.toml");
    assert!(
        text.ends_with("stage = \"active\"\n") && !text.contains("#!!"),
        "{text}"
    );
    let again = school.text("seen1");
    assert!(
        again.contains("#!! hint: did you mean \"active\"?\nstage = \"actve\""),
        "{again}"
    );
}

#[test]
fn what_check_says_is_broken_between_words_on_a_narrow_terminal() {
    let school = school();
    school.put(
        "partners/antron.toml",
        "name = \"Antron\"\nstage = \"laed\"\n",
    );
    school
        .ok("wbl add --activity site-tour --partner salmon-run --starts 2026-11-12 --headcount 24");
    school.put(
        "contacts/x.toml",
        "name = \"X\"\npartner = \"no-such-partner-anywhere\"\n",
    );
    let mut terminal = Terminal::run(school.command("check"), 60);
    terminal.sees("Found 2 errors");
    assert_eq!(terminal.ends(), 5);
    let raw = terminal.raw().replace('\r', "");
    for line in raw.lines().filter(|line| !line.contains('|')) {
        assert!(line.chars().count() <= 60, "{line}");
    }
    assert!(raw.contains("`no-such-partner-anywhere`"), "{raw}");
}
