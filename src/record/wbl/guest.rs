//! Who came from outside to an event.

use serde::{Deserialize, Serialize};

use crate::schema::{Field, Kind, Shape};
use crate::value::{Id, Minutes, Ref};

use super::super::{Contact, Partner};
use super::word;

/// Someone from outside at an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Guest {
    pub id: Option<Id>,
    pub partner: Option<Ref<Partner>>,
    pub contact: Option<Ref<Contact>>,
    #[serde(rename = "as")]
    pub role: Option<String>,
    pub minutes: Option<Minutes>,
}

pub(super) const GUEST: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new(
        "partner",
        Shape::Link(Kind::Partner),
        "the partner they came for",
    ),
    Field::new("contact", Shape::Link(Kind::Contact), "who came"),
    Field::new(
        "as",
        Shape::Choice(&[
            word("speaker"),
            word("panelist"),
            word("judge"),
            word("host"),
            word("exhibitor"),
            word("interviewer"),
            word("mentor"),
            word("client"),
            word("guest"),
        ]),
        "in what part",
    ),
    Field::new("minutes", Shape::Minutes, "how long they gave"),
];
