//! wbl.
pub mod fault;
pub mod value;
