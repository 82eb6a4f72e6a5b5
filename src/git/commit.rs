//! A commit of just the files that were written; everything else that is staged or changed stays.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::fault::{Fault, Result};

use super::repository::Repository;
use super::run::{Answer, run};

/// How often, and how long apart, a commit is tried while another program holds git's index.
const TRIES: usize = 20;
/// Up to so many files are named to git; of more, all are listed.
const MOST_NAMED: usize = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// Commits these files of the store, by their path within it: new, changed and deleted ones. What git
/// ignores, and what has not changed, is left out; gives whether there was anything to commit.
///
/// # Errors
/// What kept git from committing, with what to type; the files themselves are as they were, and so
/// is git's index.
pub fn commit(repository: &Repository, files: &[&str], message: &str) -> Result<bool> {
    if let Some(underway) = repository.underway() {
        let word = underway.word();
        return Err(not_committed(&format!("git is in the middle of a {word}"))
            .hint(format!("settle it with `wbl conflicts` and `{}`; what was written goes with it after `git add`", underway.finish())));
    }
    if repository.branch()?.is_none() {
        return Err(not_committed("no branch is checked out (a detached HEAD)")
            .hint("go back to your branch with `git switch main`, or keep this place with `git switch -c NAME`"));
    }
    let states = states(repository, files)?;
    if states.is_empty() {
        return Ok(false);
    }
    let fresh: Vec<&str> = states
        .iter()
        .filter(|(is_new, _)| *is_new)
        .map(|(_, path)| path.as_str())
        .collect();
    let all: Vec<&str> = states.iter().map(|(_, path)| path.as_str()).collect();
    if !fresh.is_empty() {
        let answer = patient(|| on_files(repository, &["add", "--intent-to-add"], &fresh))?;
        if !answer.is_ok {
            return Err(why_not(repository, &answer));
        }
    }
    let flags = [
        "commit",
        "--quiet",
        "--only",
        "--no-gpg-sign",
        "--cleanup=whitespace",
        "-m",
        message,
    ];
    let answer = patient(|| on_files(repository, &flags, &all))?;
    if answer.is_ok {
        return Ok(true);
    }
    if fresh.is_empty() && is_unchanged(repository, &all)? {
        return Ok(false);
    }
    if !fresh.is_empty() {
        // The index is as it was: the promise to add goes again.
        patient(|| {
            on_files(
                repository,
                &["rm", "--quiet", "--cached", "--ignore-unmatch", "-f"],
                &fresh,
            )
        })?;
    }
    Err(why_not(repository, &answer))
}

/// Whether the files are as they were committed last.
fn is_unchanged(repository: &Repository, files: &[&str]) -> Result<bool> {
    for named in files.chunks(MOST_NAMED) {
        let args = ["diff", "--quiet", "HEAD", "--"];
        let args = args.iter().chain(named);
        if !run(&repository.folder, args, None)?.is_ok {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Which of the files git is to be told of, and whether each is new to it.
fn states(repository: &Repository, files: &[&str]) -> Result<Vec<(bool, String)>> {
    let mut args = vec!["ls-files", "-z", "--"];
    if files.len() <= MOST_NAMED {
        args.extend(files);
    }
    let tracked = names(&run(&repository.folder, args, None)?, files);
    let mut states = Vec::new();
    for file in files {
        let is_tracked = tracked.contains(*file);
        let is_there = repository.folder.join(file).exists();
        if is_tracked {
            states.push((false, (*file).to_owned()));
        } else if is_there {
            states.push((true, (*file).to_owned()));
        }
    }
    let fresh: Vec<&str> = states
        .iter()
        .filter(|(is_new, _)| *is_new)
        .map(|(_, path)| path.as_str())
        .collect();
    if fresh.is_empty() {
        return Ok(states);
    }
    let asked = fresh.join("\0");
    let ignored = run(
        &repository.folder,
        ["check-ignore", "-z", "--stdin"],
        Some(asked.as_bytes()),
    )?;
    let ignored = names(&ignored, files);
    states.retain(|(is_new, path)| !is_new || !ignored.contains(path));
    Ok(states)
}

/// Those of the files that an answer names.
fn names(answer: &Answer, files: &[&str]) -> BTreeSet<String> {
    let text = answer.text();
    let named: BTreeSet<&str> = text.split('\0').collect();
    let found = files.iter().filter(|file| named.contains(**file));
    found.map(|file| (*file).to_owned()).collect()
}

/// Runs git on files, as many as there are: their names go in on its standard input.
fn on_files(repository: &Repository, args: &[&str], files: &[&str]) -> Result<Answer> {
    let mut args = args.to_vec();
    args.extend(["--pathspec-from-file=-", "--pathspec-file-nul"]);
    run(&repository.folder, args, Some(files.join("\0").as_bytes()))
}

/// Runs git again for a while where another program holds its index.
fn patient(step: impl Fn() -> Result<Answer>) -> Result<Answer> {
    for _ in 1..TRIES {
        let answer = step()?;
        if answer.is_ok || !is_locked(&answer) {
            return Ok(answer);
        }
        std::thread::sleep(PAUSE);
    }
    step()
}

fn is_locked(answer: &Answer) -> bool {
    answer.said.contains("index.lock")
}

fn not_committed(why: &str) -> Fault {
    Fault::could(format!(
        "the change is written, but not committed to git: {why}"
    ))
}

/// What kept git from committing.
fn why_not(repository: &Repository, answer: &Answer) -> Fault {
    let by_hand = "then `git add .` and `git commit -m \"what I did\"` commit what is written";
    if is_locked(answer) {
        let lock = repository.own.join("index.lock");
        return not_committed("another git is at work in this repository")
            .hint(format!("if none is, delete {}; {by_hand}", lock.display()));
    }
    if repository.has_identity().is_ok_and(|has| !has) {
        return not_committed("git does not know who you are").hint(format!(
            "`git config --global user.name \"Your Name\"` and `git config --global user.email you@example.org`; {by_hand}"
        ));
    }
    not_committed(&answer.complaint()).hint(format!(
        "see what `git status` says, and mend it; {by_hand}"
    ))
}
