//! Hours worked on a day, and the kinds of work that they were.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Clock, Day, Id, Minutes, Ref};

use super::super::Contact;

/// Hours worked on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct HourEntry {
    pub id: Option<Id>,
    pub on: Day,
    pub from: Option<Clock>,
    pub to: Option<Clock>,
    pub overnight: Option<bool>,
    pub break_minutes: Option<Minutes>,
    pub minutes: Option<Minutes>,
    pub kind: Option<HourKind>,
    pub area: Option<String>,
    pub task: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub logged: Option<Day>,
    pub by: Option<Ref<Contact>>,
    pub verified: Option<Day>,
    pub seen: Option<Minutes>,
    pub void: Option<Day>,
    pub because: Option<String>,
}

/// What kind of work hours were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum HourKind {
    #[default]
    Onsite,
    Remote,
    Training,
    Classroom,
    Travel,
}

impl HourKind {
    /// All of them, in table order.
    pub const ALL: [Self; 5] = [
        Self::Onsite,
        Self::Remote,
        Self::Training,
        Self::Classroom,
        Self::Travel,
    ];

    /// The word on disk.
    pub fn word(self) -> &'static str {
        HOUR_KIND[self as usize].word
    }
}

/// The kinds of hours, in the order of [`HourKind`].
pub(in crate::record) const HOUR_KIND: &[Choice] = &[
    Choice {
        word: "onsite",
        means: "at the workplace",
    },
    Choice {
        word: "remote",
        means: "for the workplace, from elsewhere",
    },
    Choice {
        word: "training",
        means: "orientation and training by the employer",
    },
    Choice {
        word: "classroom",
        means: "the seminar at school",
    },
    Choice {
        word: "travel",
        means: "on the way; does not count by default",
    },
];

/// The fields of an hour entry.
pub(super) const HOURS: &[Field] = &[
    Field::new("id", Shape::Code, "the entry's own id"),
    Field::new(
        "on",
        Shape::Day,
        "the day worked; of a night, the day it began",
    )
    .required(),
    Field::new("from", Shape::Clock, "when the work began"),
    Field::new(
        "to",
        Shape::Clock,
        "when it ended; 00:00:00 is midnight at the end of the day",
    ),
    Field::new("overnight", Shape::Flag, "whether it ended on the next day"),
    Field::new(
        "break_minutes",
        Shape::Minutes,
        "the meal break, which is not work",
    ),
    Field::new(
        "minutes",
        Shape::Minutes,
        "how long, where no times are known",
    ),
    Field::new("kind", Shape::Choice(HOUR_KIND), "what kind of work").or("onsite"),
    Field::new("area", Shape::Text, "the department or rotation"),
    Field::new("task", Shape::Text, "what was done"),
    Field::new("ref", Shape::Text, "where the signed sheet lies"),
    Field::new(
        "logged",
        Shape::Day,
        "the day it was typed, where that is not the day worked",
    ),
    Field::new("by", Shape::Link(Kind::Contact), "who verified it"),
    Field::new("verified", Shape::Day, "the day it was verified"),
    Field::new("seen", Shape::Minutes, "the minutes that were verified"),
    Field::new("void", Shape::Day, "the day it was voided"),
    Field::new("because", Shape::Text, "why it was voided"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_the_order_of_their_enum() {
        for kind in HourKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
    }
}
