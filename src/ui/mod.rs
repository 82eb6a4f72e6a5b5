//! What needs a person at a terminal: questions, the editor, and the terminal's width.

mod editor;
mod pick;

pub use editor::edit;
pub use pick::{confirm, pick};

/// The width of the terminal at stdout, in columns.
pub fn width() -> Option<usize> {
    let (_, columns) = console_size()?;
    Some(usize::from(columns))
}

fn console_size() -> Option<(u16, u16)> {
    dialoguer::console::Term::stdout().size_checked()
}
