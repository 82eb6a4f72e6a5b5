//! Whatever has an order is measured as a whole number, so that one comparison serves days, times,
//! lengths, money, years and numbers alike.

use std::ops::RangeInclusive;

use crate::schema::{Node, Val, month_day};
use crate::value::{Clock, DAY_FORMS, Day, Minutes, Money, SchoolYear, Weekday};

use super::known::Known;
use super::tree::Op;

/// How a value becomes a whole number that has its order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure {
    /// Days, in order; not evenly spaced.
    Day,
    /// Minutes after midnight.
    Clock,
    /// The same, where midnight is the day's end.
    ClockEnd,
    /// Whole numbers, minutes among them.
    Number,
    /// Whole hours, as minutes.
    Hours,
    /// Cents.
    Money,
    /// The calendar year in which a school year starts.
    Year,
    /// Month and day.
    MonthDay,
    /// Yes is one.
    Flag,
    /// From Monday.
    Weekday,
}

impl Measure {
    /// The measure of a value; nothing where it is none of that shape.
    pub(super) fn of(self, node: &Node) -> Option<i64> {
        match (self, &node.val) {
            (Self::Day, Val::Day(day)) => Some(day_order(*day)),
            (Self::Clock, Val::Clock(clock)) => Some(clock.minutes()),
            (Self::ClockEnd, Val::Clock(clock)) => Some(clock.end_minutes()),
            (Self::Number, Val::Int(number)) => Some(*number),
            (Self::Hours, Val::Int(hours)) => Some(hours.saturating_mul(60)),
            (Self::Money, Val::Text(text)) => Money::read(text).ok().map(|money| money.0),
            (Self::Year, Val::Text(text)) => SchoolYear::read(text).map(year_order),
            (Self::MonthDay, Val::Text(text)) => month_day(text).map(month_order),
            (Self::Flag, Val::Flag(flag)) => Some(i64::from(*flag)),
            (Self::Weekday, Val::Text(text)) => Weekday::read(text).map(|day| day as i64),
            _ => None,
        }
    }
}

pub(super) fn day_order(day: Day) -> i64 {
    i64::from(day.year()) * 10_000 + month_order((day.month(), day.day_of_month()))
}

pub(super) fn month_order((month, day): (u32, u32)) -> i64 {
    i64::from(month) * 100 + i64::from(day)
}

pub(super) fn year_order(year: SchoolYear) -> i64 {
    i64::from(year.0)
}

/// The measures that a comparison lets through, where those from `low` to `high` are meant.
pub(super) fn bounds(op: Op, low: i64, high: i64) -> RangeInclusive<i64> {
    match op {
        Op::Is | Op::IsNot | Op::Has => low..=high,
        Op::Below => i64::MIN..=low.saturating_sub(1),
        Op::UpTo => i64::MIN..=high,
        Op::Above => high.saturating_add(1)..=i64::MAX,
        Op::From => low..=i64::MAX,
    }
}

/// Low and high where only one is meant.
pub(super) fn one(measure: i64) -> (i64, i64) {
    (measure, measure)
}

/// A time of day.
pub(super) fn clock(text: &str) -> Result<Clock, String> {
    Clock::read(text).ok_or_else(|| format!("`{text}` is not a time; write 15:00 or 3pm"))
}

/// A length of time.
pub(super) fn length(text: &str) -> Result<(i64, i64), String> {
    Minutes::read(text).map(|minutes| one(minutes.0))
}

/// Days, from the first to the last that are meant.
pub(super) fn days(text: &str, known: &Known) -> Result<(i64, i64), String> {
    if let Some(year) = SchoolYear::read(text) {
        let first = day_order(known.settings.first_day(year));
        return Ok((first, day_order(known.settings.last_day(year))));
    }
    match Day::read(text, known.today) {
        Ok(day) => Ok(one(day_order(day))),
        Err(_) => Err(format!(
            "`{text}` is not a day; write it as one of: {DAY_FORMS}, 2026-27 (a school year)"
        )),
    }
}

/// A school year, or the one that a day lies in: `today` is this year.
pub(super) fn year(text: &str, known: &Known) -> Result<SchoolYear, String> {
    let of_day = |day| known.settings.year_of(day);
    SchoolYear::read(text)
        .or_else(|| Day::read(text, known.today).ok().map(of_day))
        .ok_or_else(|| {
            format!("`{text}` is not a school year; write 2026-27, or today for this one")
        })
}

/// A whole number; an exact one lies within the field's bounds.
pub(super) fn number(
    text: &str,
    field: &str,
    exact: bool,
    (low, high): (i64, i64),
) -> Result<i64, String> {
    let whole = match text.parse::<i64>() {
        Ok(number) => number,
        Err(_) if SchoolYear::read(text).is_some() => {
            let ends = SchoolYear::read(text).map_or(0, |year| year.next().0);
            return Err(format!(
                "`{text}` is a school year, and `{field}` is a number; write the year that it ends in: {ends}"
            ));
        }
        Err(_) => return Err(format!("`{text}` is not a whole number; write digits only")),
    };
    // An order may well name the number next to the last: `rating < 6`.
    if exact && !(low..=high).contains(&whole) {
        return Err(format!(
            "`{field}` is never {whole}; it goes from {low} to {high}"
        ));
    }
    Ok(whole)
}
