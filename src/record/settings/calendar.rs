//! The school calendar: when school years and terms begin and end, and the days without school.

use serde::{Deserialize, Serialize};

use crate::schema::{Field, Shape};
use crate::value::{Day, SchoolYear};

use super::Settings;

/// The school calendar.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Calendar {
    pub year_starts: Option<String>,
    pub years: Vec<CalendarYear>,
    pub terms: Vec<Term>,
}

/// A school year of the calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct CalendarYear {
    pub year: SchoolYear,
    pub closing_day: Option<Day>,
    pub senior_last_day: Option<Day>,
    #[serde(default)]
    pub no_school: Vec<Closure>,
}

/// Days without school.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Closure {
    pub from: Day,
    pub to: Option<Day>,
    pub what: Option<String>,
}

/// A term of the calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Term {
    pub name: String,
    pub year: SchoolYear,
    pub starts: Day,
    pub ends: Day,
    pub transcript_due: Option<Day>,
}

const CLOSURE: &[Field] = &[
    Field::new("from", Shape::Day, "the first day without school").required(),
    Field::new(
        "to",
        Shape::Day,
        "the last; the same day where none is named",
    ),
    Field::new("what", Shape::Text, "why"),
];

const YEAR: &[Field] = &[
    Field::new("year", Shape::Year, "the school year").required(),
    Field::new("closing_day", Shape::Day, "the last day of school"),
    Field::new("senior_last_day", Shape::Day, "the seniors' last day"),
    Field::group("no_school", &["from"], CLOSURE, "days without school"),
];

const TERM: &[Field] = &[
    Field::new("name", Shape::Text, "its name, such as Q2").required(),
    Field::new("year", Shape::Year, "the school year").required(),
    Field::new("starts", Shape::Day, "the first day").required(),
    Field::new("ends", Shape::Day, "the last day").required(),
    Field::new(
        "transcript_due",
        Shape::Day,
        "the day by which hours must be verified",
    ),
];

pub(super) const CALENDAR: &[Field] = &[
    Field::new(
        "year_starts",
        Shape::MonthDay,
        "the first day of a school year, MM-DD",
    )
    .or("07-01"),
    Field::group("years", &["year"], YEAR, "the school years"),
    Field::group("terms", &["year", "name"], TERM, "the terms"),
];

impl Settings {
    /// The school year that a day belongs to.
    pub fn year_of(&self, day: Day) -> SchoolYear {
        let (month, first) = self.year_starts();
        let begun = (day.month(), day.day_of_month()) >= (month, first);
        SchoolYear(day.year() - i32::from(!begun))
    }

    /// The first day of a school year.
    pub fn first_day(&self, year: SchoolYear) -> Day {
        let (month, first) = self.year_starts();
        // A start on 29 February falls on 1 March of other years.
        Day::new(year.0, month, first)
            .or_else(|| Day::new(year.0, 3, 1))
            .unwrap_or_else(|| Day::new(2000, 1, 1).unwrap_or_else(|| unreachable!("a day")))
    }

    /// The last day of a school year: the day before the next one starts.
    pub fn last_day(&self, year: SchoolYear) -> Day {
        self.first_day(year.next()).plus(-1)
    }

    fn year_starts(&self) -> (u32, u32) {
        let text = self.calendar.year_starts.as_deref().unwrap_or("07-01");
        crate::schema::month_day(text).unwrap_or((7, 1))
    }

    /// The calendar's entry for a school year.
    pub fn calendar_year(&self, year: SchoolYear) -> Option<&CalendarYear> {
        self.calendar.years.iter().find(|entry| entry.year == year)
    }

    /// The terms of a school year, by their first day.
    pub fn terms_of(&self, year: SchoolYear) -> Vec<&Term> {
        let mut terms: Vec<_> = self
            .calendar
            .terms
            .iter()
            .filter(|term| term.year == year)
            .collect();
        terms.sort_by_key(|term| term.starts);
        terms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_runs_from_july_to_june() {
        let settings = Settings::default();
        let day = |text| Day::iso(text).unwrap();
        assert_eq!(settings.year_of(day("2026-06-30")).to_string(), "2025-26");
        assert_eq!(settings.year_of(day("2026-07-01")).to_string(), "2026-27");
        assert_eq!(settings.first_day(SchoolYear(2026)), day("2026-07-01"));
        assert_eq!(settings.last_day(SchoolYear(2026)), day("2027-06-30"));
    }

    #[test]
    fn a_renamed_start_of_year_moves_its_ends() {
        let mut settings = Settings::default();
        settings.calendar.year_starts = Some("09-01".into());
        assert_eq!(
            settings.year_of(Day::iso("2026-08-31").unwrap()),
            SchoolYear(2025)
        );
        assert_eq!(
            settings.last_day(SchoolYear(2026)),
            Day::iso("2027-08-31").unwrap()
        );
    }
}
