//! What needs a person at a terminal: picking, and the terminal's width.

mod pick;

pub use pick::{confirm, pick};

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
