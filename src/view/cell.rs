//! The text of a cell and of its key: for people, and for programs.

use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::tame::tame;
use super::{Cell, HoursStyle};
use crate::value::Minutes;

/// How the key of a length of time ends in JSON.
const ENDING: &str = "_minutes";

/// The key outside JSON: without `_minutes`, unless minutes are what is written.
pub(super) fn key(key: &str, hours: HoursStyle) -> &str {
    match hours {
        HoursStyle::Minutes => key,
        HoursStyle::Hm | HoursStyle::Decimal => bare(key),
    }
}

/// Whether a field is meant by a name that was typed: `required-minutes`, `required`.
pub fn is_called(key: &str, name: &str) -> bool {
    let name = name.trim();
    let spelled = name.replace('-', "_");
    key == name || key == spelled || bare(key) == spelled
}

/// The key without the ending `_minutes`.
pub(super) fn bare(key: &str) -> &str {
    match key.strip_suffix(ENDING) {
        Some(bare) if !bare.is_empty() => bare,
        _ => key,
    }
}

/// The key as people read it: spaces for `_`, nothing that steers a terminal.
pub(super) fn label(name: &str, hours: HoursStyle) -> String {
    tame(&key(name, hours).replace('_', " "), " ").into_owned()
}

/// Appends the text of a cell for people: items after commas, groups as `key value`, not yet tamed.
pub(super) fn say(cell: &Cell, hours: HoursStyle, out: &mut String) {
    match cell {
        Cell::Flag(yes) => out.push_str(if *yes { "yes" } else { "no" }),
        Cell::List(items) => {
            let groups = items.iter().any(|item| matches!(item, Cell::Fields(_)));
            join(items, if groups { "; " } else { ", " }, out, |item, out| {
                say(item, hours, out);
            });
        }
        Cell::Fields(fields) => {
            let filled: Vec<_> = fields.iter().filter(|(_, cell)| !cell.is_empty()).collect();
            join(&filled, ", ", out, |(name, cell), out| {
                out.push_str(&label(name, hours));
                out.push(' ');
                say(cell, hours, out);
            });
        }
        scalar => spell(scalar, hours, out),
    }
}

/// Appends the text of a cell for CSV and TSV: items after `; `, a group as one JSON text.
pub(super) fn dump(cell: &Cell, hours: HoursStyle, out: &mut String) {
    match cell {
        Cell::Flag(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Cell::List(items) if !items.iter().any(|item| matches!(item, Cell::Fields(_))) => {
            join(items, "; ", out, |item, out| dump(item, hours, out));
        }
        Cell::List(_) | Cell::Fields(_) => {
            // Only a map with keys that are no text could fail, and keys are text.
            out.push_str(&serde_json::to_string(cell).unwrap_or_default());
        }
        scalar => spell(scalar, hours, out),
    }
}

fn join<T>(items: &[T], between: &str, out: &mut String, mut each: impl FnMut(&T, &mut String)) {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        each(item, out);
    }
}

/// Appends one plain value.
fn spell(cell: &Cell, hours: HoursStyle, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = match cell {
        Cell::Text(text) => out.write_str(text),
        Cell::State(word) => out.write_str(word),
        Cell::Number(number) => write!(out, "{number}"),
        Cell::Minutes(minutes) => spell_minutes(*minutes, hours, out),
        Cell::Day(day) => write!(out, "{day}"),
        Cell::Clock(clock) => write!(out, "{clock}"),
        Cell::Money(money) => write!(out, "{money}"),
        Cell::None | Cell::Flag(_) | Cell::List(_) | Cell::Fields(_) => Ok(()),
    };
}

fn spell_minutes(minutes: Minutes, hours: HoursStyle, out: &mut String) -> std::fmt::Result {
    match hours {
        HoursStyle::Hm => write!(out, "{minutes}"),
        HoursStyle::Decimal => out.write_str(&minutes.decimal()),
        HoursStyle::Minutes => write!(out, "{}", minutes.0),
    }
}

impl Cell {
    /// Whether there is nothing in it to show.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::None => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.iter().all(Self::is_empty),
            Self::Fields(fields) => fields.iter().all(|(_, cell)| cell.is_empty()),
            Self::State(_)
            | Self::Number(_)
            | Self::Minutes(_)
            | Self::Day(_)
            | Self::Clock(_)
            | Self::Money(_)
            | Self::Flag(_) => false,
        }
    }

    /// Whether it is a quantity: those stand at the right edge, and nobody typed their sign.
    pub(super) fn is_quantity(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Minutes(_) | Self::Money(_))
    }
}

/// The JSON of a cell: durations are whole minutes, days and times and money are text.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::State(word) => serializer.serialize_str(word),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Minutes(minutes) => serializer.serialize_i64(minutes.0),
            Self::Day(day) => serializer.collect_str(day),
            Self::Clock(clock) => serializer.collect_str(clock),
            Self::Money(money) => serializer.collect_str(money),
            Self::Flag(yes) => serializer.serialize_bool(*yes),
            Self::List(items) => serializer.collect_seq(items),
            Self::Fields(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, cell) in fields {
                    map.serialize_entry(key, cell)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Clock, Day, Money};

    fn group() -> Cell {
        Cell::Fields(vec![
            ("on".into(), Cell::maybe(Day::new(2026, 10, 6), Cell::Day)),
            (
                "from".into(),
                Cell::maybe(Clock::read("15:00"), Cell::Clock),
            ),
            ("break_minutes".into(), Cell::Minutes(Minutes(30))),
            ("area".into(), Cell::None),
        ])
    }

    #[test]
    fn a_cell_has_a_text_for_people_and_one_for_programs() {
        let texts = |cell: &Cell| {
            let (mut people, mut programs) = (String::new(), String::new());
            say(cell, HoursStyle::Hm, &mut people);
            dump(cell, HoursStyle::Hm, &mut programs);
            (people, programs)
        };
        let pair = |people: &str, programs: &str| (people.to_owned(), programs.to_owned());
        assert_eq!(texts(&Cell::None), pair("", ""));
        assert_eq!(texts(&Cell::Flag(true)), pair("yes", "true"));
        assert_eq!(texts(&Cell::Money(Money(1750))), pair("17.50", "17.50"));
        let list = Cell::List(vec![Cell::text("a"), Cell::Number(2)]);
        assert_eq!(texts(&list), pair("a, 2", "a; 2"));
        assert_eq!(
            texts(&Cell::List(vec![group(), group()])).0,
            "on 2026-10-06, from 15:00, break 0:30; on 2026-10-06, from 15:00, break 0:30"
        );
        assert_eq!(
            texts(&Cell::List(vec![group()])).1,
            r#"[{"on":"2026-10-06","from":"15:00","break_minutes":30,"area":null}]"#
        );
    }

    #[test]
    fn hours_are_written_as_asked_and_the_key_says_how() {
        let text = |hours| {
            let mut text = String::new();
            say(&Cell::Minutes(Minutes(5999)), hours, &mut text);
            format!("{} {text}", label("needed_pace_minutes", hours))
        };
        assert_eq!(text(HoursStyle::Hm), "needed pace 99:59");
        assert_eq!(text(HoursStyle::Decimal), "needed pace 99.98");
        assert_eq!(text(HoursStyle::Minutes), "needed pace minutes 5999");
        assert_eq!(key("minutes", HoursStyle::Hm), "minutes");
        assert_eq!(key("_minutes", HoursStyle::Hm), "_minutes");
    }
}
