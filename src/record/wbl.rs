//! An experience: a placement of one student, an event for many, or an opportunity not yet filled.

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Clock, Day, Id, Minutes, Money, Ref, SchoolYear, Weekday};

use super::common::{Custom, Reason};
use super::partner::PAY;
use super::{Contact, Mou, Partner, Pathway, Student};

/// An experience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Wbl {
    pub activity: String,
    pub partner: Option<Ref<Partner>>,
    pub title: Option<String>,
    pub site: Option<String>,
    pub pathway: Option<Ref<Pathway>>,
    #[serde(default)]
    pub students: Vec<Ref<Student>>,
    pub headcount: Option<i64>,
    #[serde(default)]
    pub guests: Vec<Guest>,
    pub from: Option<Clock>,
    pub to: Option<Clock>,
    pub mode: Option<String>,
    pub starts: Day,
    pub ends: Option<Day>,
    pub planned_minutes: Option<Minutes>,
    #[serde(default)]
    pub schedule: Vec<Shift>,
    pub duties: Option<String>,
    #[serde(default)]
    pub skills: Vec<WblSkill>,
    #[serde(default)]
    pub staff: Vec<Ref<Contact>>,
    pub pay: Option<Pay>,
    pub wage: Option<Money>,
    #[serde(default)]
    pub supervisors: Vec<Supervisor>,
    pub mou: Option<Ref<Mou>>,
    pub status: Option<Status>,
    pub ended_because: Option<String>,
    pub credit_year: Option<SchoolYear>,
    pub credit_term: Option<String>,
    pub brokered: Option<bool>,
    pub slots: Option<i64>,
    pub apply_by: Option<Day>,
    pub criteria: Option<String>,
    #[serde(default)]
    pub applicants: Vec<Applicant>,
    pub posting: Option<Ref<Wbl>>,
    pub project: Option<String>,
    #[serde(default)]
    pub areas: Vec<String>,
    pub oriented: Option<Day>,
    #[serde(default)]
    pub agreed: Vec<Agreed>,
    #[serde(default)]
    pub papers: Vec<WblPaper>,
    #[serde(default)]
    pub exemptions: Vec<Exemption>,
    #[serde(default)]
    pub journal: Vec<JournalNote>,
    #[serde(default)]
    pub hours: Vec<HourEntry>,
    pub notes: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    #[serde(default)]
    pub reasons: Vec<Reason>,
    #[serde(default)]
    pub custom: Custom,
}

/// Where an experience stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Status {
    Posted,
    #[default]
    Planned,
    Active,
    Paused,
    Completed,
    Withdrawn,
    EndedEarly,
    Cancelled,
}

impl Status {
    /// The word on disk.
    pub fn word(self) -> &'static str {
        STATUS[self as usize].word
    }

    /// Whether the experience is, or is to be, a student's: neither merely posted nor called off.
    pub fn is_live(self) -> bool {
        !matches!(self, Self::Posted | Self::Cancelled)
    }

    /// Whether the experience is over.
    pub fn is_closed(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Withdrawn | Self::EndedEarly | Self::Cancelled
        )
    }
}

impl Wbl {
    /// Where it stands; planned where nothing is said.
    pub fn status(&self) -> Status {
        self.status.unwrap_or_default()
    }

    /// The supervisors on a day.
    pub fn supervisors_on(&self, day: Day) -> impl Iterator<Item = &Ref<Contact>> {
        let then = move |s: &&Supervisor| {
            s.from.is_none_or(|from| from <= day) && s.to.is_none_or(|to| day <= to)
        };
        self.supervisors
            .iter()
            .filter(then)
            .map(|supervisor| &supervisor.contact)
    }
}

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Pay {
    EmployerPaid,
    Subsidized,
    Unpaid,
}

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

/// A weekly shift of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Shift {
    pub day: Weekday,
    pub from: Clock,
    pub to: Clock,
    pub break_minutes: Option<Minutes>,
    pub starts: Option<Day>,
    pub ends: Option<Day>,
}

/// A workplace skill of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct WblSkill {
    pub skill: String,
    pub tasks: Option<String>,
    pub goal: Option<String>,
}

/// Who supervises, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Supervisor {
    pub contact: Ref<Contact>,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// A move of a student's application; the newest counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Applicant {
    pub student: Ref<Student>,
    pub status: Applied,
    pub on: Option<Day>,
    pub note: Option<String>,
}

/// How far an application has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Applied {
    Applied,
    Interviewed,
    Offered,
    Placed,
    Declined,
    NotSelected,
}

/// Who has agreed to the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Agreed {
    pub party: String,
    pub on: Option<Day>,
}

/// A paper of the experience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct WblPaper {
    pub kind: String,
    pub on: Option<Day>,
    pub expires: Option<Day>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub not_needed: Option<String>,
}

/// A recorded exemption from a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Exemption {
    pub rule: String,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
}

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

const fn word(word: &'static str) -> Choice {
    Choice { word, means: "" }
}

/// The kinds of hours, in the order of [`HourKind`].
pub(super) const HOUR_KIND: &[Choice] = &[
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

/// Where an experience can stand, in the order of [`Status`].
const STATUS: &[Choice] = &[
    Choice {
        word: "posted",
        means: "an opportunity that students may apply for",
    },
    Choice {
        word: "planned",
        means: "agreed, not begun",
    },
    Choice {
        word: "active",
        means: "under way",
    },
    Choice {
        word: "paused",
        means: "interrupted",
    },
    Choice {
        word: "completed",
        means: "done as planned",
    },
    Choice {
        word: "withdrawn",
        means: "the student left",
    },
    Choice {
        word: "ended-early",
        means: "the employer or the school ended it",
    },
    Choice {
        word: "cancelled",
        means: "called off before it began",
    },
];

const GUEST: &[Field] = &[
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

const SHIFT: &[Field] = &[
    Field::new("day", Shape::Weekday, "the day of the week").required(),
    Field::new("from", Shape::Clock, "from").required(),
    Field::new(
        "to",
        Shape::Clock,
        "to; an end before the start lies on the next day",
    )
    .required(),
    Field::new("break_minutes", Shape::Minutes, "the meal break"),
    Field::new("starts", Shape::Day, "the first day of this shift"),
    Field::new("ends", Shape::Day, "the last day of this shift"),
];

const SKILL: &[Field] = &[
    Field::new(
        "skill",
        Shape::Text,
        "the skill: an id of the form, or text",
    )
    .required(),
    Field::new("tasks", Shape::Text, "the tasks that it is learned by"),
    Field::new("goal", Shape::Text, "the goal"),
];

const SUPERVISOR: &[Field] = &[
    Field::new("contact", Shape::Link(Kind::Contact), "who").required(),
    Field::new(
        "from",
        Shape::Day,
        "the first day; from the start where none is named",
    ),
    Field::new("to", Shape::Day, "the last day"),
];

const APPLICANT: &[Field] = &[
    Field::new("student", Shape::Link(Kind::Student), "the student").required(),
    Field::new(
        "status",
        Shape::Choice(&[
            word("applied"),
            word("interviewed"),
            word("offered"),
            word("placed"),
            Choice {
                word: "declined",
                means: "by the student",
            },
            Choice {
                word: "not-selected",
                means: "by the employer",
            },
        ]),
        "how far it has come",
    )
    .required(),
    Field::new("on", Shape::Day, "the day"),
    Field::new("note", Shape::Text, "a remark"),
];

const AGREED: &[Field] = &[
    Field::new(
        "party",
        Shape::Choice(&[
            word("student"),
            word("parent"),
            word("employer"),
            word("school"),
        ]),
        "who",
    )
    .required(),
    Field::new("on", Shape::Day, "the day they agreed"),
];

const PAPER: &[Field] = &[
    Field::new(
        "kind",
        Shape::Choice(&[
            Choice {
                word: "permit",
                means: "the youth employment permit",
            },
            Choice {
                word: "insurance",
                means: "the certificate of insurance",
            },
            Choice {
                word: "learner-agreement",
                means: "the student-learner agreement",
            },
            word("other"),
        ]),
        "which paper",
    )
    .required(),
    Field::new("on", Shape::Day, "the day it was filed"),
    Field::new("expires", Shape::Day, "the day it runs out"),
    Field::new("ref", Shape::Text, "its number, or where it lies"),
    Field::new("not_needed", Shape::Text, "why it is not needed"),
];

const EXEMPTION: &[Field] = &[
    Field::new("rule", Shape::Text, "the rule").required(),
    Field::new("ref", Shape::Text, "the agreement that it rests on"),
];

const NOTE: &[Field] = &[
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

/// The fields of an hour entry.
const HOURS: &[Field] = &[
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

/// The fields of an experience.
pub const FIELDS: &[Field] = &[
    Field::new("activity", Shape::Activity, "what kind of experience").required(),
    Field::new(
        "partner",
        Shape::Link(Kind::Partner),
        "the partner who hosts it",
    ),
    Field::new("title", Shape::Text, "the job title, or the event's name"),
    Field::new("site", Shape::Text, "where, if not the partner's address"),
    Field::new(
        "pathway",
        Shape::Link(Kind::Pathway),
        "the pathway that it counts for",
    ),
    Field::list("students", Shape::Link(Kind::Student), "the students").not_copied(),
    Field::new(
        "headcount",
        Shape::Number(0, 100_000),
        "people beyond those listed",
    )
    .not_copied(),
    Field::group("guests", &["id"], GUEST, "who came from outside"),
    Field::new("from", Shape::Clock, "when an event begins"),
    Field::new("to", Shape::Clock, "when an event ends"),
    Field::new(
        "mode",
        Shape::Choice(&[
            word("in-person"),
            word("virtual"),
            Choice {
                word: "hybrid",
                means: "both",
            },
        ]),
        "in person or virtual",
    )
    .or("in-person"),
    Field::new("starts", Shape::Day, "the first day")
        .required()
        .not_copied(),
    Field::new("ends", Shape::Day, "the last day").not_copied(),
    Field::new(
        "planned_minutes",
        Shape::Minutes,
        "how long it is planned to be in all",
    ),
    Field::group("schedule", &["day", "from"], SHIFT, "the weekly plan"),
    Field::new("duties", Shape::Text, "the job description"),
    Field::group("skills", &["skill"], SKILL, "the skills of the plan"),
    Field::list(
        "staff",
        Shape::Link(Kind::Contact),
        "who looks after it at school",
    ),
    Field::new("pay", Shape::Choice(PAY), "who pays"),
    Field::new("wage", Shape::Money, "dollars an hour"),
    Field::group(
        "supervisors",
        &["contact", "from"],
        SUPERVISOR,
        "who supervises at the workplace",
    ),
    Field::new(
        "mou",
        Shape::Link(Kind::Mou),
        "the MOU, where the one found in force is not meant",
    ),
    Field::new("status", Shape::Choice(STATUS), "where it stands")
        .or("planned")
        .not_copied(),
    Field::new("ended_because", Shape::Text, "why it ended").not_copied(),
    Field::new(
        "credit_year",
        Shape::Year,
        "the school year whose transcript it belongs to",
    )
    .not_copied(),
    Field::new(
        "credit_term",
        Shape::Text,
        "the term whose transcript it belongs to",
    )
    .not_copied(),
    Field::new(
        "brokered",
        Shape::Flag,
        "whether it counts for Connecting Activities",
    ),
    Field::new(
        "slots",
        Shape::Number(0, 100_000),
        "how many students an opportunity takes",
    ),
    Field::new("apply_by", Shape::Day, "the last day to apply").not_copied(),
    Field::new("criteria", Shape::Text, "what is asked of those who apply"),
    Field::group(
        "applicants",
        &["student", "status"],
        APPLICANT,
        "who applied, move by move",
    )
    .by_verb(),
    Field::new(
        "posting",
        Shape::Link(Kind::Wbl),
        "the opportunity that it came from",
    )
    .not_copied(),
    Field::new("project", Shape::Text, "the project"),
    Field::list("areas", Shape::Text, "the departments of a rotation"),
    Field::new("oriented", Shape::Day, "the day of the safety orientation").not_copied(),
    Field::group("agreed", &["party"], AGREED, "who has agreed to it").not_copied(),
    Field::group("papers", &["kind", "on"], PAPER, "its papers").not_copied(),
    Field::group("exemptions", &["rule"], EXEMPTION, "recorded exemptions"),
    Field::group(
        "journal",
        &["id"],
        NOTE,
        "what happened, day by day; never shown outside",
    )
    .by_verb(),
    Field::group("hours", &["id"], HOURS, "the hours worked").by_verb(),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_the_order_of_their_enums() {
        for kind in HourKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
        for (at, choice) in STATUS.iter().enumerate() {
            let status: Status = serde_json::from_value(choice.word.into()).unwrap();
            assert_eq!(status as usize, at);
        }
    }
}
