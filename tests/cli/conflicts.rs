//! What two laptops changed differently: listed, asked about, settled, told to git.

use super::git::git;
use super::laptops::{Laptops, PLACEMENT};
use super::terminal::Terminal;

/// Two laptops that changed differently: a telephone number, the times of one entry, a contact that
/// one of them removed, the private part of a student.
fn torn_apart() -> Laptops {
    let laptops = Laptops::new();
    laptops.mend("one", ".gitignore", "private/", "");
    laptops.wbl("one", "contact add 'Lee Park' --id lee");
    laptops.wbl("one", "log s-k7f2wq-antron 2026-10-06 15:00-18:30");
    laptops.share();
    laptops.wbl("one", "partner set antron --phone 555-0101");
    laptops.wbl("two", "partner set antron --phone 555-0199");
    laptops.mend("one", PLACEMENT, "to = 18:30:00", "to = 18:00:00");
    laptops.mend("two", PLACEMENT, "from = 15:00:00", "from = 14:30:00");
    laptops.wbl("one", "contact remove lee --yes");
    laptops.wbl("two", "contact set lee --title Foreman");
    laptops.wbl("one", "student set s-k7f2wq --phone 555-0001");
    laptops.wbl("two", "student set s-k7f2wq --phone 555-0002");
    let (is_merged, said) = laptops.meet();
    assert!(!is_merged, "{said}");
    laptops
}

fn at_terminal(laptops: &Laptops, columns: u16) -> Terminal {
    Terminal::run(laptops.command("two", "conflicts"), columns)
}

#[test]
fn conflicts_are_asked_about_in_plain_words_in_any_width() {
    for columns in [80, 60] {
        let laptops = torn_apart();
        let mut terminal = at_terminal(&laptops, columns);
        terminal
            .sees("`ours` is what this machine had, `theirs` what came from")
            .sees("Conflict 1 of 4: the partner Antron Engineering")
            .sees("phone (its telephone number)")
            .sees("ours:   555-0199  [Robin, ")
            .sees("theirs: 555-0101  [Dana, ")
            .sees("before: not filled in")
            .answers("Which stands?", "?")
            .sees("theirs  take: 555-0101")
            .answers("Which stands?", "value")
            .answers("phone (its telephone number", "555-0150")
            .sees("Nothing in partners/antron.toml is in conflict any more.")
            .sees("Conflict 2 of 4: the contact Lee Park (contacts/lee.toml)")
            .sees("ours:   changed title")
            .sees("theirs: removed the record")
            .answers("Which stands?", "theirs")
            .sees("Conflict 3 of 4: the internship of Jane Doe at ")
            .sees("of 2026-10-06: from, to")
            .sees("ours:   from 14:30, to 18:30")
            .sees("theirs: from 15:00, to 18:00")
            .sees("before: from 15:00, to 18:30")
            .answers("Which stands?", "o")
            .sees("Conflict 4 of 4: the private part of Jane Doe")
            .answers("Which stands?", "later")
            .sees("hint: 1 file is left: `wbl conflicts`");
        assert_eq!(terminal.ends(), 0);
        // What is said beside the questions is not wrapped: its commands can be copied whole.
        assert!(terminal.widest() <= 80, "{}", terminal.raw());
        let text = laptops.text("two", PLACEMENT);
        assert!(text.contains("from = 14:30:00, to = 18:30:00"), "{text}");
        assert!(
            laptops
                .text("two", "partners/antron.toml")
                .contains("555-0150")
        );
        assert!(!laptops.at("two").join("contacts/lee.toml").exists());

        let mut terminal = at_terminal(&laptops, columns);
        terminal
            .sees("Conflict 1 of 1: the private part of Jane Doe")
            .answers("Which stands?", "ours")
            .sees("git commit --no-edit");
        assert_eq!(terminal.ends(), 0);
        git(&laptops.at("two"), "commit -q --no-edit");
        laptops.wbl("two", "check");
    }
}

#[test]
fn whoever_goes_away_has_written_nothing_of_that_record() {
    let laptops = torn_apart();
    laptops.wbl("two", "conflicts antron --take ours");
    let before = laptops.text("two", PLACEMENT);
    let mut terminal = at_terminal(&laptops, 80);
    terminal
        .answers("Which stands?", "")
        .answers("Which stands?", "value")
        .answers("from (", "25:00")
        .sees("! ")
        .sees("> ")
        .types("\u{3}")
        .sees("Which stands?")
        .sees("> ")
        .types("\u{3}")
        .sees("hint: 3 files are left: `wbl conflicts`");
    assert_eq!(terminal.ends(), 0);
    assert_eq!(laptops.text("two", PLACEMENT), before);
}

#[test]
fn flags_settle_a_field_by_another_value() {
    let laptops = torn_apart();
    let fails = |code: i32, line: &str, said: &str| {
        let ran = laptops.try_wbl("two", line);
        assert!(
            ran.code == code && ran.err.contains(said),
            "{line}\n{}",
            ran.err
        );
    };
    fails(
        2,
        "conflicts antron --field phone",
        "which side is to be taken?",
    );
    fails(2, "conflicts antron --value phone", "has no `=`");
    fails(
        2,
        "conflicts antron --value town=Uxbridge",
        "in conflict are `phone`",
    );
    fails(2, "conflicts antron --take both", "`phone` is none");
    fails(2, "conflicts --take ours", "which record is to be settled?");
    fails(
        2,
        "conflicts lee --value title=Boss",
        "no single field is in conflict",
    );
    let entry = laptops.text("two", PLACEMENT);
    let entry = entry
        .split("id = \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    fails(
        2,
        &format!("conflicts s-k7f2wq-antron --value hours.{entry}.from=14:00"),
        &format!("add `--value hours.{entry}.to=…`"),
    );
    fails(
        2,
        &format!(
            "conflicts s-k7f2wq-antron --value hours.{entry}.from=soon --value hours.{entry}.to="
        ),
        "soon",
    );
    laptops.wbl("two", &format!("conflicts s-k7f2wq-antron --value hours.{entry}.from=14:00 --value hours.{entry}.to=18:15"));
    let text = laptops.text("two", PLACEMENT);
    assert!(text.contains("from = 14:00:00, to = 18:15:00"), "{text}");
    laptops.wbl("two", "conflicts antron --value phone=555-0150");
    laptops.wbl("two", "conflicts lee --take ours");
    laptops.wbl(
        "two",
        "conflicts private/students/s-k7f2wq.toml --value phone=",
    );
    assert!(
        !laptops
            .text("two", "private/students/s-k7f2wq.toml")
            .contains("phone")
    );
    git(&laptops.at("two"), "commit -q --no-edit");
    laptops.wbl("two", "check");
}

#[test]
fn what_is_private_is_listed_only_where_its_record_is_named() {
    let laptops = torn_apart();
    let all = laptops.wbl("two", "conflicts --format csv");
    assert!(
        all.contains("phone,(private),(private),") && !all.contains("555-0001"),
        "{all}"
    );
    assert!(!all.contains("Jane"), "{all}");
    let one = laptops.wbl("two", "conflicts s-k7f2wq --format csv");
    assert!(one.contains("phone,555-0002,555-0001,"), "{one}");
}

#[test]
fn a_file_that_is_no_record_is_named_with_what_to_do() {
    let laptops = Laptops::new();
    for (laptop, line) in [("one", "# One"), ("two", "# Two")] {
        std::fs::write(laptops.at(laptop).join("templates/mou.md"), line).unwrap();
    }
    let (is_merged, _) = laptops.meet();
    assert!(!is_merged);
    let ran = laptops.try_wbl("two", "conflicts");
    assert!(
        ran.err.contains("templates/mou.md is in conflict too") && !ran.err.contains("Nothing is"),
        "{}",
        ran.err
    );
}

#[test]
fn in_a_rebase_the_sides_are_named_the_other_way_round() {
    let laptops = Laptops::new();
    laptops.wbl("one", "partner set antron --phone 555-0101");
    laptops.wbl("two", "partner set antron --phone 555-0199");
    laptops.commit("one");
    laptops.commit("two");
    git(&laptops.at("one"), "push -q origin main");
    let (is_merged, _) = super::git::try_git(&laptops.at("two"), "pull -q --rebase origin main");
    assert!(!is_merged);
    let mut terminal = at_terminal(&laptops, 80);
    terminal
        .sees("`ours` is what came from the other machine, `theirs` what was done on")
        .sees("ours:   555-0101  [Dana, ")
        .sees("theirs: 555-0199  [Robin, ")
        .answers("Which stands?", "theirs")
        .sees("git rebase --continue");
    assert_eq!(terminal.ends(), 0);
    assert!(
        laptops
            .text("two", "partners/antron.toml")
            .contains("555-0199")
    );
}

#[test]
fn where_each_change_is_committed_a_settled_conflict_waits_for_the_merge() {
    let laptops = Laptops::new();
    laptops.wbl("one", "config set git.commit true");
    laptops.share();
    laptops.wbl("one", "partner set antron --phone 555-0101");
    laptops.wbl("two", "partner set antron --phone 555-0199");
    git(&laptops.at("one"), "push -q origin main");
    let (is_merged, _) = super::git::try_git(
        &laptops.at("two"),
        "pull -q --no-rebase --no-edit origin main",
    );
    assert!(!is_merged);
    let ran = laptops.try_wbl("two", "conflicts antron --take ours");
    assert!(!ran.err.contains("not committed"), "{}", ran.err);
    assert!(ran.err.contains("git commit --no-edit"), "{}", ran.err);
}

#[test]
fn a_conflict_is_marked_isolated_listed_and_settled() {
    let laptops = Laptops::new();
    laptops.wbl(
        "one",
        "partner set antron --stage active --phone 555-0101 --town Uxbridge",
    );
    laptops.wbl("two", "partner set antron --stage dormant --phone 555-0199");
    let (is_merged, said) = laptops.meet();
    assert!(
        !is_merged && said.contains("hint: see and settle it with `wbl conflicts`"),
        "{said}"
    );
    let check = laptops.try_wbl("two", "check");
    assert!(check.out.contains("conflict-markers"), "{}", check.out);
    laptops.wbl("two", "contact show j-ortiz");
    let listed = laptops.wbl("two", "conflicts --format csv");
    let expected = "\
file,field,ours,theirs,base
partners/antron.toml,stage,dormant,active,
partners/antron.toml,phone,555-0199,555-0101,
";
    assert_eq!(listed, expected);
    let one = laptops.try_wbl("two", "conflicts antron --take theirs --field phone");
    assert!(
        one.code == 0 && one.err.contains("1 conflict is left"),
        "{}",
        one.err
    );
    let rest = laptops.try_wbl("two", "conflicts antron --take ours");
    assert!(rest.err.contains("git commit --no-edit"), "{}", rest.err);
    let text = laptops.text("two", "partners/antron.toml");
    assert!(
        text.contains("dormant") && text.contains("555-0101") && text.contains("Uxbridge"),
        "{text}"
    );
    git(&laptops.at("two"), "commit -q --no-edit");
    assert_eq!(
        laptops.try_wbl("two", "conflicts").err,
        "Nothing is in conflict.\n"
    );
    laptops.wbl("two", "partner show antron");
}

#[test]
fn a_record_changed_here_and_deleted_there_is_listed_and_settled() {
    let laptops = Laptops::new();
    laptops.wbl("one", "contact add 'Lee Park' --id lee");
    laptops.commit("one");
    git(&laptops.at("one"), "push -q origin main");
    git(&laptops.at("two"), "pull -q origin main");
    laptops.wbl("one", "contact remove lee --yes");
    laptops.wbl("two", "contact set lee --title Foreman");
    let (is_merged, said) = laptops.meet();
    assert!(!is_merged, "{said}");
    let listed = laptops.wbl("two", "conflicts --format csv");
    assert!(
        listed.contains("contacts/lee.toml,(the whole record),changed,deleted"),
        "{listed}"
    );
    laptops.wbl("two", "conflicts lee --take theirs");
    assert!(!laptops.at("two").join("contacts/lee.toml").exists());
    git(&laptops.at("two"), "commit -q --no-edit");
}

#[test]
fn hours_for_a_placement_that_was_removed_never_land_in_another_students() {
    let laptops = Laptops::new();
    laptops.wbl("one", "student add 'Ana Roe' --pathway manufacturing --grad-year 2027 --from 2026-09-01 --id s-bbbbbb");
    laptops.wbl("one", "wbl remove s-k7f2wq-antron --yes");
    laptops.wbl("one", "wbl add --activity internship --partner antron --students s-bbbbbb --starts 2026-09-14 --ends 2027-05-28 --supervisors contact=j-ortiz,from=2026-09-14 --reason test");
    laptops.wbl("two", "log s-k7f2wq-antron 2026-10-08 3h");
    // Git takes the two for one that was renamed, and has them merged.
    let (is_merged, said) = laptops.meet();
    assert!(
        !is_merged && said.contains("both sides changed `students`"),
        "{said}"
    );
    let hours = laptops.try_wbl(
        "two",
        "report hours --partial --fields pending --format csv",
    );
    assert_eq!((hours.code, &*hours.out), (7, "pending\n0:00\n0:00\n"));
    laptops.wbl("two", "conflicts s-bbbbbb-antron --take theirs");
    let text = laptops.text("two", "wbl/2026-27/s-bbbbbb-antron.toml");
    assert!(!text.contains("2026-10-08"), "{text}");
}

#[test]
fn a_student_that_was_removed_is_never_taken_for_one_that_was_renamed() {
    let laptops = Laptops::new();
    laptops.wbl("one", "student add 'Ana Roe' --grad-year 2027 --pathway manufacturing --from 2026-09-01 --id s-bbbbbb");
    laptops.commit("one");
    git(&laptops.at("one"), "push -q origin main");
    git(&laptops.at("two"), "pull -q origin main");
    laptops.wbl("one", "student remove s-bbbbbb --yes");
    laptops.wbl("one", "student add 'Bo Roe' --grad-year 2028 --pathway manufacturing --from 2026-09-01 --id s-cccccc");
    laptops.wbl("two", "student earn s-bbbbbb 'OSHA 10' --on 2026-10-08");
    let (is_merged, said) = laptops.meet();
    assert!(!is_merged && said.contains("both sides changed"), "{said}");
    laptops.wbl("two", "conflicts s-cccccc --take theirs");
    let text = laptops.text("two", "students/s-cccccc.toml");
    assert!(!text.contains("OSHA"), "{text}");
}

#[test]
fn without_the_driver_the_same_lines_end_in_markers_that_conflicts_settles_by_meaning() {
    let laptops = Laptops::new();
    git(&laptops.at("two"), "config --unset merge.wbl.driver");
    laptops.wbl("one", "log s-k7f2wq-antron 2026-10-06 15:00-18:30");
    laptops.wbl("two", "log s-k7f2wq-antron 2026-10-08 3h");
    let (is_merged, said) = laptops.meet();
    assert!(!is_merged, "{said}");
    let listed = laptops.wbl("two", "conflicts --format csv");
    assert!(listed.contains("(agrees by meaning)"), "{listed}");
    laptops.wbl("two", "conflicts s-k7f2wq-antron --take ours");
    let text = laptops.text("two", PLACEMENT);
    assert!(
        text.contains("2026-10-06") && text.contains("2026-10-08"),
        "{text}"
    );
}
