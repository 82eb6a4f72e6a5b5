//! The verbs of the trade: records in, a change out; nothing is printed, nothing is written here.

mod add;
mod add_wbl;
mod doubts;
mod enrol;
mod flags;
mod ground;
mod group;
mod judge;
mod judge_wbl;
mod naming;
mod refer;
mod refer_wbl;
mod telling;
mod typed;

pub use add::{AddRequest, add, rating};
pub use flags::settable;
pub use refer::{Found, How, must_be_exact, resolve};
pub use refer_wbl::resolve_wbl;
pub use telling::{telling, telling_all};

#[cfg(test)]
mod tests;
