//! `wbl check`: everything that is wrong in the store, at once.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::check::{self, CHECKS, Places};
use crate::fault::{Fault, Result};
use crate::schema::{Problem, Severity};
use crate::ui;
use crate::view::{Format, View};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::kind::flags;
use super::CommandSpec;

/// The command.
pub const CHECK: CommandSpec = CommandSpec {
    name: "check",
    about: "Find everything that is wrong in the store",
    args,
    run,
};

fn args(command: Command) -> Command {
    let topics: Vec<_> = CHECKS
        .iter()
        .map(|topic| format!("  {:<12}{}\n", topic.name, topic.about))
        .collect();
    command
        .arg(Arg::new("names").value_name("NAME").num_args(0..).help("Only these checks or topics"))
        .arg(Arg::new("strict").long("strict").action(ArgAction::SetTrue).help("End with exit code 5 on warnings too"))
        .arg(Arg::new("fix").long("fix").action(ArgAction::SetTrue).help("First put right what needs no judgment, after showing it"))
        .arg(Arg::new("explain").long("explain").value_name("ID").help("Explain a check"))
        .after_help(format!("Topics:\n{}\nWhat `--fix` does is in the page of each check; it changes the bytes that it shows and no others. On a\nterminal it asks first.\n\nExamples:\n  wbl check\n  wbl check hours links\n  wbl check --fix --dry-run\n  wbl check --explain dangling-link", topics.concat()))
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    if let Some(id) = flags::text(matches, "explain") {
        return explain(&id);
    }
    let names = flags::texts(matches, "names");
    let today = context.today();
    if flags::is_on(matches, "fix") {
        let answer = context.write_after_showing("write this?", |book, seed, _| {
            check::fix(book, today, &names, seed)
        })?;
        if context.global.dry_run {
            context.forget_problems();
            return Ok(answer);
        }
    }
    let mut found = context.read_on_defaults(|book, _| check::run(book, today, &names))?;
    context.hide_foreign(found.iter_mut().map(|problem| &mut problem.place));
    // What could not be read is among the findings.
    context.forget_problems();
    let errors = found
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .count();
    let warnings = found.len() - errors;
    let count =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    if found.is_empty() {
        context.say("", "Nothing is wrong.");
    } else {
        context.say(
            "",
            &format!(
                "Found {} and {}.",
                count(errors, "error"),
                count(warnings, "warning")
            ),
        );
        context.say(
            "hint",
            "`wbl check --explain ID` says more about any of them",
        );
    }
    let view = match context.global.look.format {
        Format::Table if context.global.look.fields.is_none() => {
            let width = context.global.look.width;
            View::Text(found.iter().map(|one| told(one, width)).collect())
        }
        Format::Json | Format::Jsonl | Format::Csv | Format::Plain => {
            check::report(&found, Places::Apart)
        }
        Format::Table | Format::Md | Format::Html => check::report(&found, Places::Joined),
    };
    let found = errors > 0 || (flags::is_on(matches, "strict") && warnings > 0);
    Ok(Answer {
        document: None,
        view,
        found,
        reads_all: false,
        needs_all: false,
        fault: None,
    })
}

/// A finding as people read it: what, where, what to do; on a terminal what is said is broken
/// between words, and what a file holds is left as it is.
fn told(problem: &Problem, width: Option<usize>) -> String {
    let said = |line: String| {
        let rows = width.map(|width| ui::hung(&line, width).join("\n"));
        rows.unwrap_or(line) + "\n"
    };
    let severity = problem.severity.name();
    let hint = if problem.hint.is_empty() {
        String::new()
    } else {
        said(format!("hint: {}", problem.hint))
    };
    let what = said(format!("{severity}[{}]: {}", problem.rule, problem.message));
    format!("{what}{}{hint}\n", problem.place)
}

fn explain(id: &str) -> Result<Answer> {
    let check = check::explain(id).ok_or_else(|| {
        let ids: Vec<_> = check::checks().map(|check| check.id).collect();
        let fault = Fault::misuse(format!("there is no check `{id}`"));
        let fault = match crate::value::nearest(id, ids.iter().copied()) {
            Some(near) => fault.hint(format!("did you mean `wbl check --explain {near}`?")),
            None => fault,
        };
        fault.hint(format!("the checks are: {}", ids.join(", ")))
    })?;
    Ok(Answer::done(View::Text(check.page())))
}
