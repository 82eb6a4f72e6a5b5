//! A partner: an employer, a board, a college, anyone the school works with.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Day, Id, Ref, SchoolYear};

use super::common::{Custom, Reason};
use super::wbl::Wbl;
use super::{Contact, Pathway};

/// A partner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Partner {
    pub name: String,
    #[serde(default)]
    pub aka: Vec<String>,
    pub kind: Option<String>,
    #[serde(default)]
    pub sectors: Vec<String>,
    pub ownership: Option<String>,
    pub size: Option<i64>,
    pub website: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub town: Option<String>,
    pub stage: Option<String>,
    pub stage_since: Option<Day>,
    pub source: Option<String>,
    pub referred_by: Option<String>,
    #[serde(default)]
    pub pathways: Vec<Ref<Pathway>>,
    pub needs: Option<String>,
    pub mission: Option<String>,
    pub approval: Option<String>,
    pub cadence: Option<i64>,
    #[serde(default)]
    pub asks: Vec<Ask>,
    pub part_of: Option<Ref<Partner>>,
    #[serde(default)]
    pub capacity: Vec<Capacity>,
    #[serde(default)]
    pub hazards: Vec<String>,
    pub min_age: Option<i64>,
    pub insurance_expires: Option<Day>,
    pub successor: Option<Ref<Partner>>,
    pub merged_into: Option<Ref<Partner>>,
    #[serde(default)]
    pub touches: Vec<Touch>,
    pub notes: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    #[serde(default)]
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub custom: Custom,
}

/// Something asked of a partner, or offered by them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Ask {
    pub id: Option<Id>,
    pub activity: String,
    pub status: AskStatus,
    pub on: Option<Day>,
    pub due: Option<Day>,
    pub note: Option<String>,
    pub experience: Option<Ref<Wbl>>,
}

/// How far an ask has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum AskStatus {
    Asked,
    Offered,
    Agreed,
    Done,
    Declined,
}

/// How many students a partner takes in a term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Capacity {
    pub year: SchoolYear,
    pub term: Option<String>,
    pub slots: i64,
    pub pay: Option<String>,
    pub note: Option<String>,
}

/// One time that someone was in touch with a partner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Touch {
    pub id: Option<Id>,
    pub on: Day,
    pub via: Option<String>,
    pub by: Option<String>,
    pub org: Option<String>,
    #[serde(default)]
    pub with: Vec<Ref<Contact>>,
    pub about: Option<String>,
    pub next: Option<String>,
    pub due: Option<Day>,
    pub done: Option<Day>,
    pub thanks: Option<bool>,
    pub experience: Option<Ref<Wbl>>,
}

const fn choice(word: &'static str, means: &'static str) -> Choice {
    Choice { word, means }
}

const KIND: &[Choice] = &[
    choice("employer", "takes students, or could"),
    choice("board", "a regional workforce board"),
    choice("college", "a college or university"),
    choice("chamber", "a chamber of commerce"),
    choice("community", "a community organization"),
    choice("municipal", "a town, city or its departments"),
    choice("school", "a school or district"),
    choice("other", "anything else"),
];

const STAGE: &[Choice] = &[
    choice("lead", "a name, not yet approached"),
    choice("contacted", "approached, no answer yet"),
    choice("meeting", "talking"),
    choice("committed", "has said yes"),
    choice("active", "works with students"),
    choice("dormant", "quiet for now"),
    choice("declined", "has said no"),
    choice("closed", "gone out of business, or out of the program"),
];

const SOURCE: &[Choice] = &[
    choice("career-fair", "met at a career fair"),
    choice("job-board", "posted on the job board"),
    choice("referral", "sent by someone"),
    choice("personal", "a personal connection"),
    choice("board", "through the workforce board"),
    choice("chamber", "through the chamber of commerce"),
    choice("alumni", "through a former student"),
    choice("parent", "through a parent"),
    choice("network", "met at a networking meeting"),
    choice("cold", "approached out of the blue"),
    choice("event", "met at an event"),
    choice("other", "any other way"),
];

pub(super) const PAY: &[Choice] = &[
    choice("employer-paid", "the employer pays a wage"),
    choice("subsidized", "a grant or sponsor pays"),
    choice("unpaid", "nobody pays"),
];

const ASK: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new("activity", Shape::Activity, "what was asked for").required(),
    Field::new(
        "status",
        Shape::Choice(&[
            choice("asked", "we asked"),
            choice("offered", "they offered"),
            choice("agreed", "they said yes"),
            choice("done", "it took place"),
            choice("declined", "they said no"),
        ]),
        "how far it has come",
    )
    .required(),
    Field::new("on", Shape::Day, "the day it was asked or offered"),
    Field::new("due", Shape::Day, "the day an answer is due"),
    Field::new("note", Shape::Text, "a remark"),
    Field::new(
        "experience",
        Shape::Link(Kind::Wbl),
        "the experience that came of it",
    ),
];

const CAPACITY: &[Field] = &[
    Field::new("year", Shape::Year, "the school year").required(),
    Field::new(
        "term",
        Shape::Text,
        "the term; the whole year where none is named",
    ),
    Field::new("slots", Shape::Number(0, 100_000), "how many students").required(),
    Field::new("pay", Shape::Choice(PAY), "who would pay"),
    Field::new("note", Shape::Text, "a remark"),
];

const TOUCH: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new("on", Shape::Day, "the day").required(),
    Field::new(
        "via",
        Shape::Choice(&[
            choice("call", "a telephone call"),
            choice("email", "an e-mail"),
            choice("text", "a text message"),
            choice("visit", "a visit to the site"),
            choice("meeting", "a meeting"),
            choice("event", "an event"),
            choice("letter", "a letter"),
            choice("virtual", "a video call"),
            choice("social", "a social network"),
        ]),
        "how",
    ),
    Field::new(
        "by",
        Shape::Person,
        "who was in touch; the coordinator where nobody is named",
    ),
    Field::new("org", Shape::Text, "the organization that knocked"),
    Field::list("with", Shape::Link(Kind::Contact), "whom they spoke with"),
    Field::new("about", Shape::Text, "what about"),
    Field::new("next", Shape::Text, "the promise: what comes next"),
    Field::new("due", Shape::Day, "the day it is due"),
    Field::new("done", Shape::Day, "the day it was done"),
    Field::new("thanks", Shape::Flag, "whether this was the thank-you"),
    Field::new(
        "experience",
        Shape::Link(Kind::Wbl),
        "the experience that it concerns",
    ),
];

/// The fields of a partner.
pub const FIELDS: &[Field] = &[
    Field::new("name", Shape::Text, "the name by which it goes").required(),
    Field::list("aka", Shape::Text, "other names it goes by"),
    Field::new("kind", Shape::Choice(KIND), "what it is").or("employer"),
    Field::list("sectors", Shape::Text, "the sectors it works in"),
    Field::new(
        "ownership",
        Shape::Choice(&[
            choice("private", "a private business"),
            choice("nonprofit", "a nonprofit"),
            choice("public", "a public body"),
        ]),
        "who owns it",
    ),
    Field::new("size", Shape::Number(0, 10_000_000), "how many employees"),
    Field::new("website", Shape::Text, "its website"),
    Field::new("phone", Shape::Text, "its telephone number"),
    Field::new("email", Shape::Text, "its e-mail address"),
    Field::new("address", Shape::Text, "its street address"),
    Field::new("town", Shape::Text, "its town"),
    Field::new(
        "stage",
        Shape::Choice(STAGE),
        "how far the partnership has come",
    )
    .or("lead")
    .not_copied(),
    Field::new("stage_since", Shape::Day, "the day it came so far").not_copied(),
    Field::new("source", Shape::Choice(SOURCE), "how it was found"),
    Field::new("referred_by", Shape::Text, "who sent it"),
    Field::list(
        "pathways",
        Shape::Link(Kind::Pathway),
        "the pathways it serves",
    ),
    Field::new("needs", Shape::Text, "what it needs"),
    Field::new("mission", Shape::Text, "what it cares about"),
    Field::new("approval", Shape::Text, "who must say yes"),
    Field::new("cadence", Shape::Number(1, 3650), "days between contacts"),
    Field::group(
        "asks",
        &["id"],
        ASK,
        "what was asked of it or offered by it",
    )
    .not_copied(),
    Field::new(
        "part_of",
        Shape::Link(Kind::Partner),
        "the partner that this is a branch of",
    ),
    Field::group(
        "capacity",
        &["year", "term"],
        CAPACITY,
        "how many students it takes",
    ),
    Field::list("hazards", Shape::Text, "hazards at its site"),
    Field::new(
        "min_age",
        Shape::Number(0, 99),
        "the age from which it takes students",
    ),
    Field::new(
        "insurance_expires",
        Shape::Day,
        "the day its insurance runs out",
    )
    .not_copied(),
    Field::new(
        "successor",
        Shape::Link(Kind::Partner),
        "the partner that took it over",
    )
    .not_copied(),
    Field::new(
        "merged_into",
        Shape::Link(Kind::Partner),
        "the record that this one became part of",
    )
    .by_verb(),
    Field::group("touches", &["id"], TOUCH, "each time someone was in touch").by_verb(),
];
