//! The rules of a state, as data: activities and what counts, limits of minors, hazards, papers.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Shape};
use crate::value::{Clock, Day, Id, Minutes};

use super::common::{Custom, Reason};

/// A file of rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Rules {
    pub name: String,
    pub about: Option<String>,
    pub source: Option<String>,
    #[serde(default)]
    pub activities: Vec<Activity>,
    #[serde(default)]
    pub limits: Vec<Limit>,
    #[serde(default)]
    pub breaks: Vec<Break>,
    #[serde(default)]
    pub hazards: Vec<Hazard>,
    #[serde(default)]
    pub papers: Vec<Paper>,
    pub notes: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    #[serde(default)]
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub custom: Custom,
}

/// An activity: its stage, whether it is one student's, whether its hours count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Activity {
    pub activity: Id,
    pub stage: String,
    pub individual: Option<bool>,
    pub counts: Option<bool>,
    pub about: Option<String>,
}

/// A limit on the hours of minors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Limit {
    pub limit: Id,
    pub from_age: Option<i64>,
    pub to_age: Option<i64>,
    pub when: Option<String>,
    pub after: Option<Clock>,
    pub before: Option<Clock>,
    pub max_minutes: Option<Minutes>,
    pub max_days: Option<i64>,
    pub season_from: Option<String>,
    pub season_to: Option<String>,
    pub source: String,
    pub about: Option<String>,
}

/// A meal break that is owed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Break {
    #[serde(rename = "break")]
    pub id: Id,
    pub over_minutes: Option<Minutes>,
    pub minutes: Option<Minutes>,
    pub to_age: Option<i64>,
    pub source: String,
    pub about: Option<String>,
}

/// Work that minors may not do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Hazard {
    pub hazard: Id,
    pub under_age: i64,
    pub law: Option<String>,
    pub exempt: Option<bool>,
    #[serde(default)]
    pub words: Vec<String>,
    pub source: String,
    pub about: Option<String>,
}

/// A paper that a placement needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Paper {
    pub paper: Id,
    pub under_age: Option<i64>,
    pub years: Option<i64>,
    pub needed: Option<String>,
    pub source: Option<String>,
    pub about: Option<String>,
}

const fn word(word: &'static str) -> Choice {
    Choice { word, means: "" }
}

const ACTIVITY: &[Field] = &[
    Field::new("activity", Shape::Code, "its id").required(),
    Field::new(
        "stage",
        Shape::Choice(&[
            word("awareness"),
            word("exploration"),
            word("preparation"),
            word("immersion"),
        ]),
        "where it stands on the continuum",
    )
    .required(),
    Field::new(
        "individual",
        Shape::Flag,
        "whether it is one student's, with hours of its own",
    ),
    Field::new("counts", Shape::Flag, "whether its hours count"),
    Field::new("about", Shape::Text, "what it is"),
];

const LIMIT: &[Field] = &[
    Field::new("limit", Shape::Code, "its id").required(),
    Field::new("from_age", Shape::Number(0, 99), "from this age on"),
    Field::new("to_age", Shape::Number(0, 99), "up to this age"),
    Field::new(
        "when",
        Shape::Choice(&[
            word("always"),
            word("school-night"),
            word("school-day"),
            word("school-week"),
            word("non-school-night"),
            word("non-school-day"),
            word("non-school-week"),
            word("summer"),
        ]),
        "on what days or weeks",
    ),
    Field::new("after", Shape::Clock, "the earliest start"),
    Field::new("before", Shape::Clock, "the latest end"),
    Field::new(
        "max_minutes",
        Shape::Minutes,
        "the most minutes in a day or week",
    ),
    Field::new("max_days", Shape::Number(0, 7), "the most days in a week"),
    Field::new("season_from", Shape::Text, "the season's first day, MM-DD"),
    Field::new(
        "season_to",
        Shape::Text,
        "the season's last day, MM-DD or labor-day",
    ),
    Field::new("source", Shape::Text, "the statute or page").required(),
    Field::new("about", Shape::Text, "in plain words"),
];

const BREAK: &[Field] = &[
    Field::new("break", Shape::Code, "its id").required(),
    Field::new(
        "over_minutes",
        Shape::Minutes,
        "owed when work is longer than this",
    ),
    Field::new("minutes", Shape::Minutes, "how long the break is"),
    Field::new("to_age", Shape::Number(0, 99), "up to this age"),
    Field::new("source", Shape::Text, "the statute or page").required(),
    Field::new("about", Shape::Text, "in plain words"),
];

const HAZARD: &[Field] = &[
    Field::new("hazard", Shape::Code, "its id").required(),
    Field::new(
        "under_age",
        Shape::Number(0, 99),
        "forbidden under this age",
    )
    .required(),
    Field::new(
        "law",
        Shape::Choice(&[word("federal"), word("massachusetts"), word("state")]),
        "whose law",
    ),
    Field::new(
        "exempt",
        Shape::Flag,
        "whether a student-learner exemption exists",
    ),
    Field::list("words", Shape::Text, "words that a task might contain"),
    Field::new("source", Shape::Text, "the statute or page").required(),
    Field::new("about", Shape::Text, "in plain words"),
];

const PAPER: &[Field] = &[
    Field::new("paper", Shape::Code, "its id").required(),
    Field::new("under_age", Shape::Number(0, 99), "needed under this age"),
    Field::new("years", Shape::Number(0, 99), "years that it holds"),
    Field::new("needed", Shape::Text, "when it is needed"),
    Field::new("source", Shape::Text, "the statute or page"),
    Field::new("about", Shape::Text, "in plain words"),
];

/// The fields of a rules file.
pub const FIELDS: &[Field] = &[
    Field::new("name", Shape::Text, "its name").required(),
    Field::new("about", Shape::Text, "what it covers"),
    Field::new("source", Shape::Text, "where it comes from"),
    Field::group("activities", &["activity"], ACTIVITY, "the activities"),
    Field::group("limits", &["limit"], LIMIT, "limits on the hours of minors"),
    Field::group("breaks", &["break"], BREAK, "meal breaks"),
    Field::group(
        "hazards",
        &["hazard"],
        HAZARD,
        "work that minors may not do",
    ),
    Field::group("papers", &["paper"], PAPER, "papers that a placement needs"),
];
