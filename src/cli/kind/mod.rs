//! The verbs of the kinds: those of every kind, from its table, and those of the trade.

mod cells;
mod flags;
mod list;
mod show;

use clap::{ArgMatches, Command};

use crate::fault::Result;
use crate::record::KindSpec;
use crate::schema::Kind;

use super::answer::Answer;
use super::context::Context;

/// A verb of one kind, of several, or of every kind.
pub struct Verb {
    /// Its word.
    pub name: &'static str,
    /// The kinds that have it; every kind where none are named.
    pub kinds: &'static [Kind],
    /// What it does, in a line.
    pub about: &'static str,
    /// Adds its arguments.
    pub args: fn(Command, &'static KindSpec) -> Command,
    /// Runs it.
    pub run: fn(&mut Context<'_>, &'static KindSpec, &ArgMatches) -> Result<Answer>,
}

/// Every verb.
pub const VERBS: &[Verb] = &[list::LIST, show::SHOW];
