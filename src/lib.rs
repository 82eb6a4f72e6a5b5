//! wbl: work-based learning records, one binary over one folder of plain TOML.
//!
//! The rooms, from the words of the trade outwards; who may import whom is kept by `tests/layers.rs`:
//!
//! - [`value`]: days, clock times, spans, minutes, money, ids. [`fault`]: what went wrong.
//! - [`schema`]: fields and shapes as data; a text parsed with its spans, checked, changed by splicing.
//! - [`record`]: each kind declared once, a struct and its table of fields side by side.
//! - [`book`]: the records of a store, read on demand, folded on all cores. [`change`]: what to write,
//!   as a value.
//! - [`query`]: the filter language. [`rule`]: the trade's judgements. [`work`]: the verbs: a book in,
//!   a change out. [`exchange`]: what other programs write.
//! - [`paper`]: documents: a template filled in, then written as Markdown, HTML, DOCX or PDF.
//! - [`check`] and [`report`]: a book in, problems or a view out. [`doctor`]: facts in, findings out. [`view`]: what is shown, before
//!   anyone decides how.
//! - [`store`]: the only room that touches the store's files. [`git`]: the only one that runs git.
//!   [`ui`]: what needs a person.
//! - [`cli`]: the only room that knows clap, and the only one that prints.
//!
//! Everything between loading and saving is pure. Effects pass through `book::Disk`, the day is
//! handed in by `main`, and random ids come from a seed.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "a test that panics has failed"
    )
)]

pub mod book;
pub mod change;
pub mod check;
pub mod cli;
pub mod doctor;
pub mod exchange;
pub mod fault;
pub mod git;
pub mod paper;
pub mod query;
pub mod record;
pub mod report;
pub mod rule;
pub mod schema;
pub mod store;
pub mod ui;
pub mod value;
pub mod view;
pub mod work;

pub use cli::{Day, Terminals, World, run};
