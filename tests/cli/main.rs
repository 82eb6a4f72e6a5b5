//! The command line, end to end: one module a command, each test in a store of its own.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::must_use_candidate
)]

mod agreements;
mod bad_input;
mod browser;
#[cfg(unix)]
mod completions;
mod config;
#[cfg(unix)]
mod conflicts;
mod doctor;
#[cfg(unix)]
mod documents;
mod edit;
mod errors;
#[cfg(unix)]
mod errors_store;
mod example;
mod exit_codes;
mod filters;
mod finding;
mod git;
mod history;
mod import;
mod import_hours;
mod import_lists;
mod laptops;
mod letters;
mod man;
mod mending;
#[cfg(unix)]
mod named;
mod night;
#[cfg(target_os = "linux")]
mod opened;
#[cfg(unix)]
mod pager;
mod papers;
#[cfg(unix)]
mod previews;
#[cfg(unix)]
mod prompts;
mod prompts_verbs;
#[allow(dead_code, reason = "tests/faults.rs uses it too")]
mod sandbox;
mod scenarios;
mod school;
mod telling;
#[cfg(unix)]
mod terminal;
mod two_writers;
mod undo;
mod verbs;
mod word;
