//! An evaluation form: its scale and the skills that it rates.

use serde::{Deserialize, Serialize};

use crate::schema::{Field, Shape};
use crate::value::{Day, Id};

use super::common::{Custom, Reason};

/// A form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Form {
    pub name: String,
    pub about: Option<String>,
    pub source: Option<String>,
    #[serde(default)]
    pub scale: Vec<ScalePoint>,
    #[serde(default)]
    pub skills: Vec<FormSkill>,
    pub min_career_skills: Option<i64>,
    #[serde(default)]
    pub suggestions: Vec<String>,
    #[serde(default)]
    pub reviews: Vec<String>,
    pub notes: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    #[serde(default)]
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub custom: Custom,
}

/// What a rating means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct ScalePoint {
    pub rating: i64,
    pub label: String,
    pub about: Option<String>,
}

/// A skill of the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct FormSkill {
    pub skill: Id,
    pub label: String,
    pub group: Option<String>,
    pub about: Option<String>,
}

const SCALE: &[Field] = &[
    Field::new("rating", Shape::Number(1, 5), "the rating").required(),
    Field::new("label", Shape::Text, "its name").required(),
    Field::new("about", Shape::Text, "what it means"),
];

const SKILL: &[Field] = &[
    Field::new("skill", Shape::Code, "its id").required(),
    Field::new("label", Shape::Text, "its name").required(),
    Field::new("group", Shape::Text, "the group it stands in"),
    Field::new("about", Shape::Text, "what it means"),
];

/// The fields of a form.
pub const FIELDS: &[Field] = &[
    Field::new("name", Shape::Text, "its name").required(),
    Field::new("about", Shape::Text, "what it is for"),
    Field::new("source", Shape::Text, "where it comes from"),
    Field::group("scale", &["rating"], SCALE, "what the ratings mean"),
    Field::group(
        "skills",
        &["skill"],
        SKILL,
        "the skills that everyone is rated on",
    ),
    Field::new(
        "min_career_skills",
        Shape::Number(0, 20),
        "how many workplace skills are chosen besides",
    ),
    Field::list(
        "suggestions",
        Shape::Text,
        "workplace skills to choose from",
    ),
    Field::list("reviews", Shape::Text, "the reviews that the form needs"),
];
