//! The only room that touches the store's files: finding it, reading, locking, committing, starting.

mod answer;
mod commit;
mod disk;
mod health;
mod journal;
mod lock;
mod log;
mod place;
mod put;
mod recover;
mod settle;
mod starter;
mod turn;
mod undo;

pub use answer::{answer_folder, write_answer};
pub use commit::{Outcome, commit};
pub use disk::Folder;
pub use health::{Health, close_to_others, health, sweep};
pub use lock::{Lock, Wait, Writer};
pub use place::{Opened, Places, find, open, user_config};
pub use recover::Finished;
pub use settle::{Way, settle};
pub use starter::{STARTER, git_lists, lacking, start, with_lines};
pub use turn::Turn;
pub use undo::{Past, past, redo, undo};
