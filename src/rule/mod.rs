//! The trade's judgements: what counts, what stands verified, what overlaps, what looks alike.

mod activity;
mod enrolled;
mod entry;
mod frame;
mod judge;
mod overlap;
mod progress;
mod roll;
mod share;
mod tallied;
pub mod tally;

pub use activity::Activities;
pub use enrolled::Enrolled;
pub use entry::{Standing, is_in_future, net_minutes, standing};
pub use frame::Frame;
pub use judge::{Host, LeftOut, Sum, Summed, Verdict, judge};
pub use overlap::{Stretch, stretch};
pub use progress::{Footing, PACE_DAYS, Pace, Progress};
pub use roll::Roll;
pub use share::{Share, Stray, Sums};
pub use tallied::Tallied;
