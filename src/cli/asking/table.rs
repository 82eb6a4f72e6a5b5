//! The verbs of the trade that ask, each with what it wants, in the order in which it is asked.

use crate::schema::{Kind, Shape};
use crate::ui::Reading;

use super::wanted::{
    EXPERIENCE, STUDENT, Stands, Wanted, choice, flag, later, maybe, on, several, switch, word,
};

const PARTNER: Shape = Shape::Link(Kind::Partner);
const CONTACT: Shape = Shape::Link(Kind::Contact);
const PATHWAY: Shape = Shape::Link(Kind::Pathway);
const MOU: Wanted = word("ref", "MOU", Shape::Link(Kind::Mou), "which one");

/// The verbs that ask, each with what it wants in the order in which it is asked.
pub const WANTED: &[(&str, &[Wanted])] = &[
    (
        "leave",
        &[
            word("ref", "contact", CONTACT, "who leaves"),
            on("the last day"),
        ],
    ),
    (
        "enroll",
        &[
            STUDENT,
            word("pathway", "pathway", PATHWAY, "the pathway to enter"),
            Wanted {
                required: false,
                arg: "from",
                flag: "from",
                label: "from",
                ..on("the first day in it")
            },
        ],
    ),
    (
        "transfer",
        &[
            STUDENT,
            word("to", "pathway", PATHWAY, "the pathway to go to"),
            on("the first day there"),
            later(
                "leaving",
                PATHWAY,
                "the pathway to leave, where several are open",
            ),
            later("credit", Shape::Minutes, "hours that are credited there"),
            later("approved-by", Shape::Text, "who approved that credit"),
        ],
    ),
    (
        "exit",
        &[
            several(STUDENT),
            on("the last day"),
            flag(
                "because",
                Shape::Choice(&[
                    choice("completed", "finished the pathway"),
                    choice("moved", "moved away"),
                    choice("withdrew", "left the school"),
                    choice("left-pathway", "stays at school, leaves the pathway"),
                    choice("graduated-incomplete", "graduated without finishing it"),
                    choice("other", ""),
                ]),
                "why",
            ),
            Wanted {
                arg: "close",
                flag: "close",
                label: "open experiences",
                help: "what becomes of those that are open",
                reading: Reading::Shape(Shape::Choice(&[
                    choice("withdrawn", "closed: the student withdrew"),
                    choice("ended-early", "closed: ended early"),
                    choice("keep-open", "left as they are"),
                ])),
                stands: Stands::SwitchOr("keep-open"),
                words: None,
                required: false,
                later: false,
                default: None,
            },
            later(
                "pathway",
                PATHWAY,
                "the pathway to leave, where several are open",
            ),
        ],
    ),
    (
        "log",
        &[
            EXPERIENCE,
            word("shifts", "day", Shape::Day, "the day worked"),
            Wanted {
                reading: Reading::Span,
                ..word(
                    "shifts",
                    "span",
                    Shape::Text,
                    "from when to when, or how long: 15:00-18:30 or 3h",
                )
            },
            later("break", Shape::Minutes, "the meal break, which is not work"),
            later("area", Shape::Text, "the department or rotation"),
            later("task", Shape::Text, "what was done"),
            Wanted {
                words: Some((Kind::Wbl, "hours", "kind")),
                ..later("kind", Shape::Text, "what kind of work")
            },
            switch("overnight", "whether it ended on the next day"),
            later(
                "by",
                CONTACT,
                "who signed the sheet: logged and verified in one step",
            ),
            later("verified", Shape::Day, "the day they signed"),
            Wanted {
                flag: "ref",
                label: "ref",
                ..later("sheet", Shape::Text, "where the signed sheet lies")
            },
        ],
    ),
    (
        "verify",
        &[
            several(EXPERIENCE),
            Wanted {
                arg: "through",
                flag: "through",
                label: "entries",
                help: "all that are pending, or those up to a day",
                reading: Reading::AllOrDay,
                stands: Stands::AllOr("all"),
                words: None,
                required: true,
                later: false,
                default: Some("all"),
            },
            flag("by", CONTACT, "who signed"),
            Wanted {
                required: false,
                ..on("the day they signed")
            },
        ],
    ),
    (
        "void",
        &[
            EXPERIENCE,
            word("entry", "entry", Shape::Code, "which entry was wrong"),
            flag("because", Shape::Text, "why"),
        ],
    ),
    (
        "close",
        &[
            several(EXPERIENCE),
            word(
                "refs",
                "state",
                Shape::Choice(&[
                    choice("completed", "done as planned"),
                    choice("withdrawn", "the student withdrew"),
                    choice("ended-early", "it ended early"),
                    choice("cancelled", "it never took place"),
                ]),
                "how it ended",
            ),
            on("the last day"),
            maybe("because", Shape::Text, "why; never shown outside"),
        ],
    ),
    (
        "credit",
        &[
            several(STUDENT),
            flag("term", Shape::Code, "the term that was reported"),
            maybe("credit", Shape::Text, "the credit awarded, such as 0.5"),
            maybe("mark", Shape::Text, "the mark"),
            maybe("course", Shape::Text, "the course on the transcript"),
            later(
                "year",
                Shape::Year,
                "the term's school year, where it is not this one",
            ),
            later(
                "pathway",
                PATHWAY,
                "the pathway, where a student was in several",
            ),
            later(
                "on",
                Shape::Day,
                "the day of the report, where it is not today",
            ),
            later("because", Shape::Text, "why a term is reported once more"),
        ],
    ),
    (
        "done",
        &[
            word("ref", "record", Shape::Free, "whose it was"),
            word("item", "what", Shape::Code, "what was done"),
            Wanted {
                required: false,
                ..on("the day it was done")
            },
        ],
    ),
    (
        "merge",
        &[
            word("ref", "partner", PARTNER, "the record that goes"),
            flag("into", PARTNER, "the record that stays"),
        ],
    ),
    (
        "succeed",
        &[
            word("ref", "partner", PARTNER, "the one that was taken over"),
            flag("by", PARTNER, "the partner that comes after"),
            on("the day it was taken over"),
        ],
    ),
    (
        "place",
        &[
            word("ref", "opportunity", Shape::Link(Kind::Wbl), "which one"),
            word(
                "student",
                "student",
                Shape::Link(Kind::Student),
                "who gets a place",
            ),
        ],
    ),
    (
        "rate",
        &[word(
            "ref",
            "evaluation",
            Shape::Link(Kind::Eval),
            "which one",
        )],
    ),
    (
        "sign",
        &[
            MOU,
            Wanted {
                words: Some((Kind::Mou, "signatures", "party")),
                ..flag("party", Shape::Text, "the party that signs")
            },
            maybe(
                "partner",
                PARTNER,
                "who signs, where the MOU has several partners",
            ),
            flag("name", Shape::Text, "who signed, as signed"),
            flag("title", Shape::Text, "their title, as signed"),
            on("the day of the signature"),
            Wanted {
                words: Some((Kind::Mou, "signatures", "method")),
                ..maybe("method", Shape::Text, "how it was signed")
            },
            later("document", Shape::Text, "the file of the scan"),
        ],
    ),
    ("amend", &[MOU]),
    (
        "renew",
        &[
            several(MOU),
            flag("through", Shape::Day, "the last day of the renewal"),
        ],
    ),
    (
        "terminate",
        &[
            MOU,
            on("the first day on which it is no longer in force"),
            Wanted {
                words: Some((Kind::Mou, "terminated", "for")),
                ..flag("for", Shape::Text, "on what ground")
            },
            maybe(
                "notice-given",
                Shape::Day,
                "the day on which notice was given",
            ),
            later(
                "partner",
                PARTNER,
                "the partner whose part ends, where it is not the whole MOU",
            ),
            later("by", Shape::Text, "who ends it"),
        ],
    ),
];
