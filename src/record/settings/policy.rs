//! What the school decides: which hours count, how many are required, what they are worth.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Shape};
use crate::value::Minutes;

use super::super::wbl::{HOUR_KIND, HourKind};
use super::Settings;

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

/// The evaluation form where none is named.
const FORM: &str = "wblp-6";
/// The rules file where none is named.
const RULES: &str = "massachusetts";

impl Policy {
    /// The evaluation form where none is named.
    pub fn form(&self) -> &str {
        self.form.as_deref().unwrap_or(FORM)
    }

    /// The rules file that is used.
    pub fn rules(&self) -> &str {
        self.rules.as_deref().unwrap_or(RULES)
    }
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

const CREDIT: &[Field] = &[
    Field::new("hours", Shape::Number(0, 100_000), "from so many hours on").required(),
    Field::new("credit", Shape::Text, "the credit, in quotes").required(),
];

pub(super) const POLICY: &[Field] = &[
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
    Field::new("form", Shape::Code, "the evaluation form").or(FORM),
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
    Field::new("rules", Shape::Code, "the rules file").or(RULES),
];

impl Settings {
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
