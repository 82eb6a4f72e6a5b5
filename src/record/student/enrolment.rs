//! A stretch of time that a student spends in a pathway, and why it ended.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Day, Minutes, Ref};

use super::super::Pathway;

/// A stretch of time in a pathway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Enrolment {
    pub pathway: Ref<Pathway>,
    pub from: Day,
    pub to: Option<Day>,
    pub exit: Option<ExitBecause>,
    pub due: Option<Day>,
    #[serde(default, deserialize_with = "crate::record::common::hours")]
    pub required_hours: Option<i64>,
    pub credit_minutes: Option<Minutes>,
    pub approved_by: Option<String>,
}

/// Why an enrolment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum ExitBecause {
    Completed,
    Transferred,
    Moved,
    Withdrew,
    LeftPathway,
    GraduatedIncomplete,
    Other,
}

const EXIT: &[Choice] = &[
    Choice {
        word: "completed",
        means: "finished the pathway",
    },
    Choice {
        word: "transferred",
        means: "changed to another pathway",
    },
    Choice {
        word: "moved",
        means: "moved to another district",
    },
    Choice {
        word: "withdrew",
        means: "left school",
    },
    Choice {
        word: "left-pathway",
        means: "left the pathway, stayed at school",
    },
    Choice {
        word: "graduated-incomplete",
        means: "graduated without finishing the pathway",
    },
    Choice {
        word: "other",
        means: "any other reason",
    },
];

pub(super) const ENROLMENT: &[Field] = &[
    Field::new("pathway", Shape::Link(Kind::Pathway), "the pathway").required(),
    Field::new("from", Shape::Day, "the first day").required(),
    Field::new(
        "to",
        Shape::Day,
        "the last day; none: the last day of the school year of `grad_year`",
    ),
    Field::new("exit", Shape::Choice(EXIT), "why it ended"),
    Field::new("due", Shape::Day, "this student's own deadline"),
    Field::new(
        "required_hours",
        Shape::Hours,
        "the hours required of this student",
    ),
    Field::new(
        "credit_minutes",
        Shape::Minutes,
        "minutes credited from elsewhere",
    ),
    Field::new("approved_by", Shape::Text, "who approved that credit"),
];
