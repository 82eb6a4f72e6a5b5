//! What a flag or a word may be: few words of its own, a choice, the ids of records with their names.

use clap::Arg;

use crate::book::Book;
use crate::check::CHECKS;
use crate::fault::Result;
use crate::paper;
use crate::record::{KINDS, spec};
use crate::report::{By, FailIf, REPORTS};
use crate::rule::Activities;
use crate::schema::{Field, Kind, Shape};
use crate::value::Id;
use crate::view::{Format, HoursStyle};
use crate::work::ItemVerb;

use super::super::command::{SHELLS, TOPICS};
use super::super::context::Context;
use super::super::global::COLORS;
use super::super::kind::flags;
use super::{Place, Words};

/// Flags of verbs that stand for a part of an item: verb, flag, the group and its key.
const PARTS: [(&str, &str, [&str; 2]); 5] = [
    ("exit", "because", ["enrolled", "exit"]),
    ("log", "kind", ["hours", "kind"]),
    ("sign", "party", ["signatures", "party"]),
    ("sign", "method", ["signatures", "method"]),
    ("terminate", "for", ["terminated", "for"]),
];

/// Finds what a value may be.
pub struct Values<'a, 'w, 't> {
    /// The store, when it is needed.
    pub context: &'a mut Context<'w>,
    /// Where the value stands.
    pub place: &'a Place<'t>,
    /// As much of it as is typed.
    pub typed: &'a str,
}

impl Values<'_, '_, '_> {
    /// What a flag takes.
    pub fn of(&mut self, flag: &Arg) -> Words {
        let few: Vec<&str> = match flag.get_id().as_str() {
            "format" if self.place.path.last() == Some(&"render") => {
                paper::FORMATS.iter().map(|format| format.word).collect()
            }
            "format" => Format::ALL.map(Format::name).to_vec(),
            "hours" => HoursStyle::ALL.map(HoursStyle::name).to_vec(),
            "color" => COLORS.to_vec(),
            "by" if self.place.path == ["report"] => By::ALL.map(By::word).to_vec(),
            "fail_if" => FailIf::ALL.map(FailIf::word).to_vec(),
            _ => Vec::new(),
        };
        if !few.is_empty() {
            return few.into_iter().map(bare).collect();
        }
        match self.field(flag.get_id().as_str()) {
            Some(field) => self.of_field(field),
            None => match self.part(flag.get_id().as_str()) {
                Some(part) => self.of_field(part),
                None => self.of_argument(flag),
            },
        }
    }

    /// What stands at a place of its own, without a flag.
    pub fn of_a_word(&mut self) -> Words {
        match self.place.path.as_slice() {
            ["report"] if self.place.words == 0 => {
                pairs(REPORTS.iter().map(|report| (report.name, report.about)))
            }
            ["check"] => pairs(CHECKS.iter().map(|topic| (topic.name, topic.about))),
            ["help"] => TOPICS.iter().map(|topic| bare(topic.name)).collect(),
            ["completions"] => SHELLS.iter().map(|(name, _)| bare(name)).collect(),
            ["fields"] => KINDS.iter().map(|spec| bare(spec.kind.name())).collect(),
            [_, "list"] => self.read(|book| {
                let views = book.settings.views.iter();
                Ok(views
                    .map(|(name, text)| (format!("@{name}"), text.clone()))
                    .collect())
            }),
            _ => match self.place.argument() {
                Some(argument) => {
                    let mut words = self.of_argument(argument);
                    let key = self.item_verb().and_then(|verb| verb.word);
                    let is_it = ["word", "refs"].contains(&argument.get_id().as_str());
                    let field = key.filter(|_| is_it).and_then(|key| self.field(key));
                    words.extend(field.map_or_else(Vec::new, |field| self.of_field(field)));
                    words
                }
                None => Vec::new(),
            },
        }
    }

    /// The row of the verb that adds an item, if it is one.
    fn item_verb(&self) -> Option<&'static ItemVerb> {
        let kind = self.place.kind()?;
        ItemVerb::of(self.place.path.get(1)?, kind.kind)
    }

    /// The field that a flag stands for: of the record, or of the item that the verb adds.
    fn field(&self, key: &str) -> Option<&'static Field> {
        let part = |verb: &'static ItemVerb| verb.parts().iter().find(|part| part.key == key);
        match self.item_verb() {
            Some(verb) => part(verb),
            None => flags::field(self.place.kind()?, key),
        }
    }

    /// The part of an item that a flag of a verb of the trade stands for.
    fn part(&self, flag: &str) -> Option<&'static Field> {
        let verb = self.place.path.last()?;
        let is_it = |(own, known, _): &&(&str, &str, [&str; 2])| own == verb && *known == flag;
        let (_, _, [group, key]) = PARTS.iter().find(is_it)?;
        let mut fields = self.place.kind()?.fields().iter();
        let group = fields.find(|field| field.key == *group)?;
        group.group_fields()?.iter().find(|part| part.key == *key)
    }

    fn of_field(&mut self, field: &Field) -> Words {
        match field.shape {
            Shape::Choice(choices) => {
                pairs(choices.iter().map(|choice| (choice.word, choice.means)))
            }
            Shape::Link(kind) => self.records(&[kind]),
            Shape::Person => self.records(&[Kind::Contact]),
            Shape::Day => days(),
            Shape::Flag => vec![bare("yes"), bare("no")],
            Shape::Activity => self.read(|book| {
                let activities = Activities::of(book)?;
                Ok(activities.names().map(bare).collect())
            }),
            Shape::Text
            | Shape::Clock
            | Shape::Minutes
            | Shape::Hours
            | Shape::Number(..)
            | Shape::Money
            | Shape::Year
            | Shape::MonthDay
            | Shape::Weekday
            | Shape::Code
            | Shape::Group { .. }
            | Shape::Table(_)
            | Shape::Free => Vec::new(),
        }
    }

    /// What an argument takes, by the word that its help has for it.
    fn of_argument(&mut self, argument: &Arg) -> Words {
        let own = self.place.kind().map(|spec| spec.kind);
        let name = argument.get_value_names().and_then(|names| names.first());
        let name = name.map_or("", |name| name.as_str());
        match name.split(['…', ' ']).next().unwrap_or_default() {
            "REF" | "ID" if argument.get_id() != "id" => match own {
                Some(Kind::Wbl) => self.records(&[Kind::Wbl, Kind::Student]),
                Some(kind) => self.records(&[kind]),
                None => Vec::new(),
            },
            "EXPERIENCE" => self.records(&[Kind::Wbl, Kind::Student]),
            "STUDENT" => self.records(&[Kind::Student]),
            "PARTNER" => self.records(&[Kind::Partner]),
            "CONTACT" => self.records(&[Kind::Contact]),
            "PATHWAY" => self.records(&[Kind::Pathway]),
            "DAY" => days(),
            "KIND" => {
                let kinds = KINDS.iter().filter(|spec| spec.has_verbs);
                kinds.map(|spec| bare(spec.kind.name())).collect()
            }
            "YEAR" => self.read(|book| {
                let years = book.settings.calendar.years.iter();
                Ok(years.map(|year| bare(&year.year.to_string())).collect())
            }),
            "TERM" => self.read(|book| {
                let terms = book.settings.calendar.terms.iter();
                let lines = terms.map(|term| (term.name.clone(), term.year.to_string()));
                let mut words: Words = Vec::new();
                for (name, year) in lines {
                    match words.iter_mut().find(|(known, _)| *known == name) {
                        Some((_, years)) => *years = format!("{years}, {year}"),
                        None => words.push((name, year)),
                    }
                }
                Ok(words)
            }),
            _ => Vec::new(),
        }
    }

    /// The ids of records that begin as typed, or whose names do; each with its name.
    fn records(&mut self, kinds: &[Kind]) -> Words {
        let typed = self.typed;
        self.read(|book| {
            let mut found = Vec::new();
            for kind in kinds {
                let ids: Vec<_> = book.located(*kind)?.iter().map(|one| &one.id).collect();
                // No file is read for a name that will not be shown.
                let begun = ids.iter().any(|id| id.as_str().starts_with(typed));
                for id in ids {
                    if begun && !id.as_str().starts_with(typed) {
                        continue;
                    }
                    found.push((id.to_string(), name(book, *kind, id)?));
                }
            }
            Ok(found)
        })
    }

    /// What the store says; nothing where there is none.
    fn read(&mut self, look: impl Fn(&Book<'_>) -> Result<Words>) -> Words {
        let Ok(opened) = self.context.store_on_defaults() else {
            return Vec::new();
        };
        let book = Book::new(&opened.folder, opened.settings.clone());
        look(&book).unwrap_or_default()
    }
}

/// The name of a record; kinds without one are not read.
fn name(book: &Book<'_>, kind: Kind, id: &Id) -> Result<String> {
    let named = match kind {
        Kind::Student => Kind::Person,
        Kind::Partner
        | Kind::Contact
        | Kind::Pathway
        | Kind::Wbl
        | Kind::Mou
        | Kind::Eval
        | Kind::Council
        | Kind::Form
        | Kind::Person
        | Kind::Rules
        | Kind::Settings => kind,
    };
    if !spec(named).has_name() {
        return Ok(String::new());
    }
    let sheet = book.find(named, id)?.map(|one| book.sheet_at(one));
    let sheet = sheet.and_then(std::result::Result::ok);
    let name = sheet
        .as_ref()
        .and_then(|sheet| sheet.doc.root.text_at("name"));
    let words = name.unwrap_or_default().split_whitespace();
    Ok(words.collect::<Vec<_>>().join(" "))
}

fn days() -> Words {
    vec![
        bare("today"),
        bare("yesterday"),
        (
            "mon".into(),
            "the latest Monday, and so for tue, wed …".into(),
        ),
        ("3d-ago".into(), "so many days back; 2w-ago: weeks".into()),
        ("+2w".into(), "so many weeks ahead; +3d: days".into()),
    ]
}

fn bare(word: &str) -> (String, String) {
    (word.to_owned(), String::new())
}

fn pairs<'a>(words: impl Iterator<Item = (&'a str, &'a str)>) -> Words {
    words
        .map(|(word, about)| (word.into(), about.into()))
        .collect()
}
