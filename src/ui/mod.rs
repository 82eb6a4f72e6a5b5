//! What needs a person at a terminal: interviews, short questions, the editor, the terminal's width.
//!
//! The core is pure: an `Interview` takes lines and gives answers, a `Line` takes keys. Only
//! `Terminal` knows a terminal, behind the trait `Ask`.

mod ask;
mod editor;
mod interview;
mod line;
mod pick;
mod question;
mod reading;
mod terminal;

use dialoguer::console::Term;

pub use ask::{Ask, Heard, Offer, Prompt};
pub use editor::{USUAL as USUAL_EDITORS, edit, program};
pub use interview::{Answer, Interview, Reply, conduct};
pub use pick::{Picked, Verdict, choose, confirm, pick, refused};
pub use question::{Part, Question, Topic};
pub use reading::{Reading, long};
pub use terminal::{Terminal, hung};

/// The width of the terminal at stdout, in columns.
pub fn width() -> Option<usize> {
    columns(&Term::stdout())
}

/// The width of the terminal at stderr, in columns.
pub fn width_of_talk() -> Option<usize> {
    columns(&Term::stderr())
}

/// The height of the terminal at stdout, in lines.
pub fn height() -> Option<usize> {
    let (lines, _) = Term::stdout().size_checked()?;
    Some(usize::from(lines))
}

fn columns(term: &Term) -> Option<usize> {
    let (_, columns) = term.size_checked()?;
    Some(usize::from(columns))
}
