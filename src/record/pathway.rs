//! A pathway: a program of courses and a placement in one sector.

use serde::{Deserialize, Serialize};

use crate::schema::{Field, Shape};
use crate::value::Day;

use super::common::{Custom, Reason};

/// A pathway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Pathway {
    pub name: String,
    pub sector: String,
    #[serde(default, deserialize_with = "super::common::hours")]
    pub required_hours: Option<i64>,
    #[serde(default)]
    pub counts: Vec<String>,
    #[serde(default)]
    pub technical: Vec<String>,
    #[serde(default)]
    pub advanced: Vec<String>,
    #[serde(default)]
    pub credentials: Vec<String>,
    pub partners_goal: Option<i64>,
    pub seats: Option<i64>,
    pub designated: Option<Day>,
    pub notes: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    #[serde(default)]
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub custom: Custom,
}

/// The fields of a pathway.
pub const FIELDS: &[Field] = &[
    Field::new("name", Shape::Text, "its name").required(),
    Field::new(
        "sector",
        Shape::Text,
        "its sector, such as Advanced Manufacturing",
    )
    .required(),
    Field::new(
        "required_hours",
        Shape::Hours,
        "the hours a transcript needs; `policy.required_hours` where none are named",
    ),
    Field::list(
        "counts",
        Shape::Activity,
        "the activities whose hours count; else `policy.counts`, else the rules file",
    ),
    Field::list("technical", Shape::Text, "its technical courses"),
    Field::list(
        "advanced",
        Shape::Text,
        "its advanced (college-level) courses",
    ),
    Field::list("credentials", Shape::Text, "the credentials it leads to"),
    Field::new(
        "partners_goal",
        Shape::Number(0, 1000),
        "how many partners it should have",
    )
    .or("2"),
    Field::new(
        "seats",
        Shape::Number(0, 100_000),
        "how many students it has room for",
    ),
    Field::new("designated", Shape::Day, "the day the state designated it"),
];
