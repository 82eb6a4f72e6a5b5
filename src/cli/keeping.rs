//! What git is told of a change that has been written, and what a person is told of git.

use crate::change::told_in;
use crate::fault::Fault;
use crate::git;
use crate::record::{Contact, Person};
use crate::schema::{Doc, Kind};
use crate::store::{Finished, Opened};
use crate::value::{Id, Names};

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
        if let Some((path, student)) = self.named_in(opened, &files) {
            let (whose, instead) = match student {
                Some(id) => (format!("the student `{id}`"), format!("`{id}`")),
                None => ("a student".to_owned(), "the student's id".to_owned()),
            };
            self.say("warning", &format!("the change is written, but not committed to git: {path} holds the full name of {whose}, and what was committed once stays for good"));
            return self.say("hint", &format!("write {instead} instead of the name; `wbl check name-in-tracked` shows where, and the next change of that file commits it"));
        }
        let verb = format!("wbl {}", verb.trim_start_matches("wbl "));
        if let Err(fault) = git::commit(&repository, &files, &message(&verb, &files)) {
            self.tell_git(&fault);
        }
    }

    /// A file, of those that git would take, that holds the full name of a student: it was typed there by
    /// hand. Nobody's name is known where the private parts are not here. Whose it is is kept back where
    /// the path tells the name.
    fn named_in(&self, opened: &Opened, files: &[&str]) -> Option<(String, Option<Id>)> {
        let book = self.book(opened);
        let people = book.all::<Person>().ok()?;
        let contacts = book.all::<Contact>().unwrap_or_default();
        let others = contacts.into_iter().map(|contact| contact.body.name);
        let others = others
            .chain(book.settings.coordinator.name.clone())
            .collect();
        let people = people.iter().map(|one| (&one.id, one.body.name.as_str()));
        let names = Names::of(people, &others);
        files.iter().find_map(|path| {
            let text = book.text(path).ok()??;
            let found = match Kind::of_path(path).zip(Doc::parse(path, text.clone()).ok()) {
                Some((kind, doc)) => told_in(&names, kind, &doc),
                None => names.within(&text),
            };
            let id = *found.keys().next()?;
            let is_told = names.within(path).contains_key(id);
            Some(((*path).to_owned(), (!is_told).then(|| id.clone())))
        })
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
