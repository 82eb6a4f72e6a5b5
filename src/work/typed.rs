//! What flags carry, read into values; all that is wrong with it is found before anything is said.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::rule::Activities;
use crate::schema::{Field, Kind, Node, Shape};
use crate::value::{Day, Id, nearest};

use super::group::{Item, pairs};
use super::{Found, resolve, resolve_wbl};

/// Reads what was typed for one field; `called` is what messages call it.
///
/// # Errors
/// Where it names no record (3), cannot be read (2), or cannot be true (4).
pub fn typed_value(
    book: &Book<'_>,
    field: &'static Field,
    texts: &[String],
    called: &str,
    today: Day,
) -> Result<Node> {
    let mut typed = Typed::new(book, today)?;
    let node = typed.called(field, texts, called);
    typed.settle()?;
    node.ok_or_else(|| Fault::misuse(format!("{called} has no value")))
}

/// Reads typed texts, and keeps what is wrong with them in three piles: references that name
/// nothing (3), values that cannot be read (2), values that cannot be true (4).
pub(super) struct Typed<'b, 'd> {
    book: &'b Book<'d>,
    today: Day,
    /// The days on which a student may stand for their experience.
    days: Vec<Day>,
    activities: Activities,
    references: Vec<Fault>,
    values: Vec<Fault>,
    refused: Vec<Fault>,
    /// What the ratings of the form in hand mean, where it says so.
    scale: Option<String>,
    /// Records taken for less than their id, which a person must be told.
    notices: Vec<String>,
}

impl<'b, 'd> Typed<'b, 'd> {
    pub(super) fn new(book: &'b Book<'d>, today: Day) -> Result<Self> {
        Ok(Self {
            book,
            today,
            days: vec![today],
            activities: Activities::of(book)?,
            references: Vec::new(),
            values: Vec::new(),
            refused: Vec::new(),
            scale: None,
            notices: Vec::new(),
        })
    }

    /// The activities of the store.
    pub(super) fn activities(&self) -> &Activities {
        &self.activities
    }

    /// Says on which day a student may stand for their experience, if that text is a day.
    pub(super) fn on_day(&mut self, text: &str) {
        if let Ok(day) = Day::read(text, self.today) {
            self.days = vec![day];
        }
    }

    /// Says what the ratings mean that may follow: what a form says of them.
    pub(super) fn rates_on(&mut self, scale: Option<String>) {
        self.scale = scale;
    }

    /// Notes something misused.
    pub(super) fn misused(&mut self, fault: Fault) {
        self.values.push(fault);
    }

    /// Notes a text that cannot be read, and why; what was meant is a hint.
    fn misread(&mut self, flag: &str, why: &str) {
        let (why, near) = match why.split_once("; did you mean ") {
            Some((why, near)) => (why, Some(near)),
            None => (why, None),
        };
        let fault = Fault::misuse(format!("{flag}: {why}"));
        self.misused(match near {
            Some(near) => fault.hint(format!("did you mean {near}")),
            None => fault,
        });
    }

    /// Notes something misused before what was noted so far: names go before values.
    pub(super) fn misnamed(&mut self, faults: Vec<Fault>) {
        self.values.splice(0..0, faults);
    }

    /// Takes what was noted so far, of every pile.
    pub(super) fn take_faults(&mut self) -> Vec<Fault> {
        self.notices.clear();
        let piles = [&mut self.references, &mut self.values, &mut self.refused];
        piles.into_iter().flat_map(std::mem::take).collect()
    }

    /// Gives all that was noted at once: first what names nothing, then what cannot be read, then
    /// what cannot be true; else the notices.
    pub(super) fn settle(self) -> Result<Vec<String>> {
        let all = [self.references, self.values, self.refused];
        Fault::all(all.into_iter().flatten()).map_or(Ok(self.notices), Err)
    }

    /// Reads all texts of a field that is no group.
    pub(super) fn field(&mut self, field: &'static Field, texts: &[String]) -> Option<Node> {
        self.called(field, texts, &format!("`--{}`", field.flag()))
    }

    fn called(&mut self, field: &'static Field, texts: &[String], flag: &str) -> Option<Node> {
        if field.many {
            let parts: Vec<_> = texts
                .iter()
                .flat_map(|text| self.parts(field, text))
                .collect();
            let mut items: Vec<Node> = Vec::new();
            for part in parts {
                if let Some(item) = self.value(field.shape, &part, flag)
                    && !items.contains(&item)
                {
                    items.push(item);
                }
            }
            return (!items.is_empty()).then(|| Node::list(items));
        }
        let [text] = texts else {
            self.misused(Fault::misuse(format!("{flag} is given more than once")));
            return None;
        };
        self.value(field.shape, text, flag)
    }

    /// Reads one text as a value of a shape.
    pub(super) fn value(&mut self, shape: Shape, text: &str, flag: &str) -> Option<Node> {
        if text.trim().is_empty() {
            let key = flag.trim_matches(['`', '-']);
            let fault = Fault::misuse(format!("{flag} has no value"));
            self.misused(if key.len() + 4 == flag.len() {
                fault.hint(format!(
                    "to take away what is there, write `--unset {key}` with `set`"
                ))
            } else {
                fault
            });
            return None;
        }
        match shape {
            Shape::Link(kind) => self.link(kind, text).map(Node::text),
            Shape::Person => Some(Node::text(self.person(text))),
            Shape::Activity => self.activity(text, flag),
            Shape::Number(low, high) if text.trim().parse::<i64>().is_ok() => {
                let node = shape.read(text, self.today).ok();
                if node.is_none() {
                    let number = text.trim();
                    let fault =
                        Fault::refused(format!("{flag}: {number} is not between {low} and {high}"));
                    let is_short_year = low >= 1900 && number.len() == 2;
                    self.refused.push(if is_short_year {
                        fault.hint(format!("write the year in full: 20{number}"))
                    } else {
                        fault
                    });
                }
                node
            }
            Shape::Text
            | Shape::Day
            | Shape::Clock
            | Shape::Minutes
            | Shape::Hours
            | Shape::Number(..)
            | Shape::Money
            | Shape::Year
            | Shape::MonthDay
            | Shape::Flag
            | Shape::Weekday
            | Shape::Choice(_)
            | Shape::Code
            | Shape::Group { .. }
            | Shape::Table(_)
            | Shape::Free => match shape.read(text, self.today) {
                Ok(node) => Some(node),
                Err(why) => {
                    self.misread(flag, &why);
                    None
                }
            },
        }
    }

    /// Reads one item of a group.
    pub(super) fn item(&mut self, field: &'static Field, text: &str) -> Option<Item> {
        let flag = field.flag();
        let fields = field.group_fields()?;
        let pairs = match pairs(fields, text) {
            Ok(pairs) => pairs,
            Err(why) => {
                self.misread(&format!("`--{flag}`"), &why);
                return None;
            }
        };
        let mut item = Item {
            node: Node::empty(),
            blank: Vec::new(),
        };
        let mut entries = Vec::new();
        let mut whole = true;
        // The skill that is rated, and its like: what tells the item from others.
        let of = pairs.iter().find(|(one, _)| one.key == "skill");
        for part in fields {
            let Some((_, text)) = pairs.iter().find(|(one, _)| one.key == part.key) else {
                continue;
            };
            if text.is_empty() {
                item.blank.push(part.key);
                continue;
            }
            let of = of.filter(|(one, _)| one.key != part.key);
            let name = match of {
                Some((_, skill)) => format!("the {} of `{skill}`", part.spoken_key()),
                None => format!("`--{flag}`, `{}`", part.spoken_key()),
            };
            let before = (self.values.len(), self.refused.len());
            let node = if part.many {
                let items: Vec<_> = self
                    .parts(part, text)
                    .into_iter()
                    .filter_map(|text| self.value(part.shape, &text, &name))
                    .collect();
                (!items.is_empty()).then(|| Node::list(items))
            } else {
                self.value(part.shape, text, &name)
            };
            if let Some(scale) = self.scale.as_ref().filter(|_| part.key == "rating") {
                let values = self.values.iter_mut().skip(before.0);
                for fault in values.chain(self.refused.iter_mut().skip(before.1)) {
                    fault.hints.push(scale.clone());
                }
            }
            whole &= node.is_some();
            entries.extend(node.map(|node| (part.key.to_owned(), node)));
        }
        item.node = Node::table(entries);
        whole.then_some(item)
    }

    /// The texts of a list's values; a comma does not part `Okafor, Zora`, where that is a person.
    fn parts(&self, field: &Field, text: &str) -> Vec<String> {
        let all = parts(field, text);
        let Shape::Link(kind @ (Kind::Student | Kind::Contact)) = field.shape else {
            return all.into_iter().map(str::to_owned).collect();
        };
        let names_one = |text: &str| resolve(self.book, kind, text).is_ok();
        let mut whole: Vec<String> = Vec::new();
        let mut may_join = false;
        for part in all {
            let joined = whole
                .last()
                .filter(|_| may_join)
                .map(|last| format!("{last}, {part}"));
            if let Some(joined) = joined.filter(|joined| names_one(joined)) {
                whole.pop();
                whole.push(joined);
                may_join = false;
            } else {
                may_join = !names_one(part);
                whole.push(part.to_owned());
            }
        }
        whole
    }

    fn link(&mut self, kind: Kind, text: &str) -> Option<String> {
        let found = match kind {
            Kind::Wbl => resolve_wbl(self.book, text, &self.days),
            Kind::Partner
            | Kind::Contact
            | Kind::Pathway
            | Kind::Student
            | Kind::Mou
            | Kind::Eval
            | Kind::Council
            | Kind::Person
            | Kind::Form
            | Kind::Rules
            | Kind::Settings => resolve(self.book, kind, text),
        };
        match found {
            Ok(found) => Some(self.taken(&found, kind).to_string()),
            Err(fault) => {
                self.references.push(fault);
                None
            }
        }
    }

    fn taken(&mut self, found: &Found, kind: Kind) -> Id {
        self.notices.extend(found.notice(kind));
        found.id.clone()
    }

    /// A contact's id where the text is one or is a contact's whole name; else the text.
    fn person(&mut self, text: &str) -> String {
        match resolve(self.book, Kind::Contact, text) {
            Ok(found) if found.how != super::How::Prefix => {
                self.taken(&found, Kind::Contact).to_string()
            }
            Ok(_) | Err(_) => crate::value::nfc(text),
        }
    }

    fn activity(&mut self, text: &str, flag: &str) -> Option<Node> {
        let name = text.trim().to_ascii_lowercase().replace(['_', ' '], "-");
        if self.activities.knows(&name) {
            return Some(Node::text(name));
        }
        let names: Vec<_> = self.activities.names().map(str::to_owned).collect();
        let near = nearest(&name, names.iter().map(String::as_str));
        let fault = Fault::misuse(format!(
            "{flag}: `{text}` is not one of: {}",
            names.join(", ")
        ));
        self.misused(match near {
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault,
        });
        None
    }
}

/// The texts of a list's values: commas part ids and choices, never free text.
fn parts<'a>(field: &Field, text: &'a str) -> Vec<&'a str> {
    match field.shape {
        Shape::Text | Shape::Person => vec![text],
        Shape::Day
        | Shape::Clock
        | Shape::Minutes
        | Shape::Hours
        | Shape::Number(..)
        | Shape::Money
        | Shape::Year
        | Shape::MonthDay
        | Shape::Flag
        | Shape::Weekday
        | Shape::Choice(_)
        | Shape::Activity
        | Shape::Link(_)
        | Shape::Code
        | Shape::Group { .. }
        | Shape::Table(_)
        | Shape::Free => text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect(),
    }
}
