//! Who applied for an opportunity, move by move.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Day, Ref};

use super::super::Student;
use super::word;

/// A move of a student's application; the newest counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Applicant {
    pub student: Ref<Student>,
    pub status: Applied,
    pub on: Option<Day>,
    pub note: Option<String>,
}

/// How far an application has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Applied {
    Applied,
    Interviewed,
    Offered,
    Placed,
    Declined,
    NotSelected,
}

pub(super) const APPLICANT: &[Field] = &[
    Field::new("student", Shape::Link(Kind::Student), "the student").required(),
    Field::new(
        "status",
        Shape::Choice(&[
            word("applied"),
            word("interviewed"),
            word("offered"),
            word("placed"),
            Choice {
                word: "declined",
                means: "by the student",
            },
            Choice {
                word: "not-selected",
                means: "by the employer",
            },
        ]),
        "how far it has come",
    )
    .required(),
    Field::new("on", Shape::Day, "the day"),
    Field::new("note", Shape::Text, "a remark"),
];
