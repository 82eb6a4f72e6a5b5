//! What a filter may speak of besides the tables: the user's own fields, views, activities, the day.

use crate::record::Settings;
use crate::schema::{Field, Kind, Shape};
use crate::value::{Day, fold};

/// What is known where a filter is read.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    pub(super) settings: &'a Settings,
    pub(super) today: Day,
    pub(super) activities: Vec<String>,
    pub(super) derived: &'static [(Kind, Field)],
    pub(super) place: &'a str,
}

impl<'a> Known<'a> {
    /// The settings' own fields and views, and the day that the command believes it is.
    pub fn new(settings: &'a Settings, today: Day) -> Self {
        Self {
            settings,
            today,
            activities: Vec::new(),
            derived: &[],
            place: "--where",
        }
    }

    /// The activities of the rules file; without them any text is taken for one.
    #[must_use]
    pub fn activities<T: Into<String>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.activities = names.into_iter().map(Into::into).collect();
        self
    }

    /// Fields that no file holds and the caller works out, such as an MOU's `state`.
    #[must_use]
    pub fn derived(mut self, fields: &'static [(Kind, Field)]) -> Self {
        self.derived = fields;
        self
    }

    /// What the filter was typed as, for messages; `--where` unless told.
    #[must_use]
    pub fn typed_as(mut self, place: &'a str) -> Self {
        self.place = place;
        self
    }
}

/// What values a field has, as far as comparing goes.
#[derive(Clone, Debug)]
pub(super) enum Holds {
    /// Values of a shape.
    Shape(Shape),
    /// One of a closed list of words.
    Words(Vec<String>),
}

/// A field of the user's own, declared under `[custom.KIND]` in `wbl.toml`.
#[derive(Clone, Debug)]
pub(super) struct Own {
    /// Its key under `[custom]`.
    pub(super) key: String,
    /// What it holds.
    pub(super) holds: Holds,
}

/// The user's own fields of a kind.
pub(super) fn own_fields(settings: &Settings, kind: Kind) -> Vec<Own> {
    let Some(toml::Value::Table(declared)) = settings.custom.get(kind.name()) else {
        return Vec::new();
    };
    let own = |(key, what): (&String, &toml::Value)| Own {
        key: key.clone(),
        holds: declared_as(what),
    };
    declared.iter().map(own).collect()
}

/// What a declaration says: a word for a shape, or the list of words allowed; else text.
fn declared_as(what: &toml::Value) -> Holds {
    if let toml::Value::Array(words) = what {
        let words = words.iter().filter_map(|word| word.as_str());
        return Holds::Words(words.map(str::to_owned).collect());
    }
    let word = fold(what.as_str().unwrap_or("text"));
    Holds::Shape(declared(&word).unwrap_or(Shape::Text))
}

/// The words that declare a field of the user's own, and what it then holds.
const DECLARED: &[(&[&str], Shape)] = &[
    (&["text"], Shape::Text),
    (&["day", "date"], Shape::Day),
    (&["time", "clock"], Shape::Clock),
    (&["number", "integer"], Shape::Number(i64::MIN, i64::MAX)),
    (
        &["flag", "yes-no", "yes or no", "boolean", "bool"],
        Shape::Flag,
    ),
    (&["money"], Shape::Money),
    (&["year", "school year"], Shape::Year),
    (&["minutes", "length"], Shape::Minutes),
];

fn declared(word: &str) -> Option<Shape> {
    let found = DECLARED.iter().find(|(words, _)| words.contains(&word));
    found.map(|(_, shape)| *shape)
}

/// What a declaration under `[custom.KIND]` should be where it is neither a word for what a field
/// holds nor a list of words.
pub fn ill_declared(what: &toml::Value) -> Option<String> {
    let fits = match what {
        toml::Value::String(word) => declared(&fold(word)).is_some(),
        toml::Value::Array(words) => !words.is_empty() && words.iter().all(toml::Value::is_str),
        _ => false,
    };
    let words: Vec<_> = DECLARED.iter().map(|(words, _)| words[0]).collect();
    (!fits).then(|| format!("one of {}, or a list of words in quotes", words.join(", ")))
}
