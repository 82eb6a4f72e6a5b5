//! What every kind of record has.

use serde::{Deserialize, Serialize};

use crate::schema::{Field, Shape};
use crate::value::{Day, Id};

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
