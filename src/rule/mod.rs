//! The trade's judgements: what counts, what stands verified, what overlaps, what looks alike.

mod activity;
mod amending;
mod credit;
mod derived;
mod enrolled;
mod entry;
mod frame;
mod gain;
mod in_force;
mod judge;
pub mod ledger;
mod likeness;
mod linking;
mod overlap;
mod progress;
mod roll;
mod share;
mod signing;
mod tallied;
pub mod tally;

pub use activity::Activities;
pub use credit::Credits;
pub use derived::{DERIVED, Derived, LINKED, STATE};
pub use enrolled::Enrolled;
pub use entry::{Standing, by_day, net_minutes, standing};
pub use frame::Frame;
pub use gain::{Gain, SkillGain, gain_of, gain_up_to};
pub use in_force::{MouState, MouStates};
pub use judge::{Host, LeftOut, Sum, Summed, Verdict, judge};
pub use likeness::{Likeness, PartnerKeys, contacts_alike, partners_alike};
pub use overlap::{Stretch, stretch};
pub use progress::{Footing, PACE_DAYS, Pace, Progress};
pub use roll::Roll;
pub use share::{Detail, Share, Stray, Sums};
pub use signing::{Needed, party_of, signatures};
pub use tallied::Tallied;
