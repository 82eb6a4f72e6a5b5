//! A change in the making: records are opened, changed in memory, and checked once more.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::fault::{Blame, Fault, Result};
use crate::record::spec;
use crate::schema::{Doc, Kind, Node, Problem, Severity, Splicer, check, record_text};
use crate::value::{Id, random_code};

use super::ids::give_ids;
use super::legible::refuse_illegible;
use super::privacy::{Made, Written, tell_any_name, tells_a_name};
use super::{Change, Edit, Line, no_record, path_of};

/// A change in the making, against the records of a book.
#[derive(Debug)]
pub struct Draft<'b, 'd> {
    book: &'b Book<'d>,
    random: fastrand::Rng,
    open: BTreeMap<String, Open>,
    /// The change's words; its files come with [`Draft::finish`].
    pub change: Change,
}

#[derive(Debug)]
struct Open {
    kind: Kind,
    before: Option<String>,
    old_problems: Vec<Problem>,
    after: After,
}

#[derive(Debug)]
enum After {
    Spliced(Splicer),
    Text(String),
    Gone,
}

impl<'b, 'd> Draft<'b, 'd> {
    /// Begins a change; `seed` makes its random ids.
    pub fn new(book: &'b Book<'d>, seed: u64) -> Self {
        Self {
            book,
            random: fastrand::Rng::with_seed(seed),
            open: BTreeMap::new(),
            change: Change::default(),
        }
    }

    /// The book that it is made from.
    pub fn book(&self) -> &'b Book<'d> {
        self.book
    }

    /// Six random characters, for an entry's id.
    pub fn code(&mut self) -> String {
        random_code(&mut self.random)
    }

    /// The record's text, to be changed.
    ///
    /// # Errors
    /// Where there is no such record (exit 3), or it cannot be parsed (exit 7).
    pub fn edit(&mut self, kind: Kind, id: &Id) -> Result<&mut Splicer> {
        let located = self
            .book
            .find(kind, id)?
            .ok_or_else(|| no_record(kind, id))?;
        self.edit_at(kind, &located.path.clone())
    }

    /// The text of the file at a path, to be changed.
    ///
    /// # Errors
    /// As [`Draft::edit`].
    pub fn edit_at(&mut self, kind: Kind, path: &str) -> Result<&mut Splicer> {
        if !self.open.contains_key(path) {
            let text = self
                .book
                .text(path)?
                .ok_or_else(|| Fault::reference(format!("there is no file {path}")))?;
            let doc = Doc::parse(path, text.clone())
                .map_err(|problems| crate::book::unreadable(&problems))?;
            let fields = spec(kind).fields();
            let old_problems = errors(check(path, &doc, fields));
            let after = After::Spliced(Splicer::new(path, doc, fields));
            self.open.insert(
                path.to_owned(),
                Open {
                    kind,
                    before: Some(text),
                    old_problems,
                    after,
                },
            );
        }
        match self.open.get_mut(path).map(|open| &mut open.after) {
            Some(After::Spliced(splicer)) => Ok(splicer),
            Some(After::Text(_) | After::Gone) | None => Err(Fault::could(format!(
                "{path} is made or removed by the same change"
            ))),
        }
    }

    /// Makes a new record's file; the folder follows from its kind and, for some, its year folder.
    ///
    /// # Errors
    /// Where the id is taken (exit 4).
    pub fn create(
        &mut self,
        kind: Kind,
        id: &Id,
        year_folder: Option<&str>,
        root: &Node,
    ) -> Result<()> {
        let spec = spec(kind);
        if self.book.has(kind, id)? {
            return Err(
                Fault::refused(format!("the {kind} id `{id}` is taken")).hint(format!(
                    "choose another with `--id`, or see it with `wbl {kind} show {id}`"
                )),
            );
        }
        let path = path_of(spec, id, year_folder);
        let text = record_text(root, spec.fields());
        self.open.insert(
            path.clone(),
            Open {
                kind,
                before: None,
                old_problems: Vec::new(),
                after: After::Text(text),
            },
        );
        if kind != Kind::Person {
            self.change.made.push((id.clone(), path));
        }
        Ok(())
    }

    /// Takes a file away.
    ///
    /// # Errors
    /// Where it is not there or cannot be read.
    pub fn remove(&mut self, kind: Kind, path: &str) -> Result<()> {
        let before = self.book.text(path)?;
        self.open.insert(
            path.to_owned(),
            Open {
                kind,
                before,
                old_problems: Vec::new(),
                after: After::Gone,
            },
        );
        Ok(())
    }

    /// Moves a record's file, with whatever the draft has changed in it.
    ///
    /// # Errors
    /// As [`Draft::edit_at`].
    pub fn move_to(&mut self, kind: Kind, from: &str, to: &str) -> Result<()> {
        self.edit_at(kind, from)?;
        let Some(open) = self.open.remove(from) else {
            return Ok(());
        };
        let text = match open.after {
            After::Spliced(splicer) => splicer.into_text(),
            After::Text(text) => text,
            After::Gone => return Ok(()),
        };
        self.open.insert(
            from.to_owned(),
            Open {
                kind,
                before: open.before,
                old_problems: Vec::new(),
                after: After::Gone,
            },
        );
        self.open.insert(
            to.to_owned(),
            Open {
                kind,
                before: None,
                old_problems: open.old_problems,
                after: After::Text(text),
            },
        );
        Ok(())
    }

    /// Says what was done.
    pub fn say(&mut self, sentence: impl Into<String>) {
        self.change.said.push(sentence.into());
    }

    /// Tells what is done to a record, for those who say yes to a change of several.
    pub fn line(&mut self, kind: Kind, id: &Id, what: impl Into<String>) {
        self.change.lines.push(Line {
            kind,
            id: id.clone(),
            what: what.into(),
        });
    }

    /// Raises a doubt that stops nothing.
    pub fn warn(&mut self, warning: impl Into<String>) {
        self.change.warnings.push(warning.into());
    }

    /// The change: each text parsed and checked once more, items without an id given one.
    ///
    /// # Errors
    /// Where a text would break the table (exit 4).
    pub fn finish(mut self) -> Result<Change> {
        let mut edits = Vec::with_capacity(self.open.len());
        let mut faults = Vec::new();
        let made = self.names_made();
        let moves = self
            .open
            .values()
            .any(|open| matches!(open.after, After::Gone));
        let mut docs = Vec::new();
        let mut old = Vec::new();
        for (path, open) in std::mem::take(&mut self.open) {
            let fields = spec(open.kind).fields();
            let after = match open.after {
                After::Gone => None,
                After::Spliced(splicer) if Some(&splicer.doc().text) == open.before.as_ref() => {
                    continue;
                }
                After::Spliced(splicer) => Some(self.with_ids(splicer)?),
                After::Text(text) => {
                    let doc = Doc::parse(&path, text)
                        .map_err(|problems| crate::book::unreadable(&problems))?;
                    Some(self.with_ids(Splicer::new(&path, doc, fields))?)
                }
            };
            if let Some(text) = &after {
                let doc = Doc::parse(&path, text.clone())
                    .map_err(|problems| crate::book::unreadable(&problems))?;
                let known = |problem: &Problem| {
                    open.old_problems
                        .iter()
                        .any(|old| old.rule == problem.rule && old.message == problem.message)
                };
                let new = errors(check(&path, &doc, fields))
                    .into_iter()
                    .filter(|problem| !known(problem));
                faults.extend(new.map(|problem| problem.fault(Blame::Refused)));
                let before = open.before.as_deref();
                let told = tells_a_name(self.book, &made, open.kind, &path, before, &doc);
                if told.is_none() {
                    docs.push((open.kind, path.clone(), open.before.clone(), doc));
                }
                faults.extend(told);
            }
            old.extend(open.before.clone().map(|text| (open.kind, text)));
            if open.before != after {
                edits.push(Edit {
                    path,
                    before: open.before,
                    after,
                });
            }
        }
        let written = docs.iter().map(|(kind, path, before, after)| Written {
            kind: *kind,
            path,
            before: before.as_deref(),
            after,
            is_made: !moves && self.change.made.iter().any(|(_, made)| made == path),
        });
        let written: Vec<_> = written.collect();
        let old: Vec<_> = old
            .iter()
            .map(|(kind, text)| (*kind, text.as_str()))
            .collect();
        faults.extend(tell_any_name(self.book, &made, &written, &old));
        for one in &written {
            let is_old = |text: &str| old.iter().any(|(_, old)| holds(old, text));
            // A student's two parts are one record.
            let path = (written.len() > 2).then_some(one.path);
            faults.extend(refuse_illegible(path, &one.after.root, is_old));
        }
        if let Some(fault) = Fault::all(faults) {
            return Err(fault);
        }
        self.change.edits = edits;
        Ok(self.change)
    }

    /// The names of students whose private parts this change makes.
    fn names_made(&self) -> Made {
        let people = self
            .open
            .iter()
            .filter(|(_, open)| open.kind == Kind::Person);
        let named = people.filter_map(|(path, open)| {
            let After::Text(text) = &open.after else {
                return None;
            };
            let doc = Doc::parse(path, text.clone()).ok()?;
            let stem = path.rsplit('/').next()?.strip_suffix(".toml")?;
            Some((Id::new(stem).ok()?, doc.get("name")?.as_text()?.to_owned()))
        });
        named.collect()
    }

    /// The text, its items without an id given a random one.
    fn with_ids(&mut self, mut splicer: Splicer) -> Result<String> {
        give_ids(&mut splicer, || random_code(&mut self.random))?;
        Ok(splicer.into_text())
    }
}

/// Whether a text is a value of a file as it was.
fn holds(file: &str, text: &str) -> bool {
    fn any(node: &Node, text: &str) -> bool {
        let entries = node.entries().iter().map(|entry| &entry.node);
        let items = node
            .items()
            .iter()
            .filter(|item| !std::ptr::eq(*item, node));
        node.as_text() == Some(text) || entries.chain(items).any(|node| any(node, text))
    }
    Doc::parse("", file.to_owned()).is_ok_and(|doc| any(&doc.root, text))
}

fn errors(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.retain(|problem| problem.severity == Severity::Error);
    problems
}
