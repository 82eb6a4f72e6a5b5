//! An experience: a placement of one student, an event for many, or an opportunity not yet filled.

mod applicant;
mod guest;
mod hour;
mod journal;
mod paper;
mod plan;
mod status;

use serde::{Deserialize, Serialize};

use crate::schema::{Choice, Field, Kind, Shape};
use crate::value::{Clock, Day, Minutes, Money, Ref, SchoolYear};

use super::common::{Custom, Reason};
use super::partner::PAY;
use super::{Contact, Mou, Partner, Pathway, Student};

pub use applicant::{Applicant, Applied};
pub use guest::Guest;
pub(super) use hour::HOUR_KIND;
pub use hour::{HourEntry, HourKind};
pub use journal::JournalNote;
pub use paper::{Exemption, WblPaper};
pub use plan::{Agreed, Shift, Supervisor, WblSkill};
pub use status::Status;

use applicant::APPLICANT;
use guest::GUEST;
use hour::HOURS;
use journal::NOTE;
use paper::{EXEMPTION, PAPER};
use plan::{AGREED, SHIFT, SKILL, SUPERVISOR};
use status::STATUS;

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

const fn word(word: &'static str) -> Choice {
    Choice { word, means: "" }
}

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
