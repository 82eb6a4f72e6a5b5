//! Fills a template in from a record and all that it links to; what it prints stays data.

mod derive;
mod desk;
mod error;
mod filters;
mod ink;
mod names;
mod place;
mod roots;
mod said;
mod told;
mod unset;

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::schema::Kind;
use crate::value::{Day, Id};

pub use derive::revision;
use desk::Desk;
#[cfg(test)]
pub use ink::clean;
pub use ink::{Blank, Ink, Print};
pub use roots::ROOTS;
pub use said::said;

use super::facts::Wish;
use super::template::{Template, Templates};
pub use error::Sources;

/// How many steps a template may take: a loop over every hour of a large school takes far fewer.
const FUEL: u64 = 20_000_000;

/// How often records may be fetched for one document: links of links of links, and then some.
const ROUNDS: usize = 40;

/// A template, filled in.
#[derive(Debug)]
pub struct Filled {
    /// The Markdown, with a mark for each print.
    pub text: String,
    /// The title, marked likewise.
    pub title: String,
    /// The line at the head of each page, marked likewise.
    pub header: String,
    /// The records that it was made from, with the checksums of their texts.
    pub sources: Vec<(Kind, Id, String)>,
}

/// Fills one template in for one record after another.
pub struct Filler<'a, 'd> {
    book: &'a Book<'d>,
    template: &'a Template,
    templates: &'a Templates,
    desk: Arc<Desk>,
    env: Environment<'a>,
    derive: derive::Deriving,
}

impl<'a, 'd> Filler<'a, 'd> {
    /// Reads a template and everything it may include.
    ///
    /// # Errors
    /// Where it cannot be read (exit 4).
    pub fn new(
        book: &'a Book<'d>,
        templates: &'a Templates,
        template: &'a Template,
        wish: &Wish,
        today: Day,
    ) -> Result<Self> {
        let desk = Arc::new(Desk::new(template.language(), today));
        let mut env = Environment::new();
        env.set_debug(true);
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        // Tags on a line of their own leave no empty line behind.
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build();
        env.set_syntax(syntax.map_err(|error| Fault::could(error.to_string()))?);
        env.set_fuel(Some(FUEL));
        env.set_auto_escape_callback(|_| AutoEscape::Custom("marks".into()));
        filters::add(&mut env, &desk);
        roots::add(&mut env, &desk, templates);
        let printing = Arc::clone(&desk);
        env.set_formatter(move |out, _, value| {
            if value.is_undefined() {
                return Err(minijinja::Error::new(
                    minijinja::ErrorKind::UndefinedError,
                    "this names nothing",
                ));
            }
            let text = printed(&printing, value)?;
            out.write_str(&text).map_err(minijinja::Error::from)
        });
        let filler = Self {
            book,
            template,
            templates,
            desk,
            env,
            derive: derive::Deriving::new(wish.clone()),
        };
        filler.read_templates()
    }

    fn read_templates(mut self) -> Result<Self> {
        let mut wrong = Vec::new();
        for template in self.templates.iter() {
            if let Err(error) = self.env.add_template(&template.name, &template.text) {
                wrong.push((template.name.clone(), error));
            }
        }
        for (name, error) in wrong {
            // One that this document does not hold is for the document that does.
            if name == self.template.name || name.contains('/') {
                return Err(self.fault(&error));
            }
        }
        Ok(self)
    }

    fn fault(&self, error: &minijinja::Error) -> Fault {
        error::fault(error, self.templates, &self.env)
    }

    /// What was printed so far.
    pub fn ink(&self) -> &Ink {
        &self.desk.ink
    }

    /// Fills the template in for a record.
    ///
    /// # Errors
    /// Where the template is wrong (exit 4), or a record that it names cannot be read (exit 7).
    pub fn fill(&mut self, kind: Kind, id: &Id) -> Result<Filled> {
        self.derive.root = Some((kind, id.clone()));
        for _ in 0..ROUNDS {
            self.desk.begin();
            let filled = self.try_to_fill(kind, id);
            let wanted = self.desk.take_wanted();
            if wanted.is_empty() {
                let (text, title, header) = filled.map_err(|error| self.fault(&error))?;
                return Ok(Filled {
                    text,
                    title,
                    header,
                    sources: self.desk.used(),
                });
            }
            self.fetch(wanted)?;
        }
        Err(Fault::refused(format!(
            "{} follows links to records without end",
            self.template.path
        )))
    }

    fn try_to_fill(
        &self,
        kind: Kind,
        id: &Id,
    ) -> std::result::Result<(String, String, String), minijinja::Error> {
        let roots = roots::of(&self.desk, kind, id);
        let text = self.env.get_template(&self.template.name)?.render(&roots)?;
        let line = |template: &'a str| {
            self.env
                .render_named_str(&self.template.name, template, roots.clone())
        };
        let title = line(&self.template.head.title)?;
        let header = line(&self.template.head.header)?;
        Ok((text, title, header))
    }

    fn fetch(&mut self, wanted: BTreeSet<(Kind, Id)>) -> Result<()> {
        for (kind, id) in wanted {
            let loaded = self.derive.load(self.book, kind, &id, &self.desk)?;
            self.desk.lay(kind, id, loaded);
        }
        Ok(())
    }
}

/// A value as it goes into the text: what is text already stays, everything else becomes a mark.
fn printed(desk: &Desk, value: &Value) -> std::result::Result<String, minijinja::Error> {
    if value.is_safe() {
        return Ok(value.to_string());
    }
    let is_list = matches!(
        value.kind(),
        minijinja::value::ValueKind::Seq | minijinja::value::ValueKind::Iterable
    );
    let text = if is_list && !unset::is_unset(value) {
        let items: Vec<_> = value.try_iter()?.map(|item| item.to_string()).collect();
        items.join(", ")
    } else {
        value.to_string()
    };
    Ok(if text.is_empty() {
        text
    } else {
        desk.ink.mark(Print::Text(text))
    })
}
