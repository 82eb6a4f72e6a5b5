//! The shapes a value can have, and how what is typed on a command line becomes one.

use compact_str::ToCompactString as _;

use crate::value::{Clock, Day, Id, Minutes, Money, SchoolYear, Weekday, nearest, nfc};

use super::field::Field;
use super::kind::Kind;
use super::node::{Node, Val};

/// One word of a choice and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word.
    pub word: &'static str,
    /// What it means, for prompts and references; may be empty.
    pub means: &'static str,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Free text.
    Text,
    /// A calendar day.
    Day,
    /// A clock time, on disk a TOML time.
    Clock,
    /// A length of time, on disk whole minutes under a key that ends in `minutes`.
    Minutes,
    /// A length of time, on disk whole hours under a key that ends in `_hours`.
    Hours,
    /// A whole number between two bounds, both included.
    Number(i64, i64),
    /// An amount of money, on disk a decimal in a string.
    Money,
    /// A school year such as `2026-27`.
    Year,
    /// A day of the year, `MM-DD`.
    MonthDay,
    /// Yes or no.
    Flag,
    /// A day of the week.
    Weekday,
    /// One of a few words.
    Choice(&'static [Choice]),
    /// An activity of the store's rules file.
    Activity,
    /// The id of a record of a kind.
    Link(Kind),
    /// A contact's id, or the name of someone who has no record.
    Person,
    /// An id of this file's own, such as an entry's.
    Code,
    /// Items with keys of their own; the named keys tell items apart.
    Group {
        /// The keys that together tell one item from another.
        key: &'static [&'static str],
        /// What an item holds.
        fields: &'static [Field],
    },
    /// One table with keys of its own.
    Table(&'static [Field]),
    /// Anything, under keys that the user chose.
    Free,
}

impl Shape {
    /// What a value of this shape is called in messages, with its article.
    pub fn words(self) -> String {
        match self {
            Self::Text | Self::Person => "text in quotes".into(),
            Self::Day => "a day such as 2026-10-06, without quotes".into(),
            Self::Clock => "a time such as 15:00:00, without quotes".into(),
            Self::Minutes => "a whole number of minutes".into(),
            Self::Hours => "a whole number of hours".into(),
            Self::Number(low, high) => format!("a whole number from {low} to {high}"),
            Self::Money => "an amount of money in quotes such as \"17.50\"".into(),
            Self::Year => "a school year in quotes such as \"2026-27\"".into(),
            Self::MonthDay => "a month and day in quotes such as \"07-01\"".into(),
            Self::Flag => "true or false".into(),
            Self::Weekday => {
                "one of \"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"".into()
            }
            Self::Choice(choices) => {
                let words: Vec<_> = choices
                    .iter()
                    .map(|choice| format!("\"{}\"", choice.word))
                    .collect();
                format!("one of {}", words.join(", "))
            }
            Self::Activity => "an activity of the rules file in quotes".into(),
            Self::Link(kind) => format!("the id of a {kind} in quotes"),
            Self::Code => "an id in quotes".into(),
            Self::Group { .. } => "a list of `{ key = value }` items".into(),
            Self::Table(_) | Self::Free => "a table".into(),
        }
    }

    /// Whether a text is one of the few words of a choice.
    pub fn has_word(self, text: &str) -> bool {
        let word = text.trim().to_lowercase().replace('_', "-");
        matches!(self, Self::Choice(choices) if choices.iter().any(|choice| choice.word == word))
    }

    /// Reads what was typed for one value. Links and activities come through as typed.
    ///
    /// # Errors
    /// A sentence that says what is wrong and lists what would be right.
    pub fn read(self, text: &str, today: Day) -> Result<Node, String> {
        let plain = text.trim();
        let val = match self {
            Self::Text | Self::Person | Self::Activity | Self::Link(_) => {
                Val::Text(nfc(text).into())
            }
            Self::Day => Val::Day(Day::read(plain, today)?),
            Self::Clock => Val::Clock(
                Clock::read(plain)
                    .ok_or_else(|| format!("`{text}` is not a time; write 15:00 or 3pm"))?,
            ),
            Self::Minutes => Val::Int(Minutes::read(plain)?.0),
            Self::Hours => match Minutes::read(plain)?.0 {
                minutes if minutes % 60 == 0 => Val::Int(minutes / 60),
                _ => return Err(format!("`{text}` is not whole hours; write 100h")),
            },
            Self::Number(low, high) => match plain.parse::<i64>() {
                Ok(number) if (low..=high).contains(&number) => Val::Int(number),
                _ => {
                    return Err(format!(
                        "`{text}` is not a whole number from {low} to {high}"
                    ));
                }
            },
            Self::Money => Val::Text(Money::read(plain)?.to_compact_string()),
            Self::Year => match SchoolYear::read(plain) {
                Some(year) => Val::Text(year.to_compact_string()),
                None => return Err(format!("`{text}` is not a school year; write 2026-27")),
            },
            Self::MonthDay => {
                if month_day(plain).is_none() {
                    return Err(format!("`{text}` is not a month and day; write 07-01"));
                }
                Val::Text(plain.into())
            }
            Self::Flag => match plain.to_ascii_lowercase().as_str() {
                "true" | "yes" => Val::Flag(true),
                "false" | "no" => Val::Flag(false),
                _ => return Err(format!("`{text}` is neither yes nor no")),
            },
            Self::Weekday => match Weekday::read(plain) {
                Some(day) => Val::Text(format!("{day:?}").to_lowercase().into()),
                None => {
                    return Err(format!(
                        "`{text}` is not a day of the week; write mon, tue, … sun"
                    ));
                }
            },
            Self::Choice(choices) => Val::Text(choice(choices, plain)?.into()),
            Self::Code => Val::Text(Id::new(plain)?.to_compact_string()),
            Self::Group { .. } | Self::Table(_) | Self::Free => {
                return Err(format!("`{text}` cannot be read as {}", self.words()));
            }
        };
        Ok(Node::made(val))
    }
}

/// Finds the word of a choice; `_` and case are forgiven.
fn choice<'a>(choices: &'a [Choice], typed: &str) -> Result<&'a str, String> {
    let word = typed.to_ascii_lowercase().replace(['_', ' '], "-");
    if let Some(choice) = choices.iter().find(|choice| choice.word == word) {
        return Ok(choice.word);
    }
    let all: Vec<_> = choices.iter().map(|choice| choice.word).collect();
    let near = nearest(&word, all.iter().copied());
    let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    Err(format!("`{typed}` is not one of: {}{near}", all.join(", ")))
}

/// Reads `MM-DD` as month and day, judged in a leap year.
pub(crate) fn month_day(text: &str) -> Option<(u32, u32)> {
    let day = Day::iso(&format!("2024-{text}"))?;
    Some((day.month(), day.day_of_month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOURS: &[Choice] = &[
        Choice {
            word: "dark-red",
            means: "",
        },
        Choice {
            word: "blue",
            means: "",
        },
    ];

    #[test]
    fn what_is_typed_becomes_a_value_of_its_shape() {
        let today = Day::iso("2026-11-22").unwrap();
        let read = |shape: Shape, text: &str| shape.read(text, today).map(|node| node.val);
        assert_eq!(
            read(Shape::Text, " Jose\u{301} "),
            Ok(Val::Text("José".into()))
        );
        assert_eq!(read(Shape::Minutes, "3h30m"), Ok(Val::Int(210)));
        assert_eq!(read(Shape::Hours, "100h"), Ok(Val::Int(100)));
        assert!(read(Shape::Hours, "99:45").is_err());
        assert_eq!(
            read(Shape::Choice(COLOURS), "Dark_Red"),
            Ok(Val::Text("dark-red".into()))
        );
        let error = read(Shape::Choice(COLOURS), "blu").unwrap_err();
        assert!(error.contains("did you mean `blue`"), "{error}");
        assert!(read(Shape::Number(1, 5), "6").is_err());
        assert!(read(Shape::MonthDay, "13-01").is_err());
    }
}
