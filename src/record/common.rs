//! What every kind of record has.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::schema::{Field, MOST_HOURS, Shape};
use crate::value::{Day, Id};

/// Reads whole hours within what the table allows: a number that no record may hold is no number.
pub(super) fn hours<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    match Option::<i64>::deserialize(deserializer)? {
        Some(hours) if !(0..=MOST_HOURS).contains(&hours) => {
            Err(D::Error::custom("a whole number of hours"))
        }
        hours => Ok(hours),
    }
}

/// Reads a year of graduation within what the table allows.
pub(super) fn grad_year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let year = i64::deserialize(deserializer)?;
    let (first, last) = GRAD_YEARS;
    if (first..=last).contains(&year) {
        Ok(year)
    } else {
        Err(D::Error::custom("a year of graduation"))
    }
}

/// The years in which a student of a store may graduate.
pub(super) const GRAD_YEARS: (i64, i64) = (1950, 2200);

/// The user's own keys, under `[custom]`.
pub type Custom = toml::Table;

/// The ground on which someone went past a rule; append-only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Reason {
    pub id: Option<Id>,
    pub rule: String,
    pub about: Option<String>,
    pub reason: String,
    pub by: Option<String>,
    pub on: Day,
}

const REASON: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new("rule", Shape::Text, "the rule that was gone past").required(),
    Field::new("about", Shape::Text, "the entry or field that it concerns"),
    Field::new("reason", Shape::Text, "why").required(),
    Field::new(
        "by",
        Shape::Text,
        "who decided; the coordinator where nobody is named",
    ),
    Field::new("on", Shape::Day, "the day of the decision").required(),
];

/// The fields of every kind, which stand after its own.
pub const COMMON: &[Field] = &[
    Field::new("notes", Shape::Text, "anything worth keeping"),
    Field::list("tags", Shape::Text, "words to find it by"),
    Field::new(
        "archived",
        Shape::Day,
        "the day it was put away: out of lists, never out of numbers",
    )
    .not_copied(),
    Field::group(
        "reasons",
        &["id"],
        REASON,
        "the grounds for going past a rule",
    )
    .by_verb(),
    Field::new("custom", Shape::Free, "the user's own keys").by_verb(),
];
