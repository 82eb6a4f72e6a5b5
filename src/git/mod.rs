//! Git, the program itself: the only room that runs it. It is optional everywhere: without it, or
//! outside a repository, everything else works the same.

mod commit;
mod driver;
mod merging;
mod past;
mod repository;
mod run;
#[cfg(test)]
mod tests;

pub use commit::commit;
pub use driver::{driver, driver_is_registered, register_driver};
pub use merging::{Unmerged, merge_files, settled, unmerged};
pub use past::{Before, Revision, gone, past};
pub use repository::{Repository, Underway, is_installed, repository};
