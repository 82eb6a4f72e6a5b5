//! wbl: work-based learning records, one binary over one folder of plain TOML.
pub mod book;
pub mod change;
pub mod fault;
pub mod query;
pub mod record;
pub mod rule;
pub mod schema;
pub mod store;
pub mod value;
pub mod view;
