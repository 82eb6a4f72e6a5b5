//! `wbl merge-driver`: what git calls to merge two versions of a record.

use std::fs;
use std::path::Path;

use clap::{Arg, ArgMatches, Command};

use crate::fault::{Blame, Fault, Result};
use crate::git;
use crate::record::KindSpec;
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
        .arg(
            Arg::new("labels")
                .value_name("LABEL")
                .num_args(0..=3)
                .help("What git calls the three versions, with their paths where these differ (%S %X %Y)"),
        )
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
    let kind = work::kind_at(&path);
    let labels = flags::texts(matches, "labels");
    let merged = match (kind, &b, &o, &t) {
        (Some(kind), Some(base), Some(ours), Some(theirs)) => {
            let is_guess = is_guessed(kind, &labels, [base, ours, theirs]);
            work::reconcile(kind, if is_guess { "" } else { base }, ours, theirs)
        }
        _ => None,
    };
    let Some(merged) = merged else {
        if kind.is_some() {
            // A record that cannot be read on one side. Lines that fit together could still be two
            // halves of two statements: both versions stand whole, and a person looks at them.
            if let (Some(base), Some(our), Some(their)) = (&b, &o, &t) {
                write_merged(&ours, &work::around([base, our, their]), &path)?;
            }
            return Err(in_conflict(&path));
        }
        let is_clean = git::merge_files(&here, [&base, &ours, &theirs])?;
        return if is_clean {
            Ok(Answer::done(View::Nothing))
        } else {
            Err(in_conflict(&path))
        };
    };
    write_merged(&ours, &merged.text, &path)?;
    if merged.is_clean {
        return Ok(Answer::done(View::Nothing));
    }
    if merged.conflicts.is_empty() {
        return Err(in_conflict(&path));
    }
    let spots: Vec<_> = merged
        .conflicts
        .iter()
        .map(|conflict| format!("`{}`", conflict.spot))
        .collect();
    let message = format!("{path}: both sides changed {}", spots.join(", "));
    Err(Fault::new(Blame::Could, message).hint("see and settle it with `wbl conflicts`"))
}

/// Writes into git's own copy of this side's version: it is no file of the store.
fn write_merged(copy: &Path, text: &str, path: &str) -> Result<()> {
    fs::write(copy, text)
        .map_err(|error| Fault::io(&error, format_args!("write the merged {path}")))
}

/// Whether git only guesses that a record was renamed: it takes one that was removed and one like it
/// that was added for the same. By its labels it says where each version lies, if in several places.
fn is_guessed(kind: &KindSpec, labels: &[String], [base, ours, theirs]: [&str; 3]) -> bool {
    let path = |label: &String| {
        let (_, path) = label.rsplit_once(':')?;
        work::kind_at(path).map(|_| path.to_owned())
    };
    let paths: Option<Vec<String>> = labels.iter().map(path).collect();
    let Some([before, here, there]) = paths.as_deref() else {
        return false;
    };
    (here != before && work::are_two(kind, base, ours))
        || (there != before && work::are_two(kind, base, theirs))
}

fn in_conflict(path: &str) -> Fault {
    Fault::new(
        Blame::Could,
        format!("{path}: both sides changed the same lines"),
    )
    .hint("see and settle it with `wbl conflicts`")
}
