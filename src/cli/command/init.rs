//! `wbl init`: makes a store.

use std::path::PathBuf;

use clap::{ArgMatches, Args, FromArgMatches as _};

use crate::fault::{Fault, Result, pasted};
use crate::git;
use crate::store;
use crate::view::View;

use super::super::answer::Answer;
use super::super::context::Context;
use super::CommandSpec;

/// The command.
pub const INIT: CommandSpec = CommandSpec {
    name: "init",
    about: "Make a store: settings, forms, rules, and a folder for each kind of record",
    args: |command| {
        Init::augment_args(command)
            .after_help("Examples:\n  wbl init my-school\n  wbl init            (in this folder)")
    },
    run,
};

#[derive(Args, Debug)]
struct Init {
    /// The folder; made if it is not there (default: this one)
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let init = Init::from_arg_matches(matches).map_err(|error| Fault::misuse(error.to_string()))?;
    let named = init.folder.or_else(|| context.global.store.clone());
    let root = match &named {
        Some(folder) => context.world.here.join(folder),
        None => context.world.here.clone(),
    };
    if context.global.dry_run {
        let files: Vec<_> = store::STARTER
            .iter()
            .map(|(path, _)| format!("new: {path}\n"))
            .collect();
        return Ok(Answer::done(View::Text(files.concat())));
    }
    let shown = named.as_deref().map_or_else(
        || "this folder".to_owned(),
        |folder| folder.display().to_string(),
    );
    store::start(&root, &shown)?;
    context.say("", &format!("Made a store in {shown}. Next: open wbl.toml in a text editor and put in your school and its calendar."));
    join_git(context, &root);
    if let Some(folder) = named {
        context.say(
            "hint",
            &format!(
                "`cd {}` first, so that wbl finds it",
                pasted(&folder.display().to_string())
            ),
        );
    }
    Ok(Answer::done(View::Nothing))
}

/// Has git merge the new store's records by meaning; where it lies in no repository, says how it
/// comes into one.
fn join_git(context: &mut Context<'_>, root: &std::path::Path) {
    let joined = git::repository(root).and_then(|found| match found {
        Some(repository) => git::register_driver(&repository).map(|()| true),
        None => Ok(false),
    });
    match joined {
        Ok(true) => context.say(
            "",
            "Set up git in this clone to merge records by meaning (`wbl help git`).",
        ),
        Ok(false) if git::is_installed() => context.say(
            "hint",
            "to keep its history with git: `git init`; what comes next is in `wbl help git`",
        ),
        Ok(false) => {}
        // The store is made; git can be set up whenever it works.
        Err(fault) => context.tell_git(&fault),
    }
}
