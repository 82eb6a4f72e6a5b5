//! What each verb of the trade cannot do without, as a table.

use crate::schema::{Choice, Kind, Shape};
use crate::ui::Reading;

/// How an answer stands on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A word without a flag, after those that were typed.
    Word,
    /// The value of the flag of its name.
    Flag,
    /// Words of its own for `all`, else the flag's value.
    AllOr(&'static str),
    /// A switch where the answer is its name, else the flag's value.
    SwitchOr(&'static str),
}

/// One thing that a verb wants.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The argument.
    pub arg: &'static str,
    /// The question in a word or two.
    pub label: &'static str,
    /// What is meant.
    pub help: &'static str,
    /// What it is read as.
    pub reading: Reading,
    /// How it stands on the command line.
    pub stands: Stands,
    /// Whether the verb cannot do without it; what it can is asked only beside what it cannot.
    pub required: bool,
    /// What Enter stands for.
    pub default: Option<&'static str>,
}

const fn word(arg: &'static str, label: &'static str, shape: Shape, help: &'static str) -> Wanted {
    Wanted {
        arg,
        label,
        help,
        reading: Reading::Shape(shape),
        stands: Stands::Word,
        required: true,
        default: None,
    }
}

const fn flag(arg: &'static str, shape: Shape, help: &'static str) -> Wanted {
    let mut wanted = word(arg, arg, shape, help);
    wanted.stands = Stands::Flag;
    wanted
}

const fn on(help: &'static str) -> Wanted {
    let mut wanted = flag("on", Shape::Day, help);
    wanted.default = Some("today");
    wanted
}

const fn choice(word: &'static str, means: &'static str) -> Choice {
    Choice { word, means }
}

const EXPERIENCE: Wanted = word("ref", "experience", Shape::Link(Kind::Wbl), "which one");
const STUDENT: Wanted = word("ref", "student", Shape::Link(Kind::Student), "who");

const fn several(wanted: Wanted) -> Wanted {
    let mut wanted = wanted;
    wanted.arg = "refs";
    wanted
}

/// The verbs that ask, each with what it wants in the order in which it is asked.
pub const WANTED: &[(&str, &[Wanted])] = &[
    (
        "leave",
        &[
            word("ref", "contact", Shape::Link(Kind::Contact), "who leaves"),
            on("the last day"),
        ],
    ),
    (
        "enroll",
        &[
            STUDENT,
            word(
                "pathway",
                "pathway",
                Shape::Link(Kind::Pathway),
                "the pathway to enter",
            ),
        ],
    ),
    (
        "transfer",
        &[
            STUDENT,
            word(
                "to",
                "pathway",
                Shape::Link(Kind::Pathway),
                "the pathway to go to",
            ),
            on("the first day there"),
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
                label: "open experiences",
                help: "what becomes of those that are open",
                reading: Reading::Shape(Shape::Choice(&[
                    choice("withdrawn", "closed: the student withdrew"),
                    choice("ended-early", "closed: ended early"),
                    choice("keep-open", "left as they are"),
                ])),
                stands: Stands::SwitchOr("keep-open"),
                required: false,
                default: None,
            },
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
        ],
    ),
    (
        "verify",
        &[
            several(EXPERIENCE),
            Wanted {
                arg: "through",
                label: "entries",
                help: "all that are pending, or those up to a day",
                reading: Reading::AllOrDay,
                stands: Stands::AllOr("all"),
                required: true,
                default: Some("all"),
            },
            flag("by", Shape::Link(Kind::Contact), "who signed"),
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
        ],
    ),
];
