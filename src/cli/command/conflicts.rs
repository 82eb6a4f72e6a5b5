//! `wbl conflicts`: what git could not merge, field by field, and how it is settled.

mod asked;
mod flagged;
mod listed;
mod makers;
mod settled;
mod told;
mod torn;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::fault::{Fault, Result};
use crate::git::{self, Repository, Underway};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::kind::flags;
use super::CommandSpec;
use flagged::Flags;
use torn::{Torn, torn_in};

/// The command.
pub const CONFLICTS: CommandSpec = CommandSpec {
    name: "conflicts",
    about: "Settle what two machines changed differently, field by field",
    args,
    run,
};

fn args(command: Command) -> Command {
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    command
        .arg(Arg::new("ref").value_name("ID").help("Only this record: its id, or its file"))
        .arg(
            option("take", "SIDE", "Settle it: take what this side has, what the other has, or of a list what either has")
                .value_parser(["ours", "theirs", "both"]),
        )
        .arg(option("field", "FIELD", "Take it only for this field, such as stage or hours.k3f9qd"))
        .arg(
            option("value", "FIELD=VALUE", "Settle this field by another value; nothing after = empties it (can be repeated)")
                .action(ArgAction::Append),
        )
        .after_help("On a terminal each conflict is asked about in turn; elsewhere they are listed, and settled by\nflags. `ours` is what this machine had, `theirs` what came from the other (in a `git rebase` it is\nthe other way round, and is said). Fields that are one statement, such as the times of an entry, are\ndecided together. What is settled is told to git (`git add`); the last line says what finishes it.\nThe private part of a student is shown where the record is named.\n\nExamples:\n  wbl conflicts\n  wbl conflicts antron-engineering --take theirs\n  wbl conflicts antron-engineering --take ours --field stage\n  wbl conflicts antron-engineering --value phone=360-555-0142")
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let named = flags::text(matches, "ref");
    let flags = Flags::of(matches);
    let opened = context.store_on_defaults()?;
    let repository = git::repository(&opened.folder.root)?;
    let unmerged = repository
        .as_ref()
        .map(git::unmerged)
        .transpose()?
        .unwrap_or_default();
    let mut torn = context.read_on_defaults(|book, _| torn_in(book, &unmerged))?;
    context.forget_problems();
    let others: Vec<&String> = unmerged
        .keys()
        .filter(|path| !torn.iter().any(|one| one.path == **path))
        .collect();
    if let Some(named) = &named {
        torn.retain(|torn| torn.is(named));
        if torn.is_empty() {
            return Err(
                Fault::reference(format!("nothing is in conflict in `{named}`"))
                    .hint("see what is with `wbl conflicts`"),
            );
        }
    }
    if let (Some(repository), false) = (&repository, torn.is_empty() || !flags.are_none()) {
        context.tell_no_driver(repository);
    }
    if flags.are_none() && context.global.may_ask && !torn.is_empty() {
        return asked::ask(context, &torn, repository.as_ref());
    }
    let underway = repository.as_ref().and_then(Repository::underway);
    if underway == Some(Underway::Rebase) && !torn.is_empty() {
        context.say("warning", "git is in the middle of a rebase: `ours` is what came from the other machine, `theirs` is what was done here");
    }
    if flags.are_none() {
        return Ok(listed::listed(context, &torn, &others, named.is_some()));
    }
    let one = the_one(&torn, named.as_deref())?;
    let today = context.today();
    let decisions = context.read_on_defaults(|book, _| flags.decide(book, one, today));
    context.forget_problems();
    let answer = settled::settle(context, one, &decisions?)?;
    settled::tell_what_is_left(context)?;
    Ok(answer)
}

/// The one file that flags can settle.
fn the_one<'t>(torn: &'t [Torn], named: Option<&str>) -> Result<&'t Torn> {
    match (torn, named) {
        ([one], Some(_)) => Ok(one),
        (_, None) => Err(Fault::misuse("which record is to be settled?")
            .hint("name it: `wbl conflicts ID --take ours`; see them with `wbl conflicts`")),
        (several, Some(named)) => {
            let paths: Vec<_> = several.iter().map(|one| one.path.as_str()).collect();
            let message = format!(
                "`{named}` is the id of several files in conflict: {}",
                paths.join(", ")
            );
            Err(Fault::reference(message).hint(format!(
                "name the file: `wbl conflicts {} --take ours`",
                paths.first().copied().unwrap_or_default()
            )))
        }
    }
}
