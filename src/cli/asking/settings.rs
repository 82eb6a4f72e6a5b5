//! What `config add` and `config set` ask where no value is named: the setting, then its value, of
//! a group the keys of an item one after the other.

use std::ffi::OsString;

use clap::ArgMatches;

use crate::fault::Result;
use crate::record::spec;
use crate::schema::{Field, Kind, Shape};
use crate::ui::{Answer, Interview, Offer, Question};
use crate::work;

use super::super::context::Context;
use super::super::kind::flags;

/// A setting that is to be added to or set, and lacks what.
pub(super) struct Wanted {
    adds: bool,
    key: Option<String>,
}

impl Wanted {
    /// What was typed of `config add` or `config set`, where it lacks a value.
    pub(super) fn of(matches: &ArgMatches) -> Option<Self> {
        let ("config", matches) = matches.subcommand()? else {
            return None;
        };
        let (verb, inner) = matches.subcommand()?;
        let lacks = ["add", "set"].contains(&verb) && flags::text(inner, "value").is_none();
        lacks.then(|| Self {
            adds: verb == "add",
            key: flags::text(inner, "key"),
        })
    }

    /// The questions with which it begins.
    pub(super) fn questions(&self) -> Vec<Question> {
        if self.key.is_some() {
            return Vec::new();
        }
        let mut question = Question::of_shape("key", Shape::Code);
        "setting".clone_into(&mut question.label);
        "which one".clone_into(&mut question.help);
        question.required = true;
        vec![question]
    }

    /// Offers the settings that there are, and asks for the value of the one that is meant.
    ///
    /// # Errors
    /// A key that names no such setting.
    pub(super) fn prepare(
        &self,
        context: &mut Context<'_>,
        interview: &mut Interview,
    ) -> Result<()> {
        if let Some(question) = interview.question() {
            if question.key == "key" {
                question.offers = context.read(|book, _| {
                    let years = &book.settings.calendar.years;
                    Ok(self.offers(years.iter().map(|one| one.year.to_string())))
                })?;
            }
            return Ok(());
        }
        let answered = interview.answered("key").map(str::to_owned);
        let Some(key) = answered.or_else(|| self.key.clone()) else {
            return Ok(());
        };
        let field = context.read(|book, _| work::setting(book, &key))?;
        interview.follow(&key, || questions_of(field));
        Ok(())
    }

    fn offers(&self, years: impl Iterator<Item = String>) -> Vec<Offer> {
        let mut offers = Vec::new();
        for table in spec(Kind::Settings).own {
            if let Shape::Table(fields) = table.shape {
                let fields = fields.iter().filter(|field| field.many == self.adds);
                offers.extend(fields.map(|field| Offer {
                    value: format!("{}.{}", table.key, field.key).replace('_', "-"),
                    line: field.help.to_owned(),
                    names: Vec::new(),
                }));
            }
        }
        if self.adds {
            offers.extend(years.map(|year| Offer {
                value: format!("calendar.years.{year}.no-school"),
                line: format!("days of {year} without school"),
                names: Vec::new(),
            }));
        }
        offers
    }
}

/// The answers as words of the command line.
pub(super) fn arguments(interview: &Interview) -> Vec<OsString> {
    let mut words = Vec::new();
    let mut pairs = Vec::new();
    for (question, answer) in interview.answers() {
        let Answer::Given(texts) = answer else {
            continue;
        };
        let text = texts.join(",");
        match (question.key, &question.part) {
            ("key", None) => words.push(text),
            (_, Some(part)) => pairs.push(format!("{}={text}", part.key)),
            (_, None) => pairs.push(text),
        }
    }
    words.push(pairs.join(","));
    words.into_iter().map(OsString::from).collect()
}

/// A question for the value, or one for each key of an item.
fn questions_of(field: Option<&'static Field>) -> Vec<Question> {
    let Some(field) = field else {
        let mut question = Question::of_shape("value", Shape::Text);
        "what it is to be".clone_into(&mut question.help);
        question.required = true;
        return vec![question];
    };
    let Some(parts) = field.group_fields() else {
        let mut question = Question::of(field);
        question.required = true;
        question.default = None;
        question.many &= !matches!(field.shape, Shape::Text | Shape::Person);
        return vec![question];
    };
    let single = parts.iter().filter(|part| part.group_fields().is_none());
    single
        .map(|part| super::fields::of_part(field, part))
        .collect()
}
