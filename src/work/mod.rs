//! The verbs of the trade: records in, a change out; nothing is printed, nothing is written here.

mod close;
mod pathways;
mod ground;
mod item;
mod leave;
mod log;
mod refer;
mod refer_wbl;
mod telling;
mod verify;

pub use close::{CloseRequest, close};
pub use pathways::{ExitRequest, OpenOnes, TransferRequest, enroll, exit, transfer};
pub use leave::leave;
pub use log::{LogRequest, log};
pub use refer::{Found, How, must_be_exact, resolve};
pub use refer_wbl::resolve_wbl;
pub use telling::{telling, telling_all};
pub use verify::{VerifyRequest, Which, verify, void};

#[cfg(test)]
mod tests;
