//! What a record may hold, as data: kinds, fields and shapes; documents with their spans; problems.

mod check;
mod doc;
mod field;
mod kind;
mod mend;
mod node;
mod plain;
mod plain_tree;
mod problem;
mod scan;
mod shape;
mod splice;
mod write;

pub use check::{MOST_HOURS, check, group_key, key_text};
pub use doc::Doc;
pub(crate) use doc::text_of;
pub use field::{Field, Fields, find_field};
pub use kind::Kind;
pub use node::{Entry, Node, Val};
pub(crate) use plain::read_plain;
pub use problem::{Problem, Severity, place_of};
pub(crate) use shape::month_day;
pub use shape::{Choice, Shape};
pub use splice::{Splicer, Step, node_at, same};
pub use write::{one_line, record_text, value_text};
