//! The records that a verb is about: named one by one, or all that a filter holds for.

use clap::{Arg, ArgMatches};

use crate::book::Book;
use crate::change::Change;
use crate::fault::{Blame, Fault, Result};
use crate::record::KindSpec;
use crate::schema::Kind;
use crate::value::{Day, Id};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::sift::{self, Archived};
use super::flags;
use super::words::{Meant, Words, option};

/// The argument `--where` of a verb that takes several records.
pub fn fitting() -> Arg {
    option(
        "where",
        "FILTER",
        "All that fit, archived ones left out; more than one only after a look and a yes (off a terminal with `--yes`); see `wbl help filters`",
    )
}

/// The records that a verb is about.
pub struct Aim {
    kind: &'static KindSpec,
    verb: &'static str,
    named: Vec<String>,
    filter: Option<String>,
    today: Day,
    /// Whether several that are named are shown before they are changed, as those of a filter are.
    shows_named: bool,
}

impl Aim {
    /// What the words `refs` and the flag `--where` say; `verb` is what is done to them:
    /// `close`, as in `close 3 experiences?`.
    pub fn of(
        kind: &'static KindSpec,
        verb: &'static str,
        matches: &ArgMatches,
        words: &mut Words<'_>,
    ) -> Self {
        let named = flags::texts(matches, "refs");
        Self::at(kind, verb, named, matches, words)
    }

    /// The same, where the last of `refs` is no record: `named` are those before it.
    pub fn at(
        kind: &'static KindSpec,
        verb: &'static str,
        named: Vec<String>,
        matches: &ArgMatches,
        words: &mut Words<'_>,
    ) -> Self {
        let filter = flags::text(matches, "where");
        match (&filter, named.as_slice()) {
            (None, []) if !words.is_misused() => {
                words.misuse(&format!("which {}?", kind.kind.noun()));
            }
            (Some(_), [first, ..]) => words.misuse(&format!(
                "`{first}` and `--where`: name the records, or filter them, not both"
            )),
            (None, _) | (Some(_), []) => {}
        }
        Self {
            kind,
            verb,
            named,
            filter,
            today: words.today(),
            shows_named: false,
        }
    }

    /// Shows several that are named before they are changed, too.
    pub fn showing_named(mut self) -> Self {
        self.shows_named = true;
        self
    }

    /// Makes one change of all of them. `one` finds a record that is named; where none is named,
    /// the filter is asked, and more than one of its records is changed only after a yes.
    ///
    /// # Errors
    /// As [`Context::write`] and [`Context::write_asking`]; a filter that cannot be read (2), or
    /// holds for others than a moment ago (6).
    pub fn write(
        &self,
        context: &mut Context<'_>,
        one: impl Fn(&mut Meant<'_, '_>, &str) -> Result<Id>,
        make: impl Fn(&Book<'_>, u64, &[Id], &mut Meant<'_, '_>) -> Result<Change>,
    ) -> Result<Answer> {
        let seen = match &self.filter {
            Some(filter) => Some(context.read(|book, _| self.fits(book, filter))?),
            None => None,
        };
        let change = |book: &Book<'_>, seed: u64, _: &Context<'_>| {
            let mut meant = Meant::of(book);
            let ids = match (&self.filter, &seen) {
                (Some(filter), Some(seen)) => self.still(book, filter, seen)?,
                _ => self.named(&mut meant, &one)?,
            };
            let mut change = make(book, seed, &ids, &mut meant)?;
            if ids.is_empty() {
                change
                    .said
                    .push(format!("No {} fits.", self.kind.kind.noun()));
            }
            Ok(meant.before(change))
        };
        let count = match &seen {
            Some(seen) => seen.len(),
            None if self.shows_named => self.named.len(),
            None => 1,
        };
        if count > 1 {
            let question = format!("{} {count} {}s?", self.verb, self.kind.kind.noun());
            return context.write_asking(&question, change);
        }
        context.write(change)
    }

    fn named(
        &self,
        meant: &mut Meant<'_, '_>,
        one: &impl Fn(&mut Meant<'_, '_>, &str) -> Result<Id>,
    ) -> Result<Vec<Id>> {
        let mut ids = Vec::new();
        for text in &self.named {
            let id = one(meant, text)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    fn fits(&self, book: &Book<'_>, filter: &str) -> Result<Vec<Id>> {
        let typed = ("--where", filter);
        sift::ids(book, self.kind.kind, typed, Archived::Out, self.today)
    }

    /// The records that fit, if they are those that were counted before anybody was asked.
    fn still(&self, book: &Book<'_>, filter: &str, seen: &[Id]) -> Result<Vec<Id>> {
        let now = self.fits(book, filter)?;
        if now != seen {
            let fault = Fault::new(Blame::Busy, "other records fit now than a moment ago");
            return Err(fault.hint("run it again; nothing was written"));
        }
        Ok(now)
    }
}

/// Finds a record of a kind that has no other way to be named.
pub fn plainly(kind: Kind) -> impl Fn(&mut Meant<'_, '_>, &str) -> Result<Id> {
    move |meant, text| meant.one(kind, text)
}
