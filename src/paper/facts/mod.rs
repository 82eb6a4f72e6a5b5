//! What a document may say that stands in no record: sums, the week, reviews side by side, a year
//! with a partner. Each is reckoned by the rules that the reports use.

mod hours;
mod impact;
mod reviews;
mod week;

pub use hours::{EnrolmentHours, PlacementHours, hours_of};
pub use impact::{Impact, impact_of};
pub use reviews::{Reviews, reviews_of};
pub use week::{Week, week_of};
