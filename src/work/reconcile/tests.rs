//! Merges as a person would draw them on paper: three texts in, one out.

use super::*;

const BASE: &str = "\
activity = \"internship\"
partner = \"antron-engineering\" # since the fair
students = [\"s-k7f2wq\"]
starts = 2026-09-14
planned_minutes = 6000
tags = [\"paid\", \"rotation\"]
hours = [
  { id = \"k3f9qd\", on = 2026-10-06, from = 15:00:00, to = 18:30:00 },
  { id = \"m2xwzh\", on = 2026-10-08, minutes = 180 },
]
";

fn wbl(base: &str, ours: &str, theirs: &str) -> Merged {
    reconcile(spec(Kind::Wbl), base, ours, theirs).expect("three texts that can be read")
}

fn with(changes: &[(&str, &str)]) -> String {
    let mut text = BASE.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    text
}

fn spots(merged: &Merged) -> Vec<String> {
    let spots = merged
        .conflicts
        .iter()
        .map(|conflict| conflict.spot.to_string());
    spots.collect()
}

const FIRST: &str = "  { id = \"k3f9qd\", on = 2026-10-06, from = 15:00:00, to = 18:30:00 },\n";
const SECOND: &str = "  { id = \"m2xwzh\", on = 2026-10-08, minutes = 180 },\n";
const THIRD: &str = "  { id = \"bbbbbb\", on = 2026-10-09, minutes = 120 },\n";
const FOURTH: &str = "  { id = \"cccccc\", on = 2026-10-10, minutes = 90 },\n";

#[test]
fn hours_that_both_sides_added_are_all_there() {
    let ours = with(&[(SECOND, &format!("{SECOND}{THIRD}"))]);
    let theirs = with(&[(SECOND, &format!("{SECOND}{FOURTH}"))]);
    let merged = wbl(BASE, &ours, &theirs);
    assert_eq!(
        merged.text,
        with(&[(SECOND, &format!("{SECOND}{THIRD}{FOURTH}"))])
    );
    assert_eq!(merged.conflicts, []);
}

#[test]
fn one_side_verifies_what_the_other_describes() {
    let ours = with(&[(
        "minutes = 180 }",
        "minutes = 180, by = \"j-ortiz\", verified = 2026-10-12, seen = 180 }",
    )]);
    let theirs = with(&[("minutes = 180 }", "minutes = 180, area = \"dietary\" }")]);
    let merged = wbl(BASE, &ours, &theirs);
    let both =
        "minutes = 180, area = \"dietary\", by = \"j-ortiz\", verified = 2026-10-12, seen = 180 }";
    assert_eq!(merged.text, with(&[("minutes = 180 }", both)]));
}

#[test]
fn the_times_of_an_entry_are_never_mixed_of_two_sides() {
    let ours = with(&[("from = 15:00:00", "from = 14:00:00")]);
    let theirs = with(&[("to = 18:30:00", "to = 19:30:00")]);
    let merged = wbl(BASE, &ours, &theirs);
    assert_eq!(spots(&merged), ["hours.k3f9qd.from", "hours.k3f9qd.to"]);
    let expected = with(&[(
        FIRST,
        "\
<<<<<<< ours
  { id = \"k3f9qd\", on = 2026-10-06, from = 14:00:00, to = 18:30:00 },
||||||| base
  { id = \"k3f9qd\", on = 2026-10-06, from = 15:00:00, to = 18:30:00 },
=======
  { id = \"k3f9qd\", on = 2026-10-06, from = 15:00:00, to = 19:30:00 },
>>>>>>> theirs
",
    )]);
    assert_eq!(merged.text, expected);
    let sides = sides(&merged.text).unwrap();
    assert_eq!(
        (sides.base.as_str(), sides.ours, sides.theirs),
        (BASE, ours, theirs)
    );
}

#[test]
fn a_conflict_stands_around_the_lines_of_its_key_and_the_rest_is_merged() {
    let ours = with(&[("6000", "6600"), ("[\"paid\", \"rotation\"]", "[\"paid\"]")]);
    let theirs = with(&[
        ("6000", "7200"),
        (
            "[\"paid\", \"rotation\"]",
            "[\"paid\", \"rotation\", \"summer\"]",
        ),
    ]);
    let merged = wbl(BASE, &ours, &theirs);
    let marked = "\
<<<<<<< ours
planned_minutes = 6600
||||||| base
planned_minutes = 6000
=======
planned_minutes = 7200
>>>>>>> theirs
tags = [\"paid\", \"summer\"]
";
    let plain = "planned_minutes = 6000\ntags = [\"paid\", \"rotation\"]\n";
    assert_eq!(merged.text, with(&[(plain, marked)]));
    let settled = |choice: Choice| {
        let sides = sides(&merged.text).unwrap();
        settle(spec(Kind::Wbl), &sides, |_| Some(choice.clone()))
            .unwrap()
            .text
    };
    let taken = |hours: &str| {
        with(&[(
            plain,
            &format!("planned_minutes = {hours}\ntags = [\"paid\", \"summer\"]\n"),
        )])
    };
    assert_eq!(settled(Choice::Ours), taken("6600"));
    assert_eq!(settled(Choice::Theirs), taken("7200"));
    let value = Choice::Value(Some(Node::made(crate::schema::Val::Int(7000))));
    assert_eq!(settled(value), taken("7000"));
}

#[test]
fn fields_that_are_one_statement_are_asked_about_once_and_a_typed_value_is_one_field_s_own() {
    let sides = Sides {
        base: "name = \"A\"\nstage = \"lead\"\nstage_since = 2026-09-01\n".into(),
        ours: "name = \"B\"\nstage = \"active\"\nstage_since = 2026-10-01\n".into(),
        theirs: "name = \"C\"\nstage = \"dormant\"\nstage_since = 2026-10-02\n".into(),
        has_base: true,
    };
    let open = settle(spec(Kind::Partner), &sides, |_| None).unwrap();
    let said: Vec<Vec<String>> = statements(&open.conflicts)
        .iter()
        .map(|said| said.iter().map(|one| one.spot.to_string()).collect())
        .collect();
    assert_eq!(said, [vec!["stage", "stage_since"], vec!["name"]]);
    let typed = |conflict: &Conflict| {
        let is_stage = conflict.spot.to_string() == "stage";
        is_stage.then(|| Choice::Value(Some(Node::text("contacted"))))
    };
    let left = settle(spec(Kind::Partner), &sides, typed).unwrap();
    let left: Vec<_> = left
        .conflicts
        .iter()
        .map(|one| one.spot.to_string())
        .collect();
    assert_eq!(left, ["stage_since", "name"]);
}

#[test]
fn comments_of_both_sides_stay_where_lines_can_be_joined() {
    let ours = with(&[
        ("starts = 2026-09-14", "starts = 2026-09-14 # a Monday"),
        (FIRST, ""),
    ]);
    let theirs = with(&[("tags = ", "# from the fair\ntags = ")]);
    let merged = wbl(BASE, &ours, &theirs);
    assert!(merged.text.contains("# a Monday") && merged.text.contains("# from the fair"));
    assert!(!merged.text.contains("k3f9qd") && merged.text.contains("# since the fair"));
}

#[test]
fn an_entry_changed_here_and_deleted_there_is_a_conflict() {
    let ours = with(&[("minutes = 180", "minutes = 200")]);
    let theirs = with(&[(SECOND, "")]);
    let merged = wbl(BASE, &ours, &theirs);
    assert_eq!(spots(&merged), ["hours.m2xwzh"]);
    assert!(
        merged.text.contains(
            "<<<<<<< ours\n  { id = \"m2xwzh\", on = 2026-10-08, minutes = 200 },\n|||||||"
        )
    );
    let other_way = wbl(BASE, &theirs, &ours);
    assert_eq!(spots(&other_way), ["hours.m2xwzh"]);
    let sides = sides(&other_way.text).unwrap();
    let kept = settle(spec(Kind::Wbl), &sides, |_| Some(Choice::Theirs))
        .unwrap()
        .text;
    assert_eq!(kept, ours);
}

#[test]
fn an_id_that_two_entries_were_given_becomes_two_the_same_on_either_machine() {
    let one = with(&[(SECOND, &format!("{SECOND}{THIRD}"))]);
    let other = with(&[(SECOND, &format!("{SECOND}{}", THIRD.replace("120", "150")))]);
    let (here, there) = (wbl(BASE, &one, &other), wbl(BASE, &other, &one));
    assert_eq!(here.conflicts, []);
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&here.text), lines(&there.text));
    assert!(here.text.contains("minutes = 120") && here.text.contains("minutes = 150"));
    assert_eq!(here.text.matches("bbbbbb").count(), 1, "{}", here.text);
}

#[test]
fn two_students_put_into_one_placement_are_a_conflict() {
    let none = BASE.replace("students = [\"s-k7f2wq\"]\n", "");
    let ours = BASE.replace("s-k7f2wq", "s-m3x9zt");
    let merged = wbl(&none, BASE, &ours);
    assert_eq!(spots(&merged), ["students"]);
    let event = |students: &str| BASE.replace("[\"s-k7f2wq\"]", students);
    let (two, three) = (
        event("[\"s-k7f2wq\", \"s-m3x9zt\"]"),
        event("[\"s-k7f2wq\", \"s-bcdfgh\"]"),
    );
    let merged = wbl(BASE, &two, &three);
    assert_eq!(
        merged.text,
        event("[\"s-k7f2wq\", \"s-m3x9zt\", \"s-bcdfgh\"]")
    );
}

#[test]
fn two_students_of_one_id_are_never_made_one() {
    let ours = "grad_year = 2027\nenrolled = [\n  { pathway = \"manufacturing\", from = 2026-09-01 },\n]\n";
    let theirs = "grad_year = 2028\nenrolled = [\n  { pathway = \"healthcare\", from = 2026-09-01 },\n]\nadvisor = \"kim-lee\"\n";
    let merged = reconcile(spec(Kind::Student), "", ours, theirs).unwrap();
    assert_eq!(spots(&merged), ["grad_year", "enrolled", "advisor"]);
    let sides = sides(&merged.text).unwrap();
    assert_eq!((sides.ours.as_str(), sides.theirs.as_str()), (ours, theirs));
    let partner = reconcile(
        spec(Kind::Partner),
        "",
        "name = \"A\"\ntown = \"Uxbridge\"\n",
        "name = \"A\"\nphone = \"1\"\n",
    );
    assert_eq!(
        partner.unwrap().text,
        "name = \"A\"\nphone = \"1\"\ntown = \"Uxbridge\"\n"
    );
}

#[test]
fn signatures_and_enrolments_meet_by_their_keys() {
    let mou = "partners = [\"antron-engineering\"]\nthrough = 2027-06-30\n";
    let signed = |on: &str| {
        format!(
            "{mou}signatures = [\n  {{ party = \"industry\", partner = \"antron-engineering\", name = \"Lee Park\", on = {on} }},\n]\n"
        )
    };
    let merged = reconcile(
        spec(Kind::Mou),
        mou,
        &signed("2026-09-01"),
        &signed("2026-09-01"),
    )
    .unwrap();
    assert_eq!(merged.text, signed("2026-09-01"));
    let merged = reconcile(
        spec(Kind::Mou),
        mou,
        &signed("2026-09-01"),
        &signed("2026-09-02"),
    )
    .unwrap();
    assert_eq!(
        spots(&merged),
        ["signatures.industry/antron-engineering/Lee Park.on"]
    );

    let student = "grad_year = 2027\nenrolled = [\n  { pathway = \"manufacturing\", from = 2026-09-01 },\n]\n";
    let left = student.replace(
        "2026-09-01 }",
        "2026-09-01, to = 2026-12-01, exit = \"transferred\" }",
    );
    let due = student.replace("2026-09-01 }", "2026-09-01, due = 2027-05-01 }");
    let merged = reconcile(spec(Kind::Student), student, &left, &due).unwrap();
    assert_eq!(
        merged.text,
        student.replace(
            "2026-09-01 }",
            "2026-09-01, to = 2026-12-01, exit = \"transferred\", due = 2027-05-01 }"
        )
    );
}

#[test]
fn settings_merge_deep_in_their_tables() {
    let base = "format = 1\n\n[school]\nname = \"Marlow Falls\"\n\n[custom]\ncolour = \"blue\"\n\n[[calendar.terms]]\nname = \"Q1\"\nyear = \"2026-27\"\nstarts = 2026-09-01\nends = 2026-11-06\n";
    let ours = base.replace("\"blue\"", "\"green\"");
    let theirs = base
        .replace("ends = 2026-11-06", "ends = 2026-11-13")
        .replace("[school]\n", "[school]\ncity = \"Marlow\"\n");
    let merged = reconcile(spec(Kind::Settings), base, &ours, &theirs).unwrap();
    assert_eq!(merged.text, theirs.replace("\"blue\"", "\"green\""));
    let other = base.replace("2026-11-06", "2026-11-20");
    let merged = reconcile(spec(Kind::Settings), base, &theirs, &other).unwrap();
    assert_eq!(spots(&merged), ["calendar.terms.2026-27/Q1.ends"]);
}

#[test]
fn what_cannot_be_read_is_left_to_git() {
    assert_eq!(reconcile(spec(Kind::Wbl), BASE, "a = = 1\n", BASE), None);
    assert_eq!(sides("a = 1\n"), None);
    for broken in [
        "<<<<<<< a\nb\n",
        "<<<<<<< a\n=======\n<<<<<<< b\n=======\n>>>>>>> c\n",
        "<<<<<<< a\n=======\n=\n",
    ] {
        assert_eq!(sides(broken), None, "{broken}");
    }
}

#[test]
fn the_kind_follows_from_the_folder_wherever_the_store_lies() {
    let kind = |path: &str| kind_at(path).map(|kind| kind.kind);
    assert_eq!(kind("wbl.toml"), Some(Kind::Settings));
    assert_eq!(kind("a/b/wbl.toml"), Some(Kind::Settings));
    assert_eq!(kind("a/wbl/2026-27/s-k7f2wq-x.toml"), Some(Kind::Wbl));
    assert_eq!(kind("private/students/s-k7f2wq.toml"), Some(Kind::Person));
    assert_eq!(kind("students/s-k7f2wq.toml"), Some(Kind::Student));
    assert_eq!(kind("pathways/wbl.toml"), Some(Kind::Pathway));
    assert_eq!(kind("Cargo.toml"), None);
    assert_eq!(kind("partners/notes.md"), None);
}

#[test]
fn what_is_decided_of_one_part_of_a_statement_is_decided_of_all() {
    let ours = with(&[("from = 15:00:00", "from = 14:00:00")]);
    let theirs = with(&[("to = 18:30:00", "to = 19:30:00")]);
    let merged = wbl(BASE, &ours, &theirs);
    let sides = sides(&merged.text).unwrap();
    for (choice, whole) in [(Choice::Ours, &ours), (Choice::Theirs, &theirs)] {
        let settled = settle(spec(Kind::Wbl), &sides, |conflict| {
            conflict
                .spot
                .is_in("hours.k3f9qd.from")
                .then(|| choice.clone())
        });
        assert_eq!(settled.unwrap().text, **whole);
    }
}

#[test]
fn a_statement_that_both_changed_stays_a_conflict_where_they_agree_on_a_part_of_it() {
    let base = format!("{BASE}status = \"active\"\nended_because = \"moved\"\n");
    let ours = format!("{BASE}status = \"active\"\n");
    let theirs = format!("{BASE}status = \"paused\"\n");
    let merged = wbl(&base, &ours, &theirs);
    assert_eq!(spots(&merged), ["status"]);
    let sides = sides(&merged.text).unwrap();
    let settled = settle(spec(Kind::Wbl), &sides, |_| Some(Choice::Ours)).unwrap();
    assert_eq!(settled.text, ours);
}

#[test]
fn a_common_version_that_git_made_with_markers_is_what_was_before_them() {
    let base = BASE.replace(
        "planned_minutes = 6000\n",
        "<<<<<<< ours\nplanned_minutes = 7000\n||||||| base\nplanned_minutes = 6000\n=======\nplanned_minutes = 8000\n>>>>>>> theirs\n",
    );
    let settled = with(&[("= 6000", "= 7000")]);
    let ours = format!("{settled}status = \"paused\"\n");
    let theirs = settled.replace(SECOND, &format!("{SECOND}{THIRD}"));
    let merged = wbl(&base, &ours, &theirs);
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.text, format!("{theirs}status = \"paused\"\n"));
}
