//! `wbl fields KIND`: the reference of a kind's fields, from its table.

use clap::{Arg, ArgMatches, Command};

use crate::fault::{Fault, Result};
use crate::record::{KINDS, KindSpec, kind_named, spec};
use crate::schema::{Field, Kind, Shape};
use crate::value::nearest;
use crate::view::{Cell, Column, Table, View};

use super::super::answer::Answer;
use super::super::context::Context;
use super::CommandSpec;

/// The command.
pub const FIELDS: CommandSpec = CommandSpec {
    name: "fields",
    about: "Show every field of a kind: its flag, what it holds, whether it is required",
    args: |command: Command| {
        command.arg(Arg::new("kind").value_name("KIND").required(true).help(
            "partner, contact, pathway, student, wbl, mou, eval, council, settings, form or rules",
        ))
    },
    run,
};

fn run(_: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let name = matches.get_one::<String>("kind").map_or("", String::as_str);
    let Some(spec) = kind_named(name) else {
        let names = KINDS.iter().map(|spec| spec.kind.name());
        let fault = Fault::misuse(format!("there is no kind `{name}`"));
        let fault = match nearest(name, names.clone()) {
            Some(near) => fault.hint(format!("did you mean `wbl fields {near}`?")),
            None => fault,
        };
        return Err(fault.hint(format!(
            "the kinds are: {}",
            names.collect::<Vec<_>>().join(", ")
        )));
    };
    Ok(Answer::done(View::List(reference(spec))))
}

/// The reference of a kind, one row a field; items of a group below it, with a dot.
pub fn reference(kind: &'static KindSpec) -> Table {
    let mut table = Table {
        columns: ["field", "flag", "holds", "required", "default", "about"]
            .map(Column::left)
            .into(),
        rows: Vec::new(),
    };
    for field in kind.fields().iter() {
        add(&mut table, kind, "", field);
    }
    if kind.kind == Kind::Student {
        for field in spec(Kind::Person).fields().iter() {
            add(&mut table, kind, "private ", field);
        }
    }
    table
}

fn add(table: &mut Table, kind: &KindSpec, part: &str, field: &'static Field) {
    let is_top = !part.ends_with('.');
    let flag = match (is_top, field.by_verb || !kind.has_verbs) {
        (true, false) => format!("--{}", field.flag()),
        _ => String::new(),
    };
    table.rows.push(vec![
        Cell::text(format!("{part}{}", field.key)),
        Cell::text(flag),
        Cell::text(holds(field)),
        Cell::text(if field.required { "yes" } else { "" }),
        Cell::text(field.default.unwrap_or("")),
        Cell::text(field.help),
    ]);
    let inner = match field.shape {
        Shape::Group { fields, .. } | Shape::Table(fields) => fields,
        _ => &[],
    };
    for item in inner {
        add(table, kind, &format!("{part}{}.", field.key), item);
    }
}

/// What a field holds, in a few words.
fn holds(field: &Field) -> String {
    let one = match field.shape {
        Shape::Text => "text".into(),
        Shape::Person => "contact or text".into(),
        Shape::Day => "day".into(),
        Shape::Clock => "time".into(),
        Shape::Minutes | Shape::Hours => "length".into(),
        Shape::Number(low, high) => format!("number {low} to {high}"),
        Shape::Money => "money".into(),
        Shape::Year => "school year".into(),
        Shape::MonthDay => "MM-DD".into(),
        Shape::Flag => "yes or no".into(),
        Shape::Weekday => "mon, tue, wed, thu, fri, sat or sun".into(),
        Shape::Choice(choices) => {
            let words: Vec<_> = choices.iter().map(|choice| choice.word).collect();
            words.join(", ")
        }
        Shape::Activity => "activity of the rules file".into(),
        Shape::Link(kind) => format!("a {kind}"),
        Shape::Code => "id".into(),
        Shape::Group { key, .. } => return format!("items, told apart by {}", key.join(" and ")),
        Shape::Table(_) => "table".into(),
        Shape::Free => "your own keys".into(),
    };
    if field.many {
        format!("list: {one}")
    } else {
        one
    }
}
