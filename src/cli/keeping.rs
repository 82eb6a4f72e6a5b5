//! What git is told of a change that has been written, and what a person is told of git.

use crate::fault::Fault;
use crate::git;
use crate::store::{Finished, Opened};

use super::context::Context;

/// The most records that the words of a commit name.
const MOST_NAMED: usize = 50;

impl Context<'_> {
    /// After a change has been written: commits just its files where the settings say so, and says
    /// where this clone would not merge records by meaning. Nothing here stops anything: what is
    /// written is written.
    pub fn record_in_git<'p>(
        &mut self,
        opened: &Opened,
        verb: &str,
        paths: impl Iterator<Item = &'p str> + Clone,
    ) {
        if paths.clone().next().is_none() {
            return;
        }
        let repository = match git::repository(&opened.folder.root) {
            Ok(Some(repository)) => repository,
            Ok(None) => return,
            Err(fault) => return self.tell_git(&fault),
        };
        self.tell_no_driver(&repository);
        if opened.settings.git.commit != Some(true) {
            return;
        }
        // What git could not merge is committed with the merge; `conflicts` says when.
        let waits = repository.underway().is_some()
            && git::unmerged(&repository).is_ok_and(|unmerged| {
                let mut paths = paths.clone();
                paths.all(|path| unmerged.contains_key(path))
            });
        if waits {
            return;
        }
        // What is private is never git's, even where no .gitignore says so.
        let files: Vec<&str> = paths.filter(|path| !path.starts_with("private/")).collect();
        let verb = format!("wbl {}", verb.trim_start_matches("wbl "));
        if let Err(fault) = git::commit(&repository, &files, &message(&verb, &files)) {
            self.tell_git(&fault);
        }
    }

    /// Says what became of a change that was interrupted, and tells git of it.
    pub fn tell_finished(&mut self, opened: &Opened, finished: &Finished) {
        self.say("", &finished.said);
        let paths = finished.paths.iter().map(String::as_str);
        self.record_in_git(opened, &finished.verb, paths);
    }

    /// Says where this clone would merge records line by line.
    pub fn tell_no_driver(&mut self, repository: &git::Repository) {
        if git::driver_is_registered(repository).is_ok_and(|is| !is) {
            self.say(
                "warning",
                "git in this clone does not merge records by meaning yet; `wbl doctor --fix` sets that up",
            );
        }
    }

    /// Says what git could not do; the command itself has done its part.
    pub fn tell_git(&mut self, fault: &Fault) {
        self.say("warning", &fault.message);
        for hint in &fault.hints {
            self.say("hint", hint);
        }
    }
}

/// The words of a commit: which verb, on which records, by their ids; and the same for programs.
fn message(verb: &str, files: &[&str]) -> String {
    let records: Vec<&str> = files
        .iter()
        .map(|path| path.strip_suffix(".toml").unwrap_or(path))
        .collect();
    let stem = |path: &&str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let subject = match records.as_slice() {
        [] => verb.to_owned(),
        [one] => format!("{verb}: {}", stem(one)),
        [one, rest @ ..] => format!("{verb}: {} and {} more", stem(one), rest.len()),
    };
    let trailers: Vec<String> = records
        .iter()
        .take(MOST_NAMED)
        .map(|record| format!("Wbl-Records: {record}\n"))
        .collect();
    format!("{subject}\n\nWbl-Verb: {verb}\n{}", trailers.concat())
}
