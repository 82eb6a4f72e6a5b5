//! `wbl merge-driver`: what git calls to merge two versions of a record.

use std::fs;
use std::path::Path;

use clap::{Arg, ArgMatches, Command};

use crate::fault::{Blame, Fault, Result};
use crate::git;
use crate::view::View;
use crate::work;

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::kind::flags;
use super::CommandSpec;

/// The command.
pub const MERGE_DRIVER: CommandSpec = CommandSpec {
    name: "merge-driver",
    about: "Merge two versions of a record by meaning: git calls this, nobody types it",
    args,
    run,
};

fn args(command: Command) -> Command {
    let file = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).value_name(value).required(true).help(help)
    };
    command
        .arg(file("base", "BASE", "The version that both sides began from (%O)"))
        .arg(file("ours", "OURS", "This side's version (%A); the merged text is written here"))
        .arg(file("theirs", "THEIRS", "The other side's version (%B)"))
        .arg(file("path", "PATH", "Where the record lies in the repository (%P)"))
        .after_help("`wbl init` and `wbl help git` say how git comes to call it. Exit codes: 0 merged, 1 something is in conflict (marked in OURS; `wbl conflicts` settles it).")
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let here = context.world.here.clone();
    let file = |name: &str| here.join(flags::text(matches, name).unwrap_or_default());
    let [base, ours, theirs] = ["base", "ours", "theirs"].map(file);
    let path = flags::text(matches, "path").unwrap_or_default();
    let read = |file: &Path| {
        fs::read(file).map_err(|error| {
            Fault::io(&error, format_args!("read a version of {path}")).hint(
                "git hands its versions over itself: `wbl doctor` says whether it is set up to",
            )
        })
    };
    let bytes = [read(&base)?, read(&ours)?, read(&theirs)?];
    let [b, o, t] = bytes.map(|bytes| String::from_utf8(bytes).ok());
    let merged = work::kind_at(&path)
        .zip(b)
        .zip(o)
        .zip(t)
        .and_then(|(((kind, base), ours), theirs)| work::reconcile(kind, &base, &ours, &theirs));
    let Some(merged) = merged else {
        // No record, or one that cannot be read: its lines are merged as git does.
        let is_clean = git::merge_files(&here, [&base, &ours, &theirs])?;
        return if is_clean {
            Ok(Answer::done(View::Nothing))
        } else {
            Err(in_conflict(&path))
        };
    };
    // Git's own copy of this side's version: it is no file of the store.
    fs::write(&ours, &merged.text)
        .map_err(|error| Fault::io(&error, format_args!("write the merged {path}")))?;
    if merged.conflicts.is_empty() {
        return Ok(Answer::done(View::Nothing));
    }
    let spots: Vec<_> = merged
        .conflicts
        .iter()
        .map(|conflict| format!("`{}`", conflict.spot))
        .collect();
    let message = format!("{path}: both sides changed {}", spots.join(", "));
    Err(Fault::new(Blame::Could, message).hint("see and settle it with `wbl conflicts`"))
}

fn in_conflict(path: &str) -> Fault {
    Fault::new(
        Blame::Could,
        format!("{path}: both sides changed the same lines"),
    )
    .hint("see and settle it with `wbl conflicts`")
}
