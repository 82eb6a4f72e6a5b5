//! Flags made from a kind's table of fields, and what was typed for them.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::record::{KindSpec, spec};
use crate::schema::{Field, Kind, Shape};

/// What was typed: for each field its raw texts.
pub type Typed = Vec<(String, Vec<String>)>;

/// The fields of a kind that have flags, in table order; a student's private ones first.
pub fn flagged(kind: &'static KindSpec) -> impl Iterator<Item = &'static Field> {
    let private = (kind.kind == Kind::Student).then(|| spec(Kind::Person).fields().iter());
    private
        .into_iter()
        .flatten()
        .chain(kind.fields().iter())
        .filter(|field| !field.by_verb)
}

/// The field of a kind that has a flag under this key.
pub fn field(kind: &'static KindSpec, key: &str) -> Option<&'static Field> {
    flagged(kind).find(|field| field.key == key)
}

/// Adds a flag for each field; `name` has none where it stands for itself.
pub fn add(command: Command, kind: &'static KindSpec, with_name: bool) -> Command {
    let without: &[&str] = if with_name { &[] } else { &["name"] };
    add_but(command, kind, without)
}

/// Adds a flag for each field but these.
pub fn add_but(mut command: Command, kind: &'static KindSpec, without: &[&str]) -> Command {
    for field in flagged(kind).filter(|field| !without.contains(&field.key)) {
        command = command.arg(flag(field));
    }
    command
}

/// The flag of a field.
pub fn flag(field: &'static Field) -> Arg {
    let arg = Arg::new(field.key)
        .long(field.flag())
        .help(help(field))
        .value_name(value_name(field));
    match (field.shape, field.many) {
        (_, true) => arg.action(ArgAction::Append),
        (Shape::Flag, false) => arg
            .action(ArgAction::Set)
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("yes"),
        (_, false) => arg.action(ArgAction::Set),
    }
}

fn help(field: &Field) -> String {
    let mut help = field.help.to_owned();
    if let Some(first) = help.get(..1) {
        help = first.to_uppercase() + &help[1..];
    }
    if let Shape::Choice(choices) = field.shape {
        let words: Vec<_> = choices.iter().map(|choice| choice.word).collect();
        help.push_str(": ");
        help.push_str(&words.join(", "));
    }
    if let Some(fields) = field.group_fields() {
        let keys: Vec<_> = fields.iter().map(Field::spoken_key).collect();
        help.push_str("; keys: ");
        help.push_str(&keys.join(", "));
    }
    if let Some(default) = field.default {
        help = format!("{help} (default: {default})");
    }
    match (field.shape, field.many) {
        (Shape::Text | Shape::Group { .. }, true) => help + " (can be repeated)",
        (_, true) => help + " (separated by commas)",
        (_, false) => help,
    }
}

fn value_name(field: &Field) -> &'static str {
    match field.shape {
        Shape::Text | Shape::Person => "TEXT",
        Shape::Day => "DAY",
        Shape::Clock => "TIME",
        Shape::Minutes | Shape::Hours => "LENGTH",
        Shape::Number(..) => "N",
        Shape::Money => "DOLLARS",
        Shape::Year => "YEAR",
        Shape::MonthDay => "MM-DD",
        Shape::Flag => "yes|no",
        Shape::Weekday => "WEEKDAY",
        Shape::Choice(_) => "WORD",
        Shape::Activity => "ACTIVITY",
        Shape::Link(kind) => match kind {
            Kind::Partner => "PARTNER",
            Kind::Contact => "CONTACT",
            Kind::Pathway => "PATHWAY",
            Kind::Student => "STUDENT",
            Kind::Wbl => "EXPERIENCE",
            Kind::Mou => "MOU",
            Kind::Form => "FORM",
            Kind::Eval | Kind::Council | Kind::Person | Kind::Rules | Kind::Settings => "ID",
        },
        Shape::Code => "ID",
        Shape::Group { .. } => "KEY=VALUE,…",
        Shape::Table(_) | Shape::Free => "…",
    }
}

/// What was typed for each field that has a flag.
pub fn typed(kind: &'static KindSpec, matches: &ArgMatches) -> Typed {
    flagged(kind)
        .filter_map(|field| {
            // `name` has no flag where it is an argument of its own.
            let texts = matches.try_get_many::<String>(field.key).ok().flatten()?;
            Some((field.key.to_owned(), texts.cloned().collect()))
        })
        .collect()
}

/// A text argument, if it was given.
pub fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.try_get_one::<String>(name).ok().flatten().cloned()
}

/// All texts of a repeated argument.
pub fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches
        .try_get_many::<String>(name)
        .ok()
        .flatten()
        .map(|texts| texts.cloned().collect())
        .unwrap_or_default()
}

/// A switch.
pub fn is_on(matches: &ArgMatches, name: &str) -> bool {
    matches.try_get_one::<bool>(name).ok().flatten() == Some(&true)
}

/// An argument that names a record.
pub fn reference(kind: &'static KindSpec) -> Arg {
    Arg::new("ref")
        .value_name("REF")
        .required(true)
        .help(match kind.kind {
            Kind::Wbl => "The experience: its id, the beginning of its id (3 letters or more), or its student, by id or whole name".to_owned(),
            Kind::Eval => "The evaluation: its id, the beginning of its id (3 letters or more), or its student by their whole name, where they have just one".to_owned(),
            _ => format!(
                "The {}: its id, the beginning of its id (3 letters or more), or its whole name",
                kind.kind
            ),
        })
}
