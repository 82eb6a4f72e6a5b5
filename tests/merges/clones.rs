//! Two clones of one store: the program's own `run` on real files in each, and the real git between them.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use wbl::{Day, Terminals, World};

use crate::sandbox::{Ran, copy, words};

/// A clone of a store.
pub struct Clone {
    /// Its folder.
    pub root: PathBuf,
    /// How many commands were run in it, with what its random ids are made from.
    seed: Cell<u64>,
}

/// Two clones that were alike when they parted.
pub struct Clones {
    pub one: Clone,
    pub two: Clone,
    /// Whether both make their ids from the same numbers.
    pub has_one_seed: bool,
    dir: tempfile::TempDir,
}

/// The school that every pair of clones begins with.
const SCHOOL: &[&str] = &[
    "init",
    "pathway add Manufacturing --sector manufacturing",
    "pathway add Healthcare --sector healthcare",
    "partner add 'Antron Engineering' --id antron --town Uxbridge --kind employer",
    "partner add 'Bellmere Foods' --id bellmere --pathways manufacturing",
    "partner add 'Notre Dame Healthcare' --id notre-dame --town Worcester --sectors health,care",
    "contact add 'J. Ortiz' --id j-ortiz --partner antron --roles supervisor",
    "contact add 'P. Lee' --id p-lee --partner bellmere --roles supervisor",
    "contact add 'Dana Rivera' --id dana --partner notre-dame --roles supervisor,primary",
    "student add 'Jane Doe' --id s-k7f2wq --pathway manufacturing --grad-year 2027 --from 2026-09-01 --born 2007-03-05",
    "student add 'Ana Roe' --id s-bbbbbb --pathway healthcare --grad-year 2027 --from 2026-09-01 --born 2007-04-05",
    "wbl add --activity internship --partner antron --students s-k7f2wq --starts 2026-09-02 --ends 2027-06-20 --planned 150h --supervisors contact=j-ortiz --reason test",
    "wbl add --activity internship --partner notre-dame --students s-bbbbbb --starts 2026-09-02 --ends 2027-06-20 --planned 150h --supervisors contact=dana --reason test",
    "wbl add --activity co-op --partner bellmere --students s-bbbbbb --starts 2026-09-02 --planned 150h --supervisors contact=p-lee --reason test",
    "wbl add --activity internship --partner bellmere --id opening --status posted --slots 2 --starts 2026-09-02",
    "mou add --partners antron --pathways manufacturing --school-year 2026-27 --through 2027-06-30",
    "mou add --partners notre-dame,bellmere --school-year 2026-27 --through 2027-06-30 --id two-firms",
    "eval add --experience s-k7f2wq-antron --review baseline --on 2026-09-20 --by j-ortiz",
    "council add 'Manufacturing Advisory' --pathways manufacturing --members contact=dana,role=chair",
];

/// The school in a repository, made once and copied for each pair of clones.
fn school() -> &'static Path {
    static SCHOOL_AT: OnceLock<tempfile::TempDir> = OnceLock::new();
    let made = SCHOOL_AT.get_or_init(|| {
        let dir = tempfile::tempdir().expect("a folder");
        let clone = Clone::at(dir.path().to_owned(), 1);
        clone.git("init -q -b main");
        clone.git("config user.name Dana");
        clone.git("config user.email dana@example.org");
        for line in SCHOOL {
            let ran = clone.run("2026-09-20", line);
            assert_eq!(ran.code, 0, "wbl {line}\n{}{}", ran.out, ran.err);
        }
        clone.commit("begin");
        dir
    });
    made.path()
}

impl Clones {
    /// Two clones of the school, after `common` has been run in what they are made from. Where both
    /// get one seed, entries that they add are often given the same ids.
    pub fn new(has_one_seed: bool, common: impl FnOnce(&Clone)) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let one = Clone::at(dir.path().join("one"), 1000);
        copy(school(), &one.root);
        common(&one);
        one.commit("common");
        let two = Clone::at(
            dir.path().join("two"),
            if has_one_seed { 2000 } else { 7_000_000 },
        );
        copy(&one.root, &two.root);
        one.seed.set(2000);
        Self {
            one,
            two,
            has_one_seed,
            dir,
        }
    }

    /// Has each clone know what the other has committed, as `other`.
    pub fn fetch(&self) {
        self.one.git("fetch -q ../two +main:refs/heads/other");
        self.two.git("fetch -q ../one +main:refs/heads/other");
    }

    /// Another folder beside the clones that holds all that one of them does.
    pub fn copied(&self, clone: &Clone, name: &str) -> Clone {
        let copied = Clone::at(self.dir.path().join(name), 9_000_000);
        copy(&clone.root, &copied.root);
        copied
    }
}

impl Clone {
    fn at(root: PathBuf, seed: u64) -> Self {
        fs::create_dir_all(&root).expect("a folder");
        Self {
            root,
            seed: Cell::new(seed),
        }
    }

    /// Runs a line of words on a day, in this process.
    pub fn run(&self, today: &str, line: &str) -> Ran {
        let seed = self.seed.get();
        self.seed.set(seed + 1);
        let mut args = words(line);
        args.insert(0, "wbl".to_owned());
        let world = World {
            args: args.into_iter().map(Into::into).collect(),
            vars: std::collections::BTreeMap::new(),
            here: self.root.clone(),
            today: Day::iso(today).expect("a day"),
            now: format!("{today} 12:00"),
            seed,
            process: std::process::id(),
            terminals: Terminals::default(),
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = wbl::run(world, &mut out, &mut err);
        Ran {
            out: String::from_utf8(out).expect("UTF-8"),
            err: String::from_utf8(err).expect("UTF-8"),
            code: i32::from(code),
        }
    }

    /// Runs git, which calls the program to merge; gives whether it ended well and what it wrote.
    pub fn try_git(&self, line: &str) -> (bool, String) {
        let bin = Path::new(env!("CARGO_BIN_EXE_wbl"))
            .parent()
            .expect("a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        let output = Command::new("git")
            .args(words(line))
            .current_dir(&self.root)
            .env_clear()
            .env("PATH", format!("{}:{path}", bin.display()))
            .env("HOME", &self.root)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_EDITOR", ":")
            .env("WBL_TODAY", "2027-06-10")
            .output()
            .expect("git runs");
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.success(),
            String::from_utf8_lossy(&text).into_owned(),
        )
    }

    /// Runs git, which must end well.
    pub fn git(&self, line: &str) -> String {
        let (is_ok, text) = self.try_git(line);
        assert!(is_ok, "git {line}\n{text}");
        text
    }

    /// Commits all there is.
    pub fn commit(&self, subject: &str) {
        self.git("add -A .");
        self.git(&format!("commit -q --allow-empty -m {subject}"));
    }

    /// The text of a file; nothing where it is not there.
    pub fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.root.join(path)).ok()
    }
}
