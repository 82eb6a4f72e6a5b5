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

pub use ask::{Ask, Heard, Offer, Prompt};
pub use editor::{USUAL as USUAL_EDITORS, edit, program};
pub use interview::{Answer, Interview, Reply, conduct};
pub use pick::{Picked, Verdict, choose, confirm, pick, refused};
pub use question::{Part, Question, Topic};
pub use reading::{Reading, long};
pub use terminal::Terminal;

/// The width of the terminal at stdout, in columns.
pub fn width() -> Option<usize> {
    let (_, columns) = console_size()?;
    Some(usize::from(columns))
}

/// The height of the terminal at stdout, in lines.
pub fn height() -> Option<usize> {
    let (lines, _) = console_size()?;
    Some(usize::from(lines))
}

fn console_size() -> Option<(u16, u16)> {
    dialoguer::console::Term::stdout().size_checked()
}
