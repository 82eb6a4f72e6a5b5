//! The trade's judgements: what counts, what stands verified, what overlaps, what looks alike.

mod activity;
mod amending;
mod entry;
mod in_force;
mod likeness;
mod overlap;
mod signing;

pub use activity::Activities;
pub use entry::{Standing, is_in_future, net_minutes, standing};
pub use in_force::{MouState, MouStates};
pub use likeness::{Likeness, contacts_alike, partners_alike};
pub use overlap::{Stretch, stretch};
pub use signing::{Needed, party_of};
