//! A student, in two parts: what is tracked in git under an opaque id, and what is private.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Day, Id, Minutes, Ref, SchoolYear};

use super::common::{Custom, Reason};
use super::contact::PREFERS;
use super::{Contact, Partner, Pathway};

/// The tracked part of a student: nothing in it names anyone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Student {
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

/// A stretch of time in a pathway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Enrolment {
    pub pathway: Ref<Pathway>,
    pub from: Day,
    pub to: Option<Day>,
    pub exit: Option<ExitBecause>,
    pub due: Option<Day>,
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

const fn word(word: &'static str) -> Choice {
    Choice { word, means: "" }
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

const ENROLMENT: &[Field] = &[
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

/// The fields of a student's tracked part.
pub const FIELDS: &[Field] = &[
    Field::new(
        "grad_year",
        Shape::Number(1950, 2200),
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
