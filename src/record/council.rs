//! A council: an advisory committee, a business advisory council or a sector partnership.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Day, Id, Ref};

use super::common::{Custom, Reason};
use super::{Contact, Pathway};

/// A council.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Council {
    pub name: String,
    pub kind: Option<String>,
    #[serde(default)]
    pub pathways: Vec<Ref<Pathway>>,
    pub sector: Option<String>,
    pub region: Option<String>,
    pub meets_per_year: Option<i64>,
    #[serde(default)]
    pub members: Vec<Member>,
    #[serde(default)]
    pub meetings: Vec<Meeting>,
    #[serde(default)]
    pub actions: Vec<Action>,
    pub stage: Option<String>,
    #[serde(default)]
    pub reviews: Vec<CouncilReview>,
    pub notes: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    #[serde(default)]
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub custom: Custom,
}

/// A member of a council.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Member {
    pub contact: Ref<Contact>,
    pub role: Option<String>,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Meeting {
    pub id: Option<Id>,
    pub on: Day,
    pub place: Option<String>,
    #[serde(default)]
    pub attended: Vec<Ref<Contact>>,
    pub agenda: Option<String>,
    pub minutes: Option<String>,
    pub decisions: Option<String>,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Action {
    pub id: Option<Id>,
    pub what: String,
    pub who: Option<String>,
    pub due: Option<Day>,
    pub done: Option<Day>,
    pub priority: Option<String>,
    pub quick_win: Option<bool>,
}

/// A look at whether a stage of building the partnership is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct CouncilReview {
    pub id: Option<Id>,
    pub stage: String,
    pub on: Option<Day>,
    pub question: Option<String>,
    pub answer: Option<String>,
    pub note: Option<String>,
}

const fn word(word: &'static str) -> Choice {
    Choice { word, means: "" }
}

const STAGE: &[Choice] = &[
    Choice {
        word: "support-team",
        means: "build the team behind it",
    },
    Choice {
        word: "scope",
        means: "define sector and region",
    },
    Choice {
        word: "prepare",
        means: "recruit champions, invite",
    },
    Choice {
        word: "launch",
        means: "the first meeting",
    },
    Choice {
        word: "act",
        means: "priorities and task teams",
    },
    Choice {
        word: "sustain",
        means: "keep it going, look back each year",
    },
];

const MEMBER: &[Field] = &[
    Field::new("contact", Shape::Link(Kind::Contact), "who").required(),
    Field::new(
        "role",
        Shape::Choice(&[
            word("chair"),
            word("member"),
            word("champion"),
            word("convener"),
            word("support"),
        ]),
        "in what part",
    ),
    Field::new("from", Shape::Day, "the first day"),
    Field::new("to", Shape::Day, "the last day"),
];

const MEETING: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new("on", Shape::Day, "the day").required(),
    Field::new("place", Shape::Text, "where"),
    Field::list("attended", Shape::Link(Kind::Contact), "who came"),
    Field::new("agenda", Shape::Text, "the agenda"),
    Field::new("minutes", Shape::Text, "the minutes, or where they lie"),
    Field::new("decisions", Shape::Text, "what was decided"),
];

const ACTION: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new("what", Shape::Text, "what is to be done").required(),
    Field::new("who", Shape::Person, "who does it"),
    Field::new("due", Shape::Day, "the day it is due"),
    Field::new("done", Shape::Day, "the day it was done"),
    Field::new("priority", Shape::Text, "how urgent it is"),
    Field::new("quick_win", Shape::Flag, "whether it is a quick win"),
];

const REVIEW: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new("stage", Shape::Choice(STAGE), "the stage").required(),
    Field::new("on", Shape::Day, "the day"),
    Field::new("question", Shape::Text, "what was asked"),
    Field::new(
        "answer",
        Shape::Choice(&[word("yes"), word("no"), word("partly")]),
        "the answer",
    ),
    Field::new("note", Shape::Text, "a remark"),
];

/// The fields of a council.
pub const FIELDS: &[Field] = &[
    Field::new("name", Shape::Text, "its name").required(),
    Field::new(
        "kind",
        Shape::Choice(&[
            Choice {
                word: "advisory",
                means: "an advisory committee",
            },
            Choice {
                word: "business-advisory",
                means: "a business advisory council",
            },
            Choice {
                word: "sector",
                means: "a sector partnership",
            },
        ]),
        "what it is",
    ),
    Field::list(
        "pathways",
        Shape::Link(Kind::Pathway),
        "the pathways it advises",
    ),
    Field::new("sector", Shape::Text, "its sector"),
    Field::new("region", Shape::Text, "its region"),
    Field::new(
        "meets_per_year",
        Shape::Number(0, 366),
        "how often it meets in a year",
    )
    .or("2"),
    Field::group("members", &["contact", "from"], MEMBER, "its members"),
    Field::group("meetings", &["id"], MEETING, "its meetings").by_verb(),
    Field::group("actions", &["id"], ACTION, "what is to be done").by_verb(),
    Field::new("stage", Shape::Choice(STAGE), "how far it has come").not_copied(),
    Field::group("reviews", &["id"], REVIEW, "looks back at its stages").not_copied(),
];
