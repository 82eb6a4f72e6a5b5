//! What a document may say that stands in no record: sums, the week, reviews side by side, a year
//! with a partner. Each is reckoned by the rules that the reports use.

mod hours;
mod impact;
mod reviews;
mod week;

pub use hours::{EnrolmentHours, hours_of};
pub use impact::{Given, impact_of};
pub use reviews::{Reviews, SkillRow, reviews_of};
pub use week::{Week, week_of};

use crate::value::{Day, SchoolYear};

/// What a document is about beside its record.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// A day of the week that a timesheet shows; today's where none is named.
    pub week: Option<Day>,
    /// The review that a blank form is for.
    pub review: Option<String>,
    /// The school year of a partner's sheet; today's where none is named.
    pub year: Option<SchoolYear>,
}
