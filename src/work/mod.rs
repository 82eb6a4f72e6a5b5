//! The verbs of the trade: records in, a change out; nothing is printed, nothing is written here.

mod add;
mod add_wbl;
mod archive;
mod close;
mod configure;
mod copying;
mod credit;
mod done;
mod doubts;
mod edit;
mod enrol;
mod exit;
mod flags;
mod ground;
mod group;
mod import;
mod item;
mod judge;
mod judge_hours;
mod judge_like;
mod judge_wbl;
mod leave;
mod links;
mod log;
mod meal;
mod merge;
mod naming;
mod place;
mod placement;
mod rate;
mod reconcile;
mod refer;
mod refer_wbl;
mod remove;
mod rename;
mod renew;
mod repoint;
mod set;
mod sheet;
mod sign;
mod step;
mod succeed;
mod telling;
mod terminate;
mod transfer;
mod typed;
mod verify;
mod void;

pub use add::{AddRequest, add, rating};
pub use archive::{archive, restore};
pub use close::{CloseRequest, Ending, close};
pub use configure::{Configure, configure};
pub use credit::{CreditRequest, credit};
pub use done::done;
pub use edit::{Part, edit};
pub use exit::{ExitRequest, OpenFate, exit};
pub use flags::settable;
pub use import::{DayOrder, IMPORTED, ImportRequest, Row, Sheet, import, imported};
pub use item::{ITEM_VERBS, ItemRequest, ItemVerb, add_items};
pub use leave::leave;
pub use links::{Link, links_to};
pub use log::{LogRequest, log};
pub use merge::merge;
pub use place::place;
pub use rate::rate;
pub use reconcile::{
    Choice, Conflict, Merged, Sides, Spot, kind_at, merge_lines, reconcile, settle, sides,
    told_apart,
};
pub use refer::{Found, How, must_be_exact, resolve};
pub use refer_wbl::resolve_wbl;
pub use remove::remove;
pub use rename::rename;
pub use renew::{amend, renew};
pub use set::{SetRequest, set};
pub use sheet::sheet_named;
pub use sign::{SignRequest, sign};
pub use succeed::succeed;
pub use telling::{telling, telling_all};
pub use terminate::{Ground, TerminateRequest, terminate};
pub use transfer::{TransferRequest, enroll, transfer};
pub use verify::{VerifyRequest, Which, verify};
pub use void::void;

#[cfg(test)]
mod tests;
