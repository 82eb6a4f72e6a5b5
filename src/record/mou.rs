//! A memorandum of understanding between the school, its partners and the workforce board.

mod signing;

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Day, Ref, SchoolYear};

use super::common::{Custom, Reason};
use super::{Contact, Partner, Pathway};

pub use signing::{Method, Party, Sent, Signature, Signers};

use signing::{PARTY, SENT, SIGNATURE, SIGNERS};

/// An MOU. Its state is never stored: it is derived for a day. One that amends another holds only
/// what it changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Mou {
    #[serde(default)]
    pub partners: Vec<Ref<Partner>>,
    #[serde(default)]
    pub parties: Vec<Party>,
    #[serde(default)]
    pub signers: Vec<Signers>,
    #[serde(default)]
    pub pathways: Vec<Ref<Pathway>>,
    pub school_year: Option<SchoolYear>,
    pub through: Option<Day>,
    pub effective: Option<Day>,
    pub notice_days: Option<i64>,
    pub breach_days: Option<i64>,
    pub years: Option<i64>,
    pub lead: Option<String>,
    pub liaison: Option<Ref<Contact>>,
    #[serde(default)]
    pub goals: Vec<String>,
    #[serde(default)]
    pub scope: Vec<Scope>,
    #[serde(default)]
    pub clauses: Vec<String>,
    #[serde(default)]
    pub advisory_duties: Vec<String>,
    #[serde(default)]
    pub laws: Vec<String>,
    pub notices_by: Option<String>,
    pub city: Option<String>,
    pub data_plan: Option<String>,
    pub equity_plan: Option<String>,
    pub communication: Option<String>,
    pub review_every: Option<i64>,
    pub slots: Option<i64>,
    pub template: Option<String>,
    #[serde(default)]
    pub sent: Vec<Sent>,
    #[serde(default)]
    pub signatures: Vec<Signature>,
    pub amends: Option<Ref<Mou>>,
    #[serde(default)]
    pub supersedes: Vec<Ref<Mou>>,
    #[serde(default)]
    pub terminated: Vec<Termination>,
    pub data_destroyed: Option<Day>,
    pub notes: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    #[serde(default)]
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub custom: Custom,
}

/// What a party takes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Scope {
    pub id: Option<crate::value::Id>,
    pub party: String,
    pub text: String,
}

/// A termination, of the whole MOU or of one partner's part in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Termination {
    pub partner: Option<Ref<Partner>>,
    pub on: Day,
    #[serde(rename = "for")]
    pub ground: Option<String>,
    pub notice_given: Option<Day>,
    pub by: Option<String>,
}

const SCOPE: &[Field] = &[
    Field::new("id", Shape::Code, "the item's own id"),
    Field::new(
        "party",
        Shape::Choice(&[
            Choice {
                word: "all",
                means: "all parties",
            },
            Choice {
                word: "board",
                means: "the workforce board",
            },
            Choice {
                word: "industry",
                means: "the industry partners",
            },
            Choice {
                word: "school",
                means: "the school or district",
            },
        ]),
        "who",
    )
    .required(),
    Field::new("text", Shape::Text, "what they take on").required(),
];

const TERMINATION: &[Field] = &[
    Field::new(
        "partner",
        Shape::Link(Kind::Partner),
        "the partner; none: the whole MOU",
    ),
    Field::new(
        "on",
        Shape::Day,
        "the first day on which it is no longer in force",
    )
    .required(),
    Field::new(
        "for",
        Shape::Choice(&[
            Choice {
                word: "convenience",
                means: "without cause, on notice",
            },
            Choice {
                word: "breach",
                means: "for a material breach, on notice",
            },
            Choice {
                word: "safety",
                means: "at once, for health or safety",
            },
        ]),
        "on what ground",
    ),
    Field::new("notice_given", Shape::Day, "the day notice was given"),
    Field::new("by", Shape::Text, "who terminated it"),
];

/// The fields of an MOU.
pub const FIELDS: &[Field] = &[
    Field::list("partners", Shape::Link(Kind::Partner), "the partners").required_unless("amends"),
    Field::list(
        "parties",
        Shape::Choice(PARTY),
        "who must sign; industry, board and school where none are named",
    ),
    Field::group(
        "signers",
        &["party"],
        SIGNERS,
        "how many people sign for a party",
    ),
    Field::list(
        "pathways",
        Shape::Link(Kind::Pathway),
        "the pathways; all where none are named",
    ),
    Field::new(
        "school_year",
        Shape::Year,
        "the school year in which the work begins",
    )
    .not_copied(),
    Field::new("through", Shape::Day, "the last day in force")
        .required_unless("amends")
        .not_copied(),
    Field::new(
        "effective",
        Shape::Day,
        "the first day in force, where that is not the last signature",
    )
    .not_copied(),
    Field::new(
        "notice_days",
        Shape::Number(0, 3650),
        "days of notice to end it without cause",
    ),
    Field::new(
        "breach_days",
        Shape::Number(0, 3650),
        "days of notice to end it for a breach",
    ),
    Field::new(
        "years",
        Shape::Number(1, 20),
        "the years of the program that the school commits to",
    ),
    Field::new("lead", Shape::Text, "the lead partner"),
    Field::new(
        "liaison",
        Shape::Link(Kind::Contact),
        "whom the board works with at school",
    ),
    Field::list("goals", Shape::Text, "the goals of the program"),
    Field::group("scope", &["id"], SCOPE, "what each party takes on"),
    Field::list("clauses", Shape::Code, "the clauses, by id"),
    Field::list(
        "advisory_duties",
        Shape::Text,
        "what advisory members do besides",
    ),
    Field::list("laws", Shape::Text, "laws and policies it names"),
    Field::new("notices_by", Shape::Text, "how notices are given"),
    Field::new("city", Shape::Text, "the city or town that is indemnified"),
    Field::new("data_plan", Shape::Text, "how data is shared"),
    Field::new("equity_plan", Shape::Text, "how access is kept equitable"),
    Field::new(
        "communication",
        Shape::Text,
        "how the parties keep in touch",
    ),
    Field::new(
        "review_every",
        Shape::Number(1, 120),
        "months between reviews",
    ),
    Field::new(
        "slots",
        Shape::Number(0, 100_000),
        "how many students it provides for",
    ),
    Field::new("template", Shape::Text, "the template it is rendered from"),
    Field::group(
        "sent",
        &["party", "partner"],
        SENT,
        "when it was sent to whom",
    )
    .by_verb(),
    Field::group(
        "signatures",
        &["party", "partner", "name"],
        SIGNATURE,
        "who has signed",
    )
    .by_verb(),
    Field::new(
        "amends",
        Shape::Link(Kind::Mou),
        "the MOU that this one amends",
    )
    .not_copied(),
    Field::list(
        "supersedes",
        Shape::Link(Kind::Mou),
        "the MOUs that this one replaces",
    )
    .not_copied(),
    Field::group("terminated", &["partner"], TERMINATION, "how it was ended").by_verb(),
    Field::new(
        "data_destroyed",
        Shape::Day,
        "the day student data was destroyed",
    )
    .not_copied(),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::spec;
    use crate::schema::{Doc, check};

    #[test]
    fn an_amendment_needs_nothing_but_what_it_amends() {
        let problems = |text: &str| {
            let doc = Doc::parse("m.toml", text.to_owned()).unwrap();
            check("m.toml", &doc, spec(Kind::Mou).fields()).len()
        };
        assert_eq!(problems("amends = \"m\"\n"), 0);
        assert_eq!(problems("slots = 2\n"), 2);
        assert!(toml::from_str::<Mou>("amends = \"m\"\n").is_ok());
    }
}
