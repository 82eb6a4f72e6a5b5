//! A store in git: the real program, in repositories of its own, with no settings of whoever runs the tests.

use std::path::Path;
use std::process::Command;

use super::sandbox::{Ran, Sandbox};

/// Runs git in a folder as Dana Rivera; gives whether it ended well and what it wrote.
pub fn try_git(folder: &Path, line: &str) -> (bool, String) {
    let bin = Path::new(env!("CARGO_BIN_EXE_wbl"))
        .parent()
        .expect("a folder");
    let path = format!(
        "{}:{}",
        bin.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let output = Command::new("git")
        .args(super::sandbox::words(line))
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("WBL_TODAY", "2026-11-22")
        .output()
        .expect("git runs");
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8(text).expect("UTF-8"),
    )
}

/// Runs git, which must end well.
pub fn git(folder: &Path, line: &str) -> String {
    let (is_ok, text) = try_git(folder, line);
    assert!(is_ok, "git {line}\n{text}");
    text
}

/// Makes a folder a repository of somebody.
pub fn repository(folder: &Path) {
    git(folder, "init -q -b main");
    git(folder, "config user.name Dana");
    git(folder, "config user.email dana@example.org");
}

/// A store in a repository, everything committed.
pub fn kept() -> Sandbox {
    let sandbox = Sandbox::empty();
    repository(sandbox.root());
    sandbox.ok("init");
    git(sandbox.root(), "add .");
    git(sandbox.root(), "commit -qm begin");
    sandbox
}

/// Runs a line that must succeed; gives all that it did.
pub fn done(sandbox: &Sandbox, line: &str) -> Ran {
    let ran = sandbox.run(line);
    assert_eq!(ran.code, 0, "wbl {line}\n{}{}", ran.out, ran.err);
    ran
}

#[test]
fn init_in_a_repository_sets_up_merging_by_meaning_and_says_so() {
    let sandbox = Sandbox::empty();
    repository(sandbox.root());
    let said = done(&sandbox, "init school").err;
    assert!(
        said.contains("Set up git in this clone to merge records by meaning"),
        "{said}"
    );
    let driver = git(sandbox.root(), "config merge.wbl.driver");
    assert_eq!(driver, "wbl merge-driver %O %A %B %P\n");
    let attributes = git(sandbox.root(), "check-attr merge school/partners/a.toml");
    assert_eq!(attributes, "school/partners/a.toml: merge: wbl\n");
}

#[test]
fn init_without_a_repository_makes_none_and_says_how() {
    let sandbox = Sandbox::empty();
    let said = done(&sandbox, "init").err;
    assert!(
        said.contains("hint: to keep its history with git: `git init`"),
        "{said}"
    );
    assert!(!sandbox.root().join(".git").exists());
}

#[test]
fn a_writing_command_in_a_clone_without_the_driver_says_so() {
    let sandbox = kept();
    let said = done(&sandbox, "partner add \"Antron Engineering\"").err;
    assert!(!said.contains("by meaning"), "{said}");
    git(sandbox.root(), "config --unset merge.wbl.driver");
    let said = done(&sandbox, "partner add \"Bellmere Foods\"").err;
    assert!(
        said.contains(
            "warning: git in this clone does not merge records by meaning yet; `wbl doctor --fix` sets that up"
        ),
        "{said}"
    );
    let said = done(&sandbox, "partner list").err;
    assert_eq!(said, "", "reading says nothing of it");
}

/// A bare remote in a folder, and two laptops with clones of it; the first has a store in it.
struct Laptops {
    dir: tempfile::TempDir,
}

impl Laptops {
    fn new() -> Self {
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
            "config merge.wbl.driver 'wbl merge-driver %O %A %B %P'",
        );
        laptops
    }

    fn introduce(&self, laptop: &str) {
        git(&self.at(laptop), "config user.name Dana");
        git(&self.at(laptop), "config user.email dana@example.org");
    }

    fn at(&self, laptop: &str) -> std::path::PathBuf {
        self.dir.path().join(laptop)
    }

    /// Runs wbl on a laptop.
    fn try_wbl(&self, laptop: &str, line: &str) -> Ran {
        let mut command = Sandbox::empty().command(line);
        let bin = Path::new(env!("CARGO_BIN_EXE_wbl"))
            .parent()
            .expect("a folder");
        command
            .current_dir(self.at(laptop))
            .env("HOME", self.at(laptop))
            .env("PATH", format!("{}:/usr/bin:/bin", bin.display()));
        super::sandbox::ran(command.output().expect("wbl runs"))
    }

    /// Runs wbl, which must succeed; gives its answer.
    fn wbl(&self, laptop: &str, line: &str) -> String {
        let ran = self.try_wbl(laptop, line);
        assert_eq!(ran.code, 0, "wbl {line}\n{}{}", ran.out, ran.err);
        ran.out
    }

    fn commit(&self, laptop: &str) {
        git(&self.at(laptop), "add .");
        git(&self.at(laptop), "commit -qm work");
    }

    /// Commits on both; then the first pushes and the second pulls. Gives whether it merged, and
    /// what git said.
    fn meet(&self) -> (bool, String) {
        self.commit("one");
        self.commit("two");
        git(&self.at("one"), "push -q origin main");
        try_git(&self.at("two"), "pull -q --no-rebase --no-edit origin main")
    }

    fn text(&self, laptop: &str, path: &str) -> String {
        std::fs::read_to_string(self.at(laptop).join(path)).expect("a file")
    }
}

const PLACEMENT: &str = "wbl/2026-27/s-k7f2wq-antron.toml";

#[test]
fn what_two_laptops_added_to_one_record_is_all_there() {
    let laptops = Laptops::new();
    laptops.wbl("one", "log s-k7f2wq-antron 2026-10-06 15:00-18:30");
    laptops.wbl("one", "partner touch antron --via call --about 'the fair'");
    laptops.wbl("two", "log s-k7f2wq-antron 2026-10-08 3h");
    laptops.wbl("two", "partner touch antron --via email --about 'slots'");
    let (is_merged, said) = laptops.meet();
    assert!(is_merged, "{said}");
    let text = laptops.text("two", PLACEMENT);
    assert!(
        text.contains("2026-10-06") && text.contains("2026-10-08"),
        "{text}"
    );
    let partner = laptops.text("two", "partners/antron.toml");
    assert!(
        partner.contains("the fair") && partner.contains("slots"),
        "{partner}"
    );
    let hours: serde_json::Value =
        serde_json::from_str(&laptops.wbl("two", "report hours --format json")).expect("JSON");
    assert_eq!(hours["total"]["pending_minutes"], 390, "{hours}");
    git(&laptops.at("two"), "push -q origin main");
    git(&laptops.at("one"), "pull -q --no-edit origin main");
    assert_eq!(laptops.text("one", PLACEMENT), text);
}

#[test]
fn hours_that_overlap_after_a_merge_are_no_conflict_and_check_finds_them() {
    let laptops = Laptops::new();
    laptops.wbl("one", "log s-k7f2wq-antron 2026-10-06 15:00-18:30");
    laptops.wbl("two", "log s-k7f2wq-antron 2026-10-06 16:00-19:00");
    let (is_merged, said) = laptops.meet();
    assert!(is_merged, "{said}");
    let check = laptops.try_wbl("two", "check");
    assert!(
        check.code == 5 && check.out.contains("overlap"),
        "{}",
        check.out
    );
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

#[test]
fn each_change_is_committed_alone_and_other_work_stays_as_it_was() {
    let sandbox = kept();
    let root = sandbox.root();
    done(&sandbox, "config set git.commit true");
    sandbox.put("notes.org", "staged\n");
    git(root, "add notes.org");
    sandbox.put("pathways/draft.toml", "name = \"Draft\"\nsector = \"x\"\n");
    let before = git(root, "status --porcelain -uall");
    done(&sandbox, "pathway add Manufacturing --sector manufacturing");
    done(
        &sandbox,
        "student add 'Jane Doe' --grad-year 2027 --pathway manufacturing --from 2026-09-01 --id s-k7f2wq",
    );
    done(&sandbox, "partner add 'Antron Engineering'");
    done(&sandbox, "partner rename antron-engineering antron --yes");
    assert_eq!(git(root, "status --porcelain -uall"), before);
    let log = git(root, "log --name-status --format=%B");
    assert!(log.contains("wbl student add: s-k7f2wq\n\nWbl-Verb: wbl student add\nWbl-Records: students/s-k7f2wq\n"), "{log}");
    assert!(
        log.contains("R100\tpartners/antron-engineering.toml\tpartners/antron.toml"),
        "{log}"
    );
    assert!(!log.contains("Jane") && !log.contains("private"), "{log}");
}

#[test]
fn what_keeps_git_from_committing_is_said_and_the_record_is_written() {
    let sandbox = kept();
    let root = sandbox.root();
    done(&sandbox, "config set git.commit true");
    let fails = |name: &str, reason: &str| {
        let status = git(root, "status --porcelain");
        let said = done(&sandbox, &format!("partner add {name} --reason test")).err;
        assert!(
            said.contains("the change is written, but not committed to git: ")
                && said.contains(reason),
            "{said}"
        );
        assert!(root.join(format!("partners/{name}.toml")).exists());
        let now = git(root, "status --porcelain");
        assert_eq!(
            now,
            format!("{status}?? partners/{name}.toml\n"),
            "the index is as it was"
        );
        std::fs::remove_file(root.join(format!("partners/{name}.toml"))).expect("removed");
    };
    done(&sandbox, "partner add first");
    git(root, "config --unset user.email");
    git(root, "config user.useConfigOnly true");
    fails("identity", "git does not know who you are");
    git(root, "config user.email dana@example.org");
    sandbox.put(
        ".git/hooks/pre-commit",
        "#!/bin/sh\necho no, not today >&2\nexit 1\n",
    );
    let hook = root.join(".git/hooks/pre-commit");
    git(root, "config core.hooksPath .git/hooks");
    let _ = Command::new("chmod").arg("755").arg(&hook).status();
    fails("hook", "no, not today");
    std::fs::remove_file(&hook).expect("removed");
    git(root, "checkout -q --detach");
    fails("detached", "no branch is checked out");
    git(root, "checkout -q main");
    sandbox.put(".git/MERGE_HEAD", "");
    let said = done(&sandbox, "partner add merging").err;
    assert!(said.contains("git is in the middle of a merge"), "{said}");
    std::fs::remove_file(root.join(".git/MERGE_HEAD")).expect("removed");
    sandbox.put(".git/index.lock", "");
    let said = done(&sandbox, "partner add locked").err;
    assert!(said.contains("another git is at work"), "{said}");
    std::fs::remove_file(root.join(".git/index.lock")).expect("removed");
    git(root, "config commit.gpgSign true");
    git(root, "config gpg.program false");
    let said = done(&sandbox, "partner add signed").err;
    assert!(!said.contains("not committed"), "{said}");
}

#[test]
fn history_tells_each_field_through_renames_and_what_is_not_in_git_yet() {
    let sandbox = kept();
    let root = sandbox.root();
    done(&sandbox, "config set git.commit true");
    done(&sandbox, "partner add 'Antron Engineering' --town Uxbridge");
    done(&sandbox, "partner set antron-engineering --town Mendon");
    done(&sandbox, "partner rename antron-engineering antron --yes");
    done(&sandbox, "config set git.commit false");
    done(&sandbox, "partner set antron --phone 555-0101");
    let told = sandbox.ok("history antron --fields by,field,what,was,now --format csv");
    let expected = "\
by,field,what,was,now
,phone,set,,555-0101
Dana,(the record),renamed,partners/antron-engineering.toml,
Dana,town,changed,Uxbridge,Mendon
Dana,(the record),added,,
Dana,name,set,,Antron Engineering
Dana,town,set,,Uxbridge
";
    assert_eq!(told, expected);
    let told = sandbox.ok("history antron --limit 1 --fields what --format csv");
    assert_eq!(told, "what\nset\nrenamed\n");
    git(root, "config color.ui always");
    assert_eq!(
        sandbox.ok("history antron --limit 1 --fields what --format csv"),
        told
    );
}

#[test]
fn history_without_git_says_what_to_do() {
    let sandbox = Sandbox::new();
    done(&sandbox, "partner add Antron");
    let said = sandbox.fails(1, "history antron");
    assert!(
        said.contains("this store is not in git") && said.contains("git init"),
        "{said}"
    );
}
