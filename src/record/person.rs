//! The private part of a student, which git ignores.

use serde::{Deserialize, Serialize};

use crate::schema::{Field, Shape};
use crate::value::Day;

use super::contact::PREFERS;

/// The private part of a student, which git ignores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Person {
    pub name: String,
    pub known_as: Option<String>,
    pub born: Option<Day>,
    pub district_id: Option<String>,
    pub state_id: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub prefers: Option<String>,
    #[serde(default)]
    pub guardians: Vec<Guardian>,
    #[serde(default)]
    pub groups: Vec<String>,
    pub support: Option<String>,
}

/// A parent or guardian.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Guardian {
    pub name: String,
    pub relation: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub prefers: Option<String>,
    pub language: Option<String>,
}

const GUARDIAN: &[Field] = &[
    Field::new("name", Shape::Text, "their name").required(),
    Field::new("relation", Shape::Text, "what they are to the student"),
    Field::new("email", Shape::Text, "their e-mail address"),
    Field::new("phone", Shape::Text, "their telephone number"),
    Field::new(
        "prefers",
        Shape::Choice(PREFERS),
        "how they like to be reached",
    ),
    Field::new(
        "language",
        Shape::Text,
        "the language to write to them in, such as en or es",
    ),
];

/// The fields of a student's private part.
pub const PRIVATE: &[Field] = &[
    Field::new("name", Shape::Text, "the student's name").required(),
    Field::new("known_as", Shape::Text, "the name the student goes by"),
    Field::new("born", Shape::Day, "the day of birth"),
    Field::new(
        "district_id",
        Shape::Text,
        "the district's id, with its leading zeros",
    ),
    Field::new(
        "state_id",
        Shape::Text,
        "the state's id, with its leading zeros",
    ),
    Field::new("email", Shape::Text, "the student's e-mail address"),
    Field::new("phone", Shape::Text, "the student's telephone number"),
    Field::new("address", Shape::Text, "the student's home address"),
    Field::new(
        "prefers",
        Shape::Choice(PREFERS),
        "how the student likes to be reached",
    ),
    Field::group("guardians", &["name"], GUARDIAN, "parents and guardians"),
    Field::list(
        "groups",
        Shape::Text,
        "the groups that equity reports look at",
    ),
    Field::new("support", Shape::Text, "support the student needs at work"),
];
