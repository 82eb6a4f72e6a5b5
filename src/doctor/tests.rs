//! The judgements: facts in, findings out.

use super::*;
use crate::book::memory::Memory;

fn healthy() -> Facts {
    Facts {
        version: "1".into(),
        today: Day::iso("2026-11-22").unwrap(),
        store: Some(StoreFacts {
            root: "/school".into(),
            how: "this folder".into(),
            format: Some(1),
            is_writable: true,
            has_private: true,
            open_to_others: Some(Vec::new()),
            ..StoreFacts::default()
        }),
        git: GitFacts::Here(InGit {
            has_driver: true,
            merges_with: Some(("wbl".into(), true)),
            has_identity: true,
            ignores_private: true,
            ignores_own: true,
            ..InGit::default()
        }),
        machine: Machine {
            has_editor: true,
            locale: Some("en_US.UTF-8".into()),
            wants_locale: true,
            ..Machine::default()
        },
        ..Facts::default()
    }
}

/// What is said of everything that is not in order.
fn said(facts: &Facts) -> Vec<String> {
    let found = examine(facts);
    let amiss = found
        .iter()
        .filter(|(_, finding)| finding.state != State::Good);
    amiss
        .map(|(look, finding)| {
            format!(
                "{} {}: {} [{}]",
                look.name,
                finding.state.word(),
                finding.why,
                finding.fix
            )
        })
        .collect()
}

fn store(change: impl FnOnce(&mut StoreFacts)) -> Vec<String> {
    let mut facts = healthy();
    change(facts.store.as_mut().unwrap());
    said(&facts)
}

fn git(change: impl FnOnce(&mut InGit)) -> Vec<String> {
    let mut facts = healthy();
    let GitFacts::Here(ours) = &mut facts.git else {
        unreachable!()
    };
    change(ours);
    said(&facts)
}

#[test]
fn of_what_is_in_order_nothing_is_said() {
    assert_eq!(said(&healthy()), Vec::<String>::new());
}

#[test]
fn each_thing_that_is_amiss_is_said_once_with_what_to_do() {
    for (said, begins, fix) in [
        (
            store(|s| s.format = Some(0)),
            "format wrong: wbl.toml names no `format`",
            "wbl migrate",
        ),
        (
            store(|s| s.format = Some(9)),
            "format wrong: format 9",
            "newer wbl",
        ),
        (
            store(|s| s.is_writable = false),
            "writing note: ",
            "who may write",
        ),
        (
            store(|s| s.unreadable = Some(("wbl.toml:3".into(), "no".into()))),
            "settings wrong: wbl.toml:3: no",
            "wbl check",
        ),
        (
            store(|s| s.writer = Some("`wbl log`".into())),
            "lock note: `wbl log` is writing",
            "wait",
        ),
        (
            store(|s| s.has_journal = true),
            "journal wrong: ",
            "the next command",
        ),
        (
            store(|s| {
                s.open_to_others = Some(vec!["wbl.toml".into(), "wbl".into()]);
                s.others_enter = true;
            }),
            "rights wrong: others on this machine can read wbl.toml and 1 more",
            "wbl doctor --fix",
        ),
        (
            store(|s| s.open_to_others = Some(vec!["wbl.toml".into()])),
            "rights note: ",
            "wbl doctor --fix",
        ),
        (store(|s| s.open_to_others = None), "rights skipped: ", ""),
        (
            store(|s| {
                s.has_private = false;
                s.students = 3;
            }),
            "private note: ",
            "copy the folder",
        ),
        (
            store(|s| s.left = vec!["wbl/x.wbl-tmp".into()]),
            "left behind note: ",
            "wbl doctor --fix",
        ),
        (
            store(|s| {
                s.newest = Some((Day::iso("2026-11-23").unwrap(), "wbl/2026-27/x.toml".into()));
            }),
            "clock wrong: today is 2026-11-22, and wbl/2026-27/x.toml has something that happened on 2026-11-23",
            "clock",
        ),
        (
            git(|g| g.has_driver = false),
            "merge driver wrong: ",
            "wbl doctor --fix",
        ),
        (
            git(|g| g.merges_with = Some(("wbl".into(), false))),
            "merge program wrong: git calls `wbl` to merge, and no folder of PATH has it",
            "to PATH",
        ),
        (
            git(|g| g.has_identity = false),
            "git identity note: ",
            "user.email",
        ),
        (
            git(|g| {
                g.has_identity = false;
                g.commits = true;
            }),
            "git identity wrong: ",
            "user.email",
        ),
        (
            git(|g| g.lacks = vec!["private/".into()]),
            "git lists wrong: missing: private/",
            "wbl doctor --fix",
        ),
        (
            git(|g| g.ignores_private = false),
            "private in git wrong: ",
            "wbl doctor --fix",
        ),
        (
            git(|g| g.private_tracked = 2),
            "private in git wrong: git has 2 files",
            "git rm -r --cached private",
        ),
        (
            git(|g| g.ignores_own = false),
            "own folder in git wrong: ",
            "wbl doctor --fix",
        ),
        (
            git(|g| g.underway = Some(("merge".into(), "git commit --no-edit".into()))),
            "git underway note: a merge",
            "git commit --no-edit",
        ),
    ] {
        let [said] = said.as_slice() else {
            panic!("{begins}: {said:?}");
        };
        assert!(said.starts_with(begins) && said.contains(fix), "{said}");
    }
}

#[test]
fn a_copy_at_a_public_host_is_never_called_private() {
    for (address, is_public) in [
        ("https://github.com/school/store.git", true),
        ("git@github.com:school/store.git", true),
        ("ssh://git@GitLab.com:22/school/store", true),
        ("https://user:word@bitbucket.org/x", true),
        ("https://git.sr.ht/~x/y", true),
        ("https://git.school.example/store", false),
        ("dana@nas:store.git", false),
        ("/media/usb/store", false),
        ("../github.com/store", false),
        ("C:\\github.com\\store", false),
        ("https://notgithub.com/x", false),
    ] {
        let said = git(|ours| ours.remotes = vec![("origin".into(), address.into())]);
        assert_eq!(said.len(), usize::from(is_public), "{address}: {said:?}");
        assert!(
            said.iter().all(|said| said.contains("cannot be known")),
            "{said:?}"
        );
    }
}

#[test]
fn without_a_store_the_machine_is_looked_at_all_the_same() {
    let facts = Facts {
        store: None,
        git: GitFacts::Unknown,
        no_store: Some("there is no store here".into()),
        ..healthy()
    };
    let found = examine(&facts);
    let state = |name: &str| {
        found
            .iter()
            .find(|(look, _)| look.name == name)
            .map(|(_, one)| one.state)
    };
    assert_eq!(state("store"), Some(State::Wrong));
    assert_eq!(state("rights"), Some(State::Skipped));
    assert_eq!(state("editor"), Some(State::Good));
}

#[test]
fn the_newest_day_is_of_what_happened_and_not_of_what_is_due() {
    let files = [
        (
            "wbl/2026-27/x.toml",
            "activity = \"internship\"\nstarts = 2026-10-05\nends = 2030-01-01\nhours = [{ on = 2026-10-06, minutes = 5, verified = 2026-10-09 }]\n",
        ),
        (
            "partners/a.toml",
            "name = \"A\"\ntouches = [{ on = 2026-10-08, due = 2031-01-01 }]\n",
        ),
    ];
    let memory = Memory::of(&files);
    let newest = newest(&memory.book()).unwrap();
    assert_eq!(
        newest,
        Some((Day::iso("2026-10-09").unwrap(), "wbl/2026-27/x.toml".into()))
    );
}

#[test]
fn names_of_what_is_looked_at_are_told_once_and_are_words() {
    let names: Vec<_> = LOOKS
        .iter()
        .copied()
        .flatten()
        .map(|look| look.name)
        .collect();
    let mut unique = names.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), names.len());
    assert!(
        LOOKS
            .iter()
            .copied()
            .flatten()
            .all(|look| !look.about.is_empty())
    );
}
