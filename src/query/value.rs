//! What a value on the right stands for, read by what its field holds.

use std::ops::RangeInclusive;

use crate::fault::{Fault, Result};
use crate::schema::{Field, Kind, Shape, month_day};
use crate::value::{Day, Id, Money, Weekday, fold};

use super::error::{Source, near, one_by_one};
use super::known::{Holds, Known};
use super::measure::{
    Measure, bounds, clock, days, length, month_order, number, one, year, year_order,
};
use super::path::Path;
use super::token::Word;
use super::tree::Op;

/// What a value must be for a comparison to hold.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// Just this text, folded.
    Text(String),
    /// A text that holds this one, folded.
    Part(String),
    /// One of these words.
    OneOf(Vec<String>),
    /// A measure within bounds.
    Measure(Measure, RangeInclusive<i64>),
    /// A link to a record, by id or name.
    Link(Named),
}

/// A record as a filter names it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Its kind.
    pub(super) kind: Kind,
    /// What was typed, folded.
    pub(super) text: String,
    /// The same as an id, where it could be one.
    pub(super) id: Option<Id>,
    /// Whether a part of id or name will do.
    pub(super) part: bool,
}

/// One comparison as typed, to be read.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    /// The field's name.
    pub(super) name: &'a Word,
    /// The operator.
    pub(super) op: Op,
    /// The value.
    pub(super) value: &'a Word,
    /// The text that they stand in.
    pub(super) source: Source<'a>,
}

impl Typed<'_> {
    /// Reads the value as one of the field's.
    pub(super) fn wanted(self, path: &Path, known: &Known) -> Result<Wanted> {
        let plain = self.value.text.trim();
        let word = plain.to_lowercase();
        let listed = matches!(&path.holds, Holds::Words(words) if words.contains(&word));
        if !self.value.quoted && !listed && matches!(word.as_str(), "none" | "any") {
            return Err(self.instead_of_presence(&word, path));
        }
        if fold(plain).is_empty() {
            let fault = self.wrong("the value is empty");
            let name = &self.name.text;
            return Err(fault.hint(format!("write `{name} : none` where nothing is recorded")));
        }
        match &path.holds {
            Holds::Words(words) => self.word(words),
            Holds::Shape(shape) => self.shaped(*shape, path, known),
        }
    }

    fn shaped(self, shape: Shape, path: &Path, known: &Known) -> Result<Wanted> {
        let exact = matches!(self.op, Op::Is | Op::IsNot);
        match shape {
            // The words of a choice come as a list; so do activities that are known.
            Shape::Text | Shape::Code | Shape::Activity | Shape::Choice(_) => self.text(),
            Shape::Link(kind) => self.link(kind),
            Shape::Person => self.link(Kind::Contact),
            Shape::Day => self.measured("days", Measure::Day, |text| days(text, known)),
            Shape::Clock if path.ends => self.measured("times", Measure::ClockEnd, |text| {
                clock(text).map(|clock| one(clock.end_minutes()))
            }),
            Shape::Clock => self.measured("times", Measure::Clock, |text| {
                clock(text).map(|clock| one(clock.minutes()))
            }),
            Shape::Minutes => self.measured("lengths of time", Measure::Number, length),
            Shape::Hours => self.measured("lengths of time", Measure::Hours, length),
            Shape::Number(low, high) => self.measured("numbers", Measure::Number, |text| {
                number(text, &self.name.text, exact, (low, high)).map(one)
            }),
            Shape::Money => self.measured("amounts of money", Measure::Money, |text| {
                Money::read(text).map(|money| one(money.0))
            }),
            Shape::Year => self.measured("school years", Measure::Year, |text| {
                year(text, known).map(|year| one(year_order(year)))
            }),
            Shape::MonthDay => self.measured("days of the year", Measure::MonthDay, |text| {
                let found = month_day(text).map(|day| one(month_order(day)));
                found.ok_or_else(|| format!("`{text}` is not a month and day; write 07-01"))
            }),
            Shape::Weekday => self.measured("days of the week", Measure::Weekday, |text| {
                let found = Weekday::read(text).map(|day| one(day as i64));
                found.ok_or_else(|| {
                    format!("`{text}` is not a day of the week; write mon, tue, … sun")
                })
            }),
            Shape::Flag => self.flag(),
            Shape::Group { fields, .. } | Shape::Table(fields) => {
                let name = &self.name.text;
                let message = format!("`{name}` is a group: its items have parts, and no value");
                let fault = self.source.fault(self.name.at.clone(), message);
                let parts: Vec<_> = fields.iter().map(Field::spoken_key).collect();
                let sign = self.op.sign();
                if let (Ok(number), false) = (self.value.text.parse::<u32>(), self.op == Op::Has) {
                    return Err(
                        fault.hint(format!("did you mean `count({name}) {sign} {number}`?"))
                    );
                }
                let fault = match part_with(fields, &self.value.text, known.today) {
                    Some(part) => fault.hint(format!(
                        "did you mean `{name}.{part} {sign} {}`?",
                        self.value
                    )),
                    None => fault,
                };
                Err(fault.hint(format!("its parts are: {}", parts.join(", "))))
            }
            Shape::Free => {
                let message = format!("`{}` cannot be compared", self.name.text);
                Err(self.source.fault(self.name.at.clone(), message))
            }
        }
    }

    /// A fault under the value.
    fn wrong(self, message: impl Into<String>) -> Fault {
        self.source.fault(self.value.at.clone(), message)
    }

    fn instead_of_presence(self, word: &str, path: &Path) -> Fault {
        let name = &self.name.text;
        let presence = match (word, self.op) {
            ("none", Op::IsNot) => "any",
            ("any", Op::IsNot) => "none",
            _ => word,
        };
        let message = format!("`{word}` is not a value of `{name}`");
        let fault = self
            .wrong(message)
            .hint(format!("did you mean `{name} : {presence}`?"));
        match path.holds {
            Holds::Shape(Shape::Text) => fault.hint(format!(
                "the word itself stands in quotes: {name} {} \"{word}\"",
                self.op.sign()
            )),
            Holds::Shape(_) | Holds::Words(_) => fault,
        }
    }

    /// Refuses an order where there is none.
    fn without_order(self, message: String, others: &str) -> Result<()> {
        match self.op {
            Op::Is | Op::IsNot | Op::Has => Ok(()),
            Op::Below | Op::UpTo | Op::Above | Op::From => Err(self
                .source
                .fault(self.name.at.start..self.value.at.end, message)
                .hint(others)),
        }
    }

    fn text(self) -> Result<Wanted> {
        let message = format!("`{}` holds text, which has no order", self.name.text);
        self.without_order(message, "text is compared with = != or ~ (contains)")?;
        let text = fold(&self.value.text);
        Ok(if self.op == Op::Has {
            Wanted::Part(text)
        } else {
            Wanted::Text(text)
        })
    }

    fn link(self, kind: Kind) -> Result<Wanted> {
        self.without_order(
            format!("`{}` is a link, and links have no order", self.name.text),
            "a link is compared with = != or ~ (contains), by id or by name",
        )?;
        let text = fold(&self.value.text);
        Ok(Wanted::Link(Named {
            kind,
            id: Id::new(&text).ok(),
            text,
            part: self.op == Op::Has,
        }))
    }

    fn word(self, words: &[String]) -> Result<Wanted> {
        self.without_order(
            format!("the words of `{}` have no order", self.name.text),
            "name each word that will do, with `or` between them",
        )?;
        let plain = |text: &str| fold(text).replace(['_', ' '], "-");
        let typed = plain(&self.value.text);
        let part = self.op == Op::Has;
        let found: Vec<_> = words
            .iter()
            .filter(|word| plain(word) == typed || part && plain(word).contains(&typed))
            .cloned()
            .collect();
        if !found.is_empty() {
            return Ok(Wanted::OneOf(found));
        }
        let (name, value) = (&self.name.text, &self.value.text);
        let mut fault = self.wrong(if part {
            format!("no word of `{name}` contains `{value}`")
        } else {
            format!("`{value}` is not one of the words of `{name}`")
        });
        let listed: Vec<_> = words.iter().map(String::as_str).collect();
        let parts: Vec<_> = value.split([',', '|']).map(str::trim).collect();
        if parts.len() > 1
            && parts
                .iter()
                .all(|part| words.iter().any(|w| plain(part) == *w))
        {
            fault = fault.hint(one_by_one(name, self.op.sign(), &parts));
        } else if let Some(near) = near(&typed, &listed) {
            fault = fault.hint(format!("did you mean `{near}`?"));
        }
        Err(fault.hint(format!("its words are: {}", words.join(", "))))
    }

    fn flag(self) -> Result<Wanted> {
        let name = &self.name.text;
        match self.op {
            Op::Is | Op::IsNot => {}
            Op::Has | Op::Below | Op::UpTo | Op::Above | Op::From => {
                let message = format!("`{name}` is yes or no, which have no order");
                let at = self.name.at.start..self.value.at.end;
                return Err(self
                    .source
                    .fault(at, message)
                    .hint(format!("write `{name} = yes` or `{name} != yes`")));
            }
        }
        let flag = match fold(&self.value.text).as_str() {
            "yes" | "true" => 1,
            "no" | "false" => 0,
            _ => {
                let message = format!("`{}` is neither yes nor no", self.value.text);
                let fault = self.wrong(message);
                return Err(fault.hint(format!("write `{name} = yes` or `{name} != yes`")));
            }
        };
        Ok(Wanted::Measure(Measure::Flag, flag..=flag))
    }

    fn measured(
        self,
        what: &str,
        measure: Measure,
        read: impl FnOnce(&str) -> std::result::Result<(i64, i64), String>,
    ) -> Result<Wanted> {
        let name = &self.name.text;
        if self.op == Op::Has {
            let message = format!("`{name}` holds {what}: `~` looks for words in text");
            let at = self.name.at.start..self.value.at.end;
            let fault = self.source.fault(at, message);
            let fault = fault.hint("compare it with = != < <= > >=");
            return Err(match measure {
                Measure::Day => fault.hint(format!("`{name} = 2026-27` is a whole school year")),
                Measure::Clock
                | Measure::ClockEnd
                | Measure::Number
                | Measure::Hours
                | Measure::Money
                | Measure::Year
                | Measure::MonthDay
                | Measure::Flag
                | Measure::Weekday => fault,
            });
        }
        match read(self.value.text.trim()) {
            Ok((low, high)) => Ok(Wanted::Measure(measure, bounds(self.op, low, high))),
            Err(message) => Err(self.unread(&message)),
        }
    }

    /// A value that cannot be read: the message, and as hint what it says behind its semicolon.
    fn unread(self, message: &str) -> Fault {
        match message.rsplit_once("; ") {
            Some((message, hint)) => self.wrong(message).hint(hint),
            None => self.wrong(message),
        }
    }
}

/// The part of a group that has this word among its choices.
fn part_with(fields: &[Field], word: &str, today: Day) -> Option<&'static str> {
    let takes = |field: &&Field| {
        matches!(field.shape, Shape::Choice(_)) && field.shape.read(word, today).is_ok()
    };
    fields.iter().find(takes).map(Field::spoken_key)
}
