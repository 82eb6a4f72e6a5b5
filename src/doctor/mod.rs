//! Whether a store, its git and the machine under it are in order: facts in, a finding a row out.
//! Whoever gathers the facts touches files and runs programs; nothing here does.

mod git;
mod machine;
mod store;
#[cfg(test)]
mod tests;

use crate::record::{Mou, Partner, Wbl};
use crate::value::Day;
use crate::view::{Cell, Column, Table, View};
use crate::{book::Book, fault::Result};

/// All that is known; nothing where it could not be found out.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The program's version.
    pub version: String,
    /// The day that the command believes it is.
    pub today: Day,
    /// The store, where there is one that this program knows.
    pub store: Option<StoreFacts>,
    /// Why there is none.
    pub no_store: Option<String>,
    /// Git, where there is a store.
    pub git: GitFacts,
    /// The machine.
    pub machine: Machine,
}

/// What is known of a store.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct StoreFacts {
    /// Where it is.
    pub root: String,
    /// How it was found.
    pub how: String,
    /// Its format; nothing where wbl.toml does not tell.
    pub format: Option<i64>,
    /// Why the settings cannot be read: place and message.
    pub unreadable: Option<(String, String)>,
    /// Whether it can be written to.
    pub is_writable: bool,
    /// Whether the private part of students is on this machine.
    pub has_private: bool,
    /// How many students there are.
    pub students: usize,
    /// Who is writing now.
    pub writer: Option<String>,
    /// Whether a change was cut off half way.
    pub has_journal: bool,
    /// Folders and files that others on this machine may read; nothing where the system has no such
    /// rights.
    pub open_to_others: Option<Vec<String>>,
    /// Whether others may enter the store's own folder.
    pub others_enter: bool,
    /// Temporary files that were left behind.
    pub left: Vec<String>,
    /// The newest day that something is recorded to have happened on, and in which file.
    pub newest: Option<(Day, String)>,
}

/// What is known of git.
#[derive(Clone, Debug, Default)]
pub enum GitFacts {
    /// It was not asked.
    #[default]
    Unknown,
    /// There is no git on this machine.
    Missing,
    /// The store is in no repository.
    NoRepository,
    /// Git will not work in the folder: what it says, and what to do.
    Refuses(String, String),
    /// The store is in a repository.
    Here(InGit),
}

/// What is known of the repository that a store is in.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct InGit {
    /// Whether this clone merges records by meaning.
    pub has_driver: bool,
    /// The program that git calls to merge, and whether it finds it; nothing where it calls none.
    pub merges_with: Option<(String, bool)>,
    /// Whether git knows who commits.
    pub has_identity: bool,
    /// Whether wbl commits each change.
    pub commits: bool,
    /// Whether `private/` is ignored.
    pub ignores_private: bool,
    /// Whether `.wbl/` is ignored.
    pub ignores_own: bool,
    /// How many files under `private/` git has.
    pub private_tracked: usize,
    /// The other copies: name and address.
    pub remotes: Vec<(String, String)>,
    /// What git has begun and not finished, and the command that finishes it.
    pub underway: Option<(String, String)>,
    /// The lines that `.gitignore` and `.gitattributes` lack.
    pub lacks: Vec<String>,
}

/// What is known of the machine.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Machine {
    /// The folder that the program lies in.
    pub folder: Option<String>,
    /// The editor that is named, and by which variable.
    pub editor: Option<(String, String)>,
    /// Whether the editor, or one of the usual ones, is there.
    pub has_editor: bool,
    /// Whether a person may be asked: stdin and stderr are terminals.
    pub may_ask: bool,
    /// The width of the terminal at stdout; nothing where there is none.
    pub width: Option<usize>,
    /// Whether the answer takes colour.
    pub colour: bool,
    /// The locale's words; nothing where none is set.
    pub locale: Option<String>,
    /// Whether the locale matters on this system.
    pub wants_locale: bool,
    /// The command that sends mail, where one is set, and whether its program is there.
    pub mail: Option<(String, bool)>,
}

/// How a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// In order.
    Good,
    /// Worth knowing; nothing has to be done.
    Note,
    /// Wrong: something is to be done.
    Wrong,
    /// It could not be looked at.
    Skipped,
}

impl State {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Note => "note",
            Self::Wrong => "wrong",
            Self::Skipped => "skipped",
        }
    }
}

/// What is found of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How it is.
    pub state: State,
    /// Why, in a phrase.
    pub why: String,
    /// What to do; a command where there is one.
    pub fix: String,
}

fn good(why: impl Into<String>) -> Finding {
    finding(State::Good, why, "")
}

fn note(why: impl Into<String>, fix: impl Into<String>) -> Finding {
    finding(State::Note, why, fix)
}

fn wrong(why: impl Into<String>, fix: impl Into<String>) -> Finding {
    finding(State::Wrong, why, fix)
}

fn skipped(why: impl Into<String>) -> Finding {
    finding(State::Skipped, why, "")
}

fn finding(state: State, why: impl Into<String>, fix: impl Into<String>) -> Finding {
    Finding {
        state,
        why: why.into(),
        fix: fix.into(),
    }
}

/// One thing that is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Its name.
    pub name: &'static str,
    /// What is looked at, in a phrase.
    pub about: &'static str,
    judge: Judge,
}

/// What judges a thing, by what it looks at.
#[derive(Clone, Copy, Debug)]
enum Judge {
    All(fn(&Facts) -> Finding),
    Store(fn(&StoreFacts) -> Finding),
    Git(fn(&InGit) -> Finding),
    Machine(fn(&Machine) -> Finding),
}

impl Judge {
    fn of(self, facts: &Facts) -> Finding {
        match (self, &facts.store, &facts.git) {
            (Self::All(judge), _, _) => judge(facts),
            (Self::Machine(judge), _, _) => judge(&facts.machine),
            (Self::Store(judge), Some(store), _) => judge(store),
            (Self::Store(_), None, _) => skipped("there is no store to look at"),
            (Self::Git(judge), _, GitFacts::Here(ours)) => judge(ours),
            (Self::Git(_), _, _) => skipped("there is no repository to look at"),
        }
    }
}

const fn look(name: &'static str, about: &'static str, judge: Judge) -> Look {
    Look { name, about, judge }
}

/// Everything that is looked at, in the order in which it is shown.
pub const LOOKS: &[&[Look]] = &[store::LOOKS, git::LOOKS, machine::LOOKS];

/// Looks at everything.
pub fn examine(facts: &Facts) -> Vec<(&'static Look, Finding)> {
    let looks = LOOKS.iter().copied().flatten();
    looks.map(|look| (look, look.judge.of(facts))).collect()
}

/// The findings as rows.
pub fn report(found: &[(&'static Look, Finding)]) -> View {
    let row = |(look, finding): &(&Look, Finding)| {
        vec![
            Cell::text(look.name),
            Cell::State(finding.state.word()),
            Cell::text(&*finding.why),
            Cell::text(&*finding.fix),
        ]
    };
    View::List(Table {
        columns: ["check", "state", "why", "fix"].map(Column::left).into(),
        rows: found.iter().map(row).collect(),
    })
}

/// The newest day on which something is recorded to have happened, and in which file.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn newest(book: &Book<'_>) -> Result<Option<(Day, String)>> {
    type Newest = Option<(Day, String)>;
    fn take(newest: &mut Newest, path: &str, days: impl Iterator<Item = Day>) {
        let Some(day) = days.max() else {
            return;
        };
        if newest.as_ref().is_none_or(|(newest, _)| *newest < day) {
            *newest = Some((day, path.to_owned()));
        }
    }
    let later = |a: Newest, b: Newest| a.max(b);
    let hours = book.fold::<Wbl, _>(
        || None,
        |newest, one| {
            let days = one.body.hours.iter();
            let days = days.flat_map(|hour| [Some(hour.on), hour.logged, hour.verified]);
            take(newest, &one.path, days.flatten());
        },
        later,
    )?;
    let touches = book.fold::<Partner, _>(
        || None,
        |newest, one| take(newest, &one.path, one.body.touches.iter().map(|one| one.on)),
        later,
    )?;
    let signed = book.fold::<Mou, _>(
        || None,
        |newest, one| {
            let days = one.body.signatures.iter().map(|one| one.on);
            take(newest, &one.path, days);
        },
        later,
    )?;
    Ok(hours.max(touches).max(signed))
}
