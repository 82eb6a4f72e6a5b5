//! The only room that touches the store's files: finding it, reading, locking, committing, starting.

mod answer;
mod commit;
mod disk;
mod health;
mod lock;
mod place;
mod starter;

pub use answer::{answer_folder, write_answer};
pub use commit::{Outcome, commit};
pub use disk::Folder;
pub use health::{Health, close_to_others, health, sweep};
pub use lock::{Lock, Wait};
pub use place::{Opened, Places, find, open, user_config};
pub use starter::{STARTER, git_lists, lacking, start, with_lines};
