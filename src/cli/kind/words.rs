//! The words of a verb of the trade: what is missing is named all at once, and so is what cannot
//! be read.

use clap::{Arg, ArgAction, ArgMatches};

use crate::book::Book;
use crate::change::Change;
use crate::fault::{Fault, Result};
use crate::schema::Kind;
use crate::value::{Day, Id, Minutes, nearest};
use crate::work;

use super::flags;

/// An option with a value.
pub fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// Words without a flag, as many as there are.
pub fn words(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .value_name(value)
        .num_args(0..)
        .action(ArgAction::Append)
        .help(help)
}

/// The words that were typed, and what is wrong with them.
pub struct Words<'m> {
    matches: &'m ArgMatches,
    today: Day,
    missing: Vec<String>,
    misused: Vec<Fault>,
}

impl<'m> Words<'m> {
    /// The words of a command line.
    pub fn of(matches: &'m ArgMatches, today: Day) -> Self {
        Self {
            matches,
            today,
            missing: Vec::new(),
            misused: Vec::new(),
        }
    }

    /// The day that the command believes it is.
    pub fn today(&self) -> Day {
        self.today
    }

    /// A day, if it was given.
    pub fn day(&mut self, name: &str) -> Option<Day> {
        let text = flags::text(self.matches, name)?;
        let read = Day::read(&text, self.today);
        read.map_err(|error| self.misuse(&format!("`--{name}`: {error}")))
            .ok()
    }

    /// A length of time, if it was given.
    pub fn minutes(&mut self, name: &str) -> Option<Minutes> {
        let text = flags::text(self.matches, name)?;
        let read = Minutes::read(&text);
        read.map_err(|error| self.misuse(&format!("`--{name}`: {error}")))
            .ok()
    }

    /// A text that there must be.
    pub fn needed(&mut self, name: &str, shown: &str) -> String {
        flags::text(self.matches, name).unwrap_or_else(|| {
            self.missing(shown);
            String::new()
        })
    }

    /// A day that there must be.
    pub fn needed_day(&mut self, name: &str, shown: &str) -> Day {
        if flags::text(self.matches, name).is_none() {
            self.missing(shown);
        }
        self.day(name).unwrap_or(self.today)
    }

    /// Notes that something is missing.
    pub fn missing(&mut self, what: &str) {
        self.missing.push(what.to_owned());
    }

    /// Notes that something cannot be read.
    pub fn misuse(&mut self, message: &str) {
        self.misused.push(Fault::misuse(message));
    }

    /// Whether something could not be read so far.
    pub fn is_misused(&self) -> bool {
        !self.misused.is_empty()
    }

    /// Notes that a word is none of the few that it could be.
    pub fn not_one_of(&mut self, name: &str, typed: &str, all: &[&str]) {
        let fault = Fault::misuse(format!(
            "`--{name}`: `{typed}` is not one of: {}",
            all.join(", ")
        ));
        self.misused
            .push(match nearest(typed, all.iter().copied()) {
                Some(near) => fault.hint(format!("did you mean `--{name} {near}`?")),
                None => fault,
            });
    }

    /// All that is wrong, at once.
    ///
    /// # Errors
    /// Where anything is missing or cannot be read (exit 2).
    pub fn settle(&self) -> Result<()> {
        let missing = (!self.missing.is_empty())
            .then(|| Fault::misuse(format!("missing: {}", self.missing.join("; "))));
        Fault::all(self.misused.iter().cloned().chain(missing)).map_or(Ok(()), Err)
    }
}

/// The records that a command line names, and what must be said of how they were understood.
pub struct Meant<'b, 'd> {
    book: &'b Book<'d>,
    notices: Vec<String>,
}

impl<'b, 'd> Meant<'b, 'd> {
    /// Nothing named yet.
    pub fn of(book: &'b Book<'d>) -> Self {
        Self {
            book,
            notices: Vec::new(),
        }
    }

    /// The record of a kind that a text names.
    ///
    /// # Errors
    /// Where it names nothing, or too many (exit 3).
    pub fn one(&mut self, kind: Kind, text: &str) -> Result<Id> {
        let found = work::resolve(self.book, kind, text)?;
        Ok(self.told(kind, found))
    }

    /// The record that a text names, where there is a text.
    ///
    /// # Errors
    /// Where it names nothing, or too many (exit 3).
    pub fn maybe(&mut self, kind: Kind, text: Option<&str>) -> Result<Option<Id>> {
        text.map(|text| self.one(kind, text)).transpose()
    }

    /// The experience that a text names, or the one placement of a student that holds all the days.
    ///
    /// # Errors
    /// Where it names nothing, or too many (exit 3).
    pub fn experience(&mut self, text: &str, days: &[Day]) -> Result<Id> {
        let found = work::resolve_wbl(self.book, text, days)?;
        Ok(self.told(Kind::Wbl, found))
    }

    /// The experience that a text names, or the one placement of a student that holds one of the
    /// days at least.
    ///
    /// # Errors
    /// Where it names nothing, or too many (exit 3).
    pub fn experience_on_one_of(&mut self, text: &str, days: &[Day]) -> Result<Id> {
        let mut found: Vec<work::Found> = Vec::new();
        let mut none = None;
        for day in days {
            match work::resolve_wbl(self.book, text, &[*day]) {
                Ok(one) if found.iter().any(|other| other.id == one.id) => {}
                Ok(one) => found.push(one),
                Err(several) if several.candidates.is_some() => return Err(several),
                Err(fault) => none = Some(fault),
            }
        }
        match (found.pop(), found.is_empty(), none) {
            (Some(one), true, _) => Ok(self.told(Kind::Wbl, one)),
            (None, _, Some(fault)) => Err(fault),
            _ => self.experience(text, days),
        }
    }

    fn told(&mut self, kind: Kind, found: work::Found) -> Id {
        self.notices.extend(found.notice(kind));
        found.id
    }

    /// The change, with what was understood said before what was done.
    pub fn before(self, mut change: Change) -> Change {
        change.notices.splice(0..0, self.notices);
        change
    }
}
