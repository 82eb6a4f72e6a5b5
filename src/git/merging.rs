//! What git does about two versions of a file: its own merge, and the files that it could not merge.

use std::collections::BTreeMap;
use std::path::Path;

use crate::fault::{Fault, Result, pasted};

use super::repository::Repository;
use super::run::run;

/// A file that git could not merge, with the versions that it keeps: what both sides began from,
/// this side's, the other's. What is missing was not there, or was deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unmerged {
    /// The common version.
    pub base: Option<String>,
    /// This side's.
    pub ours: Option<String>,
    /// The other side's.
    pub theirs: Option<String>,
}

/// Merges the lines of two versions into the file of this side, as git does, with markers that also
/// say what was there before; gives whether nothing is in conflict.
///
/// # Errors
/// Where git cannot, such as for files that are no text.
pub fn merge_files(here: &Path, [base, ours, theirs]: [&Path; 3]) -> Result<bool> {
    let flags = [
        "merge-file",
        "--diff3",
        "-L",
        "ours",
        "-L",
        "base",
        "-L",
        "theirs",
    ];
    let files = [ours, base, theirs].map(Path::as_os_str);
    let args = flags.iter().map(std::ffi::OsStr::new).chain(files);
    let answer = run(here, args, None)?;
    match answer.code {
        Some(0) => Ok(true),
        // So many conflicts; above that it could not read its files.
        Some(1..=127) => Ok(false),
        _ => Err(Fault::could(format!(
            "git could not merge: {}",
            answer.complaint()
        ))),
    }
}

/// The files of the store that git could not merge, by their path within the store.
///
/// # Errors
/// Where git cannot be run.
pub fn unmerged(repository: &Repository) -> Result<BTreeMap<String, Unmerged>> {
    let answer = run(&repository.folder, ["ls-files", "-u", "-z"], None)?;
    if !answer.is_ok {
        return Err(answer.refused("list what it could not merge"));
    }
    let listed = answer.text();
    let mut found: BTreeMap<String, Unmerged> = BTreeMap::new();
    for line in listed.split('\0') {
        let Some((numbers, path)) = line.split_once('\t') else {
            continue;
        };
        let words: Vec<_> = numbers.split(' ').collect();
        let [_, object, stage] = words.as_slice() else {
            continue;
        };
        let text = run(&repository.folder, ["cat-file", "blob", object], None)?;
        let text = text.is_ok.then(|| text.text());
        let file = found.entry(path.to_owned()).or_default();
        match *stage {
            "1" => file.base = text,
            "2" => file.ours = text,
            _ => file.theirs = text,
        }
    }
    Ok(found)
}

/// Tells git that the conflict in a file of the store is settled, by what the file now holds.
///
/// # Errors
/// Where git will not take it.
pub fn settled(repository: &Repository, path: &str) -> Result<()> {
    let is_there = repository.folder.join(path).exists();
    let args: &[&str] = if is_there {
        &["add", "--", path]
    } else {
        &["rm", "-q", "--cached", "--ignore-unmatch", "--", path]
    };
    let answer = run(&repository.folder, args, None)?;
    if answer.is_ok {
        return Ok(());
    }
    let message = format!(
        "git could not be told that {path} is settled: {}",
        answer.complaint()
    );
    Err(Fault::could(message).hint(format!("`git add {}`", pasted(path))))
}
