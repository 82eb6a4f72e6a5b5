//! The repository that a store lies in: by itself, inside a bigger one, in a worktree, as a submodule.

use std::path::{Path, PathBuf};

use crate::fault::{Fault, Result};

use super::run::{run, try_run};

/// A repository, as seen from the folder of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// The store's folder.
    pub folder: PathBuf,
    /// The top folder of the work tree.
    pub top: PathBuf,
    /// Where the store lies in it: empty, or ending in `/`.
    pub prefix: String,
    /// Git's own folder for this work tree.
    pub own: PathBuf,
}

/// What git has begun and not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Underway {
    /// A merge, such as of `git pull`.
    Merge,
    /// A rebase, such as of `git pull --rebase`.
    Rebase,
    /// A cherry-pick.
    CherryPick,
    /// A revert.
    Revert,
}

impl Underway {
    /// What git calls it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Rebase => "rebase",
            Self::CherryPick => "cherry-pick",
            Self::Revert => "revert",
        }
    }

    /// The command that finishes it once nothing is in conflict.
    pub fn finish(self) -> &'static str {
        match self {
            Self::Merge => "git commit --no-edit",
            Self::Rebase => "git rebase --continue",
            Self::CherryPick => "git cherry-pick --continue",
            Self::Revert => "git revert --continue",
        }
    }
}

/// Whether there is a git on this machine.
pub fn is_installed() -> bool {
    let version = try_run(Path::new("."), ["--version"], None);
    matches!(version, Ok(Some(answer)) if answer.is_ok)
}

/// The repository that a folder lies in; nothing where there is none, or no git.
///
/// # Errors
/// Where git finds one and will not work in it, such as one that belongs to somebody else.
pub fn repository(folder: &Path) -> Result<Option<Repository>> {
    // Most stores without git are told so without asking it.
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    if !full.ancestors().any(|above| above.join(".git").exists()) {
        return Ok(None);
    }
    let args = [
        "rev-parse",
        "--is-inside-work-tree",
        "--show-toplevel",
        "--absolute-git-dir",
        "--show-prefix",
    ];
    let Some(answer) = try_run(folder, args, None)? else {
        return Ok(None);
    };
    let text = answer.text();
    if !answer.is_ok {
        let is_none = answer.said.contains("not a git repository")
            || answer.said.contains("must be run in a work tree");
        if is_none {
            return Ok(None);
        }
        let fault = Fault::could(format!("git will not work here: {}", answer.complaint()));
        return Err(if answer.said.contains("dubious ownership") {
            fault.hint(format!(
                "if you trust whoever owns this folder: `git config --global --add safe.directory {}`",
                crate::fault::pasted(&folder.display().to_string())
            ))
        } else {
            fault.hint("see what `git status` says in the store's folder")
        });
    }
    // One answer a line; a path with a line break in it is asked for by itself.
    let mut told: Vec<String> = text.lines().map(str::to_owned).collect();
    if told.len() != args.len() - 1 {
        told.clear();
        for question in &args[1..] {
            told.push(run(folder, ["rev-parse", question], None)?.line());
        }
    }
    let [is_inside, top, own, prefix] = told.as_slice() else {
        return Ok(None);
    };
    Ok((is_inside == "true").then(|| Repository {
        folder: folder.to_owned(),
        top: top.into(),
        own: own.into(),
        prefix: prefix.clone(),
    }))
}

impl Repository {
    /// What git has begun and not finished in this work tree.
    pub fn underway(&self) -> Option<Underway> {
        let has = |name: &str| self.own.join(name).exists();
        if has("rebase-merge") || has("rebase-apply") {
            Some(Underway::Rebase)
        } else if has("MERGE_HEAD") {
            Some(Underway::Merge)
        } else if has("CHERRY_PICK_HEAD") {
            Some(Underway::CherryPick)
        } else if has("REVERT_HEAD") {
            Some(Underway::Revert)
        } else {
            None
        }
    }

    /// Whether git keeps its hands off a path of the store.
    ///
    /// # Errors
    /// Where git cannot be run.
    pub fn ignores(&self, path: &str) -> Result<bool> {
        // This one command of git refuses paths that are to be taken as they are.
        let args = ["--no-literal-pathspecs", "check-ignore", "-q", "--", path];
        Ok(run(&self.folder, args, None)?.is_ok)
    }

    /// How many files below a folder of the store git has.
    ///
    /// # Errors
    /// Where git cannot be run.
    pub fn tracked(&self, folder: &str) -> Result<usize> {
        let answer = run(&self.folder, ["ls-files", "-z", "--", folder], None)?;
        if !answer.is_ok {
            return Err(answer.refused("list its files"));
        }
        Ok(answer.text().matches('\0').count())
    }

    /// The other copies that this one is sent to and fetched from: name and address.
    ///
    /// # Errors
    /// Where git cannot be run.
    pub fn remotes(&self) -> Result<Vec<(String, String)>> {
        let args = ["config", "-z", "--get-regexp", r"^remote\..*\.url$"];
        let answer = run(&self.folder, args, None)?;
        // It ends with 1 where there are none.
        if !matches!(answer.code, Some(0 | 1)) {
            return Err(answer.refused("read its settings"));
        }
        let text = answer.text();
        let remote = |pair: &str| {
            let (key, address) = pair.split_once('\n')?;
            let name = key.strip_prefix("remote.")?.strip_suffix(".url")?;
            Some((name.to_owned(), address.to_owned()))
        };
        Ok(text.split('\0').filter_map(remote).collect())
    }

    /// Whether git knows who is committing.
    ///
    /// # Errors
    /// Where git cannot be run.
    pub fn has_identity(&self) -> Result<bool> {
        Ok(run(&self.folder, ["var", "GIT_COMMITTER_IDENT"], None)?.is_ok)
    }

    /// The branch that is checked out; nothing where none is.
    ///
    /// # Errors
    /// Where git cannot be run.
    pub fn branch(&self) -> Result<Option<String>> {
        let answer = run(
            &self.folder,
            ["symbolic-ref", "-q", "--short", "HEAD"],
            None,
        )?;
        Ok(answer.is_ok.then(|| answer.line()))
    }
}
