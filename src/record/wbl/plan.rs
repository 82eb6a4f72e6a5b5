//! The plan of a placement: its shifts, its skills, who supervises and who has agreed.

use serde::{Deserialize, Serialize};

use crate::schema::{Field, Kind, Shape};
use crate::value::{Clock, Day, Minutes, Ref, Weekday};

use super::super::Contact;
use super::word;

/// A weekly shift of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Shift {
    pub day: Weekday,
    pub from: Clock,
    pub to: Clock,
    pub break_minutes: Option<Minutes>,
    pub starts: Option<Day>,
    pub ends: Option<Day>,
}

/// A workplace skill of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct WblSkill {
    pub skill: String,
    pub tasks: Option<String>,
    pub goal: Option<String>,
}

/// Who supervises, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Supervisor {
    pub contact: Ref<Contact>,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// Who has agreed to the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Agreed {
    pub party: String,
    pub on: Option<Day>,
}

pub(super) const SHIFT: &[Field] = &[
    Field::new("day", Shape::Weekday, "the day of the week").required(),
    Field::new("from", Shape::Clock, "from").required(),
    Field::new(
        "to",
        Shape::Clock,
        "to; an end before the start lies on the next day",
    )
    .required(),
    Field::new("break_minutes", Shape::Minutes, "the meal break"),
    Field::new("starts", Shape::Day, "the first day of this shift"),
    Field::new("ends", Shape::Day, "the last day of this shift"),
];

pub(super) const SKILL: &[Field] = &[
    Field::new(
        "skill",
        Shape::Text,
        "the skill: an id of the form, or text",
    )
    .required(),
    Field::new("tasks", Shape::Text, "the tasks that it is learned by"),
    Field::new("goal", Shape::Text, "the goal"),
];

pub(super) const SUPERVISOR: &[Field] = &[
    Field::new("contact", Shape::Link(Kind::Contact), "who").required(),
    Field::new(
        "from",
        Shape::Day,
        "the first day; from the start where none is named",
    ),
    Field::new("to", Shape::Day, "the last day"),
];

pub(super) const AGREED: &[Field] = &[
    Field::new(
        "party",
        Shape::Choice(&[
            word("student"),
            word("parent"),
            word("employer"),
            word("school"),
        ]),
        "who",
    )
    .required(),
    Field::new("on", Shape::Day, "the day they agreed"),
];
