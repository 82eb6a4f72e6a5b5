//! wbl.
pub mod fault;
pub mod value;
pub mod view;
