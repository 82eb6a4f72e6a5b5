//! What must be on file for a placement: its papers, and exemptions from rules.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Shape};
use crate::value::Day;

use super::word;

/// A paper of the experience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct WblPaper {
    pub kind: String,
    pub on: Option<Day>,
    pub expires: Option<Day>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub not_needed: Option<String>,
}

/// A recorded exemption from a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Exemption {
    pub rule: String,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
}

pub(super) const PAPER: &[Field] = &[
    Field::new(
        "kind",
        Shape::Choice(&[
            Choice {
                word: "permit",
                means: "the youth employment permit",
            },
            Choice {
                word: "insurance",
                means: "the certificate of insurance",
            },
            Choice {
                word: "learner-agreement",
                means: "the student-learner agreement",
            },
            word("other"),
        ]),
        "which paper",
    )
    .required(),
    Field::new("on", Shape::Day, "the day it was filed"),
    Field::new("expires", Shape::Day, "the day it runs out"),
    Field::new("ref", Shape::Text, "its number, or where it lies"),
    Field::new("not_needed", Shape::Text, "why it is not needed"),
];

pub(super) const EXEMPTION: &[Field] = &[
    Field::new("rule", Shape::Text, "the rule").required(),
    Field::new("ref", Shape::Text, "the agreement that it rests on"),
];
