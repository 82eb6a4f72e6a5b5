//! A stay in a pathway, reckoned: its last day, its deadline, what it requires.

use crate::record::{Enrolment, Pathway, Settings};
use crate::value::{Day, Id, Minutes, Reach, SchoolYear};

use super::frame::Frame;

/// A stay of a student in a pathway, as it is known on the as-of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// The pathway.
    pub pathway: Id,
    /// The first day.
    pub from: Day,
    /// The last day: where none is recorded, that of the school year of `grad_year`.
    pub last: Day,
    /// Whether it has ended: a last day is recorded, and has come.
    pub is_closed: bool,
    /// The student's own deadline, whatever term is asked about.
    pub deadline: Day,
    /// The minutes that the transcript needs.
    pub required: Minutes,
    /// Minutes credited from elsewhere.
    pub credit: Minutes,
}

impl Enrolled {
    /// Reckons an enrolment; nothing where it begins after the as-of day.
    ///
    /// A recorded end after the as-of day is not known yet, except that it shows that the stay
    /// lasts at least so long. The deadline is the enrolment's `due`, else the seniors' last day
    /// (603 CMR 27.05), else the closing day, else the last day of the year of graduation; a stay
    /// that has ended has its last day.
    pub fn of(
        enrolment: &Enrolment,
        grad_year: i64,
        pathway: Option<&Pathway>,
        settings: &Settings,
        as_of: Day,
    ) -> Option<Self> {
        if as_of < enrolment.from {
            return None;
        }
        let year = SchoolYear::of_graduation(grad_year);
        let end_of_year = settings.last_day(year);
        let ended = enrolment.to.filter(|to| *to <= as_of);
        let open_until = enrolment.to.map_or(end_of_year, |to| to.max(end_of_year));
        let calendar = settings.calendar_year(year);
        let deadline = ended
            .or(enrolment.due)
            .or_else(|| calendar?.senior_last_day)
            .or_else(|| calendar?.closing_day)
            .unwrap_or(end_of_year);
        let own_hours = enrolment.required_hours;
        let required = own_hours
            .or_else(|| pathway?.required_hours)
            .map_or_else(|| settings.required(), Minutes::hours);
        Some(Self {
            pathway: enrolment.pathway.id().clone(),
            from: enrolment.from,
            last: ended.unwrap_or(open_until),
            is_closed: ended.is_some(),
            deadline,
            required,
            credit: enrolment.credit_minutes.unwrap_or_default(),
        })
    }

    /// The day by which its hours must be there: its own, or that of the term asked about.
    pub fn deadline_in(&self, frame: &Frame) -> Day {
        match frame.cutoff {
            Some(cutoff) if !self.is_closed => cutoff,
            _ => self.deadline,
        }
    }

    /// The days of the stay.
    pub fn days(&self) -> Reach {
        Reach::new(Some(self.from), Some(self.last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::iso(text).unwrap()
    }

    fn enrolled(text: &str, calendar: &str, as_of: &str) -> Option<Enrolled> {
        let settings = toml::from_str(&format!("format = 1\n{calendar}")).unwrap();
        let enrolment: Enrolment =
            toml::from_str(&format!("pathway = \"m\"\nfrom = 2025-09-01\n{text}")).unwrap();
        Enrolled::of(&enrolment, 2027, None, &settings, day(as_of))
    }

    #[test]
    fn without_an_end_it_lasts_until_the_year_of_graduation_does() {
        let open = enrolled("", "", "2026-10-06").unwrap();
        assert_eq!(open.last, day("2027-06-30"));
        assert_eq!(open.required, Minutes::hours(100));
        let autumn = "[calendar]\nyear_starts = \"09-01\"";
        let moved = enrolled("", autumn, "2026-10-06").unwrap();
        assert_eq!(moved.last, day("2027-08-31"));
    }

    #[test]
    fn an_end_that_has_not_come_is_not_known() {
        let before = enrolled("to = 2027-01-24", "", "2027-01-23").unwrap();
        assert!(!before.is_closed);
        assert_eq!(
            (before.last, before.deadline),
            (day("2027-06-30"), day("2027-06-30"))
        );
        let on_the_day = enrolled("to = 2027-01-24", "", "2027-01-24").unwrap();
        assert!(on_the_day.is_closed);
        assert_eq!(
            (on_the_day.last, on_the_day.deadline),
            (day("2027-01-24"), day("2027-01-24"))
        );
        let longer = enrolled("to = 2027-08-20", "", "2027-07-15").unwrap();
        assert_eq!(longer.last, day("2027-08-20"), "it lasts at least so long");
    }

    #[test]
    fn it_is_not_known_before_it_begins() {
        assert_eq!(enrolled("", "", "2025-08-31"), None);
        assert!(enrolled("", "", "2025-09-01").is_some());
    }

    #[test]
    fn the_deadline_is_the_nearest_that_is_known() {
        let both = "[[calendar.years]]\nyear = \"2026-27\"\nclosing_day = 2027-06-18\nsenior_last_day = 2027-06-02";
        let closing = "[[calendar.years]]\nyear = \"2026-27\"\nclosing_day = 2027-06-18";
        for (text, calendar, deadline) in [
            ("due = 2027-04-01", both, "2027-04-01"),
            ("", both, "2027-06-02"),
            ("", closing, "2027-06-18"),
            ("", "", "2027-06-30"),
            ("due = 2027-04-01\nto = 2026-09-30", both, "2026-09-30"),
        ] {
            let enrolled = enrolled(text, calendar, "2026-10-06").unwrap();
            assert_eq!(enrolled.deadline, day(deadline), "{text} {calendar}");
        }
    }
}
