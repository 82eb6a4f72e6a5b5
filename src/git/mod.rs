//! Git, the program itself: the only room that runs it. It is optional everywhere: without it, or
//! outside a repository, everything else works the same.

mod driver;
mod repository;
mod run;
#[cfg(test)]
mod tests;

pub use driver::{driver_is_registered, register_driver};
pub use repository::{Repository, Underway, is_installed, repository};
