//! Makes documents from one template: filled in, composed, stamped; blanks refused or drawn.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::schema::Kind;
use crate::value::{Day, Id};

use super::compose::{Setting, compose};
use super::document::Document;
use super::facts::Wish;
use super::fill::{Blank, Filled, Filler};
use super::stamp;
use super::template::{Template, Templates};

/// Makes one document after another from a template.
pub struct Maker<'a, 'd> {
    filler: Filler<'a, 'd>,
    template: &'a Template,
    setting: Setting,
}

/// A document and what it lacks.
#[derive(Debug)]
pub struct Made {
    /// The document, blanks drawn as lines.
    pub document: Document,
    /// The fields that are not set and are printed all the same.
    pub blanks: Vec<Blank>,
}

impl<'a, 'd> Maker<'a, 'd> {
    /// Gets ready.
    ///
    /// # Errors
    /// Where the template cannot be read (exit 4).
    pub fn new(
        book: &'a Book<'d>,
        templates: &'a Templates,
        template: &'a Template,
        wish: &Wish,
        today: Day,
        draft: bool,
    ) -> Result<Self> {
        let school = &book.settings.school;
        let author = school.name.clone().or_else(|| school.district.clone());
        Ok(Self {
            filler: Filler::new(book, templates, template, wish, today)?,
            template,
            setting: Setting {
                language: template.language().to_owned(),
                numbered: template.head.numbered,
                author: author.unwrap_or_default(),
                draft,
            },
        })
    }

    /// Makes the document of a record.
    ///
    /// # Errors
    /// Where the template is wrong (exit 4), or a record cannot be read (exit 7).
    pub fn make(&mut self, kind: Kind, id: &Id) -> Result<Made> {
        let filled = self.filler.fill(kind, id)?;
        let composed = compose(&filled, self.filler.ink(), &self.setting);
        let mut document = composed.document;
        document.meta.stamp = stamped(self.template, &filled);
        Ok(Made {
            document,
            blanks: composed.blanks,
        })
    }
}

/// What a document says it was made from: the template, and each record with its checksum.
pub(super) fn stamped(template: &Template, filled: &Filled) -> Vec<(String, String)> {
    let template = stamp::of_template(&template.name, &template.sum);
    let sources = filled.sources.iter();
    let sources = sources.map(|(kind, id, sum)| stamp::of_record(*kind, id, sum));
    std::iter::once(template).chain(sources).collect()
}

/// The fault of blanks that are not to be: each with the command that fills it.
pub fn lacking(blanks: &[Blank]) -> Option<Fault> {
    let mut faults: Vec<Fault> = blanks.iter().map(told).collect();
    let last = faults.pop()?;
    faults.push(last.hint("or add `--draft` to see it with its blanks"));
    Fault::all(faults)
}

fn told(blank: &Blank) -> Fault {
    let name = &blank.name;
    let of = match blank.kind {
        Kind::Settings => String::new(),
        kind => format!(" in the {} `{}`", kind.noun(), blank.id),
    };
    let label = blank.label.as_str();
    let message = if label.is_empty() {
        format!("`{name}` is blank{of}")
    } else if label.ends_with(&format!(" of the {}", blank.kind.noun())) {
        format!("`{name}` is blank: {label} `{}`", blank.id)
    } else {
        format!("`{name}` is blank{of}: {label}")
    };
    Fault::refused(message).hint(blank.fill.clone())
}
