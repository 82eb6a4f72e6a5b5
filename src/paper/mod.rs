//! Documents: a template filled in, as blocks, and the formats that they are written in.

mod document;
pub mod docx;
pub mod labels;

pub use document::{Align, Block, Document, Inline, Meta, Row, Signer, Table};
