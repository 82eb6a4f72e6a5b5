//! Two laptops with clones of one store, and a remote between them, with the real git.

use std::path::Path;
use std::process::Command;

use super::git::{git, try_git};
use super::sandbox::{Ran, Sandbox};

/// A bare remote in a folder, and two laptops with clones of it; the first has a store in it.
pub struct Laptops {
    dir: tempfile::TempDir,
}

impl Laptops {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let laptops = Self { dir };
        let all = laptops.dir.path();
        git(all, "init -q --bare -b main remote");
        git(all, "clone -q remote one");
        laptops.introduce("one");
        laptops.wbl("one", "init");
        laptops.wbl("one", "partner add 'Antron Engineering' --id antron");
        laptops.wbl("one", "pathway add Manufacturing --sector manufacturing");
        laptops.wbl("one", "contact add 'J Ortiz' --id j-ortiz --partner antron");
        laptops.wbl("one", "student add 'Jane Doe' --pathway manufacturing --grad-year 2027 --from 2026-09-01 --id s-k7f2wq");
        laptops.wbl("one", "wbl add --activity internship --partner antron --students s-k7f2wq --starts 2026-09-14 --ends 2027-05-28 --supervisors contact=j-ortiz,from=2026-09-14 --reason test");
        laptops.commit("one");
        git(&laptops.at("one"), "push -q -u origin main");
        git(all, "clone -q remote two");
        laptops.introduce("two");
        git(
            &laptops.at("two"),
            "config merge.wbl.driver 'wbl merge-driver %O %A %B %P %S %X %Y'",
        );
        laptops
    }

    fn introduce(&self, laptop: &str) {
        let name = if laptop == "one" { "Dana" } else { "Robin" };
        git(&self.at(laptop), &format!("config user.name {name}"));
        git(&self.at(laptop), "config user.email dana@example.org");
    }

    pub fn at(&self, laptop: &str) -> std::path::PathBuf {
        self.dir.path().join(laptop)
    }

    /// The program on a laptop, ready to be run.
    pub fn command(&self, laptop: &str, line: &str) -> Command {
        let mut command = Sandbox::empty().command(line);
        let bin = Path::new(env!("CARGO_BIN_EXE_wbl"))
            .parent()
            .expect("a folder");
        command
            .current_dir(self.at(laptop))
            .env("HOME", self.at(laptop))
            .env("PATH", format!("{}:/usr/bin:/bin", bin.display()));
        command
    }

    /// Runs wbl on a laptop.
    pub fn try_wbl(&self, laptop: &str, line: &str) -> Ran {
        super::sandbox::ran(self.command(laptop, line).output().expect("wbl runs"))
    }

    /// Runs wbl, which must succeed; gives its answer.
    pub fn wbl(&self, laptop: &str, line: &str) -> String {
        let ran = self.try_wbl(laptop, line);
        assert_eq!(ran.code, 0, "wbl {line}\n{}{}", ran.out, ran.err);
        ran.out
    }

    pub fn commit(&self, laptop: &str) {
        git(&self.at(laptop), "add .");
        git(&self.at(laptop), "commit -qm work");
    }

    /// Commits on both; then the first pushes and the second pulls. Gives whether it merged, and
    /// what git said.
    pub fn meet(&self) -> (bool, String) {
        self.commit("one");
        self.commit("two");
        git(&self.at("one"), "push -q origin main");
        try_git(&self.at("two"), "pull -q --no-rebase --no-edit origin main")
    }

    /// Brings the second what the first has, and both the same.
    pub fn share(&self) {
        self.commit("one");
        git(&self.at("one"), "push -q origin main");
        git(&self.at("two"), "pull -q --no-rebase --no-edit origin main");
    }

    /// Changes a text in a file of a laptop by hand.
    pub fn mend(&self, laptop: &str, path: &str, old: &str, new: &str) {
        let text = self.text(laptop, path);
        assert!(text.contains(old), "{text}");
        let path = self.at(laptop).join(path);
        std::fs::write(path, text.replace(old, new)).expect("written");
    }

    pub fn text(&self, laptop: &str, path: &str) -> String {
        std::fs::read_to_string(self.at(laptop).join(path)).expect("a file")
    }
}

/// The one placement that both have.
pub const PLACEMENT: &str = "wbl/2026-27/s-k7f2wq-antron.toml";
