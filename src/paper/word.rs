//! Fills in a school's own Word file for one record after another.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::schema::Kind;
use crate::value::{Day, Id, checksum};

use super::docx::{Finish, Poured, WordTemplate};
use super::facts::Wish;
use super::fill::{Blank, Filled, Filler, Print, ROOTS};
use super::labels::labels;
use super::make::stamped;
use super::template::{Head, Template, Templates};

/// Makes one Word file after another.
pub struct WordMaker<'a, 'd> {
    book: &'a Book<'d>,
    templates: &'a Templates,
    template: &'a Template,
    word: &'a WordTemplate<'a>,
    today: Day,
    draft: bool,
    wish: Wish,
    filler: Option<Filler<'a, 'd>>,
}

/// The Word file as the template engine knows it.
pub fn word_template(word: &WordTemplate<'_>, path: &str, bytes: &[u8]) -> Template {
    // The stamp names the file, not where it lies on this machine.
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    Template {
        name: name.to_owned(),
        path: path.to_owned(),
        text: word.source().to_owned(),
        head: Head {
            language: word.language(),
            of: of(word),
            ..Head::default()
        },
        sum: checksum(bytes),
        is_own: true,
    }
}

/// The kind of record that a file's placeholders are about: of those that it names, the one whose
/// documents can name the others.
fn of(word: &WordTemplate<'_>) -> Option<String> {
    const FROM: [Kind; 8] = [
        Kind::Eval,
        Kind::Wbl,
        Kind::Council,
        Kind::Mou,
        Kind::Student,
        Kind::Contact,
        Kind::Partner,
        Kind::Pathway,
    ];
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let named: Vec<&str> = word
        .placeholders()
        .flat_map(|tag| tag.split(move |c| !is_name(c)))
        .filter_map(|path| path.split('.').next())
        .collect();
    let is_named = |kind: &Kind| {
        let roots = ROOTS.iter().find(|(known, _)| known == kind);
        let own = roots.and_then(|(_, names)| names.first());
        own.is_some_and(|(own, _)| named.contains(own))
    };
    let kind = FROM.into_iter().find(is_named);
    kind.map(|kind| kind.to_string())
}

impl<'a, 'd> WordMaker<'a, 'd> {
    /// Gets ready. The template is that of [`word_template`], and one of the templates.
    pub fn new(
        book: &'a Book<'d>,
        templates: &'a Templates,
        template: &'a Template,
        word: &'a WordTemplate<'a>,
        (today, draft, wish): (Day, bool, &Wish),
    ) -> Self {
        Self {
            book,
            templates,
            template,
            word,
            today,
            draft,
            wish: wish.clone(),
            filler: None,
        }
    }

    /// Makes the file of a record, and tells which fields it lacks.
    ///
    /// # Errors
    /// Every placeholder that is wrong (exit 4), or a record that cannot be read (exit 7).
    pub fn make(&mut self, kind: Kind, id: &Id) -> Result<(Vec<u8>, Vec<Blank>)> {
        let word = self.word;
        let mut made: Option<Filled> = None;
        let text = word.render(&mut |source| {
            let filled = if source == word.source() {
                self.filler()?.fill(kind, id)?
            } else {
                self.fill_without(source, kind, id)?
            };
            let text = filled.text.clone();
            made = Some(filled);
            Ok(text)
        })?;
        let (Some(made), Some(filler)) = (made, &self.filler) else {
            return Err(Fault::could("the template gives nothing"));
        };
        let finish = Finish {
            stamp: stamped(self.template, &made),
            draft: self
                .draft
                .then(|| labels(self.template.language()).draft.to_owned()),
        };
        let mut blanks: Vec<Blank> = Vec::new();
        let mut prints = |mark: &str| {
            let read = filler.ink().read(mark).into_iter();
            read.map(|print| match print {
                Print::Text(text) => Poured::Text(text),
                Print::Line(_) => Poured::Line,
                Print::Blank(blank) => {
                    if !blanks.contains(&blank) {
                        blanks.push(blank);
                    }
                    Poured::Line
                }
                Print::Box(ticked) => Poured::Box(ticked),
            })
            .collect()
        };
        let bytes = word.fill(&text, &mut prints, &finish)?;
        Ok((bytes, blanks))
    }

    fn filler(&mut self) -> Result<&mut Filler<'a, 'd>> {
        let filler = match self.filler.take() {
            Some(filler) => filler,
            None => Filler::new(
                self.book,
                self.templates,
                self.template,
                &self.wish,
                self.today,
            )?,
        };
        Ok(self.filler.insert(filler))
    }

    /// Fills in what is left without a placeholder that was wrong, to find the next.
    fn fill_without(&self, source: &str, kind: Kind, id: &Id) -> Result<Filled> {
        let template = Template {
            text: source.to_owned(),
            ..self.template.clone()
        };
        let mut templates = self.templates.clone();
        templates.add(template.clone());
        Filler::new(self.book, &templates, &template, &self.wish, self.today)?.fill(kind, id)
    }
}
