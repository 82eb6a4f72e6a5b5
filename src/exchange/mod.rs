//! What other programs write and read: so far, comma-separated values coming in.

mod csv_in;
mod quotes;

pub use csv_in::read_csv;
