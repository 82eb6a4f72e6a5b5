//! `wbl why STUDENT`: a student's hours taken apart, down to each entry.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::fault::Result;

use super::super::answer::Answer;
use super::super::context::Context;
use super::CommandSpec;
use super::report::{Scoped, question};

/// The command.
pub const WHY: CommandSpec = CommandSpec {
    name: "why",
    about: "Take a student's hours apart: each entry, who verified it, why it counts or not",
    args,
    run,
};

fn args(command: Command) -> Command {
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    command
        .arg(
            Arg::new("student")
                .value_name("STUDENT")
                .required(true)
                .help("Whose hours"),
        )
        .arg(option("year", "YEAR", "The school year, such as 2026-27"))
        .arg(option(
            "term",
            "TERM",
            "The term, such as Q2: worked by its end, verified by its transcript day",
        ))
        .arg(option("pathway", "PATHWAY", "Only this pathway"))
        .arg(
            Arg::new("partial")
                .long("partial")
                .action(ArgAction::SetTrue)
                .help("Show it even where records could not be read (exit 7)"),
        )
        .after_help("The columns add up to the student's line in `wbl report hours`; the notes say what would change it.\n\nExamples:\n  wbl why \"Jane Doe\"\n  wbl why \"Jane Doe\" --term Q2 --pathway healthcare\n  wbl why \"Jane Doe\" --fields on,span,counted,why")
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let scoped = Scoped {
        year: text("year"),
        term: text("term"),
        pathway: text("pathway"),
        student: text("student"),
        ..Scoped::default()
    };
    let (as_of, partial) = (context.today(), context.global.partial);
    let answer = context.read(|book, _| {
        let question = question(book, &scoped, as_of, partial)?;
        crate::report::why(book, &question)
    })?;
    Ok(Answer {
        view: answer.view,
        document: None,
        found: false,
        reads_all: true,
        needs_all: true,
        fault: None,
    })
}
