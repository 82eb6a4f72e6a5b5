//! Templates: their files by name, what each says of itself at its head, and which one a language picks.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::book::Book;
use crate::fault::{Fault, Result, unlisted};
use crate::schema::Kind;
use crate::value::{checksum, nearest};

use super::fill::Sources;
use super::labels::primary;

/// The folder of a store's templates.
pub const FOLDER: &str = "templates";

/// Stands around what a template says of itself.
const FENCE: &str = "+++";

/// A template.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its name: the path below `templates/`.
    pub name: String,
    /// The path to show.
    pub path: String,
    /// Its text, as many empty lines in the place of what it says of itself.
    pub text: String,
    /// What it says of itself.
    pub head: Head,
    /// The checksum of the whole file.
    pub sum: String,
    /// Whether it lies in the store, rather than in the program.
    pub is_own: bool,
}

/// What a template says of itself, between two lines `+++`, as TOML.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The document's title, a template itself.
    #[serde(default)]
    pub title: String,
    /// The language of the document; `en-US` where none is named.
    pub language: Option<String>,
    /// The kind of record that it is made from.
    pub of: Option<String>,
    /// Who reads it, `guardian` or `contact`: their language picks the template of that language.
    pub reader: Option<String>,
    /// A line at the head of every page, a template itself.
    #[serde(default)]
    pub header: String,
    /// Whether its headings are numbered.
    #[serde(default)]
    pub numbered: bool,
    /// What a clause is about: one of a topic takes the place of another.
    pub topic: Option<String>,
    /// What it is, in a line.
    #[serde(default)]
    pub about: String,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// Where what it says of itself cannot be read (exit 4).
    pub fn read(name: &str, path: &str, text: &str, is_own: bool) -> Result<Self> {
        let sum = checksum(text.as_bytes());
        let text = text
            .strip_prefix('\u{feff}')
            .unwrap_or(text)
            .replace("\r\n", "\n");
        let mut template = Self {
            name: name.to_owned(),
            path: path.to_owned(),
            text: String::new(),
            head: Head::default(),
            sum,
            is_own,
        };
        let Some((head, body)) = text
            .strip_prefix(&format!("{FENCE}\n"))
            .and_then(|rest| rest.split_once(&format!("\n{FENCE}\n")))
        else {
            template.text = text;
            return Ok(template);
        };
        template.head = toml::from_str(head).map_err(|error| {
            let what = error
                .message()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned();
            let fault = Fault::refused(format!(
                "what this template says of itself cannot be read: {what}"
            ));
            let at = error.span().map_or(0..1, |span| {
                span.start + 4..(span.end + 4).max(span.start + 5)
            });
            fault
                .at(crate::schema::place_of(path, &text, at))
                .hint("`wbl help templates` says what may stand between the lines `+++`")
        })?;
        template.text = "\n".repeat(head.matches('\n').count() + 3) + body;
        Ok(template)
    }

    /// The language of the document.
    pub fn language(&self) -> &str {
        self.head.language.as_deref().unwrap_or("en-US")
    }
}

/// The templates of a store, and the built-in ones that stand in for what it has not got.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    all: BTreeMap<String, Template>,
}

impl Templates {
    /// Reads all templates. Of the built-in ones each is a path below the store's root and a text.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn of(book: &Book<'_>, built_in: &[(&str, &str)]) -> Result<Self> {
        let mut all = BTreeMap::new();
        for (path, text) in built_in {
            if let Some(name) = name_of(path) {
                let path = format!("{path} (built in)");
                all.insert(name.to_owned(), Template::read(name, &path, text, false)?);
            }
        }
        let listing = book
            .disk()
            .list(FOLDER, true)
            .map_err(|error| unlisted(&error, FOLDER))?;
        // Word files lie there too.
        for path in listing.strays {
            let Some(name) = name_of(&path) else { continue };
            if let Some(text) = book.text(&path)? {
                all.insert(name.to_owned(), Template::read(name, &path, &text, true)?);
            }
        }
        Ok(Self { all })
    }

    /// Adds one that lies elsewhere.
    pub fn add(&mut self, template: Template) {
        self.all.insert(template.name.clone(), template);
    }

    /// The template of a name, with or without its ending: the one in the language where there is
    /// one (`plan.es.md`), else the plain one.
    ///
    /// # Errors
    /// Where there is none (exit 3).
    pub fn find(&self, name: &str, language: Option<&str>) -> Result<&Template> {
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let own = language.map(|tag| format!("{stem}.{tag}.md"));
        let plain = language.map(|tag| format!("{stem}.{}.md", primary(tag)));
        let names = own.into_iter().chain(plain).chain([format!("{stem}.md")]);
        for name in names {
            if let Some(template) = self.all.get(&name) {
                return Ok(template);
            }
        }
        let documents = || {
            self.documents()
                .map(|name| name.strip_suffix(".md").unwrap_or(name))
        };
        let fault = Fault::reference(format!("there is no template `{stem}`"));
        Err(match nearest(stem, documents()) {
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault.hint(format!(
                "the templates are: {}",
                documents().collect::<Vec<_>>().join(", ")
            )),
        })
    }

    /// A template by its exact name.
    pub fn get(&self, name: &str) -> Option<&Template> {
        self.all.get(name)
    }

    /// All templates, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Template> {
        self.all.values()
    }

    /// The clauses by id, each with its topic.
    pub fn clauses(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.all.values().filter_map(|template| {
            let id = template
                .name
                .strip_prefix("clauses/")?
                .strip_suffix(".md")?;
            Some((id, template.head.topic.as_deref()))
        })
    }

    /// The clause on a topic: the one of those named that is about it, else the one called so.
    pub fn chosen<'a>(&'a self, topic: &'a str, named: &[String]) -> &'a str {
        let mut fitting = self.clauses().filter(|(_, of)| *of == Some(topic));
        let found = fitting.find(|(id, _)| named.iter().any(|one| one == id));
        found.map_or(topic, |(id, _)| id)
    }

    /// The names of those that are whole documents, not parts of one.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.all
            .keys()
            .map(String::as_str)
            .filter(|name| !name.contains('/'))
    }
}

impl Sources for Templates {
    fn source(&self, name: &str) -> Option<(&str, String)> {
        let template = self.all.get(name)?;
        Some((&template.text, template.path.clone()))
    }

    fn names(&self) -> Vec<&str> {
        self.all.keys().map(String::as_str).collect()
    }
}

fn name_of(path: &str) -> Option<&str> {
    path.strip_prefix("templates/")
        .filter(|name| matches!(name.rsplit_once('.'), Some((_, "md"))))
}

/// The kind of record that a template is made from.
///
/// # Errors
/// Where it names none that there is (exit 4).
pub fn kind_of(template: &Template) -> Result<Kind> {
    let word = template.head.of.as_deref().unwrap_or_default();
    let spec = crate::record::kind_named(word).filter(|spec| spec.has_verbs);
    spec.map(|spec| spec.kind).ok_or_else(|| {
        Fault::refused(format!("{} does not say of which kind of record it is made", template.path))
            .hint("write `of = \"mou\"` (or wbl, eval, student, partner …) between two lines `+++` at its head")
    })
}
