//! The settings of a store, `wbl.toml`: school, board, calendar, policy, defaults.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Shape};
use crate::value::{Day, Minutes, SchoolYear};

use super::common::{Custom, Reason};
use super::wbl::{HOUR_KIND, HourKind};

/// The settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Settings {
    pub format: i64,
    pub school: School,
    pub board: Board,
    pub coordinator: Coordinator,
    pub calendar: Calendar,
    pub policy: Policy,
    #[serde(deserialize_with = "those_that_fit")]
    pub warn: BTreeMap<String, i64>,
    pub git: Git,
    pub mail: Mail,
    pub equity: Equity,
    #[serde(deserialize_with = "those_that_fit")]
    pub views: BTreeMap<String, String>,
    pub notes: Option<String>,
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    pub reasons: Vec<Reason>,
    pub custom: Custom,
}

/// Reads a table of the user's own keys; a value that is not of its type is left to `check`, for
/// one wrong view must not lock the store.
fn those_that_fit<'de, D, T>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    let table = toml::Table::deserialize(deserializer)?;
    let fitting = table
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.try_into().ok()?)));
    Ok(fitting.collect())
}

/// The school.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct School {
    pub name: Option<String>,
    pub district: Option<String>,
    pub city: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// The regional workforce board.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Board {
    pub name: Option<String>,
    pub region: Option<String>,
    pub address: Option<String>,
}

/// Who runs the programme.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Coordinator {
    pub name: Option<String>,
    pub title: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

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

/// What the school decides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Policy {
    pub required_hours: Option<i64>,
    pub counts: Vec<String>,
    pub kinds: Vec<HourKind>,
    pub aggregate: Option<Aggregate>,
    pub credit: Vec<Credit>,
    pub on_site_minimum: Option<Minutes>,
    pub form: Option<String>,
    pub min_career_skills: Option<i64>,
    pub suppress_below: Option<i64>,
    pub rules: Option<String>,
}

/// Whether hours of several experiences add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Aggregate {
    #[default]
    Sum,
    Single,
}

/// A step of the credit table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Credit {
    pub hours: i64,
    pub credit: String,
}

/// How git is used.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Git {
    pub commit: Option<bool>,
}

/// How mail is sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Mail {
    pub from: Option<String>,
    pub command: Option<String>,
}

/// What equity reports look at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Equity {
    pub groups: Vec<String>,
}

const SCHOOL: &[Field] = &[
    Field::new("name", Shape::Text, "the school's name"),
    Field::new("district", Shape::Text, "the district's name"),
    Field::new("city", Shape::Text, "the city or town"),
    Field::new("address", Shape::Text, "the street address"),
    Field::new("phone", Shape::Text, "the telephone number"),
    Field::new("email", Shape::Text, "the e-mail address"),
];

const BOARD: &[Field] = &[
    Field::new("name", Shape::Text, "the workforce board's name"),
    Field::new("region", Shape::Text, "its region"),
    Field::new("address", Shape::Text, "its street address"),
];

const COORDINATOR: &[Field] = &[
    Field::new("name", Shape::Text, "your name"),
    Field::new("title", Shape::Text, "your title"),
    Field::new("email", Shape::Text, "your e-mail address"),
    Field::new("phone", Shape::Text, "your telephone number"),
];

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

const CALENDAR: &[Field] = &[
    Field::new(
        "year_starts",
        Shape::MonthDay,
        "the first day of a school year, MM-DD",
    )
    .or("07-01"),
    Field::group("years", &["year"], YEAR, "the school years"),
    Field::group("terms", &["year", "name"], TERM, "the terms"),
];

const CREDIT: &[Field] = &[
    Field::new("hours", Shape::Number(0, 100_000), "from so many hours on").required(),
    Field::new("credit", Shape::Text, "the credit, in quotes").required(),
];

const POLICY: &[Field] = &[
    Field::new(
        "required_hours",
        Shape::Hours,
        "the hours a transcript needs",
    )
    .or("100h"),
    Field::list(
        "counts",
        Shape::Activity,
        "the activities whose hours count; else the rules file says",
    ),
    Field::list(
        "kinds",
        Shape::Choice(HOUR_KIND),
        "the kinds of hours that count; all but travel where none are named",
    ),
    Field::new(
        "aggregate",
        Shape::Choice(&[
            Choice {
                word: "sum",
                means: "hours of all experiences add up",
            },
            Choice {
                word: "single",
                means: "only the longest experience counts",
            },
        ]),
        "whether hours of several experiences add up",
    )
    .or("sum"),
    Field::group("credit", &["hours"], CREDIT, "the credit table"),
    Field::new(
        "on_site_minimum",
        Shape::Minutes,
        "minutes that must be on site",
    ),
    Field::new("form", Shape::Code, "the evaluation form").or("wblp-6"),
    Field::new(
        "min_career_skills",
        Shape::Number(0, 20),
        "workplace skills chosen in a plan",
    )
    .or("3"),
    Field::new(
        "suppress_below",
        Shape::Number(6, 1000),
        "smaller groups are not shown outside",
    )
    .or("10"),
    Field::new("rules", Shape::Code, "the rules file").or("massachusetts"),
];

const GIT: &[Field] = &[Field::new(
    "commit",
    Shape::Flag,
    "whether each change is committed to git",
)
.or("no")];

const MAIL: &[Field] = &[
    Field::new("from", Shape::Text, "the address that mail is sent from"),
    Field::new(
        "command",
        Shape::Text,
        "the program that sends it, such as `msmtp -t`",
    ),
];

const EQUITY: &[Field] = &[Field::list(
    "groups",
    Shape::Text,
    "the groups that are looked at",
)];

/// The fields of the settings.
pub const FIELDS: &[Field] = &[
    Field::new(
        "format",
        Shape::Number(1, 1_000_000),
        "the version of the store's format",
    )
    .required(),
    Field::new("school", Shape::Table(SCHOOL), "the school"),
    Field::new("board", Shape::Table(BOARD), "the regional workforce board"),
    Field::new("coordinator", Shape::Table(COORDINATOR), "you"),
    Field::new("calendar", Shape::Table(CALENDAR), "the school calendar"),
    Field::new("policy", Shape::Table(POLICY), "what the school decides"),
    Field::new("warn", Shape::Free, "days of warning, by kind of reminder"),
    Field::new("git", Shape::Table(GIT), "how git is used"),
    Field::new("mail", Shape::Table(MAIL), "how mail is sent"),
    Field::new(
        "equity",
        Shape::Table(EQUITY),
        "what equity reports look at",
    ),
    Field::new("views", Shape::Free, "named filters"),
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
            .unwrap_or_else(|| {
                Day::new(2000, 1, 1).map_or_else(|| unreachable!("a day"), |day| day)
            })
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

    /// The term that a day lies in.
    pub fn term_of(&self, day: Day) -> Option<&Term> {
        self.calendar
            .terms
            .iter()
            .find(|term| term.starts <= day && day <= term.ends)
    }

    /// Whether a day is a school day: a weekday of a known year on which school is not out.
    pub fn is_school_day(&self, day: Day) -> bool {
        use crate::value::Weekday::{Sat, Sun};
        let out =
            |closure: &Closure| closure.from <= day && day <= closure.to.unwrap_or(closure.from);
        !matches!(day.weekday(), Sat | Sun)
            && !self
                .calendar
                .years
                .iter()
                .any(|year| year.no_school.iter().any(out))
    }

    /// The minutes that a transcript needs where neither pathway nor enrolment says.
    pub fn required(&self) -> Minutes {
        Minutes::hours(self.policy.required_hours.unwrap_or(100))
    }

    /// Whether hours of this kind count.
    pub fn kind_counts(&self, kind: HourKind) -> bool {
        if self.policy.kinds.is_empty() {
            return kind != HourKind::Travel;
        }
        self.policy.kinds.contains(&kind)
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
