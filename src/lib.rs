//! wbl.
pub mod book;
pub mod change;
pub mod check;
pub mod fault;
pub mod record;
pub mod rule;
pub mod schema;
pub mod value;
pub mod view;
