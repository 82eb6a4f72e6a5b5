//! The experience's journal: what happened, day by day; never in outward output.

use serde::{Deserialize, Serialize};

use crate::schema::{Field, Kind, Shape};
use crate::value::{Day, Id, Ref};

use super::super::Contact;
use super::word;

/// A note in the experience's journal; never in outward output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct JournalNote {
    pub id: Option<Id>,
    pub on: Day,
    pub kind: String,
    pub via: Option<String>,
    pub about: Option<String>,
    #[serde(rename = "with")]
    pub with: Option<Ref<Contact>>,
    pub next: Option<String>,
    pub due: Option<Day>,
    pub done: Option<Day>,
}

pub(super) const NOTE: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new("on", Shape::Day, "the day").required(),
    Field::new(
        "kind",
        Shape::Choice(&[
            word("absence"),
            word("late"),
            word("incident"),
            word("check-in"),
            word("visit"),
        ]),
        "what it was",
    )
    .required(),
    Field::new("via", Shape::Text, "how"),
    Field::new("about", Shape::Text, "what happened"),
    Field::new("with", Shape::Link(Kind::Contact), "whom you spoke with"),
    Field::new("next", Shape::Text, "what comes next"),
    Field::new("due", Shape::Day, "the day it is due"),
    Field::new("done", Shape::Day, "the day it was done"),
];
