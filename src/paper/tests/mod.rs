//! What any text of a record becomes in a document of any format.

mod hostile;
mod readback;
