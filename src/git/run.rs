//! One run of git: unattended, in words that can be read by a program, in the folder that is meant.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::fault::{Fault, Result};

/// What a hook, an alias or a shell may have set to say which repository is meant. The store's
/// folder says that here.
const ELSEWHERE: &[&str] = &[
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
];

/// What git answered.
#[derive(Debug)]
pub(super) struct Answer {
    /// Whether it ended well.
    pub is_ok: bool,
    /// Its exit code; nothing where a signal ended it.
    pub code: Option<i32>,
    /// What it wrote.
    pub out: Vec<u8>,
    /// What it said.
    pub said: String,
}

impl Answer {
    /// What it wrote, as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// What it wrote as one line.
    pub(super) fn line(&self) -> String {
        self.text().trim_end_matches(['\n', '\r']).to_owned()
    }

    /// The fault of a git that did not do what it was asked.
    pub(super) fn refused(&self, what: &str) -> Fault {
        Fault::could(format!("git could not {what}: {}", self.complaint()))
            .hint("`git status` in the store's folder says more")
    }

    /// The last thing that it said, without its own `fatal:` and `error:`.
    pub(super) fn complaint(&self) -> String {
        let mut told = self.said.lines().map(str::trim).filter(|line| {
            !line.is_empty() && !line.starts_with("hint:") && !line.starts_with("warning:")
        });
        let last = told.next_back().unwrap_or("it does not say why");
        let last = last.strip_prefix("fatal: ").unwrap_or(last);
        last.strip_prefix("error: ").unwrap_or(last).to_owned()
    }
}

/// A git that is ready to be told what to do in a folder. Nothing asks, pages or edits; output is
/// plain whatever the user's own settings say.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("--no-pager")
        .args(["-c", "core.quotePath=false", "-c", "color.ui=false"])
        .args([
            "-c",
            "core.fsmonitor=false",
            "-c",
            "advice.addEmbeddedRepo=false",
        ])
        .current_dir(folder)
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_EDITOR", ":")
        .env("GIT_SEQUENCE_EDITOR", ":")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for name in ELSEWHERE {
        command.env_remove(name);
    }
    command
}

/// Runs git in a folder; nothing where there is no git.
pub(super) fn try_run<S: AsRef<OsStr>>(
    folder: &Path,
    args: impl IntoIterator<Item = S>,
    input: Option<&[u8]>,
) -> Result<Option<Answer>> {
    let mut command = git(folder);
    command.args(args);
    if input.is_some() {
        command.stdin(Stdio::piped());
    }
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == io::ErrorKind::NotFound && folder.is_dir() => {
            return Ok(None);
        }
        Err(error) => return Err(Fault::io(&error, "run git")),
    };
    let pipe = child.stdin.take();
    let answered = std::thread::scope(|scope| {
        if let (Some(mut pipe), Some(input)) = (pipe, input) {
            // Where git reads no further it says itself why.
            scope.spawn(move || drop(pipe.write_all(input)));
        }
        child.wait_with_output()
    });
    let output = answered.map_err(|error| Fault::io(&error, "run git"))?;
    Ok(Some(Answer {
        is_ok: output.status.success(),
        code: output.status.code(),
        out: output.stdout,
        said: String::from_utf8_lossy(&output.stderr).into_owned(),
    }))
}

/// Runs git, which must be there.
pub(super) fn run<S: AsRef<OsStr>>(
    folder: &Path,
    args: impl IntoIterator<Item = S>,
    input: Option<&[u8]>,
) -> Result<Answer> {
    try_run(folder, args, input)?.ok_or_else(missing)
}

/// The fault of a machine without git.
pub(super) fn missing() -> Fault {
    Fault::could("git is not installed, or not found on this machine's PATH")
        .hint("install it from your software center or https://git-scm.com, and try again")
}
