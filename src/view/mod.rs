//! What is shown, before anyone decides how: commands return a `View`, and one of the writers shows it.

use serde_json::Value as Json;

use crate::value::{Clock, Day, Minutes, Money};

/// The answer of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// Nothing to answer: what was done is said on stderr.
    Nothing,
    /// Text as it is, such as a reference page or a difference.
    Text(String),
    /// A list of records; in JSON an array of objects.
    List(Table),
    /// One record; in JSON an object.
    Card(Card),
    /// A report; in JSON an object with its rows in it.
    Report(Report),
}

/// Rows of typed cells under columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What each column holds.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table: its key is the field's name and never changes between formats.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The key in JSON, such as `required_minutes`.
    pub key: String,
    /// Whether cells stand at the right edge.
    pub right: bool,
}

/// One value, still typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing recorded.
    #[default]
    None,
    /// Text.
    Text(Box<str>),
    /// A word that stands for a state; a terminal may colour it, the word says it all.
    State(&'static str),
    /// A whole number.
    Number(i64),
    /// A length of time.
    Minutes(Minutes),
    /// A day.
    Day(Day),
    /// A clock time.
    Clock(Clock),
    /// An amount of money.
    Money(Money),
    /// Yes or no.
    Flag(bool),
    /// Many values.
    List(Vec<Cell>),
    /// The items of a group, or a table within a record: keys and cells in order.
    Fields(Vec<(String, Cell)>),
}

/// One record as pairs of key and cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// What stands above it, such as a name.
    pub title: String,
    /// The pairs in order; a group is a `List` of `Fields`.
    pub fields: Vec<(String, Cell)>,
}

/// A report: a table with what it was asked and what must be said beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The report's name, such as `hours`.
    pub name: &'static str,
    /// A heading for people.
    pub title: String,
    /// The day that it believes it is.
    pub as_of: Day,
    /// What it was asked for: key and value, in order, as given.
    pub scope: Vec<(String, String)>,
    /// The rows.
    pub table: Table,
    /// The totals: key and cell; keys of columns stand under them.
    pub total: Vec<(String, Cell)>,
    /// What a reader must know about these numbers.
    pub notes: Vec<String>,
}

impl Column {
    /// A column whose cells stand at the left edge.
    pub fn left(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            right: false,
        }
    }

    /// A column whose cells stand at the right edge: numbers.
    pub fn right(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            right: true,
        }
    }
}

impl Cell {
    /// Text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text: String = text.into();
        if text.is_empty() {
            Self::None
        } else {
            Self::Text(text.into())
        }
    }

    /// What an optional value shows.
    pub fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::None, cell)
    }
}

/// Kept for the writers: how a JSON value of a cell looks.
pub type JsonMap = serde_json::Map<String, Json>;
