//! The words of a verb of the trade: what is missing is named all at once, and so is what cannot
//! be read.

use clap::{Arg, ArgAction, ArgMatches};

use crate::fault::{Fault, Result};
use crate::value::{Day, Minutes};

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

    /// Words without a flag, of which there must be one.
    pub fn all(&mut self, name: &str, question: &str) -> Vec<String> {
        let all = flags::texts(self.matches, name);
        if all.is_empty() {
            self.misuse(question);
        }
        all
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

    /// All that is wrong, at once.
    ///
    /// # Errors
    /// Where anything is missing or cannot be read (exit 2).
    pub fn settle(mut self) -> Result<()> {
        if !self.missing.is_empty() {
            self.misused.push(Fault::misuse(format!(
                "missing: {}",
                self.missing.join(", ")
            )));
        }
        Fault::all(self.misused).map_or(Ok(()), Err)
    }
}
