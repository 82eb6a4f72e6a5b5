//! The verbs of the trade: records in, a change out; nothing is printed, nothing is written here.

mod refer;
mod refer_wbl;
mod telling;

pub use refer::{Found, How, must_be_exact, resolve};
pub use refer_wbl::resolve_wbl;
pub use telling::{telling, telling_all};

#[cfg(test)]
mod tests;
