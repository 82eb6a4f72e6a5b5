//! `wbl find TEXT`: every record that holds a text, and where.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::fault::{Fault, Result};
use crate::query::{Hit, seek};
use crate::view::{Cell, Column, Format, Table, View};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::kind::flags;
use super::CommandSpec;

/// The command.
pub const FIND: CommandSpec = CommandSpec {
    name: "find",
    about: "Find a text in all records, whatever its case and accents",
    args,
    run,
};

fn args(command: Command) -> Command {
    command
        .arg(Arg::new("text").value_name("TEXT").num_args(1..).required(true).help("The text; several words are one text"))
        .arg(Arg::new("private").long("private").action(ArgAction::SetTrue).help("Look into the private part of students also where the answer is no person's screen"))
        .after_help("On a terminal the private part of students is looked at too. Into a file or a pipe it goes only with `--private`: keep such a file as safe as the folder private/.\n\nExamples:\n  wbl find nunez\n  wbl find call back in May --format json")
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let text = flags::texts(matches, "text").join(" ");
    if text.trim().is_empty() {
        return Err(Fault::misuse("what is to be found?").hint("wbl find \"Antron\""));
    }
    let on_screen = context.world.terminals.stdout && context.global.output.is_none();
    let private = on_screen || flags::is_on(matches, "private");
    let hits = context.read(|book, _| seek(book, &text, private))?;
    // On a screen a sentence says it; elsewhere the header alone is the answer.
    let is_told = hits.is_empty() && on_screen;
    if is_told {
        context.say("", &format!("No record holds `{}`.", text.trim()));
    }
    if !private {
        context.say(
            "hint",
            "the private part of students was left out; `--private` looks into it too",
        );
    }
    if is_told && context.global.look.format == Format::Table {
        return Ok(Answer::done(View::Nothing));
    }
    Ok(Answer::of(View::List(Table {
        columns: ["kind", "id", "field", "excerpt"].map(Column::left).into(),
        rows: hits.iter().map(row).collect(),
    })))
}

fn row(hit: &Hit) -> Vec<Cell> {
    vec![
        Cell::text(hit.kind.name()),
        Cell::text(hit.id.as_str()),
        Cell::text(hit.field.as_str()),
        Cell::text(hit.excerpt.as_str()),
    ]
}
