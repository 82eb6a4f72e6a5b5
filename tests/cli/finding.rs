//! `find`, completions, manual pages.

use crate::school::placed;

#[test]
fn find_names_kind_id_field_and_what_stands_there() {
    let school = placed();
    let found = school.ok("find BELLINGHÁM --format plain");
    assert_eq!(
        found,
        "kind\tid\tfield\texcerpt\npartner\tantron-engineering\ttown\tBellingham\n"
    );
    assert_eq!(school.json("find zzqq"), serde_json::json!([]));
}

#[test]
fn find_leaves_the_private_part_out_of_files_and_pipes() {
    let school = placed();
    let ran = school.run("find nunez");
    assert!(!ran.out.contains("Núñez"), "{}", ran.out);
    assert!(ran.err.contains("`--private`"), "{}", ran.err);
    let found = school.json("find nunez --private");
    assert_eq!(found[0]["kind"], "student");
    assert_eq!(found[0]["field"], "name");
}

#[test]
fn shells_are_told_what_could_follow() {
    let school = placed();
    let first = |line: &str| {
        let out = school.ok(line);
        let words = out
            .lines()
            .map(|line| line.split('\t').next().unwrap().to_owned());
        words.collect::<Vec<_>>()
    };
    assert_eq!(first("complete -- par"), ["partner"]);
    assert_eq!(first("complete -- mou render x --format d"), ["docx"]);
    assert_eq!(first("complete -- mou list --format c"), ["csv"]);
    assert_eq!(
        first("complete -- partner show ant"),
        ["antron-engineering"]
    );
    assert_eq!(
        first("complete -- log Ana"),
        ["s-k7f2wq"],
        "a name leads to its id"
    );
    assert_eq!(first("complete -- partner add --stage me"), ["meeting"]);
    assert_eq!(
        first("complete -- partner add --stage=me"),
        ["--stage=meeting"]
    );
    assert_eq!(
        first("complete -- contact set dana-rivera --partner no"),
        ["notre-dame-healthcare"]
    );
    assert!(first("complete -- partner list --wh").contains(&"--where".to_owned()));
    assert!(
        !first("complete -- ''").contains(&"complete".to_owned()),
        "it is hidden"
    );
    let nowhere = crate::sandbox::Sandbox::empty();
    assert_eq!(
        nowhere.run("complete -- partner show a").code,
        0,
        "no store, no words"
    );
}

#[test]
fn every_command_has_a_manual_page() {
    let school = placed();
    assert!(school.ok("man").contains(".TH wbl 1"));
    assert!(school.fails(4, "man pages").contains("keeps its own files"));
    let elsewhere = crate::sandbox::Sandbox::empty();
    elsewhere.ok("man pages");
    assert!(elsewhere.text("pages/wbl-partner-list.1").contains("where"));
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(
            school
                .ok(&format!("completions {shell}"))
                .contains("wbl complete --")
        );
    }
}
