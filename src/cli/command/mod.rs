//! The commands that are no verb of a kind, one file each.

mod check;
mod completions;
mod config;
mod conflicts;
mod doctor;
mod fields;
mod find;
mod help;
mod history;
mod import;
mod init;
mod man;
mod merge_driver;
mod migrate;
mod paper;
mod report;
mod undo;
mod why;

use clap::{ArgMatches, Command};

use crate::fault::Result;

use super::answer::Answer;
use super::context::Context;

pub use completions::SHELLS;
pub use help::TOPICS;
pub use paper::checked_review;

/// A command that is no verb of a kind.
pub struct CommandSpec {
    /// Its word.
    pub name: &'static str,
    /// What it does, in a line.
    pub about: &'static str,
    /// Adds its arguments.
    pub args: fn(Command) -> Command,
    /// Runs it.
    pub run: fn(&mut Context<'_>, &ArgMatches) -> Result<Answer>,
}

/// Every command that is no verb of a kind.
pub const COMMANDS: &[CommandSpec] = &[
    init::INIT,
    report::REPORT,
    why::WHY,
    paper::PAPER,
    import::IMPORT,
    check::CHECK,
    undo::UNDO,
    undo::REDO,
    find::FIND,
    doctor::DOCTOR,
    migrate::MIGRATE,
    config::CONFIG,
    fields::FIELDS,
    completions::COMPLETIONS,
    completions::COMPLETE,
    man::MAN,
    history::HISTORY,
    conflicts::CONFLICTS,
    merge_driver::MERGE_DRIVER,
    help::HELP,
];
