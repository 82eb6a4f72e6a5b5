//! The words of the trade: days, clock times, spans, minutes, money, ids. No files, no TOML tables.

mod clock;
mod day;
mod hours;
mod id;
mod money;
mod names;
mod reach;
mod span;
mod sum;
mod text;
mod year;

pub use clock::Clock;
pub(crate) use day::TOML_DATETIME;
pub use day::{DAY_FORMS, Day, MONTHS, Weekday};
pub use hours::Minutes;
pub use id::{Id, Ref, STUDENT_PREFIX, code_of, is_code, random_code, slug};
pub use money::Money;
pub use names::{Names, is_suffix};
pub use reach::Reach;
pub use span::{Span, split_at_midnight, two_ways};
pub use sum::checksum;
pub use text::{fold, nearest, nfc, words_of};
pub use year::SchoolYear;
