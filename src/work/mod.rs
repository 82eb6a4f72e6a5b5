//! The verbs of the trade: records in, a change out; nothing is printed, nothing is written here.

mod add;
mod add_wbl;
mod archive;
mod close;
mod configure;
mod doubts;
mod enrol;
mod exit;
mod flags;
mod ground;
mod group;
mod import;
mod judge;
mod judge_hours;
mod judge_like;
mod judge_wbl;
mod leave;
mod links;
mod log;
mod meal;
mod naming;
mod placement;
mod refer;
mod refer_wbl;
mod remove;
mod rename;
mod set;
mod step;
mod telling;
mod transfer;
mod typed;
mod verify;
mod void;

pub use add::{AddRequest, add, rating};
pub use archive::{archive, restore};
pub use close::{CloseRequest, Ending, close};
pub use configure::{Configure, configure};
pub use exit::{ExitRequest, OpenFate, exit};
pub use flags::settable;
pub use import::{DayOrder, IMPORTED, ImportRequest, Row, Sheet, import, imported};
pub use leave::leave;
pub use links::{Link, links_to};
pub use log::{LogRequest, log};
pub use refer::{Found, How, must_be_exact, resolve};
pub use refer_wbl::resolve_wbl;
pub use remove::remove;
pub use rename::rename;
pub use set::{SetRequest, set};
pub use telling::{telling, telling_all};
pub use transfer::{TransferRequest, enroll, transfer};
pub use verify::{VerifyRequest, Which, verify};
pub use void::void;

#[cfg(test)]
mod tests;
