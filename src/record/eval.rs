//! An evaluation of an experience at a review.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Day, Ref};

use super::common::{Custom, Reason};
use super::form::Form;
use super::{Contact, Wbl};

/// An evaluation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Eval {
    pub experience: Ref<Wbl>,
    pub form: Option<Ref<Form>>,
    pub review: String,
    pub on: Day,
    pub by: Option<Ref<Contact>>,
    #[serde(default)]
    pub ratings: Vec<Rating>,
    pub comments: Option<String>,
    #[serde(default)]
    pub signed: Vec<EvalSigned>,
    pub notes: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    #[serde(default)]
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub custom: Custom,
}

/// How one skill was rated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Rating {
    pub skill: String,
    pub rating: Option<i64>,
    pub comment: Option<String>,
    pub tasks: Option<String>,
    pub goal: Option<String>,
}

/// Who signed the review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct EvalSigned {
    pub party: String,
    pub name: Option<String>,
    pub on: Option<Day>,
}

const fn word(word: &'static str) -> Choice {
    Choice { word, means: "" }
}

const RATING: &[Field] = &[
    Field::new(
        "skill",
        Shape::Text,
        "the skill: an id of the form, or text",
    )
    .required(),
    Field::new("rating", Shape::Number(1, 5), "1 to 5; none: not rated"),
    Field::new("comment", Shape::Text, "a remark"),
    Field::new(
        "tasks",
        Shape::Text,
        "the tasks, where they differ from the plan",
    ),
    Field::new(
        "goal",
        Shape::Text,
        "the goal, where it differs from the plan",
    ),
];

const SIGNED: &[Field] = &[
    Field::new(
        "party",
        Shape::Choice(&[word("student"), word("supervisor"), word("staff")]),
        "who",
    )
    .required(),
    Field::new("name", Shape::Text, "the name as signed; never a student's"),
    Field::new("on", Shape::Day, "the day"),
];

/// The fields of an evaluation.
pub const FIELDS: &[Field] = &[
    Field::new("experience", Shape::Link(Kind::Wbl), "the experience").required(),
    Field::new(
        "form",
        Shape::Link(Kind::Form),
        "the form; `policy.form` where none is named",
    ),
    Field::new(
        "review",
        Shape::Choice(&[
            Choice {
                word: "baseline",
                means: "the first review, early",
            },
            Choice {
                word: "interim",
                means: "in between",
            },
            Choice {
                word: "final",
                means: "near the end",
            },
            Choice {
                word: "self",
                means: "by the student",
            },
            Choice {
                word: "site-visit",
                means: "by school staff at the workplace",
            },
            Choice {
                word: "employer-feedback",
                means: "by the employer on the program",
            },
            Choice {
                word: "placement-feedback",
                means: "by the student on the placement",
            },
        ]),
        "which review",
    )
    .required(),
    Field::new("on", Shape::Day, "the day")
        .required()
        .not_copied(),
    Field::new("by", Shape::Link(Kind::Contact), "who rated"),
    Field::group("ratings", &["skill"], RATING, "the ratings"),
    Field::new("comments", Shape::Text, "remarks"),
    Field::group("signed", &["party"], SIGNED, "who signed the review").not_copied(),
];
