//! A field's dotted name, followed through links and groups: `students.enrolled.pathway`.

use std::ops::Range;

use crate::fault::{Fault, Result};
use crate::record::spec;
use crate::schema::{Kind, Node, Shape};

use super::error::Source;
use super::known::{Holds, Known, own_fields};
use super::table::{Found, Place};
use super::token::Word;

/// How to come from a record to the values that a name means.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// One step for each part of the name.
    pub(super) steps: Vec<Step>,
    /// What the values are.
    pub(super) holds: Holds,
    /// Whether they end something, so that midnight is the day's end.
    pub(super) ends: bool,
    /// Whether there may be several.
    pub(super) many: bool,
    /// The keys as they stand on disk, joined by dots.
    pub(super) name: String,
    /// The kinds whose records must be read on the way.
    pub(super) reads: Vec<Kind>,
}

/// One step from a record or an item to values.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// Where the values lie.
    pub(super) key: Key,
    /// What stands for them where nothing is recorded.
    pub(super) default: Option<Node>,
    /// The kind of the records that the values name, where the way leads on into these.
    pub(super) into: Option<Kind>,
}

/// Where a value lies.
#[derive(Clone, Debug)]
pub(super) enum Key {
    /// The record's id.
    Id,
    /// Under a key of the tables, or worked out by the caller.
    Field(&'static str),
    /// Under a key of the user's own.
    Own(String),
}

/// The longest name, in parts.
const LONGEST: usize = 16;

impl Path {
    /// Finds what a name means for records of a kind.
    pub(super) fn find(word: &Word, kind: Kind, known: &Known, source: Source) -> Result<Self> {
        let mut path = Self {
            steps: Vec::new(),
            holds: Holds::Shape(Shape::Text),
            ends: false,
            many: false,
            name: String::new(),
            reads: Vec::new(),
        };
        let mut place = Some(Place::Record(kind));
        let mut start = word.at.start;
        for part in word.text.split('.') {
            let at = start..start + part.len();
            start = at.end + 1;
            if part.is_empty() {
                let fault = source.fault(at, "a part of this name is missing");
                return Err(fault.hint("one dot stands between two parts: partner.town"));
            }
            let Some(here) = place else {
                return Err(path.leads_nowhere(part, at, source));
            };
            if path.steps.len() >= LONGEST {
                let fault = source.fault(at, "this name has too many parts");
                return Err(fault.hint("follow fewer links"));
            }
            if let (Place::Record(kind), "custom") = (here, part) {
                place = Some(Place::Own(kind));
                continue;
            }
            path.step_into(here);
            let found = here
                .find(part, known)
                .ok_or_else(|| here.unknown(part, at, word, known, source))?;
            place = path.walk(here, found, known);
        }
        if let Some(Place::Own(kind)) = place {
            let own = own_fields(known.settings, kind);
            let fault = source.fault(
                word.at.clone(),
                "`custom` holds your own fields, and is not one itself",
            );
            return Err(match own.first() {
                Some(own) => fault.hint(format!("name one of them: custom.{}", own.key)),
                None => fault.hint(format!(
                    "declare them under [custom.{kind}] in wbl.toml: parking = \"text\""
                )),
            });
        }
        Ok(path)
    }

    /// Whether its values may also be names that no record has.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.holds, Holds::Shape(Shape::Person))
    }

    /// A comparison with it, under the name that was typed.
    pub(super) fn example(&self, name: &str) -> String {
        let shape = match &self.holds {
            Holds::Words(words) => {
                return format!("{name} = {}", words.first().map_or("…", String::as_str));
            }
            Holds::Shape(Shape::Group { .. }) => return format!("count({name}) > 0"),
            Holds::Shape(shape) => shape,
        };
        let example = match shape {
            Shape::Day => ">= today",
            Shape::Clock => ">= 15:00",
            Shape::Minutes | Shape::Hours => ">= 100h",
            Shape::Number(..) => "= 1",
            Shape::Money => ">= 17.50",
            Shape::Year => "= 2026-27",
            Shape::MonthDay => "= 07-01",
            Shape::Flag => "= yes",
            Shape::Weekday => "= mon",
            Shape::Text
            | Shape::Choice(_)
            | Shape::Activity
            | Shape::Link(_)
            | Shape::Person
            | Shape::Code
            | Shape::Group { .. }
            | Shape::Table(_)
            | Shape::Free => "~ …",
        };
        format!("{name} {example}")
    }

    /// Follows the links just reached, now that another part comes.
    fn step_into(&mut self, here: Place) {
        if let (Place::Record(kind) | Place::Own(kind), Some(last)) = (here, self.steps.last_mut())
        {
            last.into = Some(kind);
            self.reads.push(kind);
        }
    }

    fn walk(&mut self, here: Place, found: Found, known: &Known) -> Option<Place> {
        let key = match &found.key {
            Key::Id => "id",
            Key::Field(key) => key,
            Key::Own(key) => key.as_str(),
        };
        if !self.name.is_empty() {
            self.name.push('.');
        }
        if let Key::Own(_) = found.key {
            self.name.push_str("custom.");
        }
        self.name.push_str(key);
        if let (Place::Record(Kind::Student), Key::Field(key)) = (here, &found.key)
            && spec(Kind::Person).fields().find(key).is_some()
        {
            self.reads.push(Kind::Person);
        }
        let next = match (&found.holds, &found.key) {
            (Holds::Shape(Shape::Link(kind)), _) => Some(Place::Record(*kind)),
            (Holds::Shape(Shape::Person), _) => Some(Place::Record(Kind::Contact)),
            (
                Holds::Shape(Shape::Group { fields, .. } | Shape::Table(fields)),
                Key::Field(name),
            ) => Some(Place::Group(name, fields)),
            _ => None,
        };
        let default = match &found.holds {
            Holds::Shape(shape) => found
                .default
                .and_then(|text| shape.read(text, known.today).ok()),
            Holds::Words(_) => found.default.map(Node::text),
        };
        self.ends = matches!(
            (&found.holds, &found.key),
            (Holds::Shape(Shape::Clock), Key::Field("to"))
        );
        self.many |= found.many;
        self.holds = found.holds;
        self.steps.push(Step {
            key: found.key,
            default,
            into: None,
        });
        next
    }

    fn leads_nowhere(&self, part: &str, at: Range<usize>, source: Source) -> Fault {
        let name = &self.name;
        let message = format!("nothing stands behind `{name}`: it is no link and no group");
        let fault = source.fault(at, message);
        fault.hint(format!("take `.{part}` away"))
    }
}
