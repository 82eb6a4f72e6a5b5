//! Files as they should not be: each is named with its line, hides no other, and loses nothing.

use std::fs;

use crate::sandbox::Sandbox;

/// A store with one good partner, and a bad one in `partners/bad.toml`.
fn with_bad(bytes: &[u8]) -> Sandbox {
    let school = Sandbox::new();
    school.ok("partner add 'Good Partner'");
    school.put("partners/bad.toml", bytes);
    school
}

/// A list shows the good one and names the bad one; check finds it; writing elsewhere works.
fn is_isolated(school: &Sandbox, place: &str, words: &str) {
    let bad = fs::read(school.root().join("partners/bad.toml")).ok();
    let ran = school.run("partner list");
    assert_eq!(ran.code, 7, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("good-partner"), "{}", ran.out);
    assert!(
        ran.err.contains(place) && ran.err.contains(words),
        "{place}, {words} in:\n{}",
        ran.err
    );
    let check = school.run("check");
    assert_eq!(check.code, 5, "{}{}", check.out, check.err);
    assert!(check.out.contains(place), "{place} in:\n{}", check.out);
    school.ok("partner set good-partner --town Bellingham");
    let err = school.fails(7, "partner set bad --town Bellingham");
    assert!(err.contains("partners/bad.toml"), "{err}");
    assert_eq!(
        fs::read(school.root().join("partners/bad.toml")).ok(),
        bad,
        "nothing was written"
    );
}

#[test]
fn what_is_not_toml_is_named_at_its_line() {
    is_isolated(
        &with_bad(b"name = \"Bad\"\ntown = = \"x\"\n"),
        "partners/bad.toml:2:",
        "TOML",
    );
}

#[test]
fn conflict_markers_isolate_the_file() {
    let text =
        b"name = \"Bad\"\n<<<<<<< HEAD\ntown = \"A\"\n=======\ntown = \"B\"\n>>>>>>> other\n";
    is_isolated(&with_bad(text), "partners/bad.toml:2:1", "conflict");
}

#[test]
fn bytes_that_are_no_text_are_named_at_their_line() {
    is_isolated(
        &with_bad(b"name = \"Bad\"\ntown = \"\xff\xfe\"\n"),
        "partners/bad.toml:2:9",
        "UTF-8",
    );
}

#[test]
fn a_word_where_a_day_should_be_is_named_with_what_to_write() {
    let school = with_bad(b"name = \"Bad\"\nstage_since = \"2026-10-06\"\n");
    let ran = school.run("partner list");
    assert_eq!(ran.code, 7);
    assert!(ran.err.contains("partners/bad.toml:2:15"), "{}", ran.err);
    assert!(ran.err.contains("stage_since = 2026-10-06"), "{}", ran.err);
}

#[test]
fn a_folder_where_a_file_should_be_is_named() {
    let school = with_bad(b"");
    fs::remove_file(school.root().join("partners/bad.toml")).unwrap();
    fs::create_dir(school.root().join("partners/bad.toml")).unwrap();
    let ran = school.run("partner list");
    assert_eq!(ran.code, 7, "{}", ran.err);
    assert!(
        ran.out.contains("good-partner") && ran.err.contains("partners/bad.toml"),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn zero_bytes_are_named_as_damage_and_not_as_a_slip_of_the_pen() {
    is_isolated(
        &with_bad(&[0; 64]),
        "partners/bad.toml:1:1",
        "`git checkout HEAD -- partners/bad.toml`",
    );
    let utf_16: Vec<u8> = "name = \"Bad\"\n"
        .bytes()
        .flat_map(|byte| [byte, 0])
        .collect();
    is_isolated(
        &with_bad(&utf_16),
        "partners/bad.toml:1:2",
        "save it as UTF-8",
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named_as_one_and_stays() {
    let school = with_bad(b"");
    let path = school.root().join("partners/bad.toml");
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/nowhere/bad.toml", &path).unwrap();
    let said = school.run("partner list").err;
    assert!(said.contains("it is a link that leads nowhere"), "{said}");
    let said = school.fails(1, "partner set bad --town Uxbridge");
    assert!(
        said.contains("partners/bad.toml: it is a link that leads nowhere"),
        "{said}"
    );
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
    school.ok("partner add Bad");
    school.text("partners/bad-2.toml");
}

#[test]
fn an_undo_log_that_cannot_be_written_keeps_the_change_and_every_reader_goes_on() {
    let school = Sandbox::new();
    school.ok("partner add Antron --id antron");
    fs::remove_dir_all(school.root().join(".wbl/undo")).unwrap();
    school.put(".wbl/undo", "no folder");
    let ran = school.run("partner set antron --town Uxbridge");
    assert_eq!(ran.code, 0);
    assert!(
        ran.err
            .contains("could not be put into the undo log, .wbl/undo"),
        "{}",
        ran.err
    );
    for _ in 0..2 {
        let ran = school.run("partner show antron");
        assert!(ran.code == 0 && ran.out.contains("Uxbridge"), "{}", ran.err);
        assert!(
            ran.err
                .contains("is in the files, and not yet in the undo log"),
            "{}",
            ran.err
        );
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
    let said = school.fails(1, "partner set antron --town Milford");
    assert!(said.contains("could not write .wbl/undo"), "{said}");
    fs::remove_file(school.root().join(".wbl/undo")).unwrap();
    school.ok("partner set antron --town Milford");
    school.ok("undo");
    school.ok("undo");
    assert!(!school.text("partners/antron.toml").contains("town"));
}

#[test]
fn the_program_s_own_folder_may_be_deleted_at_any_time() {
    let school = Sandbox::new();
    school.ok("partner add Antron --id antron");
    fs::remove_dir_all(school.root().join(".wbl")).unwrap();
    let said = school.fails(1, "undo");
    assert!(said.contains("no change is kept in .wbl/undo"), "{said}");
    school.ok("partner set antron --town Uxbridge");
    school.ok("undo");
    assert_eq!(school.text("partners/antron.toml"), "name = \"Antron\"\n");
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_named() {
    let school = with_bad(b"");
    fs::remove_file(school.root().join("partners/bad.toml")).unwrap();
    std::os::unix::fs::symlink("bad.toml", school.root().join("partners/bad.toml")).unwrap();
    let ran = school.run("partner list");
    assert_eq!(ran.code, 7, "{}", ran.err);
    assert!(
        ran.out.contains("good-partner") && ran.err.contains("partners/bad.toml"),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let school = with_bad(b"name = \"Bad\"\n");
    let path = school.root().join("partners/bad.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        eprintln!("not run: this user may read every file, whatever its rights");
        return;
    }
    let ran = school.run("partner list");
    assert_eq!(ran.code, 7, "{}", ran.err);
    assert!(ran.err.contains("permission"), "{}", ran.err);
}

#[test]
fn ten_megabytes_of_garbage_are_one_problem_among_the_rest() {
    let mut state = 1u64;
    let garbage: Vec<u8> = (0..10_000_000)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state.to_le_bytes()[5]
        })
        .collect();
    is_isolated(&with_bad(&garbage), "partners/bad.toml", "UTF-8");
    let text: String = "= [ { \" ' \n".repeat(100_000);
    let school = with_bad(text.as_bytes());
    let ran = school.run("partner list");
    assert_eq!(ran.code, 7);
    assert!(
        ran.err.len() < 20_000,
        "the problems of one file are not a flood: {}",
        ran.err.len()
    );
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_are_read_and_kept() {
    let school = Sandbox::new();
    school.put(
        "partners/win.toml",
        "\u{feff}# mine\r\nname = \"Windows\"\r\ntown = \"A\" # here\r\n",
    );
    assert_eq!(school.json("partner show win")["town"], "A");
    school.ok("partner set win --town B --phone 508-555-0100");
    let text = school.text("partners/win.toml");
    assert_eq!(
        text,
        "\u{feff}# mine\r\nname = \"Windows\"\r\nphone = \"508-555-0100\"\r\ntown = \"B\" # here\r\n"
    );
}

#[test]
fn an_id_with_leading_zeros_wants_quotes() {
    let school = Sandbox::new();
    school.put("students/s-k7f2wq.toml", "grad_year = 2027\n");
    school.put(
        "private/students/s-k7f2wq.toml",
        "name = \"Ana\"\ndistrict_id = 00123\n",
    );
    let ran = school.run("student list");
    assert_eq!(ran.code, 7);
    assert!(
        ran.err.contains("private/students/s-k7f2wq.toml:2:15"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("district_id = \"00123\""), "{}", ran.err);
    school.ok("student set s-k7f2wq --plan career");
}

#[test]
fn settings_that_cannot_be_read_stop_all_but_the_menders() {
    let school = with_bad(b"name = \"Not bad\"\n");
    school.put("wbl.toml", "format = 1\n[school\n");
    let err = school.fails(7, "partner list");
    assert!(err.contains("wbl.toml:2"), "{err}");
    school.ok("partner show good-partner");
    assert_eq!(school.run("check").code, 5);
    school.put("wbl.toml", "format = 2\n");
    let err = school.fails(7, "partner show good-partner");
    assert!(err.contains("format 2"), "{err}");
}

#[test]
fn a_report_is_refused_unless_whole_or_asked_for_in_part() {
    let school = Sandbox::example();
    school.put("wbl/2025-26/broken.toml", "activity = \n");
    let ran = school.run("report hours --as-of 2026-06-03");
    assert_eq!((ran.code, ran.out.as_str()), (7, ""), "{}", ran.err);
    assert!(
        ran.err.contains("wbl/2025-26/broken.toml:1:") && ran.err.contains("--partial"),
        "{}",
        ran.err
    );
    let ran = school.run("report hours --as-of 2026-06-03 --partial");
    assert_eq!(ran.code, 7);
    assert!(ran.out.contains("s-w3ztr6"), "{}", ran.out);
    assert_eq!(
        school.run("partner list").code,
        0,
        "kinds that are not read do not matter"
    );
}

#[test]
fn a_copy_in_another_years_folder_is_never_written_to() {
    let school = crate::school::placed();
    let id = "s-k7f2wq-notre-dame-healthcare";
    let text = school.text(&format!("wbl/2026-27/{id}.toml"));
    school.put(&format!("wbl/2025-26/{id}.toml"), text);
    let before = school.files();
    for line in [
        format!("wbl log {id} 2026-10-06 3h"),
        "wbl log s-k7f2wq 2026-10-06 3h".to_owned(),
        format!("wbl show {id}"),
    ] {
        let err = school.fails(7, &line);
        assert!(
            err.contains("wbl/2025-26/") || err.contains("wbl/2026-27/"),
            "{err}"
        );
    }
    assert_eq!(school.run("report hours").code, 7);
    assert_eq!(school.files(), before);
}

#[test]
fn a_placement_that_cannot_be_read_is_mended_before_another_is_made() {
    let school = crate::school::placed();
    let path = "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml";
    school.put(
        path,
        school.text(path).replace("2026-10-05", "2026-10-05\""),
    );
    let err = school.fails(7, "wbl log s-k7f2wq 2026-10-06 3h");
    assert!(err.contains(path) && !err.contains("wbl wbl add"), "{err}");
}

#[test]
fn no_link_is_left_behind_in_a_record_that_cannot_be_read() {
    let school = crate::school::placed();
    let path = "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml";
    school.put(path, format!("{}<<<<<<< HEAD\n", school.text(path)));
    let before = school.files();
    for line in [
        "contact rename j-ortiz ortiz",
        "contact remove j-ortiz --yes",
        "partner rename notre-dame-healthcare notre-dame",
    ] {
        let err = school.fails(7, line);
        assert!(
            err.contains(path) && err.contains("mend it first"),
            "{line}\n{err}"
        );
        assert_eq!(school.files(), before, "{line}");
    }
    school.ok("partner rename antron-engineering antron");
}

#[test]
fn the_lines_of_a_file_that_only_a_link_leads_to_are_never_shown() {
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("keys");
    fs::write(&target, "hunter2:x:1000\n").unwrap();
    let school = Sandbox::new();
    std::os::unix::fs::symlink(&target, school.root().join("partners/x.toml")).unwrap();
    for line in [
        "partner list",
        "partner show x",
        "partner set x --town Y",
        "check",
    ] {
        let ran = school.run(line);
        let told = ran.out + &ran.err;
        assert!(told.contains("partners/x.toml:1:"), "{line}: {told}");
        assert!(!told.contains("hunter2"), "{line}: {told}");
    }
}

/// What each report of hours says of a store.
fn hours_of(store: &Sandbox) -> Vec<(i32, String)> {
    let lines = [
        "report hours --format csv",
        "report hours --student s-k7f2wq --format csv",
        "report transcript --format csv",
        "report entries --format csv",
        "why s-k7f2wq",
        "paper render verification s-k7f2wq --draft",
    ];
    let ran = lines.map(|line| store.run(line));
    ran.map(|ran| (ran.code, ran.err)).into()
}

#[test]
fn a_file_that_was_copied_never_doubles_hours_in_silence() {
    let store = super::school::placed();
    store.ok("log s-k7f2wq 2026-10-06 15:00-18:30 --by j-ortiz --verified 2026-10-09");
    store.ok("log s-k7f2wq 2026-10-07 3h");
    let path = "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml";
    let copy = "wbl/2026-27/s-k7f2wq-notre-dame-healthcare-2.toml";
    assert!(hours_of(&store).iter().all(|(code, _)| *code == 0));
    store.put(copy, store.text(path));
    for (code, said) in hours_of(&store) {
        assert_eq!(code, 7, "{said}");
        assert!(said.contains("would count twice"), "{said}");
    }
    store.ok("wbl remove s-k7f2wq-notre-dame-healthcare-2 --yes");
    assert!(hours_of(&store).iter().all(|(code, _)| *code == 0));
}

#[test]
fn a_placement_that_cannot_be_read_or_found_is_never_passed_over() {
    let store = super::school::placed();
    store.ok("log s-k7f2wq 2026-10-06 3h --by j-ortiz --verified 2026-10-09");
    let path = "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml";
    let text = store.text(path);
    let wide: Vec<u8> = text.bytes().flat_map(|byte| [byte, 0]).collect();
    for broken in [Vec::new(), wide.clone(), [vec![0xff, 0xfe], wide].concat()] {
        store.put(path, broken);
        for (code, said) in hours_of(&store) {
            assert_eq!(code, 7, "{said}");
            assert!(said.contains(path), "{said}");
        }
    }
    std::fs::remove_file(store.root().join(path)).unwrap();
    for lost in [
        "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.TOML",
        "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml.txt",
        "wbl/2026-27/old/s-k7f2wq-notre-dame-healthcare.toml",
    ] {
        store.put(lost, &text);
        for (code, said) in hours_of(&store) {
            assert_eq!(code, 7, "{lost}: {said}");
            assert!(said.contains(lost), "{said}");
        }
        let found = store.run("check lost-record");
        assert_eq!(found.code, 5, "{}", found.out);
        assert!(found.out.contains(lost), "{}", found.out);
        std::fs::remove_file(store.root().join(lost)).unwrap();
    }
    // A copy that an editor leaves beside the record is none.
    store.put(path, &text);
    store.put(format!("{path}.bak").as_str(), &text);
    assert!(hours_of(&store).iter().all(|(code, _)| *code == 0));
}

#[test]
fn a_student_whose_record_is_gone_is_never_left_out_of_a_report_in_silence() {
    let store = super::school::placed();
    let file = "students/s-k7f2wq.toml";
    let text = store.text(file);
    std::fs::remove_file(store.root().join(file)).unwrap();
    let placement = "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml";
    let reports = [
        "report hours --fail-if short",
        "report transcript --format csv",
        "report entries --format csv",
    ];
    // A placement without hours is named by the reports that look at placements.
    let said = |line: &str| {
        let ran = store.run(line);
        assert_eq!(ran.code, 7, "{line}: {}", ran.err);
        ran.err
    };
    for line in reports {
        let err = said(line);
        assert!(err.contains("private/students/s-k7f2wq.toml"), "{err}");
        assert!(err.contains("put students/s-k7f2wq.toml back"), "{err}");
    }
    assert!(said(reports[0]).contains(placement));
    // Where the private parts are on another machine, the placement alone tells.
    std::fs::remove_dir_all(store.root().join("private")).unwrap();
    assert!(said(reports[0]).contains(placement));
    assert_eq!(store.run("report hours --partial").code, 7);
    store.put(file, &text);
    for line in reports {
        assert_ne!(store.run(line).code, 7, "{line}");
    }
}
