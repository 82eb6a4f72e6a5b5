//! The past of one file: each commit that changed it, with its text before and after.

use crate::fault::{Fault, Result};

use super::repository::Repository;
use super::run::run;

/// One commit's change to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The commit, shortened.
    pub commit: String,
    /// Who made it.
    pub by: String,
    /// When, where its maker was: `2026-10-06T15:30`.
    pub at: String,
    /// Its subject.
    pub subject: String,
    /// The file's path before it, from the top of the repository.
    pub was: String,
    /// Its path after it.
    pub path: String,
    /// The text before; nothing where the file came in.
    pub before: Option<String>,
    /// The text after; nothing where it went.
    pub after: Option<String>,
}

/// What commits did to a file of the store, newest first, through its renames; at most so many.
///
/// # Errors
/// Where git cannot be run or its answer cannot be read.
pub fn past(repository: &Repository, path: &str, most: usize) -> Result<Vec<Revision>> {
    let most = format!("-n{most}");
    let args = [
        "log",
        "--follow",
        "-M40%",
        "--raw",
        "--no-abbrev",
        "--root",
        "-z",
        "--date=format:%Y-%m-%dT%H:%M",
        "--format=%x01%h%x02%an%x02%ad%x02%s%x02",
        "--no-show-signature",
        most.as_str(),
        "--",
        path,
    ];
    let answer = run(&repository.folder, args, None)?;
    if !answer.is_ok {
        let is_young = answer.said.contains("does not have any commits");
        return if is_young {
            Ok(Vec::new())
        } else {
            Err(Fault::could(format!(
                "git could not tell its history: {}",
                answer.complaint()
            )))
        };
    }
    let text = answer.text();
    let mut found = Vec::new();
    for entry in text.split('\u{1}').skip(1) {
        if let Some(revision) = revision(repository, entry)? {
            found.push(revision);
        }
    }
    Ok(found)
}

/// Reads one commit: its words, then `:100644 100644 OLD NEW R090`, the old path and the new one.
fn revision(repository: &Repository, entry: &str) -> Result<Option<Revision>> {
    let words: Vec<&str> = entry.splitn(5, '\u{2}').collect();
    let [commit, by, at, subject, raw] = words.as_slice() else {
        return Ok(None);
    };
    let mut parts = raw.trim_start_matches(['\0', '\n']).split('\0');
    let numbers: Vec<&str> = parts.next().unwrap_or_default().split(' ').collect();
    let [_, _, old, new, state] = numbers.as_slice() else {
        return Ok(None);
    };
    let is_moved = state.starts_with(['R', 'C']);
    let first = parts.next().unwrap_or_default();
    let path = if is_moved {
        parts.next().unwrap_or(first)
    } else {
        first
    };
    Ok(Some(Revision {
        commit: (*commit).to_owned(),
        by: (*by).to_owned(),
        at: (*at).to_owned(),
        subject: (*subject).to_owned(),
        was: first.to_owned(),
        path: path.to_owned(),
        before: blob(repository, old)?,
        after: blob(repository, new)?,
    }))
}

fn blob(repository: &Repository, object: &str) -> Result<Option<String>> {
    if object.bytes().all(|byte| byte == b'0') {
        return Ok(None);
    }
    let answer = run(&repository.folder, ["cat-file", "blob", object], None)?;
    Ok(answer.is_ok.then(|| answer.text()))
}
