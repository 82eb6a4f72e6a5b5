//! What is wrong with a template, told as everything else is: file, line, column, excerpt, nearest name.

use std::fmt;
use std::ops::Range;

use minijinja::{Error, ErrorKind, Value};

use crate::fault::{Fault, Place};
use crate::value::nearest;

/// Trouble that we met ourselves while a template was filled in.
#[derive(Clone, Debug)]
pub(super) struct Trouble {
    message: String,
    hint: Option<String>,
}

impl Trouble {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
        }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn into_error(self) -> Error {
        Error::new(ErrorKind::UndefinedError, self.message.clone()).with_source(self)
    }

    /// A value that fails wherever it is used.
    pub(super) fn into_value(self) -> Value {
        Value::from(self.into_error())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Trouble {}

/// Finds the texts of templates, and how a person calls their files.
pub trait Sources {
    /// The text of a template and the path to show.
    fn source(&self, name: &str) -> Option<(&str, String)>;
    /// The names of all templates.
    fn names(&self) -> Vec<&str>;
}

/// The fault of a template's error.
pub(super) fn fault(
    error: &Error,
    sources: &dyn Sources,
    env: &minijinja::Environment<'_>,
) -> Fault {
    let error = deepest(error);
    let trouble =
        std::error::Error::source(error).and_then(|source| source.downcast_ref::<Trouble>());
    let mut fault = Fault::refused(message(error, trouble));
    if let Some(hint) = trouble
        .and_then(|trouble| trouble.hint.clone())
        .or_else(|| hint(error, sources, env))
    {
        fault = fault.hint(hint);
    }
    match error.name().and_then(|name| place(error, name, sources)) {
        Some(place) => fault.at(place),
        None => fault,
    }
}

/// The error in the included template that an error tells of.
fn deepest(error: &Error) -> &Error {
    let mut error = error;
    while let Some(inner) =
        std::error::Error::source(error).and_then(|source| source.downcast_ref::<Error>())
    {
        error = inner;
    }
    error
}

fn message(error: &Error, trouble: Option<&Trouble>) -> String {
    if let Some(trouble) = trouble {
        return trouble.message.clone();
    }
    let detail = error.detail().unwrap_or_default();
    match error.kind() {
        ErrorKind::OutOfFuel => {
            "this template does not come to an end: a loop in it runs too often".into()
        }
        ErrorKind::SyntaxError => format!(
            "this template cannot be read: {}",
            detail.trim_end_matches('.')
        ),
        ErrorKind::TemplateNotFound => format!("there is no template `{}`", quoted(detail)),
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => {
            format!(
                "there is no such {}: {}",
                word(error.kind()),
                last_word(detail)
            )
        }
        _ if detail.is_empty() => error.kind().to_string(),
        _ => detail.to_owned(),
    }
}

/// What a message of the library has in quotes, of either kind.
fn quoted(detail: &str) -> &str {
    detail.split(['"', '\'']).nth(1).unwrap_or(detail)
}

fn word(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::UnknownFilter => "filter",
        ErrorKind::UnknownTest => "test",
        _ => "function",
    }
}

/// The name that a message such as `filter dat is unknown` is about, in backticks.
fn last_word(detail: &str) -> String {
    let name = detail.split_whitespace().nth(1).unwrap_or(detail);
    format!("`{name}`")
}

fn hint(error: &Error, sources: &dyn Sources, env: &minijinja::Environment<'_>) -> Option<String> {
    let detail = error.detail().unwrap_or_default();
    let near = match error.kind() {
        ErrorKind::UnknownFilter => nearest(
            last_word(detail).trim_matches('`'),
            super::filters::NAMES.iter().copied(),
        )
        .map(str::to_owned),
        ErrorKind::TemplateNotFound => nearest(quoted(detail), sources.names()).map(str::to_owned),
        ErrorKind::UnknownFunction => {
            let name = last_word(detail);
            let names: Vec<_> = env.globals().map(|(name, _)| name.to_owned()).collect();
            nearest(name.trim_matches('`'), names.iter().map(String::as_str)).map(str::to_owned)
        }
        _ => None,
    };
    near.map(|near| format!("did you mean `{near}`?"))
        .or_else(|| Some("`wbl help templates` says what a template may hold".into()))
}

fn place(error: &Error, name: &str, sources: &dyn Sources) -> Option<Place> {
    let (text, path) = sources.source(name)?;
    let line = error.line().unwrap_or(0);
    let range: Option<Range<usize>> = error
        .range()
        .filter(|range| range.end <= text.len() && range.start < range.end);
    if let Some(range) = range {
        return Some(crate::schema::place_of(&path, text, range));
    }
    let excerpt = text.lines().nth(line.checked_sub(1)?)?;
    let indent = excerpt.len() - excerpt.trim_start().len();
    Some(Place {
        path,
        line,
        col: excerpt[..indent].chars().count() + 1,
        excerpt: excerpt.to_owned(),
        width: excerpt.trim().chars().count().max(1),
    })
}
