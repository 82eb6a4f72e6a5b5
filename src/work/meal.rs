//! Meal breaks that a shift owes by the rules file.

use crate::book::Book;
use crate::record::{Break, HourEntry, Rules};
use crate::rule::stretch;
use crate::value::{Id, Minutes};

use super::doubts::age_on;
use super::judge_wbl::entry_name;

/// The meal breaks of the store's rules; none where the rules cannot be read.
pub(super) fn breaks(book: &Book<'_>) -> Vec<Break> {
    let name = book.settings.policy.rules();
    let rules = Id::new(name)
        .ok()
        .and_then(|id| book.get::<Rules>(&id).ok()?);
    rules.map_or_else(Vec::new, |rules| rules.body.breaks)
}

/// What to say of a shift that is longer than may be worked without a break that it has not.
pub(super) fn owed(
    book: &Book<'_>,
    breaks: &[Break],
    student: &Id,
    entry: &HourEntry,
) -> Option<String> {
    let span = stretch(entry)?;
    let (length, rest) = (
        Minutes(span.to - span.from),
        entry.break_minutes.unwrap_or_default(),
    );
    let binds = |one: &&Break| {
        let young =
            |to: i64| age_on(book, student, entry.on).is_some_and(|age| i64::from(age) <= to);
        one.over_minutes.is_some_and(|over| length > over)
            && one.minutes.is_some_and(|least| rest < least)
            && one.to_age.is_none_or(young)
    };
    let one = breaks.iter().find(binds)?;
    Some(format!(
        "{} is longer than {} without a break of {} minutes ({})",
        entry_name(entry),
        one.over_minutes.unwrap_or_default(),
        one.minutes.unwrap_or_default().0,
        one.source
    ))
}
