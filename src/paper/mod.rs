//! Documents: a template filled in, as blocks, and the formats that they are written in.

mod document;
pub mod docx;
pub mod labels;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(not(feature = "pdf"))]
#[path = "no_pdf.rs"]
pub mod pdf;

pub use document::{Align, Block, Document, Inline, Meta, Row, Signer, Table};
