//! Documents: a template filled in, as blocks, and the formats that they are written in.

mod columns;
mod compose;
mod diff;
mod document;
pub mod docx;
mod facts;
mod fill;
mod format;
mod html;
pub mod labels;
mod make;
mod md;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(not(feature = "pdf"))]
#[path = "no_pdf.rs"]
pub mod pdf;
mod reader;
mod stamp;
mod template;
#[cfg(test)]
mod tests;
mod word;
mod wording;
mod words;

pub use diff::diff;
pub use document::{Align, Block, Document, Inline, Meta, Row, Signer, Table, line_to_write};
pub use facts::Wish;
pub use fill::Blank;
pub use format::{FORMATS, Finder, Fonts, Format};
pub use make::{Made, Maker, lacking};
pub use reader::language_of;
pub use stamp::{read as read_stamp, why};
pub use template::{FOLDER, Template, Templates, kind_of};
pub use word::{WordMaker, word_template};
pub use wording::{CLAUSES, Wording, template_of};
