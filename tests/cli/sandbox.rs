//! A store of its own for each test: a temporary folder, a fixed day and width, an empty environment.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A temporary store, and the program that is run in it.
pub struct Sandbox {
    dir: tempfile::TempDir,
    day: String,
}

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    /// What it answered.
    pub out: String,
    /// What it said.
    pub err: String,
    /// Its exit code.
    pub code: i32,
}

impl Sandbox {
    /// An empty folder, on the day of the domain's scenarios.
    pub fn empty() -> Self {
        Self {
            dir: tempfile::tempdir().expect("a temporary folder"),
            day: "2026-11-22".into(),
        }
    }

    /// A store as `wbl init` makes it.
    pub fn new() -> Self {
        let sandbox = Self::empty();
        sandbox.ok("init");
        sandbox
    }

    /// A copy of the example school.
    pub fn example() -> Self {
        let sandbox = Self::empty();
        copy(&example(), sandbox.root());
        sandbox
    }

    /// A store that is like this one in every file.
    pub fn copied(&self) -> Self {
        self.copied_within(&std::env::temp_dir())
    }

    /// The same, within a folder.
    pub fn copied_within(&self, folder: &Path) -> Self {
        let dir = tempfile::tempdir_in(folder).expect("a temporary folder");
        copy(self.root(), dir.path());
        let day = self.day.clone();
        Self { dir, day }
    }

    /// The same, on another day.
    pub fn on(mut self, day: &str) -> Self {
        self.day = day.into();
        self
    }

    /// The store's folder.
    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    /// The text of a file of the store.
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes a file as a person with an editor would.
    pub fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Every file of the store, by path, without the store's own folder.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        gather(self.root(), self.root(), &mut files);
        files.sort();
        files
    }

    /// The program, ready to be run with a line of words as a shell would split them.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wbl"));
        command
            .args(words(line))
            .current_dir(self.root())
            .env_clear()
            .env("WBL_TODAY", &self.day)
            .env("HOME", self.root())
            .stdin(Stdio::null());
        command
    }

    /// Runs a line of words.
    pub fn run(&self, line: &str) -> Ran {
        ran(self.command(line).output().expect("wbl runs"))
    }

    /// Runs a line that must succeed; gives its answer.
    pub fn ok(&self, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!(ran.code, 0, "wbl {line}\n{}{}", ran.out, ran.err);
        ran.out
    }

    /// Runs a line that must end with this code; gives what it said.
    pub fn fails(&self, code: i32, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!(ran.code, code, "wbl {line}\n{}{}", ran.out, ran.err);
        ran.err
    }

    /// Runs a line that must succeed; gives its answer as JSON.
    pub fn json(&self, line: &str) -> serde_json::Value {
        serde_json::from_str(&self.ok(&format!("{line} --format json"))).expect("JSON")
    }
}

/// The folder of the example school.
pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/marlow-falls")
}

/// Says past the test runner, which shows nothing of a test that ends well, what could not be proven
/// for want of a program. Where every program must be there (`WBL_TESTS_NEED_ALL`), that is a failure.
pub fn unproven(what: &str) {
    assert!(
        std::env::var_os("WBL_TESTS_NEED_ALL").is_none(),
        "not proven: {what}"
    );
    let _ = writeln!(std::io::stderr(), "not proven: {what}");
}

pub fn ran(output: Output) -> Ran {
    Ran {
        out: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
        err: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        code: output.status.code().expect("no signal"),
    }
}

/// Splits a line at spaces; quotes, single or double, hold words together.
pub fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut begun) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => (quote, begun) = (Some(c), true),
            (None, ' ' | '\n') => {
                if begun || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            (Some(_) | None, c) => word.push(c),
        }
    }
    if begun || !word.is_empty() {
        words.push(word);
    }
    words
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .strip_prefix(root)
            .expect("below")
            .to_string_lossy()
            .into_owned();
        if name == ".wbl" {
            continue;
        }
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            files.push((name, fs::read(&path).expect("a file")));
        }
    }
}
