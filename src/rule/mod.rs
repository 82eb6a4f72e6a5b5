//! The trade's judgements: what counts, what stands verified, what overlaps, what looks alike.

mod activity;
mod entry;
mod overlap;

pub use activity::Activities;
pub use entry::{Standing, is_in_future, net_minutes, standing};
pub use overlap::{Stretch, stretch};
