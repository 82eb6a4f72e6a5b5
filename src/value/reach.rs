//! How far something reaches in time: from a day to a day, either end open.

use super::Day;

/// A stretch of days, both ends included; an open end reaches on without limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
}

impl Reach {
    /// From a day to a day, both included.
    pub fn new(from: Option<Day>, to: Option<Day>) -> Self {
        Self { from, to }
    }

    /// Whether the day lies within.
    pub fn holds(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the two share a day.
    pub fn meets(self, other: Self) -> bool {
        let before = |a: Self, b: Self| a.to.zip(b.from).is_some_and(|(to, from)| to < from);
        !before(self, other) && !before(other, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_included_and_open_ends_reach_on() {
        let day = |d| Day::new(2026, 10, d);
        let week = Reach::new(day(5), day(11));
        assert!(week.holds(day(5).unwrap()) && week.holds(day(11).unwrap()));
        assert!(!week.holds(day(12).unwrap()));
        assert!(week.meets(Reach::new(day(11), None)));
        assert!(!week.meets(Reach::new(day(12), None)));
        assert!(Reach::default().meets(week));
    }
}
