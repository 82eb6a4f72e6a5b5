//! `wbl undo` and `wbl redo`: the last change taken back, or done once more.

use clap::{Arg, ArgAction, ArgMatches};

use crate::change::Change;
use crate::fault::{Fault, Result};
use crate::store::{self, Folder, Past, Way};
use crate::view::{Cell, Column, Table, View};

use super::super::answer::Answer;
use super::super::context::Context;
use super::CommandSpec;

/// Takes the last change back.
pub const UNDO: CommandSpec = CommandSpec {
    name: "undo",
    about: "Take the last change back; with or without git",
    args: |command| {
        command
            .arg(
                Arg::new("list")
                    .long("list")
                    .action(ArgAction::SetTrue)
                    .conflicts_with("unfinished")
                    .help("Show the last changes, the newest first, and change nothing"),
            )
            .arg(unfinished(
                "Take back a change that was interrupted, and leave what was changed since as it is",
            ))
            .after_help("The last 100 changes are kept, an import as one; fewer where they would take more than 100 MB.\nWhere a file has been changed since, nothing is written, exit 6.\n\nExamples:\n  wbl undo --dry-run\n  wbl undo\n  wbl undo --list")
    },
    run: |context, matches| {
        if matches.get_flag("list") {
            return list(context);
        }
        run(context, matches, store::undo, Way::Back)
    },
};

/// Does once more what was undone.
pub const REDO: CommandSpec = CommandSpec {
    name: "redo",
    about: "Do once more what was last undone",
    args: |command| {
        command
            .arg(unfinished(
                "Write the rest of a change that was interrupted, and leave what was changed since as it is",
            ))
            .after_help("A new change empties what can be redone.\n\nExamples:\n  wbl redo --dry-run\n  wbl redo")
    },
    run: |context, matches| run(context, matches, store::redo, Way::On),
};

fn unfinished(help: &'static str) -> Arg {
    Arg::new("unfinished")
        .long("unfinished")
        .action(ArgAction::SetTrue)
        .help(help)
}

fn run(
    context: &mut Context<'_>,
    matches: &ArgMatches,
    step: fn(&Folder) -> Result<Change>,
    way: Way,
) -> Result<Answer> {
    if matches.get_flag("unfinished") {
        if context.global.dry_run {
            return Err(Fault::misuse("`--unfinished` has no dry run")
                .hint("any other command names the files that were changed since"));
        }
        context.settle(way)?;
        return Ok(Answer::done(View::Nothing));
    }
    let folder = context.store()?.folder;
    if context.global.dry_run {
        return context.write(|_, _, _| step(&folder));
    }
    let shown = step(&folder)?;
    context.say("", shown.preview().trim_end());
    context.write_shown(&shown, |_, _, _| step(&folder))
}

/// How many records of a change are named.
const MOST_NAMED: usize = 3;

fn list(context: &mut Context<'_>) -> Result<Answer> {
    let folder = context.store()?.folder;
    let (done, undone) = store::past(&folder)?;
    let row = |past: &Past, state: &str| {
        let mut records = past.paths.iter().map(|path| Cell::text(path.as_str()));
        let mut named: Vec<_> = records.by_ref().take(MOST_NAMED).collect();
        let more = records.count();
        if more > 0 {
            named.push(Cell::text(format!("and {more} more")));
        }
        vec![
            Cell::text(past.at.as_str()),
            Cell::text(past.verb.as_str()),
            Cell::text(state),
            Cell::List(named),
        ]
    };
    let undone = undone.iter().map(|past| row(past, "undone"));
    let done = done.iter().map(|past| row(past, "done"));
    Ok(Answer::done(View::List(Table {
        columns: ["at", "command", "state", "files"]
            .map(Column::left)
            .to_vec(),
        rows: undone.chain(done).collect(),
    })))
}
