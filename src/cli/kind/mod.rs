//! The verbs of the kinds: those of every kind, from its table, and those of the trade.

mod add;
mod aim;
mod cells;
mod change;
mod credit;
pub mod edit;
pub mod flags;
mod form;
mod hours;
mod item;
mod list;
mod merge;
mod mou;
mod people;
mod place;
mod render;
mod show;
mod words;

use clap::{ArgMatches, Command};

use crate::book::Book;
use crate::fault::Result;
use crate::record::KindSpec;
use crate::schema::Kind;
use crate::value::Day;
use crate::work;

use super::answer::Answer;
use super::context::Context;

pub use cells::columns;

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
pub const VERBS: &[Verb] = &[
    add::ADD,
    list::LIST,
    show::SHOW,
    change::SET,
    edit::EDIT,
    change::RENAME,
    change::ARCHIVE,
    change::RESTORE,
    change::REMOVE,
    people::LEAVE,
    people::ENROLL,
    people::TRANSFER,
    people::EXIT,
    hours::LOG,
    hours::VERIFY,
    hours::VOID,
    hours::CLOSE,
    item::TOUCH,
    item::DONE,
    item::ASK,
    merge::MERGE,
    merge::SUCCEED,
    item::EARN,
    item::COURSE,
    item::PAPER,
    credit::CREDIT,
    item::NOTE,
    item::APPLY,
    place::PLACE,
    place::RATE,
    item::MEET,
    item::ACT,
    render::RENDER,
    form::FORM,
    render::DIFF,
    item::SEND,
    mou::SIGN,
    mou::AMEND,
    mou::RENEW,
    mou::TERMINATE,
];

/// Finds the record that a text names; an experience also by its student, who may have several: the
/// one on those days.
pub fn resolve(book: &Book<'_>, kind: Kind, text: &str, days: &[Day]) -> Result<work::Found> {
    if kind == Kind::Wbl {
        return work::resolve_wbl(book, text, days);
    }
    work::resolve(book, kind, text)
}
