//! The tracked part of a student, under an opaque id; the private part is in `person`.

mod enrolment;

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Day, Id, Minutes, Ref, SchoolYear};

use super::common::{Custom, GRAD_YEARS, Reason};
use super::{Contact, Partner, Pathway};

pub use enrolment::{Enrolment, ExitBecause};

use enrolment::ENROLMENT;

/// The tracked part of a student: nothing in it names anyone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Student {
    #[serde(deserialize_with = "super::common::grad_year")]
    pub grad_year: i64,
    #[serde(default)]
    pub enrolled: Vec<Enrolment>,
    #[serde(default)]
    pub credits: Vec<Credited>,
    pub advisor: Option<Ref<Contact>>,
    pub mycap: Option<Day>,
    #[serde(default)]
    pub courses: Vec<Course>,
    #[serde(default)]
    pub credentials: Vec<Credential>,
    #[serde(default)]
    pub interests: Vec<String>,
    pub transport: Option<String>,
    pub plan: Option<String>,
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
    #[serde(default)]
    pub papers: Vec<StudentPaper>,
    pub notes: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    #[serde(default)]
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub custom: Custom,
}

/// What was reported to the registrar; append-only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Credited {
    pub id: Option<Id>,
    pub pathway: Ref<Pathway>,
    pub year: SchoolYear,
    pub term: String,
    pub on: Day,
    pub minutes: Minutes,
    pub credit: Option<String>,
    pub mark: Option<String>,
    pub course: Option<String>,
    pub because: Option<String>,
}

/// A course taken for the pathway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Course {
    pub name: String,
    pub kind: String,
    pub done: Option<Day>,
}

/// A credential earned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Credential {
    pub name: String,
    pub earned: Option<Day>,
    pub expires: Option<Day>,
}

/// What became of the student after school.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Outcome {
    pub id: Option<Id>,
    pub on: Day,
    pub kind: String,
    #[serde(rename = "where")]
    pub place: Option<String>,
    pub in_field: Option<bool>,
    pub partner: Option<Ref<Partner>>,
}

/// A paper on file for the student.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct StudentPaper {
    pub kind: String,
    pub on: Day,
    pub expires: Option<Day>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
}

const fn word(word: &'static str) -> Choice {
    Choice { word, means: "" }
}

const PLAN: &[Choice] = &[
    word("career"),
    word("certification"),
    word("apprenticeship"),
    word("trade-school"),
    word("two-year"),
    word("four-year"),
    word("military"),
    word("other"),
];

const CREDITED: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new("pathway", Shape::Link(Kind::Pathway), "the pathway").required(),
    Field::new("year", Shape::Year, "the school year").required(),
    Field::new("term", Shape::Text, "the term").required(),
    Field::new("on", Shape::Day, "the day it was reported").required(),
    Field::new("minutes", Shape::Minutes, "the minutes reported").required(),
    Field::new("credit", Shape::Text, "the credit awarded"),
    Field::new("mark", Shape::Text, "the mark"),
    Field::new("course", Shape::Text, "the course on the transcript"),
    Field::new("because", Shape::Text, "why it was reported again"),
];

const COURSE: &[Field] = &[
    Field::new("name", Shape::Text, "its name").required(),
    Field::new(
        "kind",
        Shape::Choice(&[
            word("technical"),
            Choice {
                word: "advanced",
                means: "college-level",
            },
            word("career-planning"),
        ]),
        "what it counts as",
    )
    .required(),
    Field::new("done", Shape::Day, "the day it was completed"),
];

const CREDENTIAL: &[Field] = &[
    Field::new("name", Shape::Text, "its name").required(),
    Field::new("earned", Shape::Day, "the day it was earned"),
    Field::new("expires", Shape::Day, "the day it runs out"),
];

const OUTCOME: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new("on", Shape::Day, "the day it became known").required(),
    Field::new("kind", Shape::Choice(PLAN), "what the student went on to").required(),
    Field::new("where", Shape::Text, "where"),
    Field::new(
        "in_field",
        Shape::Flag,
        "whether it is in the pathway's field",
    ),
    Field::new(
        "partner",
        Shape::Link(Kind::Partner),
        "the partner who hired",
    ),
];

const PAPER: &[Field] = &[
    Field::new("kind", Shape::Text, "which paper").required(),
    Field::new("on", Shape::Day, "the day it was filed").required(),
    Field::new("expires", Shape::Day, "the day it runs out"),
    Field::new("ref", Shape::Text, "where it lies"),
];

/// The fields of a student's tracked part.
pub const FIELDS: &[Field] = &[
    Field::new(
        "grad_year",
        Shape::Number(GRAD_YEARS.0, GRAD_YEARS.1),
        "the year of graduation",
    )
    .required(),
    Field::group(
        "enrolled",
        &["pathway", "from"],
        ENROLMENT,
        "the pathways, and when",
    )
    .not_copied(),
    Field::group(
        "credits",
        &["id"],
        CREDITED,
        "what was reported to the registrar",
    )
    .by_verb(),
    Field::new(
        "advisor",
        Shape::Link(Kind::Contact),
        "the adviser at school",
    ),
    Field::new(
        "mycap",
        Shape::Day,
        "the day the career and academic plan was begun",
    ),
    Field::group("courses", &["name"], COURSE, "the courses"),
    Field::group("credentials", &["name"], CREDENTIAL, "the credentials"),
    Field::list(
        "interests",
        Shape::Text,
        "what the student is interested in",
    ),
    Field::new(
        "transport",
        Shape::Choice(&[
            Choice {
                word: "own",
                means: "has a way to get to work",
            },
            Choice {
                word: "needs",
                means: "needs a ride",
            },
            Choice {
                word: "public",
                means: "takes the bus or train",
            },
        ]),
        "how the student gets to work",
    ),
    Field::new(
        "plan",
        Shape::Choice(PLAN),
        "what the student plans after school",
    ),
    Field::group("outcomes", &["id"], OUTCOME, "what became of the student").not_copied(),
    Field::group("papers", &["kind", "on"], PAPER, "papers on file").not_copied(),
];
