//! Merges: two clones of one store, each with a random half year of commands, made one by the real git, with the merge
//! driver and without. `WBL_MERGES=300 cargo test --test merges` tries as many; a few by default.
#![allow(
    missing_docs,
    dead_code,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::must_use_candidate,
    reason = "a test that panics has failed; the sandbox is shared with the other tests"
)]

#[path = "merges/clones.rs"]
mod clones;
#[path = "merges/model.rs"]
mod model;
#[path = "merges/said.rs"]
mod said;
#[path = "cli/sandbox.rs"]
mod sandbox;
#[path = "merges/year.rs"]
mod year;

use clones::{Clone, Clones};
use model::Merge;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use said::Said;
use year::{Deed, Done, live};

/// How many pairs of clones each test tries.
fn runner(few: u32) -> TestRunner {
    let many = std::env::var("WBL_MERGES")
        .ok()
        .and_then(|many| many.parse().ok());
    TestRunner::new(ProptestConfig {
        cases: many.unwrap_or(few),
        failure_persistence: None,
        max_shrink_iters: 30,
        ..ProptestConfig::default()
    })
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    vec(any::<[u8; 4]>(), 0..most)
}

/// Two clones that have each lived a half year since they parted, and what each did.
struct Parted {
    clones: Clones,
    base: Said,
    one: (Said, Vec<Done>),
    two: (Said, Vec<Done>),
}

impl Parted {
    fn after(has_one_seed: bool, [common, one, two]: [&[Deed]; 3]) -> Self {
        let clones = Clones::new(has_one_seed, |clone| {
            drop(live(clone, "c", "2026-10-20", common));
        });
        Self::more(clones, ["a", "b"], "2026-12-15", [one, two])
    }

    /// Both clones, which are alike, live on.
    fn more(clones: Clones, who: [&str; 2], today: &str, [one, two]: [&[Deed]; 2]) -> Self {
        let base = Said::of(&clones.one.root);
        let lived = |clone: &Clone, who: &str, deeds: &[Deed]| {
            let done = live(clone, who, today, deeds);
            clone.commit(who);
            (Said::of(&clone.root), done)
        };
        let one = lived(&clones.one, who[0], one);
        let two = lived(&clones.two, who[1], two);
        clones.fetch();
        Self {
            clones,
            base,
            one,
            two,
        }
    }

    /// How many changes were acknowledged.
    fn done(&self) -> usize {
        self.one.1.len() + self.two.1.len()
    }

    fn told(&self) -> String {
        let lines = |done: &[Done]| {
            let lines = done
                .iter()
                .map(|done| format!("  wbl {}   ({})", done.line, done.mark));
            lines.collect::<Vec<_>>().join("\n")
        };
        format!(
            "the one:\n{}\nthe other:\n{}",
            lines(&self.one.1),
            lines(&self.two.1)
        )
    }
}

/// A row of `wbl conflicts`: file, field, and what each side has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    pub file: String,
    pub field: String,
    pub ours: String,
    pub theirs: String,
}

fn listed(clone: &Clone) -> Vec<Conflict> {
    let ran = clone.run("2027-06-10", "conflicts --format json");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let text =
        |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let row = |row| Conflict {
        file: text(row, "file"),
        field: text(row, "field"),
        ours: text(row, "ours"),
        theirs: text(row, "theirs"),
    };
    rows.as_array().expect("a list").iter().map(row).collect()
}

/// Settles every conflict with one side's word, and tells git.
fn settle(clone: &Clone, side: &str, finish: Option<&str>) {
    let mut files: Vec<_> = listed(clone).into_iter().map(|one| one.file).collect();
    files.dedup();
    for file in files {
        let ran = clone.run("2027-06-10", &format!("conflicts {file} --take {side}"));
        assert_eq!(
            ran.code,
            0,
            "{}\n{}",
            ran.err,
            clone.text(&file).unwrap_or_default()
        );
    }
    assert_eq!(listed(clone), []);
    assert_eq!(clone.git("ls-files -u"), "", "git waits for nothing more");
    finish.map(|line| clone.git(line));
}

/// Merges the other clone's branch; gives the conflicts, which `wbl conflicts` lists all.
fn merge(clone: &Clone, command: &str) -> Vec<Conflict> {
    let (is_merged, said) = clone.try_git(command);
    let found = listed(clone);
    assert_eq!(
        is_merged,
        found.is_empty(),
        "{said}\n{found:?}\n{}",
        clone.git("status")
    );
    let unmerged = clone.git("diff --name-only --diff-filter=U");
    for path in unmerged.lines() {
        assert!(
            found.iter().any(|one| one.file == path),
            "{path} is not listed: {found:?}\n{said}"
        );
    }
    if !found.is_empty() {
        // What is in conflict is isolated: the rest can be read and is checked.
        let ran = clone.run("2027-06-10", "contact list --format json");
        assert!([0, 7].contains(&ran.code), "{}", ran.err);
    }
    found
}

/// What `check` finds, by rule.
fn found(clone: &Clone) -> Vec<(String, String)> {
    let ran = clone.run("2027-06-10", "check --format json");
    let rows: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let rows = rows.as_array().expect("a list").iter();
    rows.filter(|row| row["severity"] == "error")
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            (text("rule"), format!("{row}"))
        })
        .collect()
}

/// What only two machines can make wrong together, and no field shows: `check` finds it.
const TOGETHER: &[&str] = &["overlap", "dangling-link", "outside-dates"];

impl Parted {
    /// Merges both ways and settles every conflict for the first clone; both clones then say the
    /// same. Gives what the merge is to be held against, and how many conflicts there were.
    fn meet(&self, then: impl FnOnce(&Merge<'_>)) -> usize {
        let clones = &self.clones;
        let here = merge(&clones.one, "merge -q --no-edit other");
        let there = merge(&clones.two, "merge -q --no-edit other");
        assert_eq!(
            spots(&here),
            spots(&there),
            "either way the same is in conflict\n{}",
            self.told()
        );
        if !here.is_empty() {
            settle(&clones.one, "ours", Some("commit -q --no-edit"));
            settle(&clones.two, "theirs", Some("commit -q --no-edit"));
        }
        let [one, two] = [&clones.one, &clones.two].map(|clone| Said::of(&clone.root));
        assert_eq!(
            one.meaning(),
            two.meaning(),
            "either way the records say the same\n{}",
            self.told()
        );
        then(&Merge {
            base: &self.base,
            first: (&self.one.0, &self.one.1),
            other: (&self.two.0, &self.two.1),
            conflicts: &here,
            merged: &one,
        });
        let [one, two] = [&clones.one, &clones.two].map(|clone| {
            clone
                .run("2027-06-10", "report hours --format json --partial")
                .out
        });
        assert_eq!(one, two);
        here.len()
    }

    /// Nothing is lost, doubled or mixed, and what `check` finds is what two machines made together.
    fn is_right(&self, merge: &Merge<'_>, clone: &Clone) {
        let wrongs = merge.wrongs();
        assert!(
            wrongs.is_empty(),
            "{wrongs:#?}\n{:#?}\n{}",
            merge.conflicts,
            self.told()
        );
        // Two clones with one seed give two entries one id, which elsewhere only a copy has.
        let by_one_seed = self.clones.has_one_seed.then_some("copied-entry");
        for (rule, text) in found(clone) {
            assert!(
                TOGETHER.contains(&&*rule) || by_one_seed == Some(&rule),
                "{text}\n{}",
                self.told()
            );
        }
    }
}

fn spots(found: &[Conflict]) -> Vec<(&str, &str)> {
    let mut spots: Vec<_> = found.iter().map(|one| (&*one.file, &*one.field)).collect();
    spots.sort_unstable();
    spots
}

/// Runs a property over many pairs of clones, and says how many of each thing there were.
fn all<S: Strategy>(name: &str, few: u32, years: S, test: impl Fn(S::Value) -> [usize; 3]) {
    let totals = std::cell::Cell::new([0; 3]);
    let result = runner(few).run(&years, |years| {
        let one = test(years);
        totals.set(std::array::from_fn(|at| totals.get()[at] + one[at]));
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    let [merges, done, conflicts] = totals.get();
    eprintln!("{name}: {merges} merges of {done} acknowledged changes, {conflicts} conflicts");
}

#[test]
fn two_clones_that_lived_apart_are_made_one_and_nothing_is_lost_or_doubled() {
    let years = (
        any::<bool>(),
        deeds(15),
        [deeds(25), deeds(25)],
        [deeds(12), deeds(12)],
        any::<bool>(),
    );
    all(
        "with the driver",
        5,
        years,
        |(has_one_seed, common, [one, two], [later_one, later_two], is_sent)| {
            let parted = Parted::after(has_one_seed, [&common, &one, &two]);
            let first = parted.meet(|merge| parted.is_right(merge, &parted.clones.one));
            let done = parted.done();
            // They go on: either both from their own merge, or the one with what the other sent.
            let clones = parted.clones;
            if is_sent {
                clones.fetch();
                clones.two.git("reset -q --hard other");
            }
            let parted = Parted::more(clones, ["d", "e"], "2027-03-15", [&later_one, &later_two]);
            let second = parted.meet(|merge| parted.is_right(merge, &parted.clones.two));
            [4, done + parted.done(), first + second]
        },
    );
}

/// Git merges lines: it puts in conflict, or is right, or `check` finds what is wrong.
#[test]
fn without_the_driver_no_wrong_number_is_merged_in_silence() {
    let years = (any::<bool>(), deeds(15), [deeds(25), deeds(25)]);
    all(
        "without the driver",
        4,
        years,
        |(has_one_seed, common, [one, two])| {
            let parted = Parted::after(has_one_seed, [&common, &one, &two]);
            for clone in [&parted.clones.one, &parted.clones.two] {
                clone.git("config --remove-section merge.wbl");
            }
            let conflicts = parted.meet(|merge| {
                let found = found(&parted.clones.one);
                for wrong in merge.wrongs() {
                    let is_found = found.iter().any(|(_, text)| {
                        wrong.paths.iter().any(|path| text.contains(path.as_str()))
                    });
                    assert!(
                        is_found,
                        "{wrong:#?}\n{:#?}\n{}",
                        merge.conflicts,
                        parted.told()
                    );
                }
            });
            [2, parted.done(), conflicts]
        },
    );
}

impl Parted {
    /// Both clones live on, the other with a commit after every few deeds.
    fn in_commits(common: &[Deed], one: &[Deed], two: &[Deed]) -> (Self, Vec<(Said, Vec<Done>)>) {
        let clones = Clones::new(false, |clone| drop(live(clone, "c", "2026-10-20", common)));
        let base = Said::of(&clones.one.root);
        let first = live(&clones.one, "a", "2026-12-15", one);
        clones.one.commit("a");
        let mut commits = vec![(Said::of(&clones.two.root), Vec::new())];
        for (at, some) in two.chunks(5).enumerate() {
            let done = live(&clones.two, &format!("b{at}y"), "2026-12-15", some);
            clones.two.commit(&format!("b{at}"));
            commits.push((Said::of(&clones.two.root), done));
        }
        clones.fetch();
        let first = (Said::of(&clones.one.root), first);
        let all: Vec<Done> = commits
            .iter()
            .flat_map(|(_, done)| done.iter().cloned())
            .collect();
        let two = (Said::of(&clones.two.root), all);
        (
            Self {
                clones,
                base,
                one: first,
                two,
            },
            commits,
        )
    }
}

/// As the side sees it whose own work git calls `theirs`: in a rebase, and in a cherry-pick.
fn turned(found: Vec<Conflict>) -> Vec<Conflict> {
    let turn = |one: Conflict| Conflict {
        ours: one.theirs,
        theirs: one.ours,
        ..one
    };
    found.into_iter().map(turn).collect()
}

#[test]
fn a_rebase_brings_every_commit_over_once() {
    let years = (deeds(10), [deeds(20), deeds(20)]);
    all("rebase", 3, years, |(common, [one, two])| {
        let (parted, _) = Parted::in_commits(&common, &one, &two);
        let clone = &parted.clones.two;
        let mut conflicts = Vec::new();
        let (mut is_done, mut said) = clone.try_git("rebase -q other");
        let mut stops = 0;
        while !is_done {
            stops += 1;
            assert!(stops < 50, "{said}\n{}", parted.told());
            conflicts.extend(listed(clone));
            settle(clone, "theirs", None);
            (is_done, said) = clone.try_git("rebase --continue");
            if !is_done && said.contains("rebase --skip") && listed(clone).is_empty() {
                (is_done, said) = clone.try_git("rebase --skip");
            }
        }
        let merged = Said::of(&clone.root);
        let conflicts = turned(conflicts);
        let merge = Merge {
            base: &parted.base,
            first: (&parted.two.0, &parted.two.1),
            other: (&parted.one.0, &parted.one.1),
            conflicts: &conflicts,
            merged: &merged,
        };
        parted.is_right(&merge, clone);
        [1, parted.done(), conflicts.len()]
    });
}

#[test]
fn a_cherry_pick_brings_its_commit_and_nothing_else() {
    let years = (deeds(10), [deeds(12), deeds(20)], any::<u8>());
    all("cherry-pick", 3, years, |(common, [one, two], which)| {
        let (parted, commits) = Parted::in_commits(&common, &one, &two);
        let clone = &parted.clones.one;
        let back = usize::from(which) % commits.len().saturating_sub(1).max(1);
        let Some(picked) = commits.len().checked_sub(1 + back).filter(|at| *at > 0) else {
            return [0; 3];
        };
        let command = format!("cherry-pick --allow-empty other~{back}");
        let (is_merged, _) = clone.try_git(&command);
        let conflicts = if is_merged { Vec::new() } else { listed(clone) };
        if !is_merged {
            settle(clone, "theirs", Some("commit -q --allow-empty --no-edit"));
        }
        let now = Said::of(&clone.root);
        let told = || format!("{conflicts:#?}\n{}", parted.told());
        let is_shown = |mark: &str| {
            conflicts
                .iter()
                .any(|one| format!("{one:?}").contains(mark) || one.field == "(the whole record)")
        };
        for (at, (said, done)) in commits.iter().enumerate() {
            for Done { mark, .. } in done {
                let (had, has) = (
                    said.count(mark).min(commits[picked].0.count(mark)),
                    now.count(mark),
                );
                let is_right = if at == picked { has == had } else { has == 0 };
                assert!(
                    is_right || (is_shown(mark) && has <= had),
                    "{mark}: {had} before, {has} now\n{}",
                    told()
                );
            }
        }
        for Done { mark, .. } in &parted.one.1 {
            let (had, has) = (parted.one.0.count(mark), now.count(mark));
            assert!(
                had == has || (has < had && is_shown(mark)),
                "{mark}: {had} before, {has} now\n{}",
                told()
            );
        }
        [1, parted.done(), conflicts.len()]
    });
}
