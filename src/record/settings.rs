//! The settings of a store, `wbl.toml`: school, board, calendar, policy, defaults.

mod calendar;
mod policy;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::schema::{Field, Node, Shape, Val};
use crate::value::Day;

use super::common::{Custom, Reason};

pub use calendar::{Calendar, CalendarYear, Closure, Term};
pub use policy::{Aggregate, Credit, Policy};

use calendar::CALENDAR;
use policy::POLICY;

/// The file of the settings, at the top of the store.
pub const SETTINGS: &str = "wbl.toml";

/// The version of the store's format that this program reads and writes.
pub const FORMAT: i64 = 1;

/// The format of the store with these settings: 0 where they name none, as settings made by hand
/// do; nothing where what they name is no format.
pub fn format_of(settings: &Node) -> Option<i64> {
    match settings.get("format").map(|node| &node.val) {
        None => Some(0),
        Some(Val::Int(format)) if *format >= 0 => Some(*format),
        Some(_) => None,
    }
}

/// The settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Settings {
    pub format: i64,
    pub school: School,
    pub board: Board,
    pub coordinator: Coordinator,
    pub calendar: Calendar,
    pub policy: Policy,
    #[serde(deserialize_with = "those_that_fit")]
    pub warn: BTreeMap<String, i64>,
    pub git: Git,
    pub mail: Mail,
    pub equity: Equity,
    #[serde(deserialize_with = "those_that_fit")]
    pub views: BTreeMap<String, String>,
    pub notes: Option<String>,
    pub tags: Vec<String>,
    pub archived: Option<Day>,
    pub reasons: Vec<Reason>,
    pub custom: Custom,
}

/// Reads a table of the user's own keys; a value that is not of its type is left to `check`, for
/// one wrong view must not lock the store.
fn those_that_fit<'de, D, T>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    let table = toml::Table::deserialize(deserializer)?;
    let fitting = table
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.try_into().ok()?)));
    Ok(fitting.collect())
}

/// The school.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct School {
    pub name: Option<String>,
    pub district: Option<String>,
    pub city: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// The regional workforce board.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Board {
    pub name: Option<String>,
    pub region: Option<String>,
    pub address: Option<String>,
}

/// Who runs the program.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Coordinator {
    pub name: Option<String>,
    pub title: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// How git is used.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Git {
    pub commit: Option<bool>,
}

/// How mail is sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Mail {
    pub from: Option<String>,
    pub command: Option<String>,
}

/// What equity reports look at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub struct Equity {
    pub groups: Vec<String>,
}

const SCHOOL: &[Field] = &[
    Field::new("name", Shape::Text, "the school's name"),
    Field::new("district", Shape::Text, "the district's name"),
    Field::new("city", Shape::Text, "the city or town"),
    Field::new("address", Shape::Text, "its street address"),
    Field::new("phone", Shape::Text, "its telephone number"),
    Field::new("email", Shape::Text, "its e-mail address"),
];

const BOARD: &[Field] = &[
    Field::new("name", Shape::Text, "the workforce board's name"),
    Field::new("region", Shape::Text, "its region"),
    Field::new("address", Shape::Text, "its street address"),
];

const COORDINATOR: &[Field] = &[
    Field::new("name", Shape::Text, "your name"),
    Field::new("title", Shape::Text, "your title"),
    Field::new("email", Shape::Text, "your e-mail address"),
    Field::new("phone", Shape::Text, "your telephone number"),
];

const GIT: &[Field] = &[Field::new(
    "commit",
    Shape::Flag,
    "whether each change is committed to git",
)
.or("no")];

const MAIL: &[Field] = &[
    Field::new("from", Shape::Text, "the address that mail is sent from"),
    Field::new(
        "command",
        Shape::Text,
        "the program that sends it, such as `msmtp -t`",
    ),
];

const EQUITY: &[Field] = &[Field::list(
    "groups",
    Shape::Text,
    "the groups that are looked at",
)];

/// The fields of the settings.
pub const FIELDS: &[Field] = &[
    Field::new(
        "format",
        Shape::Number(1, 1_000_000),
        "the version of the store's format",
    )
    .required(),
    Field::new("school", Shape::Table(SCHOOL), "the school"),
    Field::new("board", Shape::Table(BOARD), "the regional workforce board"),
    Field::new("coordinator", Shape::Table(COORDINATOR), "you"),
    Field::new("calendar", Shape::Table(CALENDAR), "the school calendar"),
    Field::new("policy", Shape::Table(POLICY), "what the school decides"),
    Field::new("warn", Shape::Free, "days of warning, by kind of reminder"),
    Field::new("git", Shape::Table(GIT), "how git is used"),
    Field::new("mail", Shape::Table(MAIL), "how mail is sent"),
    Field::new(
        "equity",
        Shape::Table(EQUITY),
        "what equity reports look at",
    ),
    Field::new("views", Shape::Free, "named filters"),
];
