//! Who signs an MOU: the parties, how many sign for each, when it was sent, and the signatures.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Day, Ref};

use super::super::Partner;

/// Who signs an MOU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Party {
    Industry,
    Board,
    School,
    College,
    Other,
}

impl Party {
    /// The word on disk.
    pub fn word(self) -> &'static str {
        PARTY[self as usize].word
    }

    /// The parties of an MOU that names none.
    pub const USUAL: [Self; 3] = [Self::Industry, Self::Board, Self::School];
}

/// How something was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Method {
    Paper,
    ESignature,
    External,
}

/// How many people sign for a party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Signers {
    pub party: Party,
    pub n: Option<i64>,
}

/// When the MOU was sent to a party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Sent {
    pub party: Party,
    pub partner: Option<Ref<Partner>>,
    pub on: Day,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Signature {
    pub party: Party,
    pub partner: Option<Ref<Partner>>,
    pub name: String,
    pub title: Option<String>,
    pub on: Day,
    pub method: Option<Method>,
    pub document: Option<String>,
    pub sha256: Option<String>,
}

/// The parties, in the order of [`Party`].
pub(super) const PARTY: &[Choice] = &[
    Choice {
        word: "industry",
        means: "the industry partner",
    },
    Choice {
        word: "board",
        means: "the workforce board",
    },
    Choice {
        word: "school",
        means: "the school or district",
    },
    Choice {
        word: "college",
        means: "a college",
    },
    Choice {
        word: "other",
        means: "anyone else",
    },
];

pub(super) const SIGNERS: &[Field] = &[
    Field::new("party", Shape::Choice(PARTY), "the party").required(),
    Field::new("n", Shape::Number(1, 20), "how many sign for it").or("1"),
];

pub(super) const SENT: &[Field] = &[
    Field::new("party", Shape::Choice(PARTY), "the party").required(),
    Field::new("partner", Shape::Link(Kind::Partner), "the partner"),
    Field::new("on", Shape::Day, "the day it was sent").required(),
];

pub(super) const SIGNATURE: &[Field] = &[
    Field::new("party", Shape::Choice(PARTY), "the party").required(),
    Field::new("partner", Shape::Link(Kind::Partner), "the partner"),
    Field::new("name", Shape::Text, "who signed, as signed").required(),
    Field::new("title", Shape::Text, "their title, as signed"),
    Field::new("on", Shape::Day, "the day of the signature").required(),
    Field::new(
        "method",
        Shape::Choice(&[
            Choice {
                word: "paper",
                means: "by hand on paper",
            },
            Choice {
                word: "e-signature",
                means: "with an e-signature service",
            },
            Choice {
                word: "external",
                means: "in the partner's own system",
            },
        ]),
        "how it was signed",
    ),
    Field::new("document", Shape::Text, "the path of the scan"),
    Field::new("sha256", Shape::Text, "the checksum of the scan"),
];
