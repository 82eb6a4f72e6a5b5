//! A contact: a person at a partner, at the school or at the board; never a student.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Day, Ref};

use super::Partner;
use super::common::{Custom, Reason};

/// A contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Contact {
    pub name: String,
    pub partner: Option<Ref<Partner>>,
    pub organization: Option<String>,
    pub title: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub prefers: Option<String>,
    pub language: Option<String>,
    #[serde(default)]
    pub roles: Vec<String>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub successor: Option<Ref<Contact>>,
    pub cori_cleared: Option<Day>,
    pub notes: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    #[serde(default)]
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub custom: Custom,
}

const fn word(word: &'static str) -> Choice {
    Choice { word, means: "" }
}

/// How a person likes to be reached.
pub(super) const PREFERS: &[Choice] = &[word("email"), word("phone"), word("text"), word("visit")];

const ROLES: &[Choice] = &[
    Choice {
        word: "primary",
        means: "the one to call first",
    },
    Choice {
        word: "supervisor",
        means: "supervises students",
    },
    Choice {
        word: "mentor",
        means: "mentors students",
    },
    Choice {
        word: "signatory",
        means: "signs for the partner",
    },
    Choice {
        word: "hr",
        means: "human resources",
    },
    Choice {
        word: "champion",
        means: "speaks up for the program",
    },
    Choice {
        word: "advisory",
        means: "sits on an advisory committee",
    },
    Choice {
        word: "speaker",
        means: "speaks at school",
    },
    Choice {
        word: "alumni",
        means: "a former student",
    },
    Choice {
        word: "staff",
        means: "works at the school",
    },
    Choice {
        word: "teacher",
        means: "teaches at the school",
    },
    Choice {
        word: "counselor",
        means: "counsels at the school",
    },
    Choice {
        word: "board-staff",
        means: "works at the workforce board",
    },
];

/// The fields of a contact.
pub const FIELDS: &[Field] = &[
    Field::new("name", Shape::Text, "the person's name").required(),
    Field::new(
        "partner",
        Shape::Link(Kind::Partner),
        "the partner they work for",
    ),
    Field::new(
        "organization",
        Shape::Text,
        "whom they work for, where that is no partner",
    ),
    Field::new("title", Shape::Text, "their title"),
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
    Field::list(
        "roles",
        Shape::Choice(ROLES),
        "what they do for the program",
    ),
    Field::new("from", Shape::Day, "the first day in this position").not_copied(),
    Field::new("to", Shape::Day, "the last day in this position").not_copied(),
    Field::new("successor", Shape::Link(Kind::Contact), "who came after").not_copied(),
    Field::new(
        "cori_cleared",
        Shape::Day,
        "the day of the last cleared background check",
    )
    .not_copied(),
];
